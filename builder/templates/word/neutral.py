"""What a template says of its running text, kept away from everything else.

Many templates set the first-line indent, the justification, the line spacing or the capitals of their text in the
default style ("Normal"), on which all other styles are based, or in Body Text. Tables, captions, figures, headers and
footers inherit them. Each style that is not text gets the builder's own value where its value comes from there; values
that it, or another style that it is based on, sets itself stay. Lengths are twips. ECMA-376 part 1, 17.3.1 and 17.7.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from builder.templates.word.roles import ROLES
from builder.templates.word.style_properties import paragraph_properties, property_element, run_properties
from builder.templates.word.style_sheet import Numbering, StyleSheet, W, is_on, number

__all__ = ["NeutralStyles", "has_line_grid"]

_EXHIBITS = frozenset(
    {
        "caption", "figure", "footer", "header", "imprint", "imprint_heading",
        "key_figure_label", "key_figure_row", "key_figure_value",
        "source_line", "table_header", "table_number", "table_text", "timeline_date", "toc_1", "toc_2", "toc_3",
        "toc_4", "toc_5", "toc_heading", "table_of_figures", "unit_line",
    }
)  # fmt: skip
"""Roles that keep nothing of the running text's shape. The others keep all but the indent of first lines."""

_SIDES = {
    "left": (("left", "start"), ("leftChars", "startChars")),
    "right": (("right", "end"), ("rightChars", "endChars")),
    "firstLine": (("firstLine", "hanging"), ("firstLineChars", "hangingChars")),
}
"""Side → its attributes in twips, and those in hundredths of a character, which take precedence (17.3.1.12)."""
_SPACES = {
    "before": ("before", "beforeLines", "beforeAutospacing"),
    "after": ("after", "afterLines", "afterAutospacing"),
    "line": ("line",),
}
_LEADING = ("left", "start")
_GRIDS = ("lines", "linesAndChars", "snapToChars")
_MARGIN_STYLE, _MARGIN_NAME = "MarginText", "Margin Text"


def has_line_grid(section: Any | None) -> bool:
    """Return True if a section snaps its lines to a grid (17.6.5)."""
    grid = section.find(f"{W}docGrid") if section is not None else None
    return grid is not None and grid.get(f"{W}type") in _GRIDS


class NeutralStyles:
    """Keeps the shape of running text away from the other styles of a template. `names` lists what was kept away."""

    def __init__(self, sheet: StyleSheet, numbering: Numbering, body: Any, donor: Callable[[], StyleSheet], grid: bool):
        self.names: list[str] = []
        self._sheet, self._numbering, self._donor, self._grid = sheet, numbering, donor, grid
        self._default = sheet.default("paragraph")
        self._sources = [style for style in (self._default, body) if style is not None]
        self._body = body

    def apply(self, styles: dict[str, str]) -> None:
        """Neutralise the styles of all roles but running text (role → style id)."""
        done = {self._body.get(f"{W}styleId")}
        for role, sid in styles.items():
            style = self._sheet.by_id[sid]
            if ROLES[role][0] != "paragraph" or sid in done or style in self._sources:
                continue
            done.add(sid)
            self._indent(style, ("left", "right", "firstLine") if role in _EXHIBITS else ("firstLine",))
            if role in _EXHIBITS:
                self._shape(style, self._model(role))

    def margins(self, roots: Iterable[Any]) -> None:
        """Put the paragraphs of headers and footers that are in the default style into one of their own, if that
        style has a shape which is none of theirs.
        """
        if self._default is None:
            return
        default, style = self._default.get(f"{W}styleId"), None
        for paragraph in (paragraph for root in roots for paragraph in root.iter(f"{W}p")):
            named = paragraph.find(f"{W}pPr/{W}pStyle")
            if named is not None and named.get(f"{W}val") != default and named.get(f"{W}val") in self._sheet.by_id:
                continue
            if style is None:
                style = self._margin_style(default)
            if len(style) > 3:  # it says more than its name, what it is based on, and that it is not offered
                properties = paragraph_properties(paragraph)
                if properties.getprevious() is not None:
                    paragraph.insert(0, properties)
                property_element(properties, "pStyle").set(f"{W}val", _MARGIN_STYLE)
        if style is not None and len(style) > 3:
            self._sheet.know(style)
            self._sheet.root.append(style)

    def _margin_style(self, default: str) -> Any:
        style = self._default.makeelement(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": _MARGIN_STYLE})
        for name, value in (("name", _MARGIN_NAME), ("basedOn", default), ("semiHidden", None)):
            style.append(style.makeelement(f"{W}{name}", {f"{W}val": value} if value else {}))
        self._indent(style, ("left", "right", "firstLine"))
        self._shape(style, self._model("header"))
        return style

    def _model(self, role: str) -> Any:
        """Return the builder's own style of a role."""
        return self._donor().find(*ROLES[role])

    def _indent(self, style: Any, sides: Iterable[str]) -> None:
        listed = self._listed(style)
        for side in sides:
            twips, characters = _SIDES[side]
            values = {}
            if not any(name in listed for name in twips) and (leaking := self._leaks(style, "ind", twips)):
                values[side if leaking == "hanging" else leaking] = "0"
            if leaking := self._leaks(style, "ind", characters):
                values[leaking] = "0"
            if values:
                self._set(style, "ind", values, "indents")

    def _listed(self, style: Any) -> frozenset[str]:
        """Return the indents that the list of a style gives it: they come before those that it inherits (17.9.22)."""
        for ancestor in self._sheet.chain(style):
            if ancestor in self._sources:
                break
            if ancestor.find(f"{W}pPr/{W}numPr") is not None:
                abstract = self._numbering.abstract(self._sheet.twips(style, "pPr/numPr/numId", "val"))
                ilvl = self._sheet.twips(style, "pPr/numPr/ilvl", "val")
                level = self._numbering.level(abstract, ilvl) if abstract is not None else None
                indent = level.find(f"{W}pPr/{W}ind") if level is not None else None
                return frozenset(key.removeprefix(W) for key in indent.attrib) if indent is not None else frozenset()
        return frozenset()

    def _shape(self, style: Any, model: Any) -> None:
        """Neutralise alignment, spacing, grid and capitals; values are those of the builder's own style, `model`."""
        value = self._inherited(style, "jc", ("val",))
        if value is not None and value[1] not in _LEADING:
            own = self._donor().value(model, "pPr/jc", "val") or "left"
            if own != value[1]:
                self._set(style, "jc", {"val": own}, "alignment")
        for side, names in _SPACES.items():
            self._space(style, model, side, names)
        if self._toggled(style, "pPr", "contextualSpacing"):
            self._set(style, "contextualSpacing", {"val": "0"}, "spacing")
        if self._grid and self._first(style, "pPr/snapToGrid") in (None, *self._sources):
            self._set(style, "snapToGrid", {"val": "0"}, "document grid")
        for name in ("caps", "smallCaps"):
            if self._toggled(style, "rPr", name):
                property_element(run_properties(style), name).set(f"{W}val", "0")
                self._note("capitals")

    def _space(self, style: Any, model: Any, side: str, names: tuple[str, ...]) -> None:
        values = {}
        for name in names:
            inherited = self._inherited(style, "spacing", (name,))
            if inherited is None:
                continue
            if name != side:
                values[name] = "0"
                continue
            values[name] = self._donor().value(model, "pPr/spacing", name) or ("240" if name == "line" else "0")
            if name == "line":
                values["lineRule"] = self._donor().value(model, "pPr/spacing", "lineRule") or "auto"
        changed = {key for key, value in values.items() if self._sheet.value(style, "pPr/spacing", key) != value}
        if changed - {"lineRule"} or ("lineRule" in changed and self._exact(style)):
            self._set(style, "spacing", values, "spacing")

    def _exact(self, style: Any) -> bool:
        return self._sheet.value(style, "pPr/spacing", "lineRule") in ("exact", "atLeast")

    def _leaks(self, style: Any, tag: str, names: Iterable[str]) -> str:
        """Return the attribute that a style has from running text, if its value is not 0; else ""."""
        inherited = self._inherited(style, tag, tuple(names))
        return inherited[0] if inherited is not None and number(inherited[1]) else ""

    def _inherited(self, style: Any, tag: str, names: tuple[str, ...]) -> tuple[str, str] | None:
        """Return the first of some attributes of a paragraph property that a style has, if it comes from running text
        or from the document's defaults.
        """
        for ancestor in self._sheet.chain(style):
            element = ancestor.find(f"{W}pPr/{W}{tag}")
            if attribute := _attribute(element, names):
                return attribute if ancestor in self._sources else None
        return _attribute(self._sheet.root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}{tag}"), names)

    def _first(self, style: Any, path: str) -> Any | None:
        """Return the style of the chain that has a property, or None."""
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        return next((ancestor for ancestor in self._sheet.chain(style) if ancestor.find(steps) is not None), None)

    def _toggled(self, style: Any, part: str, name: str) -> bool:
        """Return True if a style has an on/off property from running text."""
        source = self._first(style, f"{part}/{name}")
        return source in self._sources and source is not None and is_on(source.find(f"{W}{part}/{W}{name}"))

    def _set(self, style: Any, tag: str, values: dict[str, str], name: str) -> None:
        element = property_element(paragraph_properties(style), tag)
        for key, value in values.items():
            element.set(f"{W}{key}", value)
        self._note(name)

    def _note(self, name: str) -> None:
        if name not in self.names:
            self.names.append(name)


def _attribute(element: Any | None, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the name and the value of the first attribute that an element has."""
    if element is None:
        return None
    return next(((name, value) for name in names if (value := element.get(f"{W}{name}")) is not None), None)

"""Properties of paragraphs with all that they inherit: defaults, styles, lists, their own (ECMA-376 part 1, 17.7.2).

Lengths are points.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from msgspec import Struct

from builder.templates.word.style_sheet import Numbering, StyleSheet, W, is_on, number

__all__ = ["NotMeasurable", "ParagraphLook", "ParagraphLooks", "points"]

_SINGLE = 240
"""`w:line` of single spacing."""
_TOGGLES = frozenset(("keepNext", "keepLines", "pageBreakBefore", "contextualSpacing", "widowControl", "snapToGrid"))
_ON = frozenset(("widowControl", "snapToGrid"))
"""Toggles that are on unless a style says otherwise (17.3.1.44, 17.3.1.32)."""
_INDENTS = {"left": "left", "start": "left", "right": "right", "end": "right"}
_LIST = f"{W}numPr"
_LIST_STEP = 36.0
"""Distance of the default tab stops."""


class NotMeasurable(Exception):
    """This content cannot be placed by measuring: a frame, hyphenation, a font without metrics."""


class ParagraphLook(Struct, frozen=True, kw_only=True):
    """How a paragraph is set, apart from its characters."""

    before: float
    after: float
    spacing: float
    """Line height: a factor of single spacing, or points if `exact` or `least`."""
    exact: bool
    least: bool
    left: float
    right: float
    first: float
    """Where the first line begins, from `left`."""
    keep_next: bool
    keep_lines: bool
    break_before: bool
    contextual: bool
    widows: bool
    grid: bool
    borders: tuple[tuple[str, float], ...]
    """Kind of each border across the page (top, bottom, between) with its width and distance to the text."""
    stops: tuple[tuple[float, str], ...]
    style: str
    alone: bool
    """True if neighbours change nothing about it but the space before it: no borders, chains or contextual spacing."""

    frame: frozenset[tuple[str, ...]]
    """All that is said of its borders, and its indents: neighbours that agree in it share their borders."""


class ParagraphLooks:
    """The looks of the paragraphs of one document, each kind found once.

    Those of paragraphs that name no list of their own are shared with the other documents of the same styles.
    """

    def __init__(self, sheet: StyleSheet, numbering: Numbering | None):
        self._sheet, self._numbering = sheet, numbering
        default = sheet.default("paragraph")
        self._default = default.get(f"{W}styleId", "") if default is not None else ""
        self._known: dict[object, ParagraphLook] = {}
        self._listed: dict[object, ParagraphLook] = {}
        """Looks of paragraphs that name a list."""
        self._styles: dict[tuple[str, int, bool], tuple[_Values, tuple[int, int]]] = {}

    def with_lists(self, numbering: Numbering) -> ParagraphLooks:
        """Return looks for another document of the same styles, which has these lists."""
        looks = copy(self)
        looks._numbering, looks._listed = numbering, {}
        return looks

    def of(self, properties: Any | None) -> ParagraphLook:
        """Return the look of a paragraph with these properties (`w:pPr`). Raises NotMeasurable for a frame."""
        if properties is None:
            key: object = ()
        else:
            key = tuple((child.tag, *child.attrib.values(), *map(_nested, child)) for child in properties)
        known = self._known if properties is None or properties.find(_LIST) is None else self._listed
        look = known.get(key)
        if look is None:
            look = known[key] = self._resolve(properties)
        return look

    def style_of(self, properties: Any | None) -> Any:
        """Return the style of a paragraph with these properties, or None."""
        name = properties.find(f"{W}pStyle") if properties is not None else None
        style = self._sheet.by_id.get(name.get(f"{W}val", "")) if name is not None else None
        return style if style is not None else self._sheet.by_id.get(self._default)

    def _resolve(self, own: Any | None) -> ParagraphLook:
        style = self.style_of(own)
        listed = _list_of(own)
        inherited, place = self._inherited(self._sheet.chain(style), has_list=listed is not None)
        values = copy(inherited)
        if listed is not None:
            place = listed
            values.apply(self._list_indents(*listed, ""))
        values.apply(own)
        label = self._label(*place) if place[0] else None
        return values.look(style.get(f"{W}styleId", "") if style is not None else "", label)

    def _inherited(self, chain: Sequence[Any], *, has_list: bool) -> tuple[_Values, tuple[int, int]]:
        """Return what a paragraph has of a style, those it is based on (`chain`, nearest first) and the defaults, and
        the list instance and level of the nearest that names one; no list if the paragraph `has_list` of its own.

        Gathered once for each style, since most are based on the same few.
        """
        key = (chain[0].get(f"{W}styleId", "") if chain else "", len(chain), has_list)
        known = self._styles.get(key)
        if known is None:
            known = self._styles[key] = self._gathered(chain, has_list)
        return known

    def _gathered(self, chain: Sequence[Any], has_list: bool) -> tuple[_Values, tuple[int, int]]:
        if not chain:
            values = _Values()
            values.apply(self._sheet.root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
            return values, (0, 0)
        style, *bases = chain
        properties = style.find(f"{W}pPr")
        listed = None if has_list else _list_of(properties)
        inherited, place = self._inherited(bases, has_list=has_list or listed is not None)
        values = copy(inherited)
        if listed is not None:
            place = listed
            values.apply(self._list_indents(*listed, style.get(f"{W}styleId", "")))
        values.apply(properties)
        return values, place

    def _level(self, num: int, ilvl: int, style: str = "") -> Any:
        if self._numbering is None or num not in self._numbering.nums:
            return None
        abstract = self._numbering.abstract(num)
        if style and abstract is not None:
            for level in self._numbering.abstracts[abstract].findall(f"{W}lvl"):
                bound = level.find(f"{W}pStyle")
                if bound is not None and bound.get(f"{W}val") == style:
                    return level
        return self._numbering.instance_level(num, ilvl)

    def _list_indents(self, num: int, ilvl: int, style: str) -> Any:
        level = self._level(num, ilvl, style)
        return level.find(f"{W}pPr") if level is not None else None

    def _label(self, num: int, ilvl: int) -> str | None:
        """Return a text of the length of the label of a list's item, or None if its text follows no tab."""
        level = self._level(num, ilvl)
        text = level.find(f"{W}lvlText") if level is not None else None
        return str(text.get(f"{W}val", "")).replace("%", "") if text is not None else None


def _nested(element: Any) -> object:
    return (element.tag, *element.attrib.values(), *map(_nested, element))


def _list_of(properties: Any | None) -> tuple[int, int] | None:
    """Return the list instance and the level that properties name, (0, 0) for none on purpose; None without any."""
    if properties is None:
        return None
    element = properties.find(f"{W}numPr/{W}numId")
    if element is None:
        return None
    level = properties.find(f"{W}numPr/{W}ilvl")
    return number(element.get(f"{W}val")), number(level.get(f"{W}val")) if level is not None else 0


class _Values(Struct):
    """Properties while they are gathered, the weakest first. Each change replaces a value, so that a copy stays as
    it is.
    """

    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    line: int = _SINGLE
    rule: str = "auto"
    toggles: frozenset[str] = _ON
    borders: dict[str, float] = {}
    frame: dict[str, tuple[str, ...]] = {}
    stops: dict[float, str] = {}

    def apply(self, properties: Any | None) -> None:
        """Let the properties of one level override what is there."""
        for child in properties if properties is not None else ():
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name in _TOGGLES:
                self.toggles = self.toggles | {name} if is_on(child) else self.toggles - {name}
            elif name == "spacing":
                self._spacing(child)
            elif name == "ind":
                self._indents(child)
            elif name == "tabs":
                self._tabs(child)
            elif name == "pBdr":
                self.borders = self.borders | {border.tag.removeprefix(W): _border(border) for border in child}
                self.frame = self.frame | {border.tag: tuple(map(str, border.attrib.values())) for border in child}
            elif name == "framePr":
                raise NotMeasurable("a frame")

    def _spacing(self, element: Any) -> None:
        if (value := element.get(f"{W}before")) is not None:
            self.before = points(value)
        if (value := element.get(f"{W}after")) is not None:
            self.after = points(value)
        if (value := element.get(f"{W}line")) is not None:
            self.line, self.rule = number(value) or _SINGLE, element.get(f"{W}lineRule", "auto")

    def _indents(self, element: Any) -> None:
        for name, meaning in _INDENTS.items():
            if (value := element.get(f"{W}{name}")) is not None:
                setattr(self, meaning, points(value))
        if (value := element.get(f"{W}firstLine")) is not None:
            self.first = points(value)
        if (value := element.get(f"{W}hanging")) is not None:
            self.first = -points(value)

    def _tabs(self, element: Any) -> None:
        stops = dict(self.stops)
        for tab in element:
            position, align = points(tab.get(f"{W}pos")), tab.get(f"{W}val", "left")
            stops.pop(position, None)
            if align not in ("clear", "bar"):
                stops[position] = align
        self.stops = stops

    def look(self, style: str, label: str | None) -> ParagraphLook:
        """Return what was gathered; `label` is that of a list's item."""
        auto = self.rule == "auto"
        # LibreOffice cuts proportional spacing to whole percent.
        spacing = int(self.line * 100 / _SINGLE) / 100 if auto else self.line / 20
        toggles, first = self.toggles, self.first
        if label is not None:
            # The text of an item begins at its indent, or at the next stop after its label.
            first = 0.0 if first < 0 else first + _LIST_STEP * (1 + len(label) // 8)
        borders = tuple((kind, self.borders[kind]) for kind in ("top", "bottom", "between") if self.borders.get(kind))
        chained = toggles & {"keepNext", "pageBreakBefore", "contextualSpacing"}
        return ParagraphLook(
            before=self.before,
            after=self.after,
            spacing=spacing,
            exact=self.rule == "exact",
            least=self.rule == "atLeast",
            left=self.left,
            right=self.right,
            first=first,
            keep_next="keepNext" in toggles,
            keep_lines="keepLines" in toggles,
            break_before="pageBreakBefore" in toggles,
            contextual="contextualSpacing" in toggles,
            widows="widowControl" in toggles,
            grid="snapToGrid" in toggles,
            borders=borders,
            frame=frozenset([*((side, *said) for side, said in self.frame.items()), (str(self.left), str(self.right))]),
            stops=tuple(sorted(self.stops.items())),
            style=style,
            alone=not (borders or chained),
        )


def _border(element: Any) -> float:
    """Return the width of a border with its distance to the text (17.3.4)."""
    if element.get(f"{W}val") in ("nil", "none", None):
        return 0.0
    return number(element.get(f"{W}sz")) / 8 + number(element.get(f"{W}space"))


def points(twips: str | None) -> float:
    """Return a length as Office writes it (twips) in points; 0 for anything else."""
    return number(twips) / 20

"""The styles and lists of a Word template: found by role, and completed from the builder's own where they are missing.

A style that is missing is taken, with those that it builds on, from the builder's template: its fonts are theme fonts
and
its colours theme colours, so it takes on the look of the file it comes into; its indents follow that file's body text.
Lengths are twips. Element order: ECMA-376 part 1, 17.3.1.26 (`w:pPr`) and 17.9.17 (`w:numbering`).
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from builder.templates.brief_facts import HeadingNumbers, ListLevel
from builder.templates.roles import ROLES

__all__ = ["LANGUAGE", "Completion", "Numbering", "Own", "StyleSheet", "W", "complete", "number"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LANGUAGE = "x-builder-language"
"""Stands for the document's language until one is written."""

_SLOTS = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2",
    "background2": "lt2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
"""Theme slots by the names that WordprocessingML has for them (17.18.97), where they differ."""
_AXIS = 2268
"""Where the text of the builder's own template stands."""
_OWN_WIDTH = 9070
_DEEPEST = 12
"""Styles build on one another at most this deep; beyond is a mistake or a circle."""


class StyleSheet:
    """A styles part: its elements by name and by id, and what a style says with all that it inherits."""

    def __init__(self, root: Any):
        self.root = root
        self.by_id: dict[str, Any] = {}
        self.by_name: dict[tuple[str, str], Any] = {}
        for style in root.iter(f"{W}style"):
            self.know(style)

    def know(self, style: Any) -> None:
        """Index a style. The first of two of one name or id counts, as in Word."""
        kind, name = style.get(f"{W}type", "paragraph"), style.find(f"{W}name")
        self.by_id.setdefault(style.get(f"{W}styleId", ""), style)
        if name is not None:
            self.by_name.setdefault((kind, name.get(f"{W}val", "").casefold()), style)

    def find(self, kind: str, name: str) -> Any:
        """The style of this kind and name, or None."""
        return self.by_name.get((kind, name.casefold()))

    def default(self, kind: str) -> Any:
        """The default style of a kind, or None."""
        return next((s for s in self.by_id.values() if s.get(f"{W}type") == kind and _on(s.get(f"{W}default"))), None)

    def chain(self, style: Any) -> list[Any]:
        """The style and those it builds on, nearest first."""
        found: list[Any] = []
        while style is not None and style not in found and len(found) < _DEEPEST:
            found.append(style)
            based = style.find(f"{W}basedOn")
            style = self.by_id.get(based.get(f"{W}val", "")) if based is not None else None
        return found

    def value(self, style: Any, path: str, attribute: str) -> str | None:
        """An attribute of a property (`pPr/ind`, `left`) as the style or those it builds on give it, then the
        defaults.
        """
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        for one in self.chain(style):
            element = one.find(steps)
            if element is not None and (found := element.get(f"{W}{attribute}")) is not None:
                return str(found)
        part = path.split("/")[0]
        element = self.root.find(f"{W}docDefaults/{W}{part}Default/{steps}")
        return element.get(f"{W}{attribute}") if element is not None else None

    def twips(self, style: Any, path: str, attribute: str) -> int:
        """The same as a number; what is absent or no number counts as 0."""
        return number(self.value(style, path, attribute))


class Numbering:
    """A numbering part: its instances and definitions by id."""

    def __init__(self, root: Any):
        self.root = root
        self.nums = {number(one.get(f"{W}numId")): one for one in root.findall(f"{W}num")}
        self.abstracts = {number(one.get(f"{W}abstractNumId")): one for one in root.findall(f"{W}abstractNum")}

    def abstract(self, num: int) -> int | None:
        """The definition behind an instance, or None. A definition that only refers to a list style counts as none."""
        if num not in self.nums:
            return None
        target = self.nums[num].find(f"{W}abstractNumId")
        found = number(target.get(f"{W}val")) if target is not None else -1
        return found if found in self.abstracts and self.abstracts[found].find(f"{W}lvl") is not None else None

    def named(self, name: str) -> int:
        """The first instance of the definition that has this name (`w:name`), or 0."""
        for num in self.nums:
            abstract = self.abstract(num)
            label = self.abstracts[abstract].find(f"{W}name") if abstract is not None else None
            if label is not None and label.get(f"{W}val") == name:
                return num
        return 0

    def level(self, abstract: int, ilvl: int) -> Any:
        """A level of a definition, or None."""
        levels = self.abstracts[abstract].findall(f"{W}lvl")
        return next((one for one in levels if number(one.get(f"{W}ilvl")) == ilvl), None)

    def adopt(self, abstract: Any) -> int:
        """Take in a copy of another file's definition; returns the id of a new instance of it."""
        from lxml import etree

        aid, num = max(self.abstracts, default=-1) + 1, max(self.nums, default=0) + 1
        copy = deepcopy(abstract)
        copy.set(f"{W}abstractNumId", str(aid))
        place = max((self.root.index(one) for one in self.abstracts.values()), default=-1)
        self.root.insert(place + 1, copy)
        instance = etree.Element(f"{W}num", {f"{W}numId": str(num)})
        etree.SubElement(instance, f"{W}abstractNumId", {f"{W}val": str(aid)})
        last = max((self.root.index(one) for one in self.nums.values()), default=self.root.index(copy))
        self.root.insert(last + 1, instance)
        self.abstracts[aid], self.nums[num] = copy, instance
        return num


Own = Callable[[], tuple[StyleSheet, Numbering]]
"""The builder's own styles and lists, read when first asked for."""


class Completion:
    """What `complete` found and made: the style ids by role, the roles that were missing, and the lists."""

    def __init__(self) -> None:
        self.styles: dict[str, str] = {}
        self.added: list[str] = []
        self.bullets: list[ListLevel] = []
        self.numbers: list[ListLevel] = []
        self.headings: list[HeadingNumbers | None] = []
        self.body_left = 0


class _Graft:
    """Brings styles from the builder's template into another."""

    def __init__(self, sheet: StyleSheet, numbering: Numbering, own: Own, width: int, colours: dict[str, str]):
        self.sheet, self.numbering, self.width, self.colours = sheet, numbering, width, colours
        self.shift = 0
        self._own = own
        self._nums: dict[int, int] = {}

    @property
    def donor(self) -> StyleSheet:
        """The styles of the builder's template."""
        return self._own()[0]

    def style(self, kind: str, name: str) -> str:
        """The id of the style, brought in with those that it refers to if the template lacks it."""
        found = self.sheet.find(kind, name)
        if found is not None:
            return str(found.get(f"{W}styleId"))
        original = self.donor.find(kind, name)
        if original.get(f"{W}default"):
            default = self.sheet.default(kind)
            if default is not None:
                return str(default.get(f"{W}styleId"))
        return self._bring(kind, original)

    def _bring(self, kind: str, original: Any) -> str:
        copy = deepcopy(original)
        sid = wanted = str(copy.get(f"{W}styleId"))
        suffix = 1
        while sid in self.sheet.by_id:
            suffix += 1
            sid = f"{wanted}{suffix}"
        copy.set(f"{W}styleId", sid)
        self.sheet.know(copy)
        self.sheet.root.append(copy)
        for tag in ("basedOn", "next", "link"):
            element = copy.find(f"{W}{tag}")
            if element is not None:
                self._refer(element, "character" if kind == "character" else kind)
        self._fit(copy, kind)
        return sid

    def _refer(self, element: Any, kind: str) -> None:
        target = self.donor.by_id[element.get(f"{W}val")]
        element.set(f"{W}val", self.style(kind, target.find(f"{W}name").get(f"{W}val")))

    def _fit(self, copy: Any, kind: str) -> None:
        """Bring indents, tabs and numbers into line with the template."""
        name = copy.find(f"{W}name").get(f"{W}val", "").casefold()
        if name.startswith("heading ") and name != "heading 4":
            # The template's own headings, if any, are not numbered in our way: neither are these.
            for tag in ("numPr", "ind", "pBdr"):
                for element in copy.findall(f"{W}pPr/{W}{tag}"):
                    element.getparent().remove(element)
        _recolour(copy, self.colours)
        for reference in copy.iter(f"{W}numId"):
            reference.set(f"{W}val", str(self.num(number(reference.get(f"{W}val")))))
        if kind == "paragraph" and not name.startswith("timeline"):
            self._shift(copy)

    def _shift(self, element: Any) -> None:
        for one in element.iter(f"{W}ind"):
            left = number(one.get(f"{W}left"))
            if left >= _AXIS:
                one.set(f"{W}left", str(max(0, left + self.shift)))
        for one in element.iter(f"{W}tab"):
            position = number(one.get(f"{W}pos"))
            if position == _OWN_WIDTH:
                one.set(f"{W}pos", str(self.width))
            elif position >= _AXIS:
                one.set(f"{W}pos", str(max(0, position + self.shift)))

    def num(self, donor_num: int) -> int:
        """The template's instance for one of ours, brought in at first use."""
        if donor_num not in self._nums:
            lists = self._own()[1]
            source = lists.abstract(donor_num)
            assert source is not None
            abstract = deepcopy(lists.abstracts[source])
            _recolour(abstract, self.colours)
            self._shift(abstract)
            for bound in abstract.findall(f"{W}lvl/{W}pStyle"):
                bound.getparent().remove(bound)
            self._nums[donor_num] = self.numbering.adopt(abstract)
        return self._nums[donor_num]


def _recolour(element: Any, colours: dict[str, str]) -> None:
    """Write the present values of theme colours beside their names, for programs that read only the values."""
    for one in element.iter():
        for attribute, value in (("themeColor", "color"), ("themeFill", "fill")):
            name = one.get(f"{W}{attribute}")
            changed = any(one.get(f"{W}{attribute}{change}") for change in ("Tint", "Shade"))
            if name is not None and not changed and (rgb := colours.get(_SLOTS.get(name, name))):
                one.set(f"{W}{'val' if one.tag == f'{W}color' else value}", rgb)


def complete(sheet: StyleSheet, numbering: Numbering, own: Own, width: int, colours: dict[str, str]) -> Completion:
    """Find a style for every role in `sheet`, bringing in what is missing from the builder's own styles and lists
    (`own`).

    `width` is that of the template's text, `colours` are those of its theme.
    """
    done = Completion()
    graft = _Graft(sheet, numbering, own, width, colours)
    _recolour(sheet.root, colours)
    _recolour(numbering.root, colours)
    body = _body_text(sheet)
    missing = [role for role, (kind, name) in ROLES.items() if sheet.find(kind, name) is None]
    done.added = [role for role in missing if role != "body_text" or body is None]
    if body is None:
        graft.shift = -_AXIS
        body = sheet.by_id[graft.style("paragraph", "Body Text")]
    done.body_left = sheet.twips(body, "pPr/ind", "left")
    graft.shift = done.body_left - _AXIS
    for role, (kind, name) in ROLES.items():
        if role == "body_text":
            done.styles[role] = body.get(f"{W}styleId")
            continue
        done.styles[role] = graft.style(kind, name)
    done.bullets = [_list_level(graft, done.styles[f"list_bullet_{n}"], n, 2) for n in (1, 2, 3)]
    done.numbers = [_list_level(graft, done.styles[f"list_number_{n}"], n, 3) for n in (1, 2, 3)]
    done.headings = [_heading(sheet, numbering, done.styles[f"heading_{n}"]) for n in (1, 2, 3, 4)]
    return done


def _body_text(sheet: StyleSheet) -> Any:
    """The style of running text: Body Text, or the default style where that sets paragraphs apart; else None."""
    found = sheet.find("paragraph", "Body Text")
    if found is not None:
        return found
    default = sheet.default("paragraph")
    return default if default is not None and sheet.twips(default, "pPr/spacing", "after") >= 80 else None


def _list_level(graft: _Graft, sid: str, n: int, donor_num: int) -> ListLevel:
    """How list level `n` is written: by its style where that is bound to a list, else with our own list over the
    style.
    """
    sheet, numbering = graft.sheet, graft.numbering
    style = sheet.by_id[sid]
    num, ilvl = sheet.twips(style, "pPr/numPr/numId", "val"), sheet.twips(style, "pPr/numPr/ilvl", "val")
    abstract = numbering.abstract(num)
    direct = abstract is None
    if abstract is None:
        num, ilvl = graft.num(donor_num), n - 1
        abstract = numbering.abstract(num)
        assert abstract is not None
    level = numbering.level(abstract, ilvl)
    left = _indent(sheet, style, level, "left", direct)
    hanging = _indent(sheet, style, level, "hanging", direct)
    deeper = len(numbering.abstracts[abstract].findall(f"{W}lvl")) - 1
    return ListLevel(
        style=sid, num=num, abstract=abstract, level=ilvl, direct=direct, left=left, hanging=hanging, deepest=deeper
    )


def _indent(sheet: StyleSheet, style: Any, level: Any, side: str, direct: bool) -> int:
    """An indent of a list paragraph: the list's where it is applied directly or the style is silent, else the
    style's.
    """
    inner = level.find(f"{W}pPr/{W}ind") if level is not None else None
    of_list = number(inner.get(f"{W}{side}")) if inner is not None else 0
    return of_list if direct else sheet.twips(style, "pPr/ind", side) or of_list


def _heading(sheet: StyleSheet, numbering: Numbering, sid: str) -> HeadingNumbers | None:
    """How the template numbers a heading, or None."""
    style = sheet.by_id[sid]
    abstract = numbering.abstract(sheet.twips(style, "pPr/numPr/numId", "val"))
    if abstract is None:
        return None
    ilvl = sheet.twips(style, "pPr/numPr/ilvl", "val")
    level = numbering.level(abstract, ilvl)
    text = level.find(f"{W}lvlText") if level is not None else None
    pattern = text.get(f"{W}val", "") if text is not None else ""
    forms = []
    for n in range(ilvl + 1):
        one = numbering.level(abstract, n)
        form = one.find(f"{W}numFmt") if one is not None else None
        forms.append(form.get(f"{W}val", "decimal") if form is not None else "decimal")
    return (
        HeadingNumbers(pattern=pattern, forms=tuple(forms)) if pattern and forms[-1] not in ("none", "bullet") else None
    )


def number(text: str | None) -> int:
    """A whole number as Office writes it; what is none counts as 0."""
    try:
        return int(float(text)) if text else 0
    except ValueError:
        return 0


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")

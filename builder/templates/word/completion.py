"""A style for every role: the template's own, or else the builder's, added with all the styles that it is based on.

Added styles use theme fonts and theme colours, so they match the file; their indents follow its body text. Lengths are
twips. Element order: ECMA-376 part 1, 17.3.1.26 (`w:pPr`), 17.9.17 (`w:numbering`).
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from builder.templates.word.colours import follow_headings, heading_accent, make_readable, recolour
from builder.templates.word.facts import HeadingNumbers, ListLevel
from builder.templates.word.heading_numbers import continue_numbers, heading_numbers, leave_unnumbered, prepare_numbers
from builder.templates.word.neutral import NeutralStyles
from builder.templates.word.roles import HEADING_LEVELS, OPTIONAL_ROLES, ROLES
from builder.templates.word.style_sheet import Numbering, StyleSheet, W, number

__all__ = ["Completion", "Own", "complete"]

_ASIDE = 2608
"""Right indent of the text in the builder's own template: the margin column that it leaves free."""
_AT_MARGIN = (
    "caption", "figure", "unit line", "source line", "table ", "key figure", "timeline", "title", "subtitle",
    "document ", "header", "footer", "imprint",
)  # fmt: skip
"""Names, by their beginning, of styles that begin at the page's margin wherever the text begins."""

Own = Callable[[], tuple[StyleSheet, Numbering]]
"""The builder's own styles and lists, read on first use."""


class Completion:
    """Result of `complete`: the style ids by role, the roles that were missing, and the lists."""

    def __init__(self) -> None:
        self.styles: dict[str, str] = {}
        self.added: list[str] = []
        self.bullets: list[ListLevel] = []
        self.numbers: list[ListLevel] = []
        self.headings: list[HeadingNumbers | None] = []
        self.body_left = 0
        self.body_right = 0
        self.neutral: NeutralStyles


class _Graft:
    """Brings styles from the builder's template into another."""

    def __init__(self, sheet: StyleSheet, numbering: Numbering, own: Own, width: int, colours: dict[str, str]):
        self.sheet, self.numbering, self.width, self.colours = sheet, numbering, width, colours
        self.accent = heading_accent(sheet, colours)
        self.left, self.right = 0, 0
        self._own = own
        self._nums: dict[int, int] = {}

    @property
    def donor(self) -> StyleSheet:
        """The styles of the builder's template."""
        return self._own()[0]

    def style(self, kind: str, name: str) -> str:
        """Return the id of the style, added with the styles that it refers to if the template lacks it."""
        style = self.sheet.find(kind, name)
        if style is not None:
            return str(style.get(f"{W}styleId"))
        original = self.donor.find(kind, name)
        if original.get(f"{W}default"):
            default = self.sheet.default(kind)
            if default is not None:
                return str(default.get(f"{W}styleId"))
        # What the builder's own template sets over its band, it has plain for templates without one.
        plain = self.donor.find(kind, f"Plain {name}")
        return self._bring(kind, original if plain is None else _renamed(plain, original))

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
        """Adapt indents, tabs and numbers to the template."""
        name = copy.find(f"{W}name").get(f"{W}val", "").casefold()
        if name.startswith("heading "):
            # The template's own headings, if any, are not numbered in our way; `continue_numbers` does it in theirs.
            for tag in ("numPr", "ind", "pBdr"):
                for element in copy.findall(f"{W}pPr/{W}{tag}"):
                    element.getparent().remove(element)
        recolour(copy, self.colours)
        follow_headings(copy, self.accent)
        make_readable(copy, self.colours)
        for reference in copy.iter(f"{W}numId"):
            reference.set(f"{W}val", str(self.num(number(reference.get(f"{W}val")))))
        if kind == "paragraph":
            self._follow_text(copy, 0 if name.startswith(_AT_MARGIN) else self.left)

    def _follow_text(self, element: Any, left: int) -> None:
        """Move indents and tabs to the edges of the template's text, the left one `left` from the margin."""
        for indent in element.iter(f"{W}ind"):
            indent.set(f"{W}left", str(number(indent.get(f"{W}left")) + left))
            right = number(indent.get(f"{W}right"))
            if right >= _ASIDE:
                indent.set(f"{W}right", str(right - _ASIDE + self.right))
        for tab in element.iter(f"{W}tab"):
            at_right = tab.get(f"{W}val") == "right"
            tab.set(f"{W}pos", str(self.width if at_right else number(tab.get(f"{W}pos")) + left))

    def num(self, donor_num: int) -> int:
        """Return the template's list instance for one of the builder's, added on first use."""
        if donor_num not in self._nums:
            lists = self._own()[1]
            source = lists.abstract(donor_num)
            assert source is not None
            abstract = deepcopy(lists.abstracts[source])
            recolour(abstract, self.colours)
            follow_headings(abstract, self.accent)
            make_readable(abstract, self.colours)
            self._follow_text(abstract, self.left)
            for bound in abstract.findall(f"{W}lvl/{W}pStyle"):
                bound.getparent().remove(bound)
            self._nums[donor_num] = self.numbering.adopt(abstract)
        return self._nums[donor_num]


def _renamed(style: Any, original: Any) -> Any:
    """Return a copy of a style in the place of another: with its id, its name and its place in the gallery."""
    copy = deepcopy(style)
    copy.set(f"{W}styleId", original.get(f"{W}styleId"))
    if original.get(f"{W}customStyle") is None:
        copy.attrib.pop(f"{W}customStyle", None)
    for child in list(copy):
        if child.tag not in (f"{W}pPr", f"{W}rPr"):
            copy.remove(child)
    head = [deepcopy(child) for child in original if child.tag not in (f"{W}pPr", f"{W}rPr")]
    copy[:0] = head
    return copy


def complete(
    sheet: StyleSheet, numbering: Numbering, own: Own, width: int, colours: dict[str, str], *, grid: bool, house: bool
) -> Completion:
    """Find a style for every role in `sheet`, adding what is missing from the builder's own styles and lists (`own`).

    `width` is that of the template's text in twips, `colours` are those of its theme, `grid` is True if its lines stand
    on a grid, `house` if it is the builder's own, whose styles keep the shape of its text for themselves.
    """
    done = Completion()
    graft = _Graft(sheet, numbering, own, width, colours)
    recolour(sheet.root, colours)
    recolour(numbering.root, colours)
    body = _body_text(sheet)
    missing = [role for role, (kind, name) in ROLES.items() if sheet.find(kind, name) is None]
    done.added = [role for role in missing if role != "body_text" or body is None]
    if body is None:
        body = sheet.by_id[graft.style("paragraph", "Body Text")]
    done.body_left = sheet.twips(body, "pPr/ind", "left")
    done.body_right = sheet.twips(body, "pPr/ind", "right")
    graft.left, graft.right = done.body_left, done.body_right
    for role, (kind, name) in ROLES.items():
        if role == "body_text":
            done.styles[role] = body.get(f"{W}styleId")
            continue
        done.styles[role] = graft.style(kind, name)
    headings = [done.styles[f"heading_{n}"] for n in HEADING_LEVELS]
    prepare_numbers(sheet, numbering, headings)
    continue_numbers(sheet, numbering, headings)
    leave_unnumbered(sheet, done.styles)
    done.neutral = NeutralStyles(sheet, numbering, body, lambda: own()[0], grid)
    if not house:
        done.neutral.apply(done.styles)
    for role, (kind, name) in OPTIONAL_ROLES.items():
        if (style := sheet.find(kind, name)) is not None:
            done.styles[role] = str(style.get(f"{W}styleId"))
    done.bullets = [_list_level(graft, done.styles[f"list_bullet_{n}"], n, 2) for n in (1, 2, 3)]
    done.numbers = [_list_level(graft, done.styles[f"list_number_{n}"], n, 3) for n in (1, 2, 3)]
    done.headings = [heading_numbers(sheet, numbering, sid) for sid in headings]
    return done


def _body_text(sheet: StyleSheet) -> Any:
    """Return the style of running text: Body Text, or the default style if that separates paragraphs; else None."""
    style = sheet.find("paragraph", "Body Text")
    if style is not None:
        return style
    default = sheet.default("paragraph")
    return default if default is not None and sheet.twips(default, "pPr/spacing", "after") >= 80 else None


def _list_level(graft: _Graft, sid: str, n: int, donor_num: int) -> ListLevel:
    """Return the formatting of list level `n`: its style if that is bound to a list, else the builder's list over the
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
    """Return an indent of a list paragraph: the list's if it is applied directly or the style has none, else the
    style's.
    """
    inner = level.find(f"{W}pPr/{W}ind") if level is not None else None
    of_list = number(inner.get(f"{W}{side}")) if inner is not None else 0
    return of_list if direct else sheet.twips(style, "pPr/ind", side) or of_list

"""Numbers of headings in one file: as the template counts, none, or letters for appendices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from docx.opc.constants import RELATIONSHIP_TYPE

from builder.templates.word.facts import HeadingCounter, HeadingNumbers
from builder.tree.document import SectionNode
from builder.writers.word.context import BriefContext

__all__ = ["SectionNumbers", "unnumbered_heading"]

_LEVELS = range(1, 6)
_SPARE = 1.04
"""How much wider another program may set a number than it is measured."""
_GAP = 120
"""Least twips between a number and the words of its heading."""


class SectionNumbers:
    """The number of each heading of a file, and what its paragraph says of numbering itself."""

    def __init__(self, state: BriefContext, sections: Sequence[SectionNode]):
        self._state = state
        self._num = 0
        self._appendices: tuple[HeadingNumbers, ...] = ()
        if any(section.appendix for section in sections):
            self._num, self._appendices = _add_list(state)
        self._labels: dict[str, str] = {}
        self._numbering: dict[str, str] = {}
        self._longest: dict[int, float] = {}
        """The width of the longest number of each level, in twips."""
        own = HeadingCounter(state.template.headings, state.language)
        letters = HeadingCounter(self._appendices, state.language)
        for part in sections:
            for section, level in _levels(part, 1):
                self._count(section, level, letters if part.appendix else own, lettered=part.appendix)

    def label(self, section: SectionNode) -> str:
        """Return the number that a heading shows; "" if it has none."""
        return self._labels[section.key]

    def numbering(self, section: SectionNode) -> str:
        """Return `w:numPr` of a heading whose number is not that of its style; "" for others."""
        return self._numbering.get(section.key, "")

    def indent(self, section: SectionNode, level: int) -> str:
        """Return `w:ind` of a heading if a number of its level has no room in the hanging indent of the style; "" if
        all have.
        """
        hang = self._state.template.hangs[level - 1]
        needed = ceil(self._longest.get(level, 0.0)) + _GAP
        if not (self._labels[section.key] and 0 < hang < needed):
            return ""
        return f'<w:ind w:left="{needed}" w:hanging="{needed}"/>'

    def _count(self, section: SectionNode, level: int, counter: HeadingCounter, *, lettered: bool) -> None:
        if not section.label:
            self._labels[section.key] = ""
            self._numbering[section.key] = unnumbered_heading(self._state, level)
            return
        label = self._labels[section.key] = counter.next_label(level)
        style = self._state.template.type[f"heading_{level}"]
        width = self._state.fonts.face(style.font, style.bold).width(label) * style.size * 20 * _SPARE
        self._longest[level] = max(self._longest.get(level, 0.0), width)
        if lettered:
            self._numbering[section.key] = _num_pr(level - 1, self._num)


def unnumbered_heading(state: BriefContext, level: int) -> str:
    """Return `w:numPr` that takes a heading off the template's list; "" if its level is not numbered."""
    return _num_pr(0, state.template.unnumbered) if state.template.headings[level - 1] is not None else ""


def _num_pr(ilvl: int, num: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>'


def _levels(section: SectionNode, level: int) -> Iterator[tuple[SectionNode, int]]:
    yield section, level
    for inner in section.sections:
        yield from _levels(inner, level + 1)


def _add_list(state: BriefContext) -> tuple[int, tuple[HeadingNumbers, ...]]:
    """Add the list of appendices to the file's numbering part."""
    from lxml import etree

    from builder.templates.word.appendix_numbers import add_appendix_list
    from builder.templates.word.style_sheet import Numbering, StyleSheet

    part = state.package.main_document_part
    sheet = StyleSheet(etree.fromstring(part.part_related_by(RELATIONSHIP_TYPE.STYLES).blob))
    headings = [state.styles[f"heading_{level}"] for level in _LEVELS]
    num, numbers = add_appendix_list(sheet, Numbering(part.numbering_part.element), headings)
    taken = state.lists.take()
    assert taken == num, "the list of appendices is the first that a file adds"
    return num, numbers

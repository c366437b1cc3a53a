"""The body while it is written: paragraphs and tables in order, space around tables, landscape sections. Lengths are
twips.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import markup, qn
from builder.templates.word.facts import PageGeometry
from builder.writers.word.pagination.reading import DivisibleTable, Piece
from builder.writers.word.paragraphs import Orientation, WordParagraph

__all__ = [
    "AFTER_EXHIBIT",
    "Block",
    "Flow",
    "FlowUnit",
    "SectionProperties",
    "TableParts",
    "is_kept",
    "unit_end",
]

AFTER_EXHIBIT = 280
"""Twips (14 points) between an exhibit and the text below it."""

_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_FIRST_PAGE, _PAGE_NUMBERS, _START = qn("w:titlePg"), qn("w:pgNumType"), qn("w:start")

Block = WordParagraph | Piece
"""A paragraph, or a table or content control as XML."""


class SectionProperties(Struct, frozen=True):
    """What the sections take from the template's, as XML.

    Headers and footers are named by the first section and inherited by the others; only the first section has a first
    page of its own and a first page number (17.6.17, 17.10.6, 17.6.12).
    """

    references: str = ""
    opening: str = ""
    """The other properties of the first section."""
    following: str = ""
    """Those of the sections after it."""

    @classmethod
    def of(cls, section: Any) -> SectionProperties:
        """Return the properties of a `w:sectPr` element without page size and margins."""
        others = [child for child in section if child.tag not in _REFERENCES]
        return cls(
            "".join(markup(child) for child in section if child.tag in _REFERENCES),
            "".join(map(markup, others)),
            "".join(markup(child) for child in map(_continued, others) if child is not None),
        )


def _continued(child: Any) -> Any | None:
    """Return a property of the first section for those that follow, or None if it is the first section's alone."""
    if child.tag == _FIRST_PAGE:
        return None
    if child.tag != _PAGE_NUMBERS or child.get(_START) is None:
        return child
    numbers = deepcopy(child)
    del numbers.attrib[_START]
    return numbers if numbers.attrib else None


class TableParts(Protocol):
    """A table that may be several, each on one page."""

    def divisible(self, place: int) -> DivisibleTable:
        """Return what decides its parts, for its place in the body."""

    def pieces(self, starts: Sequence[int]) -> list[Piece]:
        """Return the parts that begin with these rows, with the lines and captions between them."""


class FlowUnit(Struct, frozen=True, eq=False):
    """Blocks that stay together when the order of blocks changes: an exhibit with its caption and lines, or a list, a
    quotation, a callout.
    """

    kind: Literal["figure", "table", "text"]
    target: str = ""
    """The bookmark by which references point to an exhibit."""
    aside: tuple[WordParagraph, ...] = ()
    """The same words as paragraphs for the margin, if they may be there instead."""
    parts: TableParts | None = None
    """The parts of a table, if it may have several."""


class _SectionEnd(Struct, frozen=True):
    """The block that ends a section; `added` if it is an empty paragraph for this purpose."""

    index: int
    added: bool


class Flow:
    """Collects the body of the document. `gap` is the space that the next paragraph of text gets before it, because a
    table cannot have space after itself. `section` holds the properties that sections take from the template.
    """

    def __init__(self, page: PageGeometry, separator_style: str, section: SectionProperties):
        self.page = page
        self._section = section
        self.gap = 0
        self._blocks: list[Block] = []
        self._separator_style = separator_style
        self._landscape = False
        self._landscape_end: _SectionEnd | None = None
        self._landscape_references = ""
        self._heading = 0
        self._break = False
        self._units: list[FlowUnit | None] = []
        """The unit of each block."""
        self._unit: FlowUnit | None = None
        self.taken_along: tuple[int, ...] = ()
        """The places of paragraphs, in order, that are kept with the next only so that the last page is not thin."""

    def add_reference(self, reference: str) -> None:
        """Have the sections name another header or footer; `reference` is its `w:headerReference` or
        `w:footerReference`.
        """
        self._section = replace(self._section, references=self._section.references + reference)

    def add_landscape_reference(self, reference: str) -> None:
        """Have landscape sections name a header or footer of their own, as in `add_reference`."""
        self._landscape_references += reference

    @property
    def has_landscape(self) -> bool:
        """Return True if a landscape section has ended."""
        return self._landscape_end is not None

    @property
    def width(self) -> int:
        """Width of the text in the current section."""
        return _turned(self.page).text_width if self._landscape else self.page.text_width

    @property
    def landscape_width(self) -> int:
        """Width of the text on a landscape page, which a template's own page may be."""
        return self.page.text_width if self._lies else _turned(self.page).text_width

    @property
    def _lies(self) -> bool:
        return self.page.width > self.page.height

    def add(self, block: Block) -> None:
        """Append a paragraph, a table or a content control, on a new page if one is due."""
        if self._break:
            self._break = False
            block = self._on_new_page(block)
        self._append(block)

    def _append(self, block: Block) -> None:
        self._blocks.append(block)
        self._units.append(self._unit)

    @contextmanager
    def unit(self, unit: FlowUnit) -> Iterator[None]:
        """Take the blocks that are added meanwhile as one unit."""
        self._unit = unit
        yield
        self._unit = None

    def break_page(self) -> None:
        """Begin a new page with the next block."""
        self._break = bool(self._blocks)

    def _on_new_page(self, block: Block) -> Block:
        last = self._blocks[-1]
        if isinstance(last, WordParagraph) and last.section:
            return block  # a section begins a page by itself
        if isinstance(block, WordParagraph):
            return replace(block, break_before=True)
        self._append(replace(self._separator(), break_before=True))
        return block

    def part_tables(self) -> None:
        """Separate two tables without caption or lines by a thin paragraph: Word would merge them."""
        if self._blocks and not isinstance(self._blocks[-1], WordParagraph):
            self.add(self._separator())

    def _separator(self, section: Orientation | None = None) -> WordParagraph:
        """Return an empty paragraph one point high."""
        return WordParagraph(self._separator_style, before=0, after=0, line=20, section=section)

    def lift(self, space: int) -> None:
        """Set the space below the last paragraph: a table cannot have space above itself."""
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, WordParagraph):
            self._blocks[-1] = replace(last, after=space)

    def bind_last(self) -> None:
        """Keep the last paragraph with what comes next."""
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, WordParagraph) and not last.section:
            self._blocks[-1] = replace(last, keep=True)

    def begin_section(self) -> None:
        """Note that a heading comes next."""
        self._heading = len(self._blocks)

    def bind_ending(self, most: int, least: int) -> None:
        """Keep the end of the last section with what comes next: all of it, heading included, if it has at most `most`
        paragraphs, else the last `least`; nothing before a table, a drawing or a page break. They are `taken_along`.
        """
        end = len(self._blocks)
        reach = most if end - self._heading <= most else least
        first = max(self._heading, end - reach)
        bound = []
        for index in range(end - 1, first - 1, -1):
            block = self._blocks[index]
            if not isinstance(block, WordParagraph) or block.drawing or block.break_before or block.section:
                break
            if not block.keep:
                self._blocks[index] = replace(block, keep=True)
                bound.append(index)
        self.taken_along = tuple(reversed(bound))

    def take_gap(self) -> int:
        """Return the space due before the next paragraph and reset it."""
        gap, self.gap = self.gap, 0
        return gap

    def begin_landscape(self) -> None:
        """Start a landscape section. Headings and captions that are kept with the next paragraph move into it.

        Where only such paragraphs follow a landscape section, it goes on: between the two would be an empty page.
        """
        start = len(self._blocks)
        while start and is_kept(self._blocks[start - 1]):
            start -= 1
        if self._landscape_end is not None and start <= self._landscape_end.index + 1:
            self._reopen(self._landscape_end)
        elif start:
            self._end_section(start, "portrait")
        self._landscape = True
        self.gap = 0

    def end_landscape(self) -> None:
        """End the landscape section."""
        self._landscape_end = self._end_section(len(self._blocks), "landscape")
        self._landscape = False
        self.gap = 0

    def _end_section(self, index: int, orientation: Orientation) -> _SectionEnd:
        """End a section before block `index`: its properties go into the last paragraph before it (17.6.18), or into an
        empty paragraph after a table, as Word itself writes it.
        """
        last = self._blocks[index - 1]
        if isinstance(last, WordParagraph) and not last.section:
            self._blocks[index - 1] = replace(last, section=orientation)
            return _SectionEnd(index - 1, added=False)
        self._blocks.insert(index, self._separator(orientation))
        self._units.insert(index, None)
        return _SectionEnd(index, added=True)

    def _reopen(self, end: _SectionEnd) -> None:
        """Take back the end of the last landscape section."""
        block = self._blocks[end.index]
        if end.added:
            del self._blocks[end.index], self._units[end.index]
        elif isinstance(block, WordParagraph):
            self._blocks[end.index] = replace(block, section=None)
        self._landscape_end = None

    def _section_xml(self, orientation: Orientation, before: Orientation | None) -> str:
        """Return the properties of a section: its page, and what it takes from the template. `before` is the
        orientation of the section before it, None for the first.
        """
        page = _turned(self.page) if orientation == "landscape" else self.page
        orient = ' w:orient="landscape"' if page.width > page.height else ""
        section, first = self._section, before is None
        references = "" if orientation == before else self._references(orientation, first=first)
        return (
            f"<w:sectPr>{references}"
            f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{orient}/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
            f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
            f"{section.opening if first else section.following}</w:sectPr>"
        )

    def _references(self, orientation: Orientation, *, first: bool) -> str:
        """Return the headers and footers that a section names where the one before it is turned otherwise."""
        if first or not self._landscape_references:
            return self._section.references if first else ""
        return self._landscape_references if orientation == "landscape" else self._section.references

    @property
    def blocks(self) -> Sequence[Block]:
        """What was added, in order: after `finish` each is the piece of the same place."""
        return self._blocks

    @property
    def units(self) -> Sequence[FlowUnit | None]:
        """The unit of each block, if it belongs to one."""
        return self._units

    def finish(self) -> Iterator[Piece]:
        """Yield the content of `w:body`, the last section's properties at the end."""
        last: Orientation = "portrait"
        if self._landscape_end is not None and self._landscape_end.index == len(self._blocks) - 1:
            self._reopen(self._landscape_end)
            last = "landscape"
        if not self._blocks or not isinstance(self._blocks[-1], WordParagraph):
            # Word requires a paragraph after the last table.
            self.add(self._separator())
        before: Orientation | None = None
        for block in self._blocks:
            if isinstance(block, WordParagraph) and block.section:
                yield block.xml(self._section_xml(block.section, before))
                before = block.section
            else:
                yield block.xml() if isinstance(block, WordParagraph) else block
        yield self._section_xml(last, before)


def unit_end(units: Sequence[FlowUnit | None], start: int) -> int:
    """Return the place after the last block of the unit that begins at a place."""
    end = start + 1
    while end < len(units) and units[end] is units[start]:
        end += 1
    return end


def is_kept(block: Block) -> bool:
    """Return True for a paragraph that is kept with the next by more than its style."""
    return isinstance(block, WordParagraph) and bool(block.keep)


def _turned(page: PageGeometry) -> PageGeometry:
    """Return the page in landscape, its margins turned with it."""
    return replace(
        page,
        width=page.height,
        height=page.width,
        top=page.left if page.left < page.height // 6 else 1418,
        right=page.top,
        bottom=page.right,
        left=page.bottom,
    )

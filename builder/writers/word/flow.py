"""The body while it is written: paragraphs and tables in order, space around tables, landscape sections. Lengths are
twips.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import markup, qn
from builder.templates.word.facts import PageGeometry
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["AFTER_EXHIBIT", "Flow", "SectionProperties"]

AFTER_EXHIBIT = 280
"""Twips (14 points) between an exhibit and the text below it."""

_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_FIRST_PAGE = qn("w:titlePg")

_Block = WordParagraph | str
"""A paragraph, or a table or content control as XML."""


class SectionProperties(Struct, frozen=True):
    """What the sections take from the template's, as XML.

    Headers and footers are named by the first section and inherited by the others; only the first section has a first
    page of its own (17.6.17, 17.10.6).
    """

    references: str = ""
    opening: str = ""
    """The other properties of the first section."""
    following: str = ""
    """Those of the sections after it."""
    first: bool = True
    """True until the first section has ended."""

    @classmethod
    def of(cls, section: Any) -> SectionProperties:
        """Return the properties of a `w:sectPr` element without page size and margins."""
        others = [child for child in section if child.tag not in _REFERENCES]
        return cls(
            "".join(markup(child) for child in section if child.tag in _REFERENCES),
            "".join(map(markup, others)),
            "".join(markup(child) for child in others if child.tag != _FIRST_PAGE),
        )


class Flow:
    """Collects the body of the document. `gap` is the space that the next paragraph of text gets before it, because a
    table cannot have space after itself. `section` holds the properties that sections take from the template.
    """

    def __init__(self, page: PageGeometry, separator_style: str, section: SectionProperties):
        self.page = page
        self._section = section
        self.gap = 0
        self._blocks: list[_Block] = []
        self._separator_style = separator_style
        self._landscape = False
        self._heading = 0

    @property
    def width(self) -> int:
        """Width of the text in the current section."""
        return _turned(self.page).text_width if self._landscape else self.page.text_width

    @property
    def landscape_width(self) -> int:
        """Width of the text on a landscape page."""
        return _turned(self.page).text_width

    def add(self, block: _Block) -> None:
        """Append a paragraph, a table or a content control."""
        self._blocks.append(block)

    def part_tables(self) -> None:
        """Separate two tables without caption or lines by a thin paragraph: Word would merge them."""
        if self._blocks and not isinstance(self._blocks[-1], WordParagraph):
            self.add(self._separator())

    def _separator(self, section: str = "") -> WordParagraph:
        """Return an empty paragraph one point high."""
        return WordParagraph(self._separator_style, before=0, after=0, line=20, section=section)

    def lift(self, space: int) -> None:
        """Set the space below the last paragraph: a table cannot have space above itself."""
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, WordParagraph):
            self._blocks[-1] = replace(last, after=space)

    def begin_section(self) -> None:
        """Note that a heading comes next."""
        self._heading = len(self._blocks)

    def bind_ending(self, most: int, least: int) -> None:
        """Keep the end of the last section with what comes next: all of it, heading included, if it has at most `most`
        paragraphs, else the last `least`; nothing before a table, a drawing or a page break.
        """
        end = len(self._blocks)
        reach = most if end - self._heading <= most else least
        first = max(self._heading, end - reach)
        for index in range(end - 1, first - 1, -1):
            block = self._blocks[index]
            if not isinstance(block, WordParagraph) or block.drawing or block.break_before or block.section:
                break
            self._blocks[index] = replace(block, keep=True)

    def take_gap(self) -> int:
        """Return the space due before the next paragraph and reset it."""
        gap, self.gap = self.gap, 0
        return gap

    def begin_landscape(self) -> None:
        """Start a landscape section. Headings and captions that are kept with the next paragraph move into it."""
        start = len(self._blocks)
        while start and _kept(self._blocks[start - 1]):
            start -= 1
        if start:
            self._end_section(start)
        self._landscape = True
        self.gap = 0

    def end_landscape(self) -> None:
        """End the landscape section."""
        self._end_section(len(self._blocks))
        self._landscape = False
        self.gap = 0

    def _end_section(self, index: int) -> None:
        """End a section before block `index`: its properties go into the last paragraph before it (17.6.18), or into an
        empty paragraph after a table, as Word itself writes it.
        """
        section = self._section_end()
        last = self._blocks[index - 1]
        if isinstance(last, WordParagraph) and not last.section:
            self._blocks[index - 1] = replace(last, section=section)
        else:
            self._blocks.insert(index, self._separator(section))

    def _section_end(self) -> str:
        """Return the properties of the section that ends here: its page, and what it takes from the template."""
        page = _turned(self.page) if self._landscape else self.page
        orient = ' w:orient="landscape"' if page.width > page.height else ""
        section = self._section
        self._section = replace(section, first=False)
        return (
            f"<w:sectPr>{section.references if section.first else ''}"
            f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{orient}/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
            f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
            f"{section.opening if section.first else section.following}</w:sectPr>"
        )

    def finish(self) -> Iterator[str]:
        """Yield the content of `w:body`, the last section's properties at the end."""
        if not self._blocks or not isinstance(self._blocks[-1], WordParagraph):
            # Word requires a paragraph after the last table.
            self.add(self._separator())
        for block in self._blocks:
            yield block.xml() if isinstance(block, WordParagraph) else block
        yield self._section_end()


def _kept(block: _Block) -> bool:
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

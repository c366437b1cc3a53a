"""The body as it grows: paragraphs and tables in order, the space after tables, and pages that lie down for wide
tables.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from builder.templates.word.facts import PageGeometry

__all__ = ["AFTER_EXHIBIT", "Flow"]

_SPACING = re.compile(r"<w:spacing([^>]*)/>")
_AFTER = re.compile(r' w:after="[^"]*"')

_HEAVY = ("<w:drawing>", "<w:pageBreakBefore/>", "<w:sectPr")

AFTER_EXHIBIT = 280
"""Twips (14 points) between an exhibit and the text below it."""


class Flow:
    """Collects the body of the document. `gap` asks the next paragraph of text for space before it, in twips: a
    table cannot have space after itself.
    """

    def __init__(self, page: PageGeometry, references: str, rest: str, carrier_style: str):
        self.page = page
        self.gap = 0
        self._out: list[str] = []
        self._keeps: list[bool] = []
        self._references = references
        self._rest = rest
        self._carrier_style = carrier_style
        self._sections = 0
        self._landscape = False
        self._heading = 0

    @property
    def empty(self) -> bool:
        """Whether nothing has been written."""
        return not self._out

    @property
    def width(self) -> int:
        """The width of the text where the flow stands, in twips."""
        return _turned(self.page).text_width if self._landscape else self.page.text_width

    @property
    def landscape_width(self) -> int:
        """The width of the text on a page that lies down, in twips."""
        return _turned(self.page).text_width

    def add(self, xml: str, *, keep: bool = False) -> None:
        """Add a paragraph or a table; `keep` says that it must stay with what follows."""
        self._out.append(xml)
        self._keeps.append(keep)

    def part_tables(self) -> None:
        """Between two tables stands a paragraph, or Word makes them one; where neither has a caption or a line, a
        thin one.
        """
        if self._out and not self._out[-1].startswith("<w:p>"):
            self.add(self._thin())

    def _thin(self, section: str = "") -> str:
        """An empty paragraph one point high."""
        space = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{self._carrier_style}"/>{space}{section}</w:pPr></w:p>'

    def lift(self, space: int) -> None:
        """Give the last paragraph `space` twips below it: a table cannot have space above itself."""
        if not self._out or not self._out[-1].startswith("<w:p>"):
            return
        head, tail = self._out[-1].split("</w:pPr>", 1)
        found = _SPACING.search(head)
        if found:
            kept = _AFTER.sub("", found[1])
            head = f'{head[: found.start()]}<w:spacing{kept} w:after="{space}"/>{head[found.end() :]}'
        else:
            place = min(at for at in (head.find("<w:ind "), head.find("<w:jc "), len(head)) if at >= 0)
            head = f'{head[:place]}<w:spacing w:after="{space}"/>{head[place:]}'
        self._out[-1] = f"{head}</w:pPr>{tail}"

    def begin_section(self) -> None:
        """Note that a heading comes next."""
        self._heading = len(self._out)

    def bind_ending(self, most: int, least: int) -> None:
        """Tie the end of the last section to what comes next: all of it, heading included, where it is at most `most`
        paragraphs of words, else the last `least`; nothing from before a table, a drawing or a break of page.
        """
        place = len(self._out)
        reach = most if place - self._heading <= most else least
        first = max(self._heading, place - reach)
        while place > first and _light(self._out[place - 1]):
            place -= 1
        for index in range(place, len(self._out)):
            self._out[index] = _kept(self._out[index])
            self._keeps[index] = True

    def take_gap(self) -> int:
        """The space that the next paragraph owes, asked once."""
        gap, self.gap = self.gap, 0
        return gap

    def lie_down(self) -> None:
        """Begin a page in landscape. Headings and captions that wait for what follows come along."""
        place = len(self._out)
        while place and self._keeps[place - 1]:
            place -= 1
        if place:
            self._break(place)
        self._landscape = True
        self.gap = 0

    def stand_up(self) -> None:
        """End the landscape pages."""
        self._break(len(self._out))
        self._landscape = False
        self.gap = 0

    def _break(self, place: int) -> None:
        """End a section before the element at `place`: its properties go into the last paragraph before it (17.6.18).

        After a table there is none; an empty paragraph then carries them, as Word itself writes it.
        """
        section = self._section()
        last = self._out[place - 1]
        if last.startswith("<w:p>") and "<w:sectPr" not in last:
            self._out[place - 1] = last.replace("</w:pPr>", f"{section}</w:pPr>", 1)
            return
        self._out.insert(place, self._thin(section))
        self._keeps.insert(place, False)

    def _section(self) -> str:
        """The properties of the section that ends here. The first names headers and footers, and the others inherit
        them; only the first has a first page of its own.
        """
        self._sections += 1
        page = _turned(self.page) if self._landscape else self.page
        orient = ' w:orient="landscape"' if page.width > page.height else ""
        first = self._sections == 1
        rest = self._rest if first else self._rest.replace("<w:titlePg/>", "")
        return (
            f'<w:sectPr>{self._references if first else ""}<w:pgSz w:w="{page.width}" w:h="{page.height}"{orient}/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
            f'w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>{rest}</w:sectPr>'
        )

    def finish(self) -> list[str]:
        """The content of `w:body`, with the last section's properties."""
        if not self._out or not self._out[-1].startswith("<w:p>"):
            # Word wants a paragraph after the last table.
            self.add(self._thin())
        return [*self._out, self._section()]


def _light(xml: str) -> bool:
    """Whether an element is a paragraph of words that may be moved to another page."""
    return xml.startswith("<w:p>") and not any(mark in xml for mark in _HEAVY)


def _kept(paragraph: str) -> str:
    """The paragraph, kept with the next."""
    head, tail = paragraph.split("</w:pPr>", 1)
    if "<w:keepNext/>" in head:
        return paragraph
    head = head.replace('<w:keepNext w:val="0"/>', "")
    place = head.index("/>", head.index("<w:pStyle ")) + 2
    return f"{head[:place]}<w:keepNext/>{head[place:]}</w:pPr>{tail}"


def _turned(page: PageGeometry) -> PageGeometry:
    """The page lying down, its margins turned with it."""
    return replace(
        page,
        width=page.height,
        height=page.width,
        top=page.left if page.left < page.height // 6 else 1418,
        right=page.top,
        bottom=page.right,
        left=page.bottom,
    )

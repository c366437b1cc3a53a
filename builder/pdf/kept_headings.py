"""Headings that LibreOffice leaves alone at the foot of a page although they are kept with what follows.

It first spreads a file over pages by the number of its paragraphs, and does not move a heading that this put last on
its page (writers/word/FORMAT.md). In the copy that it lays out again such a heading begins a page: that is where Word
sets it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct

from builder.office.xml import qn

__all__ = ["KeptHeading", "begin_pages", "headings_left_alone", "kept_headings"]

_BLOCKS = (qn("w:p"), qn("w:tbl"))
_BEFORE_BREAK = (qn("w:pStyle"), qn("w:keepNext"), qn("w:keepLines"))
_NAME = qn("w:name")


class KeptHeading(Struct, frozen=True):
    """The bookmarks of a heading (`heading`), of what follows it (`following`), and of the first of the headings
    directly above it (`start`), itself if there is none.
    """

    start: str
    heading: str
    following: str


def kept_headings(body: Any, styles: Collection[str]) -> tuple[KeptHeading, ...]:
    """Return the headings of a body that a passage, table or figure with a bookmark follows. `styles` are the ids of
    the styles of headings.
    """
    headings: list[KeptHeading] = []
    start = heading = ""
    for block, name in _blocks(body):
        style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in styles:
            start, heading = (start or name, name) if name else ("", "")
            continue
        if heading and name:
            headings.append(KeptHeading(start, heading, name))
        start = heading = ""
    return tuple(headings)


def headings_left_alone(kept: Collection[KeptHeading], pages: Mapping[str, int]) -> frozenset[str]:
    """Return the bookmarks at which a page must begin: the `start` of each heading that is on an earlier page than what
    follows it.
    """
    last = max(pages.values(), default=0)
    return frozenset(
        heading.start for heading in kept if pages.get(heading.heading, last) < pages.get(heading.following, 0)
    )


def begin_pages(body: Any, names: Collection[str]) -> None:
    """Make the paragraphs with these bookmarks begin a page, without space above, as after an automatic page break."""
    for mark in list(body.iter(qn("w:bookmarkStart"))) if names else ():
        paragraph = mark.getparent()
        if mark.get(_NAME) not in names or paragraph.tag != qn("w:p"):
            continue
        properties = paragraph.find(qn("w:pPr"))
        place = sum(child.tag in _BEFORE_BREAK for child in properties)
        properties.insert(place, properties.makeelement(qn("w:pageBreakBefore")))
        spacing = properties.find(qn("w:spacing"))
        if spacing is None:
            # LibreOffice reads properties in any order.
            spacing = properties.makeelement(qn("w:spacing"))
            properties.append(spacing)
        spacing.set(qn("w:before"), "0")


def _blocks(holder: Any) -> Iterator[tuple[Any, str]]:
    """Yield the paragraphs and tables of a holder, each with the first bookmark that begins in it or before it."""
    waiting = ""
    for child in holder:
        if child.tag == qn("w:bookmarkStart"):
            waiting = waiting or child.get(_NAME, "")
        elif child.tag in _BLOCKS:
            own = next(child.iter(qn("w:bookmarkStart")), None)
            yield child, waiting or (own.get(_NAME, "") if own is not None else "")
            waiting = ""
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            yield from _blocks(content) if content is not None else ()

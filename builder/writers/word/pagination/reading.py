"""Read a document's body in pieces, so that a long one is never whole in memory as elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.xml import declare
from builder.templates.word.style_sheet import W

__all__ = [
    "DivisibleTable",
    "KeptBlocks",
    "MarginNote",
    "Piece",
    "TableXml",
    "flat_blocks",
    "parsed",
    "section_ends",
    "table_rows",
]


class TableXml(Struct, frozen=True):
    """A table as XML, its rows apart: a long one is written and measured row by row."""

    head: str
    """All before the first row: the start tag, the properties, the grid."""
    rows: tuple[str, ...]
    tail: str = "</w:tbl>"

    @property
    def frame(self) -> str:
        """The table without its rows."""
        return self.head + self.tail


Piece = str | TableXml
"""A child of `w:body` as XML, with the notes in the margin before it or the ends of the bookmark around it."""


class DivisibleTable(Struct, frozen=True, kw_only=True):
    """A table, by its `place` in the body, that may be several: each part has a caption, the header rows, rows, and the
    lines that follow the table. `caption` is that of the further parts as XML, and `stay` are the rows, counted without
    headers, that are not parted from the next. A table of at most `unbroken` rows that fits on a page is never divided.
    """

    place: int
    caption: str
    stay: frozenset[int]
    unbroken: int


class KeptBlocks(Struct, frozen=True):
    """Pieces of a body that stay together, by their places: `start`…`end`. They may move after the pieces that follow
    them up to one of `stops`, and each place of `lowerable` holds a drawing that may be so many points lower. They may
    be the captions of a `divisible` table, the table and the lines below it.
    """

    start: int
    end: int
    stops: tuple[int, ...] = ()
    lowerable: tuple[tuple[int, float], ...] = ()
    divisible: DivisibleTable | None = None


class MarginNote(Struct, frozen=True, kw_only=True):
    """Pieces of a body, `start`…`end`, that may be in the margin instead, beside the text up to `stop`, from one of
    `anchors` on. `xml` is their paragraphs for the margin, to be set in a `width` of points; text beside them has a
    right indent of `free` points at least.
    """

    start: int
    end: int
    stop: int
    anchors: tuple[int, ...]
    xml: str
    width: float
    free: float


_HEAD = f"<w:body {declare('w', 'r', 'wp', 'a', 'pic', 'c')}>"
_TAIL = "</w:body>"
_SECTION = "<w:sectPr"
_CONTROL, _CONTENT = f"{W}sdt", f"{W}sdtContent"
_BLOCKS = frozenset((f"{W}p", f"{W}tbl"))


def section_ends(pieces: Sequence[Piece]) -> Iterator[tuple[int, Any]]:
    """Yield each section of a body: the index after its last piece, and its properties (`w:sectPr`)."""
    for index, piece in enumerate(pieces):
        if isinstance(piece, str) and _SECTION in piece:
            for section in parsed(piece).iter(f"{W}sectPr"):
                yield index + 1, section


def flat_blocks(holder: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables in an element, those in content controls too."""
    for child in holder:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag == _CONTROL:
            content = child.find(_CONTENT)
            if content is not None:
                yield from flat_blocks(content)


def table_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, those in content controls too."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag == _CONTROL:
            content = child.find(_CONTENT)
            if content is not None:
                yield from table_rows(content)


def parsed(xml: str) -> Any:
    """Return an element that holds the elements of a piece of XML."""
    return etree.fromstring(f"{_HEAD}{xml}{_TAIL}")

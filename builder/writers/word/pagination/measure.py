"""Measure on which page each bookmark of a document is, and what has to change so that pages have no holes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.word.style_sheet import Numbering, W, is_on
from builder.writers.word.pagination.beside import Beside, places_beside
from builder.writers.word.pagination.blocks import MeasuredBlock, MeasuredRow, MeasuredTable, rows_height
from builder.writers.word.pagination.filling import Filling, MeasuredPages
from builder.writers.word.pagination.forms import is_paragraph, paragraph_texts
from builder.writers.word.pagination.pages import Pages
from builder.writers.word.pagination.paragraph_looks import NotMeasurable
from builder.writers.word.pagination.paragraphs import ParagraphMeasure
from builder.writers.word.pagination.reading import (
    KeptBlocks,
    MarginNote,
    Piece,
    TableXml,
    flat_blocks,
    parsed,
    section_ends,
    table_rows,
)
from builder.writers.word.pagination.sections import SectionPages, section_pages
from builder.writers.word.pagination.shared import StyleMeasures
from builder.writers.word.pagination.tables import RowMeasure

__all__ = ["DocumentParts", "MeasuredPages", "measured_pages"]

_PARAGRAPH = f"{W}p"
_FRAME = f"{W}pPr/{W}framePr"
_LIST, _NOTE = "<w:numPr>", "<w:footnote"
_MOST_PIECES = 1_000
"""Pieces of bodies whose measure is remembered."""
_MOST_ROWS = 200
"""Rows of tables whose measure is remembered."""


class DocumentParts(Struct, frozen=True, kw_only=True):
    """The parts of a document that decide its pages: what its styles say, and the root elements of the others.
    `numbering` is None if the document has the lists of its template alone, `footnotes` if it has none.
    """

    styles: StyleMeasures
    numbering: Any | None
    settings: Any
    footnotes: Any | None
    headers: dict[str, Any]
    """Headers and footers by relationship id."""


def measured_pages(
    pieces: Sequence[Piece],
    wanted: Collection[str],
    parts: DocumentParts,
    kept: Sequence[KeptBlocks] = (),
    loose: Sequence[int] = (),
    notes: Sequence[MarginNote] = (),
) -> MeasuredPages:
    """Return the page of each wanted bookmark, which of the notes find room in the margin, and which of the kept blocks
    should move or be lower so that they leave no hole before them; nothing if the document cannot be measured. Pages
    are those after these changes.

    `pieces` are the children of `w:body` as XML, the last section's properties at the end. They are read only as far as
    the last bookmark wanted and the last kept blocks. `loose` are those that need not be kept with the next.
    """
    if is_on(parts.settings.find(f"{W}autoHyphenation")):
        return MeasuredPages()
    try:
        return _Measure(parts, frozenset(wanted)).pages(pieces, kept, loose, notes)
    except NotMeasurable:
        return MeasuredPages()


class _Measure:
    """The measure of one document."""

    def __init__(self, parts: DocumentParts, wanted: frozenset[str]):
        styles = parts.styles
        looks = styles.looks if parts.numbering is None else styles.looks.with_lists(Numbering(parts.numbering))
        self._wanted = wanted
        self._pieces = styles.pieces
        self._remembers = True
        """False for a document of more pieces than are remembered."""
        self._paragraphs = ParagraphMeasure(looks, styles.types, styles.paragraph_plans, self._note_height, wanted)
        self._rows = RowMeasure(styles.sheet, self._paragraphs, styles.row_plans)
        self._headers = parts.headers
        self._header_heights: dict[tuple[str, float], float] = {}
        self._even_pages = is_on(parts.settings.find(f"{W}evenAndOddHeaders"))
        notes = parts.footnotes if parts.footnotes is not None else ()
        self._notes = {note.get(f"{W}id"): note for note in notes}
        self._page = SectionPages(0, 0, 0, 0)
        self._note_gap = self._space_between_notes()

    def pages(
        self, pieces: Sequence[Piece], kept: Sequence[KeptBlocks], loose: Sequence[int], notes: Sequence[MarginNote]
    ) -> MeasuredPages:
        """Return the page of each wanted bookmark, and what should change: of two ways, that which wastes less."""
        self._remembers = len(pieces) <= _MOST_PIECES
        found, waste = self._settled(pieces, kept, loose, notes, with_tails=False)
        if (waste[1] or found.unbound) and any(chain.lowerable and chain.stops for chain in kept):
            other, least = self._settled(pieces, kept, loose, notes, with_tails=True)
            if least < waste:
                return other
        return found

    def _settled(
        self,
        pieces: Sequence[Piece],
        kept: Sequence[KeptBlocks],
        loose: Sequence[int],
        notes: Sequence[MarginNote],
        *,
        with_tails: bool,
    ) -> tuple[MeasuredPages, tuple[int, float]]:
        """Fill the pages until all notes in the margin have room. Return what was found, and what is wasted."""
        while True:
            ends = [chain.end if chain.divisible is not None else chain.start for chain in kept]
            last = max([*ends, *(note.stop for note in notes)], default=-1)
            pages = Pages(self._note_gap)
            filling = Filling(pages, self._blocks, pieces, loose, self._wanted, last, with_tails=with_tails)
            beside = self._fill(filling, pieces, kept, notes, last)
            if all(map(filling.on_one_page, beside)):
                places = {pair.note.start: pair.anchor for pair in beside}
                return replace(filling.found(), beside=places), filling.waste
            # A note whose text goes on over the page stays in the text, which may move others.
            notes = [pair.note for pair in beside if filling.on_one_page(pair)]

    def _fill(
        self,
        filling: Filling,
        pieces: Sequence[Piece],
        kept: Sequence[KeptBlocks],
        notes: Sequence[MarginNote],
        last: int,
    ) -> list[Beside]:
        """Fill the pages; after `last` nothing may change. Return the notes that are in the margin."""
        chains = {chain.start: chain for chain in kept}
        inherited: dict[tuple[str, str], str] = {}
        placed: list[Beside] = []
        start = 0
        for end, section in section_ends(pieces):
            self._page = section_pages(section, inherited, self._header_height, even_pages=self._even_pages)
            self._paragraphs.grid = self._page.grid
            filling.begin_section(self._page.first_height, self._page.height, end)
            own = [note for note in notes if start <= note.start < end]
            beside = (
                places_beside(own, lambda place: self._blocks(pieces[place], True), self._height_aside) if own else []
            )
            filling.put_beside(beside)
            placed += beside
            while start < end:
                start = filling.add(start, chains.get(start))
                if start > last and filling.complete:
                    filling.pages.end_section()
                    return placed
            filling.pages.end_section()
        return placed

    def _height_aside(self, note: MarginNote) -> float:
        """Return the height of a note in the margin."""
        return self._stack(parsed(note.xml), note.width)

    def _blocks(self, piece: Piece, to_end: bool) -> tuple[MeasuredBlock, ...]:
        """Return the paragraphs and tables of a piece of the body; a table not `to_end` is measured as far as it fills
        a page. Those of an earlier document are known, unless they name lists or footnotes, which are other ones there.
        """
        if not self._remembers or _is_own(piece):
            return self._measured(piece, to_end)
        key = (piece, self._page.width, self._page.grid, self._wanted)
        blocks = self._pieces.get(key)
        if blocks is None:
            if len(self._pieces) >= _MOST_PIECES:
                self._pieces.clear()
            blocks = self._pieces[key] = self._measured(piece, to_end=True)
        return blocks

    def _measured(self, piece: Piece, to_end: bool) -> tuple[MeasuredBlock, ...]:
        width = self._page.width
        if isinstance(piece, TableXml):
            look = self._rows.look(next(parsed(piece.frame).iter(f"{W}tblPr"), None))
            rows = self._rows.row_texts(piece.frame, piece.rows, look, width)
            return (MeasuredTable.of(tuple(rows if to_end else _of_a_page(rows, self._page))),)
        if is_paragraph(piece):
            return (self._paragraphs.measure_text(piece, width),)
        paragraphs = paragraph_texts(piece)
        if paragraphs is not None:
            return tuple([self._paragraphs.measure_text(xml, width) for xml in paragraphs])
        return tuple(self._read_blocks(piece))

    def _read_blocks(self, piece: str) -> Iterator[MeasuredBlock]:
        """Yield the paragraphs and tables of a piece of the body, read as elements."""
        width = self._page.width
        for element in flat_blocks(parsed(piece)):
            if element.tag == _PARAGRAPH:
                # The only frames in a body are those of notes in the margin, which take no height from the text.
                if element.find(_FRAME) is None:
                    yield self._paragraphs.measure(element, width)
            else:
                look = self._rows.look(element.find(f"{W}tblPr"))
                yield MeasuredTable.of(tuple(self._rows.rows(list(table_rows(element)), look, width)))

    def _space_between_notes(self) -> float:
        """Return the space below a footnote that another follows: that of the first, since all have one style."""
        for note in self._notes.values():
            if note.get(f"{W}type") is None and (paragraphs := note.findall(_PARAGRAPH)):
                last = self._paragraphs.measure(paragraphs[-1], self._page.width)
                return last.look.after + last.leading
        return 0.0

    def _note_height(self, identifier: str, width: float) -> float:
        """Return the height of a footnote."""
        note = self._notes.get(identifier)
        return self._stack(note, width) if note is not None else 0.0

    def _header_height(self, identifier: str, width: float) -> float:
        """Return the height of a header or footer."""
        key = (identifier, width)
        height = self._header_heights.get(key)
        if height is None:
            root = self._headers.get(identifier)
            height = self._header_heights[key] = self._stack(root, width) if root is not None else 0.0
        return height

    def _stack(self, holder: Any, width: float) -> float:
        """Return the height of the paragraphs and tables in an element, in a width."""
        height = after = 0.0
        for child in flat_blocks(holder):
            if child.tag == _PARAGRAPH:
                block = self._paragraphs.measure(child, width)
                look, notes = block.look, sum(note for _, note in block.notes)
                height += max(after, look.before) + block.height + notes + sum(size for _, size in look.borders)
                after = look.after
            else:
                table = self._rows.look(child.find(f"{W}tblPr"))
                rows = list(self._rows.rows(list(table_rows(child)), table, width))
                height += after + rows_height(rows)
                after = 0.0
        return height + after


def _is_own(piece: Piece) -> bool:
    """Return True if a piece may be measured otherwise in another document, because it names lists or footnotes, and
    for a long table, which takes too much room to be remembered.
    """
    if isinstance(piece, TableXml):
        return len(piece.rows) > _MOST_ROWS or any(_LIST in row or _NOTE in row for row in piece.rows)
    return _LIST in piece or _NOTE in piece


def _of_a_page(rows: Iterable[MeasuredRow], page: SectionPages) -> Iterator[MeasuredRow]:
    """Yield the first rows of a table, until they are higher than a page."""
    height = 0.0
    for row in rows:
        yield row
        height += row.height
        if height > max(page.first_height, page.height):
            return

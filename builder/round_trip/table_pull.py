"""What the cells of a received table mean for the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import CellFigure, CellNumber, Table
from builder.content.model.publication import Publication, Section
from builder.round_trip.built_cells import BuiltCells, CellPlace, ChangedBy, changed_by
from builder.round_trip.cell_grid import CellGrid, GridCell, match_grids
from builder.round_trip.compare import Comparison, ReceivedNotes, compare
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph, printed, stretches_of
from builder.round_trip.story import NOTE, Look, Revision
from builder.round_trip.tokens import revisions_in, words_in
from builder.round_trip.typed_numbers import NumberChange, number_edit
from builder.source import Span
from builder.tree.exhibits import TableNode
from builder.tree.passage_words import cell_check, short_check
from builder.typeset.shown_cells import shown_cells

__all__ = ["CellWords", "TablePull", "printed_cells", "pull_table"]


class CellWords(Struct, frozen=True):
    """A cell as printed: its words, the number behind it if any, its place, its shape, and the checks of its words and
    its notes.
    """

    paragraph: PrintedParagraph
    value: Decimal | None
    span: Span
    column: int
    across: int = 1
    continued: bool = False
    check: str = ""


class TableNote(Struct, frozen=True, gc=False):
    """A remark about a table: its place, and who changed it."""

    span: Span
    message: str
    revision: Revision | None = None


class PulledComputation(Struct, frozen=True, gc=False):
    """A cell that the builder computes, and that has other words in the file: it may print them once numbers have
    changed. `as_built` is False if the source has changed since the file was built.
    """

    row: int
    column: int
    expected: tuple[str, ...]
    note: TableNote
    as_built: bool


class TablePull(Struct):
    """What a table means: comparisons of cells, numbers that change, and what is reported."""

    comparisons: list[Comparison]
    numbers: list[NumberChange]
    manual: list[TableNote]
    conflicts: list[TableNote]
    computed: list[PulledComputation]


def printed_cells(
    table: TableNode, places: PassagePlaces, looks: Callable[[int, int], Sequence[tuple[str, Look]]]
) -> tuple[list[list[CellWords]], int]:
    """Return the cells of a table as printed, row by row, and the number of rows of headers. `looks` returns the words
    of a cell with their looks, by the numbers of its row and of the cell in it.
    """
    shown, headers = shown_cells(table)
    rows = [
        [
            CellWords(
                printed(stretches_of(cell.inlines, places), looks(row, number)),
                cell.value,
                cell.span,
                cell.column,
                cell.across,
                cell.continued,
                cell_check(cell.inlines),
            )
            for number, cell in enumerate(cells)
        ]
        for row, cells in enumerate(shown)
    ]
    return rows, headers


def pull_table(
    key: str,
    cells: Sequence[Sequence[CellWords]],
    headers: int,
    received: CellGrid,
    publication: Publication,
    places: PassagePlaces,
    notes: ReceivedNotes,
    mark: str,
    built: BuiltCells,
    *,
    as_built: bool,
    looks: bool = True,
    first_row: int = 0,
) -> TablePull:
    """Return what a received table means. `mark` is the decimal mark of the language; `first_row` the number of the
    table's row that is the first one of `cells` after the headers. `built` are the cells that the file was built with;
    where they are not known, `as_built` is True if the source has the same cells as then: else only tracked changes can
    be distinguished from those of the source.
    """
    puller = _TablePuller(key, cells, headers, publication, places, notes, mark, built, as_built, looks, first_row)
    return puller.result(received)


class _TablePuller:
    """One comparison of a table."""

    def __init__(
        self,
        key: str,
        cells: Sequence[Sequence[CellWords]],
        headers: int,
        publication: Publication,
        places: PassagePlaces,
        notes: ReceivedNotes,
        mark: str,
        built: BuiltCells,
        as_built: bool,
        looks: bool,
        first_row: int,
    ):
        self._key, self._cells, self._headers = key, cells, headers
        self._places, self._notes, self._mark = places, notes, mark
        self._built, self._as_built, self._looks = built, as_built, looks
        self._first_row = first_row - headers
        """The number of the table's row that is the first one of `cells`."""
        self._own = _own_table(publication, key)
        self._place = cells[0][0].span if cells and cells[0] else publication.span
        self._shapes = tuple(map(len, cells))
        self._out = TablePull([], [], [], [], [])

    def result(self, received: CellGrid) -> TablePull:
        """Return what a received table means."""
        grid = CellGrid(
            tuple(
                tuple(GridCell(cell.paragraph.tokens, cell.column, cell.across, cell.continued) for cell in row)
                for row in self._cells
            )
        )
        match = match_grids(grid, received, self._headers)
        if match.problem:
            message = f"{match.problem} in the file: change the table in the source"
            self._out.manual.append(TableNote(self._place, message))
            return self._out
        _report_structure(grid, received, match.rows, match.columns, match.moved, self._cells, self._place, self._out)
        for row, other in match.rows.items():
            by_column = {cell.column: cell for cell in received.rows[other]}
            for number, cell in enumerate(self._cells[row]):
                found = by_column.get(match.columns.get(cell.column, -1))
                if found is not None:
                    self._cell(CellPlace(row, number), cell, found)
        return self._out

    def _cell(self, place: CellPlace, cell: CellWords, found: GridCell) -> None:
        check = self._built.check_of(place, self._shapes, self._headers)
        words = _words_changed_by(check, cell, found, as_built=self._as_built)
        note = _notes_changed_by(check, cell, found, self._notes, as_built=self._as_built)
        is_value = not any(cell.paragraph.owners)
        span = cell.span if cell.span.file else self._place
        row = place.row + self._first_row
        if is_value and words in ("file", "both") and self._is_computed(row, cell.column):
            message = TableNote(span, _computed_message(cell, found), _first_revision(found))
            computation = PulledComputation(row, cell.column, found.keys, message, words == "file")
            self._out.computed.append(computation)
        elif "both" in (words, note) or (words, note) == ("source", "file"):
            self._out.conflicts.append(TableNote(span, _conflict(cell, found), _first_revision(found)))
        elif is_value:
            if words == "file":
                typed = self._own.rows[row][cell.column] if self._own is not None and row >= 0 else None
                _value(self._key, cell, found, typed, row, self._mark, self._out)
        elif words == "file" or (not words and (note == "file" or _has_other_looks(cell, found))):
            notes = self._notes if note == "file" else ReceivedNotes({}, self._notes.misplaced)
            comparison = compare(cell.paragraph, found.tokens, self._places, notes, looks=self._looks)
            self._out.comparisons.append(comparison)

    def _is_computed(self, row: int, column: int) -> bool:
        """Return True for a cell of a total that the builder computes, or of a computed column."""
        table = self._own
        if table is None or row < 0:
            return False
        if row >= len(table.rows) or (table.marks and table.marks[row].computed):
            return True
        return table.columns[column].compute is not None


def _words_changed_by(check: str, cell: CellWords, found: GridCell, *, as_built: bool) -> ChangedBy:
    """Return who has changed the words of a cell since the file was built; `check` is that of the cell then."""
    if found.keys == cell.paragraph.keys:
        return ""
    if not check:
        return "file" if as_built or found.rejected == cell.paragraph.keys else "both"
    words = "".join(token.text for token in found.tokens if token.text != NOTE)
    changed = changed_by(check.partition("-")[0], cell.check.partition("-")[0], short_check(words))
    return "file" if changed == "both" and found.rejected == cell.paragraph.keys else changed or "file"


def _notes_changed_by(
    check: str, cell: CellWords, found: GridCell, notes: ReceivedNotes, *, as_built: bool
) -> ChangedBy:
    """Return who has changed the notes of a cell since the file was built."""
    marks = [token.note for token in found.tokens if token.text == NOTE]
    _, *own = cell.check.split("-")
    _, *built = check.split("-")
    if not marks or not any(token.text == NOTE for token in cell.paragraph.tokens):
        return ""
    if len(marks) != len(own) or notes.misplaced:
        return "file"
    if not check:
        return "file" if as_built else ""
    received = [
        "".join(token.text for token in notes.words[mark].tokens) if mark in notes.words else "" for mark in marks
    ]
    changes = {
        changed_by(before, now, short_check(words)) for before, now, words in zip(built, own, received, strict=False)
    }
    return next((change for change in ("both", "file", "source") if change in changes), "")


def _has_other_looks(cell: CellWords, found: GridCell) -> bool:
    """Return True if the same words have other marks or links in a file."""
    pairs = zip(cell.paragraph.tokens, found.tokens, strict=True)
    return any(token.look != other.look for token, other in pairs)


def _computed_message(cell: CellWords, received_cell: GridCell) -> str:
    shown, new = words_in(cell.paragraph.tokens), words_in(received_cell.tokens)
    return f"the builder computes this cell: it prints {shown or 'nothing'}, the file says {new or 'nothing'}"


def _conflict(cell: CellWords, received_cell: GridCell) -> str:
    shown, new = words_in(cell.paragraph.tokens), words_in(received_cell.tokens)
    return f"the file says “{new}”, the source “{shown}”; the source has changed since the file was built"


def _value(
    key: str, cell: CellWords, received_cell: GridCell, typed: object, row: int, mark: str, out: TablePull
) -> None:
    """Write a number that the table types itself; report any other value with its place."""
    shown, new = words_in(cell.paragraph.tokens), words_in(received_cell.tokens)
    if isinstance(typed, CellNumber) and cell.value is not None:
        edit = number_edit(cell.value, typed.span, shown, new, mark)
        if edit is not None:
            before, after, change = edit
            expected = received_cell.keys
            out.numbers.append(
                NumberChange(
                    typed.span, key, before, after, change, row, cell.column, expected, _revisions(received_cell)
                )
            )
            return
    if isinstance(typed, CellFigure):
        place = f"`{{{typed.figure}}}` prints {shown}, the file says {new}: change figures.{typed.figure}?"
        out.manual.append(TableNote(typed.span, place, _first_revision(received_cell)))
        return
    message = f"the table prints {shown or 'nothing'}, the file says {new or 'nothing'}: change it?"
    out.manual.append(TableNote(cell.span, message, _first_revision(received_cell)))


def _revisions(cell: GridCell) -> tuple[Revision, ...]:
    return tuple(revisions_in(cell.tokens, 0, len(cell.tokens)))


def _first_revision(cell: GridCell) -> Revision | None:
    return next(iter(_revisions(cell)), None)


def _report_structure(
    printed_grid: CellGrid,
    received: CellGrid,
    rows: dict[int, int],
    columns: dict[int, int],
    moved: bool,
    cells: Sequence[Sequence[CellWords]],
    place: Span,
    out: TablePull,
) -> None:
    lost = [row for row in range(len(printed_grid.rows)) if row not in rows]
    deletions = dict(zip(lost, received.deletions, strict=True)) if len(lost) == len(received.deletions) else {}
    if moved:
        out.manual.append(TableNote(place, "the rows have another order in the file: sort them in the source"))
        return
    for row in lost:
        span = next((cell.span for cell in cells[row] if cell.span.file), place)
        message = f"the file deletes a row: {_row_words(printed_grid.rows[row])}"
        out.manual.append(TableNote(span, message, deletions.get(row)))
    for other in range(len(received.rows)):
        if other not in rows.values():
            before = max((row for row, place_found in rows.items() if place_found < other), default=None)
            span = next((cell.span for cell in cells[before] if cell.span.file), place) if before is not None else place
            message = f"the file has a new row after this: {_row_words(received.rows[other])}"
            revision = next((revision for cell in received.rows[other] for revision in _revisions(cell)), None)
            out.manual.append(TableNote(span, message, revision))
    for column in range(printed_grid.width):
        if column not in columns:
            out.manual.append(TableNote(place, f"the file deletes the column {_column_words(printed_grid, column)}"))
    for column in range(received.width):
        if column not in columns.values():
            out.manual.append(TableNote(place, f"the file has a new column: {_all_words(received, column)}"))


def _row_words(row: Sequence[GridCell]) -> str:
    return "“" + " | ".join(words_in(cell.tokens) for cell in row) + "”"


def _column_words(grid: CellGrid, column: int) -> str:
    words = (words_in(cell.tokens) for row in grid.rows[:2] for cell in row if cell.column == column)
    return f"“{next(filter(None, words), '')}”"


def _all_words(grid: CellGrid, column: int) -> str:
    return "“" + " | ".join(words_in(cell.tokens) for row in grid.rows for cell in row if cell.column == column) + "”"


def _own_table(publication: Publication, key: str) -> Table | None:
    """Return a table as its author wrote it; None for one of a text."""
    blocks = _table_blocks(publication.all_parts)
    return next((block.table for block in blocks if block.key == key), None)


def _table_blocks(sections: Sequence[Section]) -> list[TableBlock]:
    blocks: list[TableBlock] = []
    for section in sections:
        blocks += [block for block in section.blocks if isinstance(block, TableBlock)]
        blocks += _table_blocks(section.sections)
    return blocks

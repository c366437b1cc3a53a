"""What the cells of a received table mean for the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from msgspec import Struct

from builder.content.model.blocks import TableBlock
from builder.content.model.exhibits import CellFigure, CellNumber, Table
from builder.content.model.publication import Publication, Section
from builder.round_trip.cell_grid import CellGrid, GridCell, match_grids
from builder.round_trip.compare import Comparison, ReceivedNotes, compare
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph, printed, stretches_of
from builder.round_trip.story import NOTE, Look, Revision
from builder.round_trip.tokens import revisions_in, words_in
from builder.round_trip.typed_numbers import NumberChange, number_edit
from builder.source import Span
from builder.tree.exhibits import CellNode, TableNode
from builder.tree.prose import Inlines
from builder.typeset.column_units import header_inlines, with_units_in_headers

__all__ = ["CellWords", "TablePull", "printed_cells", "pull_table"]


class CellWords(Struct, frozen=True):
    """A cell as printed: its inlines, the number behind it if any, its place, and the column where it begins."""

    paragraph: PrintedParagraph
    value: Decimal | None
    span: Span
    column: int
    across: int = 1
    continued: bool = False


class _Cell(Struct, frozen=True):
    """A cell to be printed: its inlines, its number, its place, and its shape."""

    inlines: Inlines
    value: Decimal | None
    span: Span
    column: int
    across: int = 1
    continued: bool = False


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
    table = with_units_in_headers(table)
    rows: list[list[CellWords]] = []

    def add(cells: Sequence[_Cell]) -> None:
        row = len(rows)
        rows.append(
            [
                CellWords(
                    printed(stretches_of(cell.inlines, places), looks(row, number)),
                    cell.value,
                    cell.span,
                    cell.column,
                    cell.across,
                    cell.continued,
                )
                for number, cell in enumerate(cells)
            ]
        )

    headers = [_Cell(header_inlines(column), None, column.span, n) for n, column in enumerate(table.columns)]
    if table.header_groups:
        starts = {group.start: group for group in table.header_groups}
        grouped = {n for group in table.header_groups for n in range(group.start, group.start + group.count)}
        add(
            [
                _Cell(starts[n].header, None, starts[n].span, n, starts[n].count) if n in starts else headers[n]
                for n in range(len(headers))
                if n in starts or n not in grouped
            ]
        )
        add([headers[n] if n in grouped else _Cell((), None, headers[n].span, n, 1, True) for n in range(len(headers))])
    else:
        add(headers)
    count = len(rows)
    for cells in table.rows:
        add(
            [
                _Cell(_shown(cell), cell.value, cell.span, n, cell.across, cell.covered == "above")
                for n, cell in enumerate(cells)
                if cell.covered != "left"
            ]
        )
    return rows, count


def _shown(cell: CellNode) -> Inlines:
    return () if cell.covered else cell.inlines


def pull_table(
    key: str,
    cells: Sequence[Sequence[CellWords]],
    headers: int,
    received: CellGrid,
    publication: Publication,
    places: PassagePlaces,
    notes: ReceivedNotes,
    mark: str,
    *,
    as_built: bool,
    looks: bool = True,
    first_row: int = 0,
) -> TablePull:
    """Return what a received table means. `mark` is the decimal mark of the language; `first_row` the number of the
    table's row that is the first one of `cells` after the headers. `as_built` is True if the source has the same cells
    as when the file was built: else only tracked changes can be distinguished from those of the source.
    """
    grid = CellGrid(
        tuple(
            tuple(GridCell(cell.paragraph.tokens, cell.column, cell.across, cell.continued) for cell in row)
            for row in cells
        )
    )
    match = match_grids(grid, received, headers)
    place = cells[0][0].span if cells and cells[0] else publication.span
    out = TablePull([], [], [], [], [])
    if match.problem:
        out.manual.append(TableNote(place, f"{match.problem} in the file: change the table in the source"))
        return out
    _report_structure(grid, received, match.rows, match.columns, match.moved, cells, place, out)
    own = _own_table(publication, key)
    for row, other in match.rows.items():
        by_column = {cell.column: cell for cell in received.rows[other]}
        for cell in cells[row]:
            received_cell = by_column.get(match.columns.get(cell.column, -1))
            if received_cell is None:
                continue
            if received_cell.keys == cell.paragraph.keys:
                if as_built and _may_differ(cell.paragraph, received_cell):
                    out.comparisons.append(compare(cell.paragraph, received_cell.tokens, places, notes, looks=looks))
                continue
            span = cell.span if cell.span.file else place
            number = row - headers + first_row
            if own is not None and not any(cell.paragraph.owners) and _is_computed(own, number, cell.column):
                note = TableNote(span, _computed_message(cell, received_cell), _first_revision(received_cell))
                out.computed.append(PulledComputation(number, cell.column, received_cell.keys, note, as_built))
                continue
            if not as_built and received_cell.rejected != cell.paragraph.keys:
                out.conflicts.append(TableNote(span, _conflict(cell, received_cell), _first_revision(received_cell)))
                continue
            if any(cell.paragraph.owners):
                out.comparisons.append(compare(cell.paragraph, received_cell.tokens, places, notes, looks=looks))
            else:
                typed = own.rows[number][cell.column] if own is not None and number >= 0 else None
                _value(key, cell, received_cell, typed, number, mark, out)
    return out


def _may_differ(printed_words: PrintedParagraph, received_cell: GridCell) -> bool:
    """Return True if a text with the same words may have other marks, other links or another note in a file."""
    if not any(printed_words.owners):
        return False
    pairs = zip(printed_words.tokens, received_cell.tokens, strict=True)
    return any(token.text == NOTE or token.look != found.look for token, found in pairs)


def _is_computed(table: Table, row: int, column: int) -> bool:
    """Return True for a cell of a total that the builder computes, or of a computed column."""
    if row < 0:
        return False
    if row >= len(table.rows) or (table.marks and table.marks[row].computed):
        return True
    return table.columns[column].compute is not None


def _computed_message(cell: CellWords, received_cell: GridCell) -> str:
    shown, new = words_in(cell.paragraph.tokens), words_in(received_cell.tokens)
    return f"the builder computes this cell: it prints {shown or 'nothing'}, the file says {new or 'nothing'}"


def _conflict(cell: CellWords, received_cell: GridCell) -> str:
    shown, new = words_in(cell.paragraph.tokens), words_in(received_cell.tokens)
    return f"the file says “{new}”, the source “{shown}”; the table has changed in the source since the file was built"


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
            out.manual.append(TableNote(place, f"the file has a new column {_column_words(received, column)}"))


def _row_words(row: Sequence[GridCell]) -> str:
    return "“" + " | ".join(words_in(cell.tokens) for cell in row) + "”"


def _column_words(grid: CellGrid, column: int) -> str:
    words = (words_in(cell.tokens) for row in grid.rows[:2] for cell in row if cell.column == column)
    return f"“{next(filter(None, words), '')}”"


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

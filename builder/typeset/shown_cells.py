"""The cells of a table as its rows show them, headers included: what both writers list, and what edits are found in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from builder.source import Span
from builder.tree.exhibits import CellNode, TableNode
from builder.tree.passage_words import cell_check
from builder.tree.prose import Inlines
from builder.typeset.column_units import header_inlines, with_units_in_headers

__all__ = ["ShownCell", "cell_checks", "shown_cells"]


class ShownCell(Struct, frozen=True, gc=False):
    """A cell: its inlines, the number behind it if any, its place, the column where it begins, the number of columns
    that it takes, and True if it continues the cell above.
    """

    inlines: Inlines
    value: Decimal | None
    span: Span
    column: int
    across: int = 1
    continued: bool = False


def shown_cells(table: TableNode) -> tuple[list[list[ShownCell]], int]:
    """Return the cells row by row, without those that another covers from the left, and the number of header rows."""
    table = with_units_in_headers(table)
    headers = list(_headers(table))
    rows = [
        [
            ShownCell(_words(cell), cell.value, cell.span, column, cell.across, cell.covered == "above")
            for column, cell in enumerate(cells)
            if cell.covered != "left"
        ]
        for cells in table.rows
    ]
    return [*headers, *rows], len(headers)


def _headers(table: TableNode) -> Iterator[list[ShownCell]]:
    columns = [ShownCell(header_inlines(column), None, column.span, n) for n, column in enumerate(table.columns)]
    if not table.header_groups:
        yield columns
        return
    starts = {group.start: group for group in table.header_groups}
    grouped = {n for group in table.header_groups for n in range(group.start, group.start + group.count)}
    yield [
        ShownCell(starts[n].header, None, starts[n].span, n, starts[n].count) if n in starts else columns[n]
        for n in range(len(columns))
        if n in starts or n not in grouped
    ]
    yield [
        columns[n] if n in grouped else ShownCell((), None, columns[n].span, n, 1, True) for n in range(len(columns))
    ]


def _words(cell: CellNode) -> Inlines:
    return () if cell.covered else cell.inlines


def cell_checks(table: TableNode) -> str:
    """Return the checksums of the cells of a table for the lists of anchors: those of a row together, a space between
    rows, "/" after the headers.
    """
    rows, headers = shown_cells(table)
    return "/".join(map(_row_checks, (rows[:headers], rows[headers:])))


def _row_checks(rows: Sequence[Sequence[ShownCell]]) -> str:
    return " ".join("".join(cell_check(cell.inlines) for cell in row) for row in rows)

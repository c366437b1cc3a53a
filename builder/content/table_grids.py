"""Tables with groups, subtotals, totals or merged cells: their cells, one for each column in every row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from builder.content import special_decoders
from builder.content.computations import ComputedColumns
from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.localised import decode_text
from builder.content.model.exhibits import CellCovered, CellEmpty, RowMark, Table
from builder.content.special_decoders import CellColumn
from builder.content.table_rows import GridRow, RowGrid, expand_rows
from builder.content.yaml_values import Sequence, Value

__all__ = ["grid_table"]

CellColumns = Callable[[list[int], list[list[Value]]], list[CellColumn]]


def grid_table(
    table: Table, rows: Sequence, symbols: frozenset[str], cell_columns: CellColumns, context: LoadContext
) -> Any:
    """Return the table with its cells, marks and merged cells; INVALID after reporting a problem.

    `cell_columns` returns what the cells of the typed columns are read as, from the values of each.
    """
    positions = [index for index, column in enumerate(table.columns) if column.compute is None]
    grid = expand_rows(rows, positions, len(table.columns), context)
    values: list[list[Value]] = [[] for _ in positions]
    for row in grid.rows:
        if row.kind != "group" and not row.computed:
            for index, cell in enumerate(row.cells):
                if cell is not None and not (index == 0 and row.kind != "row"):
                    values[index].append(cell)
    columns = cell_columns(positions, values)
    by_column: dict[int, list[Any]] = {position: [] for position in positions}
    marks = []
    valid = grid.valid
    for number, row in enumerate(grid.rows):
        cells, mark = _read_row(table, row, number, positions, columns, context)
        valid = valid and mark is not None and INVALID not in cells
        for position, cell in zip(positions, cells, strict=True):
            by_column[position].append(cell)
        marks.append(mark)
    if not valid or None in marks:
        return INVALID
    if len(positions) < len(table.columns):
        computed = ComputedColumns(table.columns, by_column, symbols, f"{table.key}.rows.", None, context)
        if not computed.compute():
            return INVALID
        table = replace(table, columns=tuple(computed.columns))
        by_column = computed.cells
    _cover(by_column, grid, len(table.columns))
    cell_rows = tuple(zip(*(by_column[index] for index in range(len(table.columns))), strict=True))
    return replace(table, rows=cell_rows, marks=tuple(marks), merged=tuple(grid.merged))


def _read_row(
    table: Table, row: GridRow, number: int, positions: list[int], columns: list[CellColumn], context: LoadContext
) -> tuple[list[Any], RowMark | None]:
    """Return the cells of the typed columns of a row, and its mark; None after reporting a problem of its name."""
    prefix = f"{table.key}.rows.{number}."
    cells: list[Any]
    if row.computed:
        label = decode_text(row.label, f"{prefix}{row.kind}", context, "inline") if row.label is not None else None
        cells = [CellEmpty(span=row.span, key=f"{prefix}{position}") for position in positions]
        wrong = row.label is not None and label is None
        return cells, None if wrong else RowMark(kind=row.kind, computed=True, label=label)
    cells = []
    for index, (value, position) in enumerate(zip(row.cells, positions, strict=True)):
        key = f"{prefix}{position}"
        if value is None:
            cells.append(CellCovered(span=row.span, key=key))
        elif index == 0 and row.kind != "row":
            text = decode_text(value, f"{prefix}{row.kind}", context, "inline")
            cells.append(INVALID if text is None else text)
        else:
            cells.append(special_decoders.cell(value, key, context, columns[index]))
    return cells, RowMark(kind=row.kind)


def _cover(by_column: dict[int, list[Any]], grid: RowGrid, columns: int) -> None:
    """Replace the computed cells under a merged one, such as the name of a group."""
    for merged in grid.merged:
        for row in range(merged.row, merged.row + merged.down):
            for column in range(merged.column, min(merged.column + merged.across, columns)):
                if (row, column) != (merged.row, merged.column):
                    cell = by_column[column][row]
                    by_column[column][row] = CellCovered(span=cell.span, key=cell.key)

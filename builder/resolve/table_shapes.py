"""The shape of a table: kinds of rows, merged cells, the row or the column that is set off."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from builder.content.model.exhibits import Table
from builder.tree.exhibits import CellNode, RowKind

__all__ = ["merged_rows", "row_kinds"]

Rows = tuple[tuple[CellNode, ...], ...]


def row_kinds(table: Table) -> tuple[RowKind, ...]:
    """Return the kinds of the rows of a table that has groups, subtotals or a total of its own; else an empty tuple."""
    if not table.marks:
        return ()
    kinds: list[RowKind] = [mark.kind for mark in table.marks]
    return (*kinds, "total") if table.total else tuple(kinds)


def merged_rows(table: Table, rows: Rows) -> Rows:
    """Return the rows with their merged cells, and with the cells set off that the author highlights."""
    if not table.merged and table.highlighted is None:
        return rows
    cells = [list(row) for row in rows]
    if table.highlighted is not None:
        kind, index = table.highlighted
        # A name that extends over several rows names them all.
        named_rows = next((merged.down for merged in table.merged if (merged.row, merged.column) == (index, 0)), 1)
        for number, row in enumerate(cells):
            if kind == "column" and not (number < len(table.marks) and table.marks[number].kind == "group"):
                row[index] = replace(row[index], highlight=True)
            elif kind == "row" and index <= number < index + named_rows:
                row[:] = [replace(cell, highlight=True) for cell in row]
    for merged in table.merged:
        anchor = cells[merged.row][merged.column]
        cells[merged.row][merged.column] = replace(anchor, across=merged.across, down=merged.down)
        for row_number in range(merged.row, merged.row + merged.down):
            for column in range(merged.column, merged.column + merged.across):
                if (row_number, column) != (merged.row, merged.column):
                    first = column == merged.column
                    covered: Literal["left", "above"] = "above" if first else "left"
                    across = merged.across if first else 1
                    cells[row_number][column] = CellNode(
                        (), None, anchor.span, across=across, covered=covered, highlight=anchor.highlight
                    )
    return tuple(map(tuple, cells))

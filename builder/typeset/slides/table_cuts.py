"""Cuts through tables with groups and merged cells: what stays together, and what each part needs to be whole."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.tree.exhibits import CellNode, HeaderGroupNode, TableNode

__all__ = ["cut_rows", "group_of", "only_columns", "rows_that_stay", "without_tall_cells"]

Row = tuple[CellNode, ...]


def rows_that_stay(table: TableNode) -> frozenset[int]:
    """Return the rows that stay on the slide of the next: names of groups, rows before a subtotal or the total, rows
    joined by a merged cell.
    """
    stay: set[int] = set()
    for index in range(len(table.rows)) if table.kinds or table.total else ():
        kind = table.kind(index)
        if kind == "group":
            stay.add(index)
        elif kind != "row" and index:
            stay.add(index - 1)
    for index, row in enumerate(table.rows if table.shaped else ()):
        stay.update(range(index, index + max(cell.down for cell in row) - 1))
    return frozenset(stay)


def group_of(table: TableNode, row: int) -> int | None:
    """Return the row that names the group of a row which begins a slide; None if it is in no group.

    A group ends with its subtotal, or with the next group.
    """
    if not row or not table.kinds or table.kind(row) in ("group", "total"):
        return None
    for index in range(row - 1, -1, -1):
        if table.kind(index) == "group":
            return index
        if table.kind(index) == "subtotal":
            return None
    return None


def cut_rows(rows: Sequence[Row], shown: range) -> tuple[Row, ...]:
    """Return the shown rows. A cell that extends beyond them ends with them; the rest of it is an empty cell."""
    part = tuple(rows[index] for index in shown)
    if len(part) == len(rows) or all(cell.down == 1 and not cell.covered for row in part for cell in row):
        return part
    cut: list[Row] = []
    for index, row in zip(shown, part, strict=True):
        cells = list(row)
        for column, cell in enumerate(row):
            if cell.down > 1:
                cells[column] = replace(cell, down=min(cell.down, shown.stop - index))
            elif cell.covered == "above" and index == shown.start:
                cells[column] = replace(cell, covered="", down=_rows_below(rows, shown, column))
        cut.append(tuple(cells))
    return tuple(cut)


def _rows_below(rows: Sequence[Row], shown: range, column: int) -> int:
    """Return how many of the shown rows the rest of a merged cell covers from the first one on."""
    count = 0
    for index in shown:
        if rows[index][column].covered != "above":
            break
        count += 1
    return count


def without_tall_cells(table: TableNode) -> TableNode:
    """Return a table whose cells extend over no more than one row each, so that its rows can be divided."""
    if not table.shaped:
        return table
    rows = tuple(
        tuple(replace(cell, down=1, covered="" if cell.covered == "above" else cell.covered) for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)


def only_columns(table: TableNode, columns: Sequence[int]) -> TableNode:
    """Return a table with some of its columns, in order."""
    kept = tuple(table.columns[n] for n in columns)
    rows = tuple(_only_cells(row, columns) for row in table.rows)
    groups = []
    for group in table.header_groups:
        own = [at for at, n in enumerate(columns) if group.start <= n < group.start + group.count]
        if own:
            groups.append(HeaderGroupNode(header=group.header, start=own[0], count=len(own), span=group.span))
    return replace(table, columns=kept, rows=rows, header_groups=tuple(groups))


def _only_cells(row: Row, columns: Sequence[int]) -> Row:
    """Return the cells of some columns. A merged cell extends over those of its columns that are left."""
    if all(cell.across == 1 and not cell.covered for cell in row):
        return tuple(row[n] for n in columns)
    owner = list(range(len(row)))
    for column, cell in enumerate(row):
        for step in range(1, cell.across):
            owner[column + step] = column
    cells: list[CellNode] = []
    for at, n in enumerate(columns):
        anchor = row[owner[n]]
        if at and owner[columns[at - 1]] == owner[n]:
            cells.append(row[n] if row[n].covered else replace(anchor, inlines=(), covered="left", across=1, down=1))
            continue
        across = sum(1 for other in columns[at:] if owner[other] == owner[n])
        cells.append(replace(anchor, across=across))
    return tuple(cells)

"""Cuts through tables with groups and merged cells: what stays together, and what each part needs to be whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from builder.tree.exhibits import CellNode, HeaderGroupNode, TableNode

__all__ = ["group_of", "is_cut", "only_columns", "rows_that_stay", "with_cells_cut", "without_tall_cells"]

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


def is_cut(table: TableNode, starts: Sequence[int]) -> bool:
    """Return True if a slide that begins with one of these rows would cut through a merged cell."""
    return any(cell.covered == "above" for start in starts if start for cell in table.rows[start])


def with_cells_cut(table: TableNode, starts: Sequence[int]) -> TableNode:
    """Return a table whose merged cells end where slides begin: the rest of each is an empty merged cell."""
    rows = [list(row) for row in table.rows]
    for first, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            if cell.down == 1:
                continue
            last = first + cell.down
            cuts = [first, *(start for start in starts if first < start < last), last]
            for begin, end in pairwise(cuts):
                piece = cell if begin == first else replace(rows[begin][column], covered="")
                rows[begin][column] = replace(piece, down=end - begin)
    return replace(table, rows=tuple(map(tuple, rows)))


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

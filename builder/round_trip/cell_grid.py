"""Tables as grids: the cells of a received table beside those of the table as printed now.

Rows are found by the words of their first cells, then by their order; columns by their headers.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.round_trip.alignment import align
from builder.round_trip.story import Revision
from builder.round_trip.tokens import Token

__all__ = ["CellGrid", "GridCell", "GridMatch", "match_grids"]

_LIKE = 0.5


class GridCell(Struct, frozen=True, gc=False):
    """A cell: its tokens, the column where it begins, the number of columns that it takes, and True if it continues the
    cell above. `rejected` are the keys of its words with tracked changes undone, if it has any.
    """

    tokens: tuple[Token, ...]
    column: int
    across: int = 1
    continued: bool = False
    rejected: tuple[str, ...] | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The neutral forms of its tokens."""
        return tuple(token.key for token in self.tokens)


class CellGrid(Struct, frozen=True, gc=False):
    """The rows of a table, those of headers first, and the tracked deletions of rows that it has no more."""

    rows: tuple[tuple[GridCell, ...], ...]
    deletions: tuple[Revision, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.across for row in self.rows for cell in row), default=0)


class GridMatch(Struct, frozen=True):
    """Which rows and columns of a received table are those of the printed one, by their numbers.

    What has no pair was deleted or added. `problem` says why two tables cannot be compared at all.
    """

    rows: dict[int, int]
    columns: dict[int, int]
    problem: str = ""
    moved: bool = False
    """True if rows have another order."""


def match_grids(printed: CellGrid, received: CellGrid, headers: int) -> GridMatch:
    """Match a received table with the printed one, whose first `headers` rows are headers."""
    columns = _columns(printed, received, headers)
    pairs = align(
        [_row_keys(row) for row in printed.rows],
        [_row_keys(row) for row in received.rows],
        _LIKE,
        lambda row, other: (row < headers) == (other < headers) or row == other,
    )
    pairs = _completed(pairs, len(printed.rows), len(received.rows))
    rows = dict(pairs)
    if len(columns) == printed.width == received.width:
        for row, other in pairs:
            if _shape(printed.rows[row]) != _shape(received.rows[other]):
                return GridMatch({}, {}, "cells are merged or divided")
    lost = [row for row in range(len(printed.rows)) if row not in rows]
    new = [other for other in range(len(received.rows)) if other not in rows.values()]
    moved = {_row_keys(printed.rows[row]) for row in lost} & {_row_keys(received.rows[other]) for other in new}
    return GridMatch(rows, columns, "", any(keys for keys in moved))


def _row_keys(row: Sequence[GridCell]) -> tuple[str, ...]:
    """Return the keys of a row: those of the first cell twice, as they count most."""
    first = row[0].keys if row else ()
    return (*first, *(key for cell in row for key in cell.keys))


def _shape(row: Sequence[GridCell]) -> list[tuple[int, int, bool]]:
    return [(cell.column, cell.across, cell.continued) for cell in row]


def _columns(printed: CellGrid, received: CellGrid, headers: int) -> dict[int, int]:
    """Return the columns of a received table by those of the printed one: by their headers, then by their order."""
    first, second = _headers(printed, headers), _headers(received, headers)
    if first == second or (len(first) == len(second) and not set(map(tuple, first)) & set(map(tuple, second))):
        return {column: column for column in range(len(first))}
    pairs = align(first, second, _LIKE)
    return dict(_completed(pairs, len(first), len(second)))


def _headers(grid: CellGrid, headers: int) -> list[tuple[str, ...]]:
    """Return the keys of the lowest header of each column."""
    lowest: list[tuple[str, ...]] = [()] * grid.width
    for row in grid.rows[:headers]:
        for cell in row:
            if cell.across == 1 and cell.keys:
                lowest[cell.column] = cell.keys
    return lowest


def _completed(pairs: Sequence[tuple[int, int]], first: int, second: int) -> list[tuple[int, int]]:
    """Return pairs with those added that stand alone, as many on both sides, between two of them."""
    complete: list[tuple[int, int]] = []
    at = begin = 0
    for one, other in (*pairs, (first, second)):
        if one - at == other - begin:
            complete += zip(range(at, one), range(begin, other), strict=True)
        if one < first and other < second:
            complete.append((one, other))
        at, begin = one + 1, other + 1
    return complete

"""The cells of a table as a file was built with them: they tell an edit of a cell from a later change of its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

__all__ = ["BuiltCells", "CellPlace", "ChangedBy", "changed_by", "read_built_cells"]

_CELL = re.compile(r"[0-9a-f]{6}(?:-[0-9a-f]{6})*")

ChangedBy = Literal["", "file", "source", "both"]
"""Who has changed something since a file was built."""

Rows = tuple[tuple[str, ...], ...]


class CellPlace(NamedTuple):
    """A cell by the numbers of its row, headers included, and of the cell in it."""

    row: int
    cell: int


class BuiltCells(Struct, frozen=True):
    """The checks of the cells of a table, row by row, those of its headers apart; without any for files of former
    versions.
    """

    headers: Rows = ()
    rows: Rows = ()

    def check_of(self, place: CellPlace, shapes: Sequence[int], headers: int) -> str:
        """Return the check of a cell as built, "" if the table has other rows or columns now: `shapes` are the numbers
        of cells of its rows, of which so many are `headers`.
        """
        is_header = place.row < headers
        own, now = (self.headers, shapes[:headers]) if is_header else (self.rows, shapes[headers:])
        if tuple(map(len, own)) != tuple(now):
            return ""
        return own[place.row - (0 if is_header else headers)][place.cell]


def read_built_cells(checks: str) -> BuiltCells:
    """Return the cells of a table from the list of a file."""
    headers, _, rows = checks.partition("/")
    return BuiltCells(*(tuple(tuple(_CELL.findall(row)) for row in part.split()) for part in (headers, rows)))


def changed_by(built: str, source: str, file: str) -> ChangedBy:
    """Return who has changed a cell, or a note of it, since the file was built, by the check that each has."""
    if source == file:
        return ""
    if file == built:
        return "source"
    return "file" if source == built else "both"

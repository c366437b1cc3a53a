"""Areas and cells of a workbook as spreadsheets write them: `B3:F20`, `Budget!B4`, `'Mon onglet'!$B$3:$F$20`."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.source import cell_name

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Area", "AreaFault", "column_number", "parse_area"]

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
"""Rows and columns of a sheet (ECMA-376, and every spreadsheet program)."""

_SHEET = r"(?:'(?P<quoted>(?:[^']|'')+)'!|(?P<plain>[^'!:]+)!)?"
_CELL = r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
_AREA = re.compile(rf"=?{_SHEET}{_CELL}(?::{_CELL})?\Z")


class AreaFault(Exception):
    """A text that is not the address of an area; its argument is the message."""


class Area(Struct, frozen=True):
    """A rectangle of cells, its bounds included and counted from 1; `sheet` is "" if the address names none."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        """True if the area is one cell."""
        return self.top == self.bottom and self.left == self.right

    @property
    def address(self) -> str:
        """The address without the sheet."""
        first = cell_name(self.top, self.left)
        return first if self.is_cell else f"{first}:{cell_name(self.bottom, self.right)}"


def column_number(letters: str) -> int:
    """Return the number of a column from 1: `B` is 2."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def parse_area(text: str) -> Area:
    """Return the area of an address. Raises AreaFault."""
    match = _AREA.match(text.strip())
    if match is None:
        raise AreaFault(f"`{text[:80]}` is not the address of cells")
    sheet = (match["quoted"] or "").replace("''", "'") or match["plain"] or ""
    left, top, right, bottom = match.groups()[2:]
    columns = sorted(map(column_number, (left, right or left)))
    rows = sorted(map(int, (top, bottom or top)))
    if rows[0] < 1 or rows[1] > MOST_ROWS or columns[1] > MOST_COLUMNS:
        raise AreaFault(f"`{text[:80]}`: a sheet has {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns")
    return Area(sheet.strip(), rows[0], columns[0], rows[1], columns[1])

"""Locations in the author's files."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["NOWHERE", "Span", "cell_name", "column_letters"]


class Span(Struct, frozen=True, order=True, gc=False):
    """A location in a source file: the path as shown to the author, a line and a column, both counted from 1. Column 0
    stands for the whole line.

    In a workbook, the row and the column of a cell of `sheet`, which is written as spreadsheets do: `b.xlsx!Budget!B4`.
    """

    file: str
    line: int = 1
    column: int = 1
    sheet: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}!{self.sheet}!{cell_name(self.line, self.column)}"
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


def cell_name(row: int, column: int) -> str:
    """Return the address of a cell, row and column counted from 1.

    >>> cell_name(4, 2), cell_name(1, 28)
    ('B4', 'AB1')
    """
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Return the letters of a column of a spreadsheet, counted from 1."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


NOWHERE = Span("", 0, 0)
"""The location of text that no author wrote (a generated label, a computed total)."""

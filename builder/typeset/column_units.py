"""Units that all cells of a column share, set in the header: "Budget 2025 ($)" over 39 800 000.

Only the unit moves: digits, signs and decimals stay as they are, so every value stays exact. A column keeps its units
if one number has another unit or none, or if a cell with digits is no number of its own ("2 lots", "12 h 30").
"""

from __future__ import annotations

from unicodedata import category

from msgspec.structs import replace

from builder.late_patterns import compiled
from builder.tree.exhibits import CellNode, ColumnNode, TableNode
from builder.tree.prose import Inlines, Run, plain
from builder.typeset.inlines import without_notes

__all__ = ["header_inlines", "header_unit", "with_units_in_headers", "without_header_notes"]

_SPACES = " \u00a0\u202f"
_NUMBER = r"(?s)(?P<sign>[−–+-]?)(?P<before>\D*?)(?P<digits>\d(?:[\d.,'’\u00a0\u202f ]*\d)?)(?P<after>\D*)"
"""A sign, what is written before the digits, the digits with their marks, what is written after them."""
_SIGNS = "−–+-"
_CLOSE = "%‰°"
"""Units that may follow their number without a space."""
_LEAST = 2
"""Numbers of a column from which its unit is said once."""


def with_units_in_headers(table: TableNode) -> TableNode:
    """Return the table with the shared unit of each column of numbers as the column's `unit`, and its cells without,
    unless the author wants units in the cells.
    """
    if table.units_in_cells:
        return table
    columns, cells = list(table.columns), [list(row) for row in table.rows]
    for index, column in enumerate(table.columns):
        if not column.numeric or (index == 0 and table.row_header):
            continue
        unit, stripped = _shared([row[index] for row in table.rows])
        if not unit:
            continue
        says = f"({unit})" in plain(column.header).replace("\u202f", "\u00a0")
        columns[index] = replace(column, unit="" if says else unit)
        for row, cell in zip(cells, stripped, strict=True):
            row[index] = cell
    if columns == list(table.columns) and all(
        cell is old for row, olds in zip(cells, table.rows, strict=True) for cell, old in zip(row, olds, strict=True)
    ):
        return table
    return replace(table, columns=tuple(columns), rows=tuple(map(tuple, cells)))


def without_header_notes(table: TableNode) -> TableNode:
    """Return the table without the marks of notes in its headers, as these are repeated in another part of it."""
    columns = tuple(replace(column, header=without_notes(column.header)) for column in table.columns)
    groups = tuple(replace(group, header=without_notes(group.header)) for group in table.header_groups)
    return replace(table, columns=columns, header_groups=groups)


def header_unit(column: ColumnNode) -> str:
    """Return what a header ends with where the unit of the cells is said there: " ($)"."""
    return f" ({column.unit})" if column.unit else ""


def header_inlines(column: ColumnNode) -> Inlines:
    """Return the header of a column, with the unit of its cells."""
    return (*column.header, Run(header_unit(column), protected=True)) if column.unit else column.header


def _shared(cells: list[CellNode]) -> tuple[str, list[CellNode]]:
    """Return the unit that all numbers of a column have, and the cells without it; "" and the cells if they have not
    one.
    """
    unit, count = None, 0
    stripped = []
    for cell in cells:
        text = cell.inlines[0].text if len(cell.inlines) == 1 and isinstance(cell.inlines[0], Run) else None
        if text is None or cell.value is None:
            if any(map(str.isdigit, plain(cell.inlines))):
                return "", cells
            stripped.append(cell)
            continue
        match = compiled(_NUMBER).fullmatch(text)
        if match is None:
            return "", cells
        own = _unit(match["before"], match["after"])
        if not own or unit not in (None, own):
            return "", cells
        unit = own
        count += 1
        run = cell.inlines[0]
        assert isinstance(run, Run)
        stripped.append(replace(cell, inlines=(replace(run, text=match["sign"] + match["digits"]),)))
    return (unit or "", stripped) if count >= _LEAST else ("", cells)


def _unit(before: str, after: str) -> str:
    """Return the unit that is written before and after a number: "M$", "€M"; "" if it is none that a header can say."""
    front, back = before.strip(_SPACES), after.strip(_SPACES)
    if any(mark in before + after for mark in _SIGNS) or (before and not _is_currency(front)):
        return ""
    close = bool(back) and after[0] not in _SPACES
    if close and not front and back[0] not in _CLOSE and category(back[0]) != "Sc":
        return ""
    return f"{front}{after}".strip(_SPACES).replace("\u202f", "\u00a0") if front else back.replace("\u202f", "\u00a0")


def _is_currency(words: str) -> bool:
    """Return True for the sign of a currency, with or without letters, or its code: "€", "US$", "CHF"."""
    signs = [character for character in words if not (character.isascii() and character.isalpha())]
    if len(signs) == 1 and category(signs[0]) == "Sc":
        return True
    return len(words) == 3 and words.isascii() and words.isupper()

"""Align the numbers of a column on their decimal mark by indents from the right, in twips.

Decimal tabs will not do: Word aligns to the decimal mark of the reader's system and LibreOffice to a full stop, so that
a French column is aligned for French readers of Word only.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.tree.exhibits import CellNode, TableNode
from builder.typeset.fonts import Fonts
from builder.typeset.measure import words
from builder.writers.word.columns import Need, cell_text

__all__ = ["decimal_indents", "is_decimal", "whole_part", "with_decimals"]

_GROUP_MARKS = "\u00a0\u202f.,'’"
"""Marks between groups of digits, except the decimal mark."""


def whole_part(text: str, mark: str) -> str:
    """Return a number up to its units: `−1 234,5 %` → `−1 234`. Words without a digit are whole."""
    start = next((at for at, char in enumerate(text) if char.isdigit()), -1)
    if start < 0:
        return text
    at = start
    while at < len(text):
        grouped = text[at] in _GROUP_MARKS and text[at] != mark and text[at + 1 : at + 2].isdigit()
        if not (text[at].isdigit() or grouped):
            break
        at += 1
    return text[:at]


def with_decimals(needs: list[Need], table: TableNode, fonts: Fonts, font: str, mark: str) -> list[Need]:
    """Return the needs of columns, with room for the widest whole part and the widest remainder of numbers that are
    aligned on their decimal mark.
    """
    return [
        _widened(need, _measured(table, index, fonts, font, mark)) if is_decimal(table, index) else need
        for index, need in enumerate(needs)
    ]


def is_decimal(table: TableNode, index: int) -> bool:
    """Return True for a column whose numbers are aligned on their decimal mark."""
    return table.columns[index].align == "decimal" and not (table.row_header and index == 0)


def _widened(need: Need, parts: dict[str, _Parts]) -> Need:
    numbers = [part for part in parts.values() if part.number]
    width = max((part.whole for part in numbers), default=0.0) + max((part.rest for part in numbers), default=0.0)
    return replace(need, word=max(need.word, width), line=max(need.line, width), cell=max(need.cell, width))


def decimal_indents(
    table: TableNode, index: int, fonts: Fonts, font: str, mark: str, size: float, room: int
) -> dict[str, int]:
    """Return the indent from the right of each text in a column, by its text. `size` is in points, `room` the width of
    the cells in twips: what would not fit keeps to the edge.
    """
    parts = _measured(table, index, fonts, font, mark)
    twips = 20 * size
    longest = min(max((part.rest for part in parts.values()), default=0.0) * twips, room / 2)
    return {
        text: max(0, min(round(longest - part.rest * twips), int(room - (part.whole + part.rest) * twips)))
        for text, part in parts.items()
    }


def _measured(table: TableNode, index: int, fonts: Fonts, font: str, mark: str) -> dict[str, _Parts]:
    """Return the widths in the cells of a column, by their text."""
    cells = {cell_text(row[index]): row[index] for row in table.rows}
    return {text: _Parts(cell, fonts, font, mark) for text, cell in cells.items()}


class _Parts:
    """Widths of the parts of a cell before and after the units of its number, in ems."""

    def __init__(self, cell: CellNode, fonts: Fonts, font: str, mark: str):
        text = cell_text(cell)
        whole = whole_part(text, mark)
        self.number = any(map(str.isdigit, whole))
        width = words(cell.inlines, fonts, font).natural()
        self.whole = width if whole == text else fonts.face(font).width(whole)
        self.rest = max(0.0, width - self.whole)

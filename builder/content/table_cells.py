"""Cells of the lines of a small table, each with its place: markdown-it-py divides the lines without positions."""

from __future__ import annotations

from typing import Final, Literal

__all__ = ["ALIGNS", "FEWER_COLUMNS", "MOST_COLUMNS", "cells_of", "too_many_columns"]

MOST_COLUMNS = 63
"""Columns of a table; Word opens no file with a wider one."""
FEWER_COLUMNS = "divide it into several tables"

ALIGNS: Final[dict[str, Literal["", "left", "center", "right"]]] = {
    "": "",
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}
"""Alignment of a column by the attribute `style` of markdown-it-py's header cells."""


def too_many_columns(number: int) -> str:
    """Return the message about a table with more columns than Word can hold."""
    return f"a table has at most {MOST_COLUMNS} columns, Word's limit; this one has {number}"


def cells_of(line: str) -> list[tuple[str, list[int]]]:
    """Return the cells of a line: their text, in which `\\|` is a bar, and the offset of each character in the line,
    with the offset of their end (GitHub Flavored Markdown, 4.10).
    """
    cells: list[list[int]] = [[]]
    for offset, char in enumerate(line):
        if char != "|":
            cells[-1].append(offset)
        elif offset and line[offset - 1] == "\\":
            cells[-1][-1] = offset
        else:
            cells.append([])
    outer = [index for index in (0, len(cells) - 1) if not any(line[offset].strip() for offset in cells[index])]
    return [_trimmed(line, offsets) for index, offsets in enumerate(cells) if index not in outer]


def _trimmed(line: str, offsets: list[int]) -> tuple[str, list[int]]:
    """Return a cell without the spaces around it."""
    start, end = 0, len(offsets)
    while start < end and not line[offsets[start]].strip():
        start += 1
    while end > start and not line[offsets[end - 1]].strip():
        end -= 1
    after = offsets[end] if end < len(offsets) else offsets[-1] + 1 if offsets else 0
    return "".join(line[offset] for offset in offsets[start:end]), [*offsets[start:end], after]

"""Measured tables: widths of columns and heights of rows at a type size.

Cells are measured once, in ems; sizes are then tried by arithmetic. All languages share the widths of the columns, so
that twin tables look alike; each has its own row heights. Lengths are EMU unless stated otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from builder.tree.exhibits import CellNode, TableNode
from builder.tree.prose import Inlines, Run
from builder.typeset.inlines import without_notes
from builder.typeset.measure import EMU, WIDTH_SPARE, MeasuredText, emu, words
from builder.typeset.planner import Planner

__all__ = ["Grid", "Insets", "measure_grid"]

Insets = tuple[int, int, int, int]
_BREAKABLE_EMS = 9.0
"""A word wider than this (about 18 letters) may be broken by character when nothing else makes the table fit."""
_SHORT_CELL_EMS = 8.0
"""A cell no wider than this (about 16 letters) should not be broken at its hyphen or its space."""
_AIR = 1.6
"""How much wider than its text a small table is drawn, at most."""
_LEAST_SHARE = 0.5
"""Share of the frame that even a small table takes."""


class Grid(Struct, frozen=True):
    """A measured table: per language the words of the header and of each row, and over all languages the columns'
    extremes.

    `longest` is each column's widest word, `natural` its widest cell on one line (ems), `asked` the author's widths.
    """

    headers: tuple[tuple[MeasuredText, ...], ...]
    rows: tuple[tuple[tuple[MeasuredText, ...], ...], ...]
    longest: tuple[float, ...]
    natural: tuple[float, ...]
    asked: tuple[float | None, ...]

    @property
    def width_in_columns(self) -> int:
        """How many columns there are."""
        return len(self.longest)

    def widths(
        self, available: int, size: float, insets: Insets, *, break_words: bool = False
    ) -> tuple[int, ...] | None:
        """Return the columns' widths at a type size, or None if they do not fit even with a break at every space.

        `break_words` allows very long words to be broken by character.
        """
        padding = insets[0] + insets[2]
        unit = size * EMU * WIDTH_SPARE
        longest = [min(ems, _BREAKABLE_EMS) if break_words else ems for ems in self.longest]
        least = [ems * unit + padding + EMU for ems in longest]
        natural = [max(ems * unit + padding + EMU, low) for ems, low in zip(self.natural, least, strict=True)]
        if sum(least) > available:
            return None
        # A short cell such as `États-Unis` stays on one line where the others leave the space.
        short = [
            max(low, min(want, _SHORT_CELL_EMS * unit + padding)) for low, want in zip(least, natural, strict=True)
        ]
        if sum(short) <= available:
            least = short
        total = self._total(available, sum(natural))
        wanted = self._wanted(total, natural)
        return _settle(total, least, wanted)

    def _total(self, available: int, natural: float) -> float:
        if any(width is not None for width in self.asked):
            return available
        return min(available, max(natural * _AIR, available * _LEAST_SHARE))

    def _wanted(self, total: float, natural: Sequence[float]) -> list[float]:
        """Return the desired width of each column: its text's width, or the author's shares (1 for a column without
        one).
        """
        if all(width is None for width in self.asked):
            return list(natural)
        shares = [1.0 if width is None else width for width in self.asked]
        return [total * share / sum(shares) for share in shares]

    def header_height(self, language: int, widths: Sequence[int], size: float, insets: Insets) -> int:
        """Return the height of the header row."""
        return _row_height(self.headers[language], widths, size, insets)

    def row_heights(self, language: int, widths: Sequence[int], size: float, insets: Insets) -> list[int]:
        """Return the height of every row."""
        return [_row_height(row, widths, size, insets) for row in self.rows[language]]

    def cells_within(
        self, rooms: Sequence[float], widths: Sequence[int], size: float, insets: Insets
    ) -> Callable[[int, int], bool]:
        """Return a test of (row, column): True if the cell by itself is no higher than the room of its language."""

        def fits(row: int, column: int) -> bool:
            width = (widths[column],)
            cells = (rows[row][column : column + 1] for rows in self.rows)
            return all(_row_height(cell, width, size, insets) <= room for cell, room in zip(cells, rooms, strict=True))

        return fits

    def least_height(self, size: float, insets: Insets) -> float:
        """Return a lower bound of the table's height: every row on one line."""
        lines = max(1 + len(rows) for rows in self.rows)
        return lines * (size * 1.1 * EMU + insets[1] + insets[3])


def _settle(total: float, least: Sequence[float], wanted: Sequence[float]) -> tuple[int, ...]:
    """Return widths that add up to the total: each at least `least`, the rest distributed by what each lacks beyond
    that.
    """
    spare = total - sum(least)
    beyond = [max(0.0, want - low) for want, low in zip(wanted, least, strict=True)]
    weights = beyond if sum(beyond) > spare else [*wanted]
    if sum(beyond) <= spare:
        least = [max(want, low) for want, low in zip(wanted, least, strict=True)]
        spare = total - sum(least)
    scale = spare / (sum(weights) or 1.0)
    widths = [int(low + weight * scale) for low, weight in zip(least, weights, strict=True)]
    widths[-1] += int(total) - sum(widths)
    return tuple(widths)


def _row_height(cells: Sequence[MeasuredText], widths: Sequence[int], size: float, insets: Insets) -> int:
    padding = (insets[0] + insets[2]) / EMU
    highest = 0.0
    for cell, width in zip(cells, widths, strict=True):
        lines = cell.lines((width / EMU - padding) / (size * WIDTH_SPARE))
        highest = max(highest, lines * cell.line * size)
    return emu(highest) + insets[1] + insets[3]


def measure_grid(planner: Planner, tables: Sequence[TableNode], font: str) -> Grid:
    """Measure the tables of all languages in the font of tables."""
    cells = _Cells(planner, font)
    headers, rows = [], []
    for table in tables:
        headers.append(tuple(cells.words(column.header, bold=True) for column in table.columns))
        rows.append(tuple(_row(cells, table, index, row) for index, row in enumerate(table.rows)))
    count = len(tables[0].columns)
    longest, natural = [0.0] * count, [0.0] * count
    for header, body in zip(headers, rows, strict=True):
        for column, own in enumerate(zip(header, *body, strict=True)):
            longest[column] = max(longest[column], max(cell.longest for cell in own))
            natural[column] = max(natural[column], max(cell.natural() for cell in own))
    asked = tuple(column.width for column in tables[0].columns)
    return Grid(tuple(headers), tuple(rows), tuple(longest), tuple(natural), asked)


def _row(cells: _Cells, table: TableNode, index: int, row: Sequence[CellNode]) -> tuple[MeasuredText, ...]:
    total = table.total and index == len(table.rows) - 1
    return tuple(
        cells.words(cell.inlines, bold=total or (table.row_header and column == 0)) for column, cell in enumerate(row)
    )


class _Cells:
    """Measures cells; equal cells are measured once."""

    def __init__(self, planner: Planner, font: str):
        self._fonts, self._font = planner.fonts, font
        self._known: dict[tuple[str, bool], MeasuredText] = {}

    def words(self, inlines: Inlines, *, bold: bool) -> MeasuredText:
        """Return the words of a cell."""
        if len(inlines) != 1 or not isinstance(run := inlines[0], Run) or _is_formatted(run):
            return words(without_notes(inlines), self._fonts, self._font, bold=bold)
        key = (run.text, bold)
        measured = self._known.get(key)
        if measured is None:
            measured = self._known[key] = words(inlines, self._fonts, self._font, bold=bold)
        return measured


def _is_formatted(run: Run) -> bool:
    """Return True if a run is measured in another face than its cell's."""
    return run.strong or run.emphasis or run.code or run.superscript or run.subscript

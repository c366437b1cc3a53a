"""Measured tables: widths of columns and heights of rows at a type size.

Cells are measured once, in ems; sizes are then tried by arithmetic. All languages share the widths of the columns, so
that twin tables look alike; each has its own row heights. Lengths are EMU unless stated otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.tree.exhibits import CellNode, TableNode
from builder.tree.prose import Inlines, Run, plain
from builder.typeset.column_widths import settle, with_fewest_lines
from builder.typeset.inlines import without_notes
from builder.typeset.measure import EMU, WIDTH_SPARE, MeasuredText, emu, words
from builder.typeset.planner import Planner

__all__ = ["Insets", "MergedArea", "TableGrid", "continued_name", "measure_grid"]

Insets = tuple[int, int, int, int]
_BREAKABLE_EMS = 9.0
"""A word wider than this (about 18 letters) may be broken by character when nothing else makes the table fit."""
_SHORT_CELL_EMS = 8.0
"""A cell no wider than this (about 16 letters) should not be broken at its hyphen or its space."""
_SPANNING_EMS = 18.0
"""A cell or header over several columns, if it is no wider than this (about 36 letters), should be on one line."""


class MergedArea(Struct, frozen=True):
    """A merged cell: its first column, and the columns and rows that it extends over."""

    column: int
    across: int
    down: int = 1


class TableGrid(Struct, frozen=True):
    """A measured table: per language the words of the header and of each row, and over all languages the columns'
    extremes.

    `longest` is each column's widest word, `natural` its widest cell on one line (ems), `asked` the author's widths.
    `areas` are the merged cells of each row that has some; `upper` the words of the headers over several columns, per
    language, at `upper_areas`; `continued` the names of groups as they are repeated on a further slide, by row.
    """

    headers: tuple[tuple[MeasuredText, ...], ...]
    rows: tuple[tuple[tuple[MeasuredText, ...], ...], ...]
    longest: tuple[float, ...]
    natural: tuple[float, ...]
    asked: tuple[float | None, ...]
    areas: dict[int, tuple[MergedArea, ...]] = {}
    upper: tuple[tuple[MeasuredText, ...], ...] = ()
    upper_areas: tuple[MergedArea, ...] = ()
    continued: tuple[dict[int, tuple[CellNode, MeasuredText]], ...] = ()

    @property
    def groups(self) -> tuple[int, ...]:
        """The rows that name groups."""
        return tuple(self.continued[0]) if self.continued else ()

    def repeated(self, language: int, table: TableNode, row: int) -> tuple[CellNode, ...]:
        """Return the row that names a group, as it is repeated on a further slide."""
        return (self.continued[language][row][0], *table.rows[row][1:])

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
        widths = settle(available, least, self._wanted(available, natural))
        if self.areas or self.upper_areas or any(width is not None for width in self.asked):
            return widths
        rows = [row for own in self.rows for row in own]
        rooms = [(width - padding) / unit for width in widths]
        fewest = with_fewest_lines([*self.headers, *rows], rooms, [(low - padding) / unit for low in least])
        if fewest == rooms:
            return widths
        settled = [int(room * unit + padding) for room in fewest]
        settled[-1] += available - sum(settled)
        return tuple(settled)

    def _wanted(self, total: float, natural: Sequence[float]) -> list[float]:
        """Return the desired width of each column: its text's width, or the author's shares (1 for a column without
        one).
        """
        if all(width is None for width in self.asked):
            return list(natural)
        shares = [1.0 if width is None else width for width in self.asked]
        return [total * share / sum(shares) for share in shares]

    def header_heights(self, language: int, widths: Sequence[int], size: float, insets: Insets) -> tuple[int, int]:
        """Return the heights of the upper row of the header (0 if it has one row) and of both."""
        headers = self.headers[language]
        whole = _row_height(headers, widths, size, insets)
        if not self.upper_areas:
            return 0, whole
        joined = [_width(widths, area) for area in self.upper_areas]
        upper = _row_height(self.upper[language], joined, size, insets)
        below = {column for area in self.upper_areas for column in range(area.column, area.column + area.across)}
        lower = max(_row_height(headers[n : n + 1], widths[n : n + 1], size, insets) for n in below)
        return upper, max(upper + lower, whole)

    def row_heights(self, language: int, widths: Sequence[int], size: float, insets: Insets) -> list[int]:
        """Return the height of every row. A cell that extends over several rows makes the last of them higher."""
        if not self.areas:
            return [_row_height(row, widths, size, insets) for row in self.rows[language]]
        heights = []
        open_areas: list[tuple[int, int, int]] = []
        for number, row in enumerate(self.rows[language]):
            height, tall = self._shaped_height(number, row, widths, size, insets)
            heights.append(height)
            open_areas += [(number, number + area.down - 1, needed) for area, needed in tall]
            for first, last, needed in [area for area in open_areas if area[1] == number]:
                heights[last] += max(0, needed - sum(heights[first : last + 1]))
        return heights

    def _shaped_height(
        self, number: int, row: Sequence[MeasuredText], widths: Sequence[int], size: float, insets: Insets
    ) -> tuple[int, list[tuple[MergedArea, int]]]:
        """Return the height of a row, and its cells that extend over several rows with the heights that they need."""
        areas = self.areas.get(number, ())
        if not areas:
            return _row_height(row, widths, size, insets), []
        merged = {column for area in areas for column in range(area.column, area.column + area.across)}
        single = [column for column in range(len(row)) if column not in merged]
        height = _row_height([row[n] for n in single], [widths[n] for n in single], size, insets)
        tall = []
        for area in areas:
            needed = _row_height([row[area.column]], [_width(widths, area)], size, insets)
            if area.down == 1:
                height = max(height, needed)
            else:
                tall.append((area, needed))
        return height, tall

    def continued_height(self, language: int, row: int, widths: Sequence[int], size: float, insets: Insets) -> int:
        """Return the height of the name of a group where it is repeated."""
        return _row_height([self.continued[language][row][1]], [sum(widths)], size, insets)

    def cells_within(
        self, rooms: Sequence[float], widths: Sequence[int], size: float, insets: Insets
    ) -> Callable[[int, int], bool]:
        """Return a test of (row, column): True if the cell by itself is no higher than the room of its language."""

        def fits(row: int, column: int) -> bool:
            area = next((area for area in self.areas.get(row, ()) if area.column == column), MergedArea(column, 1))
            width = (_width(widths, area),)
            cells = (rows[row][column : column + 1] for rows in self.rows)
            return all(_row_height(cell, width, size, insets) <= room for cell, room in zip(cells, rooms, strict=True))

        return fits

    def least_height(self, size: float, insets: Insets) -> float:
        """Return a lower bound of the table's height: every row on one line."""
        lines = max(1 + len(rows) for rows in self.rows) + bool(self.upper_areas)
        return lines * (size * 1.1 * EMU + insets[1] + insets[3])


def _width(widths: Sequence[int], area: MergedArea) -> int:
    return sum(widths[area.column : area.column + area.across])


def _row_height(cells: Sequence[MeasuredText], widths: Sequence[int], size: float, insets: Insets) -> int:
    padding = (insets[0] + insets[2]) / EMU
    highest = 0.0
    for cell, width in zip(cells, widths, strict=True):
        lines = cell.lines((width / EMU - padding) / (size * WIDTH_SPARE))
        highest = max(highest, lines * cell.line * size)
    return emu(highest) + insets[1] + insets[3]


def measure_grid(planner: Planner, tables: Sequence[TableNode], font: str) -> TableGrid:
    """Measure the tables of all languages in the font of tables."""
    cells = _Cells(planner, font)
    headers, rows, upper, continued = [], [], [], []
    for table, document in zip(tables, planner.documents, strict=True):
        headers.append(tuple(cells.words(column.header, bold=True) for column in table.columns))
        rows.append(tuple(_row(cells, table, index, row) for index, row in enumerate(table.rows)))
        upper.append(tuple(cells.words(group.header, bold=True) for group in table.header_groups))
        names = (index for index, kind in enumerate(table.kinds) if kind == "group")
        cells_again = {index: continued_name(table.rows[index][0], document.labels.continued) for index in names}
        continued.append({index: (cell, cells.words(cell.inlines, bold=True)) for index, cell in cells_again.items()})
    shape = tables[0]
    areas = _areas(shape)
    upper_areas = tuple(MergedArea(group.start, group.count) for group in shape.header_groups)
    count = len(shape.columns)
    merged = {(row, area.column) for row, own in areas.items() for area in own if area.across > 1}
    longest, natural = [0.0] * count, [0.0] * count
    for header, body in zip(headers, rows, strict=True):
        for column, own in enumerate(zip(header, *body, strict=True)):
            single = [cell for row, cell in enumerate(own, -1) if (row, column) not in merged] if merged else own
            longest[column] = max(longest[column], max(cell.longest for cell in single))
            natural[column] = max(natural[column], max(cell.natural() for cell in single))
    for texts, body in zip(upper, rows, strict=True):
        _widen(longest, natural, [(area, text) for area, text in zip(upper_areas, texts, strict=True)])
        _widen(longest, natural, [(area, body[row][area.column]) for row, own in areas.items() for area in own])
    asked = tuple(column.width for column in shape.columns)
    return TableGrid(
        tuple(headers),
        tuple(rows),
        tuple(longest),
        tuple(natural),
        asked,
        areas,
        tuple(upper),
        upper_areas,
        tuple(continued),
    )


def _areas(table: TableNode) -> dict[int, tuple[MergedArea, ...]]:
    """Return the merged cells of each row that has some; cells that one from above covers are among them."""
    areas: dict[int, tuple[MergedArea, ...]] = {}
    for number, row in enumerate(table.rows if table.shaped else ()):
        own = tuple(
            MergedArea(column, cell.across, cell.down)
            for column, cell in enumerate(row)
            if cell.across > 1 or cell.down > 1 or cell.covered == "above"
        )
        if own:
            areas[number] = own
    return areas


def _widen(longest: list[float], natural: list[float], cells: Sequence[tuple[MergedArea, MeasuredText]]) -> None:
    """Widen columns until the longest words of the cells and headers over several of them fit, and short ones on a line
    if there is room.
    """
    for area, text in cells:
        columns = range(area.column, area.column + area.across)
        wanting = min(text.natural(), _SPANNING_EMS) - sum(natural[column] for column in columns)
        for column in columns if wanting > 0 else ():
            natural[column] += wanting / area.across
        lacking = text.longest - sum(longest[column] for column in columns)
        for column in columns if lacking > 0 else ():
            longest[column] += lacking / area.across
            natural[column] = max(natural[column], longest[column])


def continued_name(cell: CellNode, suffix: str) -> CellNode:
    """Return the name of a row or a group with "(suite)", added once however often it is continued."""
    if not plain(cell.inlines) or plain(cell.inlines).endswith(suffix):
        return cell
    return replace(cell, inlines=(*cell.inlines, Run(f" {suffix}", cell.span, protected=True)), value=None)


def _row(cells: _Cells, table: TableNode, index: int, row: Sequence[CellNode]) -> tuple[MeasuredText, ...]:
    strong = table.kind(index) != "row"
    return tuple(
        cells.words(cell.inlines, bold=strong or cell.highlight or (table.row_header and column == 0))
        for column, cell in enumerate(row)
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

"""Tables: the largest type at which they fit, else the same rows (and, if need be, columns) on further slides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.exhibits import CellNode, RowKind, TableNode
from builder.tree.prose import plain, unformatted
from builder.typeset.column_units import header_inlines, with_units_in_headers
from builder.typeset.inlines import without_notes
from builder.typeset.measure import EMU, emu
from builder.typeset.plan import CELL_INSETS, DENSE_CELL_INSETS, SlideParagraph, TablePart
from builder.typeset.planner import Planner
from builder.typeset.slides.table_cuts import (
    group_of,
    is_cut,
    only_columns,
    rows_that_stay,
    with_cells_cut,
    without_tall_cells,
)
from builder.typeset.split import balance, deal, spans, split_paragraphs
from builder.typeset.table_grid import Insets, TableGrid, continued_name, measure_grid

__all__ = ["TABLE_MINIMUM", "plan_table", "rows_shown", "table_whole"]

TABLE_MINIMUM = 11.0
"""Points below which tables never go."""
_SIZES = (20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0)
_SPLIT_SIZE = 14.0
"""The largest type of a table that is continued: larger type would only make more slides."""
_WORTH = 0.75
"""Smaller type is chosen for a continued table when it saves a quarter of the slides."""
_LINE = 1.22
"""Line height in ems, for estimating lengths."""
_SPARE = 0.97
"""The share of the frame that measured rows may fill."""
_DENSE = 12.0
"""Up to this size, cells may be closer."""
_ENDLESS = 80
"""Characters from which a text is no word: such a cell is cut between them, not repeated."""
_AIRY = 16.0
"""From this size on, rows are farther from each other if the frame has space."""
_AIRY_ROW, _AIRY_HEADER = 2.8, 2.2
"""Heights of rows and header in type sizes, if the frame has space."""
_AIRY_INSETS = ((114_300, 137_160, 114_300, 137_160), (114_300, 91_440, 114_300, 91_440))

Tables = tuple[TableNode, ...]
Slides = list[tuple[TablePart, ...]]


def table_whole(planner: Planner, tables: Tables, frame: Frame, least: float) -> tuple[TablePart, ...] | None:
    """Place the whole table in a frame at the largest type that fits, if that is at least `least` points."""
    tables = tuple(_shown(table) for table in tables)
    return _whole(planner, tables, measure_grid(planner, tables, planner.template.theme.minor_font), frame, least)


def plan_table(planner: Planner, tables: Tables, frame: Frame) -> Slides:
    """Plan the table on one slide if it fits, else split by rows, and by columns if it is too wide.

    A table that fits only in small type is put on two slides in larger type, if two are enough.
    """
    tables = tuple(_shown(table) for table in tables)
    grid = measure_grid(planner, tables, planner.template.theme.minor_font)
    whole = _whole(planner, tables, grid, frame, TABLE_MINIMUM)
    if whole is not None and whole[0].size >= _SPLIT_SIZE:
        return [whole]
    size, insets, widths = _setting(grid, frame, _SPLIT_SIZE)
    if whole is not None and (widths is None or size < _SPLIT_SIZE):
        return [whole]
    if widths is None:
        return _by_columns(planner, tables, grid, frame)
    slides = _by_rows(planner, tables, grid, frame, size, insets, widths)
    if whole is not None and len(slides) > 2:
        return [whole]
    slides, size = _larger(planner, tables, grid, frame, slides, size)
    if size > _DENSE:
        fewer, smaller = _smaller(planner, tables, grid, frame)
        if fewer and len(fewer) <= _WORTH * len(slides):
            slides, size = fewer, smaller
    over = [_lines_over([slide[language] for slide in slides], size, frame) for language in planner.languages]
    slides = _alike(slides, frame.height * _SPARE)
    title = tuple(table.caption for table in tables)
    outcome = f"its rows are continued over {len(slides)} slides"
    planner.report_length(title, tables[0].span, over, outcome, "table-continued")
    return slides


def _larger(
    planner: Planner, tables: Tables, grid: TableGrid, frame: Frame, slides: Slides, size: float
) -> tuple[Slides, float]:
    """Return the table split over as many slides in the largest type that allows it, and that size."""
    for larger in (points for points in _SIZES if points > size):
        for insets in (CELL_INSETS,):
            widths = grid.widths(frame.width, larger, insets)
            if widths is None:
                continue
            trial = _by_rows(planner, tables, grid, frame, larger, insets, widths)
            if len(trial) <= len(slides) and trial[0][0].size == larger:
                return trial, larger
    return slides, size


def _alike(slides: Slides, room: float) -> Slides:
    """Return the slides of a table with rows of one height on all of them."""
    filled = [_filling(parts, room) for parts in slides]
    heights = [min(part.row_heights) for parts in filled for part in parts if part.row_heights]
    tallest = max((height for parts in slides for part in parts for height in part.row_heights), default=0)
    common = min(heights, default=0)
    if common < tallest or any(len(set(part.row_heights)) > 1 for parts in filled for part in parts):
        return slides
    return [
        tuple(
            replace(
                part,
                row_heights=(common,) * len(part.row_heights),
                frame=replace(part.frame, height=part.header_height + common * len(part.row_heights)),
            )
            for part in parts
        )
        for parts in filled
    ]


def rows_shown(table: TableNode, rows: Sequence[Sequence[CellNode]], *, continued: bool) -> TableNode:
    """Return the table with only those of its rows that a slide shows, and what they need of the note; a continuation
    has no caption.
    """
    places = {cell.span for row in rows for cell in row}
    shown = [n for n, row in enumerate(table.rows) if any(cell.span in places for cell in row)]
    needed = {id(block) for n in shown for block in table.note_of(range(n, n + 1))}
    return replace(
        table,
        rows=tuple(table.rows[n] for n in shown),
        note=tuple(block for block in table.note if id(block) in needed),
        note_rows=(),
        caption=() if continued else table.caption,
    )


def _smaller(planner: Planner, tables: Tables, grid: TableGrid, frame: Frame) -> tuple[Slides, float]:
    """Return the table split by rows in smaller type, and that size."""
    size, insets, widths = _setting(grid, frame, _DENSE)
    return (_by_rows(planner, tables, grid, frame, size, insets, widths) if widths else []), size


def _shown(table: TableNode) -> TableNode:
    """Return the table for slides: units that a column shares are in its header, marks of notes are left out."""
    table = with_units_in_headers(table)
    columns = tuple(replace(column, header=without_notes(header_inlines(column)), unit="") for column in table.columns)
    rows = tuple(tuple(_shown_cell(cell) for cell in row) for row in table.rows)
    groups = tuple(replace(group, header=without_notes(group.header)) for group in table.header_groups)
    return replace(table, columns=columns, rows=rows, header_groups=groups)


def _shown_cell(cell: CellNode) -> CellNode:
    shown = without_notes(cell.inlines)
    return cell if shown is cell.inlines else replace(cell, inlines=shown)


def _whole(
    planner: Planner, tables: Tables, grid: TableGrid, frame: Frame, least: float
) -> tuple[TablePart, ...] | None:
    room = frame.height * _SPARE
    for size in _SIZES:
        if size < least:
            break
        for insets in _insets(size):
            if grid.least_height(size, insets) > room:
                continue
            widths = grid.widths(frame.width, size, insets)
            if widths is None:
                continue
            parts = _parts(planner, tables, grid, frame, size, insets, widths, range(len(tables[0].rows)))
            if all(part.header_height + sum(part.row_heights) <= room for part in parts):
                return _filling(parts, room)
    return None


def _filling(parts: tuple[TablePart, ...], room: float) -> tuple[TablePart, ...]:
    """Return a table with rows of one height in every language, if the highest leaves room for it, and with more room
    in rows and header if the frame has it.
    """
    size = parts[0].size
    count = len(parts[0].row_heights)
    tallest = max((height for part in parts for height in part.row_heights), default=0)
    header = max(max(part.header_height for part in parts), emu(_AIRY_HEADER * size))
    spare = (room - header) // count if count else 0
    if parts[0].upper_height or any(cell.down > 1 for row in parts[0].rows for cell in row) or tallest > spare:
        return parts
    height = int(min(spare, max(tallest, emu(_AIRY_ROW * size))))
    heights = (height,) * count
    return tuple(
        replace(
            part,
            header_height=header,
            row_heights=heights,
            frame=replace(part.frame, height=header + sum(heights)),
        )
        for part in parts
    )


def _insets(size: float) -> tuple[Insets, ...]:
    """Return the insets to try at a size, widest first."""
    if size >= _AIRY:
        return (*_AIRY_INSETS, CELL_INSETS)
    return (CELL_INSETS, DENSE_CELL_INSETS) if size <= _DENSE else (CELL_INSETS,)


def _setting(grid: TableGrid, frame: Frame, largest: float) -> tuple[float, Insets, tuple[int, ...] | None]:
    """Return type size, insets and widths for a table that is split by rows; no widths if it is too wide at
    11 points.
    """
    for size in (points for points in _SIZES if points <= largest):
        for insets in _insets(size)[-2:]:
            widths = grid.widths(frame.width, size, insets)
            if widths is not None:
                return size, insets, widths
    widths = grid.widths(frame.width, TABLE_MINIMUM, DENSE_CELL_INSETS, break_words=True)
    if widths is None and grid.width_in_columns <= 2:
        widths = (frame.width // grid.width_in_columns,) * grid.width_in_columns
    return TABLE_MINIMUM, DENSE_CELL_INSETS, widths


def _parts(
    planner: Planner, tables: Tables, grid: TableGrid, frame: Frame, size: float, insets: Insets,
    widths: tuple[int, ...], rows: range,
) -> tuple[TablePart, ...]:  # fmt: skip
    return tuple(
        _part(tables[language], grid, language, frame, size, insets, widths, rows) for language in planner.languages
    )


def _part(
    table: TableNode, grid: TableGrid, language: int, frame: Frame, size: float, insets: Insets,
    widths: tuple[int, ...], rows: range,
) -> TablePart:  # fmt: skip
    """Return the rows of a table that a slide shows, after the name of their group if it was shown before."""
    upper, header = grid.header_heights(language, widths, size, insets)
    heights = grid.row_heights(language, widths, size, insets)[rows.start : rows.stop]
    shown = table.rows[rows.start : rows.stop]
    kinds = table.kinds[rows.start : rows.stop]
    group = group_of(table, rows.start)
    if group is not None:
        heights.insert(0, grid.continued_height(language, group, widths, size, insets))
        shown = (grid.repeated(language, table, group), *shown)
        kinds = ("group", *kinds)
    return TablePart(
        frame=Frame(frame.x, frame.y, sum(widths), header + sum(heights)),
        columns=table.columns,
        rows=shown,
        widths=widths,
        header_height=header,
        row_heights=tuple(heights),
        size=size,
        total=table.total and rows.stop == len(table.rows),
        row_header=table.row_header,
        alt=table.alt,
        name=unformatted(table.caption),
        key=table.key,
        insets=insets,
        kinds=kinds,
        header_groups=table.header_groups,
        upper_height=upper,
        repeated=int(group is not None),
    )


def _by_rows(
    planner: Planner, tables: Tables, grid: TableGrid, frame: Frame, size: float, insets: Insets,
    widths: tuple[int, ...], rounds: int = 4,
) -> Slides:  # fmt: skip
    """Distribute the rows over slides so that they are about equally full, the header on each.

    Rows higher than a slide are divided, and parts that are still too high again, up to `rounds` times.
    """
    heights = [grid.row_heights(language, widths, size, insets) for language in planner.languages]
    rooms = []
    for language in planner.languages:
        header = grid.header_heights(language, widths, size, insets)[1]
        names = (grid.continued_height(language, row, widths, size, insets) for row in grid.groups)
        rooms.append(max(1.0, frame.height * _SPARE - header - max(names, default=0)))
    tall = [index for index, row in enumerate(zip(*heights, strict=True)) if _too_tall(row, rooms)]
    if tall and rounds:
        smaller = TABLE_MINIMUM if size > TABLE_MINIMUM else 0.0
        narrow = grid.widths(frame.width, TABLE_MINIMUM, DENSE_CELL_INSETS) if smaller else None
        if narrow is not None:
            return _by_rows(planner, tables, grid, frame, TABLE_MINIMUM, DENSE_CELL_INSETS, narrow, rounds - 1)
        divided = _divide_rows(planner, tables, tall, heights, rooms, grid.cells_within(rooms, widths, size, insets))
        again = measure_grid(planner, divided, planner.template.theme.minor_font)
        return _by_rows(planner, divided, again, frame, size, insets, widths, rounds - 1)
    sizes = [tuple(map(float, row)) for row in zip(*heights, strict=True)]
    stay = rows_that_stay(tables[0])
    starts = deal(sizes, rooms, stay)
    even = balance(sizes, len(starts), rooms, stay)
    if len(even) == len(starts) and not is_cut(tables[0], even):
        starts = even
    if is_cut(tables[0], starts):
        # Rows that a merged cell joins are together higher than a slide: each part of it is measured by itself.
        apart = tuple(with_cells_cut(table, starts) for table in tables)
        again = measure_grid(planner, apart, planner.template.theme.minor_font)
        return _by_rows(planner, apart, again, frame, size, insets, widths, rounds)
    return [
        _parts(planner, tables, grid, frame, size, insets, widths, range(begin, end))
        for begin, end in spans(starts, len(sizes))
    ]


def _too_tall(row: Sequence[int], rooms: Sequence[float]) -> bool:
    return any(height > room for height, room in zip(row, rooms, strict=True))


def _divide_rows(
    planner: Planner, tables: Tables, tall: Sequence[int], heights: Sequence[Sequence[int]], rooms: Sequence[float],
    fits: Callable[[int, int], bool],
) -> Tables:  # fmt: skip
    """Divide rows higher than a slide, the row's name repeated; into the same number of parts in every language.

    Into no more parts than the row has words for, whatever the space: a layout may leave hardly any. Cells that fit on
    a slide, as `fits(row, column)` says, stay whole.
    """
    shares = {
        index: min(
            1 + max(int(high[index] / (room * 0.8)) for high, room in zip(heights, rooms, strict=True)),
            max(_most_pieces(table.rows[index]) for table in tables),
        )
        for index in tall
    }
    divided = []
    for table, document in zip(map(without_tall_cells, tables), planner.documents, strict=True):
        rows: list[tuple[CellNode, ...]] = []
        kinds: list[RowKind] = []
        for index, row in enumerate(table.rows):
            if index in shares:
                whole = [fits(index, column) for column in range(len(row))]
                rows.extend(_divided_row(row, whole, shares[index], document.labels.continued))
            else:
                rows.append(row)
            kinds += [table.kind(index)] * shares.get(index, 1)
        divided.append(replace(table, rows=tuple(rows), kinds=tuple(kinds) if table.kinds else ()))
    return tuple(divided)


def _most_pieces(row: tuple[CellNode, ...]) -> int:
    """Return how many pieces the longest cell of a row can be cut into."""
    texts = [plain(cell.inlines) for cell in row]
    return max((max(len(text.split(" ")), len(text) // _ENDLESS) for text in texts), default=1)


def _divided_row(
    row: tuple[CellNode, ...], whole: Sequence[bool], shares: int, suffix: str
) -> list[tuple[CellNode, ...]]:
    """Return the parts of a row: long cells continue, the others are in the first part, the row's name in each."""
    columns = []
    for column, (cell, stays) in enumerate(zip(row, whole, strict=True)):
        if stays or _is_short(cell, shares):
            rest = continued_name(cell, suffix) if column == 0 else replace(cell, inlines=(), value=None)
            columns.append([cell, *[rest] * (shares - 1)])
            continue
        dealt = split_paragraphs((SlideParagraph(cell.inlines),), shares)
        columns.append([replace(cell, inlines=part[0].inlines if part else (), value=None) for part in dealt])
    return list(zip(*columns, strict=True))


def _is_short(cell: CellNode, shares: int) -> bool:
    """Return True for a cell with fewer words than there are parts."""
    words = plain(cell.inlines).split(" ")
    return len(words) < shares and max(map(len, words)) <= _ENDLESS


def _lines_over(parts: Sequence[TablePart], size: float, frame: Frame) -> int:
    """Return by how many lines a table is too long for one slide."""
    total = parts[0].header_height + sum(height for part in parts for height in part.row_heights)
    return max(0, round((total - frame.height * _SPARE) / (size * _LINE * EMU)))


def _by_columns(planner: Planner, tables: Tables, grid: TableGrid, frame: Frame) -> Slides:
    """Split a table too wide for a slide: some columns per slide, the first repeated on each, then by rows if
    needed.
    """
    groups = _column_groups(grid, frame)
    planner.report(
        "table-too-wide",
        f"table “{plain(tables[0].caption)}” is too wide for a slide at {TABLE_MINIMUM:g} points: "
        f"its columns are continued over {len(groups)} slides",
        tables[0].span,
        "use fewer columns, or shorter headers",
        warning=True,
    )
    slides: Slides = []
    for group in groups:
        slides.extend(plan_table(planner, tuple(only_columns(table, group) for table in tables), frame))
    return slides


def _column_groups(grid: TableGrid, frame: Frame) -> list[list[int]]:
    """Return the groups of columns: the first in every group, then as many as fit."""
    groups: list[list[int]] = []
    for column in range(1, grid.width_in_columns):
        if groups and _fits(grid, [*groups[-1], column], frame):
            groups[-1].append(column)
        else:
            groups.append([0, column])
    return groups or [[0]]


def _fits(grid: TableGrid, group: list[int], frame: Frame) -> bool:
    part = TableGrid((), (), *(tuple(values[n] for n in group) for values in (grid.longest, grid.natural, grid.asked)))  # type: ignore[arg-type]
    return part.widths(frame.width, TABLE_MINIMUM, DENSE_CELL_INSETS, break_words=True) is not None

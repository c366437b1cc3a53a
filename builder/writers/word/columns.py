"""Widths of table columns and the type size: by the author's shares or by the content of the cells.

Widths are twips, sizes points. A column is never narrower than its longest word; if that does not fit, the type gets
smaller within limits, then the page becomes landscape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.tree.exhibits import CellNode, TableNode
from builder.tree.prose import Run, plain
from builder.typeset.column_units import header_inlines
from builder.typeset.fonts import Fonts
from builder.typeset.measure import MeasuredText, words
from builder.writers.word.cell_shapes import ends_right, left_inset

__all__ = [
    "Need",
    "TableLayout",
    "cell_text",
    "column_needs",
    "lay_out",
    "measured_rows",
    "spread",
    "with_merged",
]

_SPARE = 1.04
"""Renderers differ a little in widths: a column counts as this much wider."""
_CANDIDATES = 6
"""How many of a column's longest texts are measured; the others are shorter by so much that they do not matter."""
_SMALLEST = 7.5
_TRIED = 160
"""Cells of a table for which widths are tried."""
_STEP = 120
"""Twips by which a column is widened at least."""
_SPANNING = 18.0
"""A cell or header over several columns, if it is no wider than this in ems, should be on one line."""
_COMFORT = 54.0
"""A column of text should take this many points before its lines become ladders of single words."""


MeasuredRows = Sequence[Sequence[MeasuredText]]
"""The cells of rows, measured."""


class Need(Struct, frozen=True):
    """Space that a column needs, in ems: its longest word and its longest text on one line. `share` is the author's, if
    any.
    """

    word: float
    line: float
    share: float | None = None
    cell: float = 0.0
    """Its longest cell on one line: a header may be set in more lines than cells should."""
    inset: int = 0
    """Twips between its left edge and its words, besides the padding of all columns."""
    ends_right: bool = False
    """True if its words end at its right edge, as numbers do."""


class TableLayout(Struct, frozen=True):
    """Layout of a table: widths of columns in twips, type size (0: the style's), landscape page, indent."""

    widths: tuple[int, ...]
    size: float = 0.0
    landscape: bool = False
    left: int = 0


def column_needs(table: TableNode, fonts: Fonts, font: str) -> list[Need]:
    """Return the needs of each column, from its header and its cells. Linear in the cells, few of which are
    measured.
    """
    needs = []
    for index, column in enumerate(table.columns):
        all_texts = dict.fromkeys(cell_text(row[index]) for row in table.rows if row[index].across == 1)
        texts = sorted(all_texts, key=len, reverse=True)[:_CANDIDATES]
        # The longest word may be in a short text, except among numbers, which have one each.
        spoken = dict.fromkeys(w for t in (texts if column.numeric else all_texts) for w in t.split(" "))
        long_words = sorted(spoken, key=len, reverse=True)
        bold = table.total or bool(table.kinds) or column.highlight or (index == 0 and table.row_header)
        face = fonts.face(font, bold)
        header = words(header_inlines(column), fonts, font, bold=True)
        word = max((_widest(w, fonts, font, bold) for w in long_words[:_CANDIDATES]), default=0.0)
        line = max((face.width(t) for t in texts), default=0.0)
        needs.append(
            Need(
                max(word, header.longest),
                max(line, header.natural()),
                column.width,
                line,
                left_inset(table, index),
                ends_right(table, index),
            )
        )
    return needs


def with_merged(needs: list[Need], table: TableNode, fonts: Fonts, font: str) -> list[Need]:
    """Return the needs of columns, with room for the longest words of the cells and headers over several of them."""
    areas = [(group.start, group.count, group.header) for group in table.header_groups]
    areas += [
        (index, cell.across, cell.inlines)
        for row in (table.rows if table.shaped else ())
        for index, cell in enumerate(row)
        if cell.across > 1 and not cell.covered
    ]
    for start, count, inlines in areas:
        text = words(inlines, fonts, font, bold=True)
        columns = range(start, start + count)
        more = max(0.0, text.longest - sum(needs[index].word for index in columns)) / count
        wider = max(0.0, min(text.natural(), _SPANNING) - sum(needs[index].line for index in columns)) / count
        for index in columns if more or wider else ():
            need = needs[index]
            word = need.word + more
            needs[index] = replace(need, word=word, line=max(need.line + wider, word))
    return needs


def cell_text(cell: CellNode) -> str:
    """Return the words of a cell; cells of one run, the most by far, at once."""
    inlines = cell.inlines
    if len(inlines) == 1 and type(inlines[0]) is Run:
        return inlines[0].text
    return plain(inlines)


def _widest(word: str, fonts: Fonts, font: str, bold: bool) -> float:
    """Return the width of the longest unbreakable piece of a word (a hyphen or a slash may end a line)."""
    return words((Run(word),), fonts, font, bold=bold).longest


def measured_rows(table: TableNode, fonts: Fonts, font: str) -> MeasuredRows:
    """Return the header and the rows of a table that is small enough to try widths on, measured; else nothing."""
    if table.shaped or len(table.rows) * len(table.columns) > _TRIED:
        return ()
    rows = [[words(header_inlines(column), fonts, font, bold=True) for column in table.columns]]
    for row in table.rows:
        rows.append(
            [words(cell.inlines, fonts, font, bold=table.row_header and index == 0) for index, cell in enumerate(row)]
        )
    return rows


def lay_out(
    needs: Sequence[Need],
    upright: int,
    lying: int,
    axis: int,
    size: float,
    padding: int,
    *,
    landscape: bool = False,
    rows: MeasuredRows = (),
) -> TableLayout:
    """Choose type size and page for a table in the width `upright`, or `lying` on a landscape page, which the author
    may ask for. With its `rows`, columns are as wide as makes the fewest lines.

    A table that needs no more than the width of the text begins at its `axis`: distant columns are hard to follow.
    """
    if landscape and lying > upright:
        upright, axis = 0, 0
    if axis and sum(_twips(need.line, size, padding + need.inset) for need in needs) <= upright - axis:
        return TableLayout(spread(needs, upright - axis, size, padding), left=axis)
    for available, lies in ((upright, False), (lying, True)):
        for points in (size, size - 0.5, size - 1, size - 1.5):
            if points >= _SMALLEST and _least(needs, points, padding) <= available:
                widths = spread(needs, available, points, padding, rows)
                return TableLayout(widths, 0.0 if points == size else points, lies)
    # Words will have to break: on a page that lies down, as few as can be.
    return TableLayout(spread(needs, lying, _SMALLEST, padding, rows), _SMALLEST, lying > upright)


def _twips(ems: float, size: float, padding: int) -> float:
    return ems * size * 20 * _SPARE + padding


def _floor(need: Need, size: float, padding: int) -> float:
    """Return the least width of a column: its longest word, and for longer texts a readable line."""
    return _twips(max(need.word, min(need.cell, _COMFORT / size)), size, padding + need.inset)


def _least(needs: Sequence[Need], size: float, padding: int) -> float:
    return sum(_floor(need, size, padding) for need in needs)


def spread(
    needs: Sequence[Need], available: int, size: float, padding: int, rows: MeasuredRows = ()
) -> tuple[int, ...]:
    """Return widths that fill `available` exactly: each column its least width, then what spares the most lines of
    `rows`, then space in proportion to what its longest text lacks.
    """
    floors = [_floor(need, size, padding) for need in needs]
    if sum(floors) > available:
        # Lines that read well are given up before a word is broken.
        floors = [_twips(need.word, size, padding + need.inset) for need in needs]
    if any(need.share for need in needs):
        asked = _by_shares(needs, available)
    else:
        asked = [_twips(need.line, size, padding + need.inset) for need in needs]
    wanted = [max(pair) for pair in zip(floors, asked, strict=True)]
    total = sum(wanted)
    if total > available:
        squeezed = _squeezed(floors, wanted, available)
        if rows and not any(need.share for need in needs):
            em = _twips(1, size, 0)

            def ems(column: int, width: float) -> float:
                return (width - padding - needs[column].inset) / em

            tried = _squeezed(_fewest_lines(floors, wanted, available, rows, ems), wanted, available)
            squeezed = min((squeezed, tried), key=lambda widths: _lines(rows, widths, ems))
        return _whole(squeezed, available)
    # Room to spare: columns of numbers become alike, then each grows in proportion, so that the table fills its width.
    if not any(need.share for need in needs):
        wanted = _levelled(needs, wanted, available)
        total = sum(wanted)
    return _whole([width * available / total for width in wanted], available)


def _by_shares(needs: Sequence[Need], available: int) -> list[float]:
    """Return the author's shares; a column without one has 1."""
    shares = [need.share or 1.0 for need in needs]
    return [available * share / sum(shares) for share in shares]


def _levelled(needs: Sequence[Need], wanted: list[float], available: int) -> list[float]:
    """Return widths in which columns of numbers are alike, as far as there is room for it: numbers that end at equal
    distances are easier to compare, and a long header does not draw all the room to its column.
    """
    numbers = sorted((wanted[index], index) for index, need in enumerate(needs) if need.ends_right)
    spare = available - sum(wanted)
    level = taken = 0.0
    for count, (width, _) in enumerate(numbers, 1):
        taken += width
        following = numbers[count][0] if count < len(numbers) else width
        level = min(following, (spare + taken) / count)
        if level < following:
            break
    return [max(width, level) if need.ends_right else width for need, width in zip(needs, wanted, strict=True)]


def _lines(rows: MeasuredRows, widths: Sequence[float], ems: Callable[[int, float], float]) -> int:
    """Return the number of lines of all rows in columns of these widths."""
    return sum(max(cell.lines(ems(column, widths[column])) for column, cell in enumerate(row)) for row in rows)


def _fewest_lines(
    floors: list[float], wanted: list[float], available: int, rows: MeasuredRows, ems: Callable[[int, float], float]
) -> list[float]:
    """Return the least widths of columns widened, one after the other, by what spares the most lines of rows for its
    space. `ems` returns the room for words in a column of a width.
    """
    widths, spare = list(floors), available - sum(floors)
    known: dict[tuple[int, float], list[int]] = {}

    def lines(column: int, width: float) -> list[int]:
        key = (column, width)
        if key not in known:
            known[key] = [row[column].lines(ems(column, width)) for row in rows]
        return known[key]

    while spare >= _STEP:
        best = (0.0, 0, 0.0)
        by_column = [lines(column, width) for column, width in enumerate(widths)]
        height = sum(max(row) for row in zip(*by_column, strict=True))
        for column, width in enumerate(widths):
            beside = [max((*row[:column], *row[column + 1 :]), default=1) for row in zip(*by_column, strict=True)]
            most = min(spare, wanted[column] - width)
            for steps in range(1, int(most // _STEP) + 1):
                spared = height - sum(map(max, beside, lines(column, width + steps * _STEP)))
                best = max(best, (spared / (steps * _STEP), column, steps * _STEP))
        spared_by_twip, column, more = best
        if spared_by_twip <= 0:
            break
        widths[column] += more
        spare -= more
    return widths


def _squeezed(floors: list[float], wanted: list[float], available: int) -> list[float]:
    """Distribute the space left after the least widths by the square root of what each column still lacks, so that one
    very long text does not starve the others.
    """
    spare = available - sum(floors)
    if spare <= 0:
        return [floor * available / sum(floors) for floor in floors]
    widths = list(floors)
    open_columns = [i for i in range(len(floors)) if wanted[i] > floors[i]]
    while spare > 1 and open_columns:
        weights = {i: (wanted[i] - widths[i]) ** 0.5 for i in open_columns}
        total = sum(weights.values())
        given = 0.0
        for i in open_columns:
            more = min(spare * weights[i] / total, wanted[i] - widths[i])
            widths[i] += more
            given += more
        spare -= given
        open_columns = [i for i in open_columns if wanted[i] - widths[i] > 0.5]
        if given <= 0.5:
            break
    return widths


def _whole(widths: list[float], available: int) -> tuple[int, ...]:
    """Round to whole twips that add up exactly; the widest column takes the difference."""
    whole = [int(width) for width in widths]
    whole[whole.index(max(whole))] += available - sum(whole)
    return tuple(whole)

"""Names of series with values, in place of a legend: at the ends of lines and areas, beside the last stack of columns,
above the first of stacked bars. Their words, and the moves that part names which would touch. In points.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise

from msgspec import Struct

from builder.tree.exhibits import ChartNode
from builder.typeset.fonts import Fonts
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LABEL_INSET, text_width

__all__ = [
    "BETWEEN",
    "FARTHEST_BAND",
    "NameAbove",
    "band_middles",
    "bands",
    "end_heights",
    "measured_width",
    "moves_apart",
    "name_step",
    "name_width",
    "named_point",
    "names_above",
    "value_of_name",
]

BETWEEN = "\u00a0\u00a0"
"""What separates a name from its value."""
_TALL = 1.4
"""Height of a name in type sizes, with the air around it."""
_FARTHEST = 2.0
"""Heights by which a name at the end of a line, or beside a column, may be away from it."""
FARTHEST_BAND = 1.0
"""The same for the bands of stacked areas, which may be thinner than a line of text."""
_MOST_LINES = 2
"""Lines of a name above a bar."""
_OVERHANG = 1.5
"""Type sizes by which the middle of such a name may be away from that of a thin part."""
_AIR = 0.8
"""Space between two names on one line, in type sizes."""


class NameAbove(Struct, frozen=True):
    """The name of a series above the first bar: its lines, True if its value is on a line below them and not after
    them, and the middle of its text across the chart.
    """

    lines: tuple[str, ...]
    value_below: bool
    middle: float

    @property
    def height(self) -> int:
        """Lines of text."""
        return len(self.lines) + self.value_below


def named_point(chart: ChartNode) -> int:
    """Return the category at which series are named: the first of bars, which are read from the top, else the last."""
    return 0 if chart.kind == "bar" else len(chart.categories) - 1


def value_of_name(chart: ChartNode, index: int) -> str:
    """Return the value of series `index` that is written with its name; "" if no values are to be written."""
    return "" if chart.labels == "none" else chart.series[index].labels[named_point(chart)]


def name_width(chart: ChartNode, index: int, style: ChartStyle) -> float:
    """Return the width of the name of series `index` with its value, on one line."""
    value = value_of_name(chart, index)
    return text_width(chart.series[index].name + (BETWEEN + value if value else ""), style.size)


def measured_width(chart: ChartNode, index: int, style: ChartStyle) -> float:
    """Return the same width, the name in bold: measured if the style names its typeface, else estimated."""
    if not style.typeface:
        return name_width(chart, index, style)
    fonts, value = Fonts(), value_of_name(chart, index)
    bold, plain = fonts.face(style.typeface, True), fonts.face(style.typeface)
    width = bold.width(chart.series[index].name) + (plain.width(BETWEEN + value) if value else 0.0)
    return width * style.size


def end_heights(chart: ChartNode, box: PlotBox, low: Decimal, high: Decimal) -> list[float]:
    """Return the height of the last point of each series above the foot of the plot, whose axis is from `low` to
    `high`.
    """
    return [box.height * float((row.values[-1] or Decimal(0)) - low) / float(high - low) for row in chart.series]


def bands(chart: ChartNode, whole: Decimal, point: int) -> list[tuple[float, float]]:
    """Return where each part of a stack starts and ends, as shares of `whole`, which the plot's length shows; of the
    stack's own length if the chart shows shares.
    """
    parts = [row.values[point] or Decimal(0) for row in chart.series]
    whole = sum(parts, Decimal(0)) if chart.shares else whole
    return list(pairwise(float(end / whole) if whole else 0.0 for end in accumulate(parts, initial=Decimal(0))))


def band_middles(chart: ChartNode, whole: Decimal, point: int) -> list[float]:
    """Return the middle of each of these parts."""
    return [(start + end) / 2 for start, end in bands(chart, whole, point)]


def name_step(style: ChartStyle) -> float:
    """Return the least distance of names one above the other."""
    return _TALL * style.size


def moves_apart(heights: Sequence[float], step: float, most: float, farthest: float = _FARTHEST) -> list[float] | None:
    """Return how far up each name at the `heights` of lines or bands moves, so that all are at least `step` from each
    other. None if one would leave the plot, which is `most` high, or go farther from its line than `farthest` steps.
    """
    count = len(heights)
    return _moves_apart(heights, [step] * count, (-step / 2, most + step / 2), [farthest * step] * count)


def names_above(chart: ChartNode, style: ChartStyle, box: PlotBox, whole: Decimal) -> tuple[NameAbove, ...] | None:
    """Return the names above the parts of the first bar, on one line each if all fit so, else on two; None if they do
    not fit. A name is as near as possible to the middle of its part, and its own middle is over the part, or very near
    to that of a thin one. `whole` is what the plot's length shows.
    """
    parts = bands(chart, whole, named_point(chart))
    middles = [box.left + (start + end) / 2 * box.width for start, end in parts]
    edges = (LABEL_INSET, style.width / 12_700 - LABEL_INSET)
    for count in range(1, _MOST_LINES + 1):
        rows = [
            _lines(chart, index, count, (end - start) * box.width, style) for index, (start, end) in enumerate(parts)
        ]
        spaces = [width + _AIR * style.size for _, _, width in rows]
        farthest = [max((end - start) * box.width / 2, _OVERHANG * style.size) for start, end in parts]
        moves = _moves_apart(middles, spaces, edges, farthest)
        if moves is not None:
            return tuple(
                NameAbove(lines, below, middle + move)
                for (lines, below, _), middle, move in zip(rows, middles, moves, strict=True)
            )
    return None


def _lines(
    chart: ChartNode, index: int, count: int, part: float, style: ChartStyle
) -> tuple[tuple[str, ...], bool, float]:
    """Return the lines of a name, whether its value is on a line of its own, and the width of all: on one line if only
    one may be taken or the name is no wider than its `part`, else on the two that make the least width, divided at a
    space or before the value.
    """
    name, value = chart.series[index].name, value_of_name(chart, index)
    after = BETWEEN + value if value else ""
    options: list[tuple[tuple[str, ...], bool, float]] = [((name,), False, text_width(name + after, style.size))]
    if count > 1 and options[0][2] > part:
        words = name.split(" ")
        for number in range(1, len(words)):
            first, rest = " ".join(words[:number]), " ".join(words[number:])
            width = max(text_width(first, style.size), text_width(rest + after, style.size))
            options.append(((first, rest), False, width))
        if value:
            options.append(((name,), True, max(text_width(text, style.size) for text in (name, value))))
    return min(options, key=lambda option: option[2])


def _moves_apart(
    middles: Sequence[float], lengths: Sequence[float], edges: tuple[float, float], farthest: Sequence[float]
) -> list[float] | None:
    """Return the moves, the least in sum of squares, after which labels with these `middles` and `lengths` follow each
    other between two `edges` without touching, in the order of their middles. None if there is no room, or one would
    move by more than its value in `farthest`.

    Without their own lengths, labels may not change their order: this is an isotonic regression, solved by pooling
    neighbours that violate it (Ayer and others, "An Empirical Distribution Function for Sampling with Incomplete
    Information", 1955); its solution within bounds is the same, cut at the bounds.
    """
    order = sorted(range(len(middles)), key=lambda index: middles[index])
    apart = [0.0, *accumulate((lengths[before] + lengths[after]) / 2 for before, after in pairwise(order))]
    pools: list[tuple[float, int]] = []
    for index, offset in zip(order, apart, strict=True):
        mean, count = middles[index] - offset, 1
        while pools and pools[-1][0] > mean:
            before, number = pools.pop()
            mean, count = (number * before + count * mean) / (number + count), number + count
        pools.append((mean, count))
    first = edges[0] + lengths[order[0]] / 2
    last = edges[1] - lengths[order[-1]] / 2 - apart[-1]
    if first > last:
        return None
    pooled = [min(max(mean, first), last) for mean, count in pools for _ in range(count)]
    moves = [0.0] * len(middles)
    for index, offset, place in zip(order, apart, pooled, strict=True):
        moves[index] = place + offset - middles[index]
    return None if any(abs(move) > most for move, most in zip(moves, farthest, strict=True)) else moves

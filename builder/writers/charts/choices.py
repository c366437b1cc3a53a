"""The choice of what a chart shows besides its shapes: labelled values, value axis, names of series, legend.

A point is labelled if its label is sure to fit; if every point is labelled, the value axis is left out. Series are
named where they are drawn, with their values there: lines and areas at their ends, stacked columns beside the last
stack, stacked bars above the first bar. A legend names them where that is not possible:

- a name would take more than a third of the width, or the middle of one above a bar would not be over its part, not
  even on two lines;
- names would leave the plot, or be farther from their lines or columns than twice the height of a name, from bands of
  areas than once;
- a line lacks its last value; the stack where names would be lacks a part, has one of zero, or any stack has one below
  zero;
- every value of several lines is labelled; the chart is combined, or has columns or bars side by side.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from builder.tree.exhibits import ChartNode
from builder.writers.charts.axes import Scale, hidden_scale, shown_scale
from builder.writers.charts.geometry import PlotBox, axis_of, bar_gap, is_stack, plot_box
from builder.writers.charts.line_labels import place_clear_labels, place_labels
from builder.writers.charts.series_names import (
    FARTHEST_BAND,
    NameAbove,
    band_middles,
    end_heights,
    moves_apart,
    name_step,
    name_width,
    named_point,
    names_above,
)
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import text_width

__all__ = ["Choice", "choose", "chosen_box", "chosen_scale"]

_SCALES = (1.0, 0.9, 0.8, 0.7)
"""Sizes of labels beside bars, as shares of the chart's: all but the first where the author wants all labels."""
_FEW = 4
_LARGE = 12.0
_LARGER = 1.5
"""Size of the labels of at most `_FEW` columns that are read from afar: from `_LARGE` points on."""
_ENDS_SHARE = 0.34
"""The most of the chart's width that names at the ends of lines, or beside the last stack, may take."""
_FIGURE = 1.05
"""Height of a figure inside a segment, in type sizes."""
_LEAST_SEGMENT = 8.5
"""Points of height (3 mm) of the lowest segment that holds its label."""
_TALL = 1.4
"""Height of a label in type sizes, with the air around it."""


class Choice(Struct, frozen=True):
    """The visible parts of a chart besides its shapes: the labelled points of each series, value axis, legend, and
    names at the ends of lines and areas or beside the last stack (`ends`), or `above` the parts of the first bar.
    `scale` is the size of the labels beside bars, as a share of the chart's.
    """

    points: tuple[frozenset[int], ...]
    axis: bool = False
    legend: bool = False
    ends: bool = False
    above: tuple[NameAbove, ...] = ()
    scale: float = 1.0


def choose(chart: ChartNode, style: ChartStyle) -> Choice:
    """Choose the visible parts of the chart by the available space."""
    choice = _choose(chart, style)
    if chart.axis is not None and chart.axis.chosen and not choice.axis:
        return replace(choice, axis=True)
    return choice


def chosen_box(chart: ChartNode, style: ChartStyle, choice: Choice) -> PlotBox:
    """Return the rectangle of the plot of a chart that shows what is chosen."""
    beyond = [row.labels[i] for row, points in zip(chart.series, choice.points, strict=True) for i in points]
    if chart.kind == "line" and chart.labels == "all":
        beyond = [text for row in chart.series for text in row.labels]
    if chart.total is not None:
        beyond = list(chart.total.labels)
    elif chart.stacked or choice.ends:
        beyond = []
    ends = [name_width(chart, index, style) for index in range(len(chart.series))] if choice.ends else []
    if chart.second_axis is not None:
        ends = [text_width(tick.text, style.size) for tick in chart.second_axis.ticks]
    ticks = [tick.text for tick in axis_of(chart).ticks] if choice.axis else []
    return plot_box(
        chart,
        style,
        legend=choice.legend,
        axis=_widest(ticks, style),
        label=_widest(beyond, style),
        ends=max(ends, default=0.0),
        above=max((name.height for name in choice.above), default=0),
    )


def chosen_scale(chart: ChartNode, style: ChartStyle, choice: Choice, box: PlotBox) -> Scale:
    """Return the scale of the value axis of such a chart."""
    if choice.axis:
        return shown_scale(chart, style, box)
    return hidden_scale(chart, replace(style, size=style.size * max(choice.scale, 1.0)), box)


def _widest(texts: list[str], style: ChartStyle) -> str:
    return max(texts, key=lambda text: text_width(text, style.size), default="")


def _choose(chart: ChartNode, style: ChartStyle) -> Choice:
    several = len(chart.series) > 1
    filled = tuple(frozenset(i for i, v in enumerate(row.values) if v is not None) for row in chart.series)
    none = _no_points(chart)
    if chart.kind in ("pie", "doughnut"):
        # A slice of zero cannot be seen, and not every program writes its label: a legend names it.
        return Choice(filled, legend=several or any(value == 0 for value in chart.series[0].values))
    if chart.kind == "area":
        return _choose_area(chart, style)
    widest = max((text for row in chart.series for text in row.labels), key=len, default="")
    beyond = "" if chart.stacked else widest
    if chart.total is not None and chart.kind == "bar":
        beyond = _widest(list(chart.total.labels), style)
    box = plot_box(chart, style, legend=several, axis="", label=beyond)
    if chart.kind == "line":
        return _choose_line(chart, style, box, filled, widest)
    if chart.kind in ("column", "bar") and is_stack(chart):
        choose_names = _choose_names_beside if chart.kind == "column" else _choose_names_above
        named = choose_names(chart, style) if _are_parts(chart) else None
        if named is not None:
            return named
    if chart.kind == "combined" or chart.labels == "none":
        return Choice(none, axis=True, legend=several)
    if is_stack(chart):
        points = _segments_with_room(chart, style, box)
        return Choice(points, axis=points != _filled(chart), legend=True)
    slot = (box.height if chart.kind == "bar" else box.width) / max(len(chart.categories), 1)
    bar = slot / (1 + bar_gap(chart, len(chart.series)) / 100 / len(chart.series)) / len(chart.series)
    needed = _TALL * style.size if chart.kind == "bar" else text_width(widest, style.size)
    space = 1.1 * bar if several else slot
    scales = _SCALES if chart.labels == "all" else _SCALES[:1]
    if chart.kind == "column" and not several and len(chart.categories) <= _FEW and style.size >= _LARGE:
        scales = (_LARGER, *scales)
    scale = next((scale for scale in scales if scale * needed <= space), None)
    return Choice(filled if scale else none, axis=not scale, legend=several, scale=scale or 1.0)


def _are_parts(chart: ChartNode) -> bool:
    """Return True if stacks have no part below zero, and the one where the names would be has every part."""
    point = named_point(chart)
    return all(row.values[point] for row in chart.series) and all(
        value is None or value >= 0 for row in chart.series for value in row.values
    )


def _have_width(chart: ChartNode, style: ChartStyle) -> bool:
    """Return True if the names of the series leave the plot its width."""
    widest = max(name_width(chart, index, style) for index in range(len(chart.series)))
    return widest <= _ENDS_SHARE * style.width / 12_700


def _no_points(chart: ChartNode) -> tuple[frozenset[int], ...]:
    """Return the labelled points of each series where no point has a label."""
    return (frozenset[int](),) * len(chart.series)


def _choose_area(chart: ChartNode, style: ChartStyle) -> Choice:
    """Choose the names at the ends of areas: beside the middles of bands that are stacked, else beside their edges."""
    none = _no_points(chart)
    if len(chart.series) == 1:
        return Choice(none, axis=True)
    named = Choice(none, axis=True, ends=True)
    if not _have_width(chart, style) or (chart.stacked and not _are_parts(chart)):
        return Choice(none, axis=True, legend=True)
    axis, box = axis_of(chart), chosen_box(chart, style, named)
    if chart.stacked:
        middles = band_middles(chart, axis.high - axis.low, named_point(chart))
        heights = [box.height * middle for middle in middles]
        moves = moves_apart(heights, name_step(style), box.height, FARTHEST_BAND)
    else:
        moves = moves_apart(end_heights(chart, box, axis.low, axis.high), name_step(style), box.height)
    return named if moves is not None else Choice(none, axis=True, legend=True)


def _choose_names_above(chart: ChartNode, style: ChartStyle) -> Choice | None:
    """Choose names with values above the parts of the first bar, in place of a legend; None if they do not fit."""
    none = _no_points(chart)
    box = chosen_box(chart, style, Choice(none, axis=True))
    room = none if chart.labels == "none" else _segments_with_room(chart, style, box)
    first = named_point(chart)
    labelled = all(filled <= points | {first} for points, filled in zip(room, _filled(chart), strict=True))
    choice = Choice(
        tuple(points - {first} for points in room), axis=axis_of(chart).chosen or chart.labels == "none" or not labelled
    )
    box = chosen_box(chart, style, choice)
    scale = chosen_scale(chart, style, choice, box)
    above = names_above(chart, style, box, scale.high - scale.low)
    return replace(choice, above=above) if above is not None else None


def _choose_names_beside(chart: ChartNode, style: ChartStyle) -> Choice | None:
    """Choose names with values right of the last stack, in place of a legend and of the value axis; None if they do not
    fit.
    """
    none, last = _no_points(chart), named_point(chart)
    if not _have_width(chart, style):
        return None
    box = chosen_box(chart, style, Choice(none, ends=True))
    most = axis_of(chart).most
    heights = [box.height * middle for middle in band_middles(chart, most, last)]
    if moves_apart(heights, name_step(style), box.height) is None:
        return None
    if chart.labels == "none":
        return Choice(none, axis=True, ends=True)
    room = _segments_with_room(chart, style, box, most)
    return Choice(tuple(points - {last} for points in room), ends=True)


def _filled(chart: ChartNode) -> tuple[frozenset[int], ...]:
    """Return the points of each series that are visible in a stack."""
    return tuple(frozenset(i for i, v in enumerate(row.values) if v) for row in chart.series)


def _segments_with_room(
    chart: ChartNode, style: ChartStyle, box: PlotBox, longest: Decimal | None = None
) -> tuple[frozenset[int], ...]:
    """Return the segments of stacked bars that can hold their label. `longest` is what the plot's length shows, by
    default its whole axis.
    """
    axis = axis_of(chart)
    longest = axis.high - axis.low if longest is None else longest
    across, rows = chart.kind == "column", [row.values for row in chart.series]
    length, slots = (box.height, box.width) if across else (box.width, box.height)
    thick = slots / max(len(chart.categories), 1) / (1 + bar_gap(chart, len(chart.series)) / 100)

    totals = [sum((value or Decimal(0) for value in values), Decimal(0)) for values in zip(*rows, strict=True)]

    def fits(index: int, value: Decimal | None, text: str) -> bool:
        if not value:
            return False
        whole = totals[index] if chart.shares else longest
        long = float(abs(value) / whole) * length if whole else 0.0
        wide = text_width(text, style.size)
        if across:
            return max(_FIGURE * style.size, _LEAST_SEGMENT) <= long and wide <= thick
        return wide <= long and _TALL * style.size <= thick

    return tuple(
        frozenset(i for i, (v, text) in enumerate(zip(row.values, row.labels, strict=False)) if fits(i, v, text))
        for row in chart.series
    )


def _choose_line(
    chart: ChartNode, style: ChartStyle, box: PlotBox, filled: tuple[frozenset[int], ...], widest: str
) -> Choice:
    """Choose the labels of lines. One line: every point if all labels find a free place, else the last. Several: each
    named at its end, if the ends are far enough from each other.
    """
    last = tuple(frozenset([max(points)]) if points else points for points in filled)
    if chart.labels == "all":
        places = place_clear_labels(chart, style, *_with_axis(chart, style))
        return Choice(tuple(map(frozenset, places)), axis=True, legend=len(chart.series) > 1)
    if len(chart.series) == 1:
        if chart.labels == "none":
            return Choice(_no_points(chart), axis=True)
        if chart.labels == "ends" or axis_of(chart).chosen:
            return Choice(last, axis=True)
        fits = text_width(widest, style.size) * 1.1 <= box.width / max(len(chart.categories), 1)
        if fits:
            single = place_labels(chart, style, box, hidden_scale(chart, style, box), sorted(filled[0]))
            fits = all(place.clear for place in single.values())
        return Choice(filled) if fits else Choice(last, axis=True)
    axis = axis_of(chart)
    heights = end_heights(chart, box, axis.low, axis.high)
    apart = moves_apart(heights, name_step(style), box.height) is not None
    count = len(chart.categories)
    reach = all(points and max(points) == count - 1 for points in filled)
    if apart and reach and _have_width(chart, style):
        return Choice(last, axis=True, ends=True)
    return Choice(_no_points(chart), axis=True, legend=True)


def _with_axis(chart: ChartNode, style: ChartStyle) -> tuple[PlotBox, Scale]:
    """Return the plot and the scale of lines whose axis is shown and whose points are labelled."""
    ticks = _widest([tick.text for tick in axis_of(chart).ticks], style)
    widest = _widest([text for row in chart.series for text in row.labels], style)
    box = plot_box(chart, style, legend=len(chart.series) > 1, axis=ticks, label=widest)
    return box, shown_scale(chart, style, box)

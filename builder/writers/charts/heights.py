"""Heights that suit charts in a text, and the lowest at which they still show the same. Lengths are EMU."""

from __future__ import annotations

from msgspec.structs import replace

from builder.tree.exhibits import ChartNode
from builder.writers.charts.choices import choose
from builder.writers.charts.geometry import NAMES_SHARE, axis_names, bar_gap, legend_height
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LINE, wrap

__all__ = ["least_height", "suggested_height"]

_POINT = 12_700
_HEIGHTS = {"pie": 0.44, "doughnut": 0.44, "scatter": 0.5}
"""Heights of charts as shares of their width; 0.43 for the others."""
_BAR = 1.4
"""Thickness of a bar in type sizes, which its label beyond it needs."""
_BETWEEN_NAMES = 0.9
"""Space between the names of bars, in type sizes."""
_LEAST_SHARES = {"pie": 0.6, "doughnut": 0.6, "bar": 0.7, "scatter": 1.0}
"""The lowest that charts may be, as shares of the height that suits them; 0.8 for the others."""
_STEP = 0.05


def suggested_height(chart: ChartNode, style: ChartStyle) -> int:
    """Return a suitable height for the chart at the style's width: bars get the space that their number needs (at most
    1.2 times the width), everything else less than half of it, and points the names of their axes besides.
    """
    if chart.kind != "bar":
        around = _scatter_margins(chart, style) if chart.kind == "scatter" else 0.0
        return round(style.width * _HEIGHTS.get(chart.kind, 0.43) + around * _POINT)
    names = NAMES_SHARE * style.width / _POINT
    bars = 1 if chart.stacked else len(chart.series)
    thick = _BAR * (bars + bar_gap(chart, len(chart.series)) / 100)
    rows = sum(max(thick, LINE * len(wrap(name, names, style.size)) + _BETWEEN_NAMES) for name in chart.categories)
    legend = legend_height(chart, style) if len(chart.series) > 1 else 0.0
    return round(min((rows * style.size + legend + 2 * style.size) * _POINT, 1.2 * style.width))


def least_height(chart: ChartNode, style: ChartStyle) -> int:
    """Return the lowest height, down to four fifths of the style's (bars: seven tenths, rings: three fifths), at which
    the chart keeps the labels, the axis and the legend that it has at the style's, and bars have room for their names.
    """
    share = _LEAST_SHARES.get(chart.kind, 0.8)
    if share >= 1.0:
        return style.height
    shown = choose(chart, style)
    while share < 1.0:
        lower = replace(style, height=round(style.height * share))
        if choose(chart, lower) == shown and _has_room_for_names(chart, lower):
            return lower.height
        share += _STEP
    return style.height


def _has_room_for_names(chart: ChartNode, style: ChartStyle) -> bool:
    """Return True if the names of bars do not touch."""
    if chart.kind != "bar":
        return True
    lines = max(len(wrap(name, NAMES_SHARE * style.width / _POINT, style.size)) for name in chart.categories)
    legend = legend_height(chart, style) if len(chart.series) > 1 else 0.0
    return LINE * lines * style.size * len(chart.categories) <= style.height / _POINT - legend - 2 * style.size


def _scatter_margins(chart: ChartNode, style: ChartStyle) -> float:
    """Return the height of what is above and below the points, in points: a legend, the names of the axes, labels."""
    legend = legend_height(chart, style) if len(chart.series) > 1 else 0.0
    return legend + (LINE * sum(map(len, axis_names(chart, style))) + 3) * style.size

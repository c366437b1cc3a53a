"""Space in a chart: the plot's rectangle, and the space of a bar, a slice or a category name. In points.

Widths are estimated a little generously (`text.text_width`): a label that may not fit is left out.
"""

from __future__ import annotations

from msgspec import Struct

from builder.tree.exhibits import AxisNode, ChartNode
from builder.writers.charts.names import bar_names_scale, plan_names
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LABEL_GAP, LINE, text_width, wrap

__all__ = ["NAMES_SHARE", "PlotBox", "axis_names", "axis_of", "bar_gap", "is_stack", "legend_height", "plot_box"]

NAMES_SHARE = 0.38
"""The most of a bar chart's width that the categories' names take; longer names wrap."""
_WIDER_SHARES = (NAMES_SHARE, 0.44, 0.5)
"""The same where names would else be smaller than `_LEAST_NAMES`: the least share with which they are as large as
possible.
"""
_LEAST_NAMES = 0.75
_POINT = 12_700


class PlotBox(Struct, frozen=True):
    """A rectangle inside a chart of `width` × `height` points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Points across."""
        return max(self.right - self.left, 1.0)

    @property
    def height(self) -> float:
        """Points down."""
        return max(self.bottom - self.top, 1.0)


def bar_gap(chart: ChartNode, series: int) -> int:
    """Return the gap between bars of `series` series, in percent of a bar: few bars stay slim, many stay close."""
    count = len(chart.categories)
    gap = 250 if count == 1 else 60 if count <= 4 else 40
    return gap if chart.stacked or series == 1 else max(min(gap, 80), 60)


def axis_of(chart: ChartNode) -> AxisNode:
    """Return the value axis of a chart that has one: of columns, bars, lines or areas."""
    assert chart.axis is not None, f"a {chart.kind} chart without its value axis"
    return chart.axis


def is_stack(chart: ChartNode) -> bool:
    """Return True if series are on top of each other."""
    return chart.stacked and len(chart.series) > 1


def legend_height(chart: ChartNode, style: ChartStyle) -> float:
    """Return the height of a legend above the plot, with its distance from it; at most 40% of the chart. Rings are
    distinguished by category, everything else by series. Entries are in columns, each with a key (that of a line is
    long).
    """
    entries = chart.categories if chart.kind in ("pie", "doughnut") else [series.name for series in chart.series]
    lines = chart.kind in ("line", "combined") or (chart.kind == "area" and not is_stack(chart))
    key = (5 if lines else 3) * style.size
    widest = max((text_width(entry, style.size) for entry in entries), default=0.0) + key
    columns = max(1, int(0.9 * style.width / _POINT / widest))
    rows = -(-len(entries) // columns)
    return min((LINE * rows + 0.8) * style.size, 0.4 * style.height / _POINT)


def plot_box(
    chart: ChartNode, style: ChartStyle, *, legend: bool, axis: str, label: str, ends: float = 0.0, above: int = 0
) -> PlotBox:
    """Return the rectangle of the plot without its labels. `axis` and `label` are the widest mark of the value axis and
    the widest label beyond a bar or point, or empty; `ends` is the width of what is right of the plot, in points;
    `above` the lines of names above the first bar.
    """
    width, height, size = style.width / _POINT, style.height / _POINT, style.size
    top = legend_height(chart, style) if legend else 0.4 * size
    edge = 0.6 * size
    if chart.kind == "bar":
        beyond = text_width(label, size) + size if label else text_width(axis, size) / 2
        bottom = height - (1.9 * size if axis else edge)
        if above:
            # Half of the gap between bars is in the plot, above the first bar.
            gap = bar_gap(chart, len(chart.series)) / 100
            share = gap / (1 + gap) / 2 / max(len(chart.categories), 1)
            top = max(top, (LINE * size * above + 0.2 * size - share * bottom) / (1 - share))
        left = _width_of_names(chart, style, (bottom - top) / max(len(chart.categories), 1))
        return PlotBox(left, top, width - max(beyond, edge), bottom)
    left = text_width(axis, size) + size if axis else edge
    right = ends + size if ends else edge
    if chart.kind == "line" and label:
        right = max(right, text_width(label, size) / 2)
    if chart.kind == "area":
        right = max(right, text_width(chart.categories[-1], size) / 2)
    slot = (width - left - right) / max(len(chart.categories), 1)
    # The scale of a line whose axis is hidden has room for its labels.
    room = LINE * size + LABEL_GAP if label and (axis or chart.kind == "column") else 0.5 * size
    return PlotBox(left, top + room, width - right, height - plan_names(chart, style, slot).height - 0.9 * size)


def _width_of_names(chart: ChartNode, style: ChartStyle, slot: float) -> float:
    """Return the width of the names beside bars that are `slot` points from each other, with their distance from the
    bars.
    """
    longest = max((text_width(name, style.size) for name in chart.categories), default=0.0) + style.size
    widths = [min(longest, share * style.width / _POINT) for share in _WIDER_SHARES]
    scales = [min(bar_names_scale(chart, style, width - style.size, slot), _LEAST_NAMES) for width in widths]
    return widths[scales.index(max(scales))]


def axis_names(chart: ChartNode, style: ChartStyle) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the horizontal and of the vertical axis of a scatter chart, in lines of the chart's width."""
    width = style.width / _POINT - 2 * style.size
    across, up = (wrap(axis.name, width, style.size) for axis in (chart.x_axis, chart.axis) if axis is not None)
    return across, up

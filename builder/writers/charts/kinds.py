"""The kinds of chart (DrawingML charts, ECMA-376 part 1, 21.2): shapes in front of each other, axes, legend.

Columns and bars are in `bars.py`, lines and areas in `lines.py`, pies and doughnuts in `rings.py`, scatter charts in
`scatter.py`.
"""

from __future__ import annotations

from decimal import Decimal

from builder.tree.exhibits import ChartNode
from builder.writers.charts.axes import (
    SECOND_AXES,
    Scale,
    category_axis,
    second_axes,
    second_scale,
    value_axis,
)
from builder.writers.charts.bars import bars, totals_above
from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.choices import Choice, choose, chosen_box, chosen_scale
from builder.writers.charts.geometry import PlotBox, is_stack
from builder.writers.charts.labels import label_codes
from builder.writers.charts.lines import areas, band_names, lines
from builder.writers.charts.plot_area import DrawnChart, legend, plot_area
from builder.writers.charts.rings import circle_box, doughnut, pie
from builder.writers.charts.scatter import scatter
from builder.writers.charts.style import series_colours
from builder.writers.charts.text import ChartText
from builder.writers.charts.text_boxes import text_boxes, tick_labels

__all__ = ["draw"]


def draw(chart: ChartNode, text_style: ChartText) -> DrawnChart:
    """Return the chart's plot area and legend."""
    if chart.x is not None and chart.x_axis is not None:
        return scatter(chart, chart.x, chart.x_axis, text_style)
    style = text_style.style
    choice = choose(chart, style)
    box = chosen_box(chart, style, choice)
    if chart.kind in ("pie", "doughnut"):
        model = _model(chart, text_style, choice, box, Scale(Decimal(0), Decimal(1)))
        plot = doughnut(model) if chart.kind == "doughnut" or len(chart.series) > 1 else pie(model)
        return DrawnChart(plot_area(model, plot, circle_box(model)), legend(model) if choice.legend else "")
    scale, second = chosen_scale(chart, style, choice, box), second_scale(chart)
    model = _model(chart, text_style, choice, box, scale)
    plot, hidden = _shapes(model)
    names = band_names(model) if chart.kind == "area" and is_stack(chart) and choice.ends else []
    plot += category_axis(chart, text_style, box) + value_axis(chart, text_style, scale)
    plot += second_axes(chart, text_style, second) if second is not None else ""
    return DrawnChart(
        plot_area(model, plot, box),
        legend(model, hidden) if choice.legend else "",
        text_boxes([*tick_labels(chart, text_style, box, scale, second), *names], text_style),
    )


def _shapes(model: ChartModel) -> tuple[str, range]:
    """Return areas, then columns or bars, then lines, so that none hides another, and the places in the legend of what
    has no entry; lines of the second axis come last.

    An area with an edge is named by its edge, which is more visible than its fill. The totals of columns have no
    entry; those of bars have an invisible name.
    """
    rows = [(index, row.kind or model.chart.kind, row.secondary) for index, row in enumerate(model.chart.series)]
    filled = [index for index, kind, _ in rows if kind == "area"]
    upright = [index for index, kind, _ in rows if kind in ("column", "bar")]
    drawn = [index for index, kind, secondary in rows if kind == "line" and not secondary]
    right = [index for index, _, secondary in rows if secondary]
    edged = [] if is_stack(model.chart) else filled
    plot = areas(model, filled) if filled else ""
    plot += bars(model, upright) if upright else ""
    plot += lines(model, drawn, edged=edged) if drawn or edged else ""
    plot += lines(model, right, SECOND_AXES) if right else ""
    if model.chart.total is not None and model.chart.kind == "column":
        return plot + totals_above(model, model.chart.total), range(len(rows), len(rows) + 1)
    return plot, range(len(edged))


def _model(chart: ChartNode, text_style: ChartText, choice: Choice, box: PlotBox, scale: Scale) -> ChartModel:
    count = len(chart.categories) if chart.kind in ("pie", "doughnut") else len(chart.series)
    # A share of a category does not follow its value alone: its label is text.
    codes = tuple({} if chart.shares else label_codes(row) for row in chart.series)
    colours = series_colours(
        text_style.style,
        count,
        touching=_touching(chart),
        filled=chart.kind not in ("line", "combined") and (chart.kind != "area" or is_stack(chart)),
        dashed=chart.kind == "line",
    )
    return ChartModel(chart, text_style, choice, colours, box, scale, codes)


def _touching(chart: ChartNode) -> bool:
    """Return True if neighbouring fills touch, or nearly so: bars, stacks, slices."""
    return chart.kind not in ("line", "area", "combined") or is_stack(chart)

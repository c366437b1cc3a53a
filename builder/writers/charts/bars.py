"""Columns and bars, side by side or stacked, with the totals of stacks and the names of their parts (ECMA-376 part 1,
21.2.2.16).
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.tree.exhibits import SeriesNode
from builder.writers.charts.axes import AXES
from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.geometry import bar_gap, is_stack
from builder.writers.charts.labels import NO_LEADER_LINES, label, label_codes, labels, text_content
from builder.writers.charts.name_labels import name_label
from builder.writers.charts.series_names import band_middles, measured_width, moves_apart, name_step, named_point
from builder.writers.charts.style import Colour, readable_on
from builder.writers.charts.text import LINE, LabelRun, solid

__all__ = ["bars", "totals_above"]

_BESIDE_STACK = 0.6
"""Distance of the names from the last stack, in type sizes."""


def bars(model: ChartModel, chosen: Sequence[int]) -> str:
    """Return the columns or bars of the series `chosen` with their labels."""
    chart = model.chart
    stacked = is_stack(chart)
    edge = model.edge(9_525) if stacked else ""
    series = []
    for index in chosen:
        fill = model.colours[index]
        ink = readable_on(fill, model.style) if stacked else None
        if model.choice.ends:
            shown = _labels_with_name(model, index, _name_beside(model, index), ink)
        elif model.choice.above:
            shown = _labels_with_name(model, index, _name_above(model, index), ink)
        else:
            shown = model.values(index, "ctr" if stacked else "outEnd", ink)
        shape = f'<c:spPr>{solid(fill)}{model.outline(fill) or edge}</c:spPr><c:invertIfNegative val="0"/>'
        series.append(f"<c:ser>{model.head(index)}{shape}{shown}{model.tail(index)}</c:ser>")
    if chart.total is not None and chart.kind == "bar":
        series.append(_totals_beside(model, chart.total))
    overlap = 100 if stacked else 0 if len(chosen) == 1 else -8
    return (
        f'<c:barChart><c:barDir val="{"bar" if chart.kind == "bar" else "col"}"/>'
        f'<c:grouping val="{model.grouping if stacked else "clustered"}"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:gapWidth val="{bar_gap(chart, len(chosen))}"/><c:overlap val="{overlap}"/>{AXES}</c:barChart>'
    )


def _labels_with_name(model: ChartModel, index: int, name: str, ink: Colour | None) -> str:
    """Return the labels of a series of stacks: values inside, and one that is the series' `name`."""
    each = [label(point, model.content(index, point, ink), "ctr") for point in sorted(model.choice.points[index])]
    each = [name, *each] if named_point(model.chart) == 0 else [*each, name]
    return labels(each, model.text_style, "ctr", ink, rest=None, tail=NO_LEADER_LINES)


def _middles(model: ChartModel) -> list[float]:
    """Return the middle of each part of the stack where the names are, as a share of the plot's length."""
    return band_middles(model.chart, model.scale.high - model.scale.low, named_point(model.chart))


def _name_beside(model: ChartModel, index: int) -> str:
    """Return the name right of the last stack, all names on one left edge, moved up or down where they would touch."""
    chart, style, box = model.chart, model.style, model.box
    column = box.width / len(chart.categories) / (1 + bar_gap(chart, len(chart.series)) / 100)
    across = column / 2 + _BESIDE_STACK * style.size + measured_width(chart, index, style) / 2
    middles = [box.height * middle for middle in _middles(model)]
    moves = moves_apart(middles, name_step(style), box.height) or [0.0] * len(middles)
    return name_label(model, index, "ctr", (across, -moves[index]))


def _name_above(model: ChartModel, index: int) -> str:
    """Return the name above its part of the first bar."""
    chart, box, name = model.chart, model.box, model.choice.above[index]
    bar = box.height / len(chart.categories) / (1 + bar_gap(chart, len(chart.series)) / 100)
    move = (
        name.middle - box.left - box.width * _middles(model)[index],
        -(bar + LINE * model.style.size * name.height) / 2,
    )
    return name_label(model, index, "ctr", move, lines=name.lines, value_below=name.value_below)


def totals_above(model: ChartModel, total: SeriesNode) -> str:
    """Return a line that is not drawn, whose labels are the totals above the stacks."""
    index = len(model.chart.series)
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/><c:ser>{model.head(index)}'
        '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
        f'{_totals(model, total, "t")}{model.tail(index)}<c:smooth val="0"/></c:ser><c:marker val="1"/>{AXES}'
        "</c:lineChart>"
    )


def _totals_beside(model: ChartModel, total: SeriesNode) -> str:
    """Return bars at the ends of the stacks that are not drawn: the labels at their bases are the totals.

    Their name is a space. Programs count the entries of the legend of bars in different directions, so none of them can
    be deleted; this one cannot be seen.
    """
    index = len(model.chart.series)
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:v>\u00a0</c:v></c:tx>'
        '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val="0"/>'
        f"{_totals(model, total, 'inBase')}{model.tail(index)}</c:ser>"
    )


def _totals(model: ChartModel, total: SeriesNode, position: str) -> str:
    index, codes = len(model.chart.series), label_codes(total)
    each = []
    for point, text in enumerate(total.labels):
        if not text:
            continue
        run = LabelRun(text, True, "VALUE" if point in codes else "")
        content = text_content(model.text_style.rich(((run,),), None, index + point), codes.get(point))
        each.append(label(point, content, position, fields=point in codes))
    return labels(each, model.text_style, position, None, rest=None)

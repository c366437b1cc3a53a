"""Scatter charts: points that differ in shape and colour by series, with their names beside them where these fit.

A name is a field of its cell in the workbook, so that it follows the data in Office from 2013 on ([MS-ODRAWXML]
2.24.3.13 and 2.24.3.58); the text of the field is what other programs show.
"""

from __future__ import annotations

from builder.office.xml import declare
from builder.tree.exhibits import AxisNode, ChartNode, SeriesNode
from builder.writers.charts import data
from builder.writers.charts.axes import AXES
from builder.writers.charts.chart_model import ChartModel, label_layout
from builder.writers.charts.choices import Choice
from builder.writers.charts.labels import NO_LEADER_LINES, label, labels, text_content
from builder.writers.charts.plot_area import DrawnChart, legend, plot_area
from builder.writers.charts.scatter_axes import scatter_axes, scatter_frame, scatter_scales
from builder.writers.charts.scatter_labels import PointNames, place_names
from builder.writers.charts.style import Colour, series_colours
from builder.writers.charts.text import ChartText, LabelRun, solid
from builder.writers.charts.text_boxes import text_boxes, tick_labels

__all__ = ["scatter"]

_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus", "star", "dash")
"""Markers of the series in their order; from the fifth on they are lines."""
_FILLED = 4
_LARGE = 12.0
"""Points of type from which a chart is read from afar."""
_SIZES = ((60, 8, 11), (200, 6, 8), (1_000_000, 4, 5))
"""Numbers of points up to which markers have a size, in points, in a page and on a slide."""
_OUTLINE = 19_050
_FROM_CELL = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" {declare("c15")}>'
    '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
)
"""What shows the cell of its name at a point."""
_NAMES = "{02D57815-91ED-43cb-92C2-25804820EDAC}"


def scatter(chart: ChartNode, x: SeriesNode, x_axis: AxisNode, text_style: ChartText) -> DrawnChart:
    """Return a scatter chart whose points are measured on the axis `x_axis` by the values of `x`."""
    style = text_style.style
    frame = scatter_frame(chart, x_axis, style)
    across, up = scatter_scales(chart, x_axis, style, frame.box)
    size = _marker_size(chart, style.size)
    names = place_names(chart, x, style, frame.box, (across, up), size / 2)
    count = len(chart.series)
    choice = Choice(tuple(map(frozenset, names.places)), axis=True, legend=count > 1, scale=names.scale)
    colours = series_colours(style, count)
    model = ChartModel(chart, text_style, choice, colours, frame.box, up, ({},) * count)
    series = "".join(_series(model, x, index, size, names) for index in range(count))
    shapes = f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{AXES}</c:scatterChart>'
    plot = shapes + scatter_axes(chart, text_style, frame, across, up)
    return DrawnChart(
        plot_area(model, plot, frame.box),
        legend(model) if choice.legend else "",
        text_boxes([frame.up, *tick_labels(chart, text_style, frame.box, up, across=across)], text_style),
    )


def _marker_size(chart: ChartNode, type_size: float) -> int:
    """Return the size of markers: smaller if there are many."""
    points = sum(value is not None for row in chart.series for value in row.values)
    return next(large if type_size >= _LARGE else small for most, small, large in _SIZES if points <= most)


def _series(model: ChartModel, x: SeriesNode, index: int, size: int, names: PointNames) -> str:
    ink = model.colours[index]
    number = index % len(_MARKERS)
    edge = model.edge(9_525) if number < _FILLED else f'<a:ln w="{_OUTLINE}">{solid(ink)}</a:ln>'
    shape = f"<c:spPr>{solid(ink)}{edge}</c:spPr>"
    marker = f'<c:marker><c:symbol val="{_MARKERS[number]}"/><c:size val="{size}"/>{shape}</c:marker>'
    return (
        f'<c:ser>{model.head(index)}<c:spPr><a:ln w="{_OUTLINE}"><a:noFill/></a:ln></c:spPr>{marker}'
        f'{_names(model, index, names, ink)}{data.scatter_values(model.chart, x, index)}<c:smooth val="0"/>'
        f"{_cells_of_names(model.chart)}</c:ser>"
    )


def _names(model: ChartModel, index: int, names: PointNames, ink: Colour) -> str:
    """Return the names of the points of a series, in its colour if there are several. Points that are added in Office
    have theirs too if all have one, each at its point.
    """
    places = names.places[index]
    if not places:
        return ""
    words = ink if len(names.places) > 1 and model.is_legible(ink) else None
    count = len(model.chart.categories)
    each = []
    for point, place in sorted(places.items()):
        run = LabelRun(model.chart.categories[point], False, "CELLRANGE")
        content = text_content(model.label_text.rich(((run,),), words, index * count + point))
        each.append(label(point, content, place.position, layout=label_layout(place), extension=_FROM_CELL))
    moved = any(place.move != (0.0, 0.0) for place in places.values())
    all_named = len(places) == sum(value is not None for value in model.chart.series[index].values)
    tail = _FROM_CELL if all_named and not moved else NO_LEADER_LINES
    return labels(each, model.label_text, "", words, rest=None, tail=tail)


def _cells_of_names(chart: ChartNode) -> str:
    if not chart.categories:
        return ""
    return f'<c:extLst><c:ext uri="{_NAMES}" {declare("c15")}>{data.point_names(chart)}</c:ext></c:extLst>'

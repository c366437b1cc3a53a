"""The kinds of chart, one function each: shapes, labels and axes (DrawingML charts, ECMA-376 part 1, 21.2).

Pies and doughnuts are in `rings.py`.
"""

from __future__ import annotations

from msgspec import Struct

from builder.tree.exhibits import ChartNode
from builder.writers.charts.axes import AXES, category_axis, value_axis
from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.geometry import PlotBox, plot_box, value_range
from builder.writers.charts.labels import Choice, bar_gap, choose, end_text, label, labels
from builder.writers.charts.rings import circle_box, doughnut, pie
from builder.writers.charts.style import ChartStyle, Colour, readable_on, series_colours
from builder.writers.charts.text import ChartText, solid, text_width
from builder.writers.charts.ticks import Ticks, value_ticks

__all__ = ["Drawing", "draw"]

_POINT = 12_700
_DASHES = ("solid", "solid", "dash", "sysDash", "lgDash", "sysDot")
_MARKERS = ("circle", "square", "triangle", "diamond", "circle", "square")
_MOST_MARKERS = 24


class Drawing(Struct, frozen=True):
    """A drawn chart: the plot area and the legend, as XML."""

    plot: str
    legend: str = ""


def draw(chart: ChartNode, voice: ChartText) -> Drawing:
    """Return the chart's plot area and legend."""
    style = voice.style
    choice = choose(chart, style)
    round_one = chart.kind in ("pie", "doughnut")
    count = len(chart.categories) if round_one else len(chart.series)
    low, high = value_range(chart)
    ticks = value_ticks(low, high, chart.number_format, style, whole=chart.stacked) if choice.axis else None
    scene = ChartModel(chart, voice, choice, series_colours(style, count), _box(chart, style, choice, ticks), ticks)
    if round_one:
        plot = doughnut(scene) if chart.kind == "doughnut" or len(chart.series) > 1 else pie(scene)
    else:
        shapes = {"column": _bars, "bar": _bars, "line": _lines, "area": _areas}[chart.kind](scene)
        room = _room_for_negatives(scene)
        plot = shapes + category_axis(chart, voice, scene.box) + value_axis(chart, voice, ticks, room)
    return Drawing(f"<c:plotArea>{_layout(scene)}{plot}</c:plotArea>", _legend(scene) if choice.legend else "")


def _box(chart: ChartNode, style: ChartStyle, choice: Choice, ticks: Ticks | None) -> PlotBox:
    beyond = [one.labels[i] for one, points in zip(chart.series, choice.points, strict=True) for i in points]
    ends = [end_text(chart, index) for index in range(len(chart.series))] if choice.ends else []
    return plot_box(
        chart,
        style,
        legend=choice.legend,
        axis=ticks.widest if ticks else "",
        label="" if chart.stacked or choice.ends else max(beyond, key=len, default=""),
        ends=max(ends, key=len, default=""),
    )


def _layout(scene: ChartModel) -> str:
    """Return the plot's rectangle, without its labels."""
    width, height = scene.style.width / _POINT, scene.style.height / _POINT
    box = circle_box(scene) if scene.chart.kind in ("pie", "doughnut") else scene.box
    shares = (("x", box.left / width), ("y", box.top / height), ("w", box.width / width), ("h", box.height / height))
    edges = "".join(f'<c:{name} val="{share:.4f}"/>' for name, share in shares)
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{modes}{edges}</c:manualLayout></c:layout>"


def _legend(scene: ChartModel) -> str:
    words = scene.voice.properties(rotation=None)
    return f'<c:legend><c:legendPos val="t"/><c:layout/><c:overlay val="0"/>{words}</c:legend>'


def _room_for_negatives(scene: ChartModel) -> float:
    """Return the share of the value range that a label below (or left of) the lowest bar needs."""
    labelled = [len(text) for one in scene.chart.series for text in one.labels]
    if scene.ticks or scene.chart.stacked or value_range(scene.chart)[0] == 0 or not labelled:
        return 0.0
    if scene.chart.kind != "bar":
        return 1.6 * scene.style.size / scene.box.height
    widest = max((text for one in scene.chart.series for text in one.labels), key=len)
    return (text_width(widest, scene.style.size) + 2 * scene.style.size) / scene.box.width


def _bars(scene: ChartModel) -> str:
    chart = scene.chart
    stacked = chart.stacked and len(chart.series) > 1
    edge = scene.edge(9_525) if stacked else ""
    series = []
    for index, fill in enumerate(scene.colours):
        ink = readable_on(fill, scene.style) if stacked else None
        shown = scene.values(index, "ctr" if stacked else "outEnd", ink)
        shape = f'<c:spPr>{solid(fill)}{edge}</c:spPr><c:invertIfNegative val="0"/>'
        series.append(f"<c:ser>{scene.head(index)}{shape}{shown}{scene.tail(index)}</c:ser>")
    overlap = 100 if stacked else 0 if len(chart.series) == 1 else -8
    return (
        f'<c:barChart><c:barDir val="{"bar" if chart.kind == "bar" else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:gapWidth val="{bar_gap(chart)}"/><c:overlap val="{overlap}"/>{AXES}</c:barChart>'
    )


def _lines(scene: ChartModel) -> str:
    series = []
    for index, ink in enumerate(scene.colours):
        dash = _DASHES[index % len(_DASHES)]
        line = f'<a:ln w="28575" cap="rnd">{solid(ink)}<a:prstDash val="{dash}"/><a:round/></a:ln>'
        shown = _end_label(scene, index, ink) if scene.choice.ends else scene.values(index, "t")
        series.append(
            f"<c:ser>{scene.head(index)}<c:spPr>{line}</c:spPr>{_marker(scene, index, ink)}{shown}{scene.tail(index)}"
            '<c:smooth val="0"/></c:ser>'
        )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}<c:marker val="1"/>{AXES}'
        "</c:lineChart>"
    )


def _marker(scene: ChartModel, index: int, ink: Colour) -> str:
    if len(scene.chart.categories) > _MOST_MARKERS:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    edge = scene.edge(9_525)
    symbol = _MARKERS[index % len(_MARKERS)]
    return f'<c:marker><c:symbol val="{symbol}"/><c:size val="7"/><c:spPr>{solid(ink)}{edge}</c:spPr></c:marker>'


def _end_label(scene: ChartModel, index: int, ink: Colour) -> str:
    """Return the series' name and last value, right of the line's end."""
    last = max(scene.choice.points[index])
    return labels(
        scene.chart,
        [label(last, scene.voice.rich(((end_text(scene.chart, index), True),)), "r")],
        scene.voice,
        "",
        None,
        rest=False,
    )


def _areas(scene: ChartModel) -> str:
    grouping = "stacked" if scene.chart.stacked else "standard"
    edge = scene.edge(9_525)
    series = "".join(
        f"<c:ser>{scene.head(index)}<c:spPr>{solid(fill)}{edge}</c:spPr>{scene.tail(index)}</c:ser>"
        for index, fill in enumerate(scene.colours)
    )
    return f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{AXES}</c:areaChart>'

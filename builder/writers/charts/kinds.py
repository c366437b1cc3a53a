"""The kinds of chart, one function each: shapes, labels and axes (DrawingML charts, ECMA-376 part 1, 21.2).

Pies and doughnuts are in `rings.py`, scatter charts in `scatter.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.axes import (
    AXES,
    SECOND_AXES,
    Scale,
    category_axis,
    hidden_scale,
    second_axes,
    second_scale,
    shown_scale,
    value_axis,
)
from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.geometry import PlotBox, axis_of, plot_box
from builder.writers.charts.labels import (
    NO_LEADER_LINES,
    Choice,
    bar_gap,
    choose,
    end_content,
    end_step,
    end_text,
    end_width,
    label,
    label_codes,
    labels,
    moves_apart,
    stack_middles,
    text_content,
)
from builder.writers.charts.line_labels import place_clear_labels, place_labels
from builder.writers.charts.plot_area import DrawnChart, legend, plot_area
from builder.writers.charts.rings import circle_box, doughnut, pie
from builder.writers.charts.scatter import scatter
from builder.writers.charts.style import ChartStyle, Colour, readable_on, series_colours
from builder.writers.charts.text import ChartText, LabelRun, solid, text_width
from builder.writers.charts.text_boxes import text_boxes, tick_labels

__all__ = ["draw"]

_POINT = 12_700
_DASHES = (
    "solid", "sysDash", "sysDot", "dash", "lgDash", "dashDot", "lgDashDot", "sysDashDot", "lgDashDotDot"
)  # fmt: skip
"""Dashes of lines in their order."""
_MARKERS = ("circle", "square", "triangle", "diamond", "circle", "square")
_MOST_MARKERS = 4
"""A line of more points is read as a whole: only its last point is marked."""
_LARGE = 12.0
"""Points of type from which a chart is read from afar: its lines are thicker."""
_THIN, _THICK = 28_575, 50_800
"""Widths of lines in EMU."""
_EDGE = 28_575
_TINT = 30_000
"""Opacity of an area behind its edge, in thousandths of a percent."""
_BESIDE_STACK = 0.6
"""Distance of the names from the last stack, in type sizes."""
_UNSEEN = 0.5
"""Points by which nobody sees a label moved."""


def draw(chart: ChartNode, text_style: ChartText) -> DrawnChart:
    """Return the chart's plot area and legend."""
    if chart.x is not None and chart.x_axis is not None:
        return scatter(chart, chart.x, chart.x_axis, text_style)
    style = text_style.style
    choice = choose(chart, style)
    if chart.kind in ("pie", "doughnut"):
        model = _model(chart, text_style, choice, _box(chart, style, choice), Scale(Decimal(0), Decimal(1)))
        plot = doughnut(model) if chart.kind == "doughnut" or len(chart.series) > 1 else pie(model)
        return DrawnChart(plot_area(model, plot, circle_box(model)), legend(model) if choice.legend else "")
    box = _box(chart, style, choice)
    if chart.kind == "combined":
        return _combined(chart, text_style, choice, box)
    if choice.axis:
        scale = shown_scale(chart, style, box)
    else:
        scale = hidden_scale(chart, replace(style, size=style.size * max(choice.scale, 1.0)), box)
    model = _model(chart, text_style, choice, box, scale)
    shapes = {"column": _bars, "bar": _bars, "line": _lines, "area": _areas}[chart.kind](model)
    shapes += _totals_above(model, chart.total) if chart.total is not None and chart.kind == "column" else ""
    plot = shapes + category_axis(chart, text_style, box) + value_axis(chart, text_style, scale)
    return DrawnChart(
        plot_area(model, plot, box),
        legend(model) if choice.legend else "",
        text_boxes(tick_labels(chart, text_style, box, scale), text_style),
    )


def _combined(chart: ChartNode, text_style: ChartText, choice: Choice, box: PlotBox) -> DrawnChart:
    """Return areas, then columns, then lines, so that none hides another; lines of the second axis come last."""
    scale, second = shown_scale(chart, text_style.style, box), second_scale(chart)
    model = _model(chart, text_style, choice, box, scale)
    rows = list(enumerate(chart.series))
    plot = ""
    for kind, drawing in (("area", _areas), ("column", _bars), ("line", _lines)):
        chosen = [index for index, row in rows if row.kind == kind and not row.secondary]
        plot += drawing(model, chosen) if chosen else ""
    right = [index for index, row in rows if row.secondary]
    plot += _lines(model, right, SECOND_AXES) if right else ""
    plot += category_axis(chart, text_style, box) + value_axis(chart, text_style, scale)
    plot += second_axes(chart, text_style, second) if second is not None else ""
    return DrawnChart(
        plot_area(model, plot, box),
        legend(model),
        text_boxes(tick_labels(chart, text_style, box, scale, second), text_style),
    )


def _model(chart: ChartNode, text_style: ChartText, choice: Choice, box: PlotBox, scale: Scale) -> ChartModel:
    count = len(chart.categories) if chart.kind in ("pie", "doughnut") else len(chart.series)
    # A share of a category does not follow its value alone: its label is text.
    codes = tuple({} if chart.shares else label_codes(row) for row in chart.series)
    colours = series_colours(
        text_style.style,
        count,
        touching=_touching(chart),
        filled=chart.kind not in ("line", "combined"),
        dashed=chart.kind == "line",
    )
    return ChartModel(chart, text_style, choice, colours, box, scale, codes)


def _touching(chart: ChartNode) -> bool:
    """Return True if neighbouring fills touch, or nearly so: bars, stacks, slices."""
    return chart.kind not in ("line", "area", "combined") or chart.stacked


def _box(chart: ChartNode, style: ChartStyle, choice: Choice) -> PlotBox:
    beyond = [row.labels[i] for row, points in zip(chart.series, choice.points, strict=True) for i in points]
    if chart.kind == "line" and chart.labels == "all":
        beyond = [text for row in chart.series for text in row.labels]
    ends = [end_text(chart, index) for index in range(len(chart.series))] if choice.ends else []
    if chart.second_axis is not None:
        ends = [tick.text for tick in chart.second_axis.ticks]
    ticks = [tick.text for tick in axis_of(chart).ticks] if choice.axis else []
    return plot_box(
        chart,
        style,
        legend=choice.legend,
        axis=_widest(ticks, style),
        label=_widest(list(chart.total.labels), style)
        if chart.total is not None
        else ""
        if chart.stacked or choice.ends
        else _widest(beyond, style),
        ends=_widest(ends, style),
    )


def _widest(texts: list[str], style: ChartStyle) -> str:
    return max(texts, key=lambda text: text_width(text, style.size), default="")


def _bars(model: ChartModel, chosen: Sequence[int] | None = None) -> str:
    chart = model.chart
    chosen = range(len(chart.series)) if chosen is None else chosen
    stacked = chart.stacked and len(chart.series) > 1
    edge = model.edge(9_525) if stacked else ""
    series = []
    for index in chosen:
        fill = model.colours[index]
        ink = readable_on(fill, model.style) if stacked else None
        if model.choice.ends:
            shown = _stack_labels(model, index, ink)
        else:
            shown = model.values(index, "ctr" if stacked else "outEnd", ink)
        shape = f'<c:spPr>{solid(fill)}{model.outline(fill) or edge}</c:spPr><c:invertIfNegative val="0"/>'
        series.append(f"<c:ser>{model.head(index)}{shape}{shown}{model.tail(index)}</c:ser>")
    if chart.total is not None and chart.kind == "bar":
        series.append(_totals_beside(model, chart.total))
    overlap = 100 if stacked else 0 if len(chosen) == 1 else -8
    return (
        f'<c:barChart><c:barDir val="{"bar" if chart.kind == "bar" else "col"}"/>'
        f'<c:grouping val="{_grouping(chart) if stacked else "clustered"}"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:gapWidth val="{bar_gap(chart, len(chosen))}"/><c:overlap val="{overlap}"/>{AXES}</c:barChart>'
    )


def _stack_labels(model: ChartModel, index: int, ink: Colour | None) -> str:
    """Return the labels of a series of stacked columns: values inside, and right of the last stack the series' name
    with its value, all names on one left edge, moved up or down where they would touch.
    """
    chart, style, box = model.chart, model.style, model.box
    last = len(chart.categories) - 1
    each = [label(point, model.content(index, point, ink), "ctr") for point in sorted(model.choice.points[index])]
    code = model.codes[index].get(last)
    if chart.labels == "none":
        content, code = text_content(model.text_style.rich(((LabelRun(chart.series[index].name, True),),))), None
    else:
        content = end_content(chart.series[index], index, last, code, model.text_style, bold=False)
    slot = box.width / len(chart.categories)
    column = slot / (1 + bar_gap(chart, len(chart.series)) / 100)
    across = (column / 2 + _BESIDE_STACK * style.size + end_width(chart, index, style) / 2) * _POINT / style.width
    middles = stack_middles(chart, box)
    moves = moves_apart(middles, end_step(style), box.height) or [0.0] * len(middles)
    down = -moves[index] * _POINT / style.height if abs(moves[index]) > _UNSEEN else 0.0
    layout = f'<c:layout><c:manualLayout><c:x val="{across:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    each.append(label(last, content, "ctr", layout=layout, fields=code is not None))
    return labels(each, model.text_style, "ctr", ink, rest=None, tail=NO_LEADER_LINES)


def _totals_above(model: ChartModel, total: SeriesNode) -> str:
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


def _grouping(chart: ChartNode) -> str:
    """Return the grouping of stacked series."""
    return "percentStacked" if chart.shares else "stacked"


def _lines(model: ChartModel, chosen: Sequence[int] | None = None, axes: str = AXES) -> str:
    series = []
    for index in range(len(model.chart.series)) if chosen is None else chosen:
        ink = model.colours[index]
        dash = _DASHES[index % len(_DASHES)]
        width = _THICK if model.style.size >= _LARGE else _THIN
        line = f'<a:ln w="{width}" cap="rnd">{solid(ink)}<a:prstDash val="{dash}"/><a:round/></a:ln>'
        shown = _end_label(model, index, ink) if model.choice.ends else _line_values(model, index, ink)
        marker = _marker(model, index, ink, line)
        series.append(
            f"<c:ser>{model.head(index)}<c:spPr>{line}</c:spPr>{marker}{shown}{model.tail(index)}"
            '<c:smooth val="0"/></c:ser>'
        )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}<c:marker val="1"/>{axes}'
        "</c:lineChart>"
    )


def _line_values(model: ChartModel, index: int, ink: Colour) -> str:
    """Return the labels of a line's points: of a single line, or of all lines where the author wants them, each in the
    colour of its line.
    """
    points = sorted(model.choice.points[index])
    if model.chart.labels == "all":
        clear = place_clear_labels(model.chart, model.style, model.box, model.scale)
        coloured = len(clear) > 1 and model.is_legible(ink)
        return model.values(index, "t", ink if coloured else None, places=clear[index])
    places = place_labels(model.chart, model.style, model.box, model.scale, points) if points else None
    return model.values(index, "t", places=places)


def _marker(model: ChartModel, index: int, ink: Colour, line: str) -> str:
    """Return the markers of a line drawn as `line`; of many points only the last has one, and those between two gaps,
    as no line shows them.
    """
    symbol = _MARKERS[index % len(_MARKERS)]
    shape = f"<c:spPr>{solid(ink)}{model.edge(9_525)}</c:spPr>"
    size = 10 if model.style.size >= _LARGE else 7
    marker = f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>{shape}</c:marker>'
    if len(model.chart.categories) <= _MOST_MARKERS:
        return marker
    values = (None, *model.chart.series[index].values, None)
    known = [i for i in range(len(values) - 2) if values[i + 1] is not None]
    marked = [i for i in known if i == known[-1] or (values[i] is None and values[i + 2] is None)]
    points = "".join(
        f'<c:dPt><c:idx val="{i}"/>{marker}<c:bubble3D val="0"/><c:spPr>{line}</c:spPr></c:dPt>' for i in marked
    )
    return f'<c:marker><c:symbol val="none"/></c:marker>{points}'


def _end_label(model: ChartModel, index: int, ink: Colour) -> str:
    """Return the series' name and last value, right of the line's end, moved where another label would touch it."""
    last = max(model.choice.points[index])
    code = model.codes[index].get(last)
    words = ink if model.is_legible(ink) else None
    if model.chart.labels == "none":
        name = LabelRun(model.chart.series[index].name, True)
        content, code = text_content(model.text_style.rich(((name,),), words, index)), None
    else:
        content = end_content(model.chart.series[index], index, last, code, model.text_style, words)
    move = _end_moves(model)[index]
    layout = ""
    if abs(move) > _UNSEEN:
        down = -move * _POINT / model.style.height
        layout = f'<c:layout><c:manualLayout><c:x val="0.0000"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
    shown = label(last, content, "r", layout=layout, fields=code is not None)
    return labels([shown], model.text_style, "", None, rest=None, tail=NO_LEADER_LINES if layout else "")


def _end_moves(model: ChartModel) -> list[float]:
    """Return how far up each label at the end of a line moves, in points."""
    low, high = model.scale.low, model.scale.high
    heights = [
        model.box.height * float((row.values[-1] or Decimal(0)) - low) / float(high - low) for row in model.chart.series
    ]
    return moves_apart(heights, end_step(model.style), model.box.height) or [0.0] * len(heights)


def _areas(model: ChartModel, chosen: Sequence[int] | None = None) -> str:
    chosen = range(len(model.chart.series)) if chosen is None else chosen
    grouping = _grouping(model.chart) if model.chart.stacked else "standard"
    fills = {index: _area_fill(model, model.colours[index]) for index in chosen}
    series = "".join(
        f"<c:ser>{model.head(index)}<c:spPr>{fill}</c:spPr>{model.tail(index)}</c:ser>" for index, fill in fills.items()
    )
    return f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{AXES}</c:areaChart>'


def _area_fill(model: ChartModel, ink: Colour) -> str:
    """Return the fill of an area: light with a strong edge, so that it hides no other; solid and parted from its
    neighbours if areas are stacked.
    """
    if model.chart.stacked:
        return f"{solid(ink)}{model.outline(ink) or model.edge(9_525)}"
    edge = model.outline(ink) or f'<a:ln w="{_EDGE}">{solid(ink)}<a:round/></a:ln>'
    return f"{solid(ink, _TINT)}{edge}"

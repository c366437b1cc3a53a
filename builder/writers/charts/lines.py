"""Lines and areas (ECMA-376 part 1, 21.2.2.3 and 21.2.2.97).

The outline of an area in Office runs along its sides and its foot too, and its labels have no position (21.2.2.48). The
strong edge of an area and the name at its end therefore belong to a line over the same cells of the workbook. These
lines follow all other series, so that the numbers of these do not depend on them.

Stacked areas need no edge: they are parted by gaps. The names of their bands are text boxes and not labels of lines:
LibreOffice's Writer reads charts through OpenDocument, where lines beside stacked areas are not stacked, and lines
beside areas of 100 % have no scale of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.writers.charts.axes import AXES
from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.geometry import PlotBox, is_stack
from builder.writers.charts.labels import NO_LEADER_LINES, labels
from builder.writers.charts.line_labels import place_clear_labels, place_labels
from builder.writers.charts.name_labels import name_label
from builder.writers.charts.series_names import (
    BETWEEN,
    FARTHEST_BAND,
    band_middles,
    end_heights,
    moves_apart,
    name_step,
    name_width,
    named_point,
    value_of_name,
)
from builder.writers.charts.style import Colour, colour
from builder.writers.charts.text import LABEL_INSET, LabelRun, solid
from builder.writers.charts.text_boxes import TextBox

__all__ = ["areas", "band_names", "lines"]

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
_TINT, _LIGHT_TINT = 30_000, 15_000
"""Opacity of an area behind its edge, and of one among others that overlap, in thousandths of a percent."""
_ON_DARK = 15_000
"""What is added on a background darker than `_DARK` in luminance, where a tint is less visible."""
_DARK = 0.18


def lines(model: ChartModel, chosen: Sequence[int], axes: str = AXES, *, edged: Sequence[int] = ()) -> str:
    """Return the lines of the series `chosen` with their labels, then the edges of the areas `edged`."""
    series = []
    for index in chosen:
        ink = model.colours[index]
        line = _line(model, ink, _DASHES[index % len(_DASHES)], "rnd")
        shown = _end_name(model, index) if model.choice.ends else _line_values(model, index, ink)
        marker = _marker(model, index, ink, line)
        series.append(
            f"<c:ser>{model.head(index)}<c:spPr>{line}</c:spPr>{marker}{shown}{model.tail(index)}"
            '<c:smooth val="0"/></c:ser>'
        )
    series += [_edge(model, index, place) for place, index in enumerate(edged)]
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
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


def areas(model: ChartModel, chosen: Sequence[int]) -> str:
    """Return the fills of the areas of the series `chosen`: light, so that none hides another, or
    solid and parted from their neighbours if areas are stacked.
    """
    background = colour(model.style.background, model.style)
    tint = (_TINT if len(chosen) == 1 else _LIGHT_TINT) + (_ON_DARK if background.luminance < _DARK else 0)
    series = ""
    for index in chosen:
        ink = model.colours[index]
        if is_stack(model.chart):
            look = f"{solid(ink)}{model.outline(ink) or model.edge(9_525)}"
        else:
            look = f"{solid(ink, tint)}<a:ln><a:noFill/></a:ln>"
        series += f"<c:ser>{model.head(index)}<c:spPr>{look}</c:spPr>{model.tail(index)}</c:ser>"
    grouping = model.grouping if is_stack(model.chart) else "standard"
    return f'<c:areaChart><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}{AXES}</c:areaChart>'


def band_names(model: ChartModel) -> list[TextBox]:
    """Return the names of stacked areas with their last values, each beside the end of its band, moved up or down where
    it would touch another.
    """
    chart, box, style = model.chart, model.box, model.style
    shares = band_middles(chart, model.scale.high - model.scale.low, named_point(chart))
    heights = [box.height * share for share in shares]
    step = name_step(style)
    moves = moves_apart(heights, step, box.height, FARTHEST_BAND) or [0.0] * len(heights)
    left, boxes = box.right + 2 * LABEL_INSET, []
    for index, (height, move) in enumerate(zip(heights, moves, strict=True)):
        middle, value = box.bottom - height - move, value_of_name(chart, index)
        name = LabelRun(chart.series[index].name, bold=True)
        words = (name, LabelRun(BETWEEN + value)) if value else (name,)
        frame = PlotBox(left, middle - step / 2, left + name_width(chart, index, style), middle + step / 2)
        boxes.append(TextBox((words,), frame, "l"))
    return boxes


def _edge(model: ChartModel, index: int, place: int) -> str:
    """Return the line along the top of an area, the one at `place` among them, dashed where a legend names it."""
    dash = "solid" if model.choice.ends else _DASHES[index % len(_DASHES)]
    line = _line(model, model.colours[index], dash, "flat")
    shown = _end_name(model, index) if model.choice.ends else ""
    return (
        f"<c:ser>{model.head(index, len(model.chart.series) + place)}<c:spPr>{line}</c:spPr>"
        f'<c:marker><c:symbol val="none"/></c:marker>{shown}{model.tail(index)}<c:smooth val="0"/></c:ser>'
    )


def _line(model: ChartModel, ink: Colour, dash: str, cap: str) -> str:
    width = _THICK if model.style.size >= _LARGE else _THIN
    return f'<a:ln w="{width}" cap="{cap}">{solid(ink)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


def _end_name(model: ChartModel, index: int) -> str:
    """Return the series' name and last value right of its end, in its colour, moved where another would touch it."""
    heights = end_heights(model.chart, model.box, model.scale.low, model.scale.high)
    moves = moves_apart(heights, name_step(model.style), model.box.height) or [0.0] * len(heights)
    ink = model.colours[index] if model.is_legible(model.colours[index]) else None
    # A line has a marker at its end, from which its name keeps its distance; an area has none.
    across = LABEL_INSET if model.chart.kind == "area" else 0.0
    name = name_label(model, index, "r", (across, -moves[index]), ink=ink, bold=True)
    return labels([name], model.text_style, "", None, rest=None, tail=NO_LEADER_LINES)

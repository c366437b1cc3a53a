"""Positions of the labels of a line: above peaks, below valleys, on the free side of slopes, never on the line.

Each label tries the positions that suit its point, in order, and takes the first where it touches neither the line nor
another label. A slope that is too steep for all of them leaves the sides free: the label is then moved sideways by a
manual layout (ECMA-376 part 1, 21.2.2.88).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.axes import Scale
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LABEL_GAP, LINE, text_width

__all__ = ["LabelPlace", "category_shares", "place_clear_labels", "place_labels"]

_POINT = 12_700
_TOUCH = 1.0
"""Points of line inside a label that nobody sees."""
_MARKER = 4.0
"""Points from the middle of a marker to its edge."""
_AXIS_WEIGHT = 0.01
"""The axis line is thin and pale: a label stays clear of it where it can."""
_DAYS = {"day": 1.0, "month": 30.44, "year": 365.25}

_Point = tuple[float, float]
_Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in points of the chart."""


class LabelPlace(Struct, frozen=True):
    """The position of a label (`t`, `b`, `l` or `r`), its move from there in shares of the chart's size, and whether it
    is clear of the line and of other labels.
    """

    position: str
    move: _Point = (0.0, 0.0)
    clear: bool = True


def category_shares(chart: ChartNode) -> list[float]:
    """Return the place of each category across the plot, from 0 (left) to 1."""
    count = len(chart.categories)
    time = chart.time
    if time is None:
        return [(index + 0.5) / count for index in range(count)]
    unit = _DAYS[time.unit]
    span = time.positions[-1] - time.positions[0] + unit
    return [(position - time.positions[0] + unit / 2) / span for position in time.positions]


def place_labels(
    chart: ChartNode, style: ChartStyle, box: PlotBox, scale: Scale, labelled: Iterable[int]
) -> dict[int, LabelPlace]:
    """Return the places of the labels of the first series, by point."""
    points = _points(chart, chart.series[0], box, scale)
    places: dict[int, LabelPlace] = {}
    field = _Field(style, box, _lines(points), _zero_line(box, scale), [])
    for index in labelled:
        place = _place(points, index, chart.series[0].labels[index], field)
        if place is not None:
            places[index], area = place
            field.taken.append(area)
    return places


def place_clear_labels(
    chart: ChartNode, style: ChartStyle, box: PlotBox, scale: Scale
) -> tuple[dict[int, LabelPlace], ...]:
    """Return the places of the labels of all lines, by series and point; a label without a clear place has none."""
    rows = [_points(chart, series, box, scale) for series in chart.series]
    markers = [_marker(point) for points in rows for point in points if point is not None]
    field = _Field(style, box, [line for points in rows for line in _lines(points)], _zero_line(box, scale), markers)
    every: tuple[dict[int, LabelPlace], ...] = tuple({} for _ in rows)
    for series, points, places in zip(chart.series, rows, every, strict=True):
        for index in range(len(points)):
            place = _place(points, index, series.labels[index], field)
            if place is not None and place[0].clear:
                places[index], area = place
                field.taken.append(area)
    return every


class _Field(Struct, frozen=True):
    """What labels keep clear of: the lines, the axis, and the labels that have a place already and
    the markers of all lines.
    """

    style: ChartStyle
    box: PlotBox
    lines: Sequence[tuple[_Point, _Point]]
    axis: tuple[_Point, _Point]
    taken: list[_Area]


def _points(chart: ChartNode, series: SeriesNode, box: PlotBox, scale: Scale) -> list[_Point | None]:
    """Return the places of a line's points; None for a missing value."""
    height = float(scale.high - scale.low) or 1.0
    return [
        None
        if value is None
        else (box.left + share * box.width, box.bottom - float(value - scale.low) / height * box.height)
        for share, value in zip(category_shares(chart), series.values, strict=True)
    ]


def _marker(point: _Point) -> _Area:
    return point[0] - _MARKER, point[1] - _MARKER, point[0] + _MARKER, point[1] + _MARKER


def _lines(points: Sequence[_Point | None]) -> list[tuple[_Point, _Point]]:
    return [(before, after) for before, after in pairwise(points) if before is not None and after is not None]


def _zero_line(box: PlotBox, scale: Scale) -> tuple[_Point, _Point]:
    height = float(scale.high - scale.low) or 1.0
    base = box.bottom - max(0.0, -float(scale.low)) / height * box.height
    return (box.left, base), (box.right, base)


def _place(points: Sequence[_Point | None], index: int, text: str, field: _Field) -> tuple[LabelPlace, _Area] | None:
    """Return the best place of a point's label with the area that it takes; None for a missing value."""
    point = points[index]
    if point is None:
        return None
    before = points[index - 1] if index else None
    after = points[index + 1] if index + 1 < len(points) else None
    style = field.style
    size = (text_width(text, style.size), LINE * style.size)
    options = [(name, move, _area(point, size, name, move)) for name, move in _options(before, point, after, size)]
    costs = [
        _cost(area, field.lines, field.taken, style, field.box) + _AXIS_WEIGHT * _inside(*field.axis, area)
        for _, _, area in options
    ]
    best = costs.index(min(costs))
    name, move, area = options[best]
    shares = (move[0] * _POINT / style.width, move[1] * _POINT / style.height)
    return LabelPlace(name, shares, costs[best] < _TOUCH), area


def _options(before: _Point | None, point: _Point, after: _Point | None, size: _Point) -> list[tuple[str, _Point]]:
    """Return the positions to try for a point, the best first, each with its move in points. Heights grow downwards."""
    rise_before = 0.0 if before is None else before[1] - point[1]
    rise_after = 0.0 if after is None else after[1] - point[1]
    aside = size[0] / 2
    above, below = ("t", (0.0, 0.0)), ("b", (0.0, 0.0))
    if rise_before >= 0 and rise_after >= 0:  # a peak: both neighbours are lower
        return [above, below]
    if rise_before <= 0 and rise_after <= 0:  # a valley
        return [below, above]
    rising = rise_before > 0
    left, right = (-aside, 0.0), (aside, 0.0)
    upper, lower = (("t", left), ("b", right)) if rising else (("t", right), ("b", left))
    return [above, below, upper, lower]


def _area(point: _Point, size: _Point, position: str, move: _Point) -> _Area:
    """Return the rectangle of a label above or below a point."""
    left = point[0] + move[0] - size[0] / 2
    top = point[1] - LABEL_GAP - size[1] if position == "t" else point[1] + LABEL_GAP
    return left, top + move[1], left + size[0], top + move[1] + size[1]


def _cost(
    area: _Area, lines: Sequence[tuple[_Point, _Point]], taken: Sequence[_Area], style: ChartStyle, box: PlotBox
) -> float:
    """Return how much of a label is hidden: the points of line inside it, the overlap with other labels, and what is
    beyond the plot or the chart.
    """
    left, top, right, bottom = area
    crossed = sum(_inside(start, end, area) for start, end in lines if start[0] <= right and end[0] >= left)
    shared = sum(
        max(0.0, min(right, label_box[2]) - max(left, label_box[0]))
        * max(0.0, min(bottom, label_box[3]) - max(top, label_box[1]))
        for label_box in taken
    )
    beyond = max(0.0, -left) + max(0.0, right - style.width / _POINT) + max(0.0, -top) + max(0.0, bottom - box.bottom)
    return crossed + shared + beyond


def _inside(start: _Point, end: _Point, area: _Area) -> float:
    """Return the length of a line inside a rectangle (Liang and Barsky's clipping)."""
    across, down = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for delta, near, far in (
        (across, area[0] - start[0], area[2] - start[0]),
        (down, area[1] - start[1], area[3] - start[1]),
    ):
        if delta == 0:
            if near > 0 or far < 0:
                return 0.0
            continue
        enter, leave = sorted((near / delta, far / delta))
        first, last = max(first, enter), min(last, leave)
    return float(max(0.0, last - first) * (across**2 + down**2) ** 0.5)

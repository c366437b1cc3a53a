"""Names beside the points of a scatter chart: each where it touches no point, no other name and no edge, or not at all.

The points farthest from the others choose first: they are those that readers ask about. Each takes the free place that
leaves most places to the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.axes import Scale
from builder.writers.charts.geometry import PlotBox
from builder.writers.charts.line_labels import LabelPlace
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LABEL_GAP, text_width

__all__ = ["PointNames", "place_names"]

_POINT = 12_700
_MOST = 40
"""Points whose names are written unless the author wants none or all: more of them would cover the cloud."""
_MOST_ASKED = 200
_SCALES = (1.0, 0.9, 0.8, 0.7)
"""Sizes of the names as shares of the chart's, where the author wants all."""
_HEIGHT = 1.15
"""Height of a name in type sizes."""
_SLANT = 0.8
"""How far a name beside a point moves up or down, as a share of its height."""

_Point = tuple[float, float]
_Area = tuple[float, float, float, float]
"""Left, top, right, bottom, in points of the chart."""


class PointNames(Struct, frozen=True):
    """The places of the names of each series, by point, and their size as a share of the chart's."""

    places: tuple[dict[int, LabelPlace], ...]
    scale: float = 1.0


class _Candidate(Struct, frozen=True):
    """A place that a name may take."""

    place: LabelPlace
    area: _Area


class _Named(Struct, frozen=True):
    """A point with a name, and the places that touch no point and no edge, the best first."""

    series: int
    index: int
    candidates: tuple[_Candidate, ...]
    apart: float
    """How far it is from the middle of all points."""


def place_names(
    chart: ChartNode, x: SeriesNode, style: ChartStyle, box: PlotBox, scales: tuple[Scale, Scale], radius: float
) -> PointNames:
    """Return the places of the names of points whose markers have this `radius`; `scales` are those of both axes."""
    rows = tuple(_points(x, row, box, scales) for row in chart.series)
    count = sum(len(row) for row in rows)
    most = _MOST_ASKED if chart.labels == "all" else _MOST
    none = PointNames(tuple({} for _ in rows))
    if not chart.categories or chart.labels == "none" or count > most:
        return none
    best = none
    for scale in _SCALES if chart.labels == "all" else _SCALES[:1]:
        smaller = replace(style, size=style.size * scale)
        places = _placed(chart.categories, rows, smaller, box, radius)
        if _counted(places) > _counted(best.places):
            best = PointNames(places, scale)
        if _counted(places) == count:
            break
    return best


def _counted(places: Iterable[dict[int, LabelPlace]]) -> int:
    return sum(map(len, places))


def _points(x: SeriesNode, row: SeriesNode, box: PlotBox, scales: tuple[Scale, Scale]) -> dict[int, _Point]:
    """Return the places of the points of a series, by their position in it."""
    across, up = scales
    width, height = float(across.high - across.low), float(up.high - up.low)
    return {
        index: (
            box.left + float(left - across.low) / width * box.width,
            box.bottom - float(value - up.low) / height * box.height,
        )
        for index, (left, value) in enumerate(zip(x.values, row.values, strict=True))
        if left is not None and value is not None
    }


def _placed(
    names: Sequence[str], rows: Sequence[dict[int, _Point]], style: ChartStyle, box: PlotBox, radius: float
) -> tuple[dict[int, LabelPlace], ...]:
    """Return the places of all names that find one."""
    every = [point for row in rows for point in row.values()]
    markers = [(x - radius, y - radius, x + radius, y + radius) for x, y in every]
    middle = (sum(x for x, _ in every) / len(every), sum(y for _, y in every) / len(every))
    waiting = []
    for series, row in enumerate(rows):
        for index, point in row.items():
            clear = tuple(
                candidate
                for candidate in _candidates(point, names[index], style, radius)
                if _is_inside(candidate.area, style, box)
                and not any(_overlap(candidate.area, marker) for marker in markers)
            )
            apart = abs(point[0] - middle[0]) / box.width + abs(point[1] - middle[1]) / box.height
            if clear:
                waiting.append(_Named(series, index, clear, apart))
    waiting.sort(key=lambda named: -named.apart)
    taken: list[_Area] = []
    places: tuple[dict[int, LabelPlace], ...] = tuple({} for _ in rows)
    while waiting:
        named = waiting.pop(0)
        free = [each for each in named.candidates if not any(_overlap(each.area, area) for area in taken)]
        if free:
            chosen = min(free, key=lambda candidate: _lost(candidate.area, waiting))
            places[named.series][named.index] = chosen.place
            taken.append(chosen.area)
    return places


def _lost(area: _Area, waiting: Sequence[_Named]) -> int:
    """Return how many places of other names an area would take."""
    return sum(_overlap(area, candidate.area) for named in waiting for candidate in named.candidates)


def _candidates(point: _Point, name: str, style: ChartStyle, radius: float) -> Iterator[_Candidate]:
    """Yield the places to try for a name: right, left, above, below, then those beside the point moved up or down."""
    width, height = text_width(name, style.size), _HEIGHT * style.size
    gap = radius + LABEL_GAP - 1.5
    x, y = point
    beside = {"r": (x + gap, y - height / 2), "l": (x - gap - width, y - height / 2)}
    over = {"t": (x - width / 2, y - gap - height), "b": (x - width / 2, y + gap)}
    for position, (left, top) in {**beside, **over}.items():
        yield _Candidate(LabelPlace(position), (left, top, left + width, top + height))
    for position, (left, top) in beside.items():
        for move in (-_SLANT * height, _SLANT * height):
            place = LabelPlace(position, (0.0, move * _POINT / style.height))
            yield _Candidate(place, (left, top + move, left + width, top + move + height))


def _is_inside(area: _Area, style: ChartStyle, box: PlotBox) -> bool:
    """Return True if a name is in the plot, or right of it in the chart."""
    left, top, right, bottom = area
    return left >= box.left and right <= style.width / _POINT - 2 and top >= box.top and bottom <= box.bottom


def _overlap(first: _Area, second: _Area) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]

"""Charts of shares: pies and doughnuts. Every slice is labelled with its category and value; a legend is needed only
where a slice of zero cannot be seen.

Labels surround the circle. Overlapping ones are moved by a manual layout of DrawingML: an offset, as a share of the
chart's size, from the automatic position (ECMA-376 part 1, 21.2.2.88).
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, sqrt

from msgspec import Struct

from builder.writers.charts.chart_model import ChartModel
from builder.writers.charts.geometry import PlotBox, legend_height
from builder.writers.charts.labels import label, labels, text_content
from builder.writers.charts.style import readable_on
from builder.writers.charts.text import LINE, solid, text_width, wrap

__all__ = ["circle_box", "doughnut", "pie"]

_HOLE = 58
"""Per cent of the outer radius."""
_POINT = 12_700
_NAME_SHARE = 0.26
"""The most of the chart's width that a label may take; longer names wrap."""


class _Label(Struct):
    """A slice's label: its lines (the name's, then the value's), its size, the angle of the slice's middle (clockwise
    from the top), and its centre in points from the circle's."""

    index: int
    lines: tuple[str, ...]
    width: float
    height: float
    angle: float = 0.0
    x: float = 0.0
    y: float = 0.0


class _Ring(Struct, frozen=True):
    """A circle with the labels around it: its radius and the height of its centre, in points."""

    radius: float
    middle: float
    labels: tuple[_Label, ...] = ()


def pie(scene: ChartModel) -> str:
    """Return a pie with its labels around it."""
    ring = _ring(scene)
    each = []
    for one in ring.labels:
        before = _outside(one, ring.radius, scene.style.size)
        moved = abs(one.y - before[1]) > 1 or abs(one.x - before[0]) > 0.5 * one.width
        each.append(_slice_label(scene, one, "outEnd", before if moved else None))
    shown = labels(scene.chart, each, scene.voice, "outEnd", None, rest=True, tail='<c:showLeaderLines val="0"/>')
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser>{scene.head(0)}{_slices(scene)}{shown}{scene.tail(0)}</c:ser>'
        '<c:firstSliceAng val="0"/></c:pieChart>'
    )


def doughnut(scene: ChartModel) -> str:
    """Return a ring with its labels around it, or a ring for each series with the values inside."""
    several = len(scene.chart.series) > 1
    rings = []
    for index in range(len(scene.chart.series)):
        each = _inside(scene, index) if several else _around(scene)
        tail = '<c:showLeaderLines val="0"/>'
        shown = labels(scene.chart, each, scene.voice, "", None, rest=True, tail=tail)
        rings.append(f"<c:ser>{scene.head(index)}{_slices(scene)}{shown}{scene.tail(index)}</c:ser>")
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{"".join(rings)}<c:firstSliceAng val="0"/>'
        f'<c:holeSize val="{30 if several else _HOLE}"/></c:doughnutChart>'
    )


def circle_box(scene: ChartModel) -> PlotBox:
    """Return the square around the circle, with space for labels on all sides."""
    ring, centre = _ring(scene), scene.style.width / _POINT / 2
    return PlotBox(centre - ring.radius, ring.middle - ring.radius, centre + ring.radius, ring.middle + ring.radius)


def _slices(scene: ChartModel) -> str:
    """Return `c:dPt` for each slice: its colour, and an edge in the background's."""
    return "".join(
        f'<c:dPt><c:idx val="{i}"/><c:bubble3D val="0"/><c:spPr>{solid(fill)}{scene.edge(19_050)}</c:spPr></c:dPt>'
        for i, fill in enumerate(scene.colours)
    )


def _slice_label(scene: ChartModel, one: _Label, position: str, start: tuple[float, float] | None) -> str:
    """Return the label of a slice, moved from its automatic position `start`; not moved if that is None."""
    layout = ""
    if start is not None:
        across = (one.x - start[0]) * _POINT / scene.style.width
        down = (one.y - start[1]) * _POINT / scene.style.height
        place = f'<c:manualLayout><c:x val="{across:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout>'
        layout = f"<c:layout>{place}</c:layout>"
    last = len(one.lines) - 1
    lines = tuple((line, number == last and last > 0) for number, line in enumerate(one.lines))
    return label(one.index, text_content(scene.voice.rich(lines)), position, layout=layout)


def _inside(scene: ChartModel, index: int) -> list[str]:
    texts = scene.chart.series[index].labels
    inks = [readable_on(fill, scene.style) for fill in scene.colours]
    return [
        label(i, text_content(scene.voice.rich(((texts[i], False),), inks[i])), "")
        for i in sorted(scene.choice.points[index])
    ]


def _around(scene: ChartModel) -> list[str]:
    """Return the labels of a ring. A doughnut has no outside position: each label is moved from the middle of the
    ring's band.
    """
    ring = _ring(scene)
    band = ring.radius * (100 + _HOLE) / 200
    return [_slice_label(scene, one, "", (band * sin(one.angle), -band * cos(one.angle))) for one in ring.labels]


def _ring(scene: ChartModel) -> _Ring:
    """Return the circle and its labels. Names and values are on separate lines, on one line if there are many
    labels.
    """
    size, width, height = scene.style.size, scene.style.width / _POINT, scene.style.height / _POINT
    legend = legend_height(scene.chart, scene.style) if scene.choice.legend else 0.0
    if len(scene.chart.series) > 1:
        radius = min((height - legend - size) / 2, width / 2 - size)
        radius = max(radius, 0.2 * min(width, height))
        return _Ring(radius, height - radius)
    height -= legend
    found = _measured(scene, one_line=False)
    if any(sum(one.height for one in side) > height for side in _sides(found)):
        found = _measured(scene, one_line=True)
    wide = max((one.width for one in found), default=0.0)
    tall = max((one.height for one in found), default=0.0)
    radius = min(height / 2 - tall - 0.8 * size, width / 2 - wide - 1.2 * size)
    radius = max(radius, 0.2 * min(width, height))
    for one in found:
        one.x, one.y = _outside(one, radius, size)
    for side in _sides(found):
        _move_apart(side, radius + 0.4 * size, height / 2)
    return _Ring(radius, legend + height / 2, tuple(found))


def _measured(scene: ChartModel, one_line: bool) -> list[_Label]:
    """Return the labels with their sizes and angles, in the order of the slices."""
    size, series = scene.style.size, scene.chart.series[0]
    values = [abs(float(value or 0)) for value in series.values]
    total = sum(values) or 1.0
    turned, found = 0.0, []
    for index, (name, value, text) in enumerate(zip(scene.chart.categories, values, series.labels, strict=True)):
        if index in scene.choice.points[0]:
            lines = (*wrap(name, _NAME_SHARE * scene.style.width / _POINT, size), text)
            lines = (f"{name}\u00a0\u00a0{text}",) if one_line else lines
            widest = max(text_width(line, size) for line in lines)
            found.append(_Label(index, lines, widest, LINE * size * len(lines), 2 * pi * (turned + value / 2) / total))
        turned += value
    return found


def _sides(found: list[_Label]) -> tuple[list[_Label], list[_Label]]:
    """Return the labels right of the circle and those left of it."""
    return [one for one in found if sin(one.angle) >= 0], [one for one in found if sin(one.angle) < 0]


def _outside(one: _Label, radius: float, size: float) -> tuple[float, float]:
    """Return the position of a label that touches the circle from outside."""
    clear = radius + 0.4 * size
    return sin(one.angle) * (clear + one.width / 2), -cos(one.angle) * (clear + one.height / 2)


def _move_apart(side: list[_Label], radius: float, lowest: float) -> None:
    """Separate the labels of one side vertically, from the top down and then back up from the chart's lower edge, and
    keep them clear of the circle.
    """
    side.sort(key=lambda one: one.y)
    for above, below in pairwise(side):
        below.y = max(below.y, above.y + (above.height + below.height) / 2)
    for one in reversed(side):
        one.y = min(one.y, lowest - one.height / 2)
        lowest = one.y - one.height / 2
        nearest = max(0.0, abs(one.y) - one.height / 2)
        if nearest < radius:
            clear = sqrt(radius**2 - nearest**2) + one.width / 2
            one.x = max(abs(one.x), clear) if sin(one.angle) >= 0 else -max(abs(one.x), clear)

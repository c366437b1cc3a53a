"""Charts of shares: pies and doughnuts. Every slice says its category and its value: there is no legend to look up.

Labels stand around the circle. Where two would overlap they are moved apart, by what DrawingML calls a manual layout: a
move, as a share of the chart's size, from where the label would stand (ECMA-376 part 1, 21.2.2.88).
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin, sqrt

from msgspec import Struct

from builder.writers.charts.geometry import Box, legend_height
from builder.writers.charts.labels import label, labels
from builder.writers.charts.scene import Scene
from builder.writers.charts.style import readable_on
from builder.writers.charts.text import LINE, solid, text_width, wrap

__all__ = ["circle_box", "doughnut", "pie"]

_HOLE = 58
"""Per cent of the outer radius."""
_POINT = 12_700
_NAME_SHARE = 0.26
"""The most of the chart's width that a label may take; longer names wrap."""


class _Label(Struct):
    """A slice's label: its lines, its size, the angle of the slice's middle (clockwise from the top), and its centre in
    points from the circle's."""

    index: int
    lines: tuple[str, ...]
    width: float
    height: float
    angle: float = 0.0
    x: float = 0.0
    y: float = 0.0


def pie(scene: Scene) -> str:
    """A pie with its labels around it."""
    each = []
    for one in _labels(scene):
        before = _outside(one, scene)
        moved = abs(one.y - before[1]) > 1 or abs(one.x - before[0]) > 0.5 * one.width
        each.append(_slice_label(scene, one, "outEnd", before if moved else None))
    shown = labels(scene.chart, each, scene.voice, "outEnd", None, rest=True, tail='<c:showLeaderLines val="0"/>')
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser>{scene.head(0)}{_slices(scene)}{shown}{scene.tail(0)}</c:ser>'
        '<c:firstSliceAng val="0"/></c:pieChart>'
    )


def doughnut(scene: Scene) -> str:
    """A ring with its labels around it, or a ring for each series with the values inside."""
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


def circle_box(scene: Scene) -> Box:
    """The square around the circle, with room for labels on all sides."""
    size, width, height = scene.style.size, scene.style.width / _POINT, scene.style.height / _POINT
    if scene.choice.legend:
        radius = min((height - legend_height(scene.chart, scene.style) - size) / 2, width / 2 - size)
        middle = height - radius - size / 2
    else:
        sizes = [_measured(scene, index) for index in scene.choice.points[0]]
        wide = max((one.width for one in sizes), default=0.0)
        tall = max((one.height for one in sizes), default=0.0)
        radius = min(height / 2 - tall - 0.8 * size, width / 2 - wide - 1.2 * size)
        middle = height / 2
    radius = max(radius, 0.2 * min(width, height))
    middle = min(middle, height - radius)
    return Box(width / 2 - radius, middle - radius, width / 2 + radius, middle + radius)


def _slices(scene: Scene) -> str:
    """`c:dPt` for each slice: its colour, and an edge in the background's."""
    return "".join(
        f'<c:dPt><c:idx val="{i}"/><c:bubble3D val="0"/><c:spPr>{solid(fill)}{scene.edge(19_050)}</c:spPr></c:dPt>'
        for i, fill in enumerate(scene.colours)
    )


def _slice_label(scene: Scene, one: _Label, position: str, start: tuple[float, float] | None) -> str:
    """The label of a slice, moved from `start`, where it would stand by itself; not moved where that is None."""
    layout = ""
    if start is not None:
        across = (one.x - start[0]) * _POINT / scene.style.width
        down = (one.y - start[1]) * _POINT / scene.style.height
        place = f'<c:manualLayout><c:x val="{across:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout>'
        layout = f"<c:layout>{place}</c:layout>"
    value = scene.chart.series[0].labels[one.index]
    lines = (*((line, False) for line in one.lines), (value, True))
    return label(one.index, scene.voice.rich(lines), position, layout=layout)


def _inside(scene: Scene, index: int) -> list[str]:
    texts = scene.chart.series[index].labels
    inks = [readable_on(fill, scene.style) for fill in scene.colours]
    return [label(i, scene.voice.rich(((texts[i], False),), inks[i]), "") for i in sorted(scene.choice.points[index])]


def _around(scene: Scene) -> list[str]:
    """The labels of a ring. A doughnut knows no outside position: each is moved from the middle of the ring's band."""
    band = circle_box(scene).width / 2 * (100 + _HOLE) / 200
    return [_slice_label(scene, one, "", (band * sin(one.angle), -band * cos(one.angle))) for one in _labels(scene)]


def _measured(scene: Scene, index: int) -> _Label:
    size = scene.style.size
    lines = wrap(scene.chart.categories[index], _NAME_SHARE * scene.style.width / _POINT, size)
    value = scene.chart.series[0].labels[index]
    width = max(text_width(text, size) for text in (*lines, value))
    return _Label(index, lines, width, LINE * size * (len(lines) + 1))


def _outside(one: _Label, scene: Scene) -> tuple[float, float]:
    """Where a label stands that touches the circle from outside."""
    radius = circle_box(scene).width / 2 + 0.4 * scene.style.size
    return sin(one.angle) * (radius + one.width / 2), -cos(one.angle) * (radius + one.height / 2)


def _labels(scene: Scene) -> list[_Label]:
    """The labels around the circle, moved apart where two of one side would overlap, and clear of the circle."""
    values = [abs(float(value or 0)) for value in scene.chart.series[0].values]
    total = sum(values) or 1.0
    turned, found = 0.0, []
    for index, value in enumerate(values):
        if index in scene.choice.points[0]:
            one = _measured(scene, index)
            one.angle = 2 * pi * (turned + value / 2) / total
            one.x, one.y = _outside(one, scene)
            found.append(one)
        turned += value
    for right in (True, False):
        _move_apart([one for one in found if (sin(one.angle) >= 0) == right], scene)
    return found


def _move_apart(side: list[_Label], scene: Scene) -> None:
    """Give labels of one side heights of their own, from the top down and then back up from the chart's lower edge."""
    side.sort(key=lambda one: one.y)
    lowest = scene.style.height / _POINT / 2
    for above, below in pairwise(side):
        below.y = max(below.y, above.y + (above.height + below.height) / 2)
    for one in reversed(side):
        one.y = min(one.y, lowest - one.height / 2)
        lowest = one.y - one.height / 2
    radius = circle_box(scene).width / 2 + 0.4 * scene.style.size
    for one in side:
        nearest = max(0.0, abs(one.y) - one.height / 2)
        if nearest < radius:
            clear = sqrt(radius**2 - nearest**2) + one.width / 2
            one.x = max(abs(one.x), clear) if sin(one.angle) >= 0 else -max(abs(one.x), clear)

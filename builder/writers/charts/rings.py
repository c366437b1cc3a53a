"""Charts of shares: pies and doughnuts. Every slice says its category and its value, so there is no legend to look up."""

from __future__ import annotations

from math import cos, pi, sin

from builder.writers.charts.geometry import Box
from builder.writers.charts.labels import label, labels
from builder.writers.charts.scene import Scene
from builder.writers.charts.style import readable_on
from builder.writers.charts.text import solid, text_width

__all__ = ["doughnut", "pie", "ring_box"]

_MANY = 6
_HOLE = 58
"""Per cent of the outer radius."""
_POINT = 12_700
_LABEL_LINES = 2.6
"""Height of a slice's label, in type sizes: two lines."""


def _slices(scene: Scene) -> str:
    """`c:dPt` for each slice: its colour, and an edge in the background's."""
    return "".join(
        f'<c:dPt><c:idx val="{i}"/><c:bubble3D val="0"/><c:spPr>{solid(fill)}{scene.edge(19_050)}</c:spPr></c:dPt>'
        for i, fill in enumerate(scene.colours)
    )


def _slice_label(scene: Scene, index: int, position: str, layout: str = "") -> str:
    one = scene.chart.series[0]
    lines = ((scene.chart.categories[index], False), (one.labels[index], True))
    return label(index, scene.voice.rich(lines), position, layout=layout)


def pie(scene: Scene) -> str:
    """A pie with its labels around it; where slices are many, Office finds their places."""
    position = "bestFit" if len(scene.chart.categories) > _MANY else "outEnd"
    each = [_slice_label(scene, i, position) for i in sorted(scene.choice.points[0])]
    shown = labels(scene.chart, each, scene.voice, position, None, rest=True, tail='<c:showLeaderLines val="1"/>')
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser>{scene.head(0)}{_slices(scene)}{shown}{scene.tail(0)}</c:ser>'
        '<c:firstSliceAng val="0"/></c:pieChart>'
    )


def doughnut(scene: Scene) -> str:
    """A ring with its labels around it, or a ring for each series with the values inside."""
    several = len(scene.chart.series) > 1
    rings = []
    for index, one in enumerate(scene.chart.series):
        each = (
            [
                label(i, scene.voice.rich(((one.labels[i], False),), readable_on(scene.colours[i], scene.style)), "")
                for i in sorted(scene.choice.points[index])
            ]
            if several
            else _around(scene)
        )
        tail = '<c:showLeaderLines val="0"/>'
        shown = labels(scene.chart, each, scene.voice, "", None, rest=True, tail=tail)
        rings.append(f"<c:ser>{scene.head(index)}{_slices(scene)}{shown}{scene.tail(index)}</c:ser>")
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{"".join(rings)}<c:firstSliceAng val="0"/>'
        f'<c:holeSize val="{30 if several else _HOLE}"/></c:doughnutChart>'
    )


def ring_box(scene: Scene) -> Box:
    """The square that a doughnut fills, with room for labels on all sides."""
    size, width, height = scene.style.size, scene.style.width / _POINT, scene.style.height / _POINT
    if scene.choice.legend:
        radius = (height - scene.box.top - size) / 2
        middle = scene.box.top + radius
    else:
        wide = max((_label_width(scene, i) for i in scene.choice.points[0]), default=0.0)
        radius = min(height / 2 - (_LABEL_LINES + 0.6) * size, width / 2 - wide - 1.2 * size)
        middle = height / 2
    radius = max(radius, 0.2 * min(width, height))
    return Box(width / 2 - radius, middle - radius, width / 2 + radius, middle + radius)


def _label_width(scene: Scene, index: int) -> float:
    one = scene.chart.series[0]
    return max(text_width(text, scene.style.size) for text in (scene.chart.categories[index], one.labels[index]))


def _around(scene: Scene) -> list[str]:
    """The labels of a ring, put outside it. A doughnut knows no outside position, so each label is moved from where it
    would stand, the middle of the ring's band; the move is a share of the chart's size (ECMA-376 part 1, 21.2.2.88)."""
    width, height = scene.style.width / _POINT, scene.style.height / _POINT
    band = ring_box(scene).width / 2 * (100 + _HOLE) / 200
    moved = []
    for index, (angle, x, y) in _places(scene).items():
        across, down = (x - band * sin(angle)) / width, (y + band * cos(angle)) / height
        place = f'<c:manualLayout><c:x val="{across:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout>'
        moved.append(_slice_label(scene, index, "", f"<c:layout>{place}</c:layout>"))
    return moved


def _places(scene: Scene) -> dict[int, tuple[float, float, float]]:
    """For each labelled slice the angle of its middle (clockwise from the top) and the centre of its label, in points from
    the ring's centre. Labels of one side that would overlap are moved apart."""
    size, radius = scene.style.size, ring_box(scene).width / 2
    values = [float(abs(value or 0)) for value in scene.chart.series[0].values]
    total = sum(values) or 1.0
    sides: dict[bool, list[tuple[float, int, float, float]]] = {True: [], False: []}
    turned = 0.0
    for index, value in enumerate(values):
        angle = 2 * pi * (turned + value / 2) / total
        turned += value
        if index in scene.choice.points[0]:
            x = sin(angle) * (radius + 0.5 * size + _label_width(scene, index) / 2)
            y = -cos(angle) * (radius + 0.5 * size + _LABEL_LINES * size / 2)
            sides[sin(angle) >= 0].append((y, index, angle, x))
    places = {}
    for side in sides.values():
        lowest = float("-inf")
        for y, index, angle, x in sorted(side):
            lowest = max(y, lowest + _LABEL_LINES * size)
            places[index] = (angle, x, lowest)
    return dict(sorted(places.items()))

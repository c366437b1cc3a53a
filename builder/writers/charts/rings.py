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
from builder.writers.charts.text import LINE, LabelLine, LabelRun, solid, text_width, wrap

__all__ = ["circle_box", "doughnut", "pie"]

_BESIDE = 0.05
"""Sine of an angle below which a label is on the axis."""
_HOLE = 58
"""Per cent of the outer radius."""
_POINT = 12_700
_BETWEEN = "\u00a0\u00a0"
_EDGE = 0.2
"""Distance of the largest circle from the edge of the chart, in type sizes."""
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


def pie(model: ChartModel) -> str:
    """Return a pie with its labels around it."""
    ring = _ring(model)
    each = []
    for slice_label in ring.labels:
        before = _outside(slice_label, ring.radius, model.style.size)
        moved = abs(slice_label.y - before[1]) > 1 or abs(slice_label.x - before[0]) > 0.5 * slice_label.width
        # One that is moved starts from the middle of its slice: LibreOffice squeezes a chart in which a label would
        # start beyond the frame.
        middle = (ring.radius / 2 * sin(slice_label.angle), -ring.radius / 2 * cos(slice_label.angle))
        each.append(_slice_label(model, slice_label, "ctr" if moved else "outEnd", middle if moved else None))
    shown = labels(each, model.text_style, "outEnd", None, rest=model.rest_code(0), tail='<c:showLeaderLines val="0"/>')
    return (
        f'<c:pieChart><c:varyColors val="1"/><c:ser>{model.head(0)}{_slices(model)}{shown}{model.tail(0)}</c:ser>'
        '<c:firstSliceAng val="0"/></c:pieChart>'
    )


def doughnut(model: ChartModel) -> str:
    """Return a ring with its labels around it, or a ring for each series with the values inside."""
    several = len(model.chart.series) > 1
    rings = []
    for index in range(len(model.chart.series)):
        each = _inside(model, index) if several else _around(model)
        tail = '<c:showLeaderLines val="0"/>'
        shown = labels(each, model.text_style, "", None, rest=model.rest_code(index), tail=tail)
        rings.append(f"<c:ser>{model.head(index)}{_slices(model)}{shown}{model.tail(index)}</c:ser>")
    return (
        f'<c:doughnutChart><c:varyColors val="1"/>{"".join(rings)}<c:firstSliceAng val="0"/>'
        f'<c:holeSize val="{30 if several else _HOLE}"/></c:doughnutChart>'
    )


def circle_box(model: ChartModel) -> PlotBox:
    """Return the square around the circle, with space for labels on all sides."""
    ring, centre = _ring(model), model.style.width / _POINT / 2
    return PlotBox(centre - ring.radius, ring.middle - ring.radius, centre + ring.radius, ring.middle + ring.radius)


def _slices(model: ChartModel) -> str:
    """Return `c:dPt` for each slice: its colour, and an edge in the background's."""
    return "".join(
        f'<c:dPt><c:idx val="{i}"/><c:bubble3D val="0"/><c:spPr>{solid(fill)}'
        f"{model.outline(fill) or model.edge(19_050)}</c:spPr></c:dPt>"
        for i, fill in enumerate(model.colours)
    )


def _slice_label(model: ChartModel, slice_label: _Label, position: str, start: tuple[float, float] | None) -> str:
    """Return the label of a slice, moved from its automatic position `start`; not moved if that is None."""
    layout = ""
    if start is not None:
        across = (slice_label.x - start[0]) * _POINT / model.style.width
        down = (slice_label.y - start[1]) * _POINT / model.style.height
        place = f'<c:manualLayout><c:x val="{across:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout>'
        layout = f"<c:layout>{place}</c:layout>"
    code = model.codes[0].get(slice_label.index)
    words = model.text_style.rich(_lines(model, slice_label, fields=code is not None), None, slice_label.index)
    return label(slice_label.index, text_content(words, code), position, layout=layout, fields=code is not None)


def _lines(model: ChartModel, slice_label: _Label, *, fields: bool) -> tuple[LabelLine, ...]:
    """Return the lines of a label: the name's, then the value in bold, or both on one line. A name on one line and the
    value are fields if `fields` is True.
    """
    name = model.chart.categories[slice_label.index]
    text = model.chart.series[0].labels[slice_label.index]
    value = LabelRun(text, len(slice_label.lines) > 1, "VALUE" if fields else "")
    field = "CATEGORYNAME" if fields else ""
    if len(slice_label.lines) == 1:
        return ((LabelRun(name, field=field), LabelRun(_BETWEEN), value),)
    lines = slice_label.lines[:-1]
    return (*((LabelRun(line, field=field if len(lines) == 1 else ""),) for line in lines), (value,))


def _inside(model: ChartModel, index: int) -> list[str]:
    inks = [readable_on(fill, model.style) for fill in model.colours]
    labelled = sorted(model.choice.points[index])
    return [label(point, model.content(index, point, inks[point]), "") for point in labelled]


def _around(model: ChartModel) -> list[str]:
    """Return the labels of a ring. A doughnut has no outside position: each label is moved from the middle of the
    ring's band.
    """
    ring = _ring(model)
    band = ring.radius * (100 + _HOLE) / 200
    return [
        _slice_label(model, slice_label, "", (band * sin(slice_label.angle), -band * cos(slice_label.angle)))
        for slice_label in ring.labels
    ]


def _ring(model: ChartModel) -> _Ring:
    """Return the circle and its labels. Names and values are on separate lines, on one line if there are many
    labels.
    """
    size, width, height = model.style.size, model.style.width / _POINT, model.style.height / _POINT
    legend = legend_height(model.chart, model.style) if model.choice.legend else 0.0
    if len(model.chart.series) > 1:
        radius = min((height - legend - size) / 2, width / 2 - size)
        radius = max(radius, 0.2 * min(width, height))
        return _Ring(radius, height - radius)
    height -= legend
    slice_labels = _measured(model, one_line=False)
    if any(sum(slice_label.height for slice_label in side) > height for side in _sides(slice_labels)):
        slice_labels = _measured(model, one_line=True)
    at_angles = _largest(slice_labels, width / 2 - 0.8 * size, height / 2 - 0.4 * size) - 0.4 * size
    widest = max((slice_label.width for slice_label in slice_labels), default=0.0)
    at_sides = min(height / 2 - _EDGE * size, width / 2 - 1.2 * size - widest)
    radius = max(at_angles, at_sides, 0.2 * min(width, height))
    for slice_label in slice_labels:
        slice_label.x, slice_label.y = _outside(slice_label, radius, size)
    for side in _sides(slice_labels):
        _move_apart(side, radius + 0.4 * size, height / 2)
    return _Ring(radius, legend + height / 2, tuple(slice_labels))


def _largest(slice_labels: list[_Label], across: float, down: float) -> float:
    """Return the largest distance of labels from the middle of a circle at which all stay within `across` points to
    the sides and `down` points above and below, each at its own angle.
    """
    limits = [min(across, down)]
    for slice_label in slice_labels:
        aside, above = abs(sin(slice_label.angle)), abs(cos(slice_label.angle))
        # Far from the axis a label is beside the circle, and limits the other direction only.
        if aside > _BESIDE:
            limits.append((across - slice_label.width / 2) / aside - slice_label.width / 2)
        if above > _BESIDE:
            limits.append((down - slice_label.height / 2) / above - slice_label.height / 2)
    return min(limits)


def _measured(model: ChartModel, one_line: bool) -> list[_Label]:
    """Return the labels with their sizes and angles, in the order of the slices."""
    size, series = model.style.size, model.chart.series[0]
    values = [abs(float(value or 0)) for value in series.values]
    total = sum(values) or 1.0
    turned, slice_labels = 0.0, []
    for index, (name, value, text) in enumerate(zip(model.chart.categories, values, series.labels, strict=True)):
        if index in model.choice.points[0]:
            lines = (*wrap(name, _NAME_SHARE * model.style.width / _POINT, size), text)
            lines = (f"{name}{_BETWEEN}{text}",) if one_line else lines
            widest = max(text_width(line, size) for line in lines)
            slice_labels.append(
                _Label(index, lines, widest, LINE * size * len(lines), 2 * pi * (turned + value / 2) / total)
            )
        turned += value
    return slice_labels


def _sides(slice_labels: list[_Label]) -> tuple[list[_Label], list[_Label]]:
    """Return the labels right of the circle and those left of it."""
    return [slice_label for slice_label in slice_labels if sin(slice_label.angle) >= 0], [
        slice_label for slice_label in slice_labels if sin(slice_label.angle) < 0
    ]


def _outside(slice_label: _Label, radius: float, size: float) -> tuple[float, float]:
    """Return the position of a label that touches the circle from outside."""
    clear = radius + 0.4 * size
    return sin(slice_label.angle) * (clear + slice_label.width / 2), -cos(slice_label.angle) * (
        clear + slice_label.height / 2
    )


def _move_apart(side: list[_Label], radius: float, lowest: float) -> None:
    """Separate the labels of one side vertically, from the chart's upper edge down and then back up from its lower one,
    and keep them clear of the circle.
    """
    side.sort(key=lambda slice_label: slice_label.y)
    for slice_label in side[:1]:
        slice_label.y = max(slice_label.y, slice_label.height / 2 - lowest)
    for above, below in pairwise(side):
        below.y = max(below.y, above.y + (above.height + below.height) / 2)
    for slice_label in reversed(side):
        slice_label.y = min(slice_label.y, lowest - slice_label.height / 2)
        lowest = slice_label.y - slice_label.height / 2
        nearest = max(0.0, abs(slice_label.y) - slice_label.height / 2)
        if nearest < radius:
            clear = sqrt(radius**2 - nearest**2) + slice_label.width / 2
            slice_label.x = (
                max(abs(slice_label.x), clear) if sin(slice_label.angle) >= 0 else -max(abs(slice_label.x), clear)
            )

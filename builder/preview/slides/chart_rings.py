"""Pies and doughnuts as SVG (ECMA-376 part 1, 21.2.2.141 and 21.2.2.50). Lengths are EMU."""

from __future__ import annotations

import math
from decimal import Decimal

from lxml import etree

from builder.preview.slides.chart_data import CHART, Box, Shapes, look_of, value_of
from builder.preview.slides.chart_labels import Labelling, Spot, draw_label
from builder.preview.slides.svg import add, number

__all__ = ["draw_rings"]

_OUTSIDE = ("outEnd", "bestFit")


def draw_rings(parent: etree._Element, shapes: Shapes, box: Box, common: Labelling) -> None:
    """Draw a ring for each series, the first innermost, in the largest circle of the plot (x, y, width, height)."""
    x, y, width, height = box
    middle = (x + width / 2, y + height / 2)
    radius = min(width, height) / 2
    hole = float(value_of(shapes.element, "holeSize", "0")) / 100 if shapes.kind == "doughnutChart" else 0.0
    band = radius * (1 - hole) / max(len(shapes.series), 1)
    start = math.radians(float(value_of(shapes.element, "firstSliceAng", "0")))
    labels = []
    for place, series in enumerate(shapes.series):
        inner = radius * hole + place * band
        total = sum((abs(value) for value in series.values if value is not None), Decimal(0))
        look = look_of(series.element.find(f"{CHART}spPr"), common.colours)
        at = start
        for index, value in enumerate(series.values):
            if value is None or not total:
                continue
            turn = float(abs(value) / total) * 2 * math.pi
            own = series.point(index)
            shown = look_of(own.find(f"{CHART}spPr"), common.colours) if own is not None else look
            if turn:
                _draw_slice(parent, middle, (inner, inner + band), (at, turn), shown)
            where = _place(series.element, index)
            outside = shapes.kind == "pieChart" and where in _OUTSIDE
            reach = inner + band * (1 if outside else 0.5 if inner or where == "ctr" else 0.62)
            half = at + turn / 2
            across, down = math.sin(half), -math.cos(half)
            spot = Spot(
                middle[0] + reach * across,
                middle[1] + reach * down,
                share=abs(value) / total,
                outwards=(across, down) if outside else None,
            )
            labels.append((series, index, spot))
            at += turn
    for series, index, spot in labels:
        draw_label(parent, series, index, spot, common)


def _place(series: etree._Element, index: int) -> str:
    """Return the position of the label of a slice."""
    labels = series.find(f"{CHART}dLbls")
    if labels is None:
        return ""
    holder = next((label for label in labels.iterfind(f"{CHART}dLbl") if value_of(label, "idx") == str(index)), labels)
    return value_of(holder, "dLblPos") or value_of(labels, "dLblPos")


def _draw_slice(
    parent: etree._Element,
    middle: tuple[float, float],
    radii: tuple[float, float],
    angles: tuple[float, float],
    look: dict[str, object],
) -> None:
    """Draw a slice between two radii, from an angle (clockwise from the top) by a turn."""
    inner, outer = radii
    start, turn = angles
    if turn > 2 * math.pi - 1e-6:
        turn = 2 * math.pi - 1e-4
    large, end = int(turn > math.pi), start + turn

    def point(radius: float, angle: float) -> str:
        return f"{number(middle[0] + radius * math.sin(angle))} {number(middle[1] - radius * math.cos(angle))}"

    path = f"M{point(outer, start)}A{number(outer)} {number(outer)} 0 {large} 1 {point(outer, end)}"
    if inner:
        path += f"L{point(inner, end)}A{number(inner)} {number(inner)} 0 {large} 0 {point(inner, start)}Z"
    else:
        path += f"L{point(0.0, 0.0)}Z"
    add(parent, "path", d=path, **look)

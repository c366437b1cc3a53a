"""The axes of charts as SVG: gridlines, lines, the labels of ticks and categories (ECMA-376 part 1, 21.2.2).

Lengths are EMU.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from builder.office.colour import DRAWING
from builder.preview.slides.chart_data import CHART, Axis, Box, value_of
from builder.preview.slides.chart_labels import Labelling, value_of_code
from builder.preview.slides.chart_scales import CategoryScale, ValueScale
from builder.preview.slides.chart_text import chart_type, draw_lines, turn_of, width_of
from builder.preview.slides.number_text import number_text
from builder.preview.slides.shapes import line_look
from builder.preview.slides.svg import add

__all__ = ["draw_category_axis", "draw_gridlines", "draw_value_axis"]

_GAP = 57_150
"""Distance of labels from the plot: 4.5 points."""


def draw_gridlines(parent: etree._Element, axis: Axis, scale: ValueScale, box: Box, common: Labelling) -> None:
    """Draw the lines of an axis across the plot (x, y, width, height)."""
    lines = axis.element.find(f"{CHART}majorGridlines")
    line = lines.find(f"{CHART}spPr/{DRAWING}ln") if lines is not None else None
    look = line_look(line, common.colours) if line is not None else {}
    if look:
        for tick in scale.ticks():
            _line(parent, scale.at(tick), axis.place in "lr", box, look)


def _line(parent: etree._Element, at: float, lies: bool, box: Box, look: dict[str, object]) -> None:
    """Draw a line through the plot: across if it `lies`, else up."""
    x, y, width, height = box
    ends = {"x1": x, "y1": at, "x2": x + width, "y2": at} if lies else {"x1": at, "y1": y, "x2": at, "y2": y + height}
    add(parent, "line", **ends, **look)


def _own_line(axis: Axis, common: Labelling) -> dict[str, object]:
    line = axis.element.find(f"{CHART}spPr/{DRAWING}ln")
    return line_look(line, common.colours) if line is not None else {}


def draw_value_axis(
    parent: etree._Element, axis: Axis, scale: ValueScale, box: Box, crossing: float | None, common: Labelling
) -> None:
    """Draw the line of a value axis where it crosses the other, and the labels of its ticks beside the plot."""
    if axis.hidden:
        return
    x, y, width, height = box
    look = _own_line(axis, common)
    upright = axis.place in "lr"
    if look:
        _line(parent, crossing if crossing is not None else (x if upright else y + height), not upright, box, look)
    if value_of(axis.element, "tickLblPos", "nextTo") == "none":
        return
    type_ = chart_type([axis.element.find(f"{CHART}txPr"), common.text], common.colours)
    code = value_of_code(axis.element) or "General"
    for tick in scale.ticks():
        text = number_text(tick, code, common.language)
        at = scale.at(tick)
        if upright:
            left = x + width + _GAP if axis.place == "r" else x - _GAP - width_of(text, type_)
            draw_lines(parent, text, type_, (left, at, width_of(text, type_) + 1, 0), "l", "ctr")
        else:
            half = width_of(text, type_)
            draw_lines(parent, text, type_, (at - half, y + height + _GAP, 2 * half, 0), "ctr", "t")


def draw_category_axis(
    parent: etree._Element,
    axis: Axis,
    scale: CategoryScale,
    names: Sequence[str],
    box: Box,
    crossing: float,
    common: Labelling,
) -> None:
    """Draw the line of a category axis where the values begin, and the names of the categories beside the plot."""
    if axis.hidden:
        return
    x, y, _, height = box
    upright = axis.place in "lr"
    look = _own_line(axis, common)
    if look:
        _line(parent, crossing, not upright, box, look)
    place = value_of(axis.element, "tickLblPos", "nextTo")
    if place == "none":
        return
    type_ = chart_type([axis.element.find(f"{CHART}txPr"), common.text], common.colours)
    skip = max(int(value_of(axis.element, "tickLblSkip", "0") or 0), 1)
    turn = turn_of(axis.element.find(f"{CHART}txPr"))
    for index in range(0, len(names), skip):
        at = scale.at(index)
        if upright:
            room = max(x - common.frame.x - _GAP, 1.0)
            draw_lines(parent, names[index], type_, (x - _GAP - room, at, room, 0), "r", "ctr")
            continue
        top = (y + height if place == "low" else max(crossing, y)) + _GAP
        if turn:
            holder = add(parent, "g", transform=f"translate({at:g} {top:g}) rotate({turn:g})")
            length = width_of(names[index], type_)
            left = -length - 1 if turn < 0 else 0.0
            draw_lines(holder, names[index], type_, (left, 0, length + 1, 0), "l", "ctr")
            continue
        room = scale.slot * skip * 0.98
        draw_lines(parent, names[index], type_, (at - room / 2, top, room, 0), "ctr", "t")

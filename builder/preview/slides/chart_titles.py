"""The titles of a chart and its axes as SVG (ECMA-376 part 1, 21.2.2.211). Lengths are EMU."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from builder.office.colour import DRAWING
from builder.office.xml import is_true
from builder.preview.slides.chart_data import AXES, CHART, Box, value_of
from builder.preview.slides.chart_labels import Labelling
from builder.preview.slides.chart_text import size_of, text_frame, turn_of
from builder.preview.slides.svg import add
from builder.templates.deck.facts import Frame

__all__ = ["draw_titles"]


def draw_titles(parent: etree._Element, chart: Any, plot: Any, box: Box, common: Labelling) -> None:
    """Draw the titles where their layouts put them, or else beside the plot (x, y, width, height)."""
    for title, side in _titles(chart, plot):
        rich = title.find(f"{CHART}tx/{CHART}rich")
        if rich is None:
            continue
        levels = list(common.text.iter(f"{DRAWING}pPr")) if common.text is not None else []
        width, height = size_of(rich, common.colours, levels)
        turn = turn_of(rich)
        upright = turn not in (90, -90)
        across, down = (width, height) if upright else (height, width)
        x, y = _corner(title, side, box, (across, down), common.frame)
        middle_x, middle_y = x + across / 2, y + down / 2
        holder = (
            add(parent, "g", transform=f"translate({middle_x:g} {middle_y:g}) rotate({turn:g})") if turn else parent
        )
        left, top = (-width / 2, -height / 2) if turn else (x, y)
        frame = Frame(round(left), round(top), round(width) + 100, round(height))
        text_frame(holder, rich, frame, common.colours, levels, "ctr")


def _titles(chart: Any, plot: Any) -> Iterator[tuple[Any, str]]:
    """Yield each title with the side of the plot on which it is."""
    own = chart.find(f"{CHART}title")
    if own is not None:
        yield own, "t"
    for axis in plot:
        name = axis.tag.removeprefix(CHART) if isinstance(axis.tag, str) else ""
        title = axis.find(f"{CHART}title") if name in AXES else None
        if title is not None and not is_true(value_of(axis, "delete")):
            yield title, value_of(axis, "axPos", "b")


def _corner(title: Any, side: str, box: Box, size: tuple[float, float], frame: Frame) -> tuple[float, float]:
    """Return the left top corner of a title of a size."""
    (x, y, width, height), (across, down) = box, size
    places = {
        "t": (x + (width - across) / 2, float(frame.y)),
        "b": (x + (width - across) / 2, frame.y + frame.height - down),
        "l": (float(frame.x), y + (height - down) / 2),
        "r": (frame.x + frame.width - across, y + (height - down) / 2),
    }
    left, top = places.get(side, places["b"])
    layout = title.find(f"{CHART}layout/{CHART}manualLayout")
    if layout is None:
        return left, top
    shift_x, shift_y = (float(value_of(layout, name, "0")) for name in "xy")
    if value_of(layout, "xMode", "factor") == "edge":
        left = float(frame.x)
    if value_of(layout, "yMode", "factor") == "edge":
        top = float(frame.y)
    return left + shift_x * frame.width, top + shift_y * frame.height

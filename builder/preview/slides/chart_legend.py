"""The legend of a chart as SVG (ECMA-376 part 1, 21.2.2.94). Lengths are EMU."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from builder.preview.slides.chart_data import CHART, Series, Shapes, look_of, value_of
from builder.preview.slides.chart_labels import Labelling
from builder.preview.slides.chart_text import chart_type, draw_lines, width_of
from builder.preview.slides.svg import add

__all__ = ["draw_legend"]

_RINGS = ("pieChart", "doughnutChart")
_LINES = ("lineChart", "scatterChart")
_YES = ("1", "true")
Box = tuple[float, float, float, float]
Entry = tuple[str, dict[str, object], bool]
"""A name, the look of its key, and True for a key that is a line."""


def draw_legend(parent: etree._Element, legend: Any, shapes: Sequence[Shapes], box: Box, common: Labelling) -> None:
    """Draw the legend in rows above the plot (x, y, width, height) or below it, or in one column at its right."""
    type_ = chart_type([legend.find(f"{CHART}txPr"), common.text], common.colours)
    hidden = {value_of(one, "idx") for one in legend.iterfind(f"{CHART}legendEntry") if value_of(one, "delete") in _YES}
    entries = [entry for index, entry in enumerate(_entries(shapes, common)) if str(index) not in hidden]
    size, frame = type_.size, common.frame
    widths = [width_of(name, type_) + size * (3.2 if line else 2.2) for name, _, line in entries]
    if value_of(legend, "legendPos", "r") == "r":
        y = box[1] + (box[3] - len(entries) * type_.line) / 2
        for (name, look, line), width in zip(entries, widths, strict=True):
            _draw_entry(parent, name, look, line, (frame.x + frame.width - width, y), type_)
            y += type_.line
        return
    rows: list[list[int]] = [[]]
    for index, width in enumerate(widths):
        if rows[-1] and sum(widths[other] for other in rows[-1]) + width > 0.94 * frame.width:
            rows.append([])
        rows[-1].append(index)
    below = value_of(legend, "legendPos", "r") == "b"
    y = frame.y + frame.height - len(rows) * type_.line if below else frame.y + 0.3 * size
    for row in rows:
        x = frame.x + (frame.width - sum(widths[index] for index in row)) / 2
        for index in row:
            name, look, line = entries[index]
            _draw_entry(parent, name, look, line, (x, y), type_)
            x += widths[index]
        y += type_.line


def _entries(shapes: Sequence[Shapes], common: Labelling) -> Iterator[Entry]:
    for group in shapes:
        if group.kind in _RINGS:
            series = next(iter(group.series), None)
            for index, name in enumerate(series.categories if series is not None else ()):
                own = series.point(index) if series is not None else None
                yield name, look_of(own.find(f"{CHART}spPr") if own is not None else None, common.colours), False
            continue
        for series in group.series:
            yield series.name, _key(series, group.kind, common), group.kind == "lineChart"


def _key(series: Series, kind: str, common: Labelling) -> dict[str, object]:
    properties = series.element.find(f"{CHART}spPr")
    if kind == "scatterChart":
        properties = series.element.find(f"{CHART}marker/{CHART}spPr")
    return look_of(properties, common.colours)


def _draw_entry(
    parent: etree._Element, name: str, look: dict[str, object], line: bool, at: tuple[float, float], type_: Any
) -> None:
    size, (x, y) = type_.size, at
    if not name.strip():
        return
    middle = y + type_.line / 2
    key = 1.9 * size if line else 0.62 * size
    if line:
        add(parent, "line", x1=x, y1=middle, x2=x + key, y2=middle, **(look | {"fill": None}))
    else:
        add(parent, "rect", x=x, y=middle - key / 2, width=key, height=key, **look)
    left = x + key + 0.4 * size
    draw_lines(parent, name, type_, (left, y, width_of(name, type_) + 1, type_.line), "l", "ctr")

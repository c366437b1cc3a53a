"""The legend of a chart as SVG (ECMA-376 part 1, 21.2.2.94). Lengths are EMU."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.xml import is_true
from builder.preview.slides.chart_data import CHART, Box, Shapes, look_of, value_of
from builder.preview.slides.chart_kinds import draw_marker
from builder.preview.slides.chart_labels import Labelling
from builder.preview.slides.chart_text import chart_type, draw_lines, width_of
from builder.preview.slides.svg import add

__all__ = ["draw_legend"]

_RINGS = ("pieChart", "doughnutChart")
_MARKED = ("lineChart", "scatterChart")
_AFTER_KEY, _APART = 0.4, 0.8
"""The spaces after a key and after an entry, in sizes of the type."""


class LegendEntry(Struct, frozen=True):
    """A name, the look of its key, True for a key that is a line, and its marker, if it has one."""

    name: str
    look: dict[str, object]
    line: bool = False
    marker: Any = None

    @property
    def key(self) -> float:
        """The width of the key in sizes of the type."""
        return 1.9 if self.line else 0.62


def draw_legend(parent: etree._Element, legend: Any, shapes: Sequence[Shapes], box: Box, common: Labelling) -> None:
    """Draw the legend in rows above the plot (x, y, width, height) or below it, or in one column at its right."""
    type_ = chart_type([legend.find(f"{CHART}txPr"), common.text], common.colours)
    hidden = {
        value_of(hidden_entry, "idx")
        for hidden_entry in legend.iterfind(f"{CHART}legendEntry")
        if is_true(value_of(hidden_entry, "delete"))
    }
    entries = [entry for index, entry in enumerate(_entries(shapes, common)) if str(index) not in hidden]
    size, frame = type_.size, common.frame
    widths = [width_of(entry.name, type_) + size * (entry.key + _AFTER_KEY + _APART) for entry in entries]
    if value_of(legend, "legendPos", "r") == "r":
        y = box[1] + (box[3] - len(entries) * type_.line) / 2
        for entry, width in zip(entries, widths, strict=True):
            _draw_entry(parent, entry, (frame.x + frame.width - width, y), type_, common)
            y += type_.line
        return
    columns = _columns(widths, 0.94 * frame.width)
    count = -(-len(entries) // max(len(columns), 1))
    below = value_of(legend, "legendPos", "r") == "b"
    top = frame.y + frame.height - count * type_.line if below else frame.y + 0.3 * size
    left = frame.x + (frame.width - sum(columns) + size * _APART) / 2
    for place, entry in enumerate(entries):
        row, column = divmod(place, len(columns))
        _draw_entry(parent, entry, (left + sum(columns[:column]), top + row * type_.line), type_, common)


def _columns(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths of the columns in which entries of these widths need the fewest rows."""
    for rows in range(1, len(widths) + 1):
        count = -(-len(widths) // rows)
        columns = [max(widths[column::count]) for column in range(count)]
        if sum(columns) <= room or count == 1:
            return columns
    return []


def _entries(shapes: Sequence[Shapes], common: Labelling) -> Iterator[LegendEntry]:
    for group in shapes:
        if group.kind in _RINGS:
            series = next(iter(group.series), None)
            for index, name in enumerate(series.categories if series is not None else ()):
                own = series.point(index) if series is not None else None
                yield LegendEntry(name, look_of(own.find(f"{CHART}spPr") if own is not None else None, common.colours))
            continue
        for series in group.series:
            look = look_of(series.element.find(f"{CHART}spPr"), common.colours)
            marker = series.element.find(f"{CHART}marker") if group.kind in _MARKED else None
            yield LegendEntry(series.name, look, group.kind == "lineChart", marker)


def _draw_entry(
    parent: etree._Element, entry: LegendEntry, at: tuple[float, float], type_: Any, common: Labelling
) -> None:
    size, (x, y) = type_.size, at
    if not entry.name.strip():
        return
    middle, key = y + type_.line / 2, entry.key * size
    if entry.line:
        add(parent, "line", x1=x, y1=middle, x2=x + key, y2=middle, **(entry.look | {"fill": None}))
    elif entry.marker is None:
        add(parent, "rect", x=x, y=middle - key / 2, width=key, height=key, **entry.look)
    if entry.marker is not None:
        draw_marker(parent, entry.marker, (x + key / 2, middle), common)
    left = x + key + _AFTER_KEY * size
    draw_lines(parent, entry.name, type_, (left, y, width_of(entry.name, type_) + 1, type_.line), "l", "ctr")

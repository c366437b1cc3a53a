"""The data and the looks of a chart part, as far as its drawing needs them (ECMA-376 part 1, 21.2)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from msgspec import Struct

from builder.office.colour import DRAWING
from builder.office.xml import is_true, qn
from builder.preview.slides.shapes import line_look
from builder.preview.slides.text_runs import Colours
from builder.templates.deck.fills import read_fill

__all__ = ["AXES", "CHART", "Axis", "Box", "DrawnSeries", "Shapes", "look_of", "read_axes", "read_shapes", "value_of"]

CHART = qn("c:")
_KINDS = ("barChart", "lineChart", "areaChart", "pieChart", "doughnutChart", "scatterChart")
AXES = ("catAx", "valAx", "dateAx", "serAx")
"""The elements of axes."""
Box = tuple[float, float, float, float]
"""The rectangle of a plot: x, y, width and height in EMU."""


def value_of(parent: Any, path: str, default: str = "") -> str:
    """Return the attribute `val` of a descendant by its path (`scaling/min`)."""
    node = parent.find("/".join(f"{CHART}{step}" for step in path.split("/"))) if parent is not None else None
    return str(node.get("val", default)) if node is not None else default


def number_of(text: str | None) -> Decimal | None:
    """Return the number in a text of a chart, or None."""
    try:
        number = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class Axis(Struct, frozen=True):
    """An axis: its element, where it lies (`b`, `l`, `r`, `t`), and its ends if they are fixed."""

    element: Any
    place: str
    is_value: bool
    hidden: bool
    low: Decimal | None
    high: Decimal | None
    step: Decimal | None
    reversed: bool
    between: bool
    """True if categories are drawn between the ticks of the axis that this value axis crosses."""


class DrawnSeries(Struct, frozen=True):
    """A series: its element, its values by category (None for none), the names of its categories, its horizontal values
    in a scatter chart, and the format of its values.
    """

    element: Any
    name: str
    categories: tuple[str, ...]
    values: tuple[Decimal | None, ...]
    across: tuple[Decimal | None, ...]
    code: str

    def point(self, index: int) -> Any:
        """Return the properties of a point of its own (`c:dPt`), or None."""
        points = self.element.iterfind(f"{CHART}dPt")
        return next((node for node in points if value_of(node, "idx") == str(index)), None)


class Shapes(Struct, frozen=True):
    """The series that one kind of chart draws, with its element and the ids of its axes."""

    kind: str
    element: Any
    series: tuple[DrawnSeries, ...]
    axes: tuple[str, ...]


def read_shapes(plot: Any) -> list[Shapes]:
    """Return what a plot area draws, in order."""
    groups = []
    for element in plot:
        kind = element.tag.removeprefix(CHART) if isinstance(element.tag, str) else ""
        if kind in _KINDS:
            series = tuple(_series(node) for node in element.iterfind(f"{CHART}ser"))
            axes = tuple(axis.get("val", "") for axis in element.iterfind(f"{CHART}axId"))
            groups.append(Shapes(kind, element, series, axes))
    return groups


def read_axes(plot: Any) -> dict[str, Axis]:
    """Return the axes of a plot area by their ids."""
    axes = {}
    for element in plot:
        name = element.tag.removeprefix(CHART) if isinstance(element.tag, str) else ""
        if name in AXES:
            axes[value_of(element, "axId")] = Axis(
                element,
                value_of(element, "axPos", "b"),
                name == "valAx",
                is_true(value_of(element, "delete")),
                number_of(value_of(element, "scaling/min")),
                number_of(value_of(element, "scaling/max")),
                number_of(value_of(element, "majorUnit")),
                value_of(element, "scaling/orientation", "minMax") == "maxMin",
                value_of(element, "crossBetween", "between") == "between",
            )
    return axes


def _series(element: Any) -> DrawnSeries:
    categories = _points(element.find(f"{CHART}cat"))
    values = _points(element.find(f"{CHART}val"))
    if not values:
        values = _points(element.find(f"{CHART}yVal"))
    count = max(len(categories), len(values))
    across = _points(element.find(f"{CHART}xVal"))
    code = next((node.text or "General" for node in element.iter(f"{CHART}formatCode")), "General")
    name = element.find(f"{CHART}tx")
    return DrawnSeries(
        element,
        next((node.text or "" for node in name.iter(f"{CHART}v")), "") if name is not None else "",
        tuple(categories.get(index, "") for index in range(count)),
        tuple(number_of(values.get(index)) for index in range(count)),
        tuple(number_of(across.get(index)) for index in range(count)),
        code,
    )


class _Points(dict[int, str]):
    """Points of a cache by their place; its length is that of the cache, with the points that are missing."""

    count = 0

    def __len__(self) -> int:
        return self.count


def _points(holder: Any) -> _Points:
    points = _Points()
    if holder is None:
        return points
    points.count = next((int(node.get("val", "0")) for node in holder.iter(f"{CHART}ptCount")), 0)
    for level in _caches(holder):
        for point in level.iterfind(f"{CHART}pt"):
            points[int(point.get("idx", "0"))] = point.findtext(f"{CHART}v") or ""
    return points


def _caches(holder: Any) -> Iterator[Any]:
    for name in ("numCache", "strCache", "numLit", "strLit"):
        yield from holder.iter(f"{CHART}{name}")


def look_of(properties: Any, colours: Colours, source: str = "") -> dict[str, object]:
    """Return the fill and the outline of shape properties (`c:spPr`)."""
    if properties is None:
        return {"fill": "none"}
    shown: dict[str, object] = {"fill": "none"}
    for child in properties:
        fill = read_fill(child, colours.names, source) if child.tag.startswith(DRAWING) else None
        if fill is not None and fill.tones:
            rgb, opacity = fill.tones[0]
            shown = {"fill": f"#{rgb}", "fill_opacity": opacity if opacity < 1 else None}
            break
    line = properties.find(f"{DRAWING}ln")
    return shown | (line_look(line, colours) if line is not None else {})

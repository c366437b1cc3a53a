"""Bars, lines, areas and points of charts as SVG (ECMA-376 part 1, 21.2.2). Lengths are EMU."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from lxml import etree

from builder.preview.slides.chart_data import CHART, DrawnSeries, Shapes, look_of, value_of
from builder.preview.slides.chart_labels import Labelling, Spot, draw_label
from builder.preview.slides.chart_scales import CategoryScale, ValueScale
from builder.preview.slides.svg import add, number

__all__ = ["draw_areas", "draw_bars", "draw_lines_of", "draw_marker", "draw_points", "heaps"]

_POINT = 12_700
_USUAL_MARKER = 5
_SQUARES = ("square", "dash", "dot")

Place = tuple[float, float]


def heaps(shapes: Shapes) -> list[list[tuple[Decimal, Decimal] | None]]:
    """Return the base and the end of each value, by series and category: heaped up if the chart is stacked."""
    grouping = value_of(shapes.element, "grouping", "clustered")
    count = max((len(series.values) for series in shapes.series), default=0)
    sums = [
        sum((abs(v) for s in shapes.series if (v := _at(s, index)) is not None), Decimal(0)) for index in range(count)
    ]
    ends: list[dict[bool, Decimal]] = [{True: Decimal(0), False: Decimal(0)} for _ in range(count)]
    rows: list[list[tuple[Decimal, Decimal] | None]] = []
    for series in shapes.series:
        row: list[tuple[Decimal, Decimal] | None] = []
        for index in range(count):
            value = _at(series, index)
            if value is None:
                row.append(None)
                continue
            if grouping not in ("stacked", "percentStacked"):
                row.append((Decimal(0), value))
                continue
            if grouping == "percentStacked":
                value = value / (sums[index] or Decimal(1))
            base = ends[index][value >= 0]
            ends[index][value >= 0] = base + value
            row.append((base, base + value))
        rows.append(row)
    return rows


def _at(series: DrawnSeries, index: int) -> Decimal | None:
    return series.values[index] if index < len(series.values) else None


def draw_bars(
    parent: etree._Element, shapes: Shapes, categories: CategoryScale, scale: ValueScale, common: Labelling
) -> None:
    """Draw columns, or bars if the chart lies (`barDir`)."""
    lying = value_of(shapes.element, "barDir", "col") == "bar"
    stacked = value_of(shapes.element, "grouping") in ("stacked", "percentStacked")
    gap = float(value_of(shapes.element, "gapWidth", "150")) / 100
    overlap = float(value_of(shapes.element, "overlap", "0")) / 100
    count = 1 if stacked else len(shapes.series)
    width = categories.slot / (count - (count - 1) * overlap + gap)
    spots = []
    for place, (series, row) in enumerate(zip(shapes.series, heaps(shapes), strict=True)):
        look = look_of(series.element.find(f"{CHART}spPr"), common.colours)
        for index, heap in enumerate(row):
            if heap is None:
                continue
            offset = 0.0 if stacked else (place - (count - 1) / 2) * width * (1 - overlap)
            middle = categories.at(index) + (offset if categories.end > categories.start else -offset)
            begin = scale.base if heap[0] == 0 else scale.at(heap[0])
            spot = _bar_spot(middle, width, begin, scale.at(heap[1]), lying)
            own = series.point(index)
            shown = look_of(own.find(f"{CHART}spPr"), common.colours) if own is not None else look
            box = {"x": spot.x, "y": spot.y, "width": spot.width, "height": spot.height}
            add(parent, "rect", **box, **shown)
            spots.append((series, index, spot))
    for series, index, spot in spots:
        draw_label(parent, series, index, spot, common)


def _bar_spot(middle: float, width: float, begin: float, end: float, lying: bool) -> Spot:
    low, extent = min(begin, end), abs(end - begin)
    if lying:
        return Spot(low, middle - width / 2, extent, width, "right" if end >= begin else "left")
    return Spot(middle - width / 2, low, width, extent, "up" if end <= begin else "down")


def draw_areas(
    parent: etree._Element, shapes: Shapes, categories: CategoryScale, scale: ValueScale, common: Labelling
) -> None:
    """Draw areas; a missing value ends one."""
    spots = []
    for series, row in zip(shapes.series, heaps(shapes), strict=True):
        look = look_of(series.element.find(f"{CHART}spPr"), common.colours)
        for stretch in _stretches(row):
            upper = [(categories.at(index), scale.at(heap[1])) for index, heap in stretch]
            lower = [
                (categories.at(index), scale.base if heap[0] == 0 else scale.at(heap[0])) for index, heap in stretch
            ]
            add(parent, "path", d=_path([*upper, *reversed(lower)]) + "Z", **look)
            spots += [(series, index, Spot(*place)) for (index, _), place in zip(stretch, upper, strict=True)]
    for series, index, spot in spots:
        draw_label(parent, series, index, spot, common)


def draw_lines_of(
    parent: etree._Element, shapes: Shapes, categories: CategoryScale, scale: ValueScale, common: Labelling
) -> None:
    """Draw lines with their markers; a missing value parts one."""
    spots = []
    for series, row in zip(shapes.series, heaps(shapes), strict=True):
        look = look_of(series.element.find(f"{CHART}spPr"), common.colours) | {"fill": "none"}
        for stretch in _stretches(row):
            places = [(categories.at(index), scale.at(heap[1])) for index, heap in stretch]
            if len(places) > 1 and "stroke" in look:
                add(parent, "path", d=_path(places), **(look | {"stroke_linejoin": "round"}))
            spots += [(series, index, place) for (index, _), place in zip(stretch, places, strict=True)]
    _draw_marked(parent, spots, common)


def draw_points(
    parent: etree._Element, shapes: Shapes, across: ValueScale, scale: ValueScale, common: Labelling
) -> None:
    """Draw the points of a scatter chart, and lines between them if the chart has any."""
    spots = []
    for series in shapes.series:
        known = [
            (index, (across.at(x), scale.at(y)))
            for index, (x, y) in enumerate(zip(series.across, series.values, strict=True))
            if x is not None and y is not None
        ]
        look = look_of(series.element.find(f"{CHART}spPr"), common.colours) | {"fill": "none"}
        if len(known) > 1 and "stroke" in look:
            add(parent, "path", d=_path([place for _, place in known]), **look)
        spots += [(series, index, place) for index, place in known]
    _draw_marked(parent, spots, common)


def _draw_marked(parent: etree._Element, spots: Sequence[tuple[DrawnSeries, int, Place]], common: Labelling) -> None:
    """Draw the markers of points, then their labels."""
    sized = []
    for series, index, place in spots:
        own = series.point(index)
        marker = own.find(f"{CHART}marker") if own is not None else None
        marker = marker if marker is not None else series.element.find(f"{CHART}marker")
        radius = draw_marker(parent, marker, place, common)
        sized.append((series, index, Spot(place[0] - radius, place[1] - radius, 2 * radius, 2 * radius)))
    for series, index, spot in sized:
        draw_label(parent, series, index, spot, common)


def draw_marker(parent: etree._Element, marker: Any, place: Place, common: Labelling) -> float:
    """Draw a marker at a place. Return half its size."""
    symbol = value_of(marker, "symbol", "none") if marker is not None else "none"
    if symbol == "none":
        return 0.0
    radius = float(value_of(marker, "size", str(_USUAL_MARKER))) * _POINT / 2
    look = look_of(marker.find(f"{CHART}spPr"), common.colours)
    x, y = place
    if symbol in _SQUARES:
        add(parent, "rect", x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, **look)
    elif symbol in ("triangle", "diamond"):
        corners = [(x, y - radius), (x + radius, y if symbol == "diamond" else y + radius)]
        corners += [(x, y + radius), (x - radius, y)] if symbol == "diamond" else [(x - radius, y + radius)]
        add(parent, "path", d=_path(corners) + "Z", **look)
    else:
        add(parent, "circle", cx=x, cy=y, r=radius, **look)
    return radius


def _stretches(
    row: Sequence[tuple[Decimal, Decimal] | None],
) -> Iterator[list[tuple[int, tuple[Decimal, Decimal]]]]:
    """Yield the parts of a row without missing values, each value with its place."""
    stretch: list[tuple[int, tuple[Decimal, Decimal]]] = []
    for index, heap in enumerate(row):
        if heap is not None:
            stretch.append((index, heap))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _path(places: Sequence[Place]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in places)

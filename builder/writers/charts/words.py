"""The words and numbers that a chart shows, read from its part: the names of its categories and series, its values, and
the titles that somebody gave it or its axes (ECMA-376 part 1, 21.2).

They are those of the chart's caches, which Word, PowerPoint and LibreOffice write whenever its data are edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.xml import qn
from builder.tree.passage_words import words_check
from builder.writers.charts.part import ChartParts

__all__ = ["ChartWords", "chart_check", "chart_checks", "chart_words"]

_POINT_NAMES = "{http://schemas.microsoft.com/office/drawing/2012/chart}dlblRangeCache"
_MOST_POINTS = 100_000
"""The numbers of points beyond it are those of a damaged file."""


class ChartWords(Struct, frozen=True, gc=False):
    """What a chart shows. `values` has a row for each series, with a number for each point in a form that does not
    depend on the program ("" for none); a scatter chart has those of its horizontal axis as first row of `across`.
    """

    categories: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    values: tuple[tuple[str, ...], ...] = ()
    across: tuple[tuple[str, ...], ...] = ()
    titles: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    """Words typed beside points, and in text boxes on the chart, such as the name of a vertical axis."""
    points: tuple[str, ...] = ()
    """The names of points that labels take from cells ([MS-ODRAWXML] 2.24.3, dlblRangeCache)."""


def chart_words(root: Any, shapes: Any = None) -> ChartWords:
    """Return what a chart shows; `root` is its `c:chartSpace`, `shapes` that of the part with its text boxes. Series
    are in the order in which they are plotted.
    """
    series = sorted(root.iter(qn("c:ser")), key=_order)
    categories = next((_points(child) for ser in series if (child := ser.find(qn("c:cat"))) is not None), ())
    names = tuple(" ".join(_points(ser.find(qn("c:tx")))) for ser in series)
    values = tuple(_numbers(_first(ser, "c:val", "c:yVal")) for ser in series)
    across = tuple(_numbers(child) for ser in series if (child := ser.find(qn("c:xVal"))) is not None)
    titles = map(_text, root.iter(qn("c:title")))
    labels = [_text(label) for label in root.iter(qn("c:dLbl"))]
    boxes = [_text(shape) for shape in shapes.iter(qn("cdr:sp"))] if shapes is not None else []
    written = tuple(filter(None, (*labels, *boxes)))
    points = tuple(name for ser in series for cache in ser.iter(_POINT_NAMES) for name in _points(cache) if name)
    return ChartWords(categories, names, values, across, tuple(filter(None, titles)), written, points)


def chart_check(parts: ChartParts) -> str:
    """Return the two checksums of a chart as it is written."""
    shapes = etree.fromstring(parts.shapes) if parts.shapes is not None else None
    return " ".join(chart_checks(chart_words(etree.fromstring(parts.xml), shapes)))


def chart_checks(words: ChartWords) -> tuple[str, str]:
    """Return a checksum of the names and numbers of a chart, and one of what is written beside them. They reveal later
    edits; some programs drop the latter.
    """
    rows = (words.categories, words.names, *words.values, *words.across, words.titles)
    return _check(rows), _check([words.written, words.points])


def _check(rows: Iterable[Sequence[str]]) -> str:
    return words_check("\n".join("\t".join(row) for row in rows))


def _text(element: Any) -> str:
    """Return the words that were typed in an element: those of fields come from the data."""
    return "".join(node.text or "" for run in element.iter(qn("a:r")) for node in run.iter(qn("a:t"))).strip()


def _order(ser: Any) -> int:
    order = ser.find(qn("c:order"))
    value = order.get("val", "") if order is not None else ""
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _first(ser: Any, *names: str) -> Any:
    return next((child for name in names if (child := ser.find(qn(name))) is not None), None)


def _points(element: Any) -> tuple[str, ...]:
    """Return the cached words of a reference, one for each of its points; the words of literal ones alike."""
    if element is None:
        return ()
    count = next((node.get("val", "") for node in element.iter(qn("c:ptCount"))), "")
    points: dict[int, str] = {}
    for point in element.iter(qn("c:pt")):
        index = point.get("idx", "")
        value = point.find(qn("c:v"))
        if index.isdecimal() and int(index) < _MOST_POINTS:
            points[int(index)] = (value.text or "") if value is not None else ""
    if not points:
        own = element.find(qn("c:v"))
        return (own.text or "",) if own is not None else ()
    size = min(int(count), _MOST_POINTS) if count.isdecimal() else 0
    return tuple(points.get(number, "") for number in range(max(size, max(points) + 1)))


def _numbers(element: Any) -> tuple[str, ...]:
    return tuple(map(_number, _points(element)))


def _number(text: str) -> str:
    """Return a number as every program reads it: twelve digits; other words as they are."""
    try:
        value = float(text)
    except ValueError:
        return text
    return f"{value:.12g}" if value == value else ""

"""A chart as parts of an Office file: its XML and its workbook, the same for Word and PowerPoint.

The message of a chart is in its data, its labels and its caption (the caller's): it has no title of its own, and a
single series has no legend. The unit is on the line below the caption if `ChartNode.unit` names it, else in every label
and axis mark; only the axes of scatter charts have titles. The alternative text belongs to
the frame that the caller draws.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from builder.office.xml import PROLOGUE, attribute, declare
from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.heights import least_height, suggested_height
from builder.writers.charts.kinds import draw
from builder.writers.charts.plot_area import DrawnChart
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import LINE, ChartText, text_width
from builder.writers.charts.workbook import write_workbook

__all__ = [
    "SHAPES_ID",
    "SHAPES_RELATIONSHIP",
    "SHAPES_TYPE",
    "WORKBOOK_ID",
    "ChartParts",
    "ChartStyle",
    "chart_parts",
    "least_height",
    "suggested_height",
]

_PLOT_SHARE = 0.85
"""The least of a chart's width that its columns have, and of its height that its bars have."""
WORKBOOK_ID = "rId1"
"""Relationship id by which a chart part names its workbook."""


SHAPES_ID = "rId2"
"""Relationship id by which a chart part names the part with its text boxes."""
SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
SHAPES_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"


class ChartParts(Struct, frozen=True):
    """The chart part (`c:chartSpace`), its workbook (.xlsx), and its text boxes (`c:userShapes`) if it has any."""

    xml: bytes
    workbook: bytes
    shapes: bytes | None = None


class _Choice:
    """A style as a key: its theme is a dictionary."""

    __slots__ = ("_key", "style")

    def __init__(self, style: ChartStyle):
        self.style = style
        self._key = (*(getattr(style, name) for name in _PLAIN), *style.theme.items())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Choice) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


_PLAIN: Final = tuple(name for name in ChartStyle.__struct_fields__ if name != "theme")


def chart_parts(chart: ChartNode, style: ChartStyle, office_language: str) -> ChartParts:
    """Return a chart's parts in the language `office_language` ("fr-FR"); the workbook's cells equal the caches."""
    return _chart_parts(chart, _Choice(style), office_language)


@lru_cache(maxsize=128)
def _chart_parts(chart: ChartNode, choice: _Choice, office_language: str) -> ChartParts:
    """Return the parts; those of the last charts are remembered for a process that makes many similar files."""
    style = choice.style
    if chart.total is not None and not _totals_fit(chart.kind, chart.total, style):
        chart = replace(chart, total=None)
    text_style = ChartText.of(style, office_language)
    drawing = draw(chart, text_style)
    return ChartParts(_chart_space(drawing, text_style), write_workbook(chart), drawing.shapes)


def _totals_fit(kind: str, total: SeriesNode, style: ChartStyle) -> bool:
    """Return True if the totals above neighbouring columns, or beside neighbouring bars, do not touch."""
    count = len(total.labels)
    if kind == "bar":
        return LINE * style.size <= _PLOT_SHARE * style.height / 12_700 / count
    widest = max(text_width(text, style.size) for text in total.labels)
    return widest + style.size <= _PLOT_SHARE * style.width / 12_700 / count


def _chart_space(drawing: DrawnChart, text_style: ChartText) -> bytes:
    words = text_style.properties(rotation=None)
    shapes = f'<c:userShapes r:id="{SHAPES_ID}"/>' if drawing.shapes is not None else ""
    return (
        f"{PROLOGUE}<c:chartSpace {declare('c', 'a', 'r')}>"
        f'<c:date1904 val="0"/><c:lang val="{attribute(text_style.language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{drawing.plot}{drawing.legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{words}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData>{shapes}</c:chartSpace>'
    ).encode()

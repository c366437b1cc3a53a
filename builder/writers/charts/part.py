"""A chart as parts of an Office file: its XML and its workbook, the same for Word and PowerPoint.

The message of a chart is in its data, its labels and its caption (the caller's): it has no title of its own, and a
single series has no legend. The unit is in every label and axis mark, through the literals of the number format, or in
the caption if `ChartNode.unit` gives it; there is no axis title. The alternative text belongs to the frame that the
caller draws.
"""

from __future__ import annotations

from msgspec import Struct

from builder.office.xml import PROLOGUE, attribute, declare
from builder.tree.exhibits import ChartNode
from builder.writers.charts.geometry import suggested_height
from builder.writers.charts.kinds import draw
from builder.writers.charts.style import ChartStyle
from builder.writers.charts.text import ChartText
from builder.writers.charts.workbook import write_workbook

__all__ = ["WORKBOOK_ID", "ChartParts", "ChartStyle", "chart_parts", "suggested_height"]

WORKBOOK_ID = "rId1"
"""Relationship id by which a chart part names its workbook."""


class ChartParts(Struct, frozen=True):
    """The chart part (`c:chartSpace`) and its workbook (.xlsx)."""

    xml: bytes
    workbook: bytes


def chart_parts(chart: ChartNode, style: ChartStyle, office_language: str) -> ChartParts:
    """Return the two parts of a chart in the language `office_language` ("fr-FR"). The workbook's cells equal the
    caches.
    """
    return ChartParts(_chart_space(chart, style, office_language), write_workbook(chart))


def _chart_space(chart: ChartNode, style: ChartStyle, language: str) -> bytes:
    voice = ChartText.of(style, language)
    drawing = draw(chart, voice)
    words = voice.properties(rotation=None)
    return (
        f"{PROLOGUE}<c:chartSpace {declare('c', 'a', 'r')}>"
        f'<c:date1904 val="0"/><c:lang val="{attribute(language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{drawing.plot}{drawing.legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{words}"
        f'<c:externalData r:id="{WORKBOOK_ID}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()

"""Native charts in a graphic frame, in the layout's chart placeholder if it has one."""

from __future__ import annotations

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.parts.chart import ChartPart as PptxChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from builder.office.colour import mixed
from builder.office.xml import NAMESPACES, declare
from builder.typeset.plan import ChartPart
from builder.writers.charts.part import SHAPES_RELATIONSHIP, SHAPES_TYPE, ChartParts, ChartStyle, chart_parts
from builder.writers.charts.words import chart_check
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.frames import add_graphic_frame
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["add_chart", "chart_part"]

_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def add_chart(shapes: SlideShapes, part: ChartPart) -> None:
    """Add a chart with its workbook to the package, and its frame to the slide."""
    language = shapes.context.document.office_language
    parts = chart_parts(part.chart, _style(shapes, part), language)
    chart = chart_part(shapes.context, parts)
    rid = shapes.relationships.relate(RELATIONSHIP_TYPE.CHART, chart)
    add_graphic_frame(
        shapes,
        shapes.exhibit_placeholder("chart", "chart"),
        shapes.identify("Chart", part.chart.key, [], part.chart.alt, data=chart_check(parts)),
        part.frame,
        NAMESPACES["c"],
        f'<c:chart {declare("c", "r")} r:id="{rid}"/>',
    )


def chart_part(context: DeckContext, parts: ChartParts) -> PptxChartPart:
    """Return a chart part of python-pptx that embeds the workbook, and the text boxes if there are any."""
    package = context.package
    name = package.next_partname(PptxChartPart.partname_template)
    chart: PptxChartPart = PptxChartPart.load(name, CONTENT_TYPE.DML_CHART, package, parts.xml)
    chart.relate_to(EmbeddedXlsxPart.new(parts.workbook, package), RELATIONSHIP_TYPE.PACKAGE)
    if parts.shapes is not None:
        shapes = Part(package.next_partname("/ppt/drawings/drawing%d.xml"), SHAPES_TYPE, package, parts.shapes)
        chart.relate_to(shapes, SHAPES_RELATIONSHIP)
    context.charts[str(name)] = parts
    return chart


def _style(shapes: SlideShapes, part: ChartPart) -> ChartStyle:
    """Return the chart's formatting on this layout: text colour, and theme colours under the layout's colour map."""
    layout = shapes.layout
    ground = layout.colours["bg2"] if part.panel else layout.background
    return ChartStyle(
        size=part.size,
        typeface=shapes.layout.text_font or shapes.context.minor_font,
        colour=layout.ink,
        gridline=mixed(ground, layout.colours[layout.ink], 1 / 6),
        background=ground,
        series=_ACCENTS,
        theme=layout.colours,
        width=part.frame.width,
        height=part.frame.height,
    )

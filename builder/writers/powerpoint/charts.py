"""Native charts in a graphic frame, in the layout's chart placeholder when it has one."""

from __future__ import annotations

from builder.office.colour import mixed
from builder.office.package import RELATIONSHIPS
from builder.typeset.plan import ChartPart
from builder.writers.charts.part import ChartStyle, chart_parts
from builder.writers.charts.part import add_chart as add_chart_parts
from builder.writers.powerpoint.drawing import placed
from builder.writers.powerpoint.fields import marker
from builder.writers.powerpoint.shapes import SlideShapes

__all__ = ["add_chart"]

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6")


def add_chart(shapes: SlideShapes, part: ChartPart) -> None:
    """Put the chart with its workbook into the package, and its frame on the slide."""
    placeholder = shapes.placeholder("chart", "body2", "body")
    if placeholder is not None and placeholder.type not in ("chart", "obj"):
        shapes.used.discard(placeholder.role)
        placeholder = None
    held = f"<p:nvPr>{marker(placeholder)}</p:nvPr>" if placeholder else "<p:nvPr/>"
    document = shapes.context.document
    parts = chart_parts(part.chart, _style(shapes, part), document.office_language)
    relation = add_chart_parts(shapes.context.package, shapes.part, parts)
    described = shapes.identified("Chart", part.chart.key, [], part.chart.alt)
    shapes.add(
        f'<p:graphicFrame><p:nvGraphicFramePr>{described}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr>{held}</p:nvGraphicFramePr>{placed(part.frame, 'p')}<a:graphic><a:graphicData "
        f'uri="{_CHART}"><c:chart xmlns:c="{_CHART}" xmlns:r="{RELATIONSHIPS}" r:id="{relation}"/></a:graphicData>'
        "</a:graphic>"
        "</p:graphicFrame>"
    )


def _style(shapes: SlideShapes, part: ChartPart) -> ChartStyle:
    """The chart's look on this layout: its ink, and its colours as the layout's colour map makes them."""
    layout, document = shapes.layout, shapes.context.document
    return ChartStyle(
        size=part.size,
        colour=layout.ink,
        gridline=mixed(layout.background, layout.colours[layout.ink], 1 / 6),
        background=layout.background,
        series=_ACCENTS,
        theme=layout.colours,
        width=part.frame.width,
        height=part.frame.height,
        decimal_mark=document.decimal_mark,
        group_mark=document.group_mark,
    )

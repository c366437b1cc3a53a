"""Charts and pictures, in line with the text (`wp:inline`, ECMA-376 part 1, 20.4.2.8). Lengths are EMU, 635 a twip."""

from __future__ import annotations

from msgspec.structs import replace

from builder.office.xml import NAMESPACES, attribute, blip, declare
from builder.tree.exhibits import ChartNode, ImageNode, unit_line
from builder.tree.prose import Inlines
from builder.writers.charts.part import ChartStyle, chart_parts, least_height, suggested_height
from builder.writers.charts.words import chart_check
from builder.writers.word.captions import caption_runs, indented, lines_below, put_caption, put_lines
from builder.writers.word.context import BriefContext
from builder.writers.word.embedding import EmbeddedChart, drawing_id, image_id
from builder.writers.word.flow import AFTER_EXHIBIT, FlowUnit
from builder.writers.word.paragraphs import EMU_PER_TWIP, WordParagraph

__all__ = ["ChartDrawing", "chart_height", "chart_style", "figure_unit", "write_chart", "write_image"]

_EMU_PER_INCH = 914_400
_TALLEST = 0.62
"""Of the height of the text: a taller picture leaves no room for its caption and a few lines."""
_TALLEST_UPRIGHT = 0.45
"""Of the height of the text: an upright picture that does not fit on a page leaves no more than half of it empty."""
_TALLEST_CHOSEN = 0.85
"""Of the height of the text, for a picture whose width the author chose: its caption stays on the page."""
_TALLEST_CHART = 0.85
"""Of the height of the text: many bars need the page, but for the caption and the lines below it."""
_CHART_SIZE = 9.5
_FEW = 4
"""Columns of a chart that need no more than the width of the text."""
_GRIDLINE = "D5D9DD"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    f'{declare("adec")} val="1"/></a:ext></a:extLst>'
)


def write_chart(state: BriefContext, chart: ChartNode) -> None:
    """Write a native chart with its workbook, under its caption."""
    left = state.template.body_left if _small(chart) else 0
    style = chart_style(state, state.flow.width - left)
    drawing = ChartDrawing(state, chart, replace(style, height=chart_height(state, chart, style)))
    words = _caption(state, chart.caption, chart)
    lines = lines_below(state, chart.key, chart.note, chart.source)
    _figure(state, drawing, words, chart, lines, left, unit_line(chart))


def chart_style(state: BriefContext, width: int) -> ChartStyle:
    """Return the look of a chart that is `width` twips wide; its height is not set."""
    return ChartStyle(
        size=_CHART_SIZE,
        typeface=state.template.theme.minor_font,
        gridline=_GRIDLINE,
        theme=state.template.theme.colours,
        width=width * EMU_PER_TWIP,
    )


def chart_height(state: BriefContext, chart: ChartNode, style: ChartStyle) -> int:
    """Return the height that suits a chart of the style's width, in EMU: no more than a page holds."""
    most = round(_TALLEST_CHART * state.page.text_height * EMU_PER_TWIP)
    return min(suggested_height(chart, style), most)


class ChartDrawing:
    """A chart with its workbook in the package, and the runs that show it."""

    def __init__(self, state: BriefContext, chart: ChartNode, style: ChartStyle):
        self._state, self._chart, self._style = state, chart, style
        parts = chart_parts(chart, style, state.language)
        self._embedded = EmbeddedChart(state, parts)
        self._id = state.drawing_id()
        generated = f"{chart.alt} {state.labels.chart_alt_generated}".strip()
        self._alt = generated if chart.alt_generated else chart.alt
        marks = state.anchors.marks(chart.key, "", self._alt, chart_check(parts)) if chart.key else ("", "")
        self._before, self._after = marks
        self.least = least_height(chart, style)
        """The lowest at which it still shows what it shows now, in EMU."""

    @property
    def height(self) -> int:
        """Its height in EMU."""
        return self._style.height

    def lower(self, height: int) -> str:
        """Draw the chart anew at a height. Return its runs."""
        self._style = replace(self._style, height=height)
        self._embedded.redraw(chart_parts(self._chart, self._style, self._state.language))
        return self.runs()

    def runs(self) -> str:
        """Return the run that shows the chart, in its bookmark."""
        return f"{self._before}{self._run()}{self._after}"

    def _run(self) -> str:
        state, chart = self._state, self._chart
        graphic = (
            f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{NAMESPACES["c"]}">'
            f'<c:chart r:id="{self._embedded.id}"/></a:graphicData></a:graphic>'
        )
        return _inline(state, self._id, (self._style.width, self._style.height), chart.number, self._alt, graphic)


def _small(chart: ChartNode) -> bool:
    """Return True if a chart needs no more than the width of the text: rings, and a few columns."""
    few = chart.kind == "column" and len(chart.categories) * (1 if chart.stacked else len(chart.series)) <= _FEW
    return few or chart.kind in ("pie", "doughnut")


def write_image(state: BriefContext, image: ImageNode) -> None:
    """Write a picture in its true proportions, of the width chosen or its own size; never wider than the text."""
    width, height = _size(state, image)
    picture = blip(image_id(state, image), drawing_id(state, image))
    number = state.drawing_id()
    graphic = (
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{attribute(image.name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{picture}<a:stretch><a:fillRect/></a:stretch>"
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    run = _inline(state, state.drawing_id(), (width, height), image.number, image.alt, graphic)
    before, after = state.anchors.marks(image.key, "", image.alt) if image.key else ("", "")
    drawing = f"{before}{run}{after}"
    words = _caption(state, image.caption, image)
    lines = lines_below(state, image.key, credit=image.credit)
    # A picture that is narrow enough is centred on the text.
    axis = state.template.body_left
    left = axis if width <= (state.flow.width - axis) * EMU_PER_TWIP else 0
    _figure(state, drawing, words, image, lines, left)


def _size(state: BriefContext, image: ImageNode) -> tuple[int, int]:
    """Return the width and the height of a picture in EMU."""
    width = image.width / (image.dpi[0] or 96.0) * _EMU_PER_INCH
    height = image.height / (image.dpi[1] or 96.0) * _EMU_PER_INCH
    widest = state.flow.width * EMU_PER_TWIP
    if image.width_share is not None:
        wanted, part = image.width_share * widest, _TALLEST_CHOSEN
    elif image.width_inches is not None:
        wanted, part = image.width_inches * _EMU_PER_INCH, _TALLEST_CHOSEN
    else:
        wanted, part = width, _TALLEST_UPRIGHT if height > width else _TALLEST
    tallest = part * state.page.text_height * EMU_PER_TWIP
    scale = min(wanted / width, widest / width, tallest / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _inline(state: BriefContext, drawing: int, size: tuple[int, int], number: str, alt: str, graphic: str) -> str:
    """Return a drawing of an id and a size in a run. Without alternative text it is marked as decorative."""
    name = attribute(f"{state.labels.figure}\u00a0{number}" if number else f"{state.labels.figure} ({drawing})")
    described = f' descr="{attribute(alt)}"/>' if alt else f">{_DECORATIVE}</wp:docPr>"
    return (
        f'<w:r>{state.inlines.plain}<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{drawing}" name="{name}"{described}{graphic}'
        "</wp:inline></w:drawing></w:r>"
    )


def _caption(state: BriefContext, caption: Inlines, node: ChartNode | ImageNode) -> str:
    """Return the caption of a figure as runs. It is written before the lines below it: notes are numbered in the order
    in which they are written.
    """
    return caption_runs(state, "figure", node.number, caption, node.key, node.id)


def _figure(
    state: BriefContext,
    drawing: str | ChartDrawing,
    words: str,
    node: ChartNode | ImageNode,
    lines: list[WordParagraph],
    left: int,
    unit: str = "",
) -> None:
    """Write a figure under its caption (`words`) and its `unit`, with the lines below it, kept on one page, at the
    indent `left`.
    """
    chart = drawing if isinstance(drawing, ChartDrawing) else None
    with state.flow.unit(figure_unit(state, node)):
        put_caption(state, words, unit, left)
        state.flow.add(
            WordParagraph(
                state.styles["figure"],
                drawing.runs() if isinstance(drawing, ChartDrawing) else drawing,
                keep=bool(lines),
                before=0 if words or unit else None,
                after=None if lines else AFTER_EXHIBIT,
                indent=indented(left),
                drawing=True,
                lowerable=chart,
            )
        )
        put_lines(state, lines, left)


def figure_unit(state: BriefContext, node: ChartNode | ImageNode) -> FlowUnit:
    """Return the unit of a figure: what is written for it stays together."""
    return FlowUnit("figure", state.targets.bookmark(node.id))

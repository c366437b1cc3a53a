"""Two charts side by side: a table without rules, for the layout alone, read left then right. Lengths are twips."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.office.xml import attribute
from builder.tree.exhibits import ChartNode, unit_line
from builder.tree.prose import Run
from builder.typeset.measure import words as measured
from builder.writers.word.captions import caption_paragraphs, caption_runs, close_lines, lines_below
from builder.writers.word.context import BriefContext
from builder.writers.word.figures import ChartDrawing, chart_height, chart_style, figure_unit, write_chart
from builder.writers.word.flow import AFTER_EXHIBIT
from builder.writers.word.pagination.reading import TableXml
from builder.writers.word.paragraphs import WordParagraph
from builder.writers.word.tables import table_look

__all__ = ["write_chart_pair"]

_GUTTER = 400
"""Between the charts."""
_NARROWEST = 3600
"""Width of a chart (2.5 inches) with room for its labels; a narrower half is too small."""
_MOST_BARS = 16
"""Columns in half the width of a page; more of them need all of it."""
_MOST_POINTS = 30
_LEAST_SHARE = 0.62
"""Of the width of a chart: a flatter one would hide its differences in half the width of a page."""
_NO_RULES = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_NO_MARGINS = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
_SPARE = 1.03


def write_chart_pair(state: BriefContext, left: ChartNode, right: ChartNode) -> None:
    """Write two charts side by side, of one height and on one line; one below the other if they are too narrow."""
    width = (state.flow.width - _GUTTER) // 2
    if width < _NARROWEST or _crowded(left) or _crowded(right):
        write_chart(state, left)
        write_chart(state, right)
        return
    style = chart_style(state, width)
    heights = (chart_height(state, chart, style) for chart in (left, right))
    style = replace(style, height=max(round(_LEAST_SHARE * style.width), *heights))
    lines = [_caption_height(state, chart, width) for chart in (left, right)]
    cells = []
    for chart, own in zip((left, right), lines, strict=True):
        words = caption_runs(state, "figure", chart.number, chart.caption, chart.key, chart.id)
        framed = ChartDrawing(state, chart, style).runs()
        missing = round((max(lines) - own) * 20)
        paragraphs = [
            *caption_paragraphs(state, words, unit_line(chart)),
            WordParagraph(state.styles["figure"], framed, before=missing, after=0, drawing=True),
            *close_lines(lines_below(state, chart.key, chart.note, chart.source)),
        ]
        cells.append("".join(replace(paragraph, keep=False).xml() for paragraph in paragraphs))
    state.flow.part_tables()
    with state.flow.unit(figure_unit(state, left)):
        state.flow.add(_table(state, cells, width))
    state.flow.gap = AFTER_EXHIBIT


def _crowded(chart: ChartNode) -> bool:
    """Return True if the marks of a chart would touch one another in half the width of the page."""
    if chart.kind in ("column", "combined"):
        return len(chart.categories) * (1 if chart.stacked else len(chart.series)) > _MOST_BARS
    return chart.kind in ("line", "area") and len(chart.categories) > _MOST_POINTS


def _caption_height(state: BriefContext, chart: ChartNode, width: int) -> float:
    """Return the height in points of the caption and the unit over a chart."""
    height = 0.0
    label = f"{state.labels.figure}\u00a0{chart.number}{state.labels.caption_separator}" if chart.number else ""
    unit = unit_line(chart)
    for name, inlines in (("caption", (Run(label), *chart.caption)), ("unit_line", (Run(unit),))):
        if not any(run.text for run in inlines if isinstance(run, Run)):
            continue
        style = state.template.type[name]
        words = measured(inlines, state.fonts, style.font, bold=style.bold)
        line = style.exact or style.line * state.fonts.face(style.font).natural_line * style.size
        after = 0.0 if name == "caption" and unit else style.after
        height += style.before + words.lines(width / 20 / (style.size * _SPARE)) * line + after
    return height


def _table(state: BriefContext, cells: Sequence[str], width: int) -> TableXml:
    """Return the table: one row that stays on one page. No cell is a header of the other."""
    rest = state.flow.width - width
    margin = f'<w:tcMar><w:left w:w="{rest - width}" w:type="dxa"/></w:tcMar>'
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/>{inset}</w:tcPr>{cell}</w:tc>'
        for column, inset, cell in zip((width, rest), ("", margin), cells, strict=True)
    )
    head = (
        f'<w:tbl><w:tblPr>{state.table_direction}<w:tblW w:w="{state.flow.width}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{_NO_RULES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_NO_MARGINS}</w:tblCellMar>{table_look(False, False, False)}"
        f'<w:tblCaption w:val="{attribute(state.labels.figure)}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/><w:gridCol w:w="{rest}"/></w:tblGrid>'
    )
    return TableXml(head, (f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{columns}</w:tr>",))

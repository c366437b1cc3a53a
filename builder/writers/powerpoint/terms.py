"""Terms and their texts as a native table of two columns (ECMA-376 part 1, 21.1.3)."""

from __future__ import annotations

from collections.abc import Sequence

from builder.office.colour import contrast
from builder.templates.deck.facts import SlideLayout
from builder.templates.deck.table_style import header_colour
from builder.tree.prose import Inlines
from builder.typeset.plan import TERM_INSETS, TermsPart
from builder.writers.powerpoint.anchors import DeckPassage
from builder.writers.powerpoint.frames import add_graphic_frame
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.table_rows import rule
from builder.writers.powerpoint.text import TextFormat

__all__ = ["NO_SIDES", "NO_STYLE", "TABLE_URI", "add_terms", "hairline_colour"]

TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style "No Style, No Grid"."""
_TOP, _HAIRLINE = 19_050, 9_525
NO_SIDES = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR"))


def hairline_colour(layout: SlideLayout) -> str:
    """Return the name of the colour of hairlines between rows."""
    dark = contrast(layout.background, "FFFFFF") > contrast(layout.background, "000000")
    return f"{layout.ink}-50" if dark else "bg1-25"


def add_terms(shapes: SlideShapes, part: TermsPart) -> None:
    """Add the table, in the placeholder of the slide's text if that may hold one. Its first column has the headers."""
    layout = shapes.layout
    term = TextFormat(size=part.term_size, bold=True, colour=layout.accent, font="+mn-lt")
    text = TextFormat(size=part.text_size, colour=layout.ink, font="+mn-lt")
    hairline = rule("lnB", _HAIRLINE, hairline_colour(layout))
    rows = []
    for index, height in enumerate(part.row_heights):
        top = rule("lnT", _TOP, header_colour(layout)) if index == 0 else ""
        texts = ((part.terms[index], term), (part.texts[index], text))
        rows_of_cells = [texts] if part.stacked else [(own,) for own in texts]
        cells = "".join(_cell(shapes, own, NO_SIDES + top + hairline) for own in rows_of_cells)
        rows.append(f'<a:tr h="{height}">{cells}</a:tr>')
    widths = (part.frame.width,) if part.stacked else (part.term_width, part.frame.width - part.term_width)
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    placeholder = shapes.exhibit_placeholder("body2" if part.stacked else "body", "tbl")
    properties = shapes.identify("Terms", part.key or "terms", _passages(part), part.alt)
    table = (
        f'<a:tbl><a:tblPr firstCol="1"><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )
    add_graphic_frame(shapes, placeholder, properties, part.frame, TABLE_URI, table)


def _passages(part: TermsPart) -> list[DeckPassage]:
    """Return the paragraphs of the table: each term, then its text."""
    cells = [inlines for row in zip(part.terms, part.texts, strict=True) for inlines in row]
    return list(map(DeckPassage, part.keys, cells))


def _cell(shapes: SlideShapes, texts: Sequence[tuple[Inlines, TextFormat]], borders: str) -> str:
    """Return a cell with a paragraph for each text."""
    left, top, right, bottom = TERM_INSETS
    insets = f'marL="{left}" marR="{right}" marT="{top}" marB="{bottom}"'
    paragraphs = "".join(
        f"<a:p>{shapes.runs.inlines(inlines, text_format) or shapes.runs.end(text_format)}</a:p>"
        for inlines, text_format in texts
    )
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</a:txBody>"
        f'<a:tcPr {insets} anchor="ctr">{borders}<a:noFill/></a:tcPr></a:tc>'
    )

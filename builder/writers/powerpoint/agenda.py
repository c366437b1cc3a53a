"""The agenda as a native table: each title leads to the first slide of its section (ECMA-376 part 1, 21.1.2.3.5)."""

from __future__ import annotations

from pptx.opc.constants import RELATIONSHIP_TYPE

from builder.office.colour import contrast
from builder.templates.deck.table_style import header_colour
from builder.tree.prose import Run, plain
from builder.typeset.plan import TERM_INSETS, AgendaPart
from builder.writers.powerpoint.anchors import DeckPassage
from builder.writers.powerpoint.frames import add_graphic_frame
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.table_rows import rule
from builder.writers.powerpoint.terms import NO_SIDES, NO_STYLE, TABLE_URI, hairline_colour
from builder.writers.powerpoint.text import TextFormat

__all__ = ["add_agenda"]

_TOP, _HAIRLINE = 19_050, 9_525


def add_agenda(shapes: SlideShapes, part: AgendaPart) -> None:
    """Add the table, in the placeholder of the slide's text if that may hold one. Its first column has the headers."""
    layout, runs = shapes.layout, shapes.runs
    number = TextFormat(size=part.size, bold=True, colour=layout.accent, font="+mn-lt")
    title = TextFormat(size=part.size, colour=layout.ink, font="+mn-lt")
    quiet = contrast(layout.colours["accent5"], layout.background) >= 4.5
    slide = TextFormat(size=part.size, colour="accent5" if quiet else layout.ink, font="+mn-lt")
    rows, passages = [], []
    for index, words in enumerate(part.titles):
        shown = part.slides[index] if part.slides else 0
        link = ""
        if shown:
            link = runs.jump_to(shapes.relationships.relate(RELATIONSHIP_TYPE.SLIDE, shapes.context.slides[shown - 1]))
        top = rule("lnT", _TOP, header_colour(layout)) if index == 0 else ""
        borders = NO_SIDES + top + rule("lnB", _HAIRLINE, hairline_colour(layout))
        figure = str(shown) if shown else ""
        cells = (
            _cell(runs.text(part.numbers[index], number) or runs.end(number), borders),
            _cell(runs.inlines(words, title, link), borders),
            _cell(runs.text(figure, slide) or runs.end(slide), borders, "r"),
        )
        rows.append(f'<a:tr h="{part.row_height}">{"".join(cells)}</a:tr>')
        passages += [
            DeckPassage("", (Run(part.numbers[index]),)), shapes.headline(words), DeckPassage("", (Run(figure),))
        ]  # fmt: skip
    columns = "".join(f'<a:gridCol w="{width}"/>' for width in part.widths)
    placeholder = shapes.exhibit_placeholder("body", "tbl")
    described = ", ".join(plain(words) for words in part.titles)
    properties = shapes.identify("Agenda", f"{shapes.key}.table", passages, described)
    table = (
        f'<a:tbl><a:tblPr firstCol="1"><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{''.join(rows)}</a:tbl>"
    )
    add_graphic_frame(shapes, placeholder, properties, part.frame, TABLE_URI, table)


def _cell(text: str, borders: str, align: str = "l") -> str:
    left, top, right, bottom = TERM_INSETS
    insets = f'marL="{left}" marR="{right if align == "l" else 0}" marT="{top}" marB="{bottom}"'
    alignment = f'<a:pPr algn="{align}"/>' if align != "l" else ""
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{alignment}{text}</a:p></a:txBody>"
        f'<a:tcPr {insets} anchor="ctr">{borders}<a:noFill/></a:tcPr></a:tc>'
    )

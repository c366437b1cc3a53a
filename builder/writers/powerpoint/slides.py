"""One slide of the plan as a part of the file."""

from __future__ import annotations

from pptx.opc.constants import RELATIONSHIP_TYPE

from builder.office.deck_package import WrittenSlide
from builder.office.xml import declare
from builder.templates.deck.facts import Placeholder, SlideLayout
from builder.typeset.plan import (
    AgendaPart,
    CalloutPart,
    ChartPart,
    ColumnsPart,
    HighlightsPart,
    ImagePart,
    Slide,
    TablePart,
    TermsPart,
    TextPart,
    TimelinePart,
)
from builder.writers.powerpoint.agenda import add_agenda
from builder.writers.powerpoint.anchors import DeckPassage
from builder.writers.powerpoint.anchors import number as identity_number
from builder.writers.powerpoint.boxes import add_callout, add_columns, add_highlights, add_progress, add_timeline
from builder.writers.powerpoint.charts import add_chart
from builder.writers.powerpoint.context import DeckContext
from builder.writers.powerpoint.drawing import TREE_START, root, transform
from builder.writers.powerpoint.fields import add_caption, add_foot, add_head, add_source, fill_placeholder
from builder.writers.powerpoint.images import add_image
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.tables import add_table
from builder.writers.powerpoint.terms import add_terms
from builder.writers.powerpoint.text import TextFormat, box_paragraphs, placeholder_format, placeholder_paragraphs

__all__ = ["fill_slide"]

_ALIASES = {"quote": "body"}


def fill_slide(context: DeckContext, layout: SlideLayout, slide: Slide, part: WrittenSlide, number: int) -> SlideShapes:
    """Write slide `number`, counted from 1, of the plan into its empty part. Return its shapes."""
    shapes = SlideShapes(context, part, slide.key, layout)
    shapes.relationships.relate(RELATIONSHIP_TYPE.SLIDE_LAYOUT, context.layouts[layout.part_name])
    for part_behind in slide.parts:
        if isinstance(part_behind, ImagePart) and part_behind.behind:
            add_image(shapes, part_behind)
    add_head(shapes, slide)
    if slide.progress is not None:
        add_progress(shapes, *slide.progress)
    _add_parts(shapes, slide)
    add_source(shapes, slide)
    if slide.foot:
        add_foot(shapes, number)
    part.write(root("p:sld", _content(shapes.xml, layout, identity_number(slide.key))))
    return shapes


def _content(shapes: str, layout: SlideLayout, identity: int) -> str:
    """Return the children of `p:sld`: shape tree, lasting identity, colour map."""
    colours = "<a:masterClrMapping/>"
    if layout.colour_map:
        # A slide does not inherit its layout's colour map: it has to repeat it.
        colours = f"<a:overrideClrMapping {layout.colour_map}/>"
    return (
        f"<p:cSld>{TREE_START}{shapes}</p:spTree><p:extLst>"
        '<p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}">'
        f'<p14:creationId {declare("p14")} val="{identity}"/></p:ext></p:extLst>'
        f"</p:cSld><p:clrMapOvr>{colours}</p:clrMapOvr>"
    )


def _add_parts(shapes: SlideShapes, slide: Slide) -> None:
    """Add the parts in the plan's order; the caption goes before its exhibit and what that measures."""
    captioned = not slide.caption
    for part in slide.parts:
        if not captioned and (not isinstance(part, TextPart) or part.placeholder == "unit"):
            add_caption(shapes, slide)
            captioned = True
        if isinstance(part, TextPart):
            _add_text(shapes, part)
        elif isinstance(part, TablePart):
            add_table(shapes, part)
        elif isinstance(part, TermsPart):
            add_terms(shapes, part)
        elif isinstance(part, AgendaPart):
            add_agenda(shapes, part)
        elif isinstance(part, ColumnsPart):
            add_columns(shapes, part)
        elif isinstance(part, ChartPart):
            add_chart(shapes, part)
        elif isinstance(part, HighlightsPart):
            add_highlights(shapes, part)
        elif isinstance(part, TimelinePart):
            add_timeline(shapes, part)
        elif isinstance(part, ImagePart):
            if not part.behind:
                add_image(shapes, part)
        elif isinstance(part, CalloutPart):
            add_callout(shapes, part)
    if not captioned:
        add_caption(shapes, slide)


def _add_text(shapes: SlideShapes, part: TextPart) -> None:
    """Add text to its placeholder, or in a text box if the plan found none (`size` is then set)."""
    role = _ALIASES.get(part.placeholder, part.placeholder)
    placeholder: Placeholder | None = None if part.size else shapes.placeholder(role)
    passages = [
        DeckPassage(paragraph.key, paragraph.inlines) if paragraph.key else shapes.headline(paragraph.inlines)
        for paragraph in part.paragraphs
    ]
    key = next((passage.key for passage in passages if passage.key), f"{shapes.key}.{role}")
    if placeholder is not None:
        paragraphs = placeholder_paragraphs(
            shapes.runs,
            part.paragraphs,
            placeholder.levels,
            part.spread,
            placeholder_format(placeholder),
            part.growth,
        )
        position = transform(part.frame) if part.frame is not None and part.frame != placeholder.frame else ""
        fill_placeholder(
            shapes, placeholder, paragraphs, f"{role}:{key}", passages, part.fit, position, decorative=role == "mark"
        )
        return
    text_format = TextFormat(
        size=part.size or 18.0,
        bold=part.bold,
        colour=shapes.layout.accent if part.bold and role == "kicker" else shapes.layout.ink,
        font="+mn-lt",
    )
    frame = part.frame or shapes.layout.content
    paragraphs = box_paragraphs(shapes.runs, part.paragraphs, text_format, alignment=part.alignment)
    shapes.add_text_box(role.capitalize(), frame, paragraphs, f"{role}:{key}", passages)

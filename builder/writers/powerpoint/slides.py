"""One slide of the plan as a part of the file."""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS
from builder.office.xml import PROLOGUE
from builder.templates.deck.facts import DeckTemplate, Placeholder
from builder.typeset.plan import (
    CalloutPart,
    ChartPart,
    HighlightsPart,
    ImagePart,
    Slide,
    TablePart,
    TextPart,
    TimelinePart,
)
from builder.writers.powerpoint.anchors import number
from builder.writers.powerpoint.boxes import draw_callout, draw_highlights, draw_progress, draw_timeline
from builder.writers.powerpoint.canvas import Canvas, Show
from builder.writers.powerpoint.charts import draw_chart
from builder.writers.powerpoint.drawing import NAMESPACES, TREE_START, placed
from builder.writers.powerpoint.fields import draw_caption, draw_foot, draw_head, draw_source, filled
from builder.writers.powerpoint.images import draw_image
from builder.writers.powerpoint.tables import draw_table
from builder.writers.powerpoint.text import Look, box_paragraphs, placeholder_paragraphs

__all__ = ["add_slide", "part_name"]

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_ALIASES = {"quote": "body"}


def part_name(place: int) -> str:
    """The part of the slide that stands at `place`, counted from 1."""
    return f"/ppt/slides/slide{place}.xml"


def add_slide(show: Show, template: DeckTemplate, slide: Slide, place: int) -> str:
    """Draw the slide that stands at `place` (from 1) and put it into the package; returns its part's name."""
    part = part_name(place)
    layout = template.layouts[slide.layout]
    show.package.relate(part, f"{RELATIONSHIPS}/slideLayout", layout.part_name)
    canvas = Canvas(show, part, slide.key, layout)
    draw_head(canvas, slide)
    if slide.progress is not None:
        draw_progress(canvas, *slide.progress)
    _draw_parts(canvas, slide)
    draw_source(canvas, slide)
    draw_foot(canvas, place)
    colours = "<a:masterClrMapping/>"
    if layout.colour_map:
        # A slide does not inherit the colour map that its layout puts in place of the master's: it repeats it.
        colours = f"<a:overrideClrMapping {layout.colour_map}/>"
    xml = (
        f"{PROLOGUE}<p:sld {NAMESPACES}><p:cSld>{TREE_START}{canvas.xml}</p:spTree><p:extLst>"
        '<p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{number(slide.key)}"/></p:ext>'
        "</p:extLst>"
        f"</p:cSld><p:clrMapOvr>{colours}</p:clrMapOvr></p:sld>"
    )
    return show.package.add_part(part, _TYPE, xml.encode())


def _draw_parts(canvas: Canvas, slide: Slide) -> None:
    """The parts in the plan's order; the caption goes before the exhibit that it names."""
    captioned = not slide.caption
    for part in slide.parts:
        if not captioned and not isinstance(part, TextPart):
            draw_caption(canvas, slide)
            captioned = True
        if isinstance(part, TextPart):
            _draw_text(canvas, part)
        elif isinstance(part, TablePart):
            draw_table(canvas, part)
        elif isinstance(part, ChartPart):
            draw_chart(canvas, part)
        elif isinstance(part, HighlightsPart):
            draw_highlights(canvas, part)
        elif isinstance(part, TimelinePart):
            draw_timeline(canvas, part)
        elif isinstance(part, ImagePart):
            draw_image(canvas, part)
        elif isinstance(part, CalloutPart):
            draw_callout(canvas, part)
    if not captioned:
        draw_caption(canvas, slide)


def _draw_text(canvas: Canvas, part: TextPart) -> None:
    """Text in its placeholder, or in a text box where the plan says that the layout has none (`size` is then set)."""
    role = _ALIASES.get(part.placeholder, part.placeholder)
    placeholder: Placeholder | None = None if part.size else canvas.placeholder(role)
    passages = [one.key for one in part.paragraphs]
    key = next((one for one in passages if one), f"{canvas.key}.{role}")
    if placeholder is not None:
        paragraphs = placeholder_paragraphs(
            canvas.voice, part.paragraphs, placeholder.levels, canvas.layout.accent, part.spread
        )
        place = placed(part.frame) if part.frame is not None and part.frame != placeholder.frame else ""
        filled(canvas, placeholder, paragraphs, f"{role}:{key}", passages, part.fit, place)
        return
    accented = part.bold and role == "kicker"
    look = Look(
        size=part.size or 18.0,
        bold=part.bold,
        colour=canvas.layout.accent if accented else canvas.layout.ink,
        font="+mn-lt",
    )
    frame = part.frame or canvas.layout.content
    paragraphs = box_paragraphs(canvas.voice, part.paragraphs, look)
    canvas.box(role.capitalize(), frame, paragraphs, f"{role}:{key}", passages)

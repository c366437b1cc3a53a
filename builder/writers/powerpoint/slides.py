"""One slide of the plan as a part of the file."""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS
from builder.office.xml import PROLOGUE
from builder.templates.deck.facts import DeckFacts, Placeholder
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
from builder.writers.powerpoint.boxes import add_callout, add_highlights, add_progress, add_timeline
from builder.writers.powerpoint.charts import add_chart
from builder.writers.powerpoint.drawing import NAMESPACES, TREE_START, placed
from builder.writers.powerpoint.fields import add_caption, add_foot, add_head, add_source, filled
from builder.writers.powerpoint.images import add_image
from builder.writers.powerpoint.shapes import DeckContext, SlideShapes
from builder.writers.powerpoint.tables import add_table
from builder.writers.powerpoint.text import TextFormat, box_paragraphs, placeholder_paragraphs

__all__ = ["add_slide", "part_name"]

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_ALIASES = {"quote": "body"}


def part_name(place: int) -> str:
    """The part of the slide that stands at `place`, counted from 1."""
    return f"/ppt/slides/slide{place}.xml"


def add_slide(context: DeckContext, template: DeckFacts, slide: Slide, place: int) -> str:
    """Draw the slide that stands at `place` (from 1) and put it into the package; returns its part's name."""
    part = part_name(place)
    layout = template.layouts[slide.layout]
    context.package.relate(part, f"{RELATIONSHIPS}/slideLayout", layout.part_name)
    shapes = SlideShapes(context, part, slide.key, layout)
    add_head(shapes, slide)
    if slide.progress is not None:
        add_progress(shapes, *slide.progress)
    _add_parts(shapes, slide)
    add_source(shapes, slide)
    add_foot(shapes, place)
    colours = "<a:masterClrMapping/>"
    if layout.colour_map:
        # A slide does not inherit the colour map that its layout puts in place of the master's: it repeats it.
        colours = f"<a:overrideClrMapping {layout.colour_map}/>"
    xml = (
        f"{PROLOGUE}<p:sld {NAMESPACES}><p:cSld>{TREE_START}{shapes.xml}</p:spTree><p:extLst>"
        '<p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" val="{number(slide.key)}"/></p:ext>'
        "</p:extLst>"
        f"</p:cSld><p:clrMapOvr>{colours}</p:clrMapOvr></p:sld>"
    )
    return context.package.add_part(part, _TYPE, xml.encode())


def _add_parts(shapes: SlideShapes, slide: Slide) -> None:
    """The parts in the plan's order; the caption goes before the exhibit that it names."""
    captioned = not slide.caption
    for part in slide.parts:
        if not captioned and not isinstance(part, TextPart):
            add_caption(shapes, slide)
            captioned = True
        if isinstance(part, TextPart):
            _add_text(shapes, part)
        elif isinstance(part, TablePart):
            add_table(shapes, part)
        elif isinstance(part, ChartPart):
            add_chart(shapes, part)
        elif isinstance(part, HighlightsPart):
            add_highlights(shapes, part)
        elif isinstance(part, TimelinePart):
            add_timeline(shapes, part)
        elif isinstance(part, ImagePart):
            add_image(shapes, part)
        elif isinstance(part, CalloutPart):
            add_callout(shapes, part)
    if not captioned:
        add_caption(shapes, slide)


def _add_text(shapes: SlideShapes, part: TextPart) -> None:
    """Text in its placeholder, or in a text box where the plan says that the layout has none (`size` is then set)."""
    role = _ALIASES.get(part.placeholder, part.placeholder)
    placeholder: Placeholder | None = None if part.size else shapes.placeholder(role)
    passages = [one.key for one in part.paragraphs]
    key = next((one for one in passages if one), f"{shapes.key}.{role}")
    if placeholder is not None:
        paragraphs = placeholder_paragraphs(
            shapes.runs, part.paragraphs, placeholder.levels, shapes.layout.accent, part.spread
        )
        place = placed(part.frame) if part.frame is not None and part.frame != placeholder.frame else ""
        filled(shapes, placeholder, paragraphs, f"{role}:{key}", passages, part.fit, place)
        return
    accented = part.bold and role == "kicker"
    look = TextFormat(
        size=part.size or 18.0,
        bold=part.bold,
        colour=shapes.layout.accent if accented else shapes.layout.ink,
        font="+mn-lt",
    )
    frame = part.frame or shapes.layout.content
    paragraphs = box_paragraphs(shapes.runs, part.paragraphs, look)
    shapes.box(role.capitalize(), frame, paragraphs, f"{role}:{key}", passages)

"""What is drawn as native shapes outside placeholders: big numbers, timelines, callouts, the progress of a divider."""

from __future__ import annotations

from builder.templates.deck.facts import Frame
from builder.tree.nodes import Run
from builder.typeset.plan import BOX_GAP, CALLOUT_INSETS, CalloutPart, HighlightsPart, TimelinePart
from builder.writers.powerpoint.drawing import fill, no_fill_line, placed
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import TextFormat, box_paragraph, box_paragraphs

__all__ = ["add_callout", "add_highlights", "add_progress", "add_timeline"]

_BAR = 54_864
"""Width of the bar at a callout's left edge."""
_KINDS = {"note": "accent1", "key": "accent1", "warning": "accent4"}
_SEGMENT_GAP = 36_576
_LINE = 19_050
_RULE, _RULE_GAP = 12_700, 82_296
"""Thickness of the line over a big number, and how far above the number's frame it stands."""


def add_highlights(shapes: SlideShapes, part: HighlightsPart) -> None:
    """Each number a text box: the words before it small, the number large in the accent, what it counts, its label."""
    ink = shapes.layout.ink
    small = TextFormat(size=part.label_size, colour=ink, font="+mn-lt")
    strong = TextFormat(size=part.label_size, bold=True, colour=ink, font="+mn-lt")
    large = TextFormat(size=part.value_size, bold=True, colour=shapes.layout.accent, font="+mj-lt")
    runs = shapes.runs
    for item, frame in zip(part.items, part.frames, strict=True):
        _rule(shapes, frame, part.frames)
        lines = [
            runs.words(item.prefix, small),
            runs.words(item.value, large),
            runs.words(item.suffix.strip(), strong),
            runs.inlines(item.label, small),
        ]
        paragraphs = "".join(box_paragraph(line) for line in lines if line)
        passages = [item.key for line in lines if line]
        shapes.box("Key figure", frame, paragraphs, item.key, passages)


def _rule(shapes: SlideShapes, frame: Frame, frames: tuple[Frame, ...]) -> None:
    """A thin line over a number, level with those of its row: a neighbour with a prefix begins higher."""
    row = [one.y for one in frames if one.y < frame.y + frame.height and frame.y < one.y + one.height]
    line = Frame(frame.x, min(row) - _RULE_GAP, frame.width, _RULE)
    shapes.block("Rule", line, fill(shapes.layout.accent) + no_fill_line)


def add_timeline(shapes: SlideShapes, part: TimelinePart) -> None:
    """The axis and its markers are decoration; each event is a text box, in the order of time."""
    shapes.add(_axis(shapes, part.axis))
    ink, accent = shapes.layout.ink, shapes.layout.accent
    date = TextFormat(size=part.date_size, bold=True, colour=accent, font="+mj-lt")
    title = TextFormat(size=part.title_size, bold=True, colour=ink, font="+mn-lt")
    text = TextFormat(size=part.text_size, colour=ink, font="+mn-lt")
    runs = shapes.runs
    half = part.marker // 2
    look = fill(accent) + no_fill_line
    texts = part.texts or ((),) * len(part.events)
    for place, (event, frame, (x, y), body) in enumerate(
        zip(part.events, part.frames, part.markers, texts, strict=True)
    ):
        shapes.block("Marker", Frame(x - half, y - half, part.marker, part.marker), look, "ellipse")
        day = part.dates[place] if part.dates else (Run(event.date),)
        heads = [runs.inlines(day, date), runs.inlines(event.title, title)]
        written = [line for line in heads if line]
        paragraphs = "".join(box_paragraph(line, BOX_GAP if row else 0.0) for row, line in enumerate(written))
        paragraphs += box_paragraphs(runs, body, text, first=not written)
        passages = [event.key] * len(written) + [one.key for one in body]
        shapes.box("Event", frame, paragraphs, event.key, passages)


def _axis(shapes: SlideShapes, frame: Frame) -> str:
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{shapes.identified('Axis', decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        "<p:spPr>"
        f'{placed(frame)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln '
        f'w="{_LINE}">{fill(shapes.layout.accent)}</a:ln>'
        "</p:spPr></p:cxnSp>"
    )


def add_callout(shapes: SlideShapes, part: CalloutPart) -> None:
    """A quiet panel with a bar in the colour of its kind; the words of the title tell the kind too."""
    layout = shapes.layout
    look = TextFormat(size=part.size, colour=layout.ink, font="+mn-lt")
    strong = TextFormat(size=part.size, bold=True, colour=layout.ink, font="+mn-lt")
    title = shapes.runs.inlines(part.title, strong)
    paragraphs = box_paragraph(title) if title else ""
    paragraphs += box_paragraphs(shapes.runs, part.paragraphs, look, first=not title)
    keys = [one.key for one in part.paragraphs]
    key = next((one for one in keys if one), f"{shapes.key}.callout")
    panel = "bg2" if layout.panel else ""
    left, top, right, bottom = CALLOUT_INSETS
    shapes.add(
        f"<p:sp><p:nvSpPr>{shapes.identified('Callout', key, ['', *keys] if title else keys)}<p:cNvSpPr/><p:nvPr/>"
        "</p:nvSpPr><p:spPr>"
        f'{placed(part.frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill(panel) if panel else "<a:noFill/>"}'
        f'{no_fill_line if panel else _outline(layout.ink)}</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="{left}" '
        f'tIns="{top}" '
        f'rIns="{right}" bIns="{bottom}" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody>'
        "</p:sp>"
    )
    bar = Frame(part.frame.x, part.frame.y, _BAR, part.frame.height)
    shapes.block("Callout bar", bar, fill(_KINDS[part.kind]) + no_fill_line)


def _outline(colour: str) -> str:
    return f'<a:ln w="6350">{fill(colour, 40)}</a:ln>'


def add_progress(shapes: SlideShapes, done: int, total: int) -> None:
    """One segment a section, those up to this one in the accent. Decoration: the divider's words tell the place."""
    strip = shapes.layout.progress
    if strip is None or total < 2:
        return
    gap = min(_SEGMENT_GAP, strip.width // (4 * total))
    each = (strip.width - gap * (total - 1)) // total
    done_look = fill(shapes.layout.accent) + no_fill_line
    left_look = fill(shapes.layout.ink, 25) + no_fill_line
    for place in range(total):
        frame = Frame(strip.x + place * (each + gap), strip.y, each, strip.height)
        shapes.block("Progress", frame, done_look if place < done else left_look)

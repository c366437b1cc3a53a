"""Native shapes outside placeholders: key figures, timelines, callouts, the progress strip of section dividers."""

from __future__ import annotations

from builder.templates.deck.facts import Frame
from builder.tree.prose import Run
from builder.typeset.plan import BOX_GAP, CALLOUT_INSETS, CalloutPart, HighlightsPart, TimelinePart
from builder.writers.powerpoint.drawing import fill, no_fill_line, transform
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import TextFormat, box_paragraph, box_paragraphs

__all__ = ["add_callout", "add_highlights", "add_progress", "add_timeline"]

_BAR = 54_864
"""Width of the bar at a callout's left edge, in EMU."""
_KINDS = {"note": "accent1", "key": "accent1", "warning": "accent4"}
_SEGMENT_GAP = 36_576
_LINE = 19_050
_RULE, _RULE_GAP = 12_700, 82_296
"""Thickness of the line over a key figure, and its distance from the figure's frame, in EMU."""


def add_highlights(shapes: SlideShapes, part: HighlightsPart) -> None:
    """Add a text box for each key figure: small prefix, large value in the accent colour, suffix, label."""
    ink = shapes.layout.ink
    small = TextFormat(size=part.label_size, colour=ink, font="+mn-lt")
    strong = TextFormat(size=part.label_size, bold=True, colour=ink, font="+mn-lt")
    large = TextFormat(size=part.value_size, bold=True, colour=shapes.layout.accent, font="+mn-lt")
    runs = shapes.runs
    for item, frame in zip(part.items, part.frames, strict=True):
        _rule(shapes, frame, part.frames)
        lines = [
            runs.text(item.prefix, small),
            runs.text(item.value, large),
            runs.text(item.suffix.strip(), strong),
            runs.inlines(item.label, small),
        ]
        paragraphs = "".join(box_paragraph(line) for line in lines if line)
        passages = [item.key for line in lines if line]
        shapes.add_text_box("Key figure", frame, paragraphs, item.key, passages)


def _rule(shapes: SlideShapes, frame: Frame, frames: tuple[Frame, ...]) -> None:
    """Add a thin line over a key figure, level with those of its row: a neighbour with a prefix begins higher."""
    row = [box.y for box in frames if box.y < frame.y + frame.height and frame.y < box.y + box.height]
    line = Frame(frame.x, min(row) - _RULE_GAP, frame.width, _RULE)
    shapes.add_decoration("Rule", line, fill(shapes.layout.accent) + no_fill_line)


def add_timeline(shapes: SlideShapes, part: TimelinePart) -> None:
    """Add the axis and its markers, which are decoration, and a text box for each event, in the order of time."""
    shapes.add(_axis(shapes, part.axis))
    ink, accent = shapes.layout.ink, shapes.layout.accent
    date = TextFormat(size=part.date_size, bold=True, colour=accent, font="+mn-lt")
    title = TextFormat(size=part.title_size, bold=True, colour=ink, font="+mn-lt")
    text = TextFormat(size=part.text_size, colour=ink, font="+mn-lt")
    runs = shapes.runs
    half = part.marker // 2
    marker_format = fill(accent) + no_fill_line
    texts = part.texts or ((),) * len(part.events)
    for index, (event, frame, (x, y), body) in enumerate(
        zip(part.events, part.frames, part.markers, texts, strict=True)
    ):
        shapes.add_decoration("Marker", Frame(x - half, y - half, part.marker, part.marker), marker_format, "ellipse")
        day = part.dates[index] if part.dates else (Run(event.date),)
        heads = [runs.inlines(day, date), runs.inlines(event.title, title)]
        lines = [line for line in heads if line]
        paragraphs = "".join(box_paragraph(line, BOX_GAP if row else 0.0) for row, line in enumerate(lines))
        paragraphs += box_paragraphs(runs, body, text, first=not lines)
        passages = [event.key] * len(lines) + [paragraph.key for paragraph in body]
        shapes.add_text_box("Event", frame, paragraphs, event.key, passages)


def _axis(shapes: SlideShapes, frame: Frame) -> str:
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{shapes.identify('Axis', decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        "<p:spPr>"
        f'{transform(frame)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln '
        f'w="{_LINE}">{fill(shapes.layout.accent)}</a:ln>'
        "</p:spPr></p:cxnSp>"
    )


def add_callout(shapes: SlideShapes, part: CalloutPart) -> None:
    """Add a panel with a bar in the colour of its kind; the title names the kind too."""
    layout = shapes.layout
    plain_format = TextFormat(size=part.size, colour=layout.ink, font="+mn-lt")
    strong = TextFormat(size=part.size, bold=True, colour=layout.ink, font="+mn-lt")
    title = shapes.runs.inlines(part.title, strong)
    paragraphs = box_paragraph(title) if title else ""
    paragraphs += box_paragraphs(shapes.runs, part.paragraphs, plain_format, first=not title)
    keys = [paragraph.key for paragraph in part.paragraphs]
    key = next(filter(None, keys), f"{shapes.key}.callout")
    left, top, right, bottom = CALLOUT_INSETS
    panel = fill("bg2") + no_fill_line if layout.panel else f"<a:noFill/>{_outline(layout.ink)}"
    properties = shapes.identify("Callout", key, ["", *keys] if title else keys)
    shapes.add(
        f"<p:sp><p:nvSpPr>{properties}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(part.frame)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{panel}</p:spPr><p:txBody><a:bodyPr wrap="square" '
        f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="t"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
    bar = Frame(part.frame.x, part.frame.y, _BAR, part.frame.height)
    shapes.add_decoration("Callout bar", bar, fill(_KINDS[part.kind]) + no_fill_line)


def _outline(colour: str) -> str:
    return f'<a:ln w="6350">{fill(colour, 40)}</a:ln>'


def add_progress(shapes: SlideShapes, done: int, total: int) -> None:
    """Add a strip with one segment for each section, those up to this one in the accent colour.

    It is decoration: the text of the divider has the number of the section.
    """
    strip = shapes.layout.progress
    if strip is None or total < 2:
        return
    gap = min(_SEGMENT_GAP, strip.width // (4 * total))
    width = (strip.width - gap * (total - 1)) // total
    done_format = fill(shapes.layout.accent) + no_fill_line
    remaining_format = fill(shapes.layout.ink, 25) + no_fill_line
    for index in range(total):
        frame = Frame(strip.x + index * (width + gap), strip.y, width, strip.height)
        shapes.add_decoration("Progress", frame, done_format if index < done else remaining_format)

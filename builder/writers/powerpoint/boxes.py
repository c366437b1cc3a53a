"""Native shapes outside placeholders: key figures, timelines, callouts, the progress strip of section dividers."""

from __future__ import annotations

from collections.abc import Sequence

from builder.office.colour import contrast, second_accent, shade_of
from builder.templates.deck.facts import Frame, SlideLayout
from builder.tree.prose import Run
from builder.typeset.plan import (
    BOX_GAP,
    CALLOUT_INSETS,
    CARD_INSETS,
    COLUMN_GAP,
    COLUMN_RULE,
    DATED_CARD_INSETS,
    TILE_BAR,
    CalloutPart,
    ColumnsPart,
    HighlightsPart,
    Join,
    TimelinePart,
)
from builder.writers.powerpoint.anchors import DeckPassage
from builder.writers.powerpoint.drawing import fill, no_fill_line, transform
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import TextFormat, box_paragraph, box_paragraphs

__all__ = ["add_callout", "add_columns", "add_highlights", "add_progress", "add_timeline"]

_BAR = 54_864
"""Width of the bar at a callout's left edge, in EMU."""
_KINDS = {"note": "accent1", "key": "accent1", "warning": "accent4"}
_READABLE, _LARGE, _SEEN = 4.5, 3.0, 1.3
"""The least contrast ratios of text and of large text (WCAG 2.2, 1.4.3), and of a panel with the slide."""
_SEGMENT_GAP = 36_576
_THIN_LINE, _LINE, _WIDE_LINE, _RING = 9_525, 19_050, 45_720, 63_500
"""Thickness of the lines from markers to dates, of a timeline's axis down and across the slide, and of the rings on it,
in EMU.
"""


def add_highlights(shapes: SlideShapes, part: HighlightsPart) -> None:
    """Add a tile for each key figure, with all its text: small prefix, large value in the accent colour, label. The bar
    at its top edge and the line above its label are decoration.
    """
    ink = shapes.layout.ink
    small = TextFormat(size=part.label_size, colour=ink, font="+mn-lt")
    accent = _accent_on_panels(shapes.layout)
    large = TextFormat(size=part.value_size, bold=True, colour=accent, font="+mn-lt")
    unit = TextFormat(size=part.unit_size, bold=True, colour=accent, font="+mn-lt")
    runs = shapes.runs
    for index, (item, frame) in enumerate(zip(part.items, part.frames, strict=True)):
        number, symbol = part.values[index]
        value = runs.text(number, large) + (runs.text(symbol, unit) if symbol else "")
        lines = [
            (runs.text(item.prefix, small), 0.0, DeckPassage("", (Run(item.prefix),))),
            (value, 0.0, DeckPassage("", (Run(f"{number}{symbol}"),))),
            (runs.inlines(part.labels[index], small), part.label_gap, DeckPassage(item.key, part.labels[index])),
        ]
        written = [line for line in lines if line[0]]
        paragraphs = "".join(box_paragraph(line, gap) for line, gap, _ in written)
        passages = [passage for _, _, passage in written]
        _panel(shapes, "Key figure", frame, part.insets[index], paragraphs, item.key, passages)
        bar = Frame(frame.x, frame.y, frame.width, TILE_BAR)
        shapes.add_decoration("Bar", bar, fill(shapes.layout.mark) + no_fill_line)
        if part.hairlines:
            shapes.add_decoration("Rule", part.hairlines[index], fill(shapes.layout.accent, 45) + no_fill_line)


def _accent_on_panels(layout: SlideLayout) -> str:
    """Return the colour name of large type on panels: the layout's accent if it can be read there, else its ink."""
    seen = contrast(shade_of(layout.accent, layout.colours), layout.colours["bg2"]) >= _LARGE
    return layout.accent if seen or not layout.panel else layout.ink


def _panel(
    shapes: SlideShapes, name: str, frame: Frame, insets: tuple[int, int, int, int], paragraphs: str, key: str,
    passages: Sequence[DeckPassage],
) -> None:  # fmt: skip
    """Add a rectangle with text on the theme's second background, or without a fill where the text could not be read
    on it.
    """
    left, top, right, bottom = insets
    ground = fill("bg2") if shapes.layout.panel else "<a:noFill/>"
    shapes.add(
        f"<p:sp><p:nvSpPr>{shapes.identify(name, key, passages)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr>{transform(frame)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}{no_fill_line}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>'
    )


def add_timeline(shapes: SlideShapes, part: TimelinePart) -> None:
    """Add a timeline as a group with one alternative text: the axis and its markers, which are decoration, and the date
    and the text of each event, in the order of time.
    """
    with shapes.group("Timeline", part.frame, part.alt):
        _add_events(shapes, part)


def _add_events(shapes: SlideShapes, part: TimelinePart) -> None:
    shapes.add(_line(shapes, "Axis", part.axis, _LINE if part.vertical else _WIDE_LINE))
    for points in part.joins:
        shapes.add(_bent_line(shapes, "Join", points, _THIN_LINE))
    ink, accent = shapes.layout.ink, shapes.layout.accent
    on_cards = part.cards and not part.date_frames
    date_colour = _accent_on_panels(shapes.layout) if on_cards else accent
    date = TextFormat(size=part.date_size, bold=True, colour=date_colour, font="+mn-lt")
    title = TextFormat(size=part.title_size, bold=True, colour=ink, font="+mn-lt")
    text = TextFormat(size=part.text_size, colour=ink, font="+mn-lt")
    runs = shapes.runs
    half = part.marker // 2
    marker_format = fill(accent) + no_fill_line
    if not part.vertical:
        marker_format = f'{fill("bg1")}<a:ln w="{_RING}">{fill(accent)}</a:ln>'
    texts = part.texts or ((),) * len(part.events)
    for index, (event, frame, (x, y), body) in enumerate(
        zip(part.events, part.frames, part.markers, texts, strict=True)
    ):
        shapes.add_decoration("Marker", Frame(x - half, y - half, part.marker, part.marker), marker_format, "ellipse")
        day = part.dates[index] if part.dates else (Run(event.date),)
        heads = [
            (runs.inlines(day, date), DeckPassage("", day)),
            (runs.inlines(event.title, title), DeckPassage(f"{event.key}.title", event.title)),
        ]
        if part.date_frames:
            line, passage = heads.pop(0)
            day_box = part.date_frames[index]
            shapes.add_text_box("Date", day_box, box_paragraph(line), f"{event.key}.date", [passage])
        lines = [head for head in heads if head[0]]
        paragraphs = "".join(box_paragraph(line, BOX_GAP if row else 0.0) for row, (line, _) in enumerate(lines))
        paragraphs += box_paragraphs(runs, body, text, first=not lines)
        passages = [passage for _, passage in lines]
        passages += [DeckPassage(paragraph.key, paragraph.inlines) for paragraph in body]
        if part.cards and paragraphs:
            insets = CARD_INSETS if part.date_frames else DATED_CARD_INSETS
            _panel(shapes, "Event", frame, insets, paragraphs, event.key, passages)
        elif paragraphs:
            shapes.add_text_box("Event", frame, paragraphs, event.key, passages)


def _line(shapes: SlideShapes, name: str, frame: Frame, width: int) -> str:
    """Return a decorative line from corner to corner of a frame: from the left down to the right."""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{shapes.identify(name, decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        "<p:spPr>"
        f'{transform(frame)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln '
        f'w="{width}">{fill(shapes.layout.accent)}</a:ln>'
        "</p:spPr></p:cxnSp>"
    )


def _bent_line(shapes: SlideShapes, name: str, points: Join, width: int) -> str:
    """Return a decorative line through points, drawn as a freeform: PowerPoint and LibreOffice put the bends of its
    connectors at places of their own.
    """
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = points[0][1], points[-1][1]
    frame = Frame(left, top, right - left, bottom - top)
    if len(points) == 2:
        return _line(shapes, name, frame, width)
    steps = "".join(
        f'<a:{"lnTo" if index else "moveTo"}><a:pt x="{x - left}" y="{y - top}"/></a:{"lnTo" if index else "moveTo"}>'
        for index, (x, y) in enumerate(points)
    )
    return (
        f"<p:sp><p:nvSpPr>{shapes.identify(name, decorative=True)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{transform(frame)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{frame.width}" h="{frame.height}" fill="none">'
        f'{steps}</a:path></a:pathLst></a:custGeom><a:noFill/><a:ln w="{width}">{fill(shapes.layout.accent)}</a:ln>'
        "</p:spPr></p:sp>"
    )


def add_callout(shapes: SlideShapes, part: CalloutPart) -> None:
    """Add a panel with a bar in the colour of its kind; the title names the kind too."""
    layout = shapes.layout
    plain_format = TextFormat(size=part.size, colour=layout.ink, font="+mn-lt")
    strong = TextFormat(size=part.size, bold=True, colour=layout.ink, font="+mn-lt")
    title = shapes.runs.inlines(part.title, strong)
    paragraphs = box_paragraph(title) if title else ""
    paragraphs += box_paragraphs(shapes.runs, part.paragraphs, plain_format, first=not title)
    passages = [DeckPassage(paragraph.key, paragraph.inlines) for paragraph in part.paragraphs]
    key = next((passage.key for passage in passages if passage.key), f"{shapes.key}.callout")
    if title:
        passages.insert(0, shapes.headline(part.title))
    left, top, right, bottom = CALLOUT_INSETS
    ground = _ground(layout)
    panel = fill(ground) + no_fill_line if ground else f"<a:noFill/>{_outline(layout.ink)}"
    properties = shapes.identify("Callout", key, passages)
    shapes.add(
        f"<p:sp><p:nvSpPr>{properties}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{transform(part.frame)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{panel}</p:spPr><p:txBody><a:bodyPr wrap="square" '
        f'lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" anchor="t"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
    if layout.panel or not ground:
        bar = Frame(part.frame.x, part.frame.y, _BAR, part.frame.height)
        shapes.add_decoration("Callout bar", bar, fill(_KINDS[part.kind]) + no_fill_line)


def _ground(layout: SlideLayout) -> str:
    """Return the name of the colour of a callout's panel: the second background, or on a dark slide the first accent or
    the second text colour that text can be read on and that differs visibly from the slide; "" for none.
    """
    if layout.panel:
        return "bg2"
    ink = layout.colours[layout.ink]
    if contrast(layout.background, "FFFFFF") < contrast(layout.background, "000000"):
        return ""
    return next(
        (
            name
            for name in ("accent1", "tx2")
            if contrast(layout.colours[name], ink) >= _READABLE
            and contrast(layout.colours[name], layout.background) >= _SEEN
        ),
        "",
    )


def add_columns(shapes: SlideShapes, part: ColumnsPart) -> None:
    """Add columns of a term and its text, each below a rule that is decoration."""
    layout = shapes.layout
    second = second_accent(layout.colours, layout.background)
    colour = second if contrast(layout.colours[second], layout.background) >= _READABLE else layout.accent
    term = TextFormat(size=part.term_size, bold=True, colour=colour, font="+mn-lt")
    text = TextFormat(size=part.text_size, colour=layout.ink, font="+mn-lt")
    for index, frame in enumerate(part.frames):
        rule = Frame(frame.x, frame.y, frame.width, COLUMN_RULE)
        shapes.add_decoration("Rule", rule, fill(colour) + no_fill_line)
        words = (part.terms[index], part.texts[index])
        passages = list(map(DeckPassage, part.keys[index], words))
        lines = [shapes.runs.inlines(own, style) for own, style in zip(words, (term, text), strict=True)]
        below = COLUMN_RULE + COLUMN_GAP
        box = Frame(frame.x, frame.y + below, frame.width, frame.height - below)
        paragraphs = "".join(box_paragraph(line, BOX_GAP if row else 0.0) for row, line in enumerate(lines))
        shapes.add_text_box("Column", box, paragraphs, part.keys[index][1], passages)


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

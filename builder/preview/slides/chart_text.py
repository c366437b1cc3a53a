"""Text in charts: one or more lines at a point. Lengths are EMU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from builder.office.colour import DRAWING
from builder.preview.slides.text_bodies import TextBody, draw_text, write_words
from builder.preview.slides.text_lines import break_lines
from builder.preview.slides.text_runs import Colours, RunType, TypedText, paragraph_texts
from builder.templates.deck.facts import Frame

__all__ = ["chart_type", "draw_lines", "height_of", "size_of", "text_frame", "turn_of", "width_of"]

_NONE = (0, 0, 0, 0)
_UNBOUNDED = 1e12


def chart_type(holders: Sequence[Any], colours: Colours) -> RunType:
    """Return the type of text properties (`c:txPr`), the nearest first."""
    levels = [level for holder in holders if holder is not None for level in holder.iter(f"{DRAWING}pPr")]
    return paragraph_texts(etree.Element("p"), levels, colours, 1.0)[1]


def width_of(text: str, type_: RunType) -> float:
    """Return the width of a text on one line."""
    return type_.face.width(text) * type_.size


def height_of(texts: Sequence[str], type_: RunType, width: float) -> float:
    """Return the height of texts, each from a new line on, in a width."""
    return sum(line.height for text in texts for line in break_lines([TypedText(text, type_)], type_, width, width))


def size_of(body: Any, colours: Colours, levels: Sequence[Any]) -> tuple[float, float]:
    """Return the width and height of a text body whose lines are not broken; `levels` are the properties that its
    paragraphs inherit.
    """
    width = height = 0.0
    for paragraph in body.iterfind(f"{DRAWING}p"):
        own = paragraph.find(f"{DRAWING}pPr")
        texts, empty = paragraph_texts(paragraph, [*([own] if own is not None else []), *levels], colours, 1.0)
        for line in break_lines(texts, empty, _UNBOUNDED, _UNBOUNDED):
            width, height = max(width, line.width), height + line.height
    return width, height


def draw_lines(
    parent: etree._Element, text: str, type_: RunType, frame: tuple[float, float, float, float], align: str, anchor: str
) -> None:
    """Draw a text in a frame (x, y, width, height): `align` is l, ctr or r, `anchor` t, ctr or b."""

    x, y, width, height = frame
    lines = break_lines([TypedText(text, type_)], type_, width, width)
    rest = height - sum(line.height for line in lines)
    y += {"t": 0.0, "ctr": rest / 2, "b": rest}[anchor]
    for line in lines:
        shown = "".join(span.text for span in line.spans).rstrip()
        left = x + {"l": 0.0, "ctr": (width - line.width) / 2, "r": width - line.width}[align]
        if shown:
            write_words(parent, shown, type_, (left, y + line.ascent), line.width)
        y += line.height


def text_frame(
    parent: etree._Element, body: Any, frame: Frame, colours: Colours, levels: Sequence[Any] = (), align: str = "l"
) -> None:
    """Draw a text body (`a:bodyPr` and paragraphs: that of a text box or of a label) in a frame; `align` is the
    alignment of paragraphs that name none.
    """
    properties = body.find(f"{DRAWING}bodyPr")
    text = TextBody(
        paragraphs=body.findall(f"{DRAWING}p"),
        bodies=[properties] if properties is not None else [],
        levels=lambda _: list(levels),
        insets=_NONE,
        align=align,
    )
    draw_text(parent, text, frame, colours)


def turn_of(body: Any) -> float:
    """Return by how many degrees the words of a text body or of text properties (`a:bodyPr` in it) are turned."""
    properties = body.find(f"{DRAWING}bodyPr") if body is not None else None
    value = properties.get("rot", "0") if properties is not None else "0"
    return int(value) / 60_000 if value.lstrip("-").isdigit() else 0.0

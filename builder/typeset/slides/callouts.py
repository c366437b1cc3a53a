"""Callouts: a box as high as its text, alone on a slide or below points."""

from __future__ import annotations

from collections.abc import Sequence

from builder.templates.deck.facts import Frame
from builder.tree.blocks import CalloutNode
from builder.tree.prose import Inlines
from builder.typeset.content_units import prose_units
from builder.typeset.inlines import text, without_notes
from builder.typeset.measure import box_level, emu, inner, measure
from builder.typeset.plan import CALLOUT_INSETS, CalloutPart, SlideParagraph
from builder.typeset.planner import Planner, Texts
from builder.typeset.split import balance, deal, spans, split_paragraphs

__all__ = ["callouts_whole", "plan_callout"]

_SIZES = (28.0, 24.0, 20.0, 18.0, 16.0, 14.0)
_LOW = 0.5
"""Share of its slide up to which a callout is in the middle of it, not at its head."""
_SPARE = 0.95
_BETWEEN = 182_880
Callouts = tuple[CalloutNode, ...]
Row = tuple[tuple[SlideParagraph, ...], ...]
"""Paragraphs that stay together, per language."""


def callouts_whole(
    planner: Planner, callouts: Sequence[Callouts], frame: Frame, size: float
) -> tuple[tuple[CalloutPart, ...], ...] | None:
    """Place callouts under each other from the top of a frame at a size, each as high as it needs; None if they need
    more.

    The result holds the boxes of each language.
    """
    y = frame.y
    rows: list[tuple[CalloutPart, ...]] = []
    for twins in callouts:
        titles = tuple(without_notes(callout.title) for callout in twins)
        texts = _texts(twins)
        height = max(_height(planner, title, own, frame, size) for title, own in zip(titles, texts, strict=True))
        rows.append(_parts(twins, titles, texts, Frame(frame.x, y, frame.width, height), size))
        y += height + _BETWEEN
    if y - _BETWEEN > frame.y + frame.height:
        return None
    return tuple(tuple(row[n] for row in rows) for n in range(len(rows[0])))


def plan_callout(planner: Planner, callouts: Callouts, frame: Frame) -> list[tuple[CalloutPart, ...]]:
    """Place the callout at the largest size that fits, in the middle of the frame if it is low; else continue it at a
    readable size.
    """
    titles = tuple(without_notes(callout.title) for callout in callouts)
    texts = _texts(callouts)
    for size in _SIZES:
        height = max(_height(planner, title, own, frame, size) for title, own in zip(titles, texts, strict=True))
        if height <= frame.height:
            y = frame.y + ((frame.height - height) // 2 if height <= frame.height * _LOW else 0)
            return [_parts(callouts, titles, texts, Frame(frame.x, y, frame.width, height), size)]
    slides = []
    for index, share in enumerate(_shares(planner, callouts, titles, frame, size)):
        shown = titles if index == 0 else _continued(planner, callouts)
        height = max(_height(planner, title, own, frame, size) for title, own in zip(shown, share, strict=True))
        slides.append(_parts(callouts, shown, share, Frame(frame.x, frame.y, frame.width, height), size))
    return slides


def _texts(callouts: Callouts) -> Row:
    units = prose_units([callout.blocks for callout in callouts])
    return tuple(tuple(paragraph for unit in units for paragraph in unit.paragraphs[n]) for n in range(len(callouts)))


def _continued(planner: Planner, callouts: Callouts) -> Texts:
    """Return the titles of boxes that continue a callout: "Attention (suite)"."""
    return tuple(
        text(f"{callout.kind_words} {document.labels.continued}") if callout.kind_words else ()
        for callout, document in zip(callouts, planner.documents, strict=True)
    )


def _height(planner: Planner, title: Inlines, texts: Sequence[SlideParagraph], frame: Frame, size: float) -> int:
    """Return the height of a callout's box, with the spare that renderers need."""
    width, _ = inner(frame, CALLOUT_INSETS)
    font = planner.template.theme.minor_font
    paragraphs = [SlideParagraph(title, 0, "none")] if title else []
    measured = measure(paragraphs, planner.fonts, (box_level(font, size, bold=True),), in_box=True)
    measured += measure(texts, planner.fonts, (box_level(font, size),), in_box=True)
    height = sum(paragraph.height(width)[0] for paragraph in measured)
    return emu(height / _SPARE) + CALLOUT_INSETS[1] + CALLOUT_INSETS[3]


def _shares(planner: Planner, callouts: Callouts, titles: Sequence[Inlines], frame: Frame, size: float) -> list[Row]:
    """Distribute the callout's text over slides: by paragraphs, those too long for a slide cut at sentences."""
    rows = _rows(planner, callouts, frame, size)
    sizes = [_sizes(planner, row, frame, size) for row in rows]
    heading = [
        max(_height(planner, words, (), frame, size) for words in pair)
        for pair in zip(titles, _continued(planner, callouts), strict=True)
    ]
    capacities = [float(frame.height - height) for height in heading]
    starts = deal(sizes, capacities)
    even = balance(sizes, len(starts), capacities)
    return [
        tuple(tuple(paragraph for row in rows[begin:end] for paragraph in row[n]) for n in range(len(callouts)))
        for begin, end in spans(even if len(even) == len(starts) else starts, len(rows))
    ]


def _sizes(planner: Planner, row: Row, frame: Frame, size: float) -> list[float]:
    padding = CALLOUT_INSETS[1] + CALLOUT_INSETS[3]
    return [float(_height(planner, (), own, frame, size) - padding) for own in row]


def _rows(planner: Planner, callouts: Callouts, frame: Frame, size: float) -> list[Row]:
    room = frame.height * 0.75
    rows: list[Row] = []
    for unit in prose_units([callout.blocks for callout in callouts]):
        shares = 1
        parts = [unit.paragraphs]
        while max(max(_sizes(planner, part, frame, size)) for part in parts) > room and shares < 10_000:
            shares += 1
            parts = list(zip(*(split_paragraphs(own, shares) for own in unit.paragraphs), strict=True))
        rows.extend(parts)
    return rows


def _parts(
    callouts: Callouts, titles: Sequence[Inlines], texts: Row, box: Frame, size: float
) -> tuple[CalloutPart, ...]:
    return tuple(
        CalloutPart(frame=box, kind=callout.kind, title=title, paragraphs=own, size=size)
        for callout, title, own in zip(callouts, titles, texts, strict=True)
    )

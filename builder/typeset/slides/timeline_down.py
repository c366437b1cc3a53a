"""Timelines down a slide: events under each other beside a vertical axis."""

from __future__ import annotations

from collections.abc import Sequence

from builder.templates.deck.facts import Frame
from builder.tree.prose import plain
from builder.typeset.measure import emu
from builder.typeset.plan import TimelinePart
from builder.typeset.planner import Planner
from builder.typeset.slides.timeline_events import (
    HEIGHT_SPARE,
    EventSizes,
    TypesetEvent,
    event_height,
    event_part,
)
from builder.typeset.split import balance, deal, spans, split_paragraphs

__all__ = ["down"]

_SIZES = (EventSizes(18, 18, 16), EventSizes(16, 16, 14), EventSizes(14, 14, 14))
_MARKER = 182_880
_BESIDE_AXIS = 320_040
_ROW_GAP = 182_880


def down(planner: Planner, events: Sequence[tuple[TypesetEvent, ...]], frame: Frame) -> list[tuple[TimelinePart, ...]]:
    """Place events under each other beside a vertical axis; the same events per slide in every language."""
    width = frame.width - _BESIDE_AXIS - _MARKER
    room = round(frame.height * HEIGHT_SPARE)
    for sizes in _SIZES:
        heights = _heights(planner, events, width, sizes)
        if max(sum(own) + _ROW_GAP * (len(own) - 1) for own in heights) <= room:
            return [_column(events, heights, frame, width, sizes)]
    events, heights = _fitting(planner, events, width, room, sizes)
    rows = [tuple(float(height + _ROW_GAP) for height in twins) for twins in zip(*heights, strict=True)]
    capacities = [float(room + _ROW_GAP)] * len(events)
    starts = deal(rows, capacities)
    even = balance(rows, len(starts), capacities)
    slides = spans(even if len(even) == len(starts) else starts, len(rows))
    return [
        _column([own[begin:end] for own in events], [own[begin:end] for own in heights], frame, width, sizes)
        for begin, end in slides
    ]


def _heights(
    planner: Planner, events: Sequence[tuple[TypesetEvent, ...]], width: int, sizes: EventSizes
) -> list[list[int]]:
    return [[event_height(planner, event, width, sizes) for event in own] for own in events]


def _fitting(
    planner: Planner, events: Sequence[tuple[TypesetEvent, ...]], width: int, room: int, sizes: EventSizes
) -> tuple[list[tuple[TypesetEvent, ...]], list[list[int]]]:
    """Divide the events that are too long for a slide: date and title are repeated over each part of the text."""
    divided: list[list[TypesetEvent]] = [[] for _ in events]
    for twins in zip(*events, strict=True):
        parts = _divided(planner, twins, width, room, sizes)
        for own, pieces in zip(divided, parts, strict=True):
            own.extend(pieces)
    divided_events = [tuple(own) for own in divided]
    return divided_events, _heights(planner, divided_events, width, sizes)


def _divided(
    planner: Planner, twins: Sequence[TypesetEvent], width: int, room: int, sizes: EventSizes
) -> list[list[TypesetEvent]]:
    shares = 1
    while True:
        parts = [
            [TypesetEvent(event.node, texts, event.date) for texts in split_paragraphs(event.texts, shares)]
            for event in twins
        ]
        tallest = max(event_height(planner, piece, width, sizes) for own in parts for piece in own)
        length = max(sum(len(plain(paragraph.inlines)) for paragraph in own.texts) for own in twins)
        if tallest <= room or shares > length:
            return parts
        shares += 1


def _column(
    events: Sequence[Sequence[TypesetEvent]],
    heights: Sequence[Sequence[int]],
    frame: Frame,
    width: int,
    sizes: EventSizes,
) -> tuple[TimelinePart, ...]:
    """Plan one slide of a vertical timeline: twin events begin at one height."""
    tallest = [max(row) for row in zip(*heights, strict=True)]
    used = sum(tallest) + _ROW_GAP * (len(tallest) - 1)
    gap = _ROW_GAP
    if used > frame.height:
        return tuple(_stack(own, high, frame, width, sizes, gap) for own, high in zip(events, heights, strict=True))
    return tuple(_stack(own, tallest, frame, width, sizes, gap) for own in events)


def _stack(
    events: Sequence[TypesetEvent], heights: Sequence[int], frame: Frame, width: int, sizes: EventSizes, gap: int
) -> TimelinePart:
    x = frame.x + _MARKER + _BESIDE_AXIS
    y = frame.y
    frames, markers = [], []
    for height in heights:
        frames.append(Frame(x, y, width, height))
        markers.append((frame.x + _MARKER // 2, y + emu(sizes.date * 0.6)))
        y += height + gap
    axis = Frame(frame.x + _MARKER // 2, frame.y, 0, y - gap - frame.y)
    whole = Frame(frame.x, frame.y, frame.width, y - gap - frame.y)
    return event_part(events, whole, frames, markers, axis, sizes, vertical=True)

"""Timelines with events above and below their axis by turns: each has twice the width that it would have in a row."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.typeset.layout_slots import INCH, columns
from builder.typeset.measure import EMU, emu
from builder.typeset.plan import BOX_GAP, DATED_CARD_INSETS, TimelinePart
from builder.typeset.planner import Planner
from builder.typeset.slides.timeline_events import (
    GUTTER,
    HEIGHT_SPARE,
    RING,
    EventSizes,
    TypesetEvent,
    date_height,
    event_part,
    in_groups,
    longest_word,
    text_height,
)

__all__ = ["staggered"]

_SIZES = (
    EventSizes(28, 24, 22),
    EventSizes(28, 24, 20),
    EventSizes(24, 22, 20),
    EventSizes(24, 20, 18),
    EventSizes(20, 20, 18),
    EventSizes(20, 18, 16),
)
_FEWEST, _MOST = 4, 8
_LEAST_WIDTH = round(2.2 * INCH)
_STEM = 164_592
"""EMU between a ring and the card of its event."""


def staggered(
    planner: Planner, events: Sequence[Sequence[TypesetEvent]], frame: Frame
) -> list[tuple[TimelinePart, ...]] | None:
    """Plan events on cards above and below an axis in the middle of the frame, dates included, on as few slides as
    hold them, all in the largest type that fits; None if that would not be large, or if the events are too few.
    """
    count = len(events[0])
    for slides in range(math.ceil(count / _MOST), count // _FEWEST + 1):
        groups = in_groups(events, slides)
        size = len(groups[0][0])
        halves = columns(frame, size + 1, GUTTER)
        width = 2 * halves[0].width + GUTTER
        if width < _LEAST_WIDTH or len(groups[-1][0]) < _FEWEST:
            continue
        for sizes in _SIZES:
            above, below = (_height(planner, groups, row, width, sizes) for row in (0, 1))
            whole = above + below + 2 * _STEM + RING
            if above and below and whole <= frame.height:
                y = frame.y + (frame.height - whole) // 2
                area = Frame(frame.x, y, frame.width, whole)
                return [tuple(_part(own, area, halves, (above, below), sizes) for own in group) for group in groups]
    return None


def _height(
    planner: Planner, groups: Sequence[Sequence[Sequence[TypesetEvent]]], row: int, width: int, sizes: EventSizes
) -> int:
    """Return the height of the cards above the axis (`row` 0) or below it (1): that of the fullest. 0 if a word is
    wider than its card.
    """
    left, top, right, bottom = DATED_CARD_INSETS
    room = width - left - right
    events = [own[row::2] for group in groups for own in group]
    if longest_word(planner, events, sizes, room, room) > 1:
        return 0
    tallest = max(_text_and_date(planner, event, room, sizes) for own in events for event in own)
    return emu(tallest / EMU / HEIGHT_SPARE) + top + bottom


def _text_and_date(planner: Planner, event: TypesetEvent, width: int, sizes: EventSizes) -> int:
    text = text_height(planner, event, width, sizes)
    return date_height(planner, event, width, sizes) + (emu(BOX_GAP) + text if text else 0)


def _part(
    events: Sequence[TypesetEvent], area: Frame, halves: Sequence[Frame], heights: tuple[int, int], sizes: EventSizes
) -> TimelinePart:
    """Return the timeline of one language in the area that it fills; `heights` are those of the cards above and below
    its axis.
    """
    above, below = heights
    width = 2 * halves[0].width + GUTTER
    top, bottom = area.y + above + _STEM, area.y + above + _STEM + RING
    frames, joins = [], []
    for index, half in enumerate(halves[: len(events)]):
        x = half.x + RING // 2
        if index % 2:
            frames.append(Frame(half.x, bottom + _STEM, width, below))
            joins.append(((x, bottom), (x, bottom + _STEM)))
        else:
            frames.append(Frame(half.x, area.y, width, above))
            joins.append(((x, area.y + above), (x, top)))
    axis = Frame(area.x, (top + bottom) // 2, area.width, 0)
    markers = [(half.x + RING // 2, axis.y) for half in halves[: len(events)]]
    part = event_part(events, area, frames, markers, axis, sizes, vertical=False)
    return replace(part, marker=RING, cards=True, joins=tuple(joins))

"""Timelines across a slide: dates above an axis, titles and texts below it; or rings true to time, joined to dates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import TimelineNode
from builder.typeset.layout_slots import INCH, columns
from builder.typeset.measure import EMU, emu
from builder.typeset.plan import CARD_INSETS, NO_INSETS, Join, TimelinePart
from builder.typeset.planner import Planner
from builder.typeset.slides.timeline_events import (
    GUTTER,
    HEIGHT_SPARE,
    RING,
    EventSizes,
    TypesetEvent,
    date_height,
    date_size,
    event_part,
    in_groups,
    longest_word,
    text_height,
)

__all__ = ["ACROSS", "AMPLE", "across", "across_slides", "most_across", "rings_in_time"]

ACROSS = (
    EventSizes(0, 28, 24),
    EventSizes(0, 26, 22),
    EventSizes(0, 24, 20),
    EventSizes(0, 20, 18),
    EventSizes(0, 18, 16),
    EventSizes(0, 16, 14),
)
"""Sizes of the texts below the axis, the largest first; that of dates is chosen for itself."""
AMPLE = ACROSS[:4]
"""Sizes at which a timeline may share a slide."""
_MOST_ACROSS, _MOST_CARDS = 7, 5
_TITLE_OVER_DATES = 20.0
"""Points up to which titles may be larger than the dates above them."""
_ABOVE_AXIS = 109_728
"""Between the dates and the rings."""
_LEAST_WIDTH = round(1.45 * INCH)
_BELOW_AXIS = 283_464
_JOINED = 594_360
"""Between rings that are true to time and the dates below them."""
_BETWEEN_RINGS = 45_720


def rings_in_time(timeline: TimelineNode, frame: Frame) -> tuple[int, ...] | None:
    """Return the middles of the rings of events at distances true to time, the first and the last at the ends of the
    frame; None if two of them would touch.
    """
    days = [event.position.toordinal() for event in timeline.events if event.position is not None]
    whole, room = abs(days[-1] - days[0]), frame.width - RING
    rings = tuple(frame.x + RING // 2 + room * abs(day - days[0]) // whole for day in days)
    apart = all(after - before >= RING + _BETWEEN_RINGS for before, after in pairwise(rings))
    return rings if apart else None


def most_across(frame: Frame) -> int:
    """Return the largest number of events that a frame has columns for."""
    return min(_MOST_ACROSS, (frame.width + GUTTER) // (_LEAST_WIDTH + GUTTER))


def across_slides(
    planner: Planner, events: Sequence[tuple[TypesetEvent, ...]], frame: Frame
) -> list[tuple[TimelinePart, ...]] | None:
    """Place events across the slide in groups of about equal number, at most six, all at one size; None if they do not
    fit.
    """
    count, most = len(events[0]), most_across(frame)
    if count < 2 or most < 2:
        return None
    for slides in range(math.ceil(count / most), max(1, count // 3) + 1):
        groups = in_groups(events, slides)
        if len(groups[-1][0]) < 2:
            continue
        cells = columns(frame, len(groups[0][0]), GUTTER)
        date = date_size(planner, events, cells[0].width)
        for sizes in ACROSS:
            laid = [across(planner, group, frame, cells, replace(sizes, date=date)) for group in groups]
            if all(parts is not None for parts in laid):
                return [parts for parts in laid if parts is not None]
    return None


def across(
    planner: Planner,
    events: Sequence[Sequence[TypesetEvent]],
    frame: Frame,
    cells: Sequence[Frame],
    sizes: EventSizes,
    rings: tuple[int, ...] = (),
) -> tuple[TimelinePart, ...] | None:
    """Plan one slide of a horizontal timeline, in the middle of the frame: dates, axis with rings, texts, which are on
    cards unless there are many; None if the events do not fit.

    If the places of `rings` are given, the dates are below the axis, over their texts, and lines join rings and dates.
    """
    cards = len(events[0]) <= _MOST_CARDS
    cells = cells[: len(events[0])]
    width = cells[0].width
    left, top, right, bottom = CARD_INSETS if cards else NO_INSETS
    room = width - left - right
    if sizes.title > max(sizes.date, _TITLE_OVER_DATES) or longest_word(planner, events, sizes, width, room) > 1:
        return None
    every = [event for own in events for event in own]
    dates = max(date_height(planner, event, width, sizes) for event in every)
    texts = max(text_height(planner, event, room, sizes) for event in every)
    height = emu(texts / EMU / HEIGHT_SPARE) + top + bottom if texts else 0
    joined = _JOINED if rings else _BELOW_AXIS
    whole = dates + _ABOVE_AXIS + RING + (joined + height if height or rings else 0)
    if whole > frame.height * HEIGHT_SPARE:
        return None
    y = frame.y + (frame.height - whole) // 2
    axis_y = y + RING // 2 if rings else y + dates + _ABOVE_AXIS + RING // 2
    dates_y = axis_y + RING // 2 + joined if rings else y
    cards_y = dates_y + dates + _ABOVE_AXIS if rings else axis_y + RING // 2 + joined
    frames = tuple(Frame(cell.x, cards_y, cell.width, max(height, 1)) for cell in cells)
    markers = tuple((x, axis_y) for x in rings or (cell.x + RING // 2 for cell in cells))
    joins = _elbows(rings, cells, axis_y + RING // 2, dates_y - _ABOVE_AXIS // 2) if rings else ()
    axis = Frame(frame.x, axis_y, frame.width, 0)
    covered = Frame(frame.x, y, frame.width, whole)
    return tuple(
        replace(
            event_part(own, covered, frames, markers, axis, sizes, vertical=False),
            marker=RING,
            date_frames=tuple(
                _date_frame(planner, event, cell, dates_y, dates, sizes, low=not rings)
                for event, cell in zip(own, cells, strict=True)
            ),
            cards=cards,
            joins=joins,
        )
        for own in events
    )


def _date_frame(
    planner: Planner, event: TypesetEvent, cell: Frame, y: int, height: int, sizes: EventSizes, *, low: bool
) -> Frame:
    """Return the frame of a date in the room for the dates of all events: at its foot if `low`, so that dates of one
    line and of two end above the axis alike.
    """
    needed = date_height(planner, event, cell.width, sizes)
    return Frame(cell.x, y + height - needed if low else y, cell.width, needed)


def _elbows(rings: Sequence[int], cells: Sequence[Frame], top: int, bottom: int) -> tuple[Join, ...]:
    """Return the lines from rings down to the columns of their events: down, across, down. Those whose stretches across
    overlap have these at different heights, so that none crosses another.
    """
    ends = [cell.x + RING // 2 for cell in cells]
    ranks = [0] * len(rings)
    for index in range(1, len(rings)):
        # A line that goes left passes below the ones before it, one that goes right above them.
        if ends[index] <= rings[index - 1]:
            ranks[index] = ranks[index - 1] + 1
        elif rings[index] <= ends[index - 1]:
            ranks[index] = ranks[index - 1] - 1
    lowest, steps = min(ranks), max(ranks) - min(ranks) + 2
    joins = []
    for ring, end, rank in zip(rings, ends, ranks, strict=True):
        y = top + (bottom - top) * (rank - lowest + 1) // steps
        joins.append(((ring, top), (end, bottom)) if ring == end else ((ring, top), (ring, y), (end, y), (end, bottom)))
    return tuple(joins)

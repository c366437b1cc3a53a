"""Timelines: events along an axis, across the slide while they fit, on both sides of the axis where their words are too
long for that, else down it, else on further slides.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import TimelineNode
from builder.tree.prose import plain
from builder.typeset.layout_slots import columns
from builder.typeset.plan import TimelinePart
from builder.typeset.planner import Planner
from builder.typeset.slides.timeline_across import ACROSS, AMPLE, across, across_slides, most_across, rings_in_time
from builder.typeset.slides.timeline_down import down
from builder.typeset.slides.timeline_events import GUTTER, EventSizes, date_size, typeset_events
from builder.typeset.slides.timeline_staggered import staggered

__all__ = ["plan_timeline", "timeline_whole"]

_LONGEST_ALT = 300
"""Characters of an alternative text."""
_FEW = 5
_LARGE, _LARGE_OF_MANY = EventSizes(22, 24, 20), EventSizes(22, 20, 18)
"""Sizes of up to five events, and of more, from which events in a row are large enough."""


def plan_timeline(
    planner: Planner, timelines: tuple[TimelineNode, ...], frame: Frame
) -> list[tuple[TimelinePart, ...]]:
    """Place the events across the slide if they fit, true to time if asked; on both sides of the axis if that lets them
    be larger; else under each other, continued on further slides.
    """
    events = tuple(timeline.events for timeline in timelines)
    own = typeset_events(planner, events)
    if timelines[0].to_scale:
        parts = timeline_whole(planner, timelines, frame, ACROSS)
        if parts is not None:
            return [parts]
        planner.report(
            "timeline-not-to-scale",
            f"timeline with {len(own[0])} events, from “{plain(events[0][0].title) or events[0][0].date}”: its events "
            "are too many, too long or too close for `scale: time`, and are placed at equal distances",
            timelines[0].span,
            warning=True,
        )
    slides = across_slides(planner, own, frame)
    if slides is None or len(slides) > 1 or not _is_large(slides[0][0]):
        both_sides = staggered(planner, own, frame)
        if both_sides is not None and (slides is None or _rank(both_sides) < _rank(slides)):
            slides = both_sides
    if slides is None or len(slides) > 1:
        column = down(planner, own, frame)
        slides = column if slides is None or len(column) < len(slides) else slides
    if len(slides) > 1:
        first = events[0][0]
        planner.report(
            "timeline-continued",
            f"timeline with {len(own[0])} events, from “{plain(first.title) or first.date}”: "
            f"continued over {len(slides)} slides",
            first.span,
        )
    return [_with_alts(planner, parts) for parts in slides]


def timeline_whole(
    planner: Planner, timelines: tuple[TimelineNode, ...], frame: Frame, sizes: Sequence[EventSizes] = ()
) -> tuple[TimelinePart, ...] | None:
    """Place all events across a frame at one of the sizes, by default an ample one; None if they do not fit."""
    own = typeset_events(planner, tuple(timeline.events for timeline in timelines))
    count = len(own[0])
    if not 2 <= count <= most_across(frame):
        return None
    cells = columns(frame, count, GUTTER)
    date = date_size(planner, own, cells[0].width)
    rings = rings_in_time(timelines[0], frame) if timelines[0].to_scale else ()
    if rings is None:
        return None
    laid = (across(planner, own, frame, cells, replace(step, date=date), rings) for step in sizes or AMPLE)
    parts = next((parts for parts in laid if parts is not None), None)
    return _with_alts(planner, parts) if parts is not None else None


def _rank(slides: Sequence[tuple[TimelinePart, ...]]) -> tuple[int, float]:
    """Return the rank of a way to show events: the least is the best, few slides and then large type."""
    return len(slides), -slides[0][0].title_size


def _is_large(part: TimelinePart) -> bool:
    """Return True if the type of events in a row is as large as their number lets one expect."""
    least = _LARGE if len(part.events) <= _FEW else _LARGE_OF_MANY
    return part.date_size >= least.date and part.title_size >= least.title and part.text_size >= least.text


def _with_alts(planner: Planner, parts: Sequence[TimelinePart]) -> tuple[TimelinePart, ...]:
    """Return the parts with their alternative texts: the dates and titles of the events, or the first and the last date
    where that is too long.
    """
    described = []
    for document, part in zip(planner.documents, parts, strict=True):
        labels = document.labels
        opening = f"{labels.timeline}{labels.term_separator}"
        events = [", ".join(filter(None, (event.date, plain(event.title)))) for event in part.events]
        alt = opening + labels.list_separator.join(events)
        if len(alt) > _LONGEST_ALT:
            alt = f"{opening}{part.events[0].date} – {part.events[-1].date}"
        described.append(replace(part, alt=alt))
    return tuple(described)

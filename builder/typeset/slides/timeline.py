"""Timelines: events along an axis, across the slide while they fit, else down it, else on further slides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import EventNode, TimelineNode
from builder.tree.prose import Inlines, plain
from builder.typeset.content_units import prose_paragraphs
from builder.typeset.inlines import with_ordinals, without_notes
from builder.typeset.layout_slots import INCH, columns
from builder.typeset.measure import EMU, WIDTH_SPARE, box_level, emu, measure, words
from builder.typeset.plan import BOX_GAP, CARD_INSETS, NO_INSETS, SlideParagraph, TimelinePart
from builder.typeset.planner import Planner
from builder.typeset.split import balance, deal, spans, split_paragraphs

__all__ = ["plan_timeline", "timeline_whole"]

Events = tuple[tuple[EventNode, ...], ...]
"""The events of each language."""


class _Sizes(Struct, frozen=True):
    date: float
    title: float
    text: float


_DATES = (32.0, 28.0, 24.0, 22.0, 20.0, 18.0)
"""Sizes of dates above a horizontal axis, which stay on one line."""
_ACROSS = (
    _Sizes(0, 28, 24),
    _Sizes(0, 26, 22),
    _Sizes(0, 24, 20),
    _Sizes(0, 20, 18),
    _Sizes(0, 18, 16),
    _Sizes(0, 16, 14),
)
"""Sizes of the texts below it."""
_AMPLE = _ACROSS[:4]
"""Sizes at which a timeline may share a slide."""
_DOWN = (_Sizes(18, 18, 16), _Sizes(16, 16, 14), _Sizes(14, 14, 14))
_MARKER = 182_880
_RING = 310_896
"""Diameter of the markers on a horizontal axis."""
_GUTTER = 228_600
_MOST_ACROSS, _MOST_CARDS = 7, 5
_ABOVE_AXIS = 109_728
"""Between the dates and the rings."""
_LEAST_WIDTH = round(1.45 * INCH)
_BELOW_AXIS = 283_464
_JOINED = 594_360
"""Between rings that are true to time and the dates below them."""
_BETWEEN_RINGS = 45_720
_BESIDE_AXIS = 320_040
_ROW_GAP = 182_880
_SPARE = 0.94
_LONGEST_ALT = 300
"""Characters of an alternative text."""


class _Event(Struct, frozen=True):
    """An event in one language, its text ready to set."""

    node: EventNode
    texts: tuple[SlideParagraph, ...]
    date: Inlines


def plan_timeline(
    planner: Planner, timelines: tuple[TimelineNode, ...], frame: Frame
) -> list[tuple[TimelinePart, ...]]:
    """Place the events across the slide if they fit, true to time if asked, else under each other, continued on further
    slides.
    """
    events = tuple(timeline.events for timeline in timelines)
    own = _events(planner, events)
    if timelines[0].to_scale:
        parts = timeline_whole(planner, timelines, frame, _ACROSS)
        if parts is not None:
            return [parts]
        planner.report(
            "timeline-not-to-scale",
            f"timeline with {len(own[0])} events, from “{plain(events[0][0].title) or events[0][0].date}”: its events "
            "are too many, too long or too close for `scale: time`, and are placed at equal distances",
            timelines[0].span,
            warning=True,
        )
    across = _across_slides(planner, own, frame)
    if across is not None and len(across) == 1:
        return [_with_alts(planner, parts) for parts in across]
    down = _down(planner, own, frame)
    slides = across if across is not None and len(across) <= len(down) else down
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
    planner: Planner, timelines: tuple[TimelineNode, ...], frame: Frame, sizes: Sequence[_Sizes] = ()
) -> tuple[TimelinePart, ...] | None:
    """Place all events across a frame at one of the sizes, by default an ample one; None if they do not fit."""
    own = _events(planner, tuple(timeline.events for timeline in timelines))
    count = len(own[0])
    if not 2 <= count <= min(_MOST_ACROSS, (frame.width + _GUTTER) // (_LEAST_WIDTH + _GUTTER)):
        return None
    cells = columns(frame, count, _GUTTER)
    date = _date_size(planner, own, cells[0].width)
    rings = _rings(timelines[0], frame) if timelines[0].to_scale else ()
    if rings is None:
        return None
    laid = (_across(planner, own, frame, cells, replace(step, date=date), rings) for step in sizes or _AMPLE)
    parts = next((parts for parts in laid if parts is not None), None)
    return _with_alts(planner, parts) if parts is not None else None


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


def _rings(timeline: TimelineNode, frame: Frame) -> tuple[int, ...] | None:
    """Return the middles of the rings of events at distances true to time, the first and the last at the ends of the
    frame; None if two of them would touch.
    """
    days = [event.position.toordinal() for event in timeline.events if event.position is not None]
    whole, room = abs(days[-1] - days[0]), frame.width - _RING
    rings = tuple(frame.x + _RING // 2 + room * abs(day - days[0]) // whole for day in days)
    apart = all(after - before >= _RING + _BETWEEN_RINGS for before, after in pairwise(rings))
    return rings if apart else None


def _events(planner: Planner, events: Events) -> tuple[tuple[_Event, ...], ...]:
    return tuple(
        tuple(_event(event, document.language) for event in own)
        for document, own in zip(planner.documents, events, strict=True)
    )


def _event(node: EventNode, language: str) -> _Event:
    shown = replace(node, title=without_notes(node.title))
    return _Event(shown, prose_paragraphs(node.text), with_ordinals(node.date, language))


def _height(planner: Planner, event: _Event, width: int, sizes: _Sizes) -> int:
    """Return the height of an event's box in a width (EMU), its date included."""
    below = _text_height(planner, event, width, sizes)
    return _date_height(planner, event, width, sizes) + (emu(BOX_GAP) if below else 0) + below


def _date_height(planner: Planner, event: _Event, width: int, sizes: _Sizes) -> int:
    date = words(event.date, planner.fonts, planner.template.theme.minor_font, bold=True)
    return emu(date.lines(width / EMU / (sizes.date * WIDTH_SPARE)) * date.line * sizes.date)


def _text_height(planner: Planner, event: _Event, width: int, sizes: _Sizes) -> int:
    """Return the height of the title and the text of an event in a width (EMU); 0 if it has none."""
    theme = planner.template.theme
    room = width / EMU
    height = 0.0
    if event.node.title:
        title = words(event.node.title, planner.fonts, theme.minor_font, bold=True)
        height += title.lines(room / (sizes.title * WIDTH_SPARE)) * title.line * sizes.title
    level = box_level(theme.minor_font, sizes.text)
    for paragraph in measure(event.texts, planner.fonts, (level,), in_box=True):
        height += paragraph.height(room)[0]
    return emu(height)


def _longest_word(
    planner: Planner, events: Sequence[Sequence[_Event]], sizes: _Sizes, date_width: int, width: int
) -> float:
    """Return the widest word of dates, titles and texts, as a share of the width (EMU) that it has."""
    font = planner.template.theme.minor_font
    level = box_level(font, sizes.text)
    widest = 0.0
    for own in events:
        for event in own:
            date = words(event.date, planner.fonts, font, bold=True).longest * sizes.date / date_width
            title = words(event.node.title, planner.fonts, font, bold=True).longest * sizes.title / width
            texts = measure(event.texts, planner.fonts, (level,), in_box=True)
            widest = max(widest, date, title, *(text.words.longest * sizes.text / width for text in texts))
    return widest * EMU * WIDTH_SPARE


def _date_size(planner: Planner, events: Sequence[Sequence[_Event]], width: int) -> float:
    """Return the largest size at which every date fits one line; the smallest if none does."""
    font = planner.template.theme.minor_font
    widest = max(words(event.date, planner.fonts, font, bold=True).natural() for own in events for event in own)
    room = width / EMU / WIDTH_SPARE
    return next((size for size in _DATES if widest * size <= room), _DATES[-1])


def _across_slides(
    planner: Planner, events: Sequence[tuple[_Event, ...]], frame: Frame
) -> list[tuple[TimelinePart, ...]] | None:
    """Place events across the slide in groups of about equal number, at most six, all at one size; None if they do not
    fit.
    """
    count = len(events[0])
    most = min(_MOST_ACROSS, (frame.width + _GUTTER) // (_LEAST_WIDTH + _GUTTER))
    if count < 2 or most < 2:
        return None
    for slides in range(math.ceil(count / most), max(1, count // 3) + 1):
        size = math.ceil(count / slides)
        groups = [[own[at : at + size] for own in events] for at in range(0, count, size)]
        if len(groups[-1][0]) < 2:
            continue
        cells = columns(frame, size, _GUTTER)
        date = _date_size(planner, events, cells[0].width)
        for sizes in _ACROSS:
            laid = [_across(planner, group, frame, cells, replace(sizes, date=date)) for group in groups]
            if all(parts is not None for parts in laid):
                return [parts for parts in laid if parts is not None]
    return None


def _across(
    planner: Planner,
    events: Sequence[Sequence[_Event]],
    frame: Frame,
    cells: Sequence[Frame],
    sizes: _Sizes,
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
    if _longest_word(planner, events, sizes, width, room) > 1:
        return None
    every = [event for own in events for event in own]
    dates = max(_date_height(planner, event, width, sizes) for event in every)
    texts = max(_text_height(planner, event, room, sizes) for event in every)
    height = emu(texts / EMU / _SPARE) + top + bottom if texts else 0
    joined = _JOINED if rings else _BELOW_AXIS
    whole = dates + _ABOVE_AXIS + _RING + (joined + height if height or rings else 0)
    if whole > frame.height * _SPARE:
        return None
    y = frame.y + (frame.height - whole) // 2
    axis_y = y + _RING // 2 if rings else y + dates + _ABOVE_AXIS + _RING // 2
    dates_y = axis_y + _RING // 2 + joined if rings else y
    cards_y = dates_y + dates + _ABOVE_AXIS if rings else axis_y + _RING // 2 + joined
    frames = tuple(Frame(cell.x, cards_y, cell.width, max(height, 1)) for cell in cells)
    date_frames = tuple(Frame(cell.x, dates_y, cell.width, dates) for cell in cells)
    markers = tuple((x, axis_y) for x in rings or (cell.x + _RING // 2 for cell in cells))
    joins = tuple(
        (x, axis_y + _RING // 2, cell.x + _RING // 2, dates_y - _ABOVE_AXIS // 2)
        for x, cell in zip(rings, cells, strict=False)
    )
    axis = Frame(frame.x, axis_y, frame.width, 0)
    covered = Frame(frame.x, y, frame.width, whole)
    return tuple(
        replace(
            _part(own, covered, frames, markers, axis, sizes, vertical=False),
            marker=_RING,
            date_frames=date_frames,
            cards=cards,
            joins=joins,
        )
        for own in events
    )


def _part(
    events: Sequence[_Event], frame: Frame, frames: Sequence[Frame], markers: Sequence[tuple[int, int]], axis: Frame,
    sizes: _Sizes, *, vertical: bool,
) -> TimelinePart:  # fmt: skip
    return TimelinePart(
        frame=frame,
        events=tuple(event.node for event in events),
        frames=tuple(frames),
        markers=tuple(markers),
        axis=axis,
        date_size=sizes.date,
        title_size=sizes.title,
        text_size=sizes.text,
        vertical=vertical,
        texts=tuple(event.texts for event in events),
        dates=tuple(event.date for event in events),
        marker=_MARKER,
    )


def _down(planner: Planner, events: Sequence[tuple[_Event, ...]], frame: Frame) -> list[tuple[TimelinePart, ...]]:
    """Place events under each other beside a vertical axis; the same events per slide in every language."""
    width = frame.width - _BESIDE_AXIS - _MARKER
    room = round(frame.height * _SPARE)
    for sizes in _DOWN:
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


def _heights(planner: Planner, events: Sequence[tuple[_Event, ...]], width: int, sizes: _Sizes) -> list[list[int]]:
    return [[_height(planner, event, width, sizes) for event in own] for own in events]


def _fitting(
    planner: Planner, events: Sequence[tuple[_Event, ...]], width: int, room: int, sizes: _Sizes
) -> tuple[list[tuple[_Event, ...]], list[list[int]]]:
    """Divide the events that are too long for a slide: date and title are repeated over each part of the text."""
    divided: list[list[_Event]] = [[] for _ in events]
    for twins in zip(*events, strict=True):
        parts = _divided(planner, twins, width, room, sizes)
        for own, pieces in zip(divided, parts, strict=True):
            own.extend(pieces)
    divided_events = [tuple(own) for own in divided]
    return divided_events, _heights(planner, divided_events, width, sizes)


def _divided(planner: Planner, twins: Sequence[_Event], width: int, room: int, sizes: _Sizes) -> list[list[_Event]]:
    shares = 1
    while True:
        parts = [
            [_Event(event.node, texts, event.date) for texts in split_paragraphs(event.texts, shares)]
            for event in twins
        ]
        tallest = max(_height(planner, piece, width, sizes) for own in parts for piece in own)
        length = max(sum(len(plain(paragraph.inlines)) for paragraph in own.texts) for own in twins)
        if tallest <= room or shares > length:
            return parts
        shares += 1


def _column(
    events: Sequence[Sequence[_Event]], heights: Sequence[Sequence[int]], frame: Frame, width: int, sizes: _Sizes
) -> tuple[TimelinePart, ...]:
    """Plan one slide of a vertical timeline: twin events begin at one height."""
    tallest = [max(row) for row in zip(*heights, strict=True)]
    used = sum(tallest) + _ROW_GAP * (len(tallest) - 1)
    gap = _ROW_GAP
    if used > frame.height:
        return tuple(_stack(own, high, frame, width, sizes, gap) for own, high in zip(events, heights, strict=True))
    return tuple(_stack(own, tallest, frame, width, sizes, gap) for own in events)


def _stack(
    events: Sequence[_Event], heights: Sequence[int], frame: Frame, width: int, sizes: _Sizes, gap: int
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
    return _part(events, whole, frames, markers, axis, sizes, vertical=True)

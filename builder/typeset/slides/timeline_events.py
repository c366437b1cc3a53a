"""Events of timelines: their words in one language, and the room that these take at the sizes that are tried."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import EventNode
from builder.tree.prose import Inlines
from builder.typeset.content_units import prose_paragraphs
from builder.typeset.inlines import with_ordinals, without_notes
from builder.typeset.measure import EMU, WIDTH_SPARE, box_level, emu, measure, words
from builder.typeset.plan import BOX_GAP, SlideParagraph, TimelinePart
from builder.typeset.planner import Planner

__all__ = [
    "GUTTER",
    "HEIGHT_SPARE",
    "RING",
    "EventSizes",
    "Events",
    "TypesetEvent",
    "date_height",
    "date_size",
    "event_height",
    "event_part",
    "in_groups",
    "longest_word",
    "text_height",
    "typeset_events",
]

Events = tuple[tuple[EventNode, ...], ...]
"""The events of each language."""

GUTTER = 228_600
"""EMU between the columns of events."""
RING = 310_896
"""Diameter (EMU) of the markers on a horizontal axis."""
HEIGHT_SPARE = 0.94
"""Share of a frame that measured events may fill."""
_MARKER = 182_880
_DATES = (32.0, 28.0, 24.0, 22.0, 20.0, 18.0)
"""Sizes of dates above a horizontal axis, the largest first."""
_LARGE_DATE, _LARGEST_TURNED = 24.0, 28.0
"""Dates that would be smaller than the first on one line may take two, at the second at most."""


class EventSizes(Struct, frozen=True):
    """Points of the dates, titles and texts of events."""

    date: float
    title: float
    text: float


class TypesetEvent(Struct, frozen=True):
    """An event in one language, its text ready to set."""

    node: EventNode
    texts: tuple[SlideParagraph, ...]
    date: Inlines


def typeset_events(planner: Planner, events: Events) -> tuple[tuple[TypesetEvent, ...], ...]:
    """Return the events of each language, ready to set."""
    return tuple(
        tuple(_typeset_event(event, document.language) for event in own)
        for document, own in zip(planner.documents, events, strict=True)
    )


def _typeset_event(node: EventNode, language: str) -> TypesetEvent:
    shown = replace(node, title=without_notes(node.title))
    return TypesetEvent(shown, prose_paragraphs(node.text), with_ordinals(node.date, language))


def event_height(planner: Planner, event: TypesetEvent, width: int, sizes: EventSizes) -> int:
    """Return the height of an event's box in a width (EMU), its date included."""
    below = text_height(planner, event, width, sizes)
    return date_height(planner, event, width, sizes) + (emu(BOX_GAP) if below else 0) + below


def in_groups(events: Sequence[Sequence[TypesetEvent]], slides: int) -> list[list[Sequence[TypesetEvent]]]:
    """Return the events of each slide in each language: the same number on all slides but the last."""
    size = math.ceil(len(events[0]) / slides)
    return [[own[at : at + size] for own in events] for at in range(0, len(events[0]), size)]


def date_height(planner: Planner, event: TypesetEvent, width: int, sizes: EventSizes) -> int:
    """Return the height (EMU) of the date of an event in a width (EMU)."""
    date = words(event.date, planner.fonts, planner.template.theme.minor_font, bold=True)
    return emu(date.lines(width / EMU / (sizes.date * WIDTH_SPARE)) * date.line * sizes.date)


def text_height(planner: Planner, event: TypesetEvent, width: int, sizes: EventSizes) -> int:
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


def longest_word(
    planner: Planner, events: Sequence[Sequence[TypesetEvent]], sizes: EventSizes, date_width: int, width: int
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


def date_size(planner: Planner, events: Sequence[Sequence[TypesetEvent]], width: int) -> float:
    """Return the largest size at which every date fits one line of a width (EMU), or two if one would make them small;
    the smallest if none does.
    """
    font = planner.template.theme.minor_font
    dates = [words(event.date, planner.fonts, font, bold=True) for own in events for event in own]
    room = width / EMU / WIDTH_SPARE
    whole = next((size for size in _DATES if all(date.natural() * size <= room for date in dates)), _DATES[-1])
    if whole >= _LARGE_DATE:
        return whole
    turned = (
        size
        for size in _DATES
        if size <= _LARGEST_TURNED
        and all(date.longest * size <= room and date.lines(room / size) <= 2 for date in dates)
    )
    return max(whole, next(turned, whole))


def event_part(
    events: Sequence[TypesetEvent],
    frame: Frame,
    frames: Sequence[Frame],
    markers: Sequence[tuple[int, int]],
    axis: Frame,
    sizes: EventSizes,
    *,
    vertical: bool,
) -> TimelinePart:
    """Return the part of events in one language, whose texts are in `frames`."""
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

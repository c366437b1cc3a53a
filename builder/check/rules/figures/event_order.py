"""Events of a timeline are in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.model.blocks import Event, TimelineBlock
from builder.content.model.exhibits import CellFigure
from builder.content.model.figures import DateFigure
from builder.content.model.values import PartialDate

__all__ = ["RULES"]

_LEAST_FALLING = 3
"""Events from which a timeline may run from the newest to the oldest."""


def events_out_of_order(context: CheckContext) -> Iterator[Finding]:
    """Find events that are earlier than one before them. A timeline may also begin with the newest event."""
    for block in context.publication.all_blocks:
        if isinstance(block, TimelineBlock):
            dates = ((event, _date(event, context)) for event in block.timeline)
            dated = [(event, date) for event, date in dates if date is not None]
            if not _is_falling([date for _, date in dated]):
                yield from _early_events(dated)


def _is_falling(dates: list[PartialDate]) -> bool:
    return len(dates) >= _LEAST_FALLING and not any(first.is_before(second) for first, second in pairwise(dates))


def _early_events(dated: list[tuple[Event, PartialDate]]) -> Iterator[Finding]:
    """Report each event that is earlier than one before it."""
    for position, (event, date) in enumerate(dated):
        later = next((earlier for earlier in dated[:position] if date.is_before(earlier[1])), None)
        if later is not None:
            place = f"the one on line {later[0].span.line} ({_iso(later[1])})"
            message = f"this event ({_iso(date)}) is earlier than {place}"
            yield Finding(message, event.span, "move it before that one, or correct its date")


def _date(event: Event, context: CheckContext) -> PartialDate | None:
    """Return the date of an event, the first one of an interval; None for words."""
    if isinstance(event.date, PartialDate):
        return event.date
    figure = context.publication.figures.get(event.date.figure) if isinstance(event.date, CellFigure) else None
    if not isinstance(figure, DateFigure) or figure.bound:
        return None
    return figure.date[0] if isinstance(figure.date, tuple) else figure.date


def _iso(date: PartialDate) -> str:
    parts = (f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part))
    return "-".join(parts)


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG013",
        name="events-out-of-order",
        severity="warning",
        summary="An event of a timeline is earlier than one before it.",
        find=events_out_of_order,
        bad="- timeline:\n    - {date: 2023, title: Création}\n    - {date: 2025, title: Ouverture}\n"
        "    - {date: 2024, title: Travaux}",
        good="- timeline:\n    - {date: 2023, title: Création}\n    - {date: 2024, title: Travaux}\n"
        "    - {date: 2025, title: Ouverture}",
    ),
)

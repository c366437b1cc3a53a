"""What to change in the source where somebody has edited words that the builder composes."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from msgspec import Struct

from builder.content.model.blocks import Event, TimelineBlock
from builder.content.model.exhibits import CellFigure
from builder.content.model.publication import Publication
from builder.round_trip.generated_words import GeneratedWords
from builder.round_trip.places import PassagePlaces
from builder.round_trip.printed import PrintedParagraph
from builder.source import Span
from builder.source_edits.passages import Passage

__all__ = ["ComposedEdit", "ComposedHints"]

_MOST = 3
"""Texts that are named, where several have the same words."""
_EVENT = re.compile(r"(?P<event>.*\.timeline\.\d+)\.(?:title|text)(?:\.|\Z)")


class ComposedEdit(Struct, frozen=True):
    """An edit of words that the builder composes: these words and those of the file; the paragraph that they are in,
    and their numbers there. `fields` are the fields of the publication that they follow from, `subject` names words
    that are no paragraph of the text.
    """

    was: str
    now: str
    paragraph: PrintedParagraph
    touched: Collection[int]
    fields: Sequence[str] = ()
    subject: str = ""


class ComposedHints:
    """Finds the fields and texts that composed words follow from."""

    def __init__(self, publication: Publication, places: PassagePlaces, generated: GeneratedWords):
        self._publication, self._places, self._generated = publication, places, generated

    def of(self, near: str, edit: ComposedEdit) -> str:
        """Return what to change in place of composed words, which are at the passage `near`."""
        if edit.fields:
            return f"change {' or '.join(f'`{name}`' for name in edit.fields)} in the source"
        event = self._event(near)
        if event is not None and edit.was:
            return f"change the date of this event, {_line(event.span)}"
        keys = {key.casefold() for number, key in enumerate(edit.paragraph.keys) if number in edit.touched}
        origins = self._generated.origins(edit.paragraph, near, edit.touched)
        named = list(dict.fromkeys(self._named(passage, keys) for passage in origins))
        if 0 < len(named) <= _MOST:
            return f"change {' or '.join(named)}"
        return "no text of the source has them, they follow from its values and the builder's own words"

    def figure_of_event(self, near: str) -> str:
        """Return the figure that is the date of the event at a passage, "" if there is none."""
        event = self._event(near)
        return event.date.figure if event is not None and isinstance(event.date, CellFigure) else ""

    def _named(self, passage: Passage, touched: Collection[str]) -> str:
        """Return a passage with its place; its source if it has none of the touched words, which follow from a field
        that is no text, such as the date.
        """
        words = self._places.words(passage.key)
        own = {token.key.casefold() for token in words.tokens} if words is not None else set()
        if passage.kind == "source" and own.isdisjoint(touched):
            name = passage.key.split(".")[1]
            source = self._publication.sources.get(name)
            return f"`sources.{name}`, {_line(source.span if source is not None else passage.span)}"
        return f"`{passage.key}`, {_line(self._places.written(passage.key).start)}"

    def _event(self, key: str) -> Event | None:
        match = _EVENT.match(key)
        return self._events.get(match["event"]) if match is not None else None

    @cached_property
    def _events(self) -> dict[str, Event]:
        timelines = (block for block in self._publication.all_blocks if isinstance(block, TimelineBlock))
        return {event.key: event for block in timelines for event in block.timeline}


def _line(span: Span) -> str:
    return f"{span.file}:{span.line}"

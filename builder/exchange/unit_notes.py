"""The notes for a translator about a unit, in words: place, limit, printed values, terms, former source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from builder.exchange.unit import TermFound, Unit
from builder.exchange.words import plain_words, words_of

__all__ = ["FORMER", "layout_notes", "unit_notes", "word_notes"]

FORMER = "Translated from"


Label = Literal["place", "limit", "values", "terms", "former"]
"""What a note is about."""


def unit_notes(unit: Unit) -> list[str]:
    """Return the notes about a unit, one a line, the place first."""
    return [line for _, line in chain(layout_notes(unit), word_notes(unit))]


def layout_notes(unit: Unit) -> Iterator[tuple[Label, str]]:
    """Yield the first notes about a unit, those that only the layout knows, with what they are about: place, limit."""
    if unit.place:
        yield "place", f"{unit.place}."
    if unit.limit is not None:
        yield "limit", f"At most {unit.limit} characters."


def word_notes(unit: Unit) -> Iterator[tuple[Label, str]]:
    """Yield the other notes, which are known before the layout is done: values, terms, former source."""
    for shown, value in unit.values:
        yield "values", f"{shown} prints: {value}"
    for term in unit.terms:
        yield "terms", _term_line(term)
    if unit.state == "stale" and unit.former is not None:
        yield "former", f"{FORMER}: {plain_words(words_of(unit.former, unit.literal))}"


def _term_line(term: TermFound) -> str:
    """Return the translations of a term, and the words to avoid."""
    avoided = f" (not: {', '.join(term.avoided)})" if term.avoided else ""
    return f"Term: {term.source} = {' or '.join(term.targets) or '?'}{avoided}"

"""The notes for a translator about a unit, in words: place, limit, printed values, terms, former source."""

from __future__ import annotations

from collections.abc import Iterator

from builder.exchange.unit import TermFound, Unit
from builder.exchange.words import plain_words, words_of

__all__ = ["FORMER", "labelled_notes", "layout_notes", "unit_notes", "word_notes"]

FORMER = "Translated from"


def unit_notes(unit: Unit) -> list[str]:
    """Return the notes about a unit, one a line, the place first."""
    return [line for _, line in labelled_notes(unit)]


def labelled_notes(unit: Unit) -> list[tuple[str, str]]:
    """Return the notes about a unit with what each is about: place, limit, values, terms, former."""
    return [*_of_layout(unit), *_of_words(unit)]


def layout_notes(unit: Unit) -> list[str]:
    """Return those of the notes that only the layout knows: place and limit. They come first."""
    return [line for _, line in _of_layout(unit)]


def word_notes(unit: Unit) -> list[str]:
    """Return the other notes, which are known before the layout is done."""
    return [line for _, line in _of_words(unit)]


def _of_layout(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.place:
        yield "place", f"{unit.place}."
    if unit.limit is not None:
        yield "limit", f"At most {unit.limit} characters."


def _of_words(unit: Unit) -> Iterator[tuple[str, str]]:
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

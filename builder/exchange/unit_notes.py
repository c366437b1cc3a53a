"""The notes for a translator about a unit, in words: place, limit, printed values, terms, former source."""

from __future__ import annotations

from builder.exchange.unit import TermFound, Unit
from builder.exchange.words import plain_words, words_of

__all__ = ["FORMER", "labelled_notes", "unit_notes"]

FORMER = "Translated from"


def unit_notes(unit: Unit) -> list[str]:
    """Return the notes about a unit, one a line, the place first."""
    return [line for _, line in labelled_notes(unit)]


def labelled_notes(unit: Unit) -> list[tuple[str, str]]:
    """Return the notes about a unit with what each is about: place, limit, values, terms, former."""
    notes = [("place", f"{unit.place}.")] if unit.place else []
    if unit.limit is not None:
        notes.append(("limit", f"At most {unit.limit} characters."))
    notes += [("values", f"{shown} prints: {value}") for shown, value in unit.values]
    notes += [("terms", _term_line(term)) for term in unit.terms]
    if unit.state == "stale" and unit.former is not None:
        notes.append(("former", f"{FORMER}: {plain_words(words_of(unit.former, unit.literal))}"))
    return notes


def _term_line(term: TermFound) -> str:
    """Return the translations of a term, and the words to avoid."""
    avoided = f" (not: {', '.join(term.avoided)})" if term.avoided else ""
    return f"Term: {term.source} = {' or '.join(term.targets) or '?'}{avoided}"

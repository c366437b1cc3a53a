"""What a translator is told about a unit, in words: place, limit, printed values, terms, former source."""

from __future__ import annotations

from builder.exchange.unit import TermFound, Unit
from builder.exchange.words import plain_words, words_of

__all__ = ["FORMER", "place_line", "term_line", "unit_notes", "value_line"]

FORMER = "Translated from"


def unit_notes(unit: Unit) -> list[str]:
    """Return the notes about a unit, one a line, the place and the limit first."""
    lines = [place_line(unit), *map(value_line, unit.values), *map(term_line, unit.terms)]
    if unit.state == "stale" and unit.former is not None:
        lines.append(f"{FORMER}: {plain_words(words_of(unit.former, unit.literal))}")
    return [line for line in lines if line]


def place_line(unit: Unit) -> str:
    """Return where readers see the unit, and how many characters have room there."""
    room = f"At most {unit.limit} characters." if unit.limit is not None else ""
    place = f"{unit.place}." if unit.place else ""
    return " ".join(filter(None, (place, room)))


def value_line(value: tuple[str, str]) -> str:
    """Return what a code prints."""
    return f"{value[0]} prints: {value[1]}"


def term_line(term: TermFound) -> str:
    """Return the translations of a term, and the words to avoid."""
    avoided = f" (not: {', '.join(term.avoided)})" if term.avoided else ""
    return f"Term: {term.source} = {' or '.join(term.targets) or '?'}{avoided}"

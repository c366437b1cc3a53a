"""The rules that keep two things on one line: a figure and its unit, a word and its number, a title and a name.

They only turn a typed space into one that does not break; whole phrases are never bound, so that cells and titles wrap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.resolve.typography.passage import DIGIT, OPAQUE, TypographyEdit
from builder.resolve.typography.rules import FIGURE, NBSP, TypographyRule

__all__ = ["bind_abbreviations", "bind_after_figure", "bind_centuries", "bind_hours", "bind_words"]

_DIGITS = frozenset(f"0123456789{DIGIT}")
_SCALES = frozenset({"k", "M", "Md", "G"})  # bound only before the code of a currency: `le 5 M` says nothing


def bind_after_figure(
    followers: frozenset[str], codes: frozenset[str], months: frozenset[str] = frozenset()
) -> TypographyRule:
    """Bind a typed space between a figure and its unit, scale or currency code: `10~km`, `5~EUR`.

    Also between a scale and a code (`100~M~CHF`), and between a day, `1er` included, and its month.
    """
    pattern = re.compile(f' (?:(?<={FIGURE} )|(?<=1er )|(?<=[MGkd] ))([^\\s,;:!?()«»“”"…*_]+)')
    scale = re.compile(f"{FIGURE}[ {NBSP}](?:Md|[MGk])\\Z")

    def find(text: str) -> Iterator[TypographyEdit]:
        for found in pattern.finditer(text):
            space = found.start()
            word = found[1] if found[1] in followers or found[1] in months else found[1].rstrip(".")
            before = text[space - 1]
            if before == "r":
                bound = word in months
            elif before in "MGkd":
                bound = word in codes and scale.search(text[max(0, space - 5) : space]) is not None
            elif word in _SCALES:
                bound = (
                    text[found.end() : found.end() + 1] in (" ", NBSP)
                    and text[found.end() + 1 : found.end() + 4] in codes
                )
            else:
                bound = word in followers or word in codes or word in months
            if bound:
                yield TypographyEdit(space, space + 1, NBSP)

    return TypographyRule("bind-after-figure", _DIGITS, find)


def bind_words(before_number: frozenset[str], before_name: frozenset[str]) -> TypographyRule:
    """Bind a typed space between a word and its number, or a title and its name: `n°~5`, `M.~Dupont`.

    Initials are bound to the name only if they cannot end a sentence: two of them, or one that begins the text.
    """
    pattern = re.compile(f" (?=({FIGURE}|{OPAQUE}|[IVX]+\\b)|[A-ZÀ-ÖØ-ÞŒ])")
    initials = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.-?){2,}\Z")
    single_initial = re.compile(r"[A-ZÀ-ÖØ-Þ]\.\Z")
    longest = max(map(len, before_number | before_name)) + 3

    def find(text: str) -> Iterator[TypographyEdit]:
        for found in pattern.finditer(text):
            space = found.start()
            word = _word_before(text, space, longest)
            if found[1] is not None:
                bound = word in before_number
            else:
                bound = bool(initials.match(word) or (single_initial.match(word) and len(word) == space))
            if bound or (text[space + 1] not in _DIGITS and word in before_name):
                yield TypographyEdit(space, space + 1, NBSP)

    return TypographyRule("bind-words", frozenset(" "), find)


def bind_centuries() -> TypographyRule:
    """Bind centuries: `XXIe~siècle`."""
    pattern = re.compile(r" (?=siècles?\b)")
    ordinal = re.compile(r"(?:[IVX]+|\d{1,2})(?:er|e)\Z")

    def find(text: str) -> Iterator[TypographyEdit]:
        for found in pattern.finditer(text):
            if ordinal.match(_word_before(text, found.start(), 9)):
                yield TypographyEdit(*found.span(), NBSP)

    return TypographyRule("centuries", frozenset("è"), find)


def bind_hours() -> TypographyRule:
    """Bind hours: `14~h~30`."""
    pattern = re.compile(r" (?<=\d )h(?:( )(?=\d\d\b)|\b)")

    def find(text: str) -> Iterator[TypographyEdit]:
        for found in pattern.finditer(text):
            yield TypographyEdit(found.start(), found.start() + 1, NBSP)
            if found[1]:
                yield TypographyEdit(*found.span(1), NBSP)

    return TypographyRule("hours", frozenset("h"), find)


def bind_abbreviations(abbreviations: tuple[str, ...]) -> TypographyRule:
    """Bind the space inside an abbreviation of several words: German `z.~B.`."""
    pattern = re.compile("|".join(rf"\b{re.escape(one)}" for one in abbreviations))

    def find(text: str) -> Iterator[TypographyEdit]:
        for found in pattern.finditer(text):
            for position in range(found.start(), found.end()):
                if text[position] == " ":
                    yield TypographyEdit(position, position + 1, NBSP)

    return TypographyRule("abbreviations", frozenset("."), find)


def _word_before(text: str, end: int, longest: int) -> str:
    """Return the word that ends at a position, without an elided article or opening signs: `article` of `l’article`."""
    words = text[max(0, end - longest) : end].split()
    if not words or text[end - 1].isspace():
        return ""
    word = words[-1]
    return word[max(map(word.rfind, "([«“\"'’*_")) + 1 :]

"""Pairs of straight quotation marks of a paragraph. An unpaired mark stays as typed: an inch, a mistake."""

from __future__ import annotations

from typing import NamedTuple

from builder.resolve.typography.passage import BREAK, DIGIT, NOTE, OPAQUE

__all__ = ["QuotePair", "pair_quotes"]

_OPENING = "([{«“‘‹„‚–—/*_¿¡\"'-"
_CLOSING = ".,;:!?)]}»”’›…–—*_/\"'-"
_WORDLIKE = OPAQUE + DIGIT


class QuotePair(NamedTuple):
    """A pair of quotation marks, and the number of pairs (or guillemets) around it."""

    start: int
    end: int
    level: int


def pair_quotes(text: str, mark: str, after_apostrophe: bool = False) -> list[QuotePair]:
    """Return the pairs of one straight mark (`"` or `'`), in order of their beginnings.

    `after_apostrophe` allows a quotation to begin after an elided article, as in French `l'"effet"`.
    """
    open_marks: list[int] = []
    pairs: list[tuple[int, int]] = []
    position = text.find(mark)
    while position >= 0:
        if open_marks and closes(text, position):
            pairs.append((open_marks.pop(), position))
        elif opens(text, position, after_apostrophe):
            open_marks.append(position)
        position = text.find(mark, position + 1)
    return _with_levels(text, sorted(pairs))


def opens(text: str, position: int, after_apostrophe: bool = False) -> bool:
    """Return True if a mark may open a quotation: after white space or an opening sign, before a word."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not after or after.isspace() or after in ".,;:!?)]}»":
        return False
    if not before or before.isspace() or before in _OPENING:
        return True
    return after_apostrophe and before in "'’" and text[position - 2 : position - 1].isalpha()


def closes(text: str, position: int) -> bool:
    """Return True if a mark may close a quotation: after a word, before white space, a closing sign or the end."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not before or before.isspace() or before in "([{«“‘‹":
        return False
    return not after or after.isspace() or after in _CLOSING or after in (NOTE, BREAK)


def _with_levels(text: str, pairs: list[tuple[int, int]]) -> list[QuotePair]:
    """Return each pair with the number of pairs and of typed guillemets around it, in one pass: pairs nest."""
    found: list[QuotePair] = []
    around: list[int] = []
    depth = position = 0
    last_guillemet = text.rfind("»")
    for start, end in pairs:
        while around and around[-1] < start:
            around.pop()
        between = text[position:start]
        depth, position = max(0, depth + between.count("«") - between.count("»")), start
        found.append(QuotePair(start, end, len(around) + (1 if depth and last_guillemet > end else 0)))
        around.append(end)
    return found

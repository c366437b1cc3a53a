"""Pairs of quotation marks of a paragraph and their levels.

Straight marks and marks that the author typed are paired alike; a mark without partner stays as typed: an inch, a
mistake. Levels alternate: a quotation has the marks of the other level than the quotation around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from builder.resolve.typography.passage import BREAK, NOTE

__all__ = ["Marks", "QuotePair", "level_pairs", "pair_marks", "pair_quotes"]

_OPENING = "([{«“‘‹„‚–—/*_¿¡\"'-"
_CLOSING = ".,;:!?)]}»”’›“‘…–—*_/\"'-"  # “ and ‘ close in German
_APOSTROPHES = "'’"

Marks = tuple[tuple[str, str], tuple[str, str]]
"""The opening and closing marks of the first and of the second level, with their inner spaces."""


class QuotePair(NamedTuple):
    """A pair of quotation marks: the positions of its marks, its level (0 or 1), True if its marks are straight, and
    True if another quotation surrounds it.
    """

    start: int
    end: int
    level: int
    straight: bool
    nested: bool = False


def pair_quotes(text: str, mark: str, after_apostrophe: bool = False) -> list[tuple[int, int]]:
    """Return the positions of the pairs of one straight mark (`"` or `'`), in order of their beginnings.

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
    return sorted(pairs)


def pair_marks(text: str, opening: str, closing: str) -> list[tuple[int, int]]:
    """Return the positions of the pairs of typed marks, in order of their beginnings. A closing mark that is also an
    apostrophe counts only at the end of a word.
    """
    if opening not in text or closing not in text:
        return []
    ambiguous = closing == opening or closing in _APOSTROPHES
    open_marks: list[int] = []
    pairs: list[tuple[int, int]] = []
    for position, sign in enumerate(text):
        if sign == closing and open_marks and (not ambiguous or closes(text, position)):
            pairs.append((open_marks.pop(), position))
        elif sign == opening and (opening != closing or opens(text, position)):
            open_marks.append(position)
    return sorted(pairs)


def level_pairs(text: str, marks: Marks, straight: Iterable[QuotePair], inside: bool) -> list[QuotePair]:
    """Return every pair of a paragraph with its level, in order.

    `straight` holds the pairs of straight marks, each with the level that it has unless a quotation of that level
    surrounds it. Typed pairs keep their level. With `inside`, the paragraph belongs to a quotation of the first level
    whose own marks begin or end the text, or are in other paragraphs; then typed pairs alternate too.
    """
    pairs = list(straight)
    for level, (opening, closing) in enumerate(marks):
        typed = pair_marks(text, opening.strip(), closing.strip())
        pairs += [QuotePair(start, end, level, False) for start, end in typed]
    levelled: list[QuotePair] = []
    around: list[QuotePair] = []
    for pair in sorted(pairs):
        while around and around[-1].end < pair.start:
            around.pop()
        outer = around[-1].level if around else 0 if inside and not _is_own(text, pair) else None
        level = 1 - pair.level if outer == pair.level and (pair.straight or inside) else pair.level
        pair = pair._replace(level=level, nested=outer is not None)
        levelled.append(pair)
        around.append(pair)
    return levelled


def opens(text: str, position: int, after_apostrophe: bool = False) -> bool:
    """Return True if a mark may open a quotation: after white space or an opening sign, before a word."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not after or after.isspace() or after in ".,;:!?)]}»":
        return False
    if not before or before.isspace() or before in _OPENING:
        return True
    return after_apostrophe and before in _APOSTROPHES and text[position - 2 : position - 1].isalpha()


def closes(text: str, position: int) -> bool:
    """Return True if a mark may close a quotation: after a word, before white space, a closing sign or the end."""
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    if not before or before.isspace() or before in "([{«“‘‹":
        return False
    return not after or after.isspace() or after in _CLOSING or after in (NOTE, BREAK)


def _is_own(text: str, pair: QuotePair) -> bool:
    """Return True if a pair of typed marks holds the whole paragraph: the marks of the quotation itself."""
    return not pair.straight and not pair.level and pair.start == 0 and not text[pair.end + 1 :].strip(f"{NOTE}., ")

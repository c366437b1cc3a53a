"""Beginnings of sentences among the inlines of a paragraph, where a figure or a reference takes a capital."""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from builder.tree.prose import Break, CrossRef, Inline, NoteRef, Run

__all__ = ["capital", "capitalised", "opens_sentence", "takes_capital"]

_OPENING: Final = " \u00a0\u202f«“„‘'\"([¿¡"
_CLOSING: Final = "»”’\"')]\u00a0\u202f "
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\W_])(?:[^\W\d_]|env|approx|ca|cf|pp|art|vol|fig|no|nos|al|av|apr|vs|dr|st|inc|ltd|co|corp|max|min|ex|\w\.\w)\.\Z",
    re.IGNORECASE,
)
_SYMBOLS: Final = frozenset(
    ["m", "m²", "m³", "mm", "cm", "km", "km²", "g", "kg", "t", "kt", "ha", "h", "min", "s", "l"]
)
"""Symbols of units, whose letters are the same everywhere (SI brochure, 5.2)."""


def opens_sentence(inlines: list[Inline], index: int) -> bool:
    """Return True if the inline at `index` opens a sentence: first in its paragraph, or after a full stop and
    a space.
    """
    before = _words_before(inlines, index)
    bare = before.rstrip(_OPENING)
    if not bare:
        return not _is_fragment(inlines)
    if bare == before:
        return False
    closed = bare.rstrip(_CLOSING)
    return closed.endswith((".", "!", "?", "…")) and _ABBREVIATION.search(closed) is None


def capital(words: str) -> str:
    """Return the words with a capital first letter; the others are unchanged. The Dutch ij is one letter: IJsland."""
    first = 2 if words.startswith("ij") else 1
    return words[:first].upper() + words[first:]


def takes_capital(words: str) -> bool:
    """Return True if typed words begin with a small letter that a sentence or a label changes: `le ministère`, but not
    a name (`iPhone`) or the symbol of a unit (`m² de bureaux`).
    """
    first = words.split(maxsplit=1)[0] if words.strip() else ""
    return words[:1].islower() and not any(map(str.isupper, first)) and first not in _SYMBOLS


def capitalised(inline: Inline) -> Inline:
    """Return the inline with its first letter a capital."""
    if isinstance(inline, Run):
        return replace(inline, text=capital(inline.text))
    if isinstance(inline, CrossRef):
        return replace(inline, prefix=capital(inline.prefix), title=capital(inline.title))
    return inline


def _words_before(inlines: list[Inline], index: int) -> str:
    """Return the last words before a position, enough of them to decide. A note there does not hide the words before
    it.
    """
    words = ""
    for inline in reversed(inlines[:index]):
        if isinstance(inline, Run):
            words = inline.text + words
        elif isinstance(inline, CrossRef):
            words = inline.number + words
        elif isinstance(inline, Break):
            words = "\u00a0" + words
        if len(words.strip()) > 12:
            break
    return words


def _is_fragment(inlines: list[Inline]) -> bool:
    """Return True if the paragraph is an item of a list that continues one sentence."""
    for inline in reversed(inlines):
        if isinstance(inline, NoteRef):
            continue
        return isinstance(inline, Run) and inline.text.rstrip().endswith((";", ","))
    return False

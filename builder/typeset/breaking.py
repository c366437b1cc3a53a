"""Line breaking: the unbreakable pieces of a text and the spaces between them.

By UAX #14 as Office applies it: a line ends at spaces, after a hyphen between letters, after an en or em dash, after a
zero-width space, and at every character of Chinese, Japanese and Korean. U+00A0, U+202F, U+2007 and U+2060 are not
spaces here. Where Office and LibreOffice disagree (a slash, a hyphen before a figure) no break is counted: the text
then measures longer, never shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

__all__ = ["TOKEN", "pieces", "pieces_of"]

_GAPS = " \t\n\u1680\u2000-\u2006\u2008-\u200a\u200b\u205f\u3000"
TOKEN = re.compile(f"[^{_GAPS}]+[{_GAPS}]*|[{_GAPS}]+")
"""A word with the space after it."""
_GAP_CHARACTERS = "".join(map(chr, (*b" \t\n", 0x1680, *range(0x2000, 0x2007), *range(0x2008, 0x200C), 0x205F, 0x3000)))
_DASHES = frozenset("-\u2010\u2013\u2014")
_WIDE = "\u2e80-\u2fff\u3001-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60"
_CLOSING = "\u3001\u3002\u300d\u300f\u3011\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f"
_DASH = re.compile("(?<=[^\\W_][-\u2010])(?=[^\\W\\d_])|(?<=\\w[\u2013\u2014])(?=\\w)")
"""After a hyphen that a letter follows, and after a dash closed on both sides."""
_FIRST_WIDE = "\u2e80"


@cache
def _wide() -> re.Pattern[str]:
    """Return the pattern of breaks beside wide characters, but not before closing punctuation. Compiled only for texts
    that have such.
    """
    return re.compile(f"(?<=[{_WIDE}])(?=[^{_CLOSING}])|(?<=.)(?=(?![{_CLOSING}])[{_WIDE}])")


def pieces(text: str) -> Iterator[tuple[str, str, bool]]:
    """Split a text into unbreakable words, the space after each, and a flag: True if a line may end after it.

    Joined again, words and spaces are the text. Only after the last piece may a line be unable to end (the next text
    may continue the word).
    """
    for token in TOKEN.findall(text):
        yield from pieces_of(token)


def pieces_of(token: str) -> list[tuple[str, str, bool]]:
    """Return the pieces of a `TOKEN`."""
    text = token.rstrip(_GAP_CHARACTERS)
    *heads, word = _parts(text)
    gap = token[len(text) :]
    return [*[(head, "", True) for head in heads], (word, gap, gap != "")]


def _parts(word: str) -> list[str]:
    """Split a word at the places inside it where a line may end."""
    parts = [word] if _DASHES.isdisjoint(word) else _DASH.split(word)
    if word and max(word) >= _FIRST_WIDE:
        parts = [piece for part in parts for piece in _wide().split(part)]
    return parts

"""A paragraph while it is set: its characters, the boundaries of its runs, and placeholders of protected parts.

Rules see the whole paragraph as one string, so that `L'**eau**` and `"**mot**"` are set across their runs. Protected
parts (code, addresses, figures, other languages, notes) are one private-use character each, which also identifies their
kind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["BREAK", "DIGIT", "NOTE", "OPAQUE", "SENTINELS", "TypographyEdit", "TypographyPassage"]

OPAQUE = "\ue000"
"""Something untouchable that reads as a word."""
DIGIT = "\ue001"
"""Something untouchable that begins and ends with a digit: a unit after it is bound to it."""
NOTE = "\ue002"
"""The mark of a note: it has no width, and may be between a word and its punctuation."""
BREAK = "\x1e"
"""A line break: white space for the rules (`\\s`), which never replace it."""
SENTINELS = re.compile(f"[{OPAQUE}{DIGIT}{NOTE}{BREAK}]")


class TypographyEdit(NamedTuple):
    """Replacement of `start:end` by `new`. At the boundary of two runs, the new text joins the right one, or
    the left.
    """

    start: int
    end: int
    new: str
    joins_left: bool = False


class TypographyPassage:
    """The text of a paragraph, with the boundaries of its runs and the originals of its protected parts."""

    __slots__ = ("cuts", "hidden", "text")

    def __init__(self, text: str, cuts: Sequence[int] = ()):
        self.text = text
        self.cuts = list(cuts)
        self.hidden: list[str] = []

    def apply(self, edits: Iterable[TypographyEdit]) -> bool:
        """Apply the edits, which are in order and do not overlap. Return True if there were any."""
        pieces: list[str] = []
        position = shift = cut = 0
        text, cuts = self.text, self.cuts
        for start, end, new, joins_left in edits:
            while cut < len(cuts) and (cuts[cut] < start or cuts[cut] == start < end):
                cuts[cut] += shift
                cut += 1
            while cut < len(cuts) and (cuts[cut] < end or cuts[cut] == start == end):
                cuts[cut] = start + shift + (len(new) if joins_left else 0)
                cut += 1
            shift += len(new) - (end - start)
            pieces += text[position:start], new
            position = end
        if not pieces:
            return False
        for rest in range(cut, len(cuts)):
            cuts[rest] += shift
        self.text = "".join(pieces) + text[position:]
        return True

    def hide(self, spans: Iterable[tuple[int, int]]) -> None:
        """Replace each span (in order, separate) by a character; the originals are kept for `reveal`."""
        edits = []
        for start, end in spans:
            inside = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
            bounds = [start, *inside, end]
            for left, right in pairwise(bounds):
                original = self.text[left:right]
                self.hidden.append(original)
                edits.append(TypographyEdit(left, right, stand_in(original)))
        self.apply(edits)

    def pieces(self) -> list[str]:
        """Return the text of each run, with the hidden parts restored."""
        bounds = [0, *self.cuts, len(self.text)]
        pieces = [self.text[left:right] for left, right in pairwise(bounds)]
        if not self.hidden:
            return pieces
        originals = iter(self.hidden)
        return [SENTINELS.sub(lambda _: next(originals), piece) for piece in pieces]


def stand_in(text: str) -> str:
    """Return the placeholder character of a protected text; a placeholder is its own."""
    if SENTINELS.fullmatch(text):
        return text
    return DIGIT if text[:1].isdecimal() and text[-1:].isdecimal() else OPAQUE

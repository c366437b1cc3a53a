"""Find the width at which the lines of a title are alike, and none ends inside a word."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["even_width"]

_EASE = 1.025
"""How much wider than the least width a title is set, for programs that set it wider."""
_WIDTHS = 20
"""Widths tried for a title, from even lines to the whole width, until none of its lines ends inside a word."""


def even_width(
    width: float, lines: int, lines_at: Callable[[float], int], parts_a_word: Callable[[float], bool]
) -> float:
    """Return the least width (points, at most `width`) at which a text takes `lines` lines, with a little spare, and at
    which no line ends inside a word if that can be avoided. `lines_at` counts the lines in a width.
    """
    low, high = width / lines * 0.8, width
    for _ in range(8):
        middle = (low + high) / 2
        if lines_at(middle) <= lines:
            high = middle
        else:
            low = middle
    even = min(width, high * _EASE)
    # A line that ends at the hyphen of a name ("Pays-|Bas") reads badly: wider lines may end at a space.
    candidates = [even + (width - even) * index / _WIDTHS for index in range(_WIDTHS + 1)]
    return next((room for room in candidates if not parts_a_word(room)), even)

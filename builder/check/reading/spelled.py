"""Number words as numbers: "quatre-vingt-dix-sept", "one hundred and five", "trois millions"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from builder.check.reading.languages import Habits

__all__ = ["half_after", "number_of"]

_BETWEEN = re.compile(r"[\s-]+")


def number_of(words: str, own: Habits) -> Decimal | None:
    """Return the value of a run of number words; None if they do not form one number ("deux trois")."""
    total, part, last = 0, 0, 0
    for word in _parts(words.lower(), own.small, own.linking):
        if word in own.hundred:
            part = (part or 1) * 100
            last = 100
        elif word in own.thousand:
            total += (part or 1) * 1000
            part, last = 0, 1000
        elif word in own.large:
            total = (total + (part or 1)) * 10 ** own.large[word]
            part, last = 0, 10**6
        elif (value := own.small[word]) == 20 and part % 100 == 4:
            part += 76  # quatre-vingts
            last = 80
        elif last and (last < 20 or value >= last or (last < 100 and value >= 20)):
            return None
        else:
            part += value
            last = value
    return Decimal(total + part)


def half_after(text: str, end: int, words: str, own: Habits) -> tuple[Callable[[Decimal], Decimal], int]:
    """Return the value of number words followed by a half ("et demi", "and a half million"), and the end offset."""
    half = re.compile(own.half).match(text, end) if own.half else None
    if half is None:
        return lambda number: number, end
    scale = own.large.get(half[1] or "", 0) if half.re.groups else 0
    share = Decimal("0.5").scaleb(own.large.get(words.split()[-1], 0))
    return lambda number: (number + share).scaleb(scale), half.end()


def _parts(words: str, small: dict[str, int], linking: str) -> list[str]:
    """Split number words; `dix-sept` stays whole."""
    parts: list[str] = []
    for word in _BETWEEN.split(words):
        joined = f"{parts[-1]}-{word}" if parts else ""
        if joined in small:
            parts[-1] = joined
        elif word != linking:
            parts.append(word)
    return parts

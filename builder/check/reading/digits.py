"""Digits as numbers: the decimal mark is determined by the language first, then by the form of the number."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["meanings"]

_SPACES = re.compile("[ \u00a0\u202f\u2009'’]")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")


def meanings(digits: str, decimal: str) -> tuple[Decimal, ...]:
    """Return the possible values of digits with marks, the likeliest first. `decimal` is the language's own decimal
    mark.

    "1,234" is 1.234 to a French reader, who may still have meant 1234: both are returned.
    """
    plain = _SPACES.sub("", digits)
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return (Decimal(plain),)
    if len(set(marks)) == 2:
        last = marks[-1]
        whole, _, fraction = plain.rpartition(last)
        if last in whole:
            return ()
        return (Decimal(re.sub("[.,]", "", whole) + "." + fraction),)
    joined = Decimal(re.sub("[.,]", "", plain))
    if len(marks) > 1:
        return (joined,) if _GROUPED.match(plain) else ()
    point = Decimal(plain.replace(",", "."))
    if not _GROUPED.match(plain) or plain != digits:
        return (point,)
    if decimal == "." != marks[0]:
        return (joined,)  # no English text has a comma before three decimals
    return (point, joined) if marks[0] == decimal else (joined, point)

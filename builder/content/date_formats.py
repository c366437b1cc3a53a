"""Dates of data files written otherwise than in ISO 8601, as a column's `date_format` says: `DD/MM/YYYY`, `M.YYYY`."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.content import scalar_forms
from builder.content.model.values import PartialDate
from builder.content.scalar_forms import FormError

__all__ = ["read_date"]

_MIDNIGHT = re.compile(r"(?<=-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?\Z")
_FIRST_SHORT_YEAR = 50
"""Years of two digits are those from 1950 to 2049."""


def read_date(text: str, date_format: str | None) -> PartialDate:
    """Return the date of a text, in ISO 8601 without a format; programs write a day as its midnight. Raises
    FormError.
    """
    if date_format is None:
        return scalar_forms.date(_MIDNIGHT.sub("", text))
    match = _pattern(date_format).match(text)
    if match is None:
        raise FormError(f"`{text[:60]}` is not a date", f"write it as {date_format}, the column's `date_format`")
    parts = match.groupdict()
    year = int(parts["Y"])
    if len(parts["Y"]) == 2:
        year += 1900 if year >= _FIRST_SHORT_YEAR else 2000
    written = [f"{year:04}", *(f"{int(parts[letter]):02}" for letter in "MD" if letter in parts)]
    return scalar_forms.date("-".join(written))


@lru_cache(maxsize=32)
def _pattern(date_format: str) -> re.Pattern[str]:
    """Return the pattern of a date format that `scalar_forms.date_format` accepts.

    A day or a month may have one digit or two, unless the next part follows without a separator.
    """
    tokens = scalar_forms.DATE_TOKEN.split(date_format.upper())
    pattern = re.escape(tokens[0])
    last = len(tokens) - 2
    for number in range(1, len(tokens), 2):
        token, before, after = tokens[number], tokens[number - 1], tokens[number + 1]
        separated = (before or number == 1) and (after or number == last)
        digits = "{1,2}" if token[0] != "Y" and separated else f"{{{len(token)}}}"
        pattern += f"(?P<{token[0]}>[0-9]{digits}){re.escape(after)}"
    return re.compile(pattern + r"\Z")

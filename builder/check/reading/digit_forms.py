"""The forms of values in digits that all languages share: numbers, dates, clock times, telephone numbers, versions."""

from __future__ import annotations

import functools
import re

from builder.check.reading.languages import CURRENCY_SIGNS, VULGAR_FRACTIONS
from builder.check.reading.telephone import TELEPHONE

__all__ = ["value_pattern"]

_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = (
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*"
)


@functools.cache
def value_pattern() -> re.Pattern[str]:
    """Return the pattern of a clock time, a date, a telephone number, a version, or a number up to
    its last digit or vulgar fraction, with the sign of a currency before it.
    """
    signs = "|".join(re.escape(sign) for sign in sorted(CURRENCY_SIGNS, key=len, reverse=True)).replace("\\ ", r"\s")
    # The lookahead skips characters that start no value, which is four times as fast.
    return re.compile(
        rf"""(?=[\d+€£¥$A-Z])(?:
      (?P<iso>(?<![\w-])(?P<iso_year>\d{{4}})-(?P<iso_month>\d{{2}})-(?P<iso_day>\d{{2}})(?![\w-]))
    | (?P<date>(?<![\w/])(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>\d{{4}}|\d{{2}})
        (?![\w/]|\.\d|-\d\d-))
    | (?P<phone>(?<!\w)(?:{TELEPHONE}))
    | (?P<clock>(?<![\w:])(?P<hour>\d{{1,2}})
        (?: {_SPACE}?h(?:{_SPACE}?(?P<minute>\d{{2}}))?(?!\w)
          | (?::(?P<minute2>\d{{2}}))?{_SPACE}?(?P<half>[ap])(?:\.m\.|m\b)
          | :(?P<minute3>\d{{2}})(?!\d) ))
    | (?P<version>(?<![\w.])(?!\d{{1,3}}(?:\.\d{{3}})+(?![\d.]))\d+(?:\.\d+){{2,}}(?!\w))
    | (?:(?<!\w)(?P<before>{signs})\s?|(?<![\dA-Za-zÀ-ɏ])(?<!\d[.,]))
      (?P<digits>{_DIGITS})(?:{_SPACE}?(?P<vulgar>[{"".join(VULGAR_FRACTIONS)}]))?
    )""",
        re.VERBOSE,
    )

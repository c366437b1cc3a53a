"""Categories of a chart that are dates: their positions in time, and the format code of the labels of a time axis.

Dates at equal steps need no time axis: they are drawn side by side as the author's categories are.
"""

from __future__ import annotations

import datetime
import locale
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from builder.content.model.values import PartialDate
from builder.language import office_tag
from builder.resolve.numbers import Formatter
from builder.tree.exhibits import TimeNode

__all__ = ["EPOCH", "FIRST_YEAR", "date_code", "time_axis", "unit_of_date"]

Unit = Literal["day", "month", "year"]

EPOCH = datetime.date(1899, 12, 30)
"""Day 0 of Office's count of days, for dates from March 1900 on (ECMA-376 part 1, 18.17.4.1)."""
FIRST_YEAR = 1901
_UNEVEN = 1.2
"""Days between dates are unequal if the longest step is longer than the shortest by more than this factor: months of
28 to 31 days are equal steps.
"""
_SAMPLE = PartialDate(2023, 11, 25)
_TOKENS = re.compile(r"(?P<year>2023)|(?P<month>11)|(?P<day>25)|(?P<name>nov[^\W\d]*\.?)|(?P<words>.)", re.IGNORECASE)
_CODES = {"year": "yyyy", "month": "mm", "day": "d", "name": "mmm"}


def time_axis(dates: Sequence[PartialDate], formatter: Formatter) -> TimeNode | None:
    """Return the places in time of dates whose steps are unequal. Return None if they are equal, if the dates do not
    rise, or if some are years and others months or days.
    """
    units = {unit_of_date(date) for date in dates}
    if len(units) != 1 or len(dates) < 3:
        return None
    unit = next(iter(units))
    counts = [_count(date, unit) for date in dates]
    steps = [after - before for before, after in pairwise(counts)]
    limit = min(steps) * (_UNEVEN if unit == "day" else 1)
    if min(steps) <= 0 or max(steps) <= limit:
        return None
    if unit == "year" and dates[0].year < FIRST_YEAR:
        # Office cannot count days so far back: the years themselves are counted, as if they were days.
        return TimeNode(positions=tuple(counts), unit="day", code="0")
    if dates[0].year < FIRST_YEAR:
        return None
    code = date_code(formatter, unit)
    positions = tuple((date.first_day() - EPOCH).days for date in dates)
    return TimeNode(positions=positions, unit=unit, code=code) if code else None


def unit_of_date(date: PartialDate) -> Unit:
    """Return what a date is: a day, a month or a year."""
    return "day" if date.day else "month" if date.month else "year"


def _count(date: PartialDate, unit: Unit) -> int:
    """Return a date as a number of years, months or days."""
    if unit == "day":
        return date.first_day().toordinal()
    return date.year * 12 + (date.month or 1) - 1 if unit == "month" else date.year


def date_code(formatter: Formatter, unit: Unit) -> str:
    """Return the Office format code that writes dates as `formatter` does, with the names of months of its language;
    empty if Office has no names of this language.
    """
    if unit == "year":
        return "yyyy"
    identifier = _identifiers().get(office_tag(formatter.language).replace("-", "_"))
    if identifier is None:
        return ""
    sample = formatter.date(PartialDate(_SAMPLE.year, _SAMPLE.month, _SAMPLE.day if unit == "day" else None), "medium")
    parts = []
    for token in _TOKENS.finditer(sample):
        kind = token.lastgroup or "words"
        parts.append(_CODES.get(kind) or f'"{token[0]}"')
    return f"[$-{identifier:X}]{''.join(parts)}".replace('""', "")


@cache
def _identifiers() -> dict[str, int]:
    """Return Microsoft's number of each language (LCID) by its tag: `fr_CA` → 0x0C0C."""
    return {tag: number for number, tag in locale.windows_locale.items()}

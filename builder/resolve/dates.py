"""Writing dates: a year, a month, a day, or an interval of them, by CLDR's patterns and French `1er`."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from builder.content.model.values import PartialDate
from builder.language import base_language
from builder.resolve.elision import french_of
from builder.resolve.locales.data import LocaleData
from builder.resolve.locales.profiles import Bound, Profile

__all__ = ["DATE_STYLES", "DateWriter", "as_partial"]

DATE_STYLES = ("long", "medium", "short", "year", "month-year")
_NBSP = "\u00a0"


class DateWriter:
    """Writes dates in one locale."""

    def __init__(self, language: str, data: LocaleData, profile: Profile):
        self._data = data
        self._profile = profile
        self._base = base_language(language)

    def write(self, date: PartialDate, style: str) -> str:
        """Return a date in one of `DATE_STYLES`, with no more precision than it has."""
        if date.month is None or style == "year":
            return str(date.year)
        if date.day is None or style == "month-year":
            short = style in ("medium", "short")
            return self._fill(self._data.dates["month-year-short" if short else "month-year"], date)
        return self._fill(self._data.dates[style], date)

    def interval(self, first: PartialDate, last: PartialDate, style: str, words: bool) -> str:
        """Return an interval: `du 1er au 15 mars 2025` in words, `1er–15 mars 2025` in a table; `2020–2024`."""
        if style == "short":
            return f"{self.write(first, style)}{_NBSP}– {self.write(last, style)}"
        if self._base not in ("fr", "en"):
            return self._plain_interval(first, last, style, words)
        start = self._without_shared(first, last, style)
        end = self.write(last, style)
        if self._base == "en":
            return self._english_interval(first, last, style, words)
        if not words:
            return f"{start}–{end}"
        if first.day is None or style in ("year", "month-year"):
            return f"{french_of(start)} à {end}"
        return f"du {start} au {end}"

    def bounded(self, bound: Bound, date: PartialDate, text: str) -> str:
        """Return a date after words such as `après` or `before`."""
        words = self._profile.day_bounds if date.day and self._profile.day_bounds else self._profile.date_bounds
        return f"{words[bound]} {text}"

    def _english_interval(self, first: PartialDate, last: PartialDate, style: str, words: bool) -> str:
        """Return `March 1 to April 15, 2025`, `March 1–15, 2025`, `1–15 March 2025`: what both ends share is printed
        once.
        """
        dash = " to " if words else "–"
        start, end = self._without_shared(first, last, style), self.write(last, style)
        day_second = not self._data.dates["long"].startswith("d")
        if day_second and _same_month(first, last) and first.day and style in ("long", "medium"):
            end = f"{last.day}, {last.year}"
        return f"{start}{dash}{end}"

    def _plain_interval(self, first: PartialDate, last: PartialDate, style: str, words: bool) -> str:
        start, end = self.write(first, style), self.write(last, style)
        if first.month is None or style == "year":
            return f"{start}–{end}"
        between = self._profile.range_to if words and self._base in ("de", "nl") else f"{_NBSP}– "
        return f"{start}{between}{end}"

    def _without_shared(self, first: PartialDate, last: PartialDate, style: str) -> str:
        """Return the start of an interval without the year, or the month and year, that its end has."""
        whole = self.write(first, style)
        if style == "year" or first.month is None or first.year != last.year:
            return whole
        day_first = self._data.dates["long"].startswith("d")
        if first.day and style != "month-year" and _same_month(first, last) and day_first:
            return "1er" if self._base == "fr" and first.day == 1 else str(first.day)
        return re.sub(rf",?\s{first.year}$", "", whole)

    def _fill(self, pattern: str, date: PartialDate) -> str:
        values = self._values(date, spelled="MMM" in pattern)
        text = "".join(values.get(token, token) for token in _tokens(pattern)).strip()
        if self._base == "en" or not pattern.startswith("d"):
            return text
        # The day does not part from its month; in Spanish and Portuguese the word between them stays with the day too.
        return re.sub(r"^(\S+) (de )?(?=\D)", lambda found: found[0].rstrip().replace(" ", _NBSP) + _NBSP, text)

    def _values(self, date: PartialDate, spelled: bool) -> dict[str, str]:
        month, day = date.month or 1, date.day or 1
        spelled_day = "1er" if self._base == "fr" and day == 1 and spelled else str(day)
        data = self._data
        return {
            "y": str(date.year), "yy": f"{date.year % 100:02}", "yyyy": str(date.year), "G": "",
            "M": str(month), "MM": f"{month:02}", "MMM": data.months_short[month - 1], "MMMM": data.months[month - 1],
            "L": str(month), "LL": f"{month:02}", "LLL": data.months_short[month - 1],
            "LLLL": data.months_alone[month - 1],
            "d": spelled_day, "dd": f"{day:02}",
        }  # fmt: skip


def as_partial(date: PartialDate | datetime.date) -> PartialDate:
    """Return a calendar day as a `PartialDate`."""
    return PartialDate(date.year, date.month, date.day) if isinstance(date, datetime.date) else date


def _same_month(first: PartialDate, last: PartialDate) -> bool:
    return (first.year, first.month) == (last.year, last.month)


@lru_cache(maxsize=128)
def _tokens(pattern: str) -> tuple[str, ...]:
    """Split an LDML pattern into fields and literals; the quotes of literals are removed."""
    parts: list[str] = re.findall(r"'[^']*'|y+|M+|L+|d+|G+ ?|[^'yMLdG]+", pattern)
    return tuple(
        part.strip("'") if part.startswith("'") else part.strip() if part[0] == "G" else part for part in parts
    )

"""Writing dates: a year, a month, a day, or an interval of them, by CLDR's patterns and French `1er`."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from builder.content.model.values import PartialDate
from builder.language import base_language
from builder.resolve.elision import french_of
from builder.resolve.locales.date_bounds import DateBound, bound_phrase
from builder.resolve.locales.locale_data import LocaleData
from builder.resolve.locales.profiles import Bound

__all__ = ["DATE_STYLES", "DateWriter", "as_partial"]

DATE_STYLES = ("long", "medium", "short", "year", "month-year")
_NBSP = "\u00a0"
_LEADING_DAY = re.compile(r"d+\.?")
_TRAILING_YEAR = re.compile(r"(?<=[dM.])[\s,/-]*(?:'[^']*'[\s,]*)?y+\Z")
_ITALIAN_VOWEL_DAYS = re.compile(r"(?:8|11)(?!\d)")


_TWO_DIGIT_YEARS = range(1950, 2050)
"""Years that two digits name without doubt."""


class DateWriter:
    """Writes dates in one locale."""

    def __init__(self, language: str, data: LocaleData):
        self._data = data
        self._language = language
        self._base = base_language(language)

    def write(self, date: PartialDate, style: str) -> str:
        """Return a date in one of `DATE_STYLES`, with no more precision than it has."""
        pattern = self._pattern(date, style)
        return self._fill(_with_full_years(pattern) if date.year not in _TWO_DIGIT_YEARS else pattern, date)

    def interval(self, first: PartialDate, last: PartialDate, style: str, words: bool) -> str:
        """Return an interval: `du 1er au 15 mars 2025` in words, `1er–15 mars 2025` in a table; `2020–2024`.

        What both ends share is printed once: the year, the month and the year, or the whole date if both ends print
        alike.
        """
        start, end = self.write(first, style), self.write(last, style)
        if start == end:
            return start
        if style == "short":
            return self._short_interval(first, last)
        start = self._without_shared(first, last, style)
        if self._base == "en":
            return self._english_interval(first, last, style, start, end, words)
        if self._base == "fr" and words:
            opening = f"du {start}" if _prints_day(first, style) else french_of(start)
            return f"{opening} {'au' if _prints_day(last, style) else 'à'} {end}"
        if self._base == "de" and words and first.month is not None and style != "year":
            return f"{start} bis {end}"
        closed = self._base == "fr" or not (" " in start or _NBSP in start)
        return (
            f"{start}–{end}" if closed else f"{start}{_NBSP}– {end}"
        )  # CLDR's interval formats: spaced beside a space

    def bounded(self, bound: Bound, date: PartialDate, style: str, published: PartialDate | None) -> str:
        """Return a date after words such as `après` or `before`.

        `at-least` is said as of the past ("depuis", "since") if the date has begun on the first day of `published`;
        else, and without `published`, by words that hold for both ("à partir de", "from").
        """
        begun = published is not None and date.first_day() <= published.first_day()
        kind: DateBound = ("since" if begun else "from") if bound == "at-least" else bound
        printed_day, year_alone = _prints_day(date, style), date.month is None or style == "year"
        phrase = bound_phrase(self._language, kind, "day" if printed_day else "year" if year_alone else "month")
        text = self.write(date, style)
        if self._base == "fr" and phrase.endswith(" de {}"):
            return phrase.removesuffix("de {}") + french_of(text)
        if self._base == "it" and printed_day and _ITALIAN_VOWEL_DAYS.match(text):  # dall’8 marzo, l’11 marzo
            phrase = re.sub(r"(i?)l \{\}\Z", lambda article: "l’{}" if article[1] else "ll’{}", phrase)
        return phrase.format(text)

    def _short_interval(self, first: PartialDate, last: PartialDate) -> str:
        full_years = first.year not in _TWO_DIGIT_YEARS or last.year not in _TWO_DIGIT_YEARS
        patterns = [self._pattern(date, "short") for date in (first, last)]
        start, end = (
            self._fill(_with_full_years(pattern) if full_years else pattern, date)
            for pattern, date in zip(patterns, (first, last), strict=True)
        )
        return f"{start}–{end}" if first.month is None and last.month is None else f"{start}{_NBSP}– {end}"

    def _english_interval(
        self, first: PartialDate, last: PartialDate, style: str, start: str, end: str, words: bool
    ) -> str:
        """Return `March 1 to April 15, 2025`, `March 1–15, 2025`, `1–15 March 2025`."""
        day_second = not self._pattern(last, style).startswith("d")
        if day_second and _same_month(first, last) and _prints_day(first, style) and _prints_day(last, style):
            end = f"{last.day}, {last.year}"
        return f"{start}{' to ' if words else '–'}{end}"

    def _without_shared(self, first: PartialDate, last: PartialDate, style: str) -> str:
        """Return the start of an interval without the year, or the month and year, that its end has."""
        pattern = self._pattern(first, style)
        if first.year == last.year and first.month and last.month and style != "year":
            days = _prints_day(first, style) and _prints_day(last, style)
            day = _LEADING_DAY.match(pattern) if days and _same_month(first, last) else None
            shortened = day[0] if day else _TRAILING_YEAR.sub("", pattern)
            return self._fill(shortened, first, spelled="MMM" in pattern)
        return self._fill(pattern, first)

    def _pattern(self, date: PartialDate, style: str) -> str:
        if date.month is None or style == "year":
            return "y"
        if date.day is None or style == "month-year":
            return self._data.dates["month-year-short" if style in ("medium", "short") else "month-year"]
        return self._data.dates[style]

    def _fill(self, pattern: str, date: PartialDate, spelled: bool | None = None) -> str:
        """Return a date by a pattern. `spelled` is True if the month is in words beside it, if not in the pattern."""
        values = self._values(date, spelled="MMM" in pattern if spelled is None else spelled)
        text = "".join(values.get(token, token) for token in _tokens(pattern)).strip()
        if self._base == "en" or not pattern.startswith("d"):
            return text
        # The day does not part from its month; in Spanish and Portuguese the word between them stays with the day too.
        return re.sub(r"^(\S+) (de )?(?=\D)", lambda match: match[0].rstrip().replace(" ", _NBSP) + _NBSP, text)

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


def _prints_day(date: PartialDate, style: str) -> bool:
    return date.day is not None and style not in ("year", "month-year")


def _with_full_years(pattern: str) -> str:
    """Return a pattern with years of four digits."""
    return re.sub(r"(?<!y)yy(?!y)", "y", pattern)


def _same_month(first: PartialDate, last: PartialDate) -> bool:
    return (first.year, first.month) == (last.year, last.month)


@lru_cache(maxsize=128)
def _tokens(pattern: str) -> tuple[str, ...]:
    """Split an LDML pattern into fields and literals; the quotes of literals are removed."""
    parts: list[str] = re.findall(r"'[^']*'|y+|M+|L+|d+|G+ ?|[^'yMLdG]+", pattern)
    return tuple(
        part.strip("'") if part.startswith("'") else part.strip() if part[0] == "G" else part for part in parts
    )

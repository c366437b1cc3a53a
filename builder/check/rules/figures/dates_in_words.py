"""Dates in the words of one language, in a text that every language shows: "mai 2023" in an English brief.

The date of an event, a category of a chart and a cell may be a text. One without language tags is the same in every
language, which a month's name, a season or a quarter is not.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import Markup
from builder.content.model.values import PartialDate, Text
from builder.language import base_language
from builder.late_patterns import compiled
from builder.resolve.locales.locale_data import locale_data
from builder.resolve.numbers import formatter
from builder.source_edits.edits import SourceEdit
from builder.source_edits.passages import in_data
from builder.source_edits.scalars import plain_or_quoted, replace

__all__ = ["RULES"]

_LONGEST = 40
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_FILLERS = frozenset(("er", "re", "ᵉʳ", "st", "nd", "rd", "th", "de", "del", "of", "the", "le", "den", "di", "du"))
_SEASONS = (
    r"\b(?:printemps|été|automne|hiver|trimestre|semestre|spring|summer|autumn|fall|winter|quarter|half|"
    r"Frühling|Frühjahr|Sommer|Herbst|Quartal|Halbjahr)\b"
)
_PARTS = rf"{_SEASONS}|\b(?:[TQ][1-4]|[SH][12])\b"
"""Words and codes for parts of a year, beside which the year stands."""
_YEAR = r"(?<!\d)[12]\d{3}(?!\d)"
_DIGITS = r"\s*(?P<first>\d{1,2})[./-](?P<second>\d{1,2})[./-](?P<year>[12]\d{3})\s*\Z"
_EVENT = r"\.timeline\.\d+\.date\Z"
_CATEGORY = r"\.categories\.\d+\Z"


def dates_in_words(context: CheckContext) -> Iterator[Finding]:
    """Find texts for all languages that are dates in the words of one."""
    languages = context.publication.languages
    if len({base_language(tag) for tag in languages}) < 2:
        return
    months = _months(languages)
    for text in context.texts:
        markup = text.entries.get("")
        if markup is None or len(markup.source) > _LONGEST or in_data(markup) or text.key.startswith("sources."):
            continue
        is_event = compiled(_EVENT).search(text.key) is not None
        if not is_event and not any(map(str.isdigit, markup.source)):
            continue
        date = _date(markup.source, months)
        if date is not None:
            yield from _day_or_month(context, text, markup, date)
        elif _is_of_one_language(markup.source, months, is_event):
            yield _finding(markup, _by_language(dict.fromkeys(languages, "…")))
        elif is_event and (digits := compiled(_DIGITS).match(markup.source)):
            yield from _digits(markup, digits)


def _is_of_one_language(words: str, months: dict[str, int], is_event: bool) -> bool:
    """Return True for words that name a part of a year; of an event, perhaps without the year, or with a month."""
    if is_event and any(token.casefold() in months for token in _TOKEN.findall(words)):
        return True
    if is_event and compiled(_SEASONS, re.IGNORECASE).search(words):
        return True
    return bool(compiled(_PARTS, re.IGNORECASE).search(words) and compiled(_YEAR).search(words))


def _digits(markup: Markup, digits: re.Match[str]) -> Iterator[Finding]:
    """Report a day in digits, whose order depends on the language."""
    first, second, year = (int(digits[name]) for name in ("first", "second", "year"))
    days = dict.fromkeys(
        _iso(PartialDate(year, month, day))
        for day, month in ((first, second), (second, first))
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    )
    if days:
        edit = replace(markup, 0, len(markup.source), next(iter(days))) if len(days) == 1 else None
        message = f"`{markup.source.strip()}` is shown in every language, and read otherwise in some"
        yield Finding(message, markup.place(0), f"write {' or '.join(days)}", (edit,) if edit is not None else ())


def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each name of a month in some languages."""
    numbers: dict[str, int] = {}
    for tag in languages:
        with suppress(ValueError):
            data = locale_data(tag)
            for names in (data.months, data.months_short, data.months_alone):
                numbers |= {name.rstrip(".").casefold(): number for number, name in enumerate(names, 1)}
    return {name: number for name, number in numbers.items() if name.isalpha()}


def _date(words: str, months: dict[str, int]) -> PartialDate | None:
    """Return the month, perhaps with its day, that words are; None for other words, and for a number of a month."""
    tokens = [token.casefold() for token in _TOKEN.findall(words)]
    named = [months[token] for token in tokens if token in months]
    numbers = [int(token) for token in tokens if token.isdecimal() and len(token) < 5]
    years = [number for number in numbers if number >= 1000]
    days = [number for number in numbers if number < 1000]
    others = [token for token in tokens if not token.isdecimal() and token not in months and token not in _FILLERS]
    if others or len(named) != 1 or len(years) != 1 or len(days) > 1 or len(numbers) != len(years) + len(days):
        return None
    if not days:
        return PartialDate(years[0], named[0])
    if 1 <= days[0] <= calendar.monthrange(years[0], named[0])[1]:
        return PartialDate(years[0], named[0], days[0])
    return None


def _day_or_month(context: CheckContext, text: Text, markup: Markup, date: PartialDate) -> Iterator[Finding]:
    """Report a date, with what to write in its place: an ISO date where one is printed in each language."""
    iso = _iso(date)
    printed = {tag: " ".join(formatter(tag).date(date).split()) for tag in context.publication.languages}
    if len({value.casefold() for value in printed.values()}) == 1:
        return
    if compiled(_EVENT).search(text.key):
        edit = replace(markup, 0, len(markup.source), iso)
        yield _finding(markup, f"write {iso}", edit)
    elif compiled(_CATEGORY).search(text.key):
        yield _finding(markup, f"write {iso}, or {_by_language(printed).removeprefix('write ')}")
    else:
        yield _finding(markup, _by_language(printed))


def _finding(markup: Markup, hint: str, edit: SourceEdit | None = None) -> Finding:
    message = f"`{markup.source.strip()}` is shown in every language, and is a date in the words of one"
    return Finding(message, markup.place(0), hint, (edit,) if edit is not None else ())


def _iso(date: PartialDate) -> str:
    return "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)


def _by_language(words: dict[str, str]) -> str:
    return "write {" + ", ".join(f"{tag}: {plain_or_quoted(value, flow=True)}" for tag, value in words.items()) + "}"


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG021",
        name="date-in-words",
        severity="warning",
        summary="A date is written in the words of one language, in a text that every language shows.",
        find=dates_in_words,
        bad="- timeline:\n    - {date: mai 2023, title: {fr: Ouverture, en: Opening}}",
        good="- timeline:\n    - {date: 2023-05, title: {fr: Ouverture, en: Opening}}",
        fixable=True,
    ),
)

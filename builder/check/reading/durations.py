"""Lengths of time however they are counted: 24 hours are a day, 12 months a year, "quarterly" is every 3 months.

French and English only: a text in another language has no durations, and its numbers are compared as numbers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from builder.language import base_language

__all__ = ["Duration", "durations_of", "periods"]

Base = Literal["seconds", "months"]


class Duration(NamedTuple):
    """A length of time. Months have no fixed number of seconds."""

    base: Base
    amount: Decimal


_DAY = 86_400
_LENGTHS: dict[str, tuple[Base, int]] = {
    "second": ("seconds", 1), "minute": ("seconds", 60), "hour": ("seconds", 3600), "day": ("seconds", _DAY),
    "week": ("seconds", 7 * _DAY), "fortnight": ("seconds", 14 * _DAY), "month": ("months", 1),
    "two months": ("months", 2), "quarter": ("months", 3), "half-year": ("months", 6), "year": ("months", 12),
    "two years": ("months", 24), "decade": ("months", 120), "century": ("months", 1200),
}  # fmt: skip
_MONTHS_OF_DAYS = {
    **dict.fromkeys((30, 31), 1), **dict.fromkeys((60, 61), 2), **dict.fromkeys((90, 91), 3), 120: 4,
    **dict.fromkeys((180, 182), 6), **dict.fromkeys((364, 365, 366), 12), 730: 24,
}  # fmt: skip
"""Months that people mean by a number of days: 90 days, 13 weeks and 3 months are a quarter."""


class _Words(Struct, frozen=True):
    """Words of a language for the lengths of time in `_LENGTHS`."""

    units: dict[str, str]
    """Words after a number."""
    adjectives: dict[str, str]
    """Words that mean a period by themselves: "quarterly"."""
    single: str
    """Pattern of what makes a unit after it a single one: "one day", "every week", "in a year"."""
    days: dict[str, tuple[int, ...]] = {}
    """Numbers of days by which people mean weeks: "huit jours" is a week."""


def _named(**words: str) -> dict[str, str]:
    return {word: length.replace("_", " ") for length, forms in words.items() for word in forms.split()}


_FRENCH = _Words(
    units=_named(
        second="seconde secondes", minute="minute minutes", hour="heure heures", day="jour jours journée journées",
        week="semaine semaines", month="mois", quarter="trimestre trimestres", year="an ans année années",
        decade="décennie décennies", century="siècle siècles",
    ) | dict.fromkeys(("semestre", "semestres"), "half-year"),
    adjectives=_named(
        day="quotidien quotidiens quotidienne quotidiennes quotidiennement journalier journaliers journalière "
        "journalières",
        week="hebdomadaire hebdomadaires hebdomadairement", fortnight="quinzaine",
        month="mensuel mensuels mensuelle mensuelles mensuellement",
        two_months="bimestriel bimestriels bimestrielle bimestrielles",
        quarter="trimestriel trimestriels trimestrielle trimestrielles trimestriellement",
        year="annuel annuels annuelle annuelles annuellement",
        two_years="bisannuel bisannuels bisannuelle bisannuelles biennal biennale biennales biennaux",
        decade="décennal décennale décennales décennaux",
    ) | dict.fromkeys(("semestriel", "semestriels", "semestrielle", "semestrielles", "semestriellement"), "half-year"),
    single=r"(?:une?|1|chaque|tou(?:te)?s\sles)\s",
    days={"8": (7,), "15": (14,)},
)  # fmt: skip

_ENGLISH = _Words(
    units=_named(
        second="seconds", minute="minute minutes", hour="hour hours", day="day days", week="week weeks",
        fortnight="fortnight fortnights", month="month months", quarter="quarter quarters", year="year years",
        decade="decade decades", century="century centuries",
    ),
    adjectives=_named(
        day="daily overnight", week="weekly", fortnight="fortnightly", month="monthly", two_months="bimonthly",
        quarter="quarterly", year="annual annually yearly", two_years="biennial biennially",
    ) | dict.fromkeys(
        ("half-yearly", "semi-annual", "semi-annually", "semiannual", "semiannually", "biannual", "biannually",
         "half a year", "half-year", "twice a year", "twice yearly", "every half year"), "half-year",
    ),
    single=r"(?:one|1|each|every|a\s(?:single|full|whole)"
    r"|(?:in|within|for|of|after|over|under|than|about|around|every|only|just|nearly|almost|lasts|lasted|takes|took)"
    r"\san?)[\s-]",
)  # fmt: skip

_BY_LANGUAGE = {"fr": _FRENCH, "en": _ENGLISH}


def durations_of(number: Decimal, word: str, tag: str) -> frozenset[Duration]:
    """Return the lengths of time that a number with the word after it may mean; none if the word is no unit."""
    own = _BY_LANGUAGE.get(base_language(tag))
    length = own.units.get(word) if own is not None else None
    if own is None or length is None or number <= 0:
        return frozenset()
    others = own.days.get(f"{number:f}", ()) if length == "day" else ()
    amounts = (number, *map(Decimal, others))
    return frozenset(duration for amount in amounts for duration in _both(length, amount))


def _both(length: str, count: Decimal) -> Iterator[Duration]:
    """Yield a number of lengths in seconds or months, and days in months where they are as many."""
    base, size = _LENGTHS[length]
    yield Duration(base, count * size)
    months = _MONTHS_OF_DAYS.get(int(count * size) // _DAY) if base == "seconds" and not count * size % _DAY else None
    if months is not None:
        yield Duration("months", Decimal(months))


class _Patterns(Struct, frozen=True):
    period: re.Pattern[str]
    first_words: frozenset[str]


def periods(text: str, words: Iterable[str], tag: str) -> Iterator[tuple[int, int, frozenset[Duration]]]:
    """Yield the periods without a number of a text: "quarterly", "every day", "un an". `words` are its words in lower
    case.
    """
    own = _BY_LANGUAGE.get(base_language(tag))
    if own is None:
        return
    known = _patterns(base_language(tag))
    if known.first_words.isdisjoint(words):
        return
    for match in known.period.finditer(text):
        word = " ".join((match["alone"] or match["unit"]).lower().split())
        length = own.adjectives[word] if match["alone"] else own.units[word]
        yield *match.span(), frozenset(_both(length, Decimal(1)))


@functools.cache
def _patterns(language: str) -> _Patterns:
    own = _BY_LANGUAGE[language]
    alone = "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(own.adjectives, key=len, reverse=True))
    unit = "|".join(sorted(own.units, key=len, reverse=True))
    period = rf"(?<![\w-])(?:(?P<alone>{alone})|{own.single}(?P<unit>{unit}))(?![\w-])"
    parts = (part for word in (*own.adjectives, *own.units) for part in re.findall(r"[^\W\d_]+", word)[:1])
    return _Patterns(re.compile(period, re.IGNORECASE), frozenset(parts) | {"half", "twice", "semi"})

"""Read every value of a text: amounts, shares, counts, ordinals, clock times, months, and numbers in words.

A value has all meanings that its writing allows: "10" in "10 à 12 millions" may be ten or ten million. Two texts agree
if their values share a meaning, so an uncertain value never raises an alarm.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.check.reading.digit_forms import value_pattern
from builder.check.reading.digits import meanings
from builder.check.reading.durations import Duration, durations_of, periods
from builder.check.reading.languages import CURRENCY_SIGNS, VULGAR_FRACTIONS, Habits, day_first, habits
from builder.check.reading.lengths import lengths_in
from builder.check.reading.patterns import patterns
from builder.check.reading.spelled import half_after, number_of
from builder.check.reading.suffixes import Suffix
from builder.check.reading.telephone import announced

__all__ = ["Kind", "Reading", "read_values"]

_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"\d+(?:[.,'’\s]\d+)*")
_ROMAN = re.compile(r"\b[IVX]")
_WORD = re.compile(r"[^\W\d_]+")
_CENTURY = re.compile(r"\bsi[èe]cles?\b|\bsecol[oi]\b")
_NAME_BEFORE = re.compile(r"[A-Z][^\W\d_]*[-\u2010\u2011]\Z|[A-Z]\.\Z")
"""The beginning of a name that ends in digits: `COVID-19`, `A-320`, `BA.5`."""
_CENTS = re.compile(r"\s?(?:cents?\b|¢)")
_NEXT_WORD = re.compile(r"[\s-]([^\W\d_]+)")
_HYPHENATED = re.compile(r"-([^\W\d_]+)")
_MOST_PARTS = 12
"""Parts of a whole at most, for two numbers with a slash to be a fraction."""
_RANGE_DASHES = frozenset("-–/")

Kind = Literal["number", "percent", "money", "ordinal", "time", "month", "name", "period", "length"]


class Reading(Struct, frozen=True, gc=False):
    """A value in a text, from `start` to `end`. `values` are its meanings, the likeliest first.

    A `name` has digits that count nothing; it may have meanings, as "7B" may be seven billion. A `period` is a length
    of time without a number ("quarterly"), a `length` is in feet and inches. `unit` is the code of a currency.
    `spelled` values are in words; those that are `unsure` may be no numbers at all. `durations` are the lengths of time
    that the value counts; `slashed` numbers may be the day and the month of a date: 9/11.
    """

    kind: Kind
    values: tuple[Decimal, ...]
    start: int
    end: int
    unit: str = ""
    spelled: bool = False
    unsure: bool = False
    scaled: bool = False
    durations: frozenset[Duration] = frozenset()
    slashed: bool = False


def read_values(text: str, tag: str) -> tuple[Reading, ...]:
    """Return the values of a text in a language, in reading order."""
    has_digits = _DIGIT.search(text) is not None
    lengths = list(lengths_in(text, tag))
    readings = _ranged(list(_written(text, tag)), text, tag) if has_digits else []
    if lengths:
        readings = [reading for reading in readings if not _overlaps(reading, lengths)]
        readings += [Reading("length", values, start, end) for start, end, values in lengths]
    taken = [(reading.start, reading.end) for reading in readings]
    words = _WORD.findall(text.lower())
    others = [] if not has_digits or patterns(tag).month_words.isdisjoint(words) else [*_months(text, tag)]
    if _ROMAN.search(text):
        others += _romans(text, tag)
    others += _in_words(text, words, tag)
    for reading in others:
        if reading.kind == "month" or not any(start < reading.end and reading.start < end for start, end in taken):
            readings.append(reading)
            taken.append((reading.start, reading.end))
    return tuple(sorted(readings, key=lambda reading: reading.start))


def _overlaps(reading: Reading, spans: list[tuple[int, int, tuple[Decimal, ...]]]) -> bool:
    return any(start < reading.end and reading.start < end for start, end, _ in spans)


def _written(text: str, tag: str) -> Iterator[Reading]:
    """Yield the values written in digits."""
    called = [match.span("number") for match in announced().finditer(text)]
    at = 0
    while match := value_pattern().search(text, at):
        suffix = patterns(tag).suffixes.read(text, match.end()) if match["digits"] else Suffix(match.end())
        at = suffix.end
        if any(start <= match.start() < end for start, end in called):
            yield Reading("name", (), match.start(), suffix.end)
        elif match["iso"]:
            yield from _date(match, ("iso_day", "iso_month", "iso_year"))
        elif match["date"]:
            yield from _date(match, ("first", "second", "year") if day_first(tag) else ("second", "first", "year"))
        elif match["clock"]:
            yield _clock(match)
        elif match["phone"] or match["version"]:
            yield Reading("name", (), *match.span())
        else:
            yield _number(match, suffix, text, tag)


def _date(match: re.Match[str], order: tuple[str, str, str]) -> Iterator[Reading]:
    """Yield the day, month and year of a date in digits."""
    day, month, year = (int(match[name]) for name in order)
    if month > 12 >= day:
        day, month = month, day
    years = (year,) if len(match[order[2]]) == 4 else (2000 + year, 1900 + year)
    yield Reading("number", (Decimal(day),), *match.span(order[0]))
    yield Reading("month", (Decimal(month),), *match.span(order[1]))
    yield Reading("number", tuple(map(Decimal, years)), *match.span(order[2]))


def _clock(match: re.Match[str]) -> Reading:
    """Return a clock time, in minutes."""
    minute = int(match["minute"] or match["minute2"] or match["minute3"] or 0)
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    bare = not (match["minute"] or match["minute2"] or match["minute3"] or match["half"])
    durations = frozenset([Duration("seconds", Decimal(3600 * hour))]) if bare else frozenset()
    return Reading("time", (Decimal(60 * hour + minute),), *match.span(), durations=durations)


def _number(match: re.Match[str], suffix: Suffix, text: str, tag: str) -> Reading:
    own, place = habits(tag), (match.start(), suffix.end)
    values = meanings(match["digits"], own.decimal)
    if not values:
        return Reading("name", (), *place)
    if match["vulgar"]:
        values = (values[0] + VULGAR_FRACTIONS[match["vulgar"]],)
    kind, code = _kind(suffix.unit or match["before"] or "", tag)
    scale = suffix.scale
    if scale:
        large = tuple(value.scaleb(patterns(tag).scales[scale]) for value in values)
        # A letter alone may be a unit or part of a name: 5 m, 7B; a French mile is a `mille`.
        values = large if (len(scale) > 2 and scale != "mille") or code else (*values, *large)
    if suffix.ordinal:
        if suffix.ordinal == "s" and values[0] < 100:
            values = (*values, values[0] + 1900)
        return Reading("ordinal", values, *place)
    if not code and kind == "number" and _is_name(match, suffix, text, tag):
        return Reading("name", values, *place)
    if kind == "number" and _CENTS.match(text, suffix.end):
        values = (*values, *(value / 100 for value in values))
    if len(match["digits"]) == 2 and text[: match.start()].lower().endswith(("années ", "années\xa0", "anni ")):
        values = (*values, values[0] + 1900)
    durations: frozenset[Duration] = frozenset()
    if kind == "number":
        durations = _durations(values[0], text, suffix.end, tag)
        values = (*values, *_other_periods(values[0], text, suffix.end, own))
    scaled = bool(scale) and values[0] >= 1000
    return Reading(kind, values, *place, code, scaled=scaled, durations=durations)


def _durations(number: Decimal, text: str, end: int, tag: str) -> frozenset[Duration]:
    """Return the lengths of time that a number that ends at `end` counts, by the word after it."""
    following = _NEXT_WORD.match(text, end)
    return durations_of(number, following[1], tag) if following is not None else frozenset()


def _other_periods(number: Decimal, text: str, end: int, own: Habits) -> tuple[Decimal, ...]:
    """Return what a number of days, hours … that ends at `end` is in longer periods: 48 hours are two days."""
    following = _NEXT_WORD.match(text, end)
    if following is None or following[1] not in own.periods:
        return ()
    periods = number / own.periods[following[1]]
    exact = (periods,) if periods >= 1 and periods == int(periods) else ()
    return *exact, *map(Decimal, own.roundings.get(f"{number:f} {following[1]}", ()))


def _is_name(match: re.Match[str], suffix: Suffix, text: str, tag: str) -> bool:
    """Return True if digits belong to a name: `5G`, `3D`, `COVID-19`; not `30km`, `12MW`."""
    letters = habits(tag).name_letters
    after = suffix.letters or (suffix.scale if suffix.scale in letters else "")
    if suffix.scale and after and text[match.end("digits") : suffix.scale_start]:
        return False
    if (month := _HYPHENATED.match(text, suffix.end)) and month[1] in patterns(tag).month_numbers:
        return True  # le 14-Juillet
    if after and after not in _UNITS and any(char.isupper() or char.isdigit() for char in after):
        return True
    return _NAME_BEFORE.search(text, max(0, match.start() - 24), match.start()) is not None


_UNITS = frozenset({
    "A", "GB", "GHz", "GJ", "GW", "GWh", "Go", "Hz", "J", "K", "L", "MB", "MHz", "MJ", "MW", "MWh", "Mo", "N", "Pa",
    "TB", "TW", "TWh", "To", "V", "W", "Wh", "dB", "hL", "hPa", "kB", "kHz", "kJ", "kV", "kW", "kWh", "mL",
})  # fmt: skip
"""Units with a capital letter, which may follow the digits without a space."""


def _kind(unit: str, tag: str) -> tuple[Kind, str]:
    """Return the kind of a number, by its unit, and the currency."""
    if not unit:
        return "number", ""
    own, known = habits(tag), patterns(tag).currencies
    plain = " ".join(unit.split())
    if plain == "‰":
        return "number", ""
    if plain == "%" or plain.lower() in map(str.lower, own.percent):
        return "percent", ""
    return "money", CURRENCY_SIGNS.get(plain) or CURRENCY_SIGNS.get(plain.replace(" ", "")) or known[plain]


def _ranged(readings: list[Reading], text: str, tag: str) -> list[Reading]:
    """Copy to one end of a range what is written only at the other: 10 à 12 %, 2 to 3 million, 2023-24, pp. 112-15."""
    between = patterns(tag).range_between
    own = habits(tag)
    for at in range(len(readings) - 1):
        first, last = readings[at], readings[at + 1]
        gap = text[first.end : last.start]
        if not first.values or not last.values or not between.fullmatch(gap):
            continue
        if gap == "/" and first.kind == "number" == last.kind and _is_day(first, last):
            first = readings[at] = replace(first, slashed=True)
            last = readings[at + 1] = replace(last, slashed=True)
        if first.kind == "number" == last.kind and last.durations and not first.durations:
            durations = _durations(first.values[0], text, last.end, tag)
            first = readings[at] = replace(first, durations=durations)
        if first.kind == "number" and last.kind in ("percent", "money", "number") and not first.scaled:
            digits = _DIGITS.search(text, last.start, last.end)
            bare = meanings(digits[0].rstrip(), own.decimal) if digits else ()
            factors = [value / bare[0] for value in last.values] if bare and bare[0] else []
            values = (*first.values, *(value * factor for factor in factors for value in first.values))
            readings[at] = replace(first, kind=last.kind, values=tuple(dict.fromkeys(values)), unit=last.unit)
        if gap == "/" and first.kind == "number" == last.kind and 0 < first.values[0] < last.values[0] <= _MOST_PARTS:
            shares = _shares(first.values[0], last.values[0])  # 3/4
            readings[at] = replace(first, values=(*first.values, *shares))
            readings[at + 1] = replace(readings[at + 1], values=(*last.values, *shares))
        elif gap.strip() in _RANGE_DASHES and first.kind == "number" == last.kind:
            readings[at + 1] = replace(last, values=(*last.values, *_completed(first.values[0], last.values[0])))
    return readings


def _is_day(first: Reading, last: Reading) -> bool:
    """Return True if two numbers may be a month and a day, in any order."""
    low, high = sorted((first.values[0], last.values[0]))
    return 1 <= low <= 12 and high <= 31 and low == int(low) and high == int(high)


def _completed(first: Decimal, last: Decimal) -> tuple[Decimal, ...]:
    """Return the last number of a range with the leading digits of the first that it leaves out: 112-15 ends at 115."""
    if first != int(first) or last != int(last) or not 0 <= last < first:
        return ()
    step = Decimal(10) ** max(1, len(str(int(last))))
    return (first - first % step + last,) if step <= first else ()


def _months(text: str, tag: str) -> Iterator[Reading]:
    """Yield the names of months beside a number."""
    known = patterns(tag)
    for match in known.months.finditer(text):
        group = "after" if match["after"] else "before"
        value = Decimal(known.month_numbers[match[group]])
        yield Reading("month", (value,), *match.span(group))


def _romans(text: str, tag: str) -> Iterator[Reading]:
    """Yield ordinals in Roman numerals."""
    for match in patterns(tag).roman.finditer(text):
        century = bool(match["mark"] or "secol" in text) and _CENTURY.search(text, match.end()) is not None
        # Only centuries are surely written in digits elsewhere: Francis I is François Ier, Chapter IV may be chapter 4.
        yield Reading("ordinal", (Decimal(_roman(match[1])),), *match.span(), spelled=not century, unsure=not century)


def _in_words(text: str, words: list[str], tag: str) -> list[Reading]:
    """Return numbers and ordinals in words, the longest first, as "half" may be part of "one and a half million".

    `words` are those of the text in lower case.
    """
    known = patterns(tag)
    readings = [
        Reading("period", (Decimal(1),), start, end, spelled=True, unsure=True, durations=durations)
        for start, end, durations in periods(text, words, tag)
    ]
    if not (known.hours.words.isdisjoint(words) and known.idioms.words.isdisjoint(words)):
        readings += _idioms(text, tag)
    has_ordinals = not known.ordinal.words.isdisjoint(words)
    if has_ordinals:
        readings += _ordinals(text, tag)
    if _has_fraction(words, *known.counted_parts):
        readings += _fractions(text, tag)
    if has_ordinals or not known.spelled_words.isdisjoint(words):  # "one and a half"
        readings += _spelled(text, tag)
    return sorted(readings, key=lambda reading: reading.start - reading.end)


def _has_fraction(words: list[str], numbers: frozenset[str], parts: frozenset[str]) -> bool:
    """Return True if the name of a part follows a number: two thirds."""
    return not parts.isdisjoint(words) and any(
        part in parts and number in numbers for number, part in itertools.pairwise(words)
    )


def _idioms(text: str, tag: str) -> Iterator[Reading]:
    """Yield hours in words ("noon"), and expressions such as "half an hour"."""
    known = patterns(tag)
    for start, end, hour in known.hours.find(text):
        yield Reading("time", _hour(hour), start, end, spelled=True, unsure=True)
    for start, end, number in known.idioms.find(text):
        yield Reading("number", (Decimal(number),), start, end, spelled=True)


def _ordinals(text: str, tag: str) -> Iterator[Reading]:
    """Yield ordinals in words, which may be fractions: a fifth is 20 percent, too."""
    for start, end, number in patterns(tag).ordinal.find(text):
        value = Decimal(number)
        shares = _shares(Decimal(1), value)
        if text.endswith("ties", start, end):
            shares = (*shares, 1900 + value)  # the eighties
        yield Reading("ordinal", (value, *shares), start, end, spelled=True, unsure=True)


def _fractions(text: str, tag: str) -> Iterator[Reading]:
    """Yield fractions in words: "two thirds"."""
    known, own = patterns(tag), habits(tag)
    for match in known.fraction.finditer(text):
        number = number_of(match[1], own)
        if number is not None:
            values = _shares(number, Decimal(own.fractions[match[2].lower()]))
            yield Reading("number", values, *match.span(), spelled=True)


def _spelled(text: str, tag: str) -> Iterator[Reading]:
    """Yield numbers in words."""
    known, own = patterns(tag), habits(tag)
    for match in known.spelled.finditer(text):
        words = match[0].lower()
        number = number_of(words, own)
        if number is None:
            continue
        added, end = half_after(text, match.end(), words, own)
        values = (added(number), *_other_periods(number, text, end, own))
        durations = _durations(values[0], text, end, tag)
        alone = end == match.end() and (words in own.uncertain or words in own.large)
        unsure = alone or not number
        yield Reading("number", values, match.start(), end, spelled=True, unsure=unsure, durations=durations)


def _hour(hour: int) -> tuple[Decimal, ...]:
    """Return an hour of the day in minutes; midnight is the last of a day, too."""
    return (Decimal(60 * hour), *((Decimal(24 * 60),) if not hour else ()))


@lru_cache(maxsize=1024)
def _shares(number: Decimal, parts: Decimal) -> tuple[Decimal, ...]:
    """Return a fraction as a share and as a percentage, rounded as people do: a third is 33, 33.3, 33.33 percent."""
    share = number / parts
    percent = 100 * share
    rounded = (round(percent, digits) for digits in (0, 1, 2))
    return tuple(dict.fromkeys((percent, share, *rounded, Decimal(int(percent)))))


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[char] for char in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))

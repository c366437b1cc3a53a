"""Read every value of a text: amounts, shares, counts, ordinals, clock times, months, and numbers in words.

A value has all meanings that its writing allows: "10" in "10 à 12 millions" may be ten or ten million. Two texts agree
if their values share a meaning, so an uncertain value never raises an alarm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.check.reading.digits import meanings
from builder.check.reading.languages import CURRENCY_SIGNS, day_first, habits
from builder.check.reading.patterns import patterns
from builder.check.reading.spelled import half_after, number_of

__all__ = ["Kind", "Reading", "read_values"]

_DIGIT = re.compile(r"[0-9]")
_ROMAN = re.compile(r"\b[IVX]")
_WORD = re.compile(r"[^\W\d_]+")
_CENTURY = re.compile(r"\bsi[èe]cles?\b|\bsecol[oi]\b")

Kind = Literal["number", "percent", "money", "ordinal", "time", "month", "name"]


class Reading(Struct, frozen=True, gc=False):
    """A value in a text, from `start` to `end`. `values` are its meanings, the likeliest first; a `name` has none.

    `unit` is the code of a currency. `spelled` values are in words; those that are `unsure` may be no numbers at all.
    """

    kind: Kind
    values: tuple[Decimal, ...]
    start: int
    end: int
    unit: str = ""
    spelled: bool = False
    unsure: bool = False
    scaled: bool = False


def read_values(text: str, tag: str) -> tuple[Reading, ...]:
    """Return the values of a text in a language, in reading order."""
    has_digits = _DIGIT.search(text) is not None
    found = _ranged(list(_written(text, tag)), text, tag) if has_digits else []
    taken = [(one.start, one.end) for one in found]
    others = [*_months(text, tag)] if has_digits else []
    if _ROMAN.search(text):
        others += _romans(text, tag)
    if not patterns(tag).number_words.isdisjoint(_WORD.findall(text.lower())):
        others += _in_words(text, tag)
    for one in others:
        if one.kind == "month" or not any(start < one.end and one.start < end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return tuple(sorted(found, key=lambda one: one.start))


def _written(text: str, tag: str) -> Iterator[Reading]:
    """Yield the values written in digits."""
    for match in patterns(tag).value.finditer(text):
        kind = match.lastgroup
        if match["iso"]:
            yield from _date(match, ("iso_day", "iso_month", "iso_year"))
        elif match["date"]:
            yield from _date(match, ("one", "two", "year") if day_first(tag) else ("two", "one", "year"))
        elif match["clock"]:
            yield _clock(match)
        elif match["phone"] or match["version"]:
            yield Reading("name", (), *match.span())
        elif kind:
            yield _number(match, text, tag)


def _date(match: re.Match[str], order: tuple[str, str, str]) -> Iterator[Reading]:
    """Return a date in digits as its day, month and year."""
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
    return Reading("time", (Decimal(60 * hour + minute),), *match.span())


def _number(match: re.Match[str], text: str, tag: str) -> Reading:
    own = habits(tag)
    values = meanings(match["digits"], own.decimal)
    if not values:
        return Reading("name", (), *match.span())
    unit = match["unit"] or match["scaled"] or match["before"] or ""
    kind, code = _kind(unit, tag)
    scale = match["scale"]
    if scale:
        large = tuple(value.scaleb(patterns(tag).scales[scale]) for value in values)
        # A letter alone may be a unit or part of a name: 5 m, 7B; a French mile is a `mille`.
        values = large if (len(scale) > 2 and scale != "mille") or code else (*values, *large)
    if match["letters"]:
        return Reading("name" if not scale else kind, values, match.start(), match.end())
    if match["ordinal"]:
        if match["ordinal"] == "s" and values[0] < 100:
            values = (*values, values[0] + 1900)
        return Reading("ordinal", values, match.start(), match.end())
    if len(match["digits"]) == 2 and text[: match.start()].lower().endswith(("années ", "années\xa0", "anni ")):
        values = (*values, values[0] + 1900)
    return Reading(kind, values, match.start(), match.end(), code, scaled=bool(scale) and values[0] >= 1000)


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


def _ranged(found: list[Reading], text: str, tag: str) -> list[Reading]:
    """Copy to the first end of a range what is written only at the second: 10 à 12 %, 2 to 3 million, 2023-24."""
    between = patterns(tag).range_between
    own = habits(tag)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        gap = text[one.end : other.start]
        if not one.values or not other.values or not between.fullmatch(gap):
            continue
        if one.kind == "number" and other.kind in ("percent", "money", "number") and not one.scaled:
            tail = text[other.start : other.end]
            digits = re.search(r"[\d.,]+", tail)
            bare = meanings(digits[0].strip(".,"), own.decimal) if digits else ()
            factor = other.values[0] / bare[0] if bare and bare[0] else Decimal(1)
            values = tuple(dict.fromkeys((*one.values, *(value * factor for value in one.values))))
            found[at] = replace(one, kind=other.kind, values=values, unit=other.unit)
        if gap.strip() in "-–/" and 1000 <= one.values[0] <= 2100 and other.values[0] < 100:
            century = one.values[0] - one.values[0] % 100
            found[at + 1] = replace(other, values=(*other.values, century + other.values[0]))
    return found


def _months(text: str, tag: str) -> Iterator[Reading]:
    """Yield the names of months beside a number."""
    known = patterns(tag)
    for match in known.months.finditer(text) if known.months else ():
        group = "after" if match["after"] else "before"
        value = Decimal(known.month_numbers[match[group]])
        yield Reading("month", (value,), *match.span(group))


def _romans(text: str, tag: str) -> Iterator[Reading]:
    """Yield ordinals in Roman numerals."""
    for match in patterns(tag).roman.finditer(text):
        century = bool(match["mark"] or "secol" in text) and _CENTURY.search(text, match.end()) is not None
        # Only centuries are surely written in digits elsewhere: Francis I is François Ier, Chapter IV may be chapter 4.
        yield Reading("ordinal", (Decimal(_roman(match[1])),), *match.span(), spelled=not century, unsure=not century)


def _in_words(text: str, tag: str) -> list[Reading]:
    """Yield numbers and ordinals in words, the longest first, as "half" may be part of "one and a half million"."""
    known, own = patterns(tag), habits(tag)
    found = []
    for match in known.ordinal.finditer(text) if known.ordinal else ():
        value = Decimal(own.ordinal_words[" ".join(match[0].lower().split())])
        # "a fifth" is 20 % too, "half" 0.5.
        found.append(Reading("ordinal", (value, 100 / value, 1 / value), *match.span(), spelled=True, unsure=True))
    for match in known.spelled.finditer(text) if known.spelled else ():
        words = match[0].lower()
        number = number_of(words, own)
        if number is None:
            continue
        added, end = half_after(text, match.end(), words, own)
        alone = end == match.end() and (words in own.uncertain or words in own.large)
        found.append(Reading("number", (added(number),), match.start(), end, spelled=True, unsure=alone or not number))
    return sorted(found, key=lambda one: one.start - one.end)


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[char] for char in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))

"""The patterns that find values in prose, made once for each language from its habits."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from contextlib import suppress

from msgspec import Struct

from builder.check.reading.languages import CURRENCY_SIGNS, VULGAR_FRACTIONS, Habits, habits
from builder.check.reading.telephone import TELEPHONE
from builder.resolve.locales.currencies import house_name
from builder.resolve.locales.data import locale_data
from builder.resolve.locales.profiles import profile

__all__ = ["Patterns", "patterns"]

_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = (
    rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*"
)
_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"


class Patterns(Struct, frozen=True):
    """The regular expressions that find the values of one language."""

    value: re.Pattern[str]
    spelled: re.Pattern[str] | None
    ordinal: re.Pattern[str] | None
    fraction: re.Pattern[str] | None
    """A number in words (group 1) and the parts that it counts (group 2)."""
    hours: re.Pattern[str] | None
    idioms: re.Pattern[str] | None
    spelled_words: frozenset[str]
    """The words of which a text with a number in words has one; not `un` and `one`, which are in every sentence."""
    ordinal_words: frozenset[str]
    fraction_words: frozenset[str]
    other_words: frozenset[str]
    """The words of which a text with an ordinal, with a fraction, with an hour or an idiom has one."""
    roman: re.Pattern[str]
    months: re.Pattern[str] | None
    month_numbers: dict[str, int]
    currencies: dict[str, str]
    """Names of currencies, single spaces inside, and their codes."""
    scales: dict[str, int]
    """Words and letters of scales, and their powers of ten."""
    range_between: re.Pattern[str]


@functools.lru_cache(maxsize=32)
def patterns(tag: str) -> Patterns:
    """Return the patterns of a language tag."""
    own = habits(tag)
    months = _months(tag)
    currencies = _currencies(tag) | own.currencies
    scales = _scales(tag) | own.scales
    ends = [*map(re.escape, own.ranges), "[-–—/]"]
    return Patterns(
        value=re.compile(_value(own, currencies, scales), re.VERBOSE),
        spelled=_spelled(own),
        ordinal=_words(own.ordinal_words),
        fraction=_fraction(own),
        hours=_words(own.hours),
        idioms=_words(own.idioms),
        spelled_words=_first_words(
            word for word in (*own.small, *own.hundred, *own.thousand, *own.large) if own.small.get(word) != 1
        ),
        ordinal_words=_first_words(own.ordinal_words),
        fraction_words=_first_words(own.fractions),
        other_words=_first_words((*own.hours, *own.idioms)),
        roman=re.compile(rf"(?<!\w)({_ROMAN})(?P<mark>(?:{own.ordinals or 'e'})(?!\w)|(?=\ssecol[oi]\b)|(?!\w))"),
        months=_month_pattern(months),
        month_numbers=months,
        currencies=currencies,
        scales=scales,
        range_between=re.compile(rf"\s*(?:{'|'.join(ends)})(?:\s+l[ea])?\s*"),
    )


def _alternatives(words: Iterable[str]) -> str:
    """Return alternatives, longest first; a space in a word matches any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in ordered)


def _value(own: Habits, currencies: dict[str, str], scales: dict[str, int]) -> str:
    """Return the pattern of a number with its context (currency, scale, unit, ordinal mark), or a clock time, a date, a
    version.
    """
    signs = _alternatives(CURRENCY_SIGNS)
    scale = rf"(?P<scale>{_alternatives(scales) or '(?!)'})(?![^\W\d_])"
    percent = _alternatives(("%", "‰", *own.percent))
    names = _alternatives(currencies) or "(?!)"
    unit = rf"(?P<{{}}>{percent}|(?:{signs})(?![^\W\d_])|(?:{names})(?!\w))"
    joiner = rf"(?:{own.joiner})?" if own.joiner else ""
    # The lookahead skips characters that start no value, which is four times as fast.
    return rf"""(?=[\d+€£¥$A-Z])(?:
      (?P<iso>(?<![\w-])(?P<iso_year>\d{{4}})-(?P<iso_month>\d{{2}})-(?P<iso_day>\d{{2}})(?![\w-]))
    | (?P<date>(?<![\w/])(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>\d{{4}}|\d{{2}})
        (?![\w/]|\.\d|-\d\d-))
    | (?P<phone>(?<!\w)(?:{TELEPHONE}))
    | (?P<feet>\d{{1,3}})\s?['’′]\s?(?P<inches>\d{{1,2}}(?:[.,]\d+)?)\s?(?:["”″]|'')
    | (?P<clock>(?<![\w:])(?P<hour>\d{{1,2}})
        (?: {_SPACE}?h(?:{_SPACE}?(?P<minute>\d{{2}}))?(?!\w)
          | (?::(?P<minute2>\d{{2}}))?{_SPACE}?(?P<half>[ap])(?:\.m\.|m\b)
          | :(?P<minute3>\d{{2}})(?!\d) ))
    | (?P<version>(?<![\w.])(?!\d{{1,3}}(?:\.\d{{3}})+(?![\d.]))\d+(?:\.\d+){{2,}}(?!\w))
    | (?:(?<!\w)(?P<before>{signs})\s?|(?<![\dA-Za-zÀ-ɏ])(?<!\d[.,]))
      (?P<digits>{_DIGITS})(?:{_SPACE}?(?P<vulgar>[{"".join(VULGAR_FRACTIONS)}]))?
      (?: (?P<ordinal>{own.ordinals or "(?!)"})(?!\w)
        | \s?{scale}(?:\s?{joiner}{unit.format("scaled")})?
        | \s?{unit.format("unit")}
        | (?P<letters>[^\W\d_]\w*)
        | )
    )"""


def _fraction(own: Habits) -> re.Pattern[str] | None:
    """Return the pattern of a fraction in words: "two thirds", "deux tiers"."""
    if not own.fractions:
        return None
    words = _alternatives((*own.small, *own.hundred))
    parts = _alternatives(own.fractions)
    return re.compile(rf"(?<![\w’'-])((?:{words})(?:[-\s](?:{words}))*)[-\s]({parts})(?![\w-])", re.IGNORECASE)


def _spelled(own: Habits) -> re.Pattern[str] | None:
    """Return the pattern of a run of number words."""
    words = [*own.small, *own.hundred, *own.thousand, *own.large]
    if not words:
        return None
    word = f"(?:{_alternatives(words)})"
    between = rf"(?:-|\s|(?:-|\s){own.linking}(?:-|\s))" if own.linking else r"[-\s]"
    return re.compile(rf"(?<![\w’'-]){word}(?:{between}{word})*(?![\w-])", re.IGNORECASE)


def _first_words(words: Iterable[str]) -> frozenset[str]:
    """Return the first word of each, in lower case."""
    return frozenset(part for word in words for part in re.findall(r"[^\W\d_]+", word.lower())[:1])


def _words(words: dict[str, int]) -> re.Pattern[str] | None:
    if not words:
        return None
    initials = re.escape("".join(sorted({char for word in words for char in word[0] + word[0].upper()})))
    # The lookahead skips words with other initials.
    return re.compile(rf"(?<![\w-])(?=[{initials}])(?:{_alternatives(words)})(?!\w)", re.IGNORECASE)


def _months(tag: str) -> dict[str, int]:
    """Return the names and short names of the months, as in running text and at the start of a sentence, without
    English "may".
    """
    try:
        data = locale_data(tag)
    except ValueError:
        return {}
    numbers: dict[str, int] = {}
    for names in (data.months_short, data.months_alone, data.months):
        numbers.update({form: number for number, name in enumerate(names, 1) for form in (name, name.capitalize())})
    return numbers


def _scales(tag: str) -> dict[str, int]:
    """Return the short scales of CLDR and of the house, which the builder itself writes."""
    house = profile(tag)
    scales = {word: power for power, *words in house.scale_words for word in words}
    scales |= {letters: power for power, letters in house.letters}
    with suppress(ValueError):
        data = locale_data(tag)
        for power, pattern in (*data.compact, *data.compact_money):
            words = pattern.replace("{0}", "").replace("¤", "").strip(" \u00a0\u202f")
            if words:
                scales[words] = power
    return scales


def _currencies(tag: str) -> dict[str, str]:
    """Return the names of the currencies that texts mention most, as the builder writes them."""
    names: dict[str, str] = {}
    for code in ("EUR", "USD", "CAD", "CHF", "GBP"):
        with suppress(ValueError, KeyError):
            for name in (*locale_data(tag).currency_name(code), *(house_name(code, tag) or ())):
                names[" ".join(name.split())] = code
    return names


def _month_pattern(months: dict[str, int]) -> re.Pattern[str] | None:
    """Return the pattern of a month beside a number: before it, after it, or after an ordinal mark."""
    if not months:
        return None
    names = _alternatives(months)
    beside = (
        rf"(?:\d(?:er|st|nd|rd|th|ᵉʳ|\.)?\s(?:de\s|of\s)?(?P<after>{names})(?!\w)|(?<!\w)(?P<before>{names})\s(?=\d))"
    )
    return re.compile(beside)

"""What finds values in prose, made once for each language from its habits."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property

from builder.check.reading.fixed_phrases import Phrases
from builder.check.reading.languages import habits
from builder.check.reading.suffixes import Suffixes
from builder.resolve.locales.currencies import house_name
from builder.resolve.locales.locale_data import locale_data
from builder.resolve.locales.profiles import profile

__all__ = ["Patterns", "patterns"]

_ROMAN = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"


class Patterns:
    """What finds the values of one language, each compiled on first use."""

    def __init__(self, tag: str):
        self._tag = tag
        self.habits = habits(tag)

    @cached_property
    def suffixes(self) -> Suffixes:
        """What may follow a number in digits."""
        return Suffixes(self.habits, self.scales, self.currencies)

    @cached_property
    def ordinal(self) -> Phrases:
        """Ordinals, fractions and collective numbers in words."""
        return Phrases(self.habits.ordinal_words)

    @cached_property
    def hours(self) -> Phrases:
        """Hours of the day in words."""
        return Phrases(self.habits.hours)

    @cached_property
    def idioms(self) -> Phrases:
        """Other expressions with a number."""
        return Phrases(self.habits.idioms)

    @cached_property
    def spelled_words(self) -> frozenset[str]:
        """The words of which a text with a number in words has one; not `un` and `one`, which are in every sentence."""
        own = self.habits
        words = (*own.small, *own.hundred, *own.thousand, *own.large)
        return _first_words(word for word in words if own.small.get(word) != 1)

    @cached_property
    def spelled(self) -> re.Pattern[str]:
        """A run of number words."""
        own = self.habits
        word = f"(?:{_alternatives((*own.small, *own.hundred, *own.thousand, *own.large)) or '(?!)'})"
        between = rf"(?:-|\s|(?:-|\s){own.linking}(?:-|\s))" if own.linking else r"[-\s]"
        return re.compile(rf"(?<![\w’'-]){word}(?:{between}{word})*(?![\w-])", re.IGNORECASE)

    @cached_property
    def counted_parts(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words of which a text with a fraction in words has one of each, side by side: two, thirds."""
        return _last_words((*self.habits.small, *self.habits.hundred)), _first_words(self.habits.fractions)

    @cached_property
    def fraction(self) -> re.Pattern[str]:
        """A number in words (group 1) and the parts that it counts (group 2): "two thirds", "deux tiers"."""
        words = _alternatives((*self.habits.small, *self.habits.hundred)) or "(?!)"
        parts = _alternatives(self.habits.fractions) or "(?!)"
        return re.compile(rf"(?<![\w’'-])((?:{words})(?:[-\s](?:{words}))*)[-\s]({parts})(?![\w-])", re.IGNORECASE)

    @cached_property
    def roman(self) -> re.Pattern[str]:
        """An ordinal in Roman numerals."""
        ordinals = self.habits.ordinals or "e"
        return re.compile(rf"(?<!\w)({_ROMAN})(?P<mark>(?:{ordinals})(?!\w)|(?=\ssecol[oi]\b)|(?!\w))")

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        """The names and short names of the months, as in running text and at the start of a sentence."""
        return _months(self._tag)

    @cached_property
    def month_words(self) -> frozenset[str]:
        """The words of which a text with a month has one."""
        return _first_words(self.month_numbers)

    @cached_property
    def months(self) -> re.Pattern[str]:
        """A month beside a number: before it, after it, or after an ordinal mark."""
        names = _alternatives(self.month_numbers) or "(?!)"
        return re.compile(
            rf"(?:\d(?:er|st|nd|rd|th|ᵉʳ|\.)?(?:-|\s(?:de\s|of\s)?)(?P<after>{names})(?!\w)"
            rf"|(?<!\w)(?P<before>{names})\s(?=\d))"
        )

    @cached_property
    def currencies(self) -> dict[str, str]:
        """Names of currencies, single spaces inside, and their codes."""
        return _currencies(self._tag) | self.habits.currencies

    @cached_property
    def scales(self) -> dict[str, int]:
        """Words and letters of scales, and their powers of ten."""
        return _scales(self._tag) | self.habits.scales

    @cached_property
    def range_between(self) -> re.Pattern[str]:
        """The words or the dash between the two ends of a range."""
        ends = [*map(re.escape, self.habits.ranges), "[-–—/]"]
        return re.compile(rf"\s*(?:{'|'.join(ends)})(?:\s+l[ea])?\s*")


@functools.lru_cache(maxsize=32)
def patterns(tag: str) -> Patterns:
    """Return the patterns of a language tag."""
    return Patterns(tag)


def _alternatives(words: Iterable[str]) -> str:
    """Return alternatives, longest first; a space in a word matches any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in ordered)


def _first_words(words: Iterable[str]) -> frozenset[str]:
    """Return the first word of each, in lower case."""
    return frozenset(part for word in words for part in re.findall(r"[^\W\d_]+", word.lower())[:1])


def _last_words(words: Iterable[str]) -> frozenset[str]:
    """Return the last word of each, in lower case."""
    return frozenset(part for word in words for part in re.findall(r"[^\W\d_]+", word.lower())[-1:])


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

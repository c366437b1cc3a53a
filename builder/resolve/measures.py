"""The texts around the digits of a value: a currency, a percent sign, a unit, a scale, a counted noun.

Each class serves one type of value in one locale. `around` takes a number as printed (already scaled and rounded, since
the plural depends on it); nothing here chooses scales or rounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple, Protocol

from babel.numbers import get_currency_precision

from builder.language import base_language
from builder.resolve.decimals import Digits
from builder.resolve.elision import french_of
from builder.resolve.locales.locale_data import LocaleData
from builder.resolve.locales.plurals import plural_category
from builder.resolve.locales.profiles import Profile

__all__ = ["Around", "Count", "Locale", "Measure", "Money", "Percent", "Points", "Quantity"]

NBSP = "\u00a0"
_THOUSANDS = 3
_ANY_SPACE = str.maketrans({" ": NBSP, "\u2009": NBSP, "\u202f": NBSP})


class Around(NamedTuple):
    """Texts beside the digits: `scale` (` M`, ` millions`), `after` for the unit (`€`, ` d’euros`), `tail` for the
    counted noun (` de mots`).
    """

    before: str = ""
    scale: str = ""
    after: str = ""
    tail: str = ""


class Locale(NamedTuple):
    """The locale's facts for a measure: CLDR's data, the house's profile, and the writers of digits."""

    language: str
    data: LocaleData
    profile: Profile
    digits: Digits
    money_digits: Digits


class Measure(Protocol):
    """One type of value in one locale."""

    locale: Locale

    def standard(self, place: str, value: Decimal) -> str:
        """Return the default style of the place: exact, long, compact, or short (compact if nothing is lost)."""
        ...

    def in_words(self, style: str) -> bool:
        """Return True if the scales of a style are words: `millions`, not `M`."""
        ...

    def powers(self, words: bool) -> tuple[int, ...]:
        """Return the available scales, lowest first, in words or in letters."""
        ...

    def around(self, number: Decimal, power: int, words: bool) -> Around:
        """Return the texts beside a printed number."""
        ...

    def least_decimals(self, decimals: int) -> int:
        """Return the decimals to print of an unscaled number that has `decimals` of them."""
        ...

    def unit_words(self, power: int) -> str:
        """Return the name of the unit in a chart: `en millions d’euros`; empty if there is none."""
        ...


class Count:
    """A plain number, with the noun that it counts if any (`forms`: plural category → noun)."""

    def __init__(self, locale: Locale, forms: Mapping[str, str] | None = None):
        self.locale = locale
        self.counts = bool(forms)
        self._forms = forms

    def standard(self, place: str, value: Decimal) -> str:
        """Return words of scale everywhere: `7 Md` without a currency is hard to read."""
        return "long"

    def in_words(self, style: str) -> bool:
        """Return True for `long`, and for whatever counts a noun: `12,4 milliers d’habitants`, never `12,4 k`."""
        return style == "long" or self.counts

    def powers(self, words: bool) -> tuple[int, ...]:
        """Return the house's scales, else CLDR's; the word for a thousand is for counted nouns."""
        profile = self.locale.profile
        if words and profile.scale_words:
            scales = (*profile.thousand_words, *profile.scale_words) if self.counts else profile.scale_words
            return tuple(power for power, _, _ in scales)
        lowest = _THOUSANDS if self.counts or not profile.short_thousands else 0
        return tuple(power for power, _ in profile.letters or self.locale.data.compact if power > lowest)

    def around(self, number: Decimal, power: int, words: bool) -> Around:
        """Return `7` + ` milliards` + ` de paramètres`; `7` + `B` + ` parameters`; `3` + ` cofondateurs`."""
        if not power:
            return Around(tail=NBSP + self._noun(plural_category(number, self.locale.language)) if self._forms else "")
        before, scale = scale_around(self.locale, number, power, words)
        tail = joined(self.locale, self._noun("other")) if self._forms else ""
        return Around(before, scale, tail=tail)

    def least_decimals(self, decimals: int) -> int:
        """Return the number's own decimals."""
        return decimals

    def unit_words(self, power: int) -> str:
        """Return `en millions`; the noun belongs to the caption."""
        words = scale_unit(self.locale, power)
        return self.locale.profile.unit_phrase.format(words) if words else ""

    def counts_things(self, value: Decimal | tuple[Decimal, Decimal]) -> bool:
        """Return True before a whole number of things: fewer than 500 inhabitants, but less than 1.5 points, less than
        20 kilometres, less than 500 tonnes of waste (the noun is a measure).
        """
        numbers = value if isinstance(value, tuple) else (value,)
        if not self._forms or any(number != number.to_integral_value() for number in numbers):
            return False
        noun = self._noun("other").lower()
        head = noun.partition(" of ")[0].partition(" per ")[0]
        return noun.startswith("points of ") or head.strip().rpartition(" ")[2] not in self.locale.profile.measure_nouns

    def _noun(self, category: str) -> str:
        assert self._forms is not None
        noun = self._forms.get(category) or self._forms.get("other") or next(iter(self._forms.values()), "")
        if not noun:
            raise ValueError("`counted` has no form")
        return noun


class Percent:
    """A percentage in percent: 12.5 for 12.5%."""

    def __init__(self, locale: Locale):
        self.locale = locale
        before, _, after = locale.data.percent.partition("{0}")
        self._around = Around(before.translate(_ANY_SPACE), after=after.translate(_ANY_SPACE))

    def standard(self, place: str, value: Decimal) -> str:
        """Return the style with every digit of the source."""
        return "exact"

    def in_words(self, style: str) -> bool:
        """Return False: percentages have no scales."""
        return False

    def powers(self, words: bool) -> tuple[int, ...]:
        """Return no scales."""
        return ()

    def around(self, number: Decimal, power: int, words: bool) -> Around:
        """Return the sign with the locale's space."""
        return self._around

    def least_decimals(self, decimals: int) -> int:
        """Return the number's own decimals."""
        return decimals

    def unit_words(self, power: int) -> str:
        """Return `en %`."""
        return self.locale.profile.unit_phrase.format("%")


class Money:
    """An amount of money in one currency: its code, symbol, and names for one and for several."""

    def __init__(self, locale: Locale, code: str, symbol: str, names: tuple[str, str]):
        self.locale = locale
        self._code = code
        self._symbol = symbol.translate(_ANY_SPACE)
        self._names = names

    def standard(self, place: str, value: Decimal) -> str:
        """Return words in prose, the short form for big numbers, elsewhere the short form if it loses nothing."""
        return {"prose": "long", "highlight": "compact"}.get(place, "short")

    def in_words(self, style: str) -> bool:
        """Return True for `long`: a letter scale takes the symbol of the currency, a word scale its name."""
        return style == "long"

    def powers(self, words: bool) -> tuple[int, ...]:
        """Return the house's scales, else CLDR's."""
        profile = self.locale.profile
        if words and profile.scale_words:
            return tuple(power for power, _, _ in profile.scale_words)
        lowest = 0 if profile.short_thousands else _THOUSANDS
        return tuple(power for power, _ in profile.letters or self.locale.data.compact_money if power > lowest)

    def around(self, number: Decimal, power: int, words: bool) -> Around:
        """Return `100` + ` millions d’euros`; `€` + `100` + ` million`; `100` + ` M€`; `1 234,50` + ` €`."""
        locale = self.locale
        if words and locale.profile.currency_words and locale.profile.scale_words:
            if not power:
                singular = plural_category(number, locale.language) == "one"
                return Around(after=NBSP + self._names[0 if singular else 1])
            return Around("", scale_around(locale, number, power, True)[1], joined(locale, self._names[1]))
        if not power:
            return self._placed(locale.data.money)
        return self._scaled(number, power, words)

    def least_decimals(self, decimals: int) -> int:
        """Return the decimals of the smallest unit for an amount with a fraction: 1 234,50."""
        return max(decimals, get_currency_precision(self._code)) if decimals else 0

    def unit_words(self, power: int) -> str:
        """Return `en millions d’euros`; `in € millions`; `in CHF millions`."""
        locale = self.locale
        scale = scale_unit(locale, power)
        if not locale.profile.currency_words or not locale.profile.unit_words:
            return locale.profile.unit_phrase.format(f"{self._symbol} {scale}" if scale else self._symbol)
        words = scale + joined(locale, self._names[1]) if scale else self._names[1]
        return locale.profile.unit_phrase.format(words)

    def _scaled(self, number: Decimal, power: int, words: bool) -> Around:
        if not self.locale.profile.letters and not (words and self.locale.profile.scale_words):
            return self._placed(dict(self.locale.data.compact_money)[power])
        scale = scale_around(self.locale, number, power, words)[1]
        before = self._placed(self.locale.data.money).before
        if before:
            return Around(before, scale)
        # The letter of a scale closes up to a sign (M€) but not to letters (M CHF).
        return Around("", scale, (NBSP if self._symbol[0].isalpha() else "") + self._symbol)

    def _placed(self, pattern: str) -> Around:
        """Return a pattern with the symbol in it. CLDR's `currencySpacing`: a code of letters does not touch the
        digits.
        """
        if self._symbol[-1].isalpha():
            pattern = pattern.replace("¤{0}", f"¤{NBSP}{{0}}")
        if self._symbol[0].isalpha():
            pattern = pattern.replace("{0}¤", f"{{0}}{NBSP}¤")
        before, _, after = pattern.translate(_ANY_SPACE).partition("{0}")
        scale, sign, rest = after.partition("¤")
        if not sign:
            return Around(before.replace("¤", self._symbol), scale)
        space = NBSP if scale.endswith(NBSP) else ""
        return Around(before, scale.removesuffix(NBSP), space + self._symbol + rest)


class Quantity:
    """A quantity with a unit of measure; `patterns` are CLDR's, by width and plural category."""

    def __init__(self, locale: Locale, unit: str, patterns: Mapping[str, Mapping[str, str]]):
        self.locale = locale
        self._patterns = patterns
        # Short forms of durations (`12 m.`, `3 j`) are for clocks: people write months and days out.
        self._spelled = unit in _DURATIONS

    def standard(self, place: str, value: Decimal) -> str:
        """Scale words in prose from a million on; else every digit with the unit's symbol."""
        return "long" if place == "prose" and abs(value) >= 10**6 else "exact"

    def in_words(self, style: str) -> bool:
        """Return True for `long`, which also writes the unit out."""
        return style == "long"

    def powers(self, words: bool) -> tuple[int, ...]:
        """Return scales in words only: `1,5 M km` means nothing."""
        return tuple(power for power, _, _ in self.locale.profile.scale_words) if words else ()

    def around(self, number: Decimal, power: int, words: bool) -> Around:
        """Return `12,5` + ` km`; `12,5` + ` kilomètres`; `1,5` + ` million` + ` de kilomètres`."""
        if power:
            before, scale = scale_around(self.locale, number, power, True)
            return Around(before, scale, joined(self.locale, self._name()))
        pattern = self._pattern(plural_category(number, self.locale.language), words or self._spelled)
        before, _, after = pattern.translate(_ANY_SPACE).partition("{0}")
        return Around(before, after=after)

    def least_decimals(self, decimals: int) -> int:
        """Return the number's own decimals."""
        return decimals

    def unit_words(self, power: int) -> str:
        """Return `en gigaoctets`; `en millions de tonnes`."""
        scale = scale_unit(self.locale, power)
        return self.locale.profile.unit_phrase.format(
            scale + joined(self.locale, self._name()) if scale else self._name()
        )

    def _name(self) -> str:
        return self._pattern("other", True).translate(_ANY_SPACE).replace("{0}", "").strip(NBSP).replace(NBSP, " ")

    def _pattern(self, category: str, long: bool) -> str:
        forms = self._patterns["long" if long else "short"]
        return forms.get(category) or forms.get("other") or next(iter(forms.values()))


class Points(Quantity):
    """A number of percentage points: a unit of words in sentences, of letters in tables."""

    def __init__(self, locale: Locale, patterns: Mapping[str, Mapping[str, str]]):
        super().__init__(locale, "percentage-point", patterns)

    def standard(self, place: str, value: Decimal) -> str:
        """Return words in sentences and on slides, letters in tables and highlights, always with every digit."""
        return "long" if place in ("prose", "slide") else "exact"

    def powers(self, words: bool) -> tuple[int, ...]:
        """Return no scales."""
        return ()


_DURATIONS = frozenset({
    "century", "decade", "year", "quarter", "month", "week", "day", "night", "hour", "minute", "second",
    "year-person", "month-person", "week-person", "day-person",
})  # fmt: skip


def scale_around(locale: Locale, number: Decimal, power: int, words: bool) -> tuple[str, str]:
    """Return the texts that a scale puts before and after the digits: ` milliards`, ` Md`, `B`."""
    profile = locale.profile
    if words and profile.scale_words:
        scales = (*profile.thousand_words, *profile.scale_words)
        one, several = next((one, several) for scale, one, several in scales if scale == power)
        singular = abs(number) < 2 if profile.one_below_two else number in (1, -1)
        return "", NBSP + (one if singular else several)
    if profile.letters:
        return "", (NBSP if profile.letters_spaced else "") + dict(profile.letters)[power]
    before, _, after = dict(locale.data.compact)[power].translate(_ANY_SPACE).partition("{0}")
    return before, after


def scale_unit(locale: Locale, power: int) -> str:
    """Return the name of a scale in a chart's unit: `millions`; the short scale (`mn`) for languages without a word."""
    if not power:
        return ""
    named = dict(locale.profile.unit_words).get(power)
    return named or "".join(scale_around(locale, Decimal(2), power, False)).strip(NBSP)


def joined(locale: Locale, noun: str) -> str:
    """Return the counted noun after a scale word, with its space: ` d’euros`, ` di euro`, ` parameters`."""
    joiner = locale.profile.joined_by
    if joiner and base_language(locale.language) == "fr":
        return f" {french_of(noun)}"
    return f" {joiner} {noun}" if joiner else f" {noun}"

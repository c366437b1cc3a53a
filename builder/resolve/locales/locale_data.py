"""CLDR's facts about one locale, read through Babel, for every language alike.

Babel's formatting functions round by default, never move to the next scale, ignore CLDR's spacing of currency codes and
know no ranges (docs/locales.md), so numbers are written by `resolve.numbers` from these facts. Tables that Babel has no
accessor for (units, plural names of currencies) are read from `Locale._data`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any

from babel import localedata
from babel.core import Locale, UnknownLocaleError

from builder.language import base_language, fallbacks

__all__ = ["LocaleData", "babel_locale", "language_name", "locale_data", "locale_name"]

_GROUP_FROM_FIVE_DIGITS = {"be", "bg", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq"}
"""Locales whose `minimumGroupingDigits` is 2 (1234, but 12 345): Babel does not carry it; taken from CLDR 48."""

_GROUP_MARKS = {"de-AT": "\u00a0", "fr-CH": "\u202f"}
"""Group marks of the house: in de-AT Babel returns CLDR's `currencyGroup` instead of `group`; in fr-CH CLDR 49 has an
apostrophe, where Swiss federal French keeps a thin space (docs/locales.md)."""

_FRENCH_REGIONS = ("fr-BE", "fr-CA", "fr-CH", "fr-LU")
"""Regions whose French differs here; all others follow `fr` (docs/locales.md)."""

Scales = tuple[tuple[int, str], ...]


class LocaleData:
    """Facts of one locale. Patterns hold `¤` for the currency and `{0}` for the number, and CLDR's own spaces."""

    def __init__(self, locale: Locale, language: str):
        self._locale = locale
        symbols = locale.number_symbols["latn"]
        money = _pattern(locale.currency_formats["standard"]).split(";")
        decimal = _pattern(locale.decimal_formats[None])
        self.decimal: str = symbols["decimal"]
        # Babel 2.19 (CLDR 49) has a typewriter apostrophe in Swiss German and Italian, older releases U+2019.
        self.group: str = _GROUP_MARKS.get(language, symbols["group"].replace("'", "\u2019"))
        self.money_decimal: str = symbols.get("currencyDecimal", symbols["decimal"])
        """The decimal mark of amounts of money (`currencyDecimal`), which differs in fr-CH."""
        self.grouping = _grouping(decimal)
        """Digits of the last group, and of the groups before it (3, 2 in India)."""
        self.minimum_grouping = 2 if _GROUP_FROM_FIVE_DIGITS.intersection(fallbacks(language)) else 1
        """Digits required before the first group mark (2 in Spanish: 1234, but 12 345)."""
        self.percent = _with_slot(_pattern(locale.percent_formats[None]))
        self.money = _with_slot(money[0])
        self.money_negative = _negative(money)
        """The pattern of a negative amount whose minus is not first (`¤ -{0}` in Dutch)."""

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Names of the months inside a date."""
        return self._month_names("format", "wide")

    @cached_property
    def months_short(self) -> tuple[str, ...]:
        """Abbreviated names of the months inside a date."""
        return self._month_names("format", "abbreviated")

    @cached_property
    def months_alone(self) -> tuple[str, ...]:
        """Names of the months without a day."""
        return self._month_names("stand-alone", "wide")

    def _month_names(self, context: str, width: str) -> tuple[str, ...]:
        names = self._locale.months[context][width]
        return tuple(names[number] for number in range(1, 13))

    @cached_property
    def dates(self) -> dict[str, str]:
        """LDML patterns by style: long, medium, short, month-year, month-year-short."""
        styles = {style: self._locale.date_formats[style].pattern for style in ("long", "medium", "short")}
        skeletons = self._locale.datetime_skeletons
        for style, skeleton, default in (("month-year", "yMMMM", "MMMM y"), ("month-year-short", "yMMM", "MMM y")):
            styles[style] = skeletons[skeleton].pattern if skeleton in skeletons else default
        return styles

    @cached_property
    def list_and(self) -> tuple[str, str, str, str]:
        """Patterns of a list: start, middle, end, and a pair."""
        patterns = self._locale.list_patterns["standard"]
        return patterns["start"], patterns["middle"], patterns["end"], patterns["2"]

    @cached_property
    def compact(self) -> Scales:
        """Short scales: the power of ten, and the pattern with `{0}`."""
        return _scales(self._locale.compact_decimal_formats["short"])

    @cached_property
    def compact_money(self) -> Scales:
        """Short scales of amounts of money."""
        return _scales(self._locale.compact_currency_formats["short"])

    @property
    def currencies(self) -> Mapping[str, str]:
        """Names of currencies by ISO 4217 code."""
        return self._locale.currencies

    def currency_symbol(self, code: str) -> str:
        """Return the symbol of a currency, or its code."""
        return str(self._locale.currency_symbols.get(code, code))

    def currency_name(self, code: str) -> tuple[str, str]:
        """Return the name of a currency for one and for several. Raises KeyError for an unknown code."""
        name = str(self.currencies[code])
        forms = self._locale._data["currency_names_plural"].get(code) or {}
        return forms.get("one", name), forms.get("other", name)

    @property
    def territories(self) -> Mapping[str, str]:
        """Names of countries and regions by code."""
        return self._locale.territories

    @cached_property
    def units(self) -> dict[str, dict[str, dict[str, str]]]:
        """Unit, without CLDR's category (`gigabyte`) → long or short → plural category → pattern."""
        return _units(self._locale._data["unit_patterns"])

    def plural_category(self, number: Any) -> str:
        """Return CLDR's plural category of a number (UTS 35, part 3)."""
        return str(self._locale.plural_form(number))


@lru_cache(maxsize=32)
def locale_data(language: str) -> LocaleData:
    """Return the facts for a language tag; an unknown region falls back to its language.

    Raises ValueError for a language that CLDR does not have.
    """
    if base_language(language) == "fr" and language not in _FRENCH_REGIONS:
        language = "fr"
    return LocaleData(babel_locale(language), language)


@lru_cache(maxsize=64)
def babel_locale(language: str) -> Locale:
    """Return Babel's locale for a language tag. Raises ValueError if CLDR has no data for the language."""
    for tag in fallbacks(language):
        name = tag.replace("-", "_")
        try:
            locale = Locale.parse(name)  # fills in a likely script: zh_TW is zh_Hant_TW
        except (UnknownLocaleError, ValueError):
            continue
        if localedata.exists(str(locale)):
            return locale
    raise ValueError(f"no locale data for the language {language!r}")


@lru_cache(maxsize=128)
def language_name(language: str, spoken: str) -> str:
    """Return the name of a language (a tag without region) in the language `spoken`, or "" if CLDR has none."""
    try:
        return str(babel_locale(spoken).languages.get(language, "")).replace("'", "’")
    except ValueError:
        return ""


def locale_name(language: str, spoken: str) -> str:
    """Return the name of a language with its region in the language `spoken`: "French (Belgium)"; the tag if CLDR has
    none.
    """
    try:
        name = babel_locale(language).get_display_name(babel_locale(spoken))
    except ValueError:
        return language
    return name.replace("'", "’") if name else language


def _pattern(value: Any) -> str:
    """Return the text of one of Babel's patterns, without the quotes of literals."""
    return re.sub("'([^']*)'", r"\1", value.pattern)


def _with_slot(pattern: str) -> str:
    """Replace the digits of a CLDR number pattern by `{0}`: `#,##0.00 ¤` → `{0} ¤`."""
    return re.sub(r"[#0][#0,.]*", "{0}", pattern, count=1)


def _grouping(pattern: str) -> tuple[int, int]:
    groups = pattern.split(".")[0].split(",")
    return (len(groups[-1]), len(groups[-2]) if len(groups) > 2 else len(groups[-1]))


def _negative(money: list[str]) -> str:
    pattern = _with_slot(money[1]) if len(money) > 1 else ""
    return pattern if "-" in pattern and not pattern.startswith("-") else ""


def _scales(formats: Mapping[str, Any]) -> Scales:
    """Return each scale once: the power of ten by which a number is divided, and the pattern it takes."""
    scales: dict[int, str] = {}
    for size, value in sorted(formats["other"].items(), key=lambda entry: len(entry[0])):
        pattern = _pattern(value).split(";")[0]
        zeros = re.search("0+", pattern)
        # A scale begins where its pattern has a single digit; Spanish `00 mil M` at 10^10 is not a scale of its own.
        if zeros and zeros[0] == "0" and pattern != "0":
            scales[len(size) - 1] = pattern.replace("0", "{0}", 1)
    return tuple(sorted(scales.items()))


def _units(patterns: Mapping[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
    units: dict[str, dict[str, dict[str, str]]] = {}
    for name, widths in patterns.items():
        known = {width: _plain_patterns(widths.get(width) or {}) for width in ("long", "short")}
        if known["short"] or known["long"]:
            units[name.split("-", 1)[1]] = {
                "long": known["long"] or known["short"],
                "short": known["short"] or known["long"],
            }
    return units


def _plain_patterns(forms: Mapping[str, str]) -> dict[str, str]:
    return {category: text for category, text in forms.items() if category != "per" and "{0}" in text}

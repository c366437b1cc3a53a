"""Reads a locale through Babel, whose data is CLDR's, into plain values (the fields of `LocaleData`).

Babel's formatting functions are not used: they round by default, never move to the next scale, ignore CLDR's spacing
of currency codes and know no ranges (docs/locales.md tells each). This is the only module that imports Babel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from babel import localedata
from babel.core import Locale, UnknownLocaleError

from builder.language import fallbacks

__all__ = ["read_locale"]

_GROUP_FROM_FIVE_DIGITS = {"be", "bg", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt-PT", "sl", "sq"}
# CLDR `minimumGroupingDigits` is 2 in these locales: 1234, but 12 345. Babel does not carry it; taken from CLDR 48.

_MISREAD_GROUP = {"de-AT": "\u00a0"}  # Babel gives CLDR's `currencyGroup` in the place of `group`


def read_locale(language: str) -> dict[str, Any]:
    """The facts of a locale. Raises ValueError when CLDR has no data for the language."""
    name = _locale_name(language)
    data = Locale.parse(name)._data
    symbols = data["number_symbols"]["latn"]
    money = _pattern(data["currency_formats"]["standard"]).split(";")
    decimal = _pattern(data["decimal_formats"][None])
    return {
        "decimal": symbols["decimal"],
        "group": _MISREAD_GROUP.get(language, symbols["group"]),
        "money_decimal": symbols.get("currencyDecimal", symbols["decimal"]),
        "grouping": _grouping(decimal),
        "minimum_grouping": 2 if _GROUP_FROM_FIVE_DIGITS.intersection(fallbacks(language)) else 1,
        "percent": _with_slot(_pattern(data["percent_formats"][None])),
        "money": _with_slot(money[0]),
        "money_negative": _negative(money),
        "months": [data["months"]["format"]["wide"][n] for n in range(1, 13)],
        "months_short": [data["months"]["format"]["abbreviated"][n] for n in range(1, 13)],
        "months_alone": [data["months"]["stand-alone"]["wide"][n] for n in range(1, 13)],
        "dates": _dates(data),
        "list_and": [data["list_patterns"]["standard"][part] for part in ("start", "middle", "end", "2")],
        "compact": _scales(data["compact_decimal_formats"]["short"]),
        "compact_money": _scales(data["compact_currency_formats"]["short"]),
        "currency_symbols": dict(data["currency_symbols"].items()),
        "currency_names": _currency_names(data),
        "territories": {code: name for code, name in data["territories"].items() if code not in ("XA", "XB", "ZZ")},
        "units": _units(data["unit_patterns"]),
    }


def _locale_name(language: str) -> str:
    for tag in fallbacks(language):
        name = tag.replace("-", "_")
        if localedata.exists(name):
            return name
        try:
            return str(Locale.parse(name))  # fills in a likely script: zh_TW is zh_Hant_TW
        except (UnknownLocaleError, ValueError):
            continue
    raise ValueError(f"no locale data for the language {language!r}")


def _pattern(value: Any) -> str:
    """The text of one of Babel's patterns, with the quotes of literals taken off."""
    return re.sub("'([^']*)'", r"\1", value.pattern)


def _with_slot(pattern: str) -> str:
    """The pattern with `{0}` for its digits: `#,##0.00 ¤` gives `{0} ¤`."""
    return re.sub(r"[#0][#0,.]*", "{0}", pattern, count=1)


def _grouping(pattern: str) -> tuple[int, int]:
    groups = pattern.split(".")[0].split(",")
    return (len(groups[-1]), len(groups[-2]) if len(groups) > 2 else len(groups[-1]))


def _negative(money: list[str]) -> str:
    pattern = _with_slot(money[1]) if len(money) > 1 else ""
    return pattern if "-" in pattern and not pattern.startswith("-") else ""


def _dates(data: Mapping[str, Any]) -> dict[str, str]:
    styles = {style: data["date_formats"][style].pattern for style in ("long", "medium", "short")}
    skeletons = data["datetime_skeletons"]
    month = skeletons.get("yMMMM")
    short = skeletons.get("yMMM")
    styles["month-year"] = month.pattern if month else "MMMM y"
    styles["month-year-short"] = short.pattern if short else "MMM y"
    return styles


def _scales(formats: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Each scale once: the power of ten by which a number is divided, and the pattern it takes."""
    scales: dict[int, str] = {}
    for size, value in sorted(formats["other"].items(), key=lambda entry: len(entry[0])):
        pattern = _pattern(value).split(";")[0]
        zeros = re.search("0+", pattern)
        # A scale begins where its pattern has a single digit; Spanish `00 mil M` at 10^10 is not a scale of its own.
        if zeros and zeros[0] == "0" and pattern != "0":
            scales[len(size) - 1] = pattern.replace("0", "{0}", 1)
    return sorted(scales.items())


def _currency_names(data: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    names = {}
    plurals = data["currency_names_plural"]
    for code, name in data["currency_names"].items():
        forms = plurals.get(code) or {}
        names[code] = (forms.get("one", name), forms.get("other", name))
    return names


def _units(patterns: Mapping[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
    """Units without CLDR's category (`digital-gigabyte` is `gigabyte`); one whose patterns are borrowed is left out."""
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

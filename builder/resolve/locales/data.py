"""CLDR's facts about one locale, in the form that the formatter reads.

For the languages that the house knows well the facts travel with the package (`snapshots/`, drawn by
`scripts/make_locale_data.py`), so that two machines with different releases of Babel print the same text and a build
in French and English loads no locale library at all. Any other language is read through Babel.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from builder.language import base_language, fallbacks

__all__ = ["SNAPSHOTS", "LocaleData", "locale_data"]

SNAPSHOTS = {
    "fr": ("fr",), "fr-FR": ("fr",), "fr-BE": ("fr", "fr-BE"), "fr-CA": ("fr", "fr-CA"), "fr-CH": ("fr", "fr-CH"),
    "fr-LU": ("fr", "fr-LU"), "en": ("en",), "en-US": ("en",), "en-CA": ("en", "en-CA"), "en-GB": ("en", "en-GB"),
}  # fmt: skip
"""The locales that travel with the package: the files that make each, the base first, then what the region changes."""

_FOLDER = Path(__file__).with_name("snapshots")


class LocaleData(Struct, frozen=True, kw_only=True):
    """Facts of one locale. Patterns hold `¤` for the currency and `{0}` for the number, and CLDR's own spaces."""

    decimal: str
    group: str
    money_decimal: str
    """The decimal mark of amounts of money where it differs (`currencyDecimal`: fr-CH)."""
    grouping: tuple[int, int] = (3, 3)
    """Digits of the last group, and of the groups before it (3, 2 in India)."""
    minimum_grouping: int = 1
    """Digits that must stand before the first group mark (2 in Spanish: 1234, but 12 345)."""
    percent: str
    money: str
    money_negative: str = ""
    """The pattern of a negative amount where the minus does not come first (`¤ -{0}` in Dutch)."""
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    months_alone: tuple[str, ...]
    dates: dict[str, str]
    """LDML patterns by style: long, medium, short, month-year, month-year-short."""
    list_and: tuple[str, str, str, str]
    """Patterns of a list: start, middle, end, and a pair."""
    compact: tuple[tuple[int, str], ...] = ()
    """Short scales: the power of ten, and the pattern with `{0}`."""
    compact_money: tuple[tuple[int, str], ...] = ()
    currency_symbols: dict[str, str]
    currency_names: dict[str, tuple[str, str]]
    """Names by code: for one, and for several."""
    territories: dict[str, str]
    units: dict[str, dict[str, dict[str, str]]]
    """Unit (`gigabyte`) → long or short → plural category → pattern."""


@lru_cache(maxsize=32)
def locale_data(language: str) -> LocaleData:
    """The facts for a language tag; a region that nobody knows falls back to its language.

    Raises ValueError for a language that CLDR does not have.
    """
    for tag in fallbacks(language):
        if tag in SNAPSHOTS and (tag == language or base_language(language) != "en"):
            return _snapshot(SNAPSHOTS[tag])
    from builder.resolve.locales.cldr import read_locale  # Babel takes 30 ms to import: only for other languages

    return msgspec.convert(read_locale(language), LocaleData)


def _snapshot(names: tuple[str, ...]) -> LocaleData:
    base, *regions = [msgspec.json.decode((_FOLDER / f"{name}.json").read_bytes()) for name in names]
    for changes in regions:
        for key, value in changes.items():
            base[key] = {**base[key], **value} if isinstance(value, dict) else value
    return msgspec.convert(base, LocaleData)

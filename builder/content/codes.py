"""Codes that figures and formats may use: currencies, countries, units of measure, as Babel knows them from CLDR.

Babel is imported when a publication first has such a code.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.core import Locale

__all__ = ["currencies", "territories", "territory_names", "units"]

_NOT_PLACES = frozenset(["EZ", "QO", "UN", "XA", "XB", "ZZ"])
"""CLDR's codes for groups of countries, tests and the unknown."""


@cache
def currencies() -> frozenset[str]:
    """Return the ISO 4217 codes of money in use somewhere since 1999."""
    from babel.core import get_global

    periods = (period for periods in get_global("territory_currencies").values() for period in periods)
    return frozenset(code for code, _start, end, _tender in periods if end is None or end[0] >= 1999)


@cache
def territories() -> frozenset[str]:
    """Return the ISO 3166 codes of two letters, with those that CLDR adds (XK for Kosovo, EU)."""
    codes = map(str, _locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NOT_PLACES


@cache
def units() -> frozenset[str]:
    """Return CLDR's units without their category (`digital-gigabyte` is `gigabyte`)."""
    return frozenset(name.split("-", 1)[1] for name in _locale("en")._data["unit_patterns"])


def territory_names() -> dict[str, tuple[str, ...]]:
    """Return the names of each territory in English and French, by its code."""
    english, french = _locale("en").territories, _locale("fr").territories
    return {code: (str(english[code]), str(french.get(code, ""))) for code in sorted(territories())}


def _locale(language: str) -> Locale:
    from babel.core import Locale

    return Locale(language)

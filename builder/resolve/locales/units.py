"""House rules: corrections of CLDR's unit patterns where they are broken.

Two checks run on every unit of every locale, since releases of CLDR differ:

- a pattern without its number, with nothing but it, or for use after another unit (en-CA `{0}/cu m`) is replaced by
  that of the language without its region;
- a short form that is a noun in one number only (en `48 byte`, fr-CA `48 octet`, fr `1 grains`) is replaced by the
  long form, which has both.

What they cannot find is in `_PATTERNS`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.language import fallbacks
from builder.resolve.locales.locale_data import locale_data

__all__ = ["unit_patterns"]

_SYMBOLS = frozenset({"bar", "mole", "em", "milliinch"})
"""Units whose short form is a symbol though it reads like the noun: `3 bar`, `2 mol`."""

Patterns = Mapping[str, Mapping[str, str]]
"""`long` or `short` → plural category → pattern with `{0}`."""


def _nouns(one: str, other: str) -> dict[str, str]:
    return {"one": f"{{0}} {one}", "other": f"{{0}} {other}"}


_PATTERNS: dict[str, dict[str, dict[str, dict[str, str]]]] = {
    "en": {
        "drop": {"short": _nouns("drop", "drops")},
        "earth-radius": {"long": _nouns("Earth radius", "Earth radii")},
        "candela": {"long": _nouns("candela", "candelas")},
        "lumen": {"long": _nouns("lumen", "lumens")},
        "poundal": {"long": _nouns("poundal", "poundals")},
        "light-speed": {"long": {"other": "{0} times the speed of light"}, "short": {"other": "{0} c"}},
    },
    "en-AU": {"tonne": {"long": _nouns("tonne", "tonnes")}},
    "fr": {
        "dyne": {"long": _nouns("dyne", "dynes")},
        "light-speed": {"long": {"other": "{0} fois la vitesse de la lumière"}, "short": {"other": "{0} c"}},
        "poundal": {"long": _nouns("poundal", "poundals")},
        "milliinch": {"long": _nouns("millième de pouce", "millièmes de pouce"), "short": {"other": "{0} mil"}},
        "rod": {"long": _nouns("perche", "perches")},
        "chain": {"long": _nouns("chaîne", "chaînes"), "short": {"other": "{0} ch"}},
        "slug": {"long": _nouns("slug", "slugs")},
        "fortnight": {"long": _nouns("quinzaine", "quinzaines")},
        "rankine": {"long": _nouns("degré Rankine", "degrés Rankine")},
        "pint-imperial": {"long": _nouns("pinte impériale", "pintes impériales")},
        "cup-imperial": {"long": _nouns("tasse impériale", "tasses impériales")},
        "british-thermal-unit-it": {"long": _nouns("unité thermique britannique", "unités thermiques britanniques")},
    },
    "nl": {"beaufort": {"long": {"other": "windkracht {0}"}, "short": {"other": "{0} Bft"}}},
    "pt": {"beaufort": {"short": {"other": "{0} Bft"}}},
}
"""Language → unit → width → plural category → pattern, where CLDR's is wrong, untranslated or lacks a plural."""


def unit_patterns(language: str, unit: str) -> Patterns:
    """Return the corrected patterns of a unit, which CLDR has, in a language."""
    known: list[Patterns] = [locale_data(tag).units.get(unit, {}) for tag in fallbacks(language)]
    forms = {width: _first_valid(width, known) for width in ("long", "short")}
    for tag in reversed(fallbacks(language)):
        forms |= _PATTERNS.get(tag, {}).get(unit, {})
    if unit not in _SYMBOLS and _lacks_a_number(forms["short"], forms["long"]):
        forms["short"] = forms["long"]
    return forms


def _first_valid(width: str, known: Sequence[Patterns]) -> Mapping[str, str]:
    """Return the patterns of the region, or of its language if the region's cannot be used."""
    candidates = [patterns[width] for patterns in known if width in patterns]
    return next(
        (forms for forms in candidates if all(map(_is_valid, forms.values()))), candidates[0] if candidates else {}
    )


def _is_valid(pattern: str) -> bool:
    """Return True if a pattern has its number once, and the name or symbol of a unit that does not begin with `/`."""
    text = pattern.replace("{0}", "").strip()
    return pattern.count("{0}") == 1 and bool(text) and not text.startswith("/")


def _lacks_a_number(short: Mapping[str, str], long: Mapping[str, str]) -> bool:
    """Return True if all short patterns are one and the same of several long patterns."""
    names = {_name(pattern) for pattern in short.values()}
    nouns = {_name(pattern) for pattern in long.values()}
    return len(names) == 1 and len(nouns) > 1 and names <= nouns


def _name(pattern: str) -> str:
    return pattern.replace("{0}", "").strip()

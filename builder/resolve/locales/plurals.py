"""CLDR's plural categories of a printed number (UTS 35, part 3, "Language Plural Rules")."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from builder.language import base_language, fallbacks

__all__ = ["plural_category"]


def plural_category(number: Decimal, language: str) -> str:
    """The category (`one`, `few`, `many`, `other` …) of a number with the decimals that are printed: 1.0 is not 1.

    CLDR's `many` of French, Italian, Spanish and Portuguese (exact millions) concerns the scale word, which we write
    ourselves: here it is `other`.
    """
    rule = _RULES.get("pt-PT" if language == "pt-PT" else base_language(language))
    return rule(abs(number)) if rule else str(_cldr_rule(language)(number))


def _one_alone(number: Decimal) -> str:
    """English, German, Dutch, Italian, European Portuguese: i = 1 and v = 0."""
    return "one" if number == 1 and number.as_tuple().exponent == 0 else "other"


def _below_two(number: Decimal) -> str:
    """French and Brazilian Portuguese: i = 0,1, hence 0 and 1.5 too."""
    return "one" if number < 2 else "other"


def _one_by_value(number: Decimal) -> str:
    """Spanish: n = 1, hence 1.0 too."""
    return "one" if number == 1 else "other"


_RULES: dict[str, Callable[[Decimal], str]] = {
    "de": _one_alone,
    "en": _one_alone,
    "es": _one_by_value,
    "fr": _below_two,
    "it": _one_alone,
    "nl": _one_alone,
    "pt": _below_two,
    "pt-PT": _one_alone,
}


@lru_cache(maxsize=32)
def _cldr_rule(language: str) -> Callable[[Decimal], object]:
    from babel.core import Locale  # Babel takes 30 ms to import: only for languages that have no rule above

    for tag in fallbacks(language):
        try:
            rule: Callable[[Decimal], object] = Locale.parse(tag, sep="-").plural_form
        except ValueError:
            continue
        return rule
    raise ValueError(f"no plural rules for the language {language!r}")

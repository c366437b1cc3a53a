"""CLDR's plural categories of a printed number (UTS 35, part 3, "Language Plural Rules")."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import cache

from builder.content.worded_values import PLURALS
from builder.language import base_language
from builder.resolve.locales.locale_data import locale_data

__all__ = ["plural_categories", "plural_category", "plural_examples"]

_SCALE_MANY = ("ca", "es", "fr", "it", "pt")
"""Languages whose category `many` is for exact millions: it concerns the scale word, which the builder writes."""

_ENOUGH = 201
"""The rules of every language are met by the numbers below: they are about the last two digits."""
_NUMBERS = (*map(Decimal, range(_ENOUGH)), Decimal("0.5"), Decimal("1.5"))
_EXAMPLES = 4
_EXACT = Context(prec=250)


def plural_category(number: Decimal, language: str) -> str:
    """Return the category (`one`, `few`, `many`, `other` …) of a number with its printed decimals: 1.0 is not 1."""
    # The rules take remainders, which the usual 28 digits of `decimal` do not allow for long numbers.
    with localcontext(_EXACT):
        category = locale_data(language).plural_category(number.copy_abs())
    return "other" if category == "many" and base_language(language) in _SCALE_MANY else category


@cache
def plural_categories(language: str) -> tuple[str, ...]:
    """Return the categories that the numbers of a language have, in CLDR's order, `other` last: the forms that a
    counted noun needs.

    Raises ValueError for a language that CLDR does not know.
    """
    categories = {"other", *(plural_category(number, language) for number in _NUMBERS)}
    return tuple(sorted(categories, key=PLURALS.index))


@cache
def plural_examples(language: str, category: str) -> tuple[str, ...]:
    """Return the first four numbers of a category, or its first decimal; nothing for one that the language does not
    have. Raises ValueError for a language that CLDR does not know.
    """
    examples = [str(number) for number in _NUMBERS if plural_category(number, language) == category]
    return tuple([example for example in examples if "." not in example][:_EXAMPLES] or examples[:1])

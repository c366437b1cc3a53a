"""Lengths in feet and inches: `5’ 4”`, "5 feet 4 inches", "un pied six pouces". They may be in metres elsewhere."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

from builder.check.reading.languages import habits
from builder.check.reading.spelled import number_of
from builder.language import base_language

__all__ = ["lengths_in"]

_SIGNS = re.compile(
    r"(?<![\w.,])(?P<feet>\d{1,3})\s?['’′]\s?(?P<inches>\d{1,2}(?:[.,]\d+)?)\s?(?:[\"”″]|'')"  # minutes of arc, too
)
_UNITS = {
    "fr": (r"(?:pieds?|pi)", r"(?:pouces?|po)\b", "et"),
    "en": (r"(?:feet|foot|ft\.?)", r"(?:inch(?:es)?|in)\b", "and"),
}
_HINTS = {"fr": ("pied", "pi ", "Pied"), "en": ("feet", "foot", "ft", "Feet", "Foot")}
"""A text with a length in words contains one of these: searching for them is faster."""
_INCH = Decimal("0.0254")


def lengths_in(text: str, tag: str) -> Iterator[tuple[int, int, tuple[Decimal, ...]]]:
    """Yield start and end of each length of a text, with its meanings: in inches, feet, metres and centimetres."""
    for match in _SIGNS.finditer(text):
        yield *match.span(), _meanings(Decimal(match["feet"]), Decimal(match["inches"].replace(",", ".")))
    base = base_language(tag)
    pattern = _in_words(base) if any(unit in text for unit in _HINTS.get(base, ())) else None
    for match in pattern.finditer(text) if pattern is not None else ():
        feet, inches = (_number(match[group], tag) for group in ("feet", "inches"))
        if feet is not None and inches is not None:
            yield *match.span(), _meanings(feet, inches)


@functools.cache
def _in_words(language: str) -> re.Pattern[str]:
    own = habits(language)
    feet, inches, linking = _UNITS[language]
    number = rf"\d{{1,3}}(?:[.,]\d+)?|(?:{'|'.join(sorted(own.small, key=len, reverse=True))})"
    joined = rf"[\s-](?P<feet_unit>{feet})(?:\s{linking}\s|,?\s)"
    return re.compile(rf"(?<![\w-])(?P<feet>{number}){joined}(?P<inches>{number})[\s-]{inches}", re.IGNORECASE)


def _number(words: str, tag: str) -> Decimal | None:
    if words[0].isdigit():
        return Decimal(words.replace(",", "."))
    return number_of(words, habits(tag))


def _meanings(feet: Decimal, inches: Decimal) -> tuple[Decimal, ...]:
    total = 12 * feet + inches
    metres = total * _INCH
    return total, round(total / 12, 2), round(metres, 2), round(metres, 1), Decimal(round(metres * 100))

"""House rules for writing values in each language, where CLDR is silent or wrong: scales, bounds, ranges
(docs/locales.md).

A profile is data. Languages without one use `NEUTRAL`: signs instead of words, and CLDR's own short scales.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from builder.language import base_language, fallbacks

__all__ = ["NEUTRAL", "Bound", "Profile", "profile"]

Bound = Literal["more-than", "less-than", "at-least", "at-most", "about"]

BOUND_SIGNS: dict[Bound, str] = {"more-than": ">", "less-than": "<", "at-least": "≥", "at-most": "≤", "about": "≈"}
"""For table cells in every language, and for languages whose words we do not know."""


def bounds(more: str, less: str, least: str, most: str, about: str) -> dict[Bound, str]:
    """Return the words of the five bounds, in this order."""
    return {"more-than": more, "less-than": less, "at-least": least, "at-most": most, "about": about}


class Profile(Struct, frozen=True, kw_only=True):
    """The house's words and habits for one language."""

    bounds: dict[Bound, str] = field(default_factory=lambda: BOUND_SIGNS)
    counted_bounds: dict[Bound, str] = {}
    """Words that differ before a whole number of things: fewer than."""
    measure_nouns: frozenset[str] = frozenset()
    """Plural nouns that name an amount rather than things, so that `counted_bounds` do not apply."""
    range_from: str = ""
    range_to: str = "–"
    repeats_sign: bool = False
    """True if a range in words repeats a sign that touches the digits: `10% to 15%`, but `da 10 a 15%`."""
    scale_words: tuple[tuple[int, str, str], ...] = ()
    """Power of ten, the word for one, the word for several."""
    thousand_words: tuple[tuple[int, str, str], ...] = ()
    """The word for thousands of things counted, where the language has one: `12,4 milliers d’habitants`."""
    one_below_two: bool = False
    """True if a scale word stays singular up to 1.99 (French, Portuguese); else only exactly 1 is singular."""
    joined_by: str = ""
    """The word between a scale word and the counted noun: `de` (with elision in French), `di`, or none."""
    currency_words: bool = True
    """True if prose names the currency (`100 millions d’euros`), False if it keeps its symbol (`€100 million`)."""
    never_one: frozenset[int] = frozenset()
    """Scales whose word follows no 1: 2,5 mil milhões, but 1000 milhões."""
    short_thousands: bool = True
    """False if thousands have no short form in print: Spanish `12.400 €`, not `12,4 mil €`."""
    letters: tuple[tuple[int, str], ...] = ()
    """Short scales of the house; CLDR's if empty."""
    letters_spaced: bool = False
    unit_phrase: str = "{0}"
    """Phrase for a chart's unit: `en {0}`."""
    unit_words: tuple[tuple[int, str], ...] = ()
    """Scales as a chart's unit names them: `millions`."""


# "Less than" before plural nouns of measure: American Heritage Dictionary, usage note at "less".
_ENGLISH_MEASURES = frozenset({
    "points", "percent", "percentages", "dollars", "cents", "euros", "pounds", "francs", "pence", "years",
    "months", "weeks", "days", "hours", "minutes", "seconds", "miles", "yards", "feet", "inches", "kilometers",
    "kilometres", "meters", "metres", "centimeters", "centimetres", "millimeters", "millimetres", "hectares",
    "acres", "tons", "tonnes", "kilograms", "kilos", "grams", "ounces", "litres", "liters", "gallons",
    "degrees", "joules", "watts", "kilowatts", "megawatts", "gigawatts", "volts", "bytes",
    "kilobytes", "megabytes", "gigabytes", "terabytes", "bits",
})  # fmt: skip

_ENGLISH = Profile(
    bounds=bounds("more than", "less than", "at least", "at most", "about"),
    counted_bounds={"less-than": "fewer than"},
    measure_nouns=_ENGLISH_MEASURES,
    range_to=" to ",
    repeats_sign=True,
    scale_words=((6, "million", "million"), (9, "billion", "billion"), (12, "trillion", "trillion")),
    currency_words=False,
    letters=((3, "K"), (6, "M"), (9, "B"), (12, "T")),
    unit_phrase="in {0}",
    unit_words=((3, "thousands"), (6, "millions"), (9, "billions"), (12, "trillions")),
)

_FRENCH = Profile(
    bounds=bounds("plus de", "moins de", "au moins", "au plus", "environ"),
    range_from="de ",
    range_to=" à ",
    scale_words=((6, "million", "millions"), (9, "milliard", "milliards")),
    thousand_words=((3, "millier", "milliers"),),
    one_below_two=True,
    joined_by="de",
    letters=((3, "k"), (6, "M"), (9, "Md")),
    letters_spaced=True,
    unit_phrase="en {0}",
    unit_words=((3, "milliers"), (6, "millions"), (9, "milliards")),
)

_PORTUGUESE = Profile(
    bounds=bounds("mais de", "menos de", "pelo menos", "no máximo", "cerca de"),
    range_from="de ",
    range_to=" a ",
    scale_words=((6, "milhão", "milhões"), (9, "bilhão", "bilhões"), (12, "trilhão", "trilhões")),
    one_below_two=True,
    joined_by="de",
    unit_phrase="em {0}",
    unit_words=((3, "milhares"), (6, "milhões"), (9, "bilhões"), (12, "trilhões")),
)

_PROFILES: dict[str, Profile] = {
    "en": _ENGLISH,
    "fr": _FRENCH,
    "fr-CA": replace(_FRENCH, letters=((3, "k"), (6, "M"), (9, "G"))),
    "de": Profile(
        bounds=bounds("mehr als", "weniger als", "mindestens", "höchstens", "rund"),
        range_to=" bis ",
        scale_words=((6, "Million", "Millionen"), (9, "Milliarde", "Milliarden"), (12, "Billion", "Billionen")),
        unit_phrase="in {0}",
        unit_words=((3, "Tausend"), (6, "Millionen"), (9, "Milliarden"), (12, "Billionen")),
    ),
    "it": Profile(
        bounds=bounds("più di", "meno di", "almeno", "al massimo", "circa"),
        range_from="da ",
        range_to=" a ",
        scale_words=((6, "milione", "milioni"), (9, "miliardo", "miliardi")),
        joined_by="di",
        short_thousands=False,
        unit_phrase="in {0}",
        unit_words=((3, "migliaia"), (6, "milioni"), (9, "miliardi"), (12, "migliaia di miliardi")),
    ),
    "nl": Profile(
        bounds=bounds("meer dan", "minder dan", "minstens", "hoogstens", "ongeveer"),
        range_to=" tot ",
        scale_words=((6, "miljoen", "miljoen"), (9, "miljard", "miljard"), (12, "biljoen", "biljoen")),
        short_thousands=False,
        unit_phrase="in {0}",
        unit_words=((3, "duizend"), (6, "miljoen"), (9, "miljard"), (12, "biljoen")),
    ),
    "es": Profile(
        bounds=bounds("más de", "menos de", "al menos", "como máximo", "aproximadamente"),
        range_from="de ",
        range_to=" a ",
        # `12 000 millones`, `6,2 billones`; "mil" does not follow digits (Diccionario panhispánico de dudas, Fundéu).
        short_thousands=False,
        scale_words=((6, "millón", "millones"), (12, "billón", "billones")),
        joined_by="de",
        unit_phrase="en {0}",
        unit_words=((3, "miles"), (6, "millones"), (9, "miles de millones"), (12, "billones")),
    ),
    "pt": _PORTUGUESE,
    # `34 mil milhões de euros`: Código de Redação Interinstitucional, 10.9; 10¹² is "bilião" in Portugal.
    "pt-PT": replace(
        _PORTUGUESE,
        scale_words=((6, "milhão", "milhões"), (9, "mil milhões", "mil milhões"), (12, "bilião", "biliões")),
        never_one=frozenset([9]),
        one_below_two=False,
        unit_words=((3, "milhares"), (6, "milhões"), (9, "mil milhões"), (12, "biliões")),
    ),
}

NEUTRAL = Profile()

_BRITISH = replace(_ENGLISH, letters=((3, "k"), (6, "m"), (9, "bn"), (12, "tn")))
_AMERICAN_REGIONS = frozenset(["US", "CA", "PH", "PR", "AS", "GU", "MP", "UM", "VI", "LR"])


def profile(language: str) -> Profile:
    """Return the house profile of a language tag: the region's, else its language's, else `NEUTRAL`.

    English is American without a region or with an American one, British in the rest of the world (`€2.5bn`).
    """
    region = language.partition("-")[2]
    if base_language(language) == "en" and region and region not in _AMERICAN_REGIONS:
        return _BRITISH
    return next((_PROFILES[tag] for tag in fallbacks(language) if tag in _PROFILES), NEUTRAL)

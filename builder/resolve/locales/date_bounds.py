"""Words for a bound on a date, by language and by the precision of the date: a year, a month, a day.

"Since" and "depuis" are said of what has begun, "from" and "à partir de" of what has not, or may not have.
"""

from __future__ import annotations

from typing import Final, Literal

from builder.language import fallbacks

__all__ = ["DateBound", "bound_phrase"]

DateBound = Literal["more-than", "less-than", "since", "from", "at-most", "about"]

_SIGNS: Final[dict[DateBound, str]] = {
    "more-than": ">\u00a0{}", "less-than": "<\u00a0{}", "since": "≥\u00a0{}", "from": "≥\u00a0{}",
    "at-most": "≤\u00a0{}", "about": "≈\u00a0{}",
}  # fmt: skip
"""For languages whose words are not known."""

# A phrase for all dates, or one each for a year, a month and a day.
_PHRASES: Final[dict[str, dict[DateBound, str | tuple[str, str, str]]]] = {
    "en": {
        "more-than": "after {}", "less-than": "before {}", "since": "since {}", "from": "from {}", "at-most": "by {}",
        "about": "around {}",
    },
    "fr": {
        "more-than": ("après {}", "après {}", "après le {}"),
        "less-than": ("avant {}", "avant {}", "avant le {}"),
        "since": ("depuis {}", "depuis {}", "depuis le {}"),
        "from": ("à partir de {}", "à partir de {}", "à partir du {}"),
        "at-most": ("au plus tard en {}", "au plus tard en {}", "au plus tard le {}"),
        "about": ("vers {}", "vers {}", "vers le {}"),
    },
    "de": {
        "more-than": ("nach {}", "nach {}", "nach dem {}"),
        "less-than": ("vor {}", "vor {}", "vor dem {}"),
        "since": ("seit {}", "seit {}", "seit dem {}"),
        "from": ("ab {}", "ab {}", "ab dem {}"),
        "at-most": ("spätestens {}", "spätestens im {}", "spätestens am {}"),
        "about": ("um {}", "um {}", "um den {}"),
    },
    "es": {
        "more-than": ("después de {}", "después de {}", "después del {}"),
        "less-than": ("antes de {}", "antes de {}", "antes del {}"),
        "since": ("desde {}", "desde {}", "desde el {}"),
        "from": ("a partir de {}", "a partir de {}", "a partir del {}"),
        "at-most": ("a más tardar en {}", "a más tardar en {}", "a más tardar el {}"),
        "about": ("hacia {}", "hacia {}", "hacia el {}"),
    },
    "it": {
        "more-than": ("dopo il {}", "dopo {}", "dopo il {}"),
        "less-than": ("prima del {}", "prima di {}", "prima del {}"),
        "since": ("dal {}", "da {}", "dal {}"),
        "from": ("a partire dal {}", "a partire da {}", "a partire dal {}"),
        "at-most": ("entro il {}", "entro {}", "entro il {}"),
        "about": ("intorno al {}", "intorno a {}", "intorno al {}"),
    },
    "nl": {
        "more-than": "na {}", "less-than": "vóór {}", "since": "sinds {}", "from": "vanaf {}",
        "at-most": ("uiterlijk in {}", "uiterlijk in {}", "uiterlijk op {}"),
        "about": "rond {}",
    },
    "pt": {
        "more-than": "depois de {}", "less-than": "antes de {}", "since": "desde {}", "from": "a partir de {}",
        "at-most": "o mais tardar em {}",
        "about": "por volta de {}",
    },
}  # fmt: skip


def bound_phrase(language: str, bound: DateBound, precision: Literal["year", "month", "day"]) -> str:
    """Return the phrase of a bound, with `{}` for the date; a sign for a language without words."""
    phrases = next((_PHRASES[tag] for tag in fallbacks(language) if tag in _PHRASES), _SIGNS)
    phrase = phrases[bound]
    return phrase if isinstance(phrase, str) else phrase[("year", "month", "day").index(precision)]

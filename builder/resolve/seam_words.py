"""Words at the seam between typed text and a figure: prepositions of ranges, dates and territories, by language.

Pure words: `resolve.seams` finds the typed word among the runs of a paragraph and writes the result back.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from builder.resolve.locales.profiles import profile

__all__ = ["SEAM_LANGUAGES", "SeamKind", "Settled", "TypedWord", "repeated_bound", "settle"]

SeamKind = Literal[
    "value", "bounded", "range", "bounded-range", "day", "period", "bounded-date", "days", "interval", "in", "of"
]
"""What a figure is: one value or a range of numbers, each alone or with a bound; a day; a month or a year; any of them
with a bound; an interval that begins with a day, or with a month or a year; a territory with the preposition of its
style."""


class TypedWord(NamedTuple):
    """The word typed before a figure, in lower case and without elision, and what is before that word."""

    whole: str
    previous: str = ""
    """The word before it in lower case, as typed; empty if there is none in the same passage."""
    figure: str = ""
    """The figure before it, if nothing is between them: `le 1er mars 2025` before `et`."""


class Settled(NamedTuple):
    """The preposition to print before a figure (empty: none), and the figure's words."""

    preposition: str
    words: str


class _RangeWords(NamedTuple):
    """Words around a range in one language: those that figures print, and those that authors type."""

    opening: tuple[str, ...]
    """Printed before the start."""
    to: str
    """Printed between the ends, where no dash is."""
    source: str
    """The preposition before the start."""
    sources: tuple[str, ...]
    """What authors type for it."""
    between: tuple[str, ...]
    """What authors type before two ends that a conjunction joins."""
    conjunction: str
    article: str = ""
    """Printed before the start where a conjunction joins the ends."""


_RANGES: Final[dict[str, _RangeWords]] = {
    "fr": _RangeWords(("de ", "d’"), " à ", "de", ("de", "du"), ("entre",), " et "),
    "en": _RangeWords((), " to ", "from", ("from",), ("between",), " and "),
    "de": _RangeWords((), " bis ", "von", ("von",), ("zwischen",), " und "),
    "nl": _RangeWords((), " tot ", "van", ("van",), ("tussen",), " en "),
    "it": _RangeWords(("da ",), " a ", "da", ("da", "di"), ("tra", "fra"), " e "),
    "es": _RangeWords(("de ",), " a ", "de", ("de",), ("entre",), " y "),
    "pt": _RangeWords(("de ",), " a ", "de", ("de",), ("entre",), " e "),
}
_DAYS: Final[dict[str, _RangeWords]] = {
    "fr": _RangeWords(("du ",), " au ", "du", ("de", "du"), ("entre",), " et le ", "le "),
    "de": _RangeWords((), " bis ", "vom", ("von", "vom"), ("zwischen",), " und dem ", "dem "),
    "es": _RangeWords((), " al ", "del", ("de", "del"), ("entre",), " y el ", "el "),
}
"""Words around an interval of days, where they differ from those around other ranges."""
_DASHES: Final = ("\u00a0– ", "–")
SEAM_LANGUAGES: Final = frozenset(_RANGES)

_TERRITORIES: Final[dict[tuple[str, SeamKind], frozenset[str]]] = {
    ("fr", "in"): frozenset(["en", "au", "aux", "à", "dans", "sur", "le", "la", "les", "l’"]),
    ("fr", "of"): frozenset(["de", "du", "des", "le", "la", "les", "l’"]),
    ("en", "in"): frozenset(["in", "on", "the"]),
    ("en", "of"): frozenset(["of", "the"]),
}
"""Words typed before a territory that its style prints already."""
# French words that take a range of numbers without `de`.
# fmt: off
_BEFORE_BARE_RANGE: Final = frozenset({
    "à", "après", "au", "avant", "avec", "aux", "ces", "contre", "dans", "depuis", "des", "durant", "dès", "en",
    "environ", "ici", "la", "le", "les", "leurs", "mes", "nos", "par", "pendant", "pour", "presque", "quelque",
    "quelques", "sans", "ses", "sous", "sur", "tes", "vers", "vos",
})
# fmt: on
_BEFORE_INTERVAL: Final = frozenset(
    ["à", "après", "avant", "depuis", "dès", "durant", "en", "pendant", "pour", "sur", "vers"]
)
"""French words that take an interval of years or months with a dash: "en 2020–2024"."""
_BEFORE_ARTICLE: Final = frozenset(["après", "avant", "depuis", "dès", "entre", "ici", "pour", "vers"])
"""French prepositions before which a day needs its article: "depuis le 1er mars", but "depuis mars"."""
_BEFORE_BOUNDED_DATE: Final = {
    "fr": frozenset(["en", "le", "au", "à"]),
    "en": frozenset(["in", "on"]),
    "de": frozenset(["in", "im", "am"]),
    "nl": frozenset(["in", "op"]),
    "it": frozenset(["in", "nel", "il"]),
    "es": frozenset(["en", "el"]),
    "pt": frozenset(["em"]),
}
"""Prepositions of dates that a bound replaces: "founded in {when}", "founded after 2019"."""
_BEFORE_DAY: Final = {"de": "du", "à": "au", "en": "le"}
_BEFORE_PERIOD: Final = {"du": "de", "au": "en", "le": "en"}
_LONGEST_BOUND: Final = 3  # words: "au plus tard"


def settle(typed: TypedWord, words: str, kind: SeamKind, base: str) -> Settled:
    """Return the preposition in place of the typed word, and the figure's words after it, without elision.

    `base` is one of `SEAM_LANGUAGES`. What fits already is returned as it is.
    """
    if kind in ("in", "of"):
        return Settled("" if typed.whole in _TERRITORIES.get((base, kind), ()) else typed.whole, words)
    if kind in ("day", "period"):
        return _settle_date(typed, words, kind) if base == "fr" else Settled(typed.whole, words)
    if kind == "bounded-date":
        replaced = typed.whole in _BEFORE_BOUNDED_DATE[base] and typed.previous not in ("jusqu", "ici")
        return Settled("" if replaced else typed.whole, words)
    return Settled(typed.whole, words) if kind in ("value", "bounded") else _settle_range(typed, words, kind, base)


def repeated_bound(text: str, words: str, kind: SeamKind, language: str) -> str:
    """Return the words of a figure's bound if the text before it ends with them too, as the text has them.

    `environ` typed before "environ 3 millions"; not the `plus` of "en plus" before "plus de 3 millions".
    """
    typed = text.rstrip()
    house = profile(language)
    phrases = {*house.bounds.values(), *house.counted_bounds.values()}
    for count in range(_LONGEST_BOUND, 0, -1):
        phrase = " ".join(words.split(" ")[:count])
        start = len(typed) - len(phrase)
        whole = kind == "bounded-date" or phrase in phrases
        if (
            whole
            and typed[max(start, 0) :].lower() == phrase.lower()
            and not typed[max(start - 1, 0) : start].isalnum()
        ):
            return typed[start:]
    return ""


def _settle_date(typed: TypedWord, words: str, kind: SeamKind) -> Settled:
    """Return French words before one date: `du 15 avril 2024`, `d’avril 2024`, `depuis le 15 avril`, `en 2024`."""
    if kind == "day":
        both = typed.whole == "et" and typed.figure.startswith("le ")
        if typed.whole in _BEFORE_ARTICLE or both:
            return Settled(typed.whole, words if words.startswith("le ") else f"le {words}")
        if typed.whole == "en" and typed.previous == "jusqu":
            return Settled("au", words)
        return Settled(_BEFORE_DAY.get(typed.whole, typed.whole), words)
    if typed.whole == "le" and typed.previous in _BEFORE_ARTICLE:
        return Settled("", words)
    if typed.whole == "au" and typed.figure:
        return Settled("à", words)
    return Settled(_BEFORE_PERIOD.get(typed.whole, typed.whole), words)


def _settle_range(typed: TypedWord, words: str, kind: SeamKind, base: str) -> Settled:
    """Return the words before a range or an interval, and the range with its ends joined as those words want."""
    house = _DAYS[base] if kind == "days" and base in _DAYS else _RANGES[base]
    opening = next((opening for opening in house.opening if words.startswith(opening)), "")
    bare = words[len(opening) :]
    separator = _separator(bare, house, base)
    if not separator:
        return Settled(typed.whole, words)
    dashed = separator in _DASHES
    if typed.whole in house.between:
        conjunction = house.conjunction if dashed or base != "fr" else " et le " if separator == " au " else " et "
        return Settled(typed.whole, house.article + bare.replace(separator, conjunction, 1))
    if kind == "bounded-range":
        return Settled(typed.whole, words)
    if typed.whole in house.sources:
        return Settled(house.source, bare.replace(separator, house.to, 1) if dashed else bare)
    if base != "fr":
        return Settled(typed.whole, words)
    to_a_day = kind == "days" or separator == " au "
    if kind != "range" and (typed.whole in ("le", "au") or (to_a_day and typed.whole in ("à", "en"))):
        return Settled("", words)  # "publié le": an interval has prepositions of its own, "du 1er au 15 mars"
    if kind == "range" and typed.whole in _BEFORE_BARE_RANGE:
        return Settled(typed.whole, bare)
    if kind == "interval" and typed.whole in _BEFORE_INTERVAL and separator != " au ":
        return Settled(typed.whole, bare.replace(separator, "–", 1))
    return Settled(typed.whole, words)


def _separator(bare: str, house: _RangeWords, base: str) -> str:
    """Return what is printed between the ends of a range: words or a dash, the first one if there are several."""
    separators = (" à ", " au ") if base == "fr" else (house.to,)
    places = {bare.find(separator): separator for separator in (*reversed(_DASHES), *separators)}
    return places[min(place for place in places if place >= 0)] if max(places) >= 0 else ""

"""Join a figure to the words typed before it: elision, and the prepositions of ranges and territories.

An author types `de {fund}` once; the figure may print "environ 3 millions", "plus de 3 millions" or "de 2 à 3 millions"
today and something else tomorrow. The words before it follow the figure as printed, whatever was typed:

- French `de`, `que`, `jusque`, `lorsque`, `puisque` and `quoique` are elided before a vowel and whole elsewhere:
  "d’environ 3 millions", "d’avril 2024", "de plus de 3 millions". Numerals never elide.
- A preposition that a range or a territory brings along is printed once: "de 2 à 3 millions", not "de de 2 à 3".
- "entre" and "between" join the ends of a range by "et" and "and". Other prepositions and plural articles take a range
  without its own preposition: "en 2 à 3 ans", "les 2 à 3 millions".
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from builder.language import base_language
from builder.resolve.elision import elides
from builder.tree.prose import Inline, Run

__all__ = ["SeamKind", "follows_word", "join_before"]

SeamKind = Literal["value", "range", "bounded-range", "interval", "days", "in", "of"]
"""What a figure is: one value; a range of numbers, alone or with a bound; an interval of years or months, or of days; a
territory with the preposition of its style."""


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

_ELIDED: Final = {
    "d": "de",
    "qu": "que",
    "jusqu": "jusque",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "quoiqu": "quoique",
}
_ELIDING: Final = frozenset(_ELIDED.values())
_PREPOSITIONS: Final[dict[tuple[str, SeamKind], frozenset[str]]] = {
    ("fr", "in"): frozenset(["en", "au", "aux", "à", "dans", "sur"]),
    ("fr", "of"): frozenset(["de", "du", "des"]),
    ("en", "in"): frozenset(["in", "on"]),
    ("en", "of"): frozenset(["of"]),
}
"""Words typed before a territory that its style prints already."""
# French words that take a range of numbers without `de`.
# fmt: off
_BEFORE_BARE_RANGE: Final = frozenset({
    "à", "après", "avant", "avec", "aux", "ces", "contre", "dans", "depuis", "des", "durant", "dès", "en", "environ",
    "ici", "les", "leurs", "mes", "nos", "par", "pendant", "pour", "presque", "quelque", "quelques", "sans", "ses",
    "sous", "sur", "tes", "vers", "vos",
})
# fmt: on
_BEFORE_INTERVAL: Final = frozenset(
    ["à", "après", "avant", "depuis", "dès", "durant", "en", "pendant", "pour", "sur", "vers"]
)
"""French words that take an interval of years or months with a dash: "en 2020–2024"."""

_LAST_WORD: Final = re.compile(r"(?<![\w-])([^\W\d_]+)(\s*['’]\s*|\s+)(?:[«“„\"‹]\s*)?\Z")
_LONGEST_TAIL: Final = 40


class _Typed(NamedTuple):
    """The last word typed before a figure, the space or apostrophe after it, and the positions of both together."""

    word: str
    gap: str
    start: int
    end: int

    @property
    def elided(self) -> bool:
        """True if an apostrophe follows the word."""
        return not self.gap.isspace()

    @property
    def whole(self) -> str:
        """The word in lower case, without elision: `que` of `Qu’`."""
        lower = self.word.lower()
        return _ELIDED.get(lower, f"{lower}’") if self.elided else lower


class _Tail(NamedTuple):
    """The last word typed before a figure, and the number of runs at the end of the inlines that it is among."""

    typed: _Typed
    runs: int


def follows_word(inlines: list[Inline], marked: str | None = None) -> bool:
    """Return True if a figure after the inlines follows a typed word, as in a sentence; not a colon, not nothing."""
    return _tail(inlines, marked) is not None


def join_before(inlines: list[Inline], words: str, kind: SeamKind, language: str, marked: str | None = None) -> str:
    """Return the figure's words as the text before it wants them, and change the end of `inlines` to fit them.

    `language` is that of the figure. Runs in a language marked otherwise than `marked`, other figures, code and notes
    are no neighbours.
    """
    base = base_language(language)
    tail = _tail(inlines, marked)
    if tail is None or base not in _RANGES:
        return words
    typed, runs = tail
    if typed.whole in _PREPOSITIONS.get((base, kind), ()):
        _rewrite(inlines, runs, typed, "")
        words = _in_case_of(typed.word[:1], words)
        return join_before(inlines, words, "value", language, marked)
    preposition, words = _with_range(typed, words, kind, base)
    if base == "fr" and preposition in _ELIDING:
        elided = elides(words)
        letters, gap = (preposition[:-1], "’") if elided else (preposition, " ")
        if elided or typed.elided or preposition != typed.whole:
            _rewrite(inlines, runs, typed, _in_case_of(typed.word, letters) + gap)
    elif preposition != typed.whole:
        _rewrite(inlines, runs, typed, f"{_in_case_of(typed.word, preposition)} ")
    return words


def _tail(inlines: list[Inline], marked: str | None) -> _Tail | None:
    """Return the word typed at the end of the inlines, None if they end with something else."""
    runs = _neighbours(inlines, marked)
    text = "".join(run.text for run in inlines[len(inlines) - runs :] if isinstance(run, Run))
    match = _LAST_WORD.search(text, max(0, len(text) - _LONGEST_TAIL))
    if match is None:
        return None
    return _Tail(_Typed(match[1], match[2], match.start(), match.end(2)), runs)


def _with_range(typed: _Typed, words: str, kind: SeamKind, base: str) -> tuple[str, str]:
    """Return the preposition to print before a figure and the figure's words; both as they are if it is no range."""
    house = _DAYS[base] if kind == "days" and base in _DAYS else _RANGES[base]
    opening = next((opening for opening in house.opening if words.startswith(opening)), "")
    bare = words[len(opening) :]
    separator = next((separator for separator in (house.to, *_DASHES) if separator in bare), "")
    if kind in ("value", "in", "of") or not separator:
        return typed.whole, words
    if typed.whole in house.between:
        return typed.whole, house.article + bare.replace(separator, house.conjunction, 1)
    if kind == "bounded-range":
        return typed.whole, words
    if typed.whole in house.sources:
        return house.source, bare.replace(separator, house.to, 1)
    if base == "fr" and kind == "range" and typed.whole in _BEFORE_BARE_RANGE:
        return typed.whole, bare
    if base == "fr" and kind == "interval" and typed.whole in _BEFORE_INTERVAL:
        return typed.whole, bare.replace(separator, "–", 1)
    return typed.whole, words


def _neighbours(inlines: list[Inline], marked: str | None) -> int:
    """Return the number of runs at the end that are typed words in the language of the passage."""
    count = length = 0
    for inline in reversed(inlines):
        plain = isinstance(inline, Run) and not inline.code and not inline.protected and inline.language == marked
        if not plain or length > _LONGEST_TAIL:
            break
        count += 1
        length += len(inline.text) if isinstance(inline, Run) else 0
    return count


def _rewrite(inlines: list[Inline], count: int, typed: _Typed, new: str) -> None:
    """Write `new` over the typed word and its gap, in the run where the word begins. Drop runs left empty."""
    first = len(inlines) - count
    position = 0
    runs: list[Inline] = []
    for inline in inlines[first:]:
        if not isinstance(inline, Run):
            continue
        text = inline.text
        left, right = (min(max(place - position, 0), len(text)) for place in (typed.start, typed.end))
        inserted = new if position <= typed.start < position + len(text) else ""
        position += len(text)
        text = text[:left] + inserted + text[right:]
        if text:
            runs.append(inline if text == inline.text else replace(inline, text=text))
    inlines[first:] = runs


def _in_case_of(typed: str, words: str) -> str:
    """Return the words with a capital first letter, or all in capitals, as the typed word has."""
    if typed.isupper() and len(typed) > 1:
        return words.upper()
    return words[:1].upper() + words[1:] if typed[:1].isupper() else words

"""Join a figure to the words typed before it: elision, and the prepositions of ranges and territories.

An author types `de {fund}` once; the figure may print "environ 3 millions", "plus de 3 millions" or "de 2 à 3 millions"
today and something else tomorrow. The words before it follow the figure as printed, whatever was typed:

- French `de`, `que`, `jusque`, `lorsque`, `puisque` and `quoique` are elided before a vowel and whole elsewhere:
  "d’environ 3 millions", "d’avril 2024", "de plus de 3 millions". Numerals never elide.
- A preposition that a range or a territory brings along is printed once: "de 2 à 3 millions", not "de de 2 à 3".
- French days have their article: "du 15 avril 2024", "depuis le 15 avril", "au 15 avril"; months and years have none.
- The word of a bound, typed or part of a date, is printed once: "environ 3 millions", "founded after 2019".
- "entre" and "between" join the ends of a range by "et" and "and". Other prepositions and plural articles take a range
  without its own preposition: "en 2 à 3 ans", "les 2 à 3 millions".
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from msgspec.structs import replace

from builder.language import base_language
from builder.resolve.elision import elides
from builder.resolve.seam_words import SEAM_LANGUAGES, SeamKind, TypedWord, repeated_bound, settle
from builder.tree.prose import Inline, Run

__all__ = ["follows_word", "join_before", "join_words"]

_ELIDED: Final = {
    "d": "de",
    "qu": "que",
    "jusqu": "jusque",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "quoiqu": "quoique",
}
_BOUNDED: Final = frozenset(["bounded", "bounded-range", "bounded-date"])
_ELIDING: Final = frozenset(_ELIDED.values())

_CONTRACTIONS: Final = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
_BEFORE_VOWEL: Final = {
    **{whole: f"{letters}’" for letters, whole in _ELIDED.items()},
    "le": "l’",
    "la": "l’",
    "ne": "n’",
    "se": "s’",
    "du": "de l’",
    "au": "à l’",
    "ce": "cet ",
    "ma": "mon ",
    "ta": "ton ",
    "sa": "son ",
    "beau": "bel ",
    "nouveau": "nouvel ",
    "vieux": "vieil ",
}
"""French words as they are before a vowel or a mute h, with the space or the apostrophe after them."""

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
    """The end of the typed text before a figure: its last word, what is before that, its runs and their text."""

    typed: _Typed
    previous: str
    figure: str
    runs: int
    text: str

    @property
    def word(self) -> TypedWord:
        """The last word, for the rules of its language."""
        return TypedWord(self.typed.whole, self.previous, self.figure)


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
    if tail is None or base not in SEAM_LANGUAGES:
        return words
    typed, runs = tail.typed, tail.runs
    bound = ""
    if kind in _BOUNDED and not typed.elided:
        bound = repeated_bound(tail.text[: typed.end], words, kind, language)
    if bound:
        start = len(tail.text[: typed.end].rstrip()) - len(bound)
        _rewrite(inlines, runs, _Typed(bound, typed.gap, start, typed.end), "")
        return join_before(inlines, _in_case_of(bound[:1], words), kind, language, marked)
    preposition, words = settle(tail.word, words, kind, base)
    if not preposition:
        _rewrite(inlines, runs, typed, "")
        words = _in_case_of(typed.word[:1], words)
        # Before a territory an article may be typed too: "de la {seat:of}".
        return join_before(inlines, words, kind if kind in ("in", "of") else "value", language, marked)
    if base == "fr" and preposition in _ELIDING:
        elided = elides(words)
        letters, gap = (preposition[:-1], "’") if elided else (preposition, " ")
        if elided or typed.elided or preposition != typed.whole:
            _rewrite(inlines, runs, typed, _in_case_of(typed.word, letters) + gap)
        if typed.elided and not elided:  # "plus d'" is "plus de" now, which may be the figure's bound
            return join_before(inlines, words, kind, language, marked)
    elif preposition != typed.whole:
        _rewrite(inlines, runs, typed, f"{_in_case_of(typed.word, preposition)} ")
    return words


def join_words(inlines: list[Inline], words: str, language: str, marked: str | None = None) -> str:
    """Return the first words of a named text as the text before them wants, and change the end of `inlines` to fit.

    French only: `de` and `à` contract with the article `le` or `les` that the words begin with, and what is typed is
    elided or takes its form before a vowel: "du ministère", "au Mans", "d’Agen", "de l’agence", "cet organisme".
    A no-break space after the article keeps it: the name "Le Corbusier". `language` and `marked` are as in
    `join_before`.
    """
    tail = _tail(inlines, marked) if base_language(language) == "fr" else None
    if tail is None:
        return words
    typed = tail.typed
    article, space, rest = words.partition(" ")
    quoted = bool(tail.text[typed.end :].strip())
    contracted = _CONTRACTIONS.get((typed.whole, article.lower())) if space and not quoted else None
    if contracted:
        _rewrite(inlines, tail.runs, typed, f"{_in_case_of(typed.word, contracted)} ")
        return rest
    before = ""
    if elides(words):
        shouted = typed.word.isupper() and len(typed.word) > 1
        again = (tail.previous, typed.whole) == ("de", "nouveau")
        before = "" if typed.elided or again else _BEFORE_VOWEL.get(typed.whole, "")
        before = before if not shouted or before.endswith("’") else ""
    elif typed.elided and typed.whole in _ELIDING:
        before = f"{typed.whole} "
    if before:
        _rewrite(inlines, tail.runs, typed, _in_case_of(typed.word, before))
    return words


def _tail(inlines: list[Inline], marked: str | None) -> _Tail | None:
    """Return the word typed at the end of the inlines, None if they end with something else."""
    runs = _neighbours(inlines, marked)
    first = len(inlines) - runs
    text = "".join(run.text for run in inlines[first:] if isinstance(run, Run))
    match = _LAST_WORD.search(text, max(0, len(text) - _LONGEST_TAIL))
    if match is None:
        return None
    before = text[: match.start()]
    previous = _LAST_WORD.search(before, max(0, len(before) - _LONGEST_TAIL))
    figure = inlines[first - 1] if first and not before.strip() else None
    return _Tail(
        _Typed(match[1], match[2], match.start(), match.end(2)),
        previous[1].lower() if previous else "",
        figure.text if isinstance(figure, Run) and figure.protected else "",
        runs,
        text,
    )


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

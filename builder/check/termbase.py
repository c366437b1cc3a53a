"""Find terms in running text: consecutive words, each in any of its forms, the longest term first.

A hyphen, a space or nothing between the words is the same (`data set`, `data-set`, `dataset`), an elided article is a
word of its own, and capitals are ignored. Terms are whole words: `siège` is not in `assiège`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from builder.check.inflection import loose, strict
from builder.check.visible_text import VisiblePiece
from builder.language import base_language, fallbacks

__all__ = ["Form", "Occurrence", "Wording", "form", "holds", "of_language", "wording_of", "words_of"]

Form = tuple[str, ...]
"""The words of a term, each without its number."""

_WORD = re.compile(r"[^\W_]+")
_ENGLISH_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BETWEEN = re.compile(r"[ \n\u00a0\u202f\u00ad\u2010\u2011'’-]{0,2}")
_REACH = 3
"""Greatest distance in words between consecutive words of a term."""
_COMPOUND = 4
"""Letters that a part of a compound has at least, its ending taken off."""


class Occurrence(Struct, frozen=True, gc=False):
    """A term found in a text: its index among the terms searched for, the piece, start and end."""

    term: int
    piece: VisiblePiece
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as written."""
        return self.piece.text[self.start : self.end]


class Wording(Struct, frozen=True):
    """Terms to search for in a language, by their first word; each with all its words and its index."""

    language: str
    heads: dict[str, list[tuple[Form, int]]]

    def find(self, pieces: Iterable[VisiblePiece]) -> Iterator[Occurrence]:
        """Return the occurrences of the terms in the prose of a text, in reading order; none inside another."""
        for piece in pieces:
            if self.heads and piece.kind != "foreign":
                yield from self._in_piece(piece)

    def _in_piece(self, piece: VisiblePiece) -> Iterator[Occurrence]:
        words = [(strict(match[0], self.language), *match.span()) for match in _matches(piece.text, self.language)]
        at = 0
        while at < len(words):
            longest = self._longest(words, at, piece.text) if words[at][0] in self.heads else None
            if longest:
                length, number = longest
                yield Occurrence(number, piece, words[at][1], words[at + length - 1][2])
                at += length
            else:
                at += 1

    def _longest(self, words: list[tuple[str, int, int]], at: int, text: str) -> tuple[int, int] | None:
        for term, number in self.heads[words[at][0]]:
            stretch = words[at : at + len(term)]
            if tuple(word[0] for word in stretch) != term:
                continue
            if all(_BETWEEN.fullmatch(text, word[2], following[1]) for word, following in pairwise(stretch)):
                return len(term), number
        return None


def form(term: str, language: str) -> Form:
    """Return what two spellings of one term share: each word without its number."""
    return tuple(strict(word, language) for word in words_of(term, language))


def wording_of(terms: Iterable[tuple[str, int]], language: str) -> Wording:
    """Return the terms to search for, each with its index; of two equal ones, the first counts."""
    heads: dict[str, dict[Form, int]] = {}
    for term, number in terms:
        whole = form(term, language)
        joined = (strict("".join(words_of(term, language)), language),)
        for words in (whole, joined) if whole else ():
            heads.setdefault(words[0], {}).setdefault(words, number)
    longest_first = {head: sorted(forms.items(), key=lambda item: -len(item[0])) for head, forms in heads.items()}
    return Wording(language, longest_first)


def holds(text: str, term: str, language: str) -> bool:
    """Return True if a text contains a term after all: each word in some form, in order, with few other words between.

    The text may write the term in one word or in more, and a German or Dutch compound may contain it.
    """
    words, wanted = words_of(text, language), words_of(term, language)
    compound = base_language(language) in ("de", "nl")
    forms = [loose(word, language) for word in words]
    if _in_order(forms, [loose(word, language) for word in wanted], compound):
        return True
    joined = loose("".join(wanted), language)
    return joined in forms or any(loose(word + following, language) == joined for word, following in pairwise(words))


def _in_order(words: list[str], wanted: list[str], compound: bool) -> bool:
    def matches(word: str, part: str) -> bool:
        return word == part or (compound and len(part) >= _COMPOUND and part in word)

    for first, word in enumerate(words):
        if not wanted or not matches(word, wanted[0]):
            continue
        at = first
        for part in wanted[1:]:
            reach = range(at + 1, min(at + 1 + _REACH, len(words)))
            at = next((n for n in reach if matches(words[n], part)), len(words))
        if at < len(words):
            return True
    return False


def words_of(text: str, language: str) -> list[str]:
    """Return the words of a text: whole, but split at hyphens and apostrophes (English ones at hyphens only)."""
    return [match[0] for match in _matches(text, language)]


def of_language(words: dict[str, tuple[str, ...]], tag: str) -> tuple[str, ...]:
    """Return the words that an entry of the term base has for a tag: its region's, else its language's, else none."""
    return next((words[own] for own in fallbacks(tag) if own in words), ())


def _matches(text: str, language: str) -> Iterator[re.Match[str]]:
    return (_ENGLISH_WORD if base_language(language) == "en" else _WORD).finditer(text)

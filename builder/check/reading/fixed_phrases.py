"""Find fixed phrases in a text: expressions by their words, and names after a number.

A pattern with a hundred alternatives takes longer to compile than a publication's texts to search.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["Phrases", "longest_at", "on_one_line"]

_WHITE = re.compile(r"\s")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"[\w-]")


def on_one_line(text: str) -> str:
    """Return a text with a plain space for every white-space character, of the same length."""
    return _WHITE.sub(" ", text)


def by_first(phrases: Collection[str]) -> dict[str, list[str]]:
    """Return phrases by their first character, the longest first."""
    ordered = sorted(map(on_one_line, phrases), key=len, reverse=True)
    index: dict[str, list[str]] = {}
    for phrase in ordered:
        index.setdefault(phrase[0], []).append(phrase)
    return index


def longest_at(text: str, at: int, phrases: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the phrases at a position of a text on one line, the longest first."""
    for phrase in phrases.get(text[at : at + 1], ()):
        if text.startswith(phrase, at):
            yield phrase


class Phrases:
    """Expressions of whole words in any case; a space matches any white space."""

    def __init__(self, values: Mapping[str, int]):
        self.values = values
        """The number that each phrase means."""
        self._by_word: dict[str, list[str]] = {}
        for phrase in sorted(values, key=len, reverse=True):
            first = _FIRST_WORD.match(phrase)
            if first is not None:
                self._by_word.setdefault(first[0], []).append(phrase)
        self.words = frozenset(self._by_word)
        """The words of which a text with a phrase has one."""

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the start and the end of each phrase and the number that it means, in order, the longest of each
        place.
        """
        plain = on_one_line(text.replace("İ", "I")).lower()  # the one letter that is longer in lower case
        free = 0
        for word in _FIRST_WORD.finditer(plain):
            start = word.start()
            if start < free or word[0] not in self._by_word or _joined(plain, start - 1):
                continue
            for phrase in self._by_word[word[0]]:
                end = start + len(phrase)
                if plain.startswith(phrase, start) and not (
                    plain[end : end + 1].isalnum() or plain[end : end + 1] == "_"
                ):
                    yield start, end, self.values[phrase]
                    free = end
                    break


def _joined(text: str, at: int) -> bool:
    return at >= 0 and _JOINED.match(text, at) is not None

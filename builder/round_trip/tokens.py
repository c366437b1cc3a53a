"""Words as neutral tokens, which compare alike whatever typography did to them, and the difference of two texts.

Unicode composition, the kind of quotes, apostrophes, hyphens and spaces, and soft hyphens do not count: Word's
autocorrection is no edit. Spaces are no tokens; a token knows whether one stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import is_normalized, normalize

from msgspec import Struct
from msgspec.structs import replace

from builder.round_trip.story import NOTE, PLAIN, Look, Revision

__all__ = [
    "PARAGRAPH",
    "Difference",
    "Token",
    "TokenReader",
    "differences",
    "likeness",
    "neutral",
    "revisions_in",
    "settled",
    "tokens_of",
    "words_in",
]

PARAGRAPH = "\u2029"
"""Stands for the end of a paragraph among tokens."""

_LETTER = r"[\w\u00ad\u0300-\u036f]"
_HYPHENS = "-\u2010\u2011"
_BLANK = " \u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\r\v\f"
_TOKEN = re.compile(rf"[^\W_]{_LETTER}*(?:[{_HYPHENS}][^\W_]{_LETTER}*)*|\.\.\.|[^{_BLANK}\u00ad]")
_SIGNS = str.maketrans(
    {
        "’": "'", "‘": "'", "‛": "'", "ʼ": "'", "‹": "'", "›": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
        "\u2010": "-", "\u2011": "-", "–": "-", "—": "-", "−": "-", "…": "...", "\u00ad": None,
    }
)  # fmt: skip
_QUOTES = ("'", '"')
_UNLIKE = 0.3


class Token(Struct, frozen=True, gc=False):
    """A word, a sign, a break, the mark of a note or the end of a paragraph.

    `key` is its neutral form, `start` its offset in the words that it comes from; `spaced` is True if a space stands
    before it. `revision` is the tracked insertion that it belongs to, `deletion` that of words before it, or after the
    last token.
    """

    text: str
    key: str
    spaced: bool = False
    start: int = 0
    look: Look = PLAIN
    revision: Revision | None = None
    note: str = ""
    deletion: Revision | None = None


class Difference(NamedTuple):
    """The stretch from `start` to `end` of the first keys, which is that from `begin` to `stop` of the second."""

    start: int
    end: int
    begin: int
    stop: int


def neutral(text: str) -> str:
    """Return the neutral form of a token."""
    composed = text if is_normalized("NFC", text) else normalize("NFC", text)
    return composed.translate(_SIGNS)


class TokenReader:
    """Divides words into tokens, stretch by stretch; a word may run from one stretch into the next.

    The look and the history of a token are those of its first letter.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._starts: list[int] = []
        self._facts: list[tuple[Look, Revision | None, str]] = []
        self._deletions: list[tuple[int, Revision]] = []
        self._length = 0

    def add(self, words: str, look: Look = PLAIN, revision: Revision | None = None, note: str = "") -> None:
        """Add a stretch of words of one look and history."""
        if words:
            self._starts.append(self._length)
            self._facts.append((look, revision, note))
            self._words.append(words)
            self._length += len(words)

    def delete(self, revision: Revision) -> None:
        """Note that words were deleted here."""
        self._deletions.append((self._length, revision))

    def tokens(self) -> list[Token]:
        """Return the tokens."""
        text = "".join(self._words)
        tokens_read: list[Token] = []
        stretch, end = 0, 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            while stretch + 1 < len(self._starts) and self._starts[stretch + 1] <= start:
                stretch += 1
            word = match.group()
            key = neutral(word)
            key = _quotation(text, start, match.end()) if key in _QUOTES else key
            tokens_read.append(Token(word, key, start > end, start, *self._facts[stretch]))
            end = match.end()
        for offset, revision in self._deletions if tokens_read else ():
            at = next(
                (number for number, token in enumerate(tokens_read) if token.start >= offset), len(tokens_read) - 1
            )
            tokens_read[at] = replace(tokens_read[at], deletion=revision)
        return tokens_read


def _quotation(text: str, start: int, end: int) -> str:
    """Return the neutral form of a sign that may be an apostrophe or a quotation mark, whose form depends on those
    around it: marks inside a quotation are others than those outside.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isdigit() or (before.isalnum() and after.isalnum()):
        return neutral(text[start:end])
    return '"'


def revisions_in(tokens: Sequence[Token], first: int, end: int) -> list[Revision]:
    """Return the tracked changes of a stretch of tokens, deletions at its edges included."""
    inserted = [token.revision for token in tokens[first:end]]
    deleted = [token.deletion for token in tokens[first : end + 1]]
    if first == end == len(tokens):
        deleted += [token.deletion for token in tokens[-1:]]
    return [revision for revision in (*inserted, *deleted) if revision is not None]


def tokens_of(words: str) -> list[Token]:
    """Return the tokens of words."""
    reader = TokenReader()
    reader.add(words)
    return reader.tokens()


def words_in(tokens: Sequence[Token]) -> str:
    """Return tokens as words, without the marks of notes."""
    words = (token for token in tokens if token.text != NOTE)
    return "".join(f" {token.text}" if token.spaced and number else token.text for number, token in enumerate(words))


def differences(first: Sequence[str], second: Sequence[str]) -> list[Difference]:
    """Return the stretches in which two sequences of keys differ, in order."""
    head, least = 0, min(len(first), len(second))
    while head < least and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < least - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    inner_first, inner_second = first[head : len(first) - tail], second[head : len(second) - tail]
    if not inner_first and not inner_second:
        return []
    if not inner_first or not inner_second:
        return [Difference(head, head + len(inner_first), head, head + len(inner_second))]
    matcher = SequenceMatcher(None, inner_first, inner_second, autojunk=False)
    return [
        Difference(start + head, end + head, begin + head, stop + head)
        for tag, start, end, begin, stop in matcher.get_opcodes()
        if tag != "equal"
    ]


def settled(keys: Iterable[str]) -> list[str]:
    """Return keys without what the builder decides, whatever a person typed: the capital letter at the head of a
    sentence, and whether the mark of a note stands before or after a sign.
    """
    return sorted((key.casefold() for key in keys), key=NOTE.__eq__)


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return how alike two sequences of keys are, from 0 to 1: twice the common ones, in order, over all."""
    if not first and not second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _UNLIKE or matcher.quick_ratio() < _UNLIKE:
        return 0.0
    return matcher.ratio()

"""Words with codes: what is translated, and what has to stay as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

__all__ = ["REQUIRED", "CodeKind", "InlineCode", "Piece", "Words", "joined"]

CodeKind = Literal[
    "figure", "text", "cite", "ref", "note", "code", "break", "paragraph",
    "bold", "italic", "struck", "superscript", "subscript", "link", "lang",
]  # fmt: skip

REQUIRED: frozenset[CodeKind] = frozenset(("figure", "text", "cite", "ref", "note"))
"""The codes that a translation must have as often as its source."""


class InlineCode(Struct, frozen=True, gc=False):
    """A code: a figure, a citation, the beginning or the end of bold words.

    `name` is what it names (the id of a figure, the sources of a citation, the address of a link), `markup` how the
    author writes it, `shown` how translators see it. `form`: on its own, or one end of a pair.
    """

    kind: CodeKind
    name: str
    markup: str
    shown: str
    form: Literal["alone", "open", "close"] = "alone"


Piece = str | InlineCode
Words = tuple[Piece, ...]
"""Literal words and codes in turn; no two strings side by side, none empty."""


def joined(pieces: Iterable[Piece]) -> Words:
    """Return pieces as words: strings side by side joined, empty ones left out."""
    words: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and words and isinstance(last := words[-1], str):
            words[-1] = last + piece
        elif piece != "":
            words.append(piece)
    return tuple(words)

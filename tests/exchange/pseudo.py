"""Pseudo-translations: every letter gets an accent, every code stays."""

from __future__ import annotations

import re

from builder.exchange.words import InlineCode, Words, markup_of, words_of

_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZ", "âçéïñöšûÿžÂÇÉÏÑÖŠÛŸŽ")
_SKIPPED = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


def accented(text: str) -> str:
    """Return words with accents; addresses keep theirs."""
    parts, at = [], 0
    for match in _SKIPPED.finditer(text):
        parts += (text[at : match.start()].translate(_ACCENTS), match[0])
        at = match.end()
    return "".join((*parts, text[at:].translate(_ACCENTS)))


def pseudo_words(words: Words) -> Words:
    """Return words with accents between their codes, those of notes too."""
    return tuple(accented(piece) if isinstance(piece, str) else _pseudo_code(piece) for piece in words)


def pseudo_markup(markup: str, literal: bool = False) -> str:
    """Return a text with accents, as the author writes it."""
    return markup_of(pseudo_words(words_of(markup, literal)), literal)


def _pseudo_code(code: InlineCode) -> InlineCode:
    if code.kind != "note":
        return code
    return InlineCode("note", "", f"^[{pseudo_markup(code.markup[2:-1])}]", code.shown)

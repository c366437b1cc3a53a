"""Which words in italics are compared between two languages.

A word that is foreign to one language is in italics there and plain in its own: `le *big data*`, "big data". It is not
compared. A title, and a word that both languages have, is in italics in both: `*Nature*`, `un avis *important*`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builder.check.language_detection import NAMES, is_word_of
from builder.content.markup import Emph, Foreign, Inline, Link, Str, Strong, Struck, Subscript, Superscript
from builder.language import base_language

if TYPE_CHECKING:
    from builder.check.rules.parity.marks import Side

__all__ = ["compared_emphasis"]

_MARKS = (Emph, Strong, Struck, Subscript, Superscript, Foreign, Link)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = frozenset({
    "a contrario", "a fortiori", "a posteriori", "a priori", "ad hoc", "ad interim", "de facto", "de jure", "et al",
    "ex ante", "ex post", "ibid", "idem", "in extenso", "in fine", "in situ", "in vitro", "in vivo", "inter alia",
    "ipso facto", "mutatis mutandis", "per capita", "per se", "pro bono", "pro forma", "pro rata", "prorata", "sic",
    "sine die", "sine qua non", "stricto sensu", "versus", "vice versa",
})  # fmt: skip
"""Latin phrases, which some languages set in italics and others do not."""
_SHARED = re.compile(r"...(?:[ae]nt|[ae]nce|tion|sion|[ai]ble|ial|al|ment|age|ct|on)s?$")
"""Endings of words that French and English have in common."""


def compared_emphasis(side: Side, twin: Side) -> list[Inline]:
    """Return the passages in italics of one language, without those that are foreign to it and native to the
    other."""
    compared: list[Inline] = []
    for mark in side.all(Emph):
        if _is_marked_foreign(mark, twin.tag):
            continue
        words = _words_of(mark)
        plain = not any(_words_of(own) == words for own in twin.all(Emph)) and _occurs(words, twin)
        if not plain or not _may_be_foreign(words, side.tag, twin):
            compared.append(mark)
    return compared


def _is_marked_foreign(mark: Inline, tag: str) -> bool:
    """Return True if a passage in italics is marked as one in the other text's language."""
    children = mark.children if isinstance(mark, Emph) else ()
    languages = {base_language(child.language) for child in children if isinstance(child, Foreign)}
    return len(children) == 1 and languages == {base_language(tag)}


def _words_of(mark: Inline) -> str:
    """Return the words of a passage, those with other marks in it too."""
    if isinstance(mark, Str):
        return mark.text
    return "".join(map(_words_of, mark.children)) if isinstance(mark, _MARKS) else ""


def _occurs(words: str, side: Side) -> bool:
    """Return True if a language's text has the words, whole, in any case."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", side.markup.source, re.IGNORECASE) is not None


def _may_be_foreign(phrase: str, tag: str, twin: Side) -> bool:
    """Return True if a phrase that both texts have may be foreign to the first language."""
    base, other_base = base_language(tag), base_language(twin.tag)
    words = _WORD.findall(phrase)
    if not words or phrase.casefold().rstrip(".") in _LATIN:
        return True
    if (
        other_base != "de"
        and phrase[0].isupper()
        and re.search(rf"[\w,;)] {re.escape(phrase)}(?!\w)", twin.markup.source)
    ):
        return False  # a name inside a sentence: the title of a work
    if base not in NAMES:
        return True
    return not all(_is_native(word.lower(), base, {base, other_base} == {"fr", "en"}) for word in words)


def _is_native(word: str, language: str, shares: bool) -> bool:
    return is_word_of(word, language) or (shares and _SHARED.search(word) is not None)

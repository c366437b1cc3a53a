"""Typography: set texts by the rules of their language (spaces, quotation marks, apostrophes, dashes).

The input is the inlines of a paragraph, or a text; the result has the same words, set. Setting a set text changes
nothing. Protected text, code, addresses, paths and other languages are never changed. Values are not formatted here
(`resolve.numbers`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, groupby
from typing import TypeGuard
from unicodedata import is_normalized, normalize

from msgspec.structs import replace

from builder.resolve.typography.locales import RuleSet, rule_set
from builder.resolve.typography.passage import BREAK, NOTE, OPAQUE, Passage, stand_in
from builder.resolve.typography.protect import protected_spans
from builder.resolve.typography.rules import NARROW, NBSP
from builder.tree.ordinals import mark_ordinals
from builder.tree.prose import Break, Inline, Inlines, NoteRef, Run

__all__ = ["set_inlines", "set_text"]

_CAPITAL, _SMALL = "A-ZÀ-ÖØ-ÞŒ", "a-zà-öø-ÿœ"
_QUIET = re.compile(
    rf"[{_CAPITAL}{_SMALL}][{_SMALL}]*"
    rf"(?:,? [{_SMALL}]+|(?<=[{_SMALL}]{{6}})\. [{_CAPITAL}{_SMALL}][{_SMALL}]*)*\.?\Z"
)
"""Sentences of words alone, which no rule of any language changes: no sign but commas and final stops, no digit, no
capital but at the beginning of a sentence that follows a long word (`M. Dupont` is not quiet)."""

_ROMAN_ORDINALS = ("Ie ", "Ve ", "Xe ")
_CACHED_LENGTH = 200  # short texts come again and again (headers, labels, cells); long ones would fill the memory


def set_text(text: str, language: str, narrow_space: str = "narrow") -> str:
    """Set a text by the rules of a language. `narrow_space` is `narrow`, or `full` to print U+202F as U+00A0."""
    if len(text) <= _CACHED_LENGTH:
        return _set_short(text, language, narrow_space)
    return _set(text, language, narrow_space)


def set_inlines(inlines: Inlines, language: str, narrow_space: str = "narrow", *, quoted: bool = False) -> Inlines:
    """Set the inlines of one paragraph as one text across its runs; French ordinals get their superscript letters.

    `quoted` means that the paragraph belongs to a quotation whose own marks are printed: its first level is taken.
    Protected runs, code and objects (notes, references) are unchanged, but they count as context. A run in another
    language is set by that language's own rules; the quotation marks around it belong to the paragraph.
    """
    if not quoted and len(inlines) == 1 and isinstance(inlines[0], Run) and _is_plain(inlines[0], language):
        run = inlines[0]
        text = set_text(run.text, language, narrow_space)
        return mark_ordinals((run if text == run.text else replace(run, text=text),), language)
    return mark_ordinals(_set_across(inlines, language, narrow_space, quoted), language)


@lru_cache(maxsize=8192)
def _set_short(text: str, language: str, narrow_space: str) -> str:
    return _set(text, language, narrow_space)


def _set(text: str, language: str, narrow_space: str) -> str:
    if _QUIET.match(text) and not text.startswith(_ROMAN_ORDINALS):  # `Ve siècle` is bound
        return text
    return _set_by_rules(text, language, narrow_space)


def _set_by_rules(text: str, language: str, narrow_space: str) -> str:
    text = _composed(text)
    rules = rule_set(language)
    if rules.candidate.search(text) is None:
        return text
    passage = Passage(text)
    _apply_rules(passage, rules)
    return _narrow("".join(passage.pieces()), narrow_space)


def _apply_rules(passage: Passage, rules: RuleSet) -> None:
    """Apply every rule that applies, with the protected parts hidden."""
    spans = protected_spans(passage.text)
    if spans:
        passage.hide(spans)
    present = frozenset(passage.text)
    for rule in rules.rules:
        if not rule.signs.isdisjoint(present) and passage.apply(rule.find(passage.text)):
            present = frozenset(passage.text)


def _set_across(inlines: Inlines, language: str, narrow_space: str, quoted: bool = False) -> Inlines:
    inlines = tuple(map(_composed_run, _set_foreign(inlines, language, narrow_space)))
    stretches = [one.text if _is_plain(one, language) else _stand_in(one) for one in inlines]
    text = "".join(stretches)
    rules = rule_set(language, quoted)
    if rules.candidate.search(text) is None:
        return inlines
    passage = Passage(text, list(accumulate(map(len, stretches)))[:-1])
    _apply_rules(passage, rules)
    done: list[Inline] = []
    for one, piece in zip(inlines, passage.pieces(), strict=True):
        done.append(replace(one, text=_narrow(piece, narrow_space)) if _is_plain(one, language) else one)
    return tuple(done)


def _set_foreign(inlines: Inlines, language: str, narrow_space: str) -> Inlines:
    """Set each stretch of another language by its own rules."""
    if all(_language_of(one, language) == language for one in inlines):
        return inlines
    done: list[Inline] = []
    for own, group in groupby(inlines, key=lambda one: _language_of(one, language)):
        stretch = tuple(group)
        done += stretch if own == language else _set_across(stretch, own, narrow_space)
    return tuple(done)


def _language_of(one: Inline, language: str) -> str:
    return (one.language or language) if isinstance(one, Run) else language


def _is_plain(one: Inline, language: str) -> TypeGuard[Run]:
    """Return True if the paragraph's rules may change an inline."""
    return isinstance(one, Run) and not one.protected and not one.code and _language_of(one, language) == language


def _stand_in(one: Inline) -> str:
    if isinstance(one, Break):
        return BREAK
    if isinstance(one, NoteRef):
        return NOTE
    return (stand_in(one.text) if one.text else "") if isinstance(one, Run) else OPAQUE


def _composed(text: str) -> str:
    """Return the text in NFC, so that a letter is one character for the rules."""
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def _composed_run(one: Inline) -> Inline:
    if not isinstance(one, Run) or one.protected or one.code:
        return one
    text = _composed(one.text)
    return one if text is one.text else replace(one, text=text)


def _narrow(text: str, narrow_space: str) -> str:
    return text.replace(NARROW, NBSP) if narrow_space == "full" else text

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

from builder.late_patterns import compiled
from builder.resolve.typography.locales import RuleSet, rule_set
from builder.resolve.typography.passage import BREAK, NOTE, OPAQUE, TypographyPassage, stand_in
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
    passage = TypographyPassage(text)
    _apply_rules(passage, rules)
    return _narrow("".join(passage.pieces()), narrow_space)


def _apply_rules(passage: TypographyPassage, rules: RuleSet) -> None:
    """Apply every rule that applies, with the protected parts hidden."""
    spans = protected_spans(passage.text)
    if spans:
        passage.hide(spans)
    present = frozenset(passage.text)
    for rule in rules.rules:
        if rule.signs.isdisjoint(present) or (rule.hint and not compiled(rule.hint).search(passage.text)):
            continue
        edits = list(rule.find(passage.text))
        if edits:
            passage.apply(edits)
            present = frozenset(passage.text)


def _set_across(inlines: Inlines, language: str, narrow_space: str, quoted: bool = False) -> Inlines:
    inlines = tuple(map(_composed_run, _set_foreign(inlines, language, narrow_space)))
    stretches = [inline.text if _is_plain(inline, language) else _stand_in(inline) for inline in inlines]
    text = "".join(stretches)
    rules = rule_set(language, quoted)
    if rules.candidate.search(text) is None:
        return inlines
    passage = TypographyPassage(text, list(accumulate(map(len, stretches)))[:-1])
    _apply_rules(passage, rules)
    written: list[Inline] = []
    for inline, piece in zip(inlines, passage.pieces(), strict=True):
        written.append(replace(inline, text=_narrow(piece, narrow_space)) if _is_plain(inline, language) else inline)
    return tuple(written)


def _set_foreign(inlines: Inlines, language: str, narrow_space: str) -> Inlines:
    """Set each stretch of another language by its own rules."""
    if all(_language_of(inline, language) == language for inline in inlines):
        return inlines
    written: list[Inline] = []
    for own, group in groupby(inlines, key=lambda inline: _language_of(inline, language)):
        stretch = tuple(group)
        written += stretch if own == language else _set_across(stretch, own, narrow_space)
    return tuple(written)


def _language_of(inline: Inline, language: str) -> str:
    return (inline.language or language) if isinstance(inline, Run) else language


def _is_plain(inline: Inline, language: str) -> TypeGuard[Run]:
    """Return True if the paragraph's rules may change an inline."""
    return (
        isinstance(inline, Run)
        and not inline.protected
        and not inline.code
        and _language_of(inline, language) == language
    )


def _stand_in(inline: Inline) -> str:
    if isinstance(inline, Break):
        return BREAK
    if isinstance(inline, NoteRef):
        return NOTE
    return (stand_in(inline.text) if inline.text else "") if isinstance(inline, Run) else OPAQUE


def _composed(text: str) -> str:
    """Return the text in NFC, so that a letter is one character for the rules."""
    return text if text.isascii() or is_normalized("NFC", text) else normalize("NFC", text)


def _composed_run(inline: Inline) -> Inline:
    if not isinstance(inline, Run) or inline.protected or inline.code:
        return inline
    text = _composed(inline.text)
    return inline if text is inline.text else replace(inline, text=text)


def _narrow(text: str, narrow_space: str) -> str:
    return text.replace(NARROW, NBSP) if narrow_space == "full" else text

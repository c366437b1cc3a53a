"""Each text is in its language, and passages in others are marked: spelling checkers and screen readers rely on the
marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.bibliography import is_entry
from builder.check.context import CheckContext
from builder.check.language_detection import NAMES, may_hold_other, other_language, quotations
from builder.check.rule import Finding, Rule
from builder.check.visible_text import OBJECT, VisiblePiece
from builder.content.markup import Markup
from builder.language import base_language
from builder.source_edits.edits import SourceEdit
from builder.source_edits.scalars import replace

__all__ = ["RULES"]

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?!\s)[^.!?…\n]+)*[.!?…]*")


def other_than_declared(context: CheckContext) -> Iterator[Finding]:
    """Find texts and paragraphs in another language than the one that they are declared for."""
    for tag, markup in _entries(context):
        for piece, language in _foreign_pieces(context, markup, tag):
            message = f"this `{tag}` text is in {NAMES[language]}"
            hint = f"translate it, or mark the passage: `[…]{{lang={language}}}`"
            start = len(piece.text) - len(piece.text.lstrip())
            yield Finding(message, piece.span(start), hint)


def _foreign_pieces(context: CheckContext, markup: Markup, tag: str) -> list[tuple[VisiblePiece, str]]:
    """Return the paragraphs in another language; the first alone if most are, or if all are and each is too short to
    decide.
    """
    pieces = [piece for piece in context.pieces(markup) if piece.kind != "foreign" and not piece.language]
    foreign = [
        (piece, name)
        for piece in pieces
        if (name := other_language(piece.text, base_language(tag))) and not is_entry(piece.text)
    ]
    if not foreign and len(pieces) > 1:
        prose = "\n".join(piece.text for piece in pieces if not is_entry(piece.text))
        name = other_language(prose, base_language(tag))
        foreign = [(pieces[0], name)] if name else []
    return foreign[:1] if 2 * len(foreign) > len(pieces) else foreign


def marked_wrongly(context: CheckContext) -> Iterator[Finding]:
    """Find passages whose mark names another language than theirs."""
    for _, markup in _entries(context):
        for piece in context.pieces(markup) if "{lang=" in markup.source else ():
            base = base_language(piece.language)
            language = other_language(piece.text, base) if base in NAMES else None
            if language:
                message = f"this passage is marked `{piece.language}` but is in {NAMES[language]}"
                yield Finding(message, piece.span(0), f"mark it `{{lang={language}}}`")


def unmarked(context: CheckContext) -> Iterator[Finding]:
    """Find sentences and quotations in another language inside a text in its own language."""
    for tag, markup in _entries(context):
        for piece in context.pieces(markup):
            if piece.kind == "foreign" or piece.language or not may_hold_other(piece.text, base_language(tag)):
                continue
            if is_entry(piece.text) or other_language(piece.text, base_language(tag)):
                continue  # an entry keeps its language; a whole paragraph is reported by LNG001
            for start, end in _passages(piece.text):
                language = other_language(piece.text[start:end], base_language(tag))
                if language:
                    message = f"a passage in {NAMES[language]} has no language mark"
                    edit = _mark(piece, start, end, language)
                    hint = f"mark it: `[…]{{lang={language}}}`"
                    yield Finding(message, piece.span(start), hint, (edit,) if edit else ())


def _passages(text: str) -> list[tuple[int, int]]:
    """Return quotations, and sentences without quotations where there are several, without surrounding spaces."""
    spans = quotations(text)
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    if len(sentences) > 1:
        spans += [
            (start, end)
            for start, end in sentences
            if not any(start < quoted_end and quoted < end for quoted, quoted_end in spans)
        ]
    passages = []
    for start, end in sorted(spans):
        words = text[start:end]
        passages.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    return passages


def _mark(piece: VisiblePiece, start: int, end: int, language: str) -> SourceEdit | None:
    """Return an edit that marks a passage, if the source has it letter by letter."""
    words = piece.text[start:end]
    if OBJECT in words or "[" in words or "]" in words or not piece.in_step(start, end):
        return None
    first = piece.offset(start)
    return replace(piece.markup, first, first + end - start, f"[{words}]{{lang={language}}}")


def _entries(context: CheckContext) -> Iterator[tuple[str, Markup]]:
    """Yield each text under a tag of a recognisable language. Sources keep the language of the work."""
    for text in context.texts:
        if text.key.startswith("sources."):
            continue
        for tag, markup in text.entries.items():
            if base_language(tag) in NAMES:
                yield tag, markup


RULES: tuple[Rule, ...] = (
    Rule(
        code="LNG001",
        name="other-language",
        severity="warning",
        summary="A text or a paragraph is not in the language of its entry.",
        find=other_than_declared,
        bad="fr: The council adopted the budget in December.\nen: The council adopted the budget in December.",
        good="fr: Le conseil a adopté le budget en décembre.\nen: The council adopted the budget in December.",
    ),
    Rule(
        code="LNG002",
        name="wrong-language-mark",
        severity="warning",
        summary="The language mark of a passage names another language than its own.",
        find=marked_wrongly,
        bad='fr: "Le [rapport sur les comptes de la ville]{lang=en}"',
        good='fr: "Le [report on the accounts of the town]{lang=en}"',
    ),
    Rule(
        code="LNG003",
        name="unmarked-passage",
        severity="info",
        summary="A sentence or a quotation in another language has no language mark.",
        find=unmarked,
        bad='fr: "La devise est « we will never walk alone in this town »."',
        good='fr: "La devise est « [we will never walk alone in this town]{lang=en} »."',
        fixable=True,
    ),
)

"""Passages that the rules of typography check, and their fixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding
from builder.check.visible_text import VisiblePiece
from builder.language import base_language
from builder.source_edits.edits import SourceEdit

__all__ = ["edit", "in_languages", "passages", "scan"]


def passages(context: CheckContext) -> tuple[tuple[str, VisiblePiece], ...]:
    """Return every paragraph, note and foreign passage, with its language; that of a language-neutral text is empty."""
    return context.once(_passages)


def _passages(context: CheckContext) -> tuple[tuple[str, VisiblePiece], ...]:
    return tuple(
        (piece.language or tag, piece)
        for text in context.texts
        for tag, markup in text.entries.items()
        for piece in context.pieces(markup)
    )


def in_languages(context: CheckContext, *languages: str) -> Iterator[tuple[str, VisiblePiece]]:
    """Yield the passages in some languages, in any region."""
    return ((tag, piece) for tag, piece in passages(context) if base_language(tag) in languages)


def edit(piece: VisiblePiece, start: int, end: int, new: str) -> tuple[SourceEdit, ...]:
    """Return the edit that writes `new` over `text[start:end]`; none if the source differs from the text."""
    if not piece.in_step(start, end):
        return ()
    from builder.source_edits.scalars import replace

    first = piece.offset(start)
    replacement = replace(piece.markup, first, first + end - start, new)
    return (replacement,) if replacement else ()


def scan(
    tagged_pieces: Iterator[tuple[str, VisiblePiece]],
    pattern: re.Pattern[str],
    describe: Callable[[re.Match[str]], tuple[str, str, str]],
) -> Iterator[Finding]:
    """Yield one finding per match. `describe` returns the message, the hint and the replacement (the match itself if
    there is no fix).
    """
    for _, piece in tagged_pieces:
        for match in pattern.finditer(piece.text):
            message, hint, new = describe(match)
            edits = edit(piece, *match.span(), new) if new != match[0] else ()
            yield Finding(message, piece.span(match.start()), hint, edits)

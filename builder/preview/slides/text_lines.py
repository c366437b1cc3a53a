"""Lines of a paragraph of a slide: its texts broken where the planner's metrics break them. Lengths are EMU."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.preview.slides.text_runs import BREAK, RunType, TypedText
from builder.tree.prose import SOFT_HYPHEN
from builder.typeset.breaking import pieces

__all__ = ["Line", "SetWords", "break_lines"]

_KERNED = 1.006
"""Factor of the room: pairs of letters set closer, which the metrics do not have, make lines that much shorter."""


class SetWords(Struct, frozen=True):
    """Characters of one type on one line: where they begin from the start of the line, and their width."""

    text: str
    type: RunType
    at: float
    width: float


class Line(Struct, frozen=True):
    """A line: its spans, its width without the space at its end, and its height and ascent at single spacing."""

    spans: tuple[SetWords, ...]
    width: float
    height: float
    ascent: float


class _Piece(Struct, frozen=True):
    """An unbreakable piece of one type with the space after it."""

    word: str
    gap: str
    type: RunType
    width: float
    space: float
    may_end: bool


def break_lines(texts: Sequence[TypedText], empty: RunType, first: float, others: float) -> list[Line]:
    """Return the lines of texts in the width of the first line and of the others; `empty` is the type of a paragraph
    without text. A piece longer than a line is broken by character.
    """
    lines: list[Line] = []
    words: list[list[_Piece]] = []
    for text in [*texts, None]:
        if text is not None and text.text != BREAK:
            for piece in _pieces(text):
                if words and not words[-1][-1].may_end:
                    words[-1].append(piece)
                else:
                    words.append([piece])
            continue
        lines += _lines(words, empty if text is None else text.type, first if not lines else others, others)
        words = []
    return lines


def _pieces(text: TypedText) -> Iterator[_Piece]:
    type_ = text.type
    for word, gap, may_end in pieces(text.text.replace(SOFT_HYPHEN, "").replace("\t", " ")):
        yield _Piece(word, gap, type_, _width(word, type_), _width(gap, type_), may_end)


def _width(text: str, type_: RunType) -> float:
    return type_.face.width(text) * type_.size + type_.spacing * len(text)


def _lines(words: Sequence[Sequence[_Piece]], empty: RunType, first: float, others: float) -> Iterator[Line]:
    """Yield the lines of words up to a forced break."""
    if not words:
        yield Line((), 0.0, empty.line, empty.ascent)
        return
    line: list[_Piece] = []
    room, at = first, 0.0
    for word in words:
        width = sum(piece.width + piece.space for piece in word) - word[-1].space
        if line and at + width > room * _KERNED:
            yield _line(line)
            line, at, room = [], 0.0, others
        if width > room * _KERNED:
            *whole, rest = _broken(word, room)
            yield from map(_line, whole)
            if whole:
                room = others
            word = rest
        line += word
        at += sum(piece.width + piece.space for piece in word)
    yield _line(line)


def _broken(word: Sequence[_Piece], room: float) -> list[list[_Piece]]:
    """Return a word that is wider than a line, cut by character."""
    parts: list[list[_Piece]] = [[]]
    at = 0.0
    for piece in word:
        for character in piece.word:
            width = _width(character, piece.type)
            if at + width > room and parts[-1]:
                parts.append([])
                at = 0.0
            parts[-1].append(_Piece(character, "", piece.type, width, 0.0, False))
            at += width
        if piece.gap:
            parts[-1].append(_Piece("", piece.gap, piece.type, 0.0, piece.space, piece.may_end))
            at += piece.space
    return parts


def _line(line: Sequence[_Piece]) -> Line:
    """Return a line of pieces, those of one type joined."""
    spans: list[SetWords] = []
    at = begin = 0.0
    text, type_ = "", line[0].type
    for piece in line:
        if piece.type is not type_ and piece.type != type_:
            if text:
                spans.append(SetWords(text, type_, begin, at - begin))
            text, type_, begin = "", piece.type, at
        text += piece.word + piece.gap
        at += piece.width + piece.space
    if text:
        spans.append(SetWords(text, type_, begin, at - begin))
    tall = max(line, key=lambda piece: piece.type.line).type
    return Line(tuple(spans), at - line[-1].space, tall.line, tall.ascent)

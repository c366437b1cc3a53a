"""Read texts of the usual kinds without a parser of Markdown: paragraphs of words, figures, notes, bold and italics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from builder.content.markup import (
    Block,
    Citation,
    CrossReference,
    Emph,
    FigureRef,
    Inline,
    InlineNote,
    NamedText,
    Para,
    Str,
    Strong,
)
from builder.content.simple_marks import SimpleMark, simple_marks
from builder.content.syntax import CITATION, FIGURE, ID
from builder.source import Span

__all__ = ["simple_blocks"]

Place = Callable[[int], Span]

_HEAD = r"(?:[^\W\d_]|[«“‘\"'’(\[{@^€$£]|[0-9]++(?![.)0-9])|\*\*?(?=[^\s*]))"
"""The head of a line that begins no list, heading, table, rule or code."""
_LINE = rf"(?={_HEAD})[^\n\t]*(?<=\S)"
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*+(?=\n\n|\n*\Z)")
_SOURCES = re.compile(ID)
_SIGN = re.compile(r"[\\`*_\[{}<@~^\t&]")
"""Signs that words alone do not have."""
_OPENING = re.compile(r"[#>~=+|:-]|[0-9]{1,9}[.)]")
"""How no line of words alone begins."""


def simple_blocks(text: str, place: Place) -> tuple[Block, ...] | None:
    """Return the paragraphs of a text, or None if it takes a parser to read them."""
    if _SIGN.search(text) is None and (paragraphs := _words_alone(text, place)):
        return paragraphs
    blocks: list[Block] = []
    at = 0
    while paragraph := _PARAGRAPH.match(text, at):
        marks = simple_marks(text[at : paragraph.end()])
        if marks is None:
            return None
        blocks.append(Para(_Reader(text[at : paragraph.end()], at, place).inlines(iter(marks)), place(at)))
        at = paragraph.end()
        if not text[at:].strip("\n"):
            return tuple(blocks)
        at += 2
    return None


def _words_alone(text: str, place: Place) -> tuple[Block, ...]:
    """Return the paragraphs of words without marks; nothing if a line begins or ends as one of a paragraph may not."""
    lines = text.split("\n")
    if not all(line == line.strip() and _OPENING.match(line) is None for line in lines):
        return ()
    paragraphs: list[Block] = []
    words: list[str] = []
    at = start = 0
    for line in (*lines, ""):
        if line:
            start = start if words else at
            words.append(line)
        elif words:
            span = place(start)
            paragraphs.append(Para((Str(" ".join(words), span),), span))
            words = []
        at += len(line) + 1
    return tuple(paragraphs)


class _Reader:
    """Reads the marks of one paragraph, which begins at an offset of its text."""

    def __init__(self, paragraph: str, start: int, place: Place):
        self._paragraph = paragraph
        self._start = start
        self._place = place

    def inlines(self, marks: Iterator[SimpleMark]) -> tuple[Inline, ...]:
        """Return the inlines up to the mark that closes them, or to the end; words on several lines are joined."""
        found: list[Inline] = []
        words: list[str] = []
        words_at = 0
        for mark in marks:
            if mark.kind in ("words", "line_end"):
                words_at = words_at if words else mark.at
                words.append(" " if mark.kind == "line_end" else mark.written)
                continue
            if words:
                found.append(Str("".join(words), self._span(words_at)))
                words = []
            if mark.kind == "closing":
                return tuple(found)
            found.append(self._inline(mark, marks))
        if words:
            found.append(Str("".join(words), self._span(words_at)))
        return tuple(found)

    def _inline(self, mark: SimpleMark, marks: Iterator[SimpleMark]) -> Inline:
        span = self._span(mark.at)
        if mark.kind == "figure" and (figure := FIGURE.match(mark.written)):
            return FigureRef(figure[1], figure[2] or "", span)
        if mark.kind == "text":
            return NamedText(mark.written[2:-1], span)
        if mark.kind == "cite" and (citation := CITATION.match(mark.written)):
            return Citation(tuple(_SOURCES.findall(citation[1])), citation[2] or "", span)
        if mark.kind == "ref":
            return CrossReference(mark.written[1:], span)
        if mark.kind == "note":
            inside = simple_marks(self._paragraph, mark.at + 2, mark.at + len(mark.written) - 1) or []
            return InlineNote(self.inlines(iter(inside)), span)
        return (Strong if mark.written == "**" else Emph)(self.inlines(marks), span)

    def _span(self, at: int) -> Span:
        return self._place(self._start + at)

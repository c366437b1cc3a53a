"""The visible words of a text, with the mapping to the source, which rules scan for numbers, terms and typography.

Mark-up is removed; code, figures, named texts, citations, cross-references and addresses become `OBJECT`, one character
that no word, number or sentence contains. A note and a passage in another language are pieces of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final, Literal

from msgspec import Struct

from builder.content.markup import (
    Block,
    Emph,
    Foreign,
    HardBreak,
    Inline,
    InlineNote,
    Link,
    ListBlock,
    Markup,
    Para,
    PipeTable,
    Str,
    Strong,
    Struck,
    Subscript,
    Superscript,
)
from builder.content.written_steps import written_steps
from builder.late_patterns import compiled
from builder.source import Span
from builder.tree.prose import SOFT_HYPHEN, script_characters

__all__ = ["OBJECT", "VisiblePiece", "pieces_of"]

OBJECT: Final = "\ufffc"
"""Character for what is not prose: a figure, a citation, code, an address. A hard break is a line feed."""

_ADDRESS = r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"


class VisiblePiece(Struct, frozen=True, gc=False):
    """A run of visible words: a paragraph, a note, or a passage in another language (`language`, else empty)."""

    text: str
    kind: Literal["prose", "note", "foreign"]
    language: str
    markup: Markup
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    """From `text[starts[n]]` on, text and source run in step from `offsets[n]` on."""

    def offset(self, at: int) -> int:
        """Return the offset of the character `text[at]` in the source; at the text's end, the position after it."""
        if not self.starts:
            return 0
        if at and at == len(self.text):
            return self.offset(at - 1) + 1
        n = bisect_right(self.starts, at) - 1
        return self.offsets[n] + at - self.starts[n]

    def span(self, at: int) -> Span:
        """Return the place in the file of the character `text[at]`."""
        return self.markup.place(self.offset(at))

    def in_step(self, start: int, end: int) -> bool:
        """Return True if the source has a range letter by letter, without mark-up or escapes inside."""
        first = self.offset(start)
        return self.markup.source[first : first + end - start] == self.text[start:end]


def pieces_of(markup: Markup) -> tuple[VisiblePiece, ...]:
    """Return the pieces of a text in reading order, a note or foreign passage after the paragraph that contains it."""
    pieces: list[VisiblePiece] = []
    _blocks(markup.blocks, markup, pieces)
    return tuple(pieces)


def _blocks(blocks: Iterable[Block], markup: Markup, pieces: list[VisiblePiece]) -> None:
    for block in blocks:
        if isinstance(block, Para):
            _piece(block.children, markup, "prose", "", pieces)
        elif isinstance(block, ListBlock):
            for item in block.items:
                _blocks(item, markup, pieces)
        elif isinstance(block, PipeTable):
            for row in (block.header, *block.rows):
                _blocks(row, markup, pieces)


def _piece(
    inlines: tuple[Inline, ...],
    markup: Markup,
    kind: Literal["prose", "note", "foreign"],
    language: str,
    pieces: list[VisiblePiece],
) -> None:
    run = _Run(markup)
    run.add(inlines)
    text = "".join(run.parts)
    if "://" in text or "www." in text or "@" in text:
        text = compiled(_ADDRESS).sub(lambda match: OBJECT * len(match[0]), text)
    if text.strip():
        pieces.append(VisiblePiece(text, kind, language, markup, tuple(run.starts), tuple(run.offsets)))
    for inline in run.inner:
        if isinstance(inline, InlineNote):
            _piece(inline.children, markup, "note", language, pieces)
        else:
            _piece(inline.children, markup, "foreign", inline.language, pieces)


class _Run:
    """Collects the words of one paragraph."""

    def __init__(self, markup: Markup):
        self.markup = markup
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.offsets: list[int] = []
        self.inner: list[InlineNote | Foreign] = []
        self._length = 0

    def add(self, inlines: tuple[Inline, ...]) -> None:
        """Add the words of inlines; notes and foreign passages are put aside in `inner`."""
        for inline in inlines:
            if isinstance(inline, Str):
                self._words(inline.text, self.markup.offset(inline.span))
            elif isinstance(inline, Emph | Strong | Struck) or (isinstance(inline, Link) and not _is_address(inline)):
                self.add(inline.children)
            elif isinstance(inline, Superscript | Subscript):
                first = len(self.parts)
                self.add(inline.children)
                raised = isinstance(inline, Superscript)
                self.parts[first:] = [script_characters(part, raised) for part in self.parts[first:]]
            elif isinstance(inline, InlineNote):
                self.inner.append(inline)
            else:
                if isinstance(inline, Foreign):
                    self.inner.append(inline)
                sign = "\n" if isinstance(inline, HardBreak) else OBJECT
                self._part(sign, self.markup.offset(inline.span))

    def _part(self, text: str, offset: int) -> None:
        self.parts.append(text)
        self.starts.append(self._length)
        self.offsets.append(offset)
        self._length += len(text)

    def _words(self, text: str, at: int) -> None:
        """Add the words that match the source as far as they do, then those past an escape, an entity or a line's
        end. Soft hyphens are left out.
        """
        for step in written_steps(text, self.markup.source, at):
            if step.shown != SOFT_HYPHEN:
                self._part(step.shown, step.own)


def _is_address(link: Link) -> bool:
    """Return True if a link shows its own target instead of words."""
    shown = "".join(child.text for child in link.children if isinstance(child, Str))
    return shown in link.target or "://" in shown

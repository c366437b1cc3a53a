"""The words of a paragraph as its author wrote it: each token with its characters in the source and its marks.

What is no word of the author's (a figure, a citation, a reference, a note, code, an address) is one opaque token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from builder.content import markup as m
from builder.content.markup import Block, Inline, Markup
from builder.content.written_steps import WrittenStep, written_steps
from builder.round_trip.story import BREAK
from builder.round_trip.tokens import tokens_of
from builder.source import Span
from builder.source_edits.passages import Written

__all__ = ["MarkKind", "OpaqueKind", "SourceMark", "SourceToken", "SourceWords", "source_words"]

MarkKind = Literal["strong", "emphasis", "strike", "superscript", "subscript", "link", "foreign"]
OpaqueKind = Literal["", "figure", "named", "citation", "reference", "note", "code", "address", "generated"]

_KINDS: dict[type, MarkKind] = {
    m.Strong: "strong",
    m.Emph: "emphasis",
    m.Struck: "strike",
    m.Superscript: "superscript",
    m.Subscript: "subscript",
    m.Link: "link",
    m.Foreign: "foreign",
}
_SOFT_BREAK = re.compile(r"[ \t]*\n[ \t]*")


class SourceMark(Struct, frozen=True, gc=False):
    """A mark of the source around words. `start` distinguishes two marks of one kind; -1 is a mark to be written.

    `target` is the address of a link.
    """

    kind: MarkKind
    opening: str
    closing: str
    start: int = -1
    target: str = ""


class SourceToken(Struct, frozen=True, gc=False):
    """A token of the source: its characters from `start` to `end` of the text, and its marks, outermost first.

    An opaque token has a `kind`, and as its key the kind and what it names. `inner` is the source of a note's words.
    """

    text: str
    key: str
    start: int
    end: int
    marks: tuple[SourceMark, ...] = ()
    kind: OpaqueKind = ""
    node: Inline | None = None
    inner: SourceWords | None = None


class SourceWords(Struct, frozen=True, gc=False):
    """A paragraph, or a note in one: its tokens, and the characters of the text that it takes."""

    markup: Markup
    tokens: tuple[SourceToken, ...]
    start: int
    end: int
    cell: bool = False

    def raw(self, start: int, end: int) -> str:
        """Return characters of the source on one line."""
        text = _SOFT_BREAK.sub(" ", self.markup.source[start:end])
        return text.replace("\\|", "|") if self.cell else text

    def at(self, span: Span) -> SourceToken | None:
        """Return the opaque token at a place in the file."""
        for token in self.tokens:
            if token.node is not None and token.node.span == span:
                return token
            inner = token.inner.at(span) if token.inner is not None else None
            if inner is not None:
                return inner
        return None


def source_words(written: Written) -> SourceWords | None:
    """Return the tokens of a passage; None if it is not one paragraph of its text."""
    markup, extent = written.markup, written.extent
    if written.literal:
        tokens = [
            SourceToken(token.text, token.key, extent.start + token.start, extent.start + token.start + len(token.text))
            for token in tokens_of(markup.source[extent.start : extent.end])
        ]
        return SourceWords(markup, tuple(tokens), extent.start, extent.end)
    for paragraph in _paragraphs(markup.blocks):
        if extent.start <= markup.offset(paragraph.span) < max(extent.end, extent.start + 1):
            tokens = list(_Tokens(markup).of(paragraph.children, (), extent.end))
            return SourceWords(markup, tuple(tokens), extent.start, extent.end, extent.cell)
    return None


def _paragraphs(blocks: Sequence[Block]) -> Iterator[m.Para]:
    for block in blocks:
        if isinstance(block, m.Para):
            yield block
        elif isinstance(block, m.ListBlock):
            for item in block.items:
                yield from _paragraphs(item)
        elif isinstance(block, m.PipeTable):
            for row in (block.header, *block.rows):
                yield from row


class _Tokens:
    """Reads the tokens of inlines. Each inline ends where the next one begins."""

    def __init__(self, markup: Markup):
        self._markup = markup
        self._source = markup.source

    def of(self, children: Sequence[Inline], marks: tuple[SourceMark, ...], end: int) -> Iterator[SourceToken]:
        """Yield the tokens of inlines that end at an offset; a word that runs through several is several tokens."""
        starts = [*(self._markup.offset(child.span) for child in children), end]
        for child, start, stop in zip(children, starts, starts[1:], strict=False):
            yield from self._token(child, marks, start, stop)

    def _token(self, child: Inline, marks: tuple[SourceMark, ...], start: int, stop: int) -> Iterator[SourceToken]:
        if isinstance(child, m.Str):
            yield from self._words(child.text, start, marks)
        elif isinstance(child, m.Link) and _is_address(child):
            yield self._opaque(child, "address", child.target, marks, start, stop)
        elif isinstance(child, m.InlineNote):
            inner = SourceWords(self._markup, tuple(self.of(child.children, (), stop - 1)), start + 2, stop - 1)
            yield self._opaque(child, "note", "", marks, start, stop, inner)
        elif isinstance(child, m.Citation):
            yield self._opaque(child, "citation", "", marks, start, stop)
        elif isinstance(child, m.FigureRef):
            yield self._opaque(child, "figure", child.figure, marks, start, stop)
        elif isinstance(child, m.NamedText):
            yield self._opaque(child, "named", child.name, marks, start, stop)
        elif isinstance(child, m.CrossReference):
            yield self._opaque(child, "reference", child.target, marks, start, stop)
        elif isinstance(child, m.CodeSpan):
            yield self._opaque(child, "code", child.text, marks, start, stop)
        elif isinstance(child, m.HardBreak):
            yield SourceToken(BREAK, BREAK, start, stop, marks)
        else:
            yield from self._marked(child, marks, start, stop)

    def _marked(self, child: Inline, marks: tuple[SourceMark, ...], start: int, stop: int) -> Iterator[SourceToken]:
        """Yield the tokens of an inline that marks words."""
        assert isinstance(child, m.NESTING)
        first = self._markup.offset(child.children[0].span) if child.children else stop
        opening = self._source[start:first]
        if isinstance(child, m.Link | m.Foreign):
            inner_end = self._source.rfind("]", start, stop)
            if isinstance(child, m.Link):
                inner_end = self._source.rfind("](", start, stop)
        else:
            inner_end = stop - len(opening)
        mark = SourceMark(
            _KINDS[type(child)],
            opening,
            self._source[inner_end:stop],
            start,
            child.target if isinstance(child, m.Link) else "",
        )
        yield from self.of(child.children, (*marks, mark), inner_end)

    def _opaque(
        self,
        node: Inline,
        kind: OpaqueKind,
        name: str,
        marks: tuple[SourceMark, ...],
        start: int,
        stop: int,
        inner: SourceWords | None = None,
    ) -> SourceToken:
        return SourceToken(self._source[start:stop], f"\0{kind} {name}", start, stop, marks, kind, node, inner)

    def _words(self, text: str, at: int, marks: tuple[SourceMark, ...]) -> Iterator[SourceToken]:
        steps = list(written_steps(text, self._source, at))
        for token in tokens_of(text):
            start, end = _characters(steps, token.start, token.start + len(token.text))
            yield SourceToken(token.text, token.key, start, end, marks)


def _characters(steps: Sequence[WrittenStep], first: int, after: int) -> tuple[int, int]:
    """Return the characters of the source that show those of a text from `first` to `after`."""
    start = end = at = 0
    for step in steps:
        length = len(step.shown)
        exact = step.end - step.start == length
        if at <= first < at + length:
            start = step.start + first - at if exact else step.start
        if at < after <= at + length:
            end = step.start + after - at if exact else step.end
            return start, end
        at += length
    return start, end


def _is_address(link: m.Link) -> bool:
    """Return True if a link shows its own address, which is no prose."""
    first = link.children[0] if len(link.children) == 1 else None
    return isinstance(first, m.Str) and (
        first.span == link.span or first.text in (link.target, link.target.removeprefix("mailto:"))
    )

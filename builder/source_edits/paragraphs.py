"""Divide a text, as its author wrote it, into its paragraphs: the exact characters of each, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.content.markup import Markup, Para

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = [
    "Extent",
    "Line",
    "divided",
    "one_line",
    "one_paragraph",
    "paragraphs",
    "whole_words",
    "words_of",
    "words_with_offsets",
]

Line = tuple[int, int]
"""Start and end offset of a line of a paragraph in its text, without indentation, list marks and line end."""

_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")
_NO_TEXT = frozenset(("heading_open", "blockquote_open", "hr", "html_block"))
"""What no text may hold."""


class Extent(Struct, frozen=True, gc=False):
    """A paragraph of a text: its key below the text's key (`0`, `1.2.0` in a list, `1.rows.0.2` in a small table) and
    its lines. `hard` holds the numbers of the lines that end in a hard break; `cell` is True in a small table, where a
    bar is written `\\|`.
    """

    suffix: str
    lines: tuple[Line, ...]
    hard: frozenset[int] = frozenset()
    cell: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character in the text."""
        return self.lines[0][0]

    @property
    def end(self) -> int:
        """Offset after the last character in the text."""
        return self.lines[-1][1]

    @property
    def wraps(self) -> bool:
        """True if a line ends without a hard break."""
        return len(self.lines) - 1 > len(self.hard)


def one_paragraph(source: str) -> Extent:
    """Return the extent of a text that is a single paragraph; its key is the text's own."""
    start, end = len(source) - len(source.lstrip()), len(source.rstrip())
    if "\n" not in source:
        return Extent("", ((start, end),))
    lines = _lines_between(source, start, end)
    return Extent("", lines, _hard_breaks([source[start:end] for start, end in lines]))


def paragraphs(markup: Markup) -> tuple[Extent, ...]:
    """Return the paragraphs of a rich text in reading order, those of lists and small tables included; code blocks are
    left out.
    """
    source = markup.source
    if markup.blocks and all(isinstance(block, Para) for block in markup.blocks):
        parts = list(_parts(source))
        if len(parts) == len(markup.blocks):
            return tuple(_part(source, number, start, end) for number, (start, end) in enumerate(parts))
    return divided(source)


def _parts(source: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each stretch of a text between blank lines."""
    at = 0
    for match in _BLANK_LINES.finditer(source):
        if source[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if source[at:].strip():
        yield at, len(source)


def _part(source: str, number: int, start: int, end: int) -> Extent:
    """Return a paragraph between blank lines, which is known to be one."""
    start += len(source[start:end]) - len(source[start:end].lstrip())
    lines = _lines_between(source, start, start + len(source[start:end].rstrip()))
    return Extent(str(number), lines, _hard_breaks([source[begin:stop] for begin, stop in lines]))


def divided(source: str) -> tuple[Extent, ...]:
    """Return the paragraphs of mark-up in reading order, as `paragraphs` does; none if it holds what no text may hold,
    such as a heading.
    """
    from builder.content.inline_rules import parser

    tokens: list[Token] = []
    md = parser()
    md.block.parse(source, md, {}, tokens)
    if any(token.type in _NO_TEXT for token in tokens):
        return ()
    return tuple(_Division(source, tokens).read())


def one_line(words: str) -> str:
    """Return words as `words_of` does: without tabs and soft line ends. A blank line stays."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip(" \n")
    if "\n" not in words:
        return words
    return "\n\n".join(words_of(part, one_paragraph(part)) for part in _BLANK_LINES.split(words))


def whole_words(source: str) -> str:
    """Return the mark-up of a text of several paragraphs, each paragraph on one line."""
    for extent in reversed(divided(source)):
        if not extent.cell:
            source = source[: extent.start] + words_of(source, extent) + source[extent.end :]
    return source.strip("\n").rstrip()


def words_of(source: str, extent: Extent) -> str:
    """Return a paragraph's mark-up on one line: line ends become spaces, a hard break becomes a backslash and a line
    end.
    """
    parts = []
    for number, (start, end) in enumerate(extent.lines):
        line = source[start:end]
        if number in extent.hard:
            parts.append(line.removesuffix("\\").rstrip(" ") + "\\\n")
        else:
            parts.append(line.rstrip(" ") + " ")
    words = "".join(parts)[:-1]
    return words.replace("\\|", "|") if extent.cell else words


def words_with_offsets(source: str, extents: Iterable[Extent], start: int, end: int) -> tuple[str, list[int]]:
    """Return a part of mark-up with its paragraphs as `words_of` has them, and the offset in `source` of each of its
    characters and of its end.
    """
    parts: list[str] = []
    offsets: list[int] = []
    at = start

    def take(until: int) -> None:
        parts.append(source[at:until])
        offsets.extend(range(at, until))

    for extent in extents:
        for number, (_, line_end) in enumerate(extent.lines[:-1]):
            following = extent.lines[number + 1][0]
            hard = number in extent.hard
            line = source[at:line_end]
            until = at + len((line.removesuffix("\\") if hard else line).rstrip(" "))
            take(until)
            gap = "\\\n" if hard else " "
            parts.append(gap)
            offsets.extend([until] * len(gap))
            at = following
    take(end)
    return "".join(parts), [*offsets, end]


class _Division:
    """Reads the block tokens of a text, with the keys that `resolve/prose.py` gives its paragraphs."""

    def __init__(self, source: str, tokens: Sequence[Token]):
        self._source = source
        self._tokens = tokens
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._at = 0

    def read(self, prefix: str = "", closing: str = "") -> Iterator[Extent]:
        """Yield the paragraphs up to the token `closing`, or to the end."""
        index = 0
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type == closing:
                return
            if token.type == "inline":
                yield self._paragraph(token, f"{prefix}{index}")
                index += 1
            elif token.type in ("fence", "code_block"):
                index += 1
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield from self._list(token.type.replace("open", "close"), f"{prefix}{index}.")
                index += 1
            elif token.type == "table_open":
                yield from self._table(f"{prefix}{index}.")
                index += 1

    def _list(self, closing: str, prefix: str) -> Iterator[Extent]:
        number = 0
        while self._tokens[self._at].type != closing:
            self._at += 1
            yield from self.read(f"{prefix}{number}.", "list_item_close")
            number += 1
        self._at += 1

    def _table(self, prefix: str) -> Iterator[Extent]:
        from builder.content.table_cells import cells_of

        row = -1
        while self._tokens[self._at].type != "table_close":
            token = self._tokens[self._at]
            self._at += 1
            if token.type != "tr_open" or token.map is None:
                continue
            start = self._starts[token.map[0]]
            for column, (content, offsets) in enumerate(cells_of(self._lines[token.map[0]])):
                if content:
                    suffix = f"columns.{column}" if row < 0 else f"rows.{row}.{column}"
                    # A bar is at the offset of its backslash's end: the cell begins before the backslash.
                    first = offsets[0] - (1 if content.startswith("|") else 0)
                    yield Extent(f"{prefix}{suffix}", ((start + first, start + offsets[-2] + 1),), cell=True)
            row += 1
        self._at += 1

    def _paragraph(self, token: Token, suffix: str) -> Extent:
        first = token.map[0] if token.map else 0
        contents = token.content.split("\n")
        lines = []
        for number, content in enumerate(contents, first):
            at = max(0, self._lines[number].rfind(content.rstrip())) + self._starts[number]
            indent = len(content) - len(content.lstrip(" \t"))
            lines.append((at + indent, at + len(content)))
        return Extent(suffix, tuple(lines), _hard_breaks(contents))


def _lines_between(source: str, start: int, end: int) -> tuple[Line, ...]:
    """Return the lines of a stretch of a text, without their indentation."""
    lines = []
    while True:
        line_end = source.find("\n", start, end)
        stop = line_end if line_end >= 0 else end
        while start < stop and source[start] in " \t":
            start += 1
        lines.append((start, stop))
        if line_end < 0:
            return tuple(lines)
        start = line_end + 1


def _hard_breaks(contents: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that end in a hard break: one that looks so inside code is none."""
    if len(contents) == 1 or not any(content.endswith(("  ", "\\")) for content in contents[:-1]):
        return frozenset()
    from builder.content.inline_rules import parser

    md = parser()
    tokens = md.inline.parse("\n".join(contents), md, {}, [])
    breaks = [token.meta["at"] for token in _flat(tokens) if token.type == "hardbreak"]
    starts = [0]
    for content in contents:
        starts.append(starts[-1] + len(content) + 1)
    hard = {next(n for n in range(len(contents)) if at < starts[n + 1]) for at in breaks}
    return frozenset(hard)


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.children:
            yield from _flat(token.children)

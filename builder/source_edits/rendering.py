"""Write a value as YAML: in the style of the entry beside it and wrapped at its width.

A value is mark-up whose paragraphs have one line each; `ScalarLayout` breaks them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from builder.content.markup import Markup
from builder.source_edits.paragraphs import Extent, divided, paragraphs
from builder.source_edits.scalars import double_quoted, plain_or_quoted, single_quoted
from builder.source_edits.wrapping import NARROWEST, WIDTH, wrapped

__all__ = [
    "Rendered",
    "ScalarLayout",
    "block_lines",
    "block_value",
    "is_numbered",
    "layout_of",
    "margins",
    "rendered",
    "spliced",
]

_HEADER = re.compile(r"[|>][-+0-9]*")
_NUMBERED = re.compile(r"\d{1,9}[.)](?: |\Z)")


class ScalarLayout(Struct, frozen=True, gc=False):
    """How an author writes a text: the style of its scalar ("" plain, a quote, "|" or ">"), the chomping of a block,
    and the column at which lines end (None: nowhere).
    """

    style: str = ""
    chomping: str = ""
    width: int | None = WIDTH


class Rendered(Struct, frozen=True, gc=False):
    """A value as YAML: what is written in its place, and the lines of a block below it."""

    head: str
    body: tuple[str, ...] = ()


def layout_of(markups: Iterable[Markup]) -> ScalarLayout:
    """Return the layout of a text's entries; the first entry counts first."""
    markups = [markup for markup in markups if markup.scalar is not None]
    if not markups or (first := markups[0].scalar) is None:
        return ScalarLayout()
    style, chomping = first.style, ""
    if style == "|":
        header = _HEADER.match(first.source.text, first.start)
        style, chomping = (header[0][0], header[0].strip("|>0123456789")) if header else ("|", "")
    return ScalarLayout(style, chomping, _width(markups))


def _width(markups: Sequence[Markup]) -> int | None:
    """Return the column at which lines end: that of the longest line of the first wrapped paragraph; none if there is
    none, and a line is longer than usual.
    """
    single = 0
    for markup in markups:
        for ends, wraps in _line_ends(markup):
            if wraps:
                return max(NARROWEST, *ends)
            single = max(single, *ends)
    return None if single > WIDTH else WIDTH


def _line_ends(markup: Markup) -> Iterator[tuple[list[int], bool]]:
    """Yield the columns at which the lines of each paragraph end, and whether they end there for want of room."""
    scalar = markup.scalar
    if scalar is None:
        return
    if scalar.style == "|":
        for extent in paragraphs(markup):
            if not extent.cell:
                yield (
                    [scalar.indent + end - scalar.value.rfind("\n", 0, end) - 1 for _, end in extent.lines],
                    extent.wraps,
                )
        return
    lines = scalar.source.text[scalar.start : scalar.end].split("\n")
    yield [scalar.column - 1 + len(lines[0]), *map(len, lines[1:])], len(lines) > 1


def spliced(source: str, words: Mapping[Extent, str]) -> str:
    """Return mark-up with other words for some paragraphs, each on one line."""
    for extent in sorted(words, key=lambda extent: extent.start, reverse=True):
        text = words[extent].replace("|", "\\|") if extent.cell else words[extent]
        source = source[: extent.start] + text + source[extent.end :]
    return source


def block_lines(source: str, extent: Extent, words: str, indent: int, width: int | None, rich: bool) -> list[str]:
    """Return the lines of a paragraph in a block whose lines are indented by `indent`: the first without indentation,
    the others with that of the paragraph.
    """
    if extent.cell:
        return [words.replace("|", "\\|")]
    first, inner = margins(source, extent)
    if not rich and is_numbered(words):
        width = None
    lines = wrapped(words, width, indent + first, indent + inner)
    return [lines[0], *(" " * inner + line for line in lines[1:])]


def margins(source: str, extent: Extent) -> tuple[int, int]:
    """Return the number of characters before the first line of a paragraph, and before the others."""
    first = extent.start - source.rfind("\n", 0, extent.start) - 1
    if len(extent.lines) == 1:
        return first, first
    second = extent.lines[1][0]
    return first, second - source.rfind("\n", 0, second) - 1


def is_numbered(words: str) -> bool:
    """Return True for words such as "2024. A year": a sentence where no list is allowed, but on one line only."""
    return _NUMBERED.match(words) is not None


def block_value(value: str, indent: int, width: int | None, rich: bool) -> list[str]:
    """Return the lines of mark-up in a block, without the indentation of the block."""
    if not rich:
        return block_lines(value, Extent("", ((0, len(value)),)), value, indent, width, rich)
    for extent in reversed(divided(value)):
        words = value[extent.start : extent.end]
        if len(extent.lines) == 1 and not extent.cell:
            lines = block_lines(value, extent, words, indent, width, rich)
            value = value[: extent.start] + "\n".join(lines) + value[extent.end :]
    return value.split("\n")


def rendered(value: str, like: ScalarLayout, *, flow: bool, first: int, parent: int, rich: bool) -> Rendered:
    """Return a value as YAML. It is written after `first` characters of its line; `parent` is the number of characters
    before the key or the dash that it belongs to; `flow` is True inside brackets.
    """
    if flow or not _wants_block(value, like, first):
        return Rendered(_in_line(value, like, flow))
    indent = parent + 2
    style = like.style if like.style in ("|", ">") else ">" if _is_prose(value, rich) else "|"
    digit = "2" if value.startswith(" ") else ""
    lines = block_value(value, indent, like.width, rich)
    return Rendered(f"{style}{digit}{like.chomping}", tuple(" " * indent + line if line else "" for line in lines))


def _is_prose(value: str, rich: bool) -> bool:
    """Return True for paragraphs only, without hard breaks: what YAML's folded style leaves as it is."""
    parts = value.split("\n\n")
    return all("\n" not in part for part in parts) and (not rich or len(divided(value)) == len(parts))


def _wants_block(value: str, like: ScalarLayout, first: int) -> bool:
    if like.style in ("|", ">") or "\n" in value:
        return True
    return like.width is not None and first + len(value) > like.width


def _in_line(value: str, like: ScalarLayout, flow: bool) -> str:
    """Return a value on one line, in the quotes that the author uses if any."""
    if "\n" in value or like.style == '"':
        return double_quoted(value)
    return single_quoted(value) if like.style == "'" else plain_or_quoted(value, flow)

"""Write a value as YAML: in the style of the entry beside it and wrapped at its width.

A value is mark-up whose paragraphs have one line each; `ScalarLayout` breaks them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from builder.content.markup import Markup
from builder.content.yaml_values import Scalar
from builder.source_edits.paragraphs import Extent, divided
from builder.source_edits.scalars import double_quoted, plain_or_quoted, single_quoted
from builder.source_edits.wrapping import wrapped

__all__ = ["Rendered", "ScalarLayout", "block_lines", "block_value", "layout_of", "rendered", "spliced"]

WIDTH = 78
"""Column at which lines end if a text does not show where its author breaks them."""
_NARROWEST = 60
"""Column before which no line is broken: short lines are those of a short text, or of an author who breaks sentences.
"""

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
    scalars = [markup.scalar for markup in markups if markup.scalar is not None]
    if not scalars:
        return ScalarLayout()
    first = scalars[0]
    style, chomping = first.style, ""
    if style == "|":
        header = _HEADER.match(first.source.text, first.start)
        style, chomping = (header[0][0], header[0].strip("|>0123456789")) if header else ("|", "")
    return ScalarLayout(style, chomping, _width(scalars))


def _width(scalars: Iterable[Scalar]) -> int | None:
    """Return the column at which lines end: that of the longest wrapped line; none if a longer line is not wrapped."""
    single = 0
    for scalar in scalars:
        ends = _line_ends(scalar)
        if len(ends) > 1:
            return max(_NARROWEST, *ends)
        single = max(single, *ends)
    return None if single > WIDTH else WIDTH


def _line_ends(scalar: Scalar) -> list[int]:
    """Return the columns at which the lines of the first wrapped paragraph end, or those of all lines if there is
    none.
    """
    if scalar.style != "|":
        lines = scalar.source.text[scalar.start : scalar.end].split("\n")
        return [scalar.column - 1 + len(lines[0]), *map(len, lines[1:])]
    paragraphs = [paragraph.split("\n") for paragraph in scalar.value.split("\n\n")]
    several = [line for paragraph in paragraphs if len(paragraph) > 1 for line in paragraph]
    if several:
        return [scalar.indent + len(line) for line in several]
    return [max(scalar.indent + len(line) for paragraph in paragraphs for line in paragraph)]


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
    line_start = source.rfind("\n", 0, extent.start) + 1
    first = extent.start - line_start
    second = extent.lines[1][0] if len(extent.lines) > 1 else -1
    inner = second - (source.rfind("\n", 0, second) + 1) if second >= 0 else first
    if not rich and _NUMBERED.match(words):
        width = None  # on one line, "2024. A year" is a sentence; on two it would be a list
    lines = wrapped(words, width, indent + first, indent + inner)
    return [lines[0], *(" " * inner + line for line in lines[1:])]


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

"""Change the words of an entry that exists, in its own style: a block, quotes, a plain text on one line or more."""

from __future__ import annotations

from collections.abc import Mapping

from builder.content.yaml_values import Scalar
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from builder.source_edits.paragraphs import Extent, whole_words, words_of
from builder.source_edits.rendering import ScalarLayout, block_lines, block_value
from builder.source_edits.scalars import double_quoted, is_plain
from builder.source_edits.wrapping import wrapped

__all__ = ["changed_entry"]


def changed_entry(
    scalar: Scalar, source: str | None, words: Mapping[Extent, str], value: str, layout: ScalarLayout, rich: bool
) -> list[SourceEdit]:
    """Return the edits that give some paragraphs of an entry other words; those that have them are left alone.

    `value` is the whole entry with the new words. Without `source` the whole entry is replaced by it.
    """
    if source is None:
        return _whole(scalar, value, layout, rich)
    changed = {extent: new for extent, new in words.items() if words_of(source, extent) != new}
    if not changed:
        return []
    if scalar.style == "|":
        return [_in_block(scalar, source, extent, new, layout, rich) for extent, new in changed.items()]
    if any("\n" in new for new in changed.values()) and scalar.style != '"':
        return [_requoted(scalar, value)]
    if scalar.style == "" and not is_plain(value, scalar.flow):
        return [_requoted(scalar, value)]
    return [_in_line(scalar, extent, new) for extent, new in changed.items()]


def _whole(scalar: Scalar, value: str, layout: ScalarLayout, rich: bool) -> list[SourceEdit]:
    """Return the edit that replaces a whole entry by a text of several paragraphs."""
    if whole_words(scalar.value) == value:
        return []
    if scalar.style != "|":
        return [_requoted(scalar, value)]
    lines = block_value(value, scalar.indent, layout.width, rich)
    text = ("\n" + " " * scalar.indent).join(lines).replace("\n" + " " * scalar.indent + "\n", "\n\n")
    return [SourceEdit(scalar.place(0), scalar.place(len(scalar.value)), text)]


def _in_block(scalar: Scalar, source: str, extent: Extent, words: str, layout: ScalarLayout, rich: bool) -> SourceEdit:
    first, *others = block_lines(source, extent, words, scalar.indent, layout.width, rich)
    text = "".join([first, *(f"\n{' ' * scalar.indent}{line}" for line in others)])
    return SourceEdit(scalar.place(extent.start), scalar.place(extent.end), text)


def _in_line(scalar: Scalar, extent: Extent, words: str) -> SourceEdit:
    """Return the edit of a paragraph in a plain or quoted scalar, wrapped if the scalar is."""
    start, end = scalar.place(extent.start), scalar.place(extent.end)
    text = scalar.source.text[scalar.start : scalar.end]
    if scalar.style == '"':
        words = double_quoted(words)[1:-1]
    elif scalar.style == "'":
        words = words.replace("'", "''")
    if "\n" not in text or "\\n" in words:
        return SourceEdit(start, end, words)
    lines = text.split("\n")
    indent = len(lines[1]) - len(lines[1].lstrip(" "))
    width = max(scalar.column - 1 + len(lines[0]), *map(len, lines[1:]))
    joined = f"\n{' ' * indent}".join(wrapped(words, width, start.column - 1, indent))
    return SourceEdit(start, end, joined)


def _requoted(scalar: Scalar, value: str) -> SourceEdit:
    """Return the edit that writes a plain or quoted scalar anew, in double quotes."""
    text = scalar.source.text[scalar.start : scalar.end]
    lines = text.split("\n")
    begin = scalar.span
    if len(lines) == 1:
        end = Span(begin.file, begin.line, begin.column + len(text))
    else:
        end = Span(begin.file, begin.line + len(lines) - 1, len(lines[-1]) + 1)
    return SourceEdit(begin, end, double_quoted(value))

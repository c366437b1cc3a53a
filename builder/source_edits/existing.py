"""Change the words of an entry that exists, in its own style: a block, quotes, a plain text on one line or more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from builder.content.yaml_values import Scalar
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from builder.source_edits.line_ends import old_words, refilled, relined
from builder.source_edits.paragraphs import Extent, divided, whole_words, words_of, words_with_offsets
from builder.source_edits.rendering import ScalarLayout, block_lines, block_value, is_numbered, margins
from builder.source_edits.scalars import double_quoted, is_plain
from builder.source_edits.wrapping import NARROWEST, wrapped

__all__ = ["changed_entry"]

_ESCAPED: dict[str, Callable[[str], str]] = {
    '"': lambda words: double_quoted(words)[1:-1],
    "'": lambda words: words.replace("'", "''"),
}
"""How words are written between quotes."""


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
        return [_in_double_quotes(scalar, source, changed)]
    return [_in_line(scalar, source, extent, new) for extent, new in changed.items()]


def _whole(scalar: Scalar, value: str, layout: ScalarLayout, rich: bool) -> list[SourceEdit]:
    """Return the edit that replaces a whole entry by a text of several paragraphs."""
    if whole_words(scalar.value) == value:
        return []
    if scalar.style != "|":
        return [_requoted(scalar, value)]
    source = scalar.value
    former = divided(source)
    old, offsets = words_with_offsets(source, former, 0, len(source.rstrip("\n ")))
    text = relined(old_words(old, offsets, source), value)
    if text is None:
        text = "\n".join(block_value(value, scalar.indent, layout.width, rich))
    else:
        text = _broken(text, scalar, former, layout)
    return [SourceEdit(scalar.place(0), scalar.place(len(source)), _indented(text, scalar.indent))]


def _broken(text: str, scalar: Scalar, former: Sequence[Extent], layout: ScalarLayout) -> str:
    """Return a whole text with the lines of its new paragraphs broken where they get too wide."""
    known = {scalar.value[extent.start : extent.end] for extent in former}
    widths = [_own_width(scalar, scalar.value, extent, layout) for extent in former if not extent.cell]
    if None in widths:
        return text
    wrapping = next((extent for extent in former if extent.wraps), None)
    old = scalar.value[wrapping.start : wrapping.end] if wrapping else ""
    for extent in reversed(divided(text)):
        paragraph = text[extent.start : extent.end]
        if paragraph not in known and not extent.cell:
            column = extent.start - text.rfind("\n", 0, extent.start) - 1
            new = refilled(paragraph, old, _less(layout.width, scalar.indent), column, column)
            text = text[: extent.start] + new + text[extent.end :]
    return text


def _less(width: int | None, indent: int) -> int | None:
    return None if width is None else width - indent


def _in_block(scalar: Scalar, source: str, extent: Extent, words: str, layout: ScalarLayout, rich: bool) -> SourceEdit:
    first, inner = margins(source, extent)
    width = None if not rich and is_numbered(words) else _own_width(scalar, source, extent, layout)
    text = None
    if len(extent.lines) > 1:
        old, offsets = words_with_offsets(source, [extent], extent.start, extent.end)
        text = relined(old_words(old, offsets, source), words, lambda new: new.replace("\n", "\n" + " " * inner))
    if text is None:
        text = "\n".join(block_lines(source, extent, words, scalar.indent, width, rich))
    else:
        text = refilled(text, source[extent.start : extent.end], _less(width, scalar.indent), first, inner)
    return SourceEdit(scalar.place(extent.start), scalar.place(extent.end), _indented(text, scalar.indent))


def _own_width(scalar: Scalar, source: str, extent: Extent, layout: ScalarLayout) -> int | None:
    """Return the column at which the lines of a paragraph end: that of its longest line if it is wrapped; none if it is
    one long line beside others that are wrapped.
    """
    longest = scalar.indent + max(end - source.rfind("\n", 0, end) - 1 for _, end in extent.lines)
    if extent.wraps:
        return max(NARROWEST, longest)
    return None if layout.width is None or longest > layout.width else layout.width


def _indented(text: str, indent: int) -> str:
    """Return lines of a block with its indentation, but for the first one and for blank ones."""
    first, *others = text.split("\n")
    return "\n".join([first, *(" " * indent + line if line else "" for line in others)])


def _in_line(scalar: Scalar, source: str, extent: Extent, words: str) -> SourceEdit:
    """Return the edit of a paragraph in a plain or quoted scalar."""
    text = _in_quotes(scalar, source, extent, words, _ESCAPED.get(scalar.style, str))
    return SourceEdit(scalar.place(extent.start), scalar.place(extent.end), text)


def _in_quotes(
    scalar: Scalar,
    source: str,
    extent: Extent,
    words: str,
    write: Callable[[str], str],
    write_old: Callable[[str], str] = str,
) -> str:
    """Return a paragraph of a plain or quoted scalar, wrapped if the scalar is. `write` writes new words as the quotes
    need them, `write_old` those of the file.
    """
    text = scalar.source.text[scalar.start : scalar.end]
    lines = text.split("\n")
    if len(lines) == 1 and scalar.style != '"':
        return write(words)
    old, offsets = words_with_offsets(source, [extent], extent.start, extent.end)
    in_text = _offsets_in_text(scalar, lines, offsets)
    new = relined(old_words(old, in_text, text, write_old), words, write)
    if len(lines) == 1:
        return write(words) if new is None else new
    first = scalar.place(extent.start).column - 1
    indent = len(lines[1]) - len(lines[1].lstrip(" "))
    width = max(scalar.column - 1 + len(lines[0]), *map(len, lines[1:]))
    if new is None:
        new = write(words)
        return new if "\\n" in new else f"\n{' ' * indent}".join(wrapped(new, width, first, indent))
    former = "\n".join(map(write_old, text[in_text[0] : in_text[-1]].split("\n")))
    return refilled(new, former, width, first, indent)


def _offsets_in_text(scalar: Scalar, lines: Sequence[str], offsets: Sequence[int]) -> list[int]:
    """Return where characters of a scalar's value are in its lines, joined."""
    starts = [1 - scalar.column]
    for line in lines:
        starts.append(max(starts[-1], 0) + len(line) + 1)
    places = map(scalar.place, offsets)
    return [starts[place.line - scalar.line] + place.column - 1 for place in places]


def _in_double_quotes(scalar: Scalar, source: str, words: Mapping[Extent, str]) -> SourceEdit:
    """Return the edit that writes a plain scalar in double quotes, because new words of some paragraphs need them; its
    lines stay.
    """
    text = scalar.source.text[scalar.start : scalar.end]
    lines = text.split("\n")
    escaped = _ESCAPED['"']
    parts: list[str] = []
    at = 0
    for extent, new in sorted(words.items(), key=lambda item: item[0].start):
        start, end = _offsets_in_text(scalar, lines, [extent.start, extent.end])
        parts += [_escaped_lines(text[at:start]), _in_quotes(scalar, source, extent, new, escaped, escaped)]
        at = end
    return _replaced(scalar, f'"{"".join(parts)}{_escaped_lines(text[at:])}"')


def _escaped_lines(text: str) -> str:
    return "\n".join(map(_ESCAPED['"'], text.split("\n")))


def _requoted(scalar: Scalar, value: str) -> SourceEdit:
    """Return the edit that writes a plain or quoted scalar anew, in double quotes."""
    return _replaced(scalar, double_quoted(value))


def _replaced(scalar: Scalar, text: str) -> SourceEdit:
    """Return the edit that replaces a plain or quoted scalar."""
    lines = scalar.source.text[scalar.start : scalar.end].split("\n")
    begin = scalar.span
    if len(lines) == 1:
        end = Span(begin.file, begin.line, begin.column + len(lines[0]))
    else:
        end = Span(begin.file, begin.line + len(lines) - 1, len(lines[-1]) + 1)
    return SourceEdit(begin, end, text)

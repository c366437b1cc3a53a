"""Add the entry of a language to a text in YAML: beside the others, in an empty one, or in a new mapping."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.content.yaml_values import Mapping, Scalar, Value
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from builder.source_edits.rendering import Rendered, ScalarLayout, rendered
from builder.source_edits.yaml_places import Holder, SourceFile

__all__ = ["NewEntry", "added_entries", "block_entry", "filled_entry", "mapping_of_languages"]

_LONGEST_IN_BRACKETS = 110
"""Columns of a line on which a neutral text becomes `{fr: …, en: …}`; a longer one becomes lines."""


class NewEntry(Struct, frozen=True):
    """An entry to write: its key, its value, and how the author writes the text. `flow` is a value that is written in
    brackets already.
    """

    key: str
    value: str
    layout: ScalarLayout
    rich: bool = False
    flow: str = ""


def added_entries(file: SourceFile, mapping: Mapping, entries: Sequence[NewEntry]) -> list[SourceEdit]:
    """Return the edit that adds entries after the last one of a mapping that has some."""
    _, last = mapping.pairs[-1]
    end = file.end_of(last)
    if mapping.flow:
        text = "".join(f", {entry.key}: {_in_brackets(entry)}" for entry in entries)
        return [_insertion(file.span(end), text)]
    column = mapping.pairs[0][0].column - 1
    lines = [line for entry in entries for line in _lines(entry, column)]
    return [_insertion(file.span(file.line_end(end)), "".join(f"\n{line}" for line in lines))]


def filled_entry(file: SourceFile, mapping: Mapping, key: Scalar, empty: Value, entry: NewEntry) -> list[SourceEdit]:
    """Return the edits that write a value in the place of an empty one: nothing, `~`, `null`, "" or an empty block."""
    assert isinstance(empty, Scalar)
    text = file.source.text
    start, end = empty.start, empty.end
    if empty.style == "|":
        end = start + len(text[start : file.line_end(start)].split(" ")[0])
    before = ""
    if start == end:
        start = end = max(end, key.end)
        if ":" not in text[key.end : end]:
            before = ": "
        elif text[end - 1] != " ":
            before = " "
    column = key.column - 1
    if mapping.flow:
        value = Rendered(_in_brackets(entry))
    elif entry.flow:
        value = Rendered(entry.flow)
    else:
        first = key.column + 1 + (key.end - key.start)
        value = rendered(entry.value, entry.layout, flow=False, first=first, parent=column, rich=entry.rich)
    return _replaced(file, start, end, before + value.head, value.body)


def block_entry(file: SourceFile, scalar: Scalar, holder: Holder, entry: NewEntry) -> list[SourceEdit]:
    """Return the edits that write a plain or quoted scalar anew, as a block, because it gets several lines."""
    start, end = scalar.start, scalar.end
    layout = ScalarLayout("", "", entry.layout.width)
    value = rendered(entry.value, layout, flow=False, first=0, parent=holder.column - 1, rich=entry.rich)
    return _replaced(file, start, end, value.head, value.body)


def mapping_of_languages(
    file: SourceFile, scalar: Scalar, holder: Holder, entries: Sequence[NewEntry]
) -> list[SourceEdit]:
    """Return the edits that put a mapping of languages in the place of a text that is the same in all of them."""
    text = file.source.text
    start, end = scalar.start, file.end_of(scalar)
    one_line = scalar.style != "|" and "\n" not in text[start:end]
    brackets = "{" + ", ".join(f"{entry.key}: {_in_brackets(entry)}" for entry in entries) + "}"
    fits = scalar.column + len(brackets) <= _LONGEST_IN_BRACKETS
    if holder.flow or (one_line and fits and not any("\n" in entry.value for entry in entries)):
        return [SourceEdit(file.span(start), file.span(end), brackets)]
    column = scalar.column - 1 if holder.is_list else holder.column + 1
    lines = [line for entry in entries for line in _lines(entry, column)]
    if holder.is_list:
        head, lines = lines[0].lstrip(" "), lines[1:]
    else:
        head = ""
    head_end = end
    if scalar.style == "|":  # a comment behind the block's mark stays
        head_end = start + len(text[start : file.line_end(start)].split(" ")[0])
    if not head and not text[head_end : file.line_end(head_end)].strip():
        start -= len(text[:start]) - len(text[:start].rstrip(" "))
    if scalar.style == "|":
        return _replaced(file, start, head_end, head, tuple(lines), end)
    return _replaced(file, start, head_end, head, tuple(lines))


def _in_brackets(entry: NewEntry) -> str:
    if entry.flow:
        return entry.flow
    return rendered(entry.value, entry.layout, flow=True, first=0, parent=0, rich=entry.rich).head


def _lines(entry: NewEntry, column: int) -> list[str]:
    """Return the lines of an entry of a block mapping whose keys begin after `column` characters."""
    first = column + len(entry.key) + 2
    if entry.flow:
        return [f"{' ' * column}{entry.key}: {entry.flow}"]
    value = rendered(entry.value, entry.layout, flow=False, first=first, parent=column, rich=entry.rich)
    return [f"{' ' * column}{entry.key}: {value.head}", *value.body]


def _replaced(
    file: SourceFile, start: int, end: int, head: str, lines: tuple[str, ...], until: int = -1
) -> list[SourceEdit]:
    """Return the edits that replace characters of a line by `head`, and what follows the line, up to `until`, by lines.
    The rest of the line, such as a comment, stays.
    """
    line_end = file.line_end(end)
    body = "".join(f"\n{line}" for line in lines)
    last = max(line_end, until)
    if line_end == end:
        return [SourceEdit(file.span(start), file.span(last), head + body)]
    edits = [SourceEdit(file.span(start), file.span(end), head)]
    return [*edits, SourceEdit(file.span(line_end), file.span(last), body)] if body or last > line_end else edits


def _insertion(place: Span, text: str) -> SourceEdit:
    return SourceEdit(place, place, text)

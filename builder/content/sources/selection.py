"""Some rows of a data file: `where: {commune: code}`, those with the words of a named text in a column.

The words are those of the publication, or of the row of values from which a set of files is made. The data is opened
and indexed once, however many exhibits and rows of values choose from it.
"""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from typing import Any

from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.data_columns import fields_of
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import span_of
from builder.content.markup import Str
from builder.content.model.data import DataSource
from builder.content.model.values import Text
from builder.content.sources.opening import open_data
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Scalar, Value
from builder.source import Span

__all__ = ["check_selected", "decode_where", "open_selected", "plain_words"]


def decode_where(value: Value, key: str, context: LoadContext) -> Any:
    """Return the columns by which rows are chosen, each with the name of the text that holds its value."""
    if not isinstance(value, Mapping) or not value.pairs:
        context.mismatch(value, key, "a mapping of columns and named texts", "write {commune: code}")
        return INVALID
    chosen: dict[str, str] = {}
    before = len(context.problems)
    for column, name in value.pairs:
        if not isinstance(name, Scalar) or name.is_null or not name.value.strip():
            context.mismatch(name, f"{key}.{column.value}", "the name of a text of `texts`")
            continue
        context.check_named_text(name.value.strip(), name.span)
        chosen[" ".join(column.value.split())] = name.value.strip()
    return chosen if len(context.problems) == before else INVALID


def open_selected(
    source: DataSource, header_row: int | None, where: AbstractMapping[str, str], value: Mapping, context: LoadContext
) -> Data | None:
    """Open the data of the table or chart at `value`, with the rows that `where` chooses. Return None after reporting
    a problem.
    """
    if not where:
        return open_data(source, header_row, value.get("data") or value, context)
    data = _whole(source, header_row, value, context)
    if data is None:
        return None
    rows = _chosen(data, where, value, context)
    return None if rows is None else data.some_rows(rows)


def check_selected(
    source: DataSource, header_row: int | None, where: AbstractMapping[str, str], value: Mapping, context: LoadContext
) -> None:
    """Report what `open_selected` would, without reading the rows."""
    data = _whole(source, header_row, value, context)
    if data is not None:
        _chosen(data, where, value, context)


def _whole(source: DataSource, header_row: int | None, value: Mapping, context: LoadContext) -> Data | None:
    """Return all the data, opened once; None after reporting a problem."""
    named = (source.file, source.query, source.connection, source.snapshot, source.table, source.sheet, source.range)
    identity = (*named, source.name, header_row)
    data = context.selected_data.get(identity)
    if data is None:
        data = open_data(source, header_row, value.get("data") or value, context)
        if data is not None:
            context.selected_data[identity] = data
    return data


def _chosen(data: Data, where: AbstractMapping[str, str], value: Mapping, context: LoadContext) -> list[int] | None:
    """Return the positions of the rows that have all values; None after reporting that there are none."""
    inner = value.get("where")
    written = inner if isinstance(inner, Mapping) else value
    rows: list[int] | None = None
    for column, name in where.items():
        span = span_of(written, column)
        words = _words(name, span, context)
        fields = fields_of(column, data, span, context)
        if words is None or fields is None:
            return None
        matches = sorted({row for _, index in fields for row in data.rows_with(index, words)})
        rows = matches if rows is None else [row for row in rows if row in set(matches)]
        if not rows:
            values = (value for _, index in fields for value in data.indexes[index])
            near = did_you_mean(words, values) if words else ""
            message = f"`{data.file}` has no row with `{words}` in `{column}`{near}"
            context.problem("no-rows", message, span, "" if near else f"change `texts.{name}`, or add the rows")
            return None
    return rows


def _words(name: str, span: Span, context: LoadContext) -> str | None:
    text = context.texts.get(name)
    if text is None:
        return None  # its problem is reported where it is written
    words = plain_words(text)
    if words is None:
        message = f"`{name}` chooses rows, and is not the same plain words in every language"
        context.problem("value", message, span, f'write it once, without marks: `{name}: "75056"`')
    return words


def plain_words(text: Text) -> str | None:
    """Return the words of a text that is the same in every language and has no marks; None for any other text."""
    markup = text.entries.get("") if len(text.entries) == 1 else None
    if markup is None or not all(isinstance(inline, Str) for inline in markup.inlines):
        return None
    return "".join(inline.text for inline in markup.inlines if isinstance(inline, Str)).strip()

"""Options of a table that need its columns and rows: headers of two rows, the column or row to set off, its total."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.decoders import Decoders
from builder.content.decoding_result import INVALID, Decode
from builder.content.exhibit_keys import span_of
from builder.content.leaf_decoders import list_of
from builder.content.model.exhibits import Column, ColumnGroup, HeaderGroup, Table
from builder.content.model.values import Text
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Value

__all__ = ["checked_options", "decode_columns", "flat_columns"]

_FEWEST_GROUPED = 2


def decode_columns(decoders: Decoders) -> Decode:
    """Return the decoder of `columns`: columns, and headers over several of them."""
    column = decoders.of(Column)
    group = decoders.whole(ColumnGroup)

    def item(value: Value, key: str, context: LoadContext) -> Any:
        grouped = type(value) is Mapping and value.get("columns") is not None
        decoded = (group if grouped else column)(value, key, context)
        if grouped and decoded is not INVALID and len(decoded.columns) < _FEWEST_GROUPED:
            context.problem(
                "value", "a header over columns needs two columns or more", value.span, "give the column its own header"
            )
            return INVALID
        return decoded

    return list_of(item)


def flat_columns(table: Table) -> Table:
    """Return the table with all its columns in one row, and the headers over several of them apart."""
    columns: list[Column] = []
    groups: list[HeaderGroup] = []
    items: tuple[Column | ColumnGroup, ...] = table.columns
    for item in items:
        if isinstance(item, ColumnGroup):
            groups.append(HeaderGroup(header=item.header, start=len(columns), count=len(item.columns)))
            columns += item.columns
        else:
            columns.append(item)
    return replace(table, columns=tuple(columns), header_groups=tuple(groups)) if groups else table


def checked_options(table: Table, value: Mapping, context: LoadContext) -> Any:
    """Return the table with the place of what it sets off; INVALID after reporting a problem."""
    if table.total and table.marks and table.marks[-1].kind == "total":
        message = "this table has a row of totals, and `total: true` adds another one"
        context.problem("value", message, span_of(value, "total"), "delete `total: true`")
        return INVALID
    if table.highlight is None:
        return table
    place = _place(table, table.highlight)
    if place is None:
        names = [name for column in table.columns for name in _column_names(column)]
        names += [name for row in table.rows for name in _texts(row[0])]
        near = did_you_mean(table.highlight, names)
        hint = "" if near else "name a column by its `key` or its header, or a row by its first cell"
        message = f"`highlight`: there is no column or row `{table.highlight}`{near}"
        context.problem("value", message, span_of(value, "highlight"), hint)
        return INVALID
    return replace(table, highlighted=place)


def _place(table: Table, name: str) -> Any:
    """Return the column or row of a name, written as in the table or as an id."""
    wanted = " ".join(name.split())
    for write in (str, _id):
        for index, column in enumerate(table.columns):
            if wanted in map(write, _column_names(column)):
                return ("column", index)
        for index, row in enumerate(table.rows):
            if wanted in map(write, _texts(row[0])):
                return ("row", index)
    return None


def _column_names(column: Column) -> Iterator[str]:
    if column.key_:
        yield column.key_
    yield from _texts(column.header)


def _texts(cell: object) -> Iterator[str]:
    if isinstance(cell, Text):
        yield from (" ".join(markup.source.split()) for markup in cell.entries.values())


def _id(text: str) -> str:
    """Return the id that a text suggests: `Mistral AI` → `mistral-ai`."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(char if char.isalnum() else " " for char in letters).split())

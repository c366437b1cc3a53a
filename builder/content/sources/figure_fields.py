"""Fields of data files and of queries as values of figures: `{from: jobs.csv, column: jobs, row: {year: 2024}}`."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from builder.content import data_columns
from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import counted, span_of
from builder.content.local_numbers import ANY_SIGNS
from builder.content.model.data import DataCell, DataSource
from builder.content.number_columns import DataColumn, decimal_mark, read_numbers
from builder.content.sources.opening import open_data
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Value

__all__ = ["field_value"]


def field_value(source: DataCell, value: Mapping, dated: bool, context: LoadContext) -> Any:
    """Return the number or the date of one field; INVALID after reporting a problem."""
    part = DataSource(
        span=source.span,
        key=source.key,
        file=source.from_,
        query=source.query,
        connection=source.connection,
        snapshot=source.snapshot,
        timeout=source.timeout,
        limit=source.limit,
    )
    data = open_data(part, None, value, context)
    if data is None:
        return INVALID
    fields = data_columns.fields_of(source.column or "", data, span_of(value, "column"), context)
    row = _row(source, data, value, context)
    if fields is None or row is None:
        return INVALID
    read = DataColumn(data, fields[0][1], "column", ANY_SIGNS, frozenset(), None, None)
    texts = read.texts()
    if not texts[row]:
        context.problem("value", f"expected a {'date' if dated else 'number'}, found an empty field", read.span(row))
        return INVALID
    if dated:
        return data_columns.date_at(read, row, context)
    if data.natives is None:  # all numbers of the column determine its decimal mark
        read = replace(read, decimal=decimal_mark(read, texts)[0])
    numbers = read_numbers(read, [text if number == row else "" for number, text in enumerate(texts)], context)
    return INVALID if numbers is None else numbers[row]


def _row(source: DataCell, data: Data, value: Mapping, context: LoadContext) -> int | None:
    """Return the number of the row that has the values of `row`; None after reporting a problem."""
    rows = list(range(len(data.rows)))
    place: Value = value.get("row") or value
    for key, wanted in source.row.items():
        fields = data_columns.fields_of(key, data, place.span, context)
        if fields is None:
            return None
        columns = [data.column(index) for _, index in fields]
        found = [row for row in rows if any(column[row] == wanted for column in columns)]
        if not found:
            near = did_you_mean(wanted, sorted({column[row] for column in columns for row in rows}))
            context.problem("value", f"no row of `{data.file}` has `{wanted}` in `{key}`{near}", place.span)
            return None
        rows = found
    if len(rows) != 1:
        message = f"{counted(len(rows), 'row')} of `{data.file}` could be meant, and a figure has one"
        context.problem("value", message, place.span, "choose it by its values, as in `row: {year: 2024}`")
        return None
    return rows[0]

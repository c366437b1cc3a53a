"""Fields of data files and of queries as values of figures: `{from: jobs.csv, column: jobs, row: {year: 2024}}`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from builder.content import data_columns
from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import counted, span_of
from builder.content.local_numbers import ANY_SIGNS, read_number
from builder.content.model.data import DataCell, DataSource
from builder.content.number_columns import DataColumn, decimal_mark
from builder.content.sources.opening import open_data
from builder.content.suggestions import did_you_mean
from builder.content.yaml_values import Mapping, Value

__all__ = ["field_value"]


def field_value(source: DataCell, value: Mapping, kind: str, context: LoadContext) -> Any:
    """Return the number or the date of one field; INVALID after reporting a problem. `kind` is the figure's key."""
    dated = kind == "date"
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
    row = _row(source, data, value, context) if fields is not None else None
    if fields is None or row is None:
        return INVALID
    read = DataColumn(data, fields[0][1], "column", _signs(kind), frozenset(), None, None)
    expected = "a date" if dated else _EXPECTED.get(kind, "a number")
    if not read.texts()[row]:
        context.problem("value", f"expected {expected}, found an empty field", read.span(row))
        return INVALID
    return data_columns.date_at(read, row, context) if dated else _number(read, row, expected, context)


_EXPECTED = {"amount": "an amount", "percent": "a percentage"}


def _signs(kind: str) -> tuple[str, ...]:
    """Return the signs that the number of a figure may carry in a file of texts."""
    if kind == "percent":
        return ("%",)
    return tuple(sign for sign in ANY_SIGNS if sign != "%") if kind == "amount" else ()


def _number(read: DataColumn, row: int, expected: str, context: LoadContext) -> Any:
    """Return the number of one row; all numbers of a column of texts determine its decimal mark."""
    texts, natives = read.texts(), read.natives()
    text = texts[row]
    if natives is not None:
        number = natives[row]
    else:
        mark, ambiguous = decimal_mark(read, texts)
        if mark is None and row in ambiguous:
            hint = "write it without digit groups"
            context.problem("value", f"`{text}` can be read in two ways", read.span(row), hint)
            return INVALID
        number = read_number(text, mark or ".", read.signs)
    if isinstance(number, Decimal):
        return number
    content = "a date" if number is not None else f"the text `{text[:60]}`"
    context.problem("value", f"expected {expected}, found {content}", read.span(row), "correct the file")
    return INVALID


def _row(source: DataCell, data: Data, value: Mapping, context: LoadContext) -> int | None:
    """Return the number of the row that has the values of `row`; None after reporting a problem."""
    rows = list(range(len(data.rows)))
    place: Value = value.get("row") or value
    for key, wanted in source.row.items():
        fields = data_columns.fields_of(key, data, place.span, context)
        if fields is None:
            return None
        columns = [data.column(index) for _, index in fields]
        matches = [row for row in rows if any(column[row] == wanted for column in columns)]
        if not matches:
            near = did_you_mean(wanted, sorted({column[row] for column in columns for row in rows}))
            context.problem("value", f"no row of `{data.file}` has `{wanted}` in `{key}`{near}", place.span)
            return None
        rows = matches
    if len(rows) != 1:
        message = f"{counted(len(rows), 'row')} of `{data.file}` could be meant, and a figure has one"
        context.problem("value", message, place.span, "choose it by its values, as in `row: {year: 2024}`")
        return None
    return rows[0]

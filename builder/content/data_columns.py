"""Columns of a data file as cells of a table, categories and values of a chart."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from builder.content import local_numbers, missing_values, scalar_forms
from builder.content.context import LoadContext
from builder.content.csvdata import Data, Field, places
from builder.content.date_formats import read_date
from builder.content.decoding_result import INVALID
from builder.content.markup import Markup, Para, Str
from builder.content.model.exhibits import (
    CellDate,
    CellEmpty,
    CellMissing,
    CellNumber,
    ChartValue,
    ChartValues,
    Column,
    ValueFormat,
)
from builder.content.model.values import Node, PartialDate, Text
from builder.content.number_columns import (
    DataColumn,
    decimal_mark,
    read_numbers,
    report_values,
)
from builder.content.scalar_forms import MAX_DIGITS
from builder.content.sources.cell_formats import format_of_cells
from builder.content.sources.typed_values import Native, ValueFault
from builder.content.suggestions import did_you_mean
from builder.language import fallbacks
from builder.source import Span

__all__ = [
    "Fields",
    "categories",
    "cell_format",
    "cells",
    "date_at",
    "fields_of",
    "first_key",
    "hidden_column",
    "series_values",
    "with_cell_format",
]

_OTHER_DATE = re.compile(r"(?![0-9]{4}-[0-9]{2})(?:[0-9]{1,4}(?:[/. -][0-9]{1,4}){1,2}|[0-9]{6,8})\Z")
"""Dates that are not in ISO 8601."""

Fields = list[tuple[str, int]]
"""Positions of a column's fields in a row: one under the tag "", or one for each language."""


def fields_of(key: str, data: Data, span: Span, context: LoadContext) -> Fields | None:
    """Return the field that a key names, or those of its languages: `site`, or `site.fr` and `site.en`."""
    fields = _named_fields(key, data, span, context)
    if fields is None or not data.faults:
        return fields
    faults = [_report_faults(index, data, context) for _, index in fields]
    return None if any(faults) else fields


def _named_fields(key: str, data: Data, span: Span, context: LoadContext) -> Fields | None:
    names = data.names
    key = " ".join(key.split())
    fields = [(tag, names.index(f"{key}.{tag}")) for tag in _tags(context) if f"{key}.{tag}" in names]
    if key in names:
        lacking = context.missing(tuple(tag for tag, _ in fields)) if fields else []
        if not lacking:
            return [("", names.index(key))]
        first, *others = (f"`{key}.{tag}`" for tag in lacking)
        message = f"`{data.file}` has the columns `{key}` and `{key}.{fields[0][0]}`, but no {first}"
        hint = f"rename `{key}` to {first}" + "".join(f", and add {name}" for name in others)
        context.problem("missing-language", message, span, hint)
        return None
    if not fields:
        near = did_you_mean(key, names)
        hint = "" if near else f"its columns are {data.listed}"
        context.problem("data", f"`{data.file}` has no column `{key}`{near}", span, hint)
        return None
    return fields


def _report_faults(index: int, data: Data, context: LoadContext) -> bool:
    """Report the cells of a column that cannot be used, one message for each kind; True if there are any."""
    by_fault: dict[ValueFault, list[Field]] = {}
    for field in (row[index] for row in data.rows):
        fault = data.faults.get((field[1], field[2]))
        if fault is not None:
            by_fault.setdefault(fault, []).append(field)
    for fault, fields in by_fault.items():
        spans = [data.span(field) for field in fields]
        more = f", in {len(spans)} cells of `{data.header[index][0]}`: {places(spans)}" if len(spans) > 1 else ""
        context.problem("data", f"{fault.message}{more}", spans[0], fault.hint)
    return bool(by_fault)


def first_key(data: Data, context: LoadContext) -> str:
    """Return the key of the first column, or of the columns for each language that begin with it."""
    name = data.names[0]
    key, _, tag = name.rpartition(".")
    return key if key and tag in _tags(context) else name


def _tags(context: LoadContext) -> list[str]:
    return list(dict.fromkeys(tag for language in context.languages for tag in fallbacks(language)))


def _signs(format_: ValueFormat | None) -> tuple[str, ...]:
    return local_numbers.signs_of(format_.currency, format_.percent) if format_ is not None else ()


def with_cell_format(column: Column, fields: Fields, data: Data, context: LoadContext) -> Any:
    """Return a table's column with the format that its cells have in the file; INVALID after reporting a
    contradiction.
    """
    if not data.formats or fields[0][0] or column.date_format is not None:
        return column
    format_ = cell_format(fields[0][1], data, column.format, column, column.scale is not None, context)
    return INVALID if format_ is INVALID else column if format_ is column.format else replace(column, format=format_)


def hidden_column(
    name: str, data: Data, like: Column, keys: list[str], symbols: frozenset[str], span: Span, context: LoadContext
) -> tuple[Column, list[Any]] | None:
    """Return a column that no table shows, read like another one, and its cells; None after reporting a problem."""
    fields = fields_of(name, data, span, context)
    column: Any = with_cell_format(like, fields, data, context) if fields is not None else INVALID
    if fields is None or column is INVALID:
        return None
    column_cells = cells(fields, data, column, keys, symbols, context)
    return (column, column_cells) if column_cells is not None else None


def cell_format(
    index: int, data: Data, own: ValueFormat | None, owner: Node, scaled: bool, context: LoadContext
) -> Any:
    """Return the format of a column of a data file with what its cells say; INVALID after reporting a contradiction."""
    if not data.formats:
        return own
    return format_of_cells(own, data.formats[index], data.header[index][0], owner, scaled, context)


def cells(
    fields: Fields, data: Data, column: Column, keys: list[str], symbols: frozenset[str], context: LoadContext
) -> list[Any] | None:
    """Return the cells of a table's column, one for each row; None after reporting what is wrong in it.

    `keys` are those of the cells, `symbols` those of missing values.
    """
    if fields[0][0]:
        return _language_cells(fields, data, keys, context)
    format_ = column.format
    index = fields[0][1]
    sheet = data.source.sheet
    read = DataColumn(data, index, "column", _signs(format_), symbols, column.decimal, column.scale)
    if column.date_format is not None or (format_ is not None and format_.date):
        return _date_cells(read, column.date_format, keys, context)
    texts, symbols_after = _without_symbols(read.texts(), symbols)
    if not ((format_ is not None and format_.of_numbers) or column.decimal is not None or column.scale is not None):
        natives = read.natives()
        if natives is not None:
            return _typed_cells(read, natives, keys)
        if too_long := [row for row, text in enumerate(texts) if len(text) > MAX_DIGITS and text.isdecimal()]:
            expected = (f"a number of at most {MAX_DIGITS} digits", f"numbers of at most {MAX_DIGITS} digits")
            report_values(read, texts, too_long, expected, "write fewer digits", context)
            return None
        numeric = _numbers_without_format(texts)
        if 2 * _count(numeric) <= _count(texts):
            return _word_cells(read, keys)
        texts = numeric  # a column of numbers may have words in some cells
    numbers = read_numbers(read, texts, context)
    if numbers is None:
        return None
    file = data.file
    column_cells = [
        CellNumber(span=Span(file, row[index][1], row[index][2], sheet), key=key, value=number)
        if number is not None
        else _cell_without_number(read, row[index], key)
        for row, key, number in zip(data.rows, keys, numbers, strict=True)
    ]
    for row_number, symbol in symbols_after.items():
        if isinstance(number_cell := column_cells[row_number], CellNumber):
            column_cells[row_number] = replace(number_cell, symbol=symbol)
    return column_cells


def _typed_cells(read: DataColumn, natives: list[Native | None], keys: list[str]) -> list[Any]:
    """Return the cells of a column of a file that stores numbers and dates as such: every other cell is text."""
    if not any(native is not None for native in natives):
        read = replace(read, symbols=frozenset())
    cells: list[Any] = []
    for row, key, native in zip(read.data.rows, keys, natives, strict=True):
        field = row[read.index]
        if isinstance(native, Decimal):
            cells.append(CellNumber(span=read.data.span(field), key=key, value=native))
        elif native is not None:
            cells.append(CellDate(span=read.data.span(field), key=key, value=native))
        elif (marked := _number_with_symbol(read, field, key)) is not None:
            cells.append(marked)
        else:
            cells.append(_cell_without_number(read, field, key))
    return cells


def _number_with_symbol(read: DataColumn, field: Field, key: str) -> CellNumber | None:
    """Return the number of a text such as `1234 p`, whose symbol is declared; None for any other text."""
    text, symbol = missing_values.without_symbol(field[0].strip(), read.symbols) if read.symbols else ("", "")
    mark = local_numbers.certain_mark(text) if symbol else None
    number = local_numbers.read_number(text, mark or ".") if mark is not None else None
    return None if number is None else CellNumber(span=read.data.span(field), key=key, value=number, symbol=symbol)


def _without_symbols(texts: list[str], symbols: frozenset[str]) -> tuple[list[str], dict[int, str]]:
    """Return texts without the symbols written after numbers, and these symbols by row."""
    if not symbols:
        return texts, {}
    pairs = [missing_values.without_symbol(text, symbols) for text in texts]
    return [text for text, _ in pairs], {row: symbol for row, (_, symbol) in enumerate(pairs) if symbol}


def _numbers_without_format(texts: list[str]) -> list[str]:
    """Return the texts that are numbers, "" for the others. A space between digits is one of numbers only in a column
    that has numbers without spaces: `552 100 554` may be a code.
    """
    numbers = [text if local_numbers.is_bare_number(text) else "" for text in texts]
    if any(numbers):
        for row, text in enumerate(texts):
            if " " in text and local_numbers.is_bare_number(text.replace(" ", "\u00a0")):
                numbers[row] = text
    return numbers


def _count(texts: list[str]) -> int:
    return len(texts) - texts.count("")


def _cell_without_number(read: DataColumn, field: Field, key: str) -> CellEmpty | CellMissing | Text:
    text = field[0].strip()
    if text in read.symbols:
        return CellMissing(span=read.data.span(field), key=key, symbol=text)
    if text:
        return _text([("", field)], key, read.data)
    return CellEmpty(span=read.data.span(field), key=key)


def _language_cells(fields: Fields, data: Data, keys: list[str], context: LoadContext) -> list[Any]:
    """Return the cells of words with a column for each language. A row without words in one of the languages lacks a
    translation; one without any words is empty.
    """
    absent = context.missing(tuple([tag for tag, _ in fields]))
    cells: list[Any] = []
    for row, key in zip(data.rows, keys, strict=True):
        written = [(tag, row[index]) for tag, index in fields if row[index][0].strip()]
        if not written:
            cells.append(CellEmpty(span=data.span(row[fields[0][1]]), key=key))
            continue
        cells.append(_text(written, key, data))
        context.by_language.add(key)
        for tag in context.missing(tuple([tag for tag, _ in written])) if len(written) < len(fields) else absent:
            _record_missing_cell(tag, row, fields, key, data, context)
    return cells


def _record_missing_cell(
    language: str, row: list[Field], fields: Fields, key: str, data: Data, context: LoadContext
) -> None:
    """Record that a cell of words has none in a language, at its field or, without a column for it, at its row."""
    index = next((index for tag in fallbacks(language) for own, index in fields if own == tag), None)
    if index is not None:
        message = f"`{data.header[index][0]}` is empty"
        context.lacks(key, language, message, data.span(row[index]), f"write the text in `{language}`")
    else:
        name = data.header[fields[0][1]][0].rpartition(".")[0]
        column = f"{name}.{language}"
        message = f"`{data.file}` has no column `{column}`"
        context.lacks(key, language, message, data.span(data.header[fields[0][1]]), column=column)


def _date_cells(read: DataColumn, date_format: str | None, keys: list[str], context: LoadContext) -> list[Any] | None:
    dates = _dates(read, read.texts(), date_format, context)
    if dates is None:
        return None
    rows = zip(read.data.rows, keys, dates, strict=True)
    return [
        CellDate(span=read.data.span(row[read.index]), key=key, value=date)
        if date is not None
        else _cell_without_number(read, row[read.index], key)
        for row, key, date in rows
    ]


def _dates(
    read: DataColumn, texts: list[str], date_format: str | None, context: LoadContext
) -> list[PartialDate | None] | None:
    """Return the dates of a column, None for an empty field; or None after reporting those that are none."""
    dates: list[PartialDate | None] = []
    errors: dict[int, scalar_forms.FormError] = {}
    natives = read.natives() or [None] * len(texts)
    for row, text in enumerate(texts):
        native = natives[row]
        try:
            if isinstance(native, PartialDate) and text:
                dates.append(native)
                continue
            dates.append(read_date(text, date_format) if text else None)
        except scalar_forms.FormError as error:
            errors[row] = error
    if not errors:
        return dates
    first, problem = next(iter(errors.items()))
    other_form = date_format is None and all(_OTHER_DATE.match(texts[row]) for row in errors)
    owner = read.owner
    hint = f"add `date_format` to the {owner}, as in `date_format: DD/MM/YYYY`" if other_form else problem.hint
    if len(errors) == 1:
        context.problem("value", problem.message, read.span(first), hint)
    else:
        if not other_form:
            hint = f"write days that exist, as {date_format or '2023, 2023-04 or 2023-04-01'}"
        report_values(read, texts, list(errors), ("a date", "dates"), hint, context)
    return None


def date_at(read: DataColumn, row: int, context: LoadContext) -> Any:
    """Return the date of one row; INVALID after reporting a problem."""
    texts = [text if number == row else "" for number, text in enumerate(read.texts())]
    dates = _dates(read, texts, None, context)
    return INVALID if dates is None else dates[row]


def _word_cells(read: DataColumn, keys: list[str]) -> list[Any]:
    """Return the cells of a column of words, in which some cells may be numbers."""
    data, index = read.data, read.index
    numbers = [text if local_numbers.is_bare_number(text) else "" for text in data.column(index)]
    mark, ambiguous = decimal_mark(read, numbers)
    for row_number in ambiguous:
        numbers[row_number] = ""
    cells: list[Any] = []
    for row, key, text in zip(data.rows, keys, numbers, strict=True):
        field = row[index]
        number = local_numbers.read_number(text, mark or ".") if text else None
        if number is not None:
            cells.append(CellNumber(span=data.span(field), key=key, value=number))
        elif field[0] and not field[0].isspace():
            cells.append(_text([("", field)], key, data))
        else:
            cells.append(CellEmpty(span=data.span(field), key=key))
    return cells


def _text(fields: list[tuple[str, Field]], key: str, data: Data) -> Text:
    """Return words as in the data file: data has no mark-up."""
    entries: dict[str, Markup] = {}
    first: Span | None = None
    for tag, field in fields:
        written = field[0]
        scalar = data.scalar(field)
        words = written.strip() if "\n" not in written else " ".join(written.split("\n")).strip()
        span = data.span(field)
        start = span if not scalar.style and len(words) == len(written) else scalar.place(_indent(written))
        entries[tag] = Markup(written, span, (Para((Str(words, start),) if words else (), start),), scalar)
        first = first or span
    return Text(span=first or data.span(data.header[0]), key=key, entries=entries)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def categories(
    fields: Fields, data: Data, date_format: str | None, key: str, context: LoadContext
) -> tuple[Text | PartialDate, ...]:
    """Return the categories of a chart: years and other dates, or words."""
    index = fields[0][1]
    texts = data.column(index)
    empty = [row for row, text in enumerate(texts) if not text]
    if empty:
        spans = [data.span(data.rows[row][index]) for row in empty]
        message = "this category is empty" if len(empty) == 1 else f"{len(empty)} categories are empty: {places(spans)}"
        context.problem("data", message, spans[0])
        return ()
    keys = [f"{key}.{number}" for number in range(len(texts))]
    if fields[0][0]:
        return tuple(_language_cells(fields, data, keys, context))
    read = DataColumn(data, index, "chart", (), frozenset(), None, None)
    dated = [text if date_format or scalar_forms.is_date(text) else "" for text in texts]
    dates = _dates(read, dated, date_format, context) or ()
    return tuple(
        date if date is not None else _text([("", row[index])], category_key, data)
        for row, category_key, date in zip(data.rows, keys, dates, strict=False)
    )


def series_values(
    index: int, data: Data, series: ChartValues, format_: ValueFormat | None, context: LoadContext, *, dates: bool
) -> tuple[ChartValue | None, ...]:
    """Return the values of a series, or of the horizontal axis of a scatter chart; a missing value is None.

    `dates` is True if they may be dates: by the format, by the series' own `date_format`, or as the file stores them.
    """
    symbols = frozenset(context.symbols)
    owner = "axis `x`" if series.key.endswith(".x") else "series"
    read = DataColumn(data, index, owner, _signs(format_), symbols, series.decimal, series.scale)
    texts, _ = _without_symbols(read.texts(), symbols)
    if dates and (series.date_format is not None or _are_dates(read, texts, format_)):
        return tuple(_dates(read, texts, series.date_format, context) or ())
    return tuple(read_numbers(read, texts, context) or ())


def _are_dates(read: DataColumn, texts: list[str], format_: ValueFormat | None) -> bool:
    """Return True if a column has dates by its format or, without one, as the file stores them or by their form; years
    alone are numbers.
    """
    if format_ is not None:
        return format_.date
    natives = read.natives()
    if natives is not None:
        return any(isinstance(native, PartialDate) for native in natives)
    filled = [text for text in texts if text]
    return bool(filled) and all(map(_has_form_of_date, filled))


def _has_form_of_date(text: str) -> bool:
    """Return True for a month or a day, in whatever order it is written."""
    parted = "-" in text if scalar_forms.is_date(text) else "/" in text or text.count(".") > 1
    return parted and (scalar_forms.is_date(text) or _OTHER_DATE.match(text) is not None)

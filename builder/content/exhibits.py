"""Checks of tables, charts and pictures after their keys are read: widths of rows, numbers of values, files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from builder.content import data_columns, missing_values, special_decoders
from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.decoding_result import INVALID
from builder.content.files import MAX_IMAGE, FileProblem, read_inside
from builder.content.images import examine
from builder.content.local_numbers import scaled
from builder.content.localised import entries_of
from builder.content.markup import Markup
from builder.content.model.exhibits import Chart, Column, Image, ImageFile, Series, Table, ValueFormat
from builder.content.model.values import Text
from builder.content.typed_numbers import split_in_list
from builder.content.yaml_values import Mapping, Sequence, Value, kind_of
from builder.source import Span

__all__ = ["finish_chart", "finish_column", "finish_format", "finish_image", "finish_table", "picture_file"]


def _span(value: Mapping, key: str) -> Span:
    """Return the place of a key's value."""
    inner = value.get(key)
    return inner.span if inner is not None else value.span


def _key_span(value: Mapping, items: str, number: int) -> Span:
    """Return the place of the `key` of a column or a series."""
    item = value.get(items)
    inner = item.items[number] if isinstance(item, Sequence) else value
    return _span(inner, "key") if isinstance(inner, Mapping) else inner.span


def finish_column(column: Column, value: Mapping, context: LoadContext) -> Any:
    """Return the column, if it is one of dates or one of numbers."""
    dated = column.date_format is not None or (column.format is not None and column.format.date)
    if dated and (column.decimal or column.scale or _of_numbers(column)):
        name = next((name for name in ("decimal", "scale") if value.get(name)), "format")
        by = "date_format" if column.date_format is not None else "format: {date: true}"
        context.not_together((name, by), _span(value, name))
        return INVALID
    return column


def _of_numbers(column: Column) -> bool:
    return column.format is not None and column.format.of_numbers


_OF_DATA = ("header_row", "decimal", "date_format")
"""Keys that describe a data file or one of its columns."""


def _refuse_keys_of_data(owner: str, value: Mapping, items: str, context: LoadContext) -> None:
    """Report the keys of a data file in a table or chart without one."""
    inner = value.get(items)
    parts = [part for part in inner.items if isinstance(part, Mapping)] if isinstance(inner, Sequence) else []
    for name, _ in (pair for part in (value, *parts) for pair in part.pairs if pair[0].value in _OF_DATA):
        message = f"`{name.value}` describes a data file, and this {owner} has no `data`"
        context.problem("value", message, name.span, "delete it")


def finish_table(table: Table, value: Mapping, context: LoadContext) -> Any:
    """Return the table with its cells, from its rows or its data file."""
    rows: Any = table.rows
    if not table.columns:
        context.problem("value", "a table needs at least one column", _span(value, "columns"))
        return INVALID
    symbols = missing_values.symbols_of({**context.symbols, **table.missing})
    if table.data is not None:
        if rows:
            context.not_together(("rows", "data"), _span(value, "rows"))
            return INVALID
        cells = _data_rows(table, value, symbols, context)
    elif not rows:
        context.problem("missing-key", "a table needs `rows` or `data`", value.span)
        return INVALID
    elif not isinstance(rows, Sequence):
        context.mismatch(rows, f"{table.key}.rows", "a list")
        return INVALID
    else:
        _refuse_keys_of_data("table", value, "columns", context)
        cells = _rows(table, rows, symbols, context)
    return INVALID if cells is INVALID else replace(table, rows=cells)


def _rows(table: Table, rows: Sequence, symbols: frozenset[str], context: LoadContext) -> Any:
    """Return the cells of the rows, each row as wide as the table."""
    columns = [_typed_column(column, number, rows, symbols) for number, column in enumerate(table.columns)]
    width = len(columns)
    cells: list[tuple[Any, ...]] = []
    valid = True
    for number, row in enumerate(rows.items):
        if type(row) is not Sequence:
            hint = "write [cell, cell, …], or each cell after a dash"
            message = f"row {number + 1}: expected a list of cells, found {kind_of(row)}"
            context.problem("wrong-type", message, row.span, hint)
            valid = False
            continue
        if len(row.items) != width and (numbers := split_in_list(row.items, width)):
            for split in numbers:
                context.typed_number(split)
            valid = False
            continue
        if len(row.items) != width:
            message = f"this row has {_count(len(row.items), 'cell')}; the table has {_count(width, 'column')}"
            context.problem("ragged-row", message, row.span, "write null for an empty cell")
            valid = False
        prefix = f"{table.key}.rows.{number}."
        row_cells = tuple(
            special_decoders.cell(inner, prefix + str(index), context, columns[index] if index < width else _ANY)
            for index, inner in enumerate(row.items)
        )
        valid = valid and INVALID not in row_cells
        cells.append(row_cells)
    return tuple(cells) if valid else INVALID


_ANY = special_decoders.CellColumn()


def _typed_column(column: Column, index: int, rows: Sequence, symbols: frozenset[str]) -> special_decoders.CellColumn:
    """Return what the cells of a column are read as: only a column of numbers or dates has missing values."""
    dates = bool(column.format and column.format.date)
    if symbols and not dates and not _of_numbers(column):
        cells = [row.items[index] for row in rows.items if type(row) is Sequence and index < len(row.items)]
        if not special_decoders.are_numbers(cells, symbols):
            symbols = frozenset()
    return special_decoders.CellColumn(dates, symbols, column.scale)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _data_rows(table: Table, value: Mapping, symbols: frozenset[str], context: LoadContext) -> Any:
    """Return the cells of a data file, column by key."""
    data = data_columns.open_data(table.data or "", table.header_row, _span(value, "data"), context)
    if data is None:
        return INVALID
    by_column: list[list[Any]] = []
    prefix = f"{table.key}.rows."
    for number, column in enumerate(table.columns):
        if column.key_ is None:
            hint = f"name a column of the file: {data.listed}"
            context.problem("missing-key", "this column needs `key`, because the table has `data`", column.span, hint)
            continue
        fields = data_columns.fields_of(column.key_, data, _key_span(value, "columns", number), context)
        if fields is None:
            continue
        keys = [f"{prefix}{row}.{number}" for row in range(len(data.rows))]
        cells = data_columns.cells(fields, data, column, keys, symbols, context)
        if cells is not None:
            by_column.append(cells)
    return tuple(zip(*by_column, strict=True)) if len(by_column) == len(table.columns) else INVALID


def finish_chart(chart: Chart, value: Mapping, context: LoadContext) -> Any:
    """Return the chart with its categories and values, equally many of both."""
    if not chart.series:
        context.problem("value", "a chart needs a series", _span(value, "series"))
        return INVALID
    if chart.data is not None:
        made = _data_chart(chart, value, context)
    else:
        made = _with_scales(chart) if _is_complete(chart, value, context) else INVALID
    if made is not INVALID and chart.kind in ("pie", "doughnut") and len(chart.series) > 1:
        hint = "keep one, or choose kind: column"
        context.problem(
            "value",
            f"a {chart.kind} chart shows one series, this one has {len(chart.series)}",
            chart.series[1].span,
            hint,
        )
    return made


def _with_scales(chart: Chart) -> Chart:
    """Return a chart of typed values with the numbers of its series multiplied by their `scale`."""
    if not any(series.scale for series in chart.series):
        return chart
    return replace(chart, series=tuple(map(_scaled_series, chart.series)))


def _scaled_series(series: Series) -> Series:
    factor = series.scale
    if factor is None:
        return series
    values = tuple(scaled(value, factor) if isinstance(value, Decimal) else value for value in series.values)
    return replace(series, values=values)


def _is_complete(chart: Chart, value: Mapping, context: LoadContext) -> bool:
    if not chart.categories:
        context.problem("missing-key", "a chart needs `categories` and values, or `data`", value.span)
        return False
    before = len(context.problems)
    _refuse_keys_of_data("chart", value, "series", context)
    if chart.category is not None:
        context.problem(
            "value", "`category` names a column of `data`, which this chart has not", _span(value, "category")
        )
    for index, series in enumerate(chart.series):
        if len(series.values) != len(chart.categories):
            if _report_split_values(value, index, len(chart.categories), context):
                continue
            have = f"{_count(len(series.values), 'value')} for {len(chart.categories)} categories"
            context.problem("values", f"this series has {have}", series.span, "write null where there is none")
        elif all(one is None for one in series.values):
            context.problem("values", "this series has no value", series.span)
    return len(context.problems) == before


def _report_split_values(chart: Mapping, index: int, expected: int, context: LoadContext) -> bool:
    """Report the values of series `index` that YAML split at their decimal commas; True if there are any."""
    series = chart.get("series")
    item = series.items[index] if isinstance(series, Sequence) else None
    values = item.get("values") if isinstance(item, Mapping) else None
    numbers = split_in_list(values.items, expected) if isinstance(values, Sequence) else []
    for number in numbers:
        context.typed_number(number)
    return bool(numbers)


def _data_chart(chart: Chart, value: Mapping, context: LoadContext) -> Any:
    data = data_columns.open_data(chart.data or "", chart.header_row, _span(value, "data"), context)
    if data is None:
        return INVALID
    before = len(context.problems)
    if chart.categories:
        context.problem(
            "several-types", "a chart has `categories` or `data`, not both", _span(value, "categories"), "delete one"
        )
    if not data.rows:
        context.problem("data", f"`{data.file}` has no rows under its header", _span(value, "data"))
    key = chart.category if chart.category is not None else data_columns.first_key(data, context)
    fields = data_columns.fields_of(key, data, _span(value, "category"), context)
    names = (
        data_columns.categories(fields, data, chart.date_format, f"{chart.key}.categories", context) if fields else ()
    )
    series = tuple(
        _data_series(each, chart.format, data, _key_span(value, "series", number), context)
        for number, each in enumerate(chart.series)
    )
    if len(context.problems) > before:
        return INVALID
    return replace(chart, category=key, categories=names, series=series)


def _data_series(series: Series, format_: ValueFormat | None, data: Data, span: Span, context: LoadContext) -> Series:
    if series.values:
        context.problem(
            "several-types", "a series has `values` or a `key` of the data file, not both", series.span, "delete one"
        )
        return series
    if series.key_ is None:
        hint = f"name a column of the file: {data.listed}"
        context.problem("missing-key", "this series needs `key`, since the chart has `data`", series.span, hint)
        return series
    fields = data_columns.fields_of(series.key_, data, span, context)
    if fields is None:
        return series
    return replace(series, values=data_columns.series_values(fields[0][1], data, series, format_, context))


def finish_format(format_: ValueFormat, value: Mapping, context: LoadContext) -> Any:
    """Return the format, if it names exactly one kind of value."""
    kinds = {"currency": format_.currency, "percent": format_.percent, "unit": format_.unit, "date": format_.date}
    names = [name for name, chosen in kinds.items() if chosen]
    if len(names) > 1:
        context.not_together(names, value.span)
        return INVALID
    return format_


def picture_file(value: Value, key: str, context: LoadContext) -> Any:
    """Return the names of a picture's files, by language: paths, not texts."""
    names: dict[str, Markup] = {}
    for tag, scalar in entries_of(value, key, context):
        if scalar.is_null or not scalar.value.strip():
            context.problem("empty-text", "`file` is empty", scalar.span, "name a PNG, JPEG or GIF file")
        else:
            names[tag] = Markup(scalar.value.strip(), scalar.place(0), ())
    return Text(span=value.span, key=key, entries=names) if names else INVALID


def finish_image(image: Image, value: Mapping, context: LoadContext) -> Any:
    """Return the picture with its files read and checked."""
    files: dict[str, ImageFile] = {}
    for tag, markup in image.file.entries.items():
        name = markup.source
        try:
            blob = read_inside(context.folder, name, MAX_IMAGE)
            picture = examine(blob, name)
        except FileProblem as problem:
            context.problem(problem.code, problem.message, markup.span, problem.hint)
            continue
        files[tag] = ImageFile(
            span=markup.span,
            name=name,
            blob=blob,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            dpi=picture.dpi,
        )
    return replace(image, files=files) if len(files) == len(image.file.entries) else INVALID

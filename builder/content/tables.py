"""Tables once their keys are read: their cells, from rows in the YAML or from a data file."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from builder.content import data_columns, missing_values, special_decoders
from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import counted, item_key_span, refuse_keys_of_data, span_of
from builder.content.model.exhibits import Column, Table
from builder.content.table_cells import FEWER_COLUMNS, MOST_COLUMNS, too_many_columns
from builder.content.typed_numbers import split_in_list
from builder.content.yaml_values import Mapping, Sequence, kind_of

__all__ = ["finish_column", "finish_table"]


def finish_column(column: Column, value: Mapping, context: LoadContext) -> Any:
    """Return the column, if it is one of dates or one of numbers."""
    dated = column.date_format is not None or (column.format is not None and column.format.date)
    if dated and (column.decimal or column.scale or _of_numbers(column)):
        name = next((name for name in ("decimal", "scale") if value.get(name)), "format")
        by = "date_format" if column.date_format is not None else "format: {date: true}"
        context.not_together((name, by), span_of(value, name))
        return INVALID
    return column


def finish_table(table: Table, value: Mapping, context: LoadContext) -> Any:
    """Return the table with its cells, from its rows or its data file."""
    rows: Any = table.rows
    if not table.columns:
        context.problem("value", "a table needs at least one column", span_of(value, "columns"))
        return INVALID
    if len(table.columns) > MOST_COLUMNS:
        message = too_many_columns(len(table.columns))
        context.problem("value", message, table.columns[MOST_COLUMNS].span, FEWER_COLUMNS)
        return INVALID
    symbols = missing_values.symbols_of({**context.symbols, **table.missing})
    if table.data is not None:
        if rows:
            context.not_together(("rows", "data"), span_of(value, "rows"))
            return INVALID
        cells = _data_rows(table, value, symbols, context)
    elif not rows:
        context.problem("missing-key", "a table needs `rows` or `data`", value.span)
        return INVALID
    elif not isinstance(rows, Sequence):
        context.mismatch(rows, f"{table.key}.rows", "a list")
        return INVALID
    else:
        refuse_keys_of_data("table", value, "columns", context)
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
            message = f"this row has {counted(len(row.items), 'cell')}; the table has {counted(width, 'column')}"
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


def _data_rows(table: Table, value: Mapping, symbols: frozenset[str], context: LoadContext) -> Any:
    """Return the cells of a data file, column by key."""
    data = data_columns.open_data(table.data or "", table.header_row, span_of(value, "data"), context)
    if data is None:
        return INVALID
    by_column: list[list[Any]] = []
    prefix = f"{table.key}.rows."
    for number, column in enumerate(table.columns):
        if column.key_ is None:
            hint = f"name a column of the file: {data.listed}"
            context.problem("missing-key", "this column needs `key`, because the table has `data`", column.span, hint)
            continue
        fields = data_columns.fields_of(column.key_, data, item_key_span(value, "columns", number), context)
        if fields is None:
            continue
        keys = [f"{prefix}{row}.{number}" for row in range(len(data.rows))]
        cells = data_columns.cells(fields, data, column, keys, symbols, context)
        if cells is not None:
            by_column.append(cells)
    return tuple(zip(*by_column, strict=True)) if len(by_column) == len(table.columns) else INVALID


def _of_numbers(column: Column) -> bool:
    return column.format is not None and column.format.of_numbers

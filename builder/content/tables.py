"""Tables once their keys are read: their cells, from rows in the YAML or from a data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from builder.content import data_columns, missing_values, special_decoders
from builder.content.computations import ComputedColumns, Hidden
from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import column_items, counted, key_span, refuse_keys_of_data, span_of
from builder.content.model.data import DataSource
from builder.content.model.exhibits import Column, Table
from builder.content.sources.selection import open_selected
from builder.content.table_cells import FEWER_COLUMNS, MOST_COLUMNS, too_many_columns
from builder.content.table_grids import grid_table
from builder.content.table_options import checked_options, flat_columns
from builder.content.table_rows import is_plain
from builder.content.typed_numbers import split_in_list
from builder.content.yaml_values import Mapping, Sequence, Value
from builder.source import Span

__all__ = ["finish_column", "finish_table"]


def finish_column(column: Column, value: Mapping, context: LoadContext) -> Any:
    """Return the column, if it is one of dates or one of numbers."""
    if column.compute is not None:
        for name in ("scale", "decimal", "date_format"):
            if value.get(name) is not None:
                context.not_together((name, "compute"), span_of(value, name))
                return INVALID
    dated = column.date_format is not None or (column.format is not None and column.format.date)
    if dated and (column.decimal or column.scale or _of_numbers(column)):
        name = next((name for name in ("decimal", "scale") if value.get(name)), "format")
        by = "date_format" if column.date_format is not None else "format: {date: true}"
        context.not_together((name, by), span_of(value, name))
        return INVALID
    return column


def finish_table(table: Table, value: Mapping, context: LoadContext) -> Any:
    """Return the table with its cells, from its rows or its data file."""
    table = flat_columns(table)
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
        complete = _with_data(table, table.data, value, symbols, context)
    elif not rows:
        context.problem("missing-key", "a table needs `rows` or `data`", value.span)
        return INVALID
    elif not isinstance(rows, Sequence):
        context.mismatch(rows, f"{table.key}.rows", "a list")
        return INVALID
    else:
        refuse_keys_of_data("table", value, column_items(value), context)
        complete = _typed_rows(table, rows, symbols, context)
    return INVALID if complete is INVALID else checked_options(complete, value, context)


def _typed_rows(table: Table, rows: Sequence, symbols: frozenset[str], context: LoadContext) -> Any:
    if is_plain(rows):
        return _rows(table, rows, symbols, context)

    def cell_columns(positions: list[int], values: list[list[Value]]) -> list[special_decoders.CellColumn]:
        pairs = zip(positions, values, strict=True)
        return [_typed_column(table.columns[position], cells, symbols) for position, cells in pairs]

    return grid_table(table, rows, symbols, cell_columns, context)


def _computed(
    table: Table, by_column: dict[int, list[Any]], symbols: frozenset[str], hidden: Hidden | None, context: LoadContext
) -> Any:
    """Return the table with its computed columns beside the others."""
    computed = ComputedColumns(table.columns, by_column, symbols, f"{table.key}.rows.", hidden, context)
    if not computed.compute():
        return INVALID
    rows = tuple(zip(*(computed.cells[index] for index in range(len(table.columns))), strict=True))
    return replace(table, columns=tuple(computed.columns), rows=rows)


def _rows(table: Table, rows: Sequence, symbols: frozenset[str], context: LoadContext) -> Any:
    """Return the table with the cells of the rows; each row has those of the columns that are not computed."""
    positions = [index for index, column in enumerate(table.columns) if column.compute is None]
    columns = [
        _typed_column(table.columns[position], _values(rows, number), symbols)
        for number, position in enumerate(positions)
    ]
    width, names = len(columns), [str(position) for position in positions]
    cells: list[tuple[Any, ...]] = []
    valid = True
    for number, row in enumerate(rows.items):
        assert isinstance(row, Sequence)
        if len(row.items) != width and (numbers := split_in_list(row.items, width)):
            for split in numbers:
                context.typed_number(split)
            valid = False
            continue
        if len(row.items) != width:
            computed = " that are not computed" if width < len(table.columns) else ""
            columns_known = f"{counted(width, 'column')}{computed}"
            message = f"this row has {counted(len(row.items), 'cell')}; the table has {columns_known}"
            context.problem("ragged-row", message, row.span, "write null for an empty cell")
            valid = False
        prefix = f"{table.key}.rows.{number}."
        row_cells = tuple(
            special_decoders.cell(inner, prefix + names[index], context, columns[index])
            if index < width
            else special_decoders.cell(inner, f"{prefix}{index}", context, _ANY)
            for index, inner in enumerate(row.items)
        )
        valid = valid and INVALID not in row_cells
        cells.append(row_cells)
    if not valid:
        return INVALID
    if width == len(table.columns):
        return replace(table, rows=tuple(cells))
    by_column = [list(column_cells) for column_cells in zip(*cells, strict=True)] or [[] for _ in positions]
    return _computed(table, dict(zip(positions, by_column, strict=True)), symbols, None, context)


_ANY = special_decoders.CellColumn()


def _values(rows: Sequence, index: int) -> Iterator[Value]:
    """Yield the values of a column, in rows of any length."""
    return (row.items[index] for row in rows.items if type(row) is Sequence and index < len(row.items))


def _typed_column(column: Column, values: Iterable[Value], symbols: frozenset[str]) -> special_decoders.CellColumn:
    """Return what the cells of a column are read as: only a column of numbers or dates has missing values."""
    dates = bool(column.format and column.format.date)
    if symbols and not dates and not _of_numbers(column) and not special_decoders.are_numbers(list(values), symbols):
        symbols = frozenset()
    return special_decoders.CellColumn(dates, symbols, column.scale)


def _with_data(table: Table, source: DataSource, value: Mapping, symbols: frozenset[str], context: LoadContext) -> Any:
    """Return the table with the cells of its data, column by key, and the formats that these have."""
    data = open_selected(source, table.header_row, table.where, value, context)
    if data is None:
        return INVALID
    columns = list(table.columns)
    items = column_items(value)
    by_column: dict[int, list[Any]] = {}
    prefix = f"{table.key}.rows."
    typed = [(number, column) for number, column in enumerate(table.columns) if column.compute is None]
    for number, column in typed:
        if column.key_ is None:
            hint = f"name a column of the file: {data.listed}"
            context.problem("missing-key", "this column needs `key`, because the table has `data`", column.span, hint)
            continue
        fields = data_columns.fields_of(column.key_, data, key_span(items, number, value), context)
        if fields is None:
            continue
        column = data_columns.with_cell_format(column, fields, data, context)
        if column is INVALID:
            continue
        keys = [f"{prefix}{row}.{number}" for row in range(len(data.rows))]
        cells = data_columns.cells(fields, data, column, keys, symbols, context)
        if cells is not None:
            columns[number] = column
            by_column[number] = cells
    if len(by_column) < len(typed):
        return INVALID
    table = replace(table, columns=tuple(columns), hidden=data.hidden)
    if len(typed) == len(table.columns):
        return replace(table, rows=tuple(zip(*by_column.values(), strict=True)))

    def hidden(name: str, like: Column, span: Span) -> tuple[Column, list[Any]] | None:
        keys = [f"{prefix}{row}.{name}" for row in range(len(data.rows))]
        return data_columns.hidden_column(name, data, like, keys, symbols, span, context)

    return _computed(table, by_column, symbols, hidden, context)


def _of_numbers(column: Column) -> bool:
    return column.format is not None and column.format.of_numbers

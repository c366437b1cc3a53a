"""Series of charts that are computed from other series, or from columns of the data file that are not drawn."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_05UP, Context, Decimal
from typing import Any, Final

from msgspec.structs import replace

from builder.content import data_columns
from builder.content.computations import ComputedColumns, Hidden
from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.decoding_result import INVALID
from builder.content.missing_values import symbols_of
from builder.content.model.exhibits import (
    CellDate,
    CellEmpty,
    CellFigure,
    CellNumber,
    Chart,
    ChartValue,
    Column,
    Series,
    ValueFormat,
)
from builder.content.model.measure_units import unit_of_format
from builder.content.model.values import PartialDate
from builder.source import Span

__all__ = ["with_computed_series"]

_DRAWN: Final = Context(prec=15, rounding=ROUND_05UP)
"""The digits of a number in Office; cut so that rounding again is right."""


def with_computed_series(chart: Chart, data: Data | None, context: LoadContext) -> Any:
    """Return a chart with the values of its computed series and their format; INVALID after reporting a problem.

    The values of its other series are known, and `data` is its data file, if it has one.
    """
    if not any(series.compute for series in chart.series):
        return chart
    columns = [_column(series, chart) for series in chart.series]
    cells = {
        index: [_cell(value, series) for value in series.values]
        for index, series in enumerate(chart.series)
        if series.compute is None
    }
    symbols = symbols_of(context.symbols)
    hidden = _reader(data, symbols, context) if data is not None else None
    computed = ComputedColumns(columns, cells, symbols, f"{chart.key}.series.", hidden, context, "chart", "series")
    if not computed.compute():
        return INVALID
    series = tuple(
        each if each.compute is None else _computed(each, computed.cells[index], computed.columns[index].format)
        for index, each in enumerate(chart.series)
    )
    for each in series:
        if each.compute is not None and all(value is None for value in each.values):
            context.problem("values", "this series has no value", each.span)
            return INVALID
    first = [index for index, each in enumerate(series) if not each.secondary]
    drawn = [computed.columns[index].format for index in first if series[index].compute is not None]
    if not drawn:
        return replace(chart, series=series)
    format_ = _common_format(replace(chart, series=tuple(chart.series[index] for index in first)), drawn, context)
    return INVALID if format_ is INVALID else replace(chart, series=series, format=format_)


def _computed(series: Series, cells: Sequence[object], format_: ValueFormat | None) -> Series:
    """Return a computed series with its values; on the second axis it has a format of its own."""
    own = series.format or format_ if series.secondary else None
    return replace(series, values=_values(cells), format=own)


def _column(series: Series, chart: Chart) -> Column:
    return Column(
        span=series.span,
        key=series.key,
        header=series.name,
        key_=series.key_,
        format=series.format if series.secondary else chart.format,
        decimal=series.decimal,
        scale=series.scale,
        compute=series.compute,
    )


def _cell(value: ChartValue | None, series: Series) -> CellNumber | CellDate | CellFigure | CellEmpty:
    if value is None:
        return CellEmpty(span=series.span, key=series.key)
    if isinstance(value, PartialDate):
        return CellDate(span=series.span, key=series.key, value=value)
    if isinstance(value, str):
        return CellFigure(span=series.span, key=series.key, figure=value)
    return CellNumber(span=series.span, key=series.key, value=value)


def _reader(data: Data, symbols: frozenset[str], context: LoadContext) -> Hidden:
    def hidden(name: str, like: Column, span: Span) -> tuple[Column, list[Any]] | None:
        return data_columns.hidden_column(name, data, like, [""] * len(data.rows), symbols, span, context)

    return hidden


def _values(cells: Sequence[object]) -> tuple[Decimal | None, ...]:
    return tuple(_DRAWN.plus(cell.value) if isinstance(cell, CellNumber) else None for cell in cells)


def _common_format(chart: Chart, drawn: list[ValueFormat | None], context: LoadContext) -> Any:
    """Return the format of the whole chart; INVALID after reporting series of several kinds."""
    typed = [series for series in chart.series if series.compute is None]
    units = {repr(unit_of_format(format_)) for format_ in drawn}
    if typed and not _are_figures(typed):
        units.add(repr(unit_of_format(chart.format)))
    if len(units) > 1:
        message = "the computed series are of another kind than the rest of the chart"
        span = next(series.span for series in chart.series if series.compute is not None)
        context.problem("mixed-units", message, span, "draw them in a chart of their own")
        return INVALID
    first = drawn[0]
    if first is None or (chart.format is not None and chart.format.decimals is not None):
        return chart.format
    wanted = [format_.decimals for format_ in drawn if format_ is not None and format_.decimals is not None]
    if not wanted:
        return chart.format or first
    values = [value for series in typed for value in series.values if isinstance(value, Decimal)]
    decimals = max(*wanted, *(max(0, -int(value.as_tuple().exponent)) for value in values), 0)
    return replace(chart.format or first, decimals=decimals)


def _are_figures(series: Sequence[Series]) -> bool:
    """Return True if all values are figures, whose kind the resolution checks."""
    return all(isinstance(value, str) or value is None for each in series for value in each.values)

"""Checks of charts after their keys are read: numbers of values, formats, data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from builder.content import data_columns
from builder.content.chart_rules import check_chart
from builder.content.computed_series import with_computed_series
from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import counted, item_key_span, refuse_keys_of_data, span_of
from builder.content.local_numbers import scaled
from builder.content.model.data import DataSource
from builder.content.model.exhibits import Chart, Series, ValueFormat
from builder.content.sources.cell_formats import format_of_series
from builder.content.sources.selection import open_selected
from builder.content.typed_numbers import split_in_list
from builder.content.yaml_values import Mapping, Sequence
from builder.source import Span

__all__ = ["finish_chart", "finish_format"]


def finish_chart(chart: Chart, value: Mapping, context: LoadContext) -> Any:
    """Return the chart with its categories and values, equally many of both."""
    if not chart.series:
        context.problem("value", "a chart needs a series", span_of(value, "series"))
        return INVALID
    if chart.data is not None:
        complete = _data_chart(chart, chart.data, value, context)
    else:
        complete = INVALID
        if _is_complete(chart, value, context):
            complete = with_computed_series(_with_scales(chart), None, context)
    if complete is not INVALID and chart.kind in ("pie", "doughnut") and len(chart.series) > 1:
        hint = "keep one, or use kind: column"
        context.problem(
            "value",
            f"a {chart.kind} chart shows one series; this one has {len(chart.series)}",
            chart.series[1].span,
            hint,
        )
    if complete is not INVALID:
        check_chart(complete, value, context)
    return complete


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
    refuse_keys_of_data("chart", value, "series", context)
    if chart.category is not None:
        context.problem(
            "value",
            "`category` names a column of `data`, and there is no `data`",
            span_of(value, "category"),
            "delete it",
        )
    for index, series in enumerate(chart.series):
        if series.compute is not None:
            _check_computed(series, context)
        elif len(series.values) != len(chart.categories):
            if _report_split_values(value, index, len(chart.categories), context):
                continue
            have = f"{counted(len(series.values), 'value')} for {len(chart.categories)} categories"
            context.problem("values", f"this series has {have}", series.span, "write null where there is none")
        elif all(point is None for point in series.values):
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


def _data_chart(chart: Chart, source: DataSource, value: Mapping, context: LoadContext) -> Any:
    data = open_selected(source, chart.header_row, chart.where, value, context)
    if data is None:
        return INVALID
    before = len(context.problems)
    if chart.categories:
        context.not_together(("categories", "data"), span_of(value, "categories"))
    if not data.rows:
        context.problem("data", f"`{data.file}` has no rows under its header", span_of(value, "data"))
    key = chart.category if chart.category is not None else data_columns.first_key(data, context)
    fields = data_columns.fields_of(key, data, span_of(value, "category"), context)
    names = (
        data_columns.categories(fields, data, chart.date_format, f"{chart.key}.categories", context) if fields else ()
    )
    indexes = [
        _series_index(series, data, item_key_span(value, "series", number), context)
        for number, series in enumerate(chart.series)
    ]
    format_ = _chart_format(chart, indexes, data, context)
    own = [
        _second_format(series, index, chart, data, context) for series, index in zip(chart.series, indexes, strict=True)
    ]
    if len(context.problems) > before:
        return INVALID
    series = tuple(
        series
        if index is None
        else replace(
            series,
            values=data_columns.series_values(
                index, data, series, series.format if series.secondary else format_, context
            ),
        )
        for series, index in zip(own, indexes, strict=True)
    )
    if len(context.problems) > before:
        return INVALID
    drawn = replace(chart, category=key, categories=names, series=series, format=format_, hidden=data.hidden)
    return with_computed_series(drawn, data, context)


def _check_computed(series: Series, context: LoadContext) -> None:
    """Report the keys that a computed series cannot have."""
    names = [name for name in ("values", "scale", "decimal") if getattr(series, name)]
    if names:
        context.not_together((names[0], "compute"), series.span)


def _series_index(series: Series, data: Data, span: Span, context: LoadContext) -> int | None:
    """Return the position of a series' column in the data; None if it is computed, or after reporting a problem."""
    if series.compute is not None:
        _check_computed(series, context)
        return None
    if series.values:
        context.not_together(("values", "key"), series.span)
        return None
    if series.key_ is None:
        hint = f"name a column of the file: {data.listed}"
        context.problem("missing-key", "this series needs `key`, because the chart has `data`", series.span, hint)
        return None
    fields = data_columns.fields_of(series.key_, data, span, context)
    return None if fields is None else fields[0][1]


def _chart_format(chart: Chart, indexes: list[int | None], data: Data, context: LoadContext) -> Any:
    """Return the format of a chart with what the cells of its series say; INVALID after reporting a contradiction."""
    if not data.formats:
        return chart.format
    formats = [
        data_columns.cell_format(index, data, chart.format, chart, series.scale is not None, context)
        for series, index in zip(chart.series, indexes, strict=True)
        if index is not None and not series.secondary
    ]
    if INVALID in formats:
        return INVALID
    return formats[0] if chart.format is not None and formats else format_of_series(formats, chart.span, context)


def _second_format(series: Series, index: int | None, chart: Chart, data: Data, context: LoadContext) -> Series:
    """Return a series on the second axis with the format that its cells have, unless the author named one."""
    if not series.secondary or index is None or not data.formats:
        return series
    scaled_ = series.scale is not None
    format_ = data_columns.cell_format(index, data, series.format, chart, scaled_, context)
    if series.format is None and format_ is not INVALID:
        format_ = format_of_series([format_], series.span, context)
        return series if format_ is INVALID else replace(series, format=format_)
    return series


def finish_format(format_: ValueFormat, value: Mapping, context: LoadContext) -> Any:
    """Return the format, if it names exactly one kind of value."""
    kinds = {
        "currency": format_.currency,
        "percent": format_.percent,
        "points": format_.points,
        "unit": format_.unit,
        "date": format_.date,
    }
    names = [name for name, chosen in kinds.items() if chosen]
    if len(names) > 1:
        context.not_together(names, value.span)
        return INVALID
    return format_

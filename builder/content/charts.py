"""Charts after their keys are read: categories and values, typed or from a data file, equally many of both.

The horizontal axis of a scatter chart is read like a series that has a format of its own: it is the last series until
the chart is complete.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from builder.content import data_columns
from builder.content.chart_rules import check_chart
from builder.content.computed_series import with_computed_series
from builder.content.context import LoadContext
from builder.content.csvdata import Data
from builder.content.dated_values import with_dates
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import chart_series, counted, key_span, refuse_keys_of_data, span_of
from builder.content.local_numbers import scaled
from builder.content.model.data import DataSource
from builder.content.model.exhibits import Chart, Series, ValueFormat
from builder.content.scatter_axis import count_points, joined, parted, refuse_axis
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
    if (chart.kind == "scatter") != (chart.x is not None):
        refuse_axis(chart, value, context)
        return INVALID
    drawn = joined(chart)
    if chart.data is not None:
        complete = _data_chart(drawn, chart.data, value, context)
    else:
        complete = INVALID
        if _is_complete(drawn, value, context):
            complete = _computed(_with_scales(drawn), None, value, context)
    if complete is INVALID:
        return INVALID
    if chart.kind in ("pie", "doughnut") and len(chart.series) > 1:
        hint = "keep one, or use kind: column"
        context.problem(
            "value",
            f"a {chart.kind} chart shows one series; this one has {len(chart.series)}",
            chart.series[1].span,
            hint,
        )
    complete = parted(complete)
    check_chart(complete, value, context)
    return complete


def _computed(chart: Chart, data: Data | None, value: Mapping, context: LoadContext) -> Any:
    """Return a chart with its dates as dates and the values of its computed series; INVALID after a problem."""
    dated = with_dates(chart, value, context)
    return INVALID if dated is INVALID else with_computed_series(dated, data, context)


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
    """Return True if a chart of typed values has as many of them as it has categories, or points."""
    before = len(context.problems)
    if chart.x is None and not chart.categories:
        context.problem("missing-key", "a chart needs `categories` and values, or `data`", value.span)
        return False
    refuse_keys_of_data("chart", value, chart_series(value), context)
    if chart.category is not None:
        context.problem(
            "value",
            "`category` names a column of `data`, and there is no `data`",
            span_of(value, "category"),
            "delete it",
        )
    count = len(chart.categories)
    whole = f"{count} categories"
    if chart.x is not None:
        if _report_split_values(value, len(chart.series) - 1, len(chart.series[0].values), context):
            return False
        points = count_points(chart, value, context)
        if points is None:
            return False
        count = points
        whole = f"{counted(count, 'value')} of `x`" if chart.x.compute is None else counted(count, "point")
    for index, series in enumerate(chart.series):
        what = "`x`" if chart.x is not None and index == len(chart.series) - 1 else "this series"
        if series.compute is not None:
            _check_computed(series, context)
        elif len(series.values) != count:
            if _report_split_values(value, index, count, context):
                continue
            have = f"{counted(len(series.values), 'value')} for {whole}"
            context.problem("values", f"{what} has {have}", series.span, "write null where there is none")
        elif all(point is None for point in series.values):
            context.problem("values", f"{what} has no value", series.span)
    return len(context.problems) == before


def _report_split_values(chart: Mapping, index: int, expected: int, context: LoadContext) -> bool:
    """Report the values of series `index` that YAML split at their decimal commas; True if there are any."""
    item = chart_series(chart)[index]
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
    key = chart.category
    if key is None and chart.x is None:
        key = data_columns.first_key(data, context)
    fields = data_columns.fields_of(key, data, span_of(value, "category"), context) if key is not None else None
    names = (
        data_columns.categories(fields, data, chart.date_format, f"{chart.key}.categories", context) if fields else ()
    )
    items = chart_series(value)
    indexes = [
        _series_index(series, data, key_span(items, number, value), context)
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
                index, data, series, series.format if series.secondary else format_, context, dates=chart.x is not None
            ),
        )
        for series, index in zip(own, indexes, strict=True)
    )
    if len(context.problems) > before:
        return INVALID
    drawn = replace(chart, category=key, categories=names, series=series, format=format_, hidden=data.hidden)
    return _computed(drawn, data, value, context)


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
        what = "`x`" if series.key.endswith(".x") else "this series"
        context.problem("missing-key", f"{what} needs `key`, because the chart has `data`", series.span, hint)
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

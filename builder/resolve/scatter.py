"""Scatter charts: points measured on two axes of numbers or dates, each with its name and its ticks."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from builder.content.dated_values import as_date
from builder.content.model.blocks import ChartBlock
from builder.content.model.exhibits import AxisEnd, Chart, ChartAxis, ChartValue, ScatterAxis, Series, ValueFormat
from builder.content.model.figures import DateFigure
from builder.content.model.values import PartialDate
from builder.resolve.chart_axes import axis_of_numbers
from builder.resolve.chart_series import category_name, format_of_numbers, series_nodes
from builder.resolve.context import ResolveContext
from builder.resolve.date_axis import DateProblem, date_axis, date_number, dates_format, unit_of_dates
from builder.resolve.figures import chart_format, value_text
from builder.resolve.inlines import NAME, text_inlines
from builder.source import Span
from builder.tree.exhibits import AxisNode, ChartNode, SeriesNode
from builder.tree.prose import unformatted

__all__ = ["scatter_node"]

_STEPS_ACROSS, _STEPS_UP = 6, 5
"""Steps between the ends of the values on the horizontal and on the vertical axis, at most."""


class _Measured(Struct, frozen=True):
    """What is measured on one axis: its series, the axis (None after a problem) and the format code of the values."""

    series: tuple[SeriesNode, ...]
    axis: AxisNode | None
    code: str


def scatter_node(context: ResolveContext, block: ChartBlock) -> ChartNode:
    """Return the data of a scatter chart: the points that have both values."""
    chart = _drawn_points(block.chart)
    across = chart.x
    assert across is not None
    if not across.values:
        hint = "delete the chart, or give the values"
        context.report("values", "this chart has no point: each lacks a value on one of the axes", chart.span, hint)
        return ChartNode(span=block.span, key=block.key, kind="scatter", categories=(), series=())
    horizontal = _measured(
        context, replace(chart, series=(_as_series(across),), format=across.format), across, steps=_STEPS_ACROSS
    )
    vertical = _measured(context, chart, chart.axis)
    x, *_ = horizontal.series
    own = chart.axis.name if chart.axis is not None else None
    name = unformatted(text_inlines(context, own, NAME)) if own is not None else vertical.series[0].name
    x_axis, axis = _with_note(
        context,
        replace(horizontal.axis, name=x.name) if horizontal.axis is not None else None,
        replace(vertical.axis, name=name) if vertical.axis is not None else None,
    )
    return ChartNode(
        span=block.span,
        key=block.key,
        kind="scatter",
        categories=tuple(category_name(context, category) for category in chart.categories),
        series=vertical.series,
        number_format=vertical.code,
        axis=axis,
        x=x,
        x_axis=x_axis,
        x_format=horizontal.code,
    )


def _drawn_points(chart: Chart) -> Chart:
    """Return a scatter chart without the rows that have no point: no value on one of the axes."""
    across = chart.x
    assert across is not None
    rows = range(len(across.values))
    kept = [
        row
        for row in rows
        if across.values[row] is not None and any(series.values[row] is not None for series in chart.series)
    ]
    if len(kept) == len(rows):
        return chart
    return replace(
        chart,
        x=replace(across, values=tuple(across.values[row] for row in kept)),
        series=tuple(replace(row, values=tuple(row.values[index] for index in kept)) for row in chart.series),
        categories=tuple(chart.categories[row] for row in kept) if chart.categories else (),
    )


def _as_series(axis: ScatterAxis) -> Series:
    return Series(span=axis.span, key=axis.key, name=axis.name, values=axis.values, compute=axis.compute)


def _measured(
    context: ResolveContext, chart: Chart, chosen: ChartAxis | ScatterAxis | None, *, steps: int = _STEPS_UP
) -> _Measured:
    """Return what the series of `chart` measure on one axis, whose ends the author may have `chosen`; `steps`
    are the most that it aims at.
    """
    format_ = chart.format
    if format_ is not None and format_.date:
        return _dates(context, chart, format_, chosen)
    format_ = format_of_numbers(context, chart)
    series = series_nodes(context, chart, format_)
    rows = [row.values for row in series]
    span = chart.series[0].span
    axis = axis_of_numbers(context, "scatter", rows, format_, chosen, span, note="cut", aim=steps)
    values = [value for row in rows for value in row]
    code, _ = context.attempt(lambda: chart_format(values, format_, context.formatter), ("General", ""), span)
    return _Measured(series, axis, code)


def _dates(
    context: ResolveContext, chart: Chart, format_: ValueFormat, chosen: ChartAxis | ScatterAxis | None
) -> _Measured:
    """Return what series of dates measure."""
    rows = [[_date(context, value, row.span) for value in row.values] for row in chart.series]
    dates = [date for row in rows for date in row if date is not None]
    span = chart.series[0].span
    low, high = (_end(chosen.from_), _end(chosen.to)) if chosen is not None else (None, None)
    try:
        unit = unit_of_dates(dates)
        axis = date_axis(dates, unit, context.formatter, low, high)
    except DateProblem as problem:
        message, hint = problem.args
        context.report("range", message, chosen.span if chosen is not None else span, hint)
        return _Measured(_without_values(context, chart), None, "General")
    series = tuple(
        SeriesNode(
            name=unformatted(text_inlines(context, author.name, NAME)),
            values=tuple(None if date is None else date_number(date, unit) for date in row),
            labels=tuple(_date_text(context, date, format_, author.span) for date in row),
            interval=_interval(context, [date for date in row if date is not None]),
        )
        for author, row in zip(chart.series, rows, strict=True)
    )
    return _Measured(series, axis, dates_format(unit, context.formatter))


def _without_values(context: ResolveContext, chart: Chart) -> tuple[SeriesNode, ...]:
    """Return the series of a chart whose dates are wrong, so that what else is wrong is found in the same run."""
    return tuple(
        SeriesNode(
            name=unformatted(text_inlines(context, row.name, NAME)),
            values=tuple(Decimal(0) for _ in row.values),
            labels=tuple("" for _ in row.values),
        )
        for row in chart.series
    )


def _date(context: ResolveContext, value: ChartValue | None, span: Span) -> PartialDate | None:
    """Return the date of a value; a figure must have one."""
    if isinstance(value, str):
        figure = context.figure(value, span)
        return figure.date if isinstance(figure, DateFigure) and isinstance(figure.date, PartialDate) else None
    return value if isinstance(value, PartialDate) else None


def _end(end: AxisEnd | None) -> PartialDate | None:
    return as_date(end) if isinstance(end, Decimal) else end


def _date_text(context: ResolveContext, date: PartialDate | None, format_: ValueFormat, span: Span) -> str:
    if date is None:
        return ""
    return context.attempt(lambda: value_text(date, format_, context.formatter, "table"), "", span)


def _interval(context: ResolveContext, dates: list[PartialDate]) -> str:
    """Return the first and the last date as a sentence has them: `de mars 2020 à mai 2024`."""
    first, last = (choose(dates, key=PartialDate.first_day) for choose in (min, max))
    return context.formatter.date((first, last))


def _with_note(
    context: ResolveContext, x_axis: AxisNode | None, axis: AxisNode | None
) -> tuple[AxisNode | None, AxisNode | None]:
    """Return both axes with one sentence on those that do not start at zero, on the vertical axis if it is one."""
    cut = [each is not None and bool(each.note) for each in (x_axis, axis)]
    which = "axes" if all(cut) else "x_axis" if cut[0] else "y_axis"
    note = context.set_words(context.words.phrases[f"{which}_not_from_zero"])
    if x_axis is not None:
        x_axis = replace(x_axis, note=note if cut == [True, False] else "")
    if axis is not None:
        axis = replace(axis, note=note if cut[1] else "")
    return x_axis, axis

"""Charts: categories and labels in words, exact values, and the number format that Office shows beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from builder.content.model.blocks import ChartBlock
from builder.content.model.exhibits import Chart, ValueFormat
from builder.content.model.values import PartialDate
from builder.resolve.axes import share_axis, value_axis
from builder.resolve.chart_axes import axis_of_numbers
from builder.resolve.chart_series import category_name, format_of_numbers, series_nodes
from builder.resolve.chart_units import axis_without_unit, series_without_unit
from builder.resolve.columns import Units
from builder.resolve.combined import axis_kind, in_order, measured_by
from builder.resolve.context import ResolveContext
from builder.resolve.descriptions import chart_alt
from builder.resolve.figures import chart_format
from builder.resolve.inlines import BARE, PROSE, text_inlines
from builder.resolve.prose import text_prose
from builder.resolve.scatter import scatter_node
from builder.resolve.shares import stacked_shares
from builder.resolve.sources import short_source
from builder.resolve.stack_totals import stack_totals
from builder.resolve.time_axis import time_axis
from builder.tree.exhibits import MOST_SLICES, AxisNode, ChartNode, SeriesNode, TimeNode
from builder.tree.prose import unformatted

__all__ = ["chart_node"]

_CIRCLES = ("pie", "doughnut")
_MOST_COLUMNS = 24
"""Years, months or days on a time axis that leave columns wide enough."""


def chart_node(context: ResolveContext, block: ChartBlock) -> ChartNode:
    """Return a chart with its data in words and in exact numbers."""
    chart = block.chart
    drawn = scatter_node(context, block) if chart.x is not None else _drawn(context, block)
    caption = text_inlines(context, chart.caption, PROSE)
    alt = unformatted(text_inlines(context, chart.alt, BARE))
    return replace(
        drawn,
        only=block.only,
        labels=chart.labels or "",
        side=block.side,
        id=chart.id,
        caption=caption,
        number=context.targets.number(chart.key),
        alt=alt or chart_alt(context, drawn, unformatted(caption)),
        alt_generated=not alt,
        source=short_source(context, chart.source, chart.span),
        source_id=chart.source,
        note=text_prose(context, chart.note),
    )


def _drawn(context: ResolveContext, block: ChartBlock) -> ChartNode:
    """Return the data of a chart of categories."""
    authored = block.chart
    slices = authored.kind in _CIRCLES and len(authored.categories) > MOST_SLICES
    chart = replace(authored, kind="bar") if slices else authored
    first, second = measured_by(chart)
    format_ = format_of_numbers(context, first)
    categories = tuple(category_name(context, category) for category in chart.categories)
    series = series_nodes(context, first, format_)
    values = [value for row in series for value in row.values if value is not None]
    if authored.kind in _CIRCLES:
        _check_shares(context, authored, values)
    if chart.kind == "area" and chart.stacked:
        _check_stack(context, chart, series)
    shares = chart.stacked == "percent"
    if shares:
        series = stacked_shares(context, chart, series)
    axis = _value_axis(context, first, series, format_)
    total = stack_totals(context, chart, series, format_)
    if not shares:
        units = context.attempt(lambda: Units.of(values, format_, context.formatter), None, chart.span)
        axis = axis_without_unit(axis, units)
        series = tuple(series_without_unit(row, units) for row in series)
        total = series_without_unit(total, units) if total is not None else None
    right = _second_axis(context, second, axis) if second is not None else None
    if right is not None:
        series = in_order(chart, series, right.series)
    dates = [category for category in chart.categories if isinstance(category, PartialDate)]
    dated = len(dates) == len(categories)
    number_format, unit = context.attempt(
        lambda: chart_format(values, format_, context.formatter), ("General", ""), chart.span
    )
    unit = context.set_words(context.words.phrases["share_of_total"]) if shares else unit
    if right is not None and right.unit:
        named = context.set_words(context.words.phrases["right_axis"].format(name=right.unit))
        unit = context.words.phrases["list_separator"].join(filter(None, (unit, named)))
    return ChartNode(
        span=block.span,
        key=block.key,
        kind=chart.kind,
        categories=categories,
        series=series,
        stacked=bool(chart.stacked),
        shares=shares,
        number_format=number_format,
        unit=unit,
        axis=axis,
        slices=slices,
        total=total,
        second_axis=right.axis if right is not None else None,
        second_format=right.number_format if right is not None else "General",
        dated=dated,
        time=_time_axis(context, chart, dates) if dated else None,
    )


class _Right(Struct, frozen=True):
    """What a chart measures on its second axis."""

    series: tuple[SeriesNode, ...]
    axis: AxisNode | None
    number_format: str
    unit: str


def _second_axis(context: ResolveContext, second: Chart, left: AxisNode | None) -> _Right:
    """Return the series on the second axis, named as such, and the axis with as many steps as the first has."""
    format_ = format_of_numbers(context, second)
    name = context.words.phrases["right_axis"]
    series = tuple(
        replace(row, name=context.set_words(name.format(name=row.name)))
        for row in series_nodes(context, second, format_)
    )
    rows = [row.values for row in series]
    values = [value for row in rows for value in row if value is not None]
    note = context.set_words(context.words.phrases["right_axis_not_from_zero"])
    steps = len(left.ticks) - 1 if left is not None else None
    axis = context.attempt(
        lambda: value_axis("line", rows, format_, context.formatter, note=note, intervals=steps), None, second.span
    )
    code, unit = context.attempt(lambda: chart_format(values, format_, context.formatter), ("General", ""), second.span)
    units = context.attempt(lambda: Units.of(values, format_, context.formatter), None, second.span)
    series = tuple(series_without_unit(row, units) for row in series)
    return _Right(series, axis_without_unit(axis, units), code, unit)


def _check_shares(context: ResolveContext, chart: Chart, values: Iterable[Decimal]) -> None:
    """Report data that a circle cannot show: a negative share, or a whole of zero."""
    if any(value < 0 for value in values) or not any(values):
        problem = f"a {chart.kind} chart needs values of 0 or more, at least one above 0"
        context.report("not-a-number", problem, chart.span, "draw columns or bars")


def _check_stack(context: ResolveContext, chart: Chart, series: Sequence[SeriesNode]) -> None:
    """Report negative values in stacked areas: an area below zero would cover the areas above it."""
    for author, row in zip(chart.series, series, strict=True):
        if any(value is not None and value < 0 for value in row.values):
            problem = f"stacked areas cannot show a value below 0, and the series `{row.name}` has one"
            context.report("not-a-number", problem, author.span, "delete `stacked`, or choose kind: column")


def _value_axis(
    context: ResolveContext, chart: Chart, series: Sequence[SeriesNode], format_: ValueFormat | None
) -> AxisNode | None:
    """Return the value axis of a chart that has one."""
    if chart.kind in _CIRCLES:
        return None
    if chart.stacked == "percent":
        return share_axis(context.formatter)
    note = context.set_words(context.words.phrases["axis_not_from_zero"])
    rows = [row.values for row in series]
    kind = axis_kind(chart)
    return axis_of_numbers(context, kind, rows, format_, chart.axis, chart.span, stacked=bool(chart.stacked), note=note)


def _time_axis(context: ResolveContext, chart: Chart, dates: Sequence[PartialDate]) -> TimeNode | None:
    """Return the places in time of dates at unequal steps. Bars keep one row a date; so do columns that a time axis
    would make too thin.
    """
    time = time_axis(dates, context.formatter) if chart.kind in ("line", "area", "column") else None
    if time is not None and chart.kind == "column":
        days = {"day": 1.0, "month": 30.44, "year": 365.25}[time.unit]
        if (time.positions[-1] - time.positions[0]) / days >= _MOST_COLUMNS:
            return None
    return time

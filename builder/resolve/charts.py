"""Charts: categories and labels in words, exact values, and the number format that Office shows beside them.

A value that is a figure is labelled by the figure itself, bound and all ("> 100 M€"); the others share one scale. All
values of a chart count the same thing, or the chart would mislead: mixed units are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from builder.content.model.blocks import ChartBlock
from builder.content.model.exhibits import (
    Category,
    CellFigure,
    CellTerritory,
    Chart,
    ChartAxis,
    Series,
    ValueFormat,
)
from builder.content.model.figures import FigureNumberBase
from builder.content.model.measure_units import MeasureUnit, format_of, unit_of, unit_of_format
from builder.content.model.values import PartialDate, Text
from builder.resolve.axes import Bounds, axis_end, drawn_range, share_axis, value_axis
from builder.resolve.combined import axis_kind, in_order, measured_by
from builder.resolve.context import ResolveContext
from builder.resolve.decimals import decimals_written
from builder.resolve.descriptions import chart_alt, chart_phrase
from builder.resolve.figures import chart_format, column_texts, drawn_number, figure_value, is_endless
from builder.resolve.inlines import BARE, NAME, PROSE, text_inlines
from builder.resolve.prose import text_prose
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
    authored = block.chart
    slices = authored.kind in _CIRCLES and len(authored.categories) > MOST_SLICES
    chart = replace(authored, kind="bar") if slices else authored
    first, second = measured_by(chart)
    format_ = _with_decimals(context, first, first.format or _format_of_figures(context, first))
    categories = tuple(_category(context, chart, category) for category in chart.categories)
    series = _series(context, first, format_)
    values = [value for row in series for value in row.values if value is not None]
    if authored.kind in _CIRCLES:
        _check_shares(context, authored, values)
    if chart.kind == "area" and chart.stacked:
        _check_stack(context, chart, series)
    shares = chart.stacked == "percent"
    if shares:
        series = stacked_shares(context, chart, series)
    axis = _value_axis(context, first, series, format_)
    if axis is not None and chart.axis is not None:
        _check_ends(context, chart, chart.axis, series, axis)
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
    caption = text_inlines(context, chart.caption, PROSE)
    alt = unformatted(text_inlines(context, chart.alt, BARE))
    return ChartNode(
        span=block.span,
        key=block.key,
        only=block.only,
        kind=chart.kind,
        categories=categories,
        series=series,
        stacked=bool(chart.stacked),
        shares=shares,
        labels=chart.labels or "",
        number_format=number_format,
        unit=unit,
        axis=axis,
        slices=slices,
        total=stack_totals(context, chart, series, format_),
        second_axis=right.axis if right is not None else None,
        second_format=right.number_format if right is not None else "General",
        side=block.side,
        dated=dated,
        time=_time_axis(context, chart, dates) if dated else None,
        id=chart.id,
        caption=caption,
        number=context.targets.number(chart.key),
        alt=alt or chart_alt(context, chart_phrase(chart), unformatted(caption), categories, series),
        alt_generated=not alt,
        source=short_source(context, chart.source, chart.span),
        source_id=chart.source,
        note=text_prose(context, chart.note),
    )


class _Right(Struct, frozen=True):
    """What a chart measures on its second axis."""

    series: tuple[SeriesNode, ...]
    axis: AxisNode | None
    number_format: str
    unit: str


def _second_axis(context: ResolveContext, second: Chart, left: AxisNode | None) -> _Right:
    """Return the series on the second axis, named as such, and the axis with as many steps as the first has."""
    format_ = _with_decimals(context, second, second.format or _format_of_figures(context, second))
    name = context.words.phrases["right_axis"]
    series = tuple(
        replace(row, name=context.set_words(name.format(name=row.name))) for row in _series(context, second, format_)
    )
    rows = [row.values for row in series]
    values = [value for row in rows for value in row if value is not None]
    note = context.set_words(context.words.phrases["right_axis_not_from_zero"])
    steps = len(left.ticks) - 1 if left is not None else None
    axis = context.attempt(
        lambda: value_axis("line", rows, format_, context.formatter, note=note, intervals=steps), None, second.span
    )
    code, unit = context.attempt(lambda: chart_format(values, format_, context.formatter), ("General", ""), second.span)
    return _Right(series, axis, code, unit)


def _check_ends(
    context: ResolveContext, chart: Chart, chosen: ChartAxis, series: Sequence[SeriesNode], axis: AxisNode
) -> None:
    """Report a value that is beyond an end of the axis that the author chose: it would be drawn outside, or cut."""
    rows = [row.values for row in series]
    least, most = drawn_range(rows, stacked=bool(chart.stacked))
    if chosen.to is not None and most > chosen.to:
        message = f"the axis ends at {chosen.to}, and the chart reaches {most.normalize():f}"
        context.report("range", message, chosen.span, f"let `to` be {axis_end(most, axis.step, up=True):f} or more")
    if chosen.from_ is not None and least < chosen.from_:
        message = f"the axis starts at {chosen.from_}, and the chart goes down to {least.normalize():f}"
        context.report("range", message, chosen.span, f"let `from` be {axis_end(least, axis.step):f} or less")


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
    rows = [row.values for row in series]
    chosen = chart.axis
    bounds = Bounds(low=chosen.from_, high=chosen.to, zero=chosen.zero) if chosen is not None else None
    note = context.set_words(context.words.phrases["axis_not_from_zero"])
    return context.attempt(
        lambda: value_axis(
            axis_kind(chart), rows, format_, context.formatter, stacked=bool(chart.stacked), note=note, bounds=bounds
        ),
        None,
        chart.span,
    )


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


def _category(context: ResolveContext, chart: Chart, category: Category) -> str:
    match category:
        case Text():
            return unformatted(text_inlines(context, category, NAME))
        case PartialDate():
            return context.formatter.date(category, "medium")
        case CellTerritory():
            return context.territory(category.territory, category.span)
        case CellFigure():
            return context.figure_words(category.figure, category.style or "", "table", category.span)


def _series(context: ResolveContext, chart: Chart, format_: ValueFormat | None) -> tuple[SeriesNode, ...]:
    known = [
        [_value(context, data_series, value, format_) for value in data_series.values] for data_series in chart.series
    ]
    numbers = [value for row in known for value in row if value is not None]
    written = iter(
        context.attempt(lambda: column_texts(numbers, format_, context.formatter), ["" for _ in numbers], chart.span)
    )
    nodes = []
    for data_series, row in zip(chart.series, known, strict=True):
        own = [next(written) if value is not None else "" for value in row]
        labels = tuple(
            _label(context, data_series, raw, text, format_) for raw, text in zip(data_series.values, own, strict=True)
        )
        name = unformatted(text_inlines(context, data_series.name, NAME))
        nodes.append(
            SeriesNode(
                name=name,
                values=tuple(row),
                labels=labels,
                kind=data_series.kind or "",
                secondary=data_series.secondary,
            )
        )
    return tuple(nodes)


def _value(
    context: ResolveContext, series: Series, value: Decimal | str | None, format_: ValueFormat | None
) -> Decimal | None:
    """Return the number of a value; a figure must have one number, of the chart's unit."""
    if not isinstance(value, str):
        return value
    figure = context.figure(value, series.span)
    if figure is None:
        return None
    unit, number = unit_of(figure), figure_value(figure)
    if unit is None or number is None:
        context.report(
            "not-a-number",
            f"figure `{value}` has no single number for a chart to draw",
            series.span,
            "a chart shows amounts, counts, percentages and quantities, not ranges, dates or territories",
        )
        return None
    if unit != unit_of_format(format_):
        context.report(
            "mixed-units",
            f"figure `{value}` does not count the same thing as the rest of the chart",
            series.span,
            "let all values of a chart have one currency or unit, the one of its `format`",
        )
    return drawn_number(figure, number)


def _label(
    context: ResolveContext, series: Series, raw: Decimal | str | None, text: str, format_: ValueFormat | None
) -> str:
    """Return a value as printed: a figure with a bound or a rounding of its own prints it; any other value is written
    at the chart's scale.
    """
    figure = context.publication.figures[raw] if isinstance(raw, str) and text else None
    if figure is not None and (figure.bound or getattr(figure, "round", None)):
        return context.figure_words(figure.id, (format_.style if format_ else None) or "", "table", series.span)
    return text


def _format_of_figures(context: ResolveContext, chart: Chart) -> ValueFormat | None:
    """Return the format of a chart without one: that of the unit of its figures."""
    figures = (context.publication.figures.get(value) for value in _names(chart.series))
    units: set[MeasureUnit | None] = {unit_of(figure) for figure in figures if figure is not None}
    units.discard(None)
    unit = next(iter(units)) if len(units) == 1 else None
    return format_of(unit, "compact", chart.span) if unit is not None and unit.kind != "number" else None


def _with_decimals(context: ResolveContext, chart: Chart, format_: ValueFormat | None) -> ValueFormat | None:
    """Return the format with decimals for a chart of quotients without a last digit: those of their rounding, or of
    the other values, whichever are more.
    """
    if format_ is not None and format_.decimals is not None:
        return format_
    figures = [context.publication.figures.get(name) for name in _names(chart.series)]
    roundings = [figure.round for figure in figures if isinstance(figure, FigureNumberBase) and is_endless(figure)]
    if not roundings:
        return format_
    decimals = [rounding.decimals for rounding in roundings if rounding is not None]
    values = (value for data_series in chart.series for value in data_series.values if isinstance(value, Decimal))
    others = (figure_value(figure) for figure in figures if figure is not None and not is_endless(figure))
    decimals += [decimals_written(value) for value in (*values, *others) if value is not None]
    return replace(format_ or ValueFormat(span=chart.span, key=""), decimals=max(decimals))


def _names(series: Iterable[Series]) -> Iterable[str]:
    return (value for data_series in series for value in data_series.values if isinstance(value, str))

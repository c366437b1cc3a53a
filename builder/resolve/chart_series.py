"""The series of charts: exact numbers, and each as it must be read.

A value that is a figure is labelled by the figure itself, bound and all ("> 100 M€"); the others share one scale. All
values of an axis count the same thing, or the chart would mislead: mixed units are refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from builder.content.model.exhibits import (
    Category,
    CellFigure,
    CellTerritory,
    Chart,
    ChartValue,
    Series,
    ValueFormat,
)
from builder.content.model.figures import FigureNumberBase
from builder.content.model.measure_units import MeasureUnit, format_of, unit_of, unit_of_format
from builder.content.model.values import PartialDate, Text
from builder.resolve.context import ResolveContext
from builder.resolve.decimals import decimals_written
from builder.resolve.figures import column_texts, drawn_number, figure_value, is_endless
from builder.resolve.inlines import NAME, text_inlines
from builder.tree.exhibits import SeriesNode
from builder.tree.prose import unformatted

__all__ = ["category_name", "format_of_numbers", "series_nodes"]


def category_name(context: ResolveContext, category: Category) -> str:
    """Return the name of a category, or of a point."""
    match category:
        case Text():
            return unformatted(text_inlines(context, category, NAME))
        case PartialDate():
            return context.formatter.date(category, "medium")
        case CellTerritory():
            return context.territory(category.territory, category.span)
        case CellFigure():
            return context.figure_words(category.figure, category.style or "", "table", category.span)


def series_nodes(context: ResolveContext, chart: Chart, format_: ValueFormat | None) -> tuple[SeriesNode, ...]:
    """Return the series of a chart with their numbers, and each number as it is read."""
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
    context: ResolveContext, series: Series, value: ChartValue | None, format_: ValueFormat | None
) -> Decimal | None:
    """Return the number of a value; a figure must have one number, of the chart's unit."""
    if not isinstance(value, str):
        return None if isinstance(value, PartialDate) else value
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
    context: ResolveContext, series: Series, raw: ChartValue | None, text: str, format_: ValueFormat | None
) -> str:
    """Return a value as printed: a figure with a bound or a rounding of its own prints it; any other value is written
    at the chart's scale.
    """
    figure = context.publication.figures[raw] if isinstance(raw, str) and text else None
    if figure is not None and (figure.bound or getattr(figure, "round", None)):
        return context.figure_words(figure.id, (format_.style if format_ else None) or "", "table", series.span)
    return text


def format_of_numbers(context: ResolveContext, chart: Chart) -> ValueFormat | None:
    """Return the format of a chart's numbers: the author's or that of its figures, with decimals for quotients."""
    return _with_decimals(context, chart, chart.format or _format_of_figures(context, chart))


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

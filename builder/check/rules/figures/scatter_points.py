"""Points of scatter charts: rows of data without a point, and years that are measured as numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import charts
from builder.content.model.exhibits import Chart, ChartValue, ScatterAxis, ValueFormat
from builder.source import Span

__all__ = ["RULES"]

_YEARS = range(1800, 2101)
"""Whole numbers that are years if all values of an axis are among them."""
_LEAST_YEARS = 3


def left_out(context: CheckContext) -> Iterator[Finding]:
    """Find rows of scatter charts that are not drawn, because one of the two values is missing."""
    for chart in charts(context):
        if chart.x is not None:
            yield from _left_out(chart, chart.x)


def _left_out(chart: Chart, axis: ScatterAxis) -> Iterator[Finding]:
    rows = range(len(axis.values))
    measured = [any(series.values[row] is not None for series in chart.series) for row in rows]
    lost = [row for row in rows if axis.values[row] is None or not measured[row]]
    if lost:
        what = f"row {lost[0] + 1} of this chart has no point" if len(lost) == 1 else f"{len(lost)} rows have no point"
        message = f"{what}: a value on one of the axes is missing"
        yield Finding(message, chart.span, "complete the values, or say in a `note` what is not shown")


def years_as_numbers(context: CheckContext) -> Iterator[Finding]:
    """Find axes of scatter charts without a format whose values all look like years."""
    for chart in charts(context):
        if chart.x is None:
            continue
        vertical = [value for series in chart.series for value in series.values]
        axes: list[tuple[list[ChartValue | None], ValueFormat | None, Span, str]] = [
            (list(chart.x.values), chart.x.format, chart.x.span, "`x`"),
            (vertical, chart.format, chart.span, "the chart"),
        ]
        for values, format_, span, owner in axes:
            known = [value for value in values if value is not None]
            if format_ is None and len(set(known)) >= _LEAST_YEARS and all(map(_is_year, known)):
                message = "these values look like years, and are printed as numbers"
                hint = f"add `format: {{date: true}}` to {owner}, or a format of numbers"
                yield Finding(message, span, hint)


def _is_year(value: ChartValue) -> bool:
    return isinstance(value, Decimal) and value == value.to_integral_value() and int(value) in _YEARS


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG017",
        name="points-left-out",
        severity="info",
        summary="A row of a scatter chart has no point, because one of its two values is missing.",
        find=left_out,
        bad="x: {name: Revenu, values: [10, null, 30]}\nseries: [{name: Loyer, values: [4, 5, 6]}]",
        good="x: {name: Revenu, values: [10, 20, 30]}\nseries: [{name: Loyer, values: [4, 5, 6]}]",
    ),
    Rule(
        code="FIG018",
        name="years-as-numbers",
        severity="warning",
        summary="All values on an axis of a scatter chart look like years, and have no format.",
        find=years_as_numbers,
        bad="x: {name: {fr: Année, en: Year}, values: [2019, 2021, 2024]}",
        good="x: {name: {fr: Année, en: Year}, format: {date: true}, values: [2019, 2021, 2024]}",
    ),
)

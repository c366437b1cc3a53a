"""Shares of a whole: pies, stacked percentages and columns of shares add up to 100%, apart from rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import charts, is_share, number, tables, tolerance, words_of
from builder.content.model.exhibits import CellNumber, Chart, Table
from builder.content.model.figures import PercentFigure
from builder.resolve.figures import figure_value

__all__ = ["RULES"]

_WHOLE = Decimal(100)
_NEAR = Decimal(5)
_SHARE = re.compile(r"\b(?:part|parts|share|shares|répartition|breakdown|distribution|anteil|aandeel|quota)\b")


def shares(context: CheckContext) -> Iterator[Finding]:
    """Find percentages meant to add up to a whole that add up to more or less."""
    for chart in charts(context):
        if chart.kind in ("pie", "doughnut") and chart.series:
            values = _values(context, chart, 0)
            if values and _is_percent(context, chart):
                yield from _wrong_sum(values, chart, 0)
        elif chart.stacked and _is_percent(context, chart):
            yield from _stacks(context, chart)
    for table in tables(context):
        for column in range(1, len(table.columns)):
            if table.columns[column].compute is None:
                yield from _column(context, table, column)


def _wrong_sum(values: list[Decimal], chart: Chart, series: int) -> Iterator[Finding]:
    total = sum(values, Decimal(0))
    if abs(total - _WHOLE) > tolerance(values):
        message = f"the shares of this chart add up to {total.normalize():f}%"
        yield Finding(message, chart.series[series].span, "correct them, or add the rest as a category")


def _stacks(context: CheckContext, chart: Chart) -> Iterator[Finding]:
    """Find the stacked column that does not add up to 100% although most others do."""
    rows = [_values(context, chart, number) for number in range(len(chart.series))]
    if len({len(row) for row in rows}) != 1 or len(rows) < 2:
        return
    stacks = [list(stack) for stack in zip(*rows, strict=True)]
    wrong = [n for n, stack in enumerate(stacks) if abs(sum(stack, Decimal(0)) - _WHOLE) > tolerance(stack)]
    if not wrong or 2 * len(wrong) > len(stacks):
        return
    for position in wrong:
        total = sum(stacks[position], Decimal(0))
        message = f"column {position + 1} adds up to {total.normalize():f}%, the others to 100%"
        yield Finding(message, chart.series[0].span, "correct its values")


def _values(context: CheckContext, chart: Chart, series: int) -> list[Decimal]:
    """Return the numbers of a series; none if one is missing or is not a single number."""
    numbers: list[Decimal] = []
    for value in chart.series[series].values:
        figure = context.publication.figures.get(value) if isinstance(value, str) else None
        known = value if isinstance(value, Decimal) else figure_value(figure) if figure else None
        if known is None:
            return []
        numbers.append(known)
    return numbers


def _is_percent(context: CheckContext, chart: Chart) -> bool:
    if chart.format is not None:
        return chart.format.percent
    values = [value for series in chart.series for value in series.values]
    figures = context.publication.figures
    return all(isinstance(value, str) and isinstance(figures.get(value), PercentFigure) for value in values)


def _column(context: CheckContext, table: Table, column: int) -> Iterator[Finding]:
    """Find a column of percentages headed as shares that adds up to more than a whole, or nearly one."""
    head = table.columns[column]
    cells = [row[column] for row in table.rows if not re.search(r"\b(?:sous-)?tota", words_of(row[0]))]
    if len(cells) < 3 or len(cells) < len(table.rows) or not all(is_share(cell, head, context) for cell in cells):
        return
    values = [value for cell in cells if (value := number(cell, context)) is not None]
    total = sum(values, Decimal(0))
    if len(values) < len(cells) or abs(total - _WHOLE) <= tolerance(values):
        return
    named = _SHARE.search(words_of(head.header)) is not None
    if named and (total > _WHOLE or _WHOLE - total < _NEAR):
        place = cells[-1].span if isinstance(cells[-1], CellNumber) else head.span
        yield Finding(f"the shares of this column add up to {total.normalize():f}%", place, "correct them")


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG008",
        name="shares-not-whole",
        severity="warning",
        summary="The shares of a pie, of a stacked column or of a column of shares do not add up to 100%.",
        find=shares,
        bad="kind: pie\nformat: {percent: true}\nseries: [{name: Part, values: [45, 35, 25]}]",
        good="kind: pie\nformat: {percent: true}\nseries: [{name: Part, values: [45, 35, 20]}]",
    ),
)

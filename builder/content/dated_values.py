"""Dates among the values of a chart: on the axes of a scatter chart only, where years may be written as numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.decoding_result import INVALID
from builder.content.exhibit_keys import value_span
from builder.content.model.exhibits import Chart, ChartValue, Series, ValueFormat
from builder.content.model.values import PartialDate
from builder.content.yaml_values import Mapping
from builder.source import Span

__all__ = ["as_date", "with_dates"]

_LAST_YEAR = 9999


def as_date(number: Decimal) -> PartialDate | None:
    """Return the year that a number is, if it is one."""
    whole = number == number.to_integral_value() and 1 <= number <= _LAST_YEAR
    return PartialDate(int(number)) if whole else None


def with_dates(chart: Chart, value: Mapping, context: LoadContext) -> Any:
    """Return a chart whose axes of dates have dates alone, and no other axis any; INVALID after a problem.

    A scatter chart has its horizontal axis as the last series. An axis whose values are months or days, or dates of a
    file, has the format of dates if the author wrote none.
    """
    before = len(context.problems)
    vertical = _axis_format(chart.format, [row for row in chart.series if not row.secondary], chart)
    rows = []
    for index, row in enumerate(chart.series):
        format_ = _axis_format(row.format, [row], chart) if row.secondary else vertical
        rows.append(_with_dates(chart, index, row, format_, value, context))
    if len(context.problems) > before:
        return INVALID
    return replace(chart, series=tuple(rows), format=vertical)


def _axis_format(format_: ValueFormat | None, rows: list[Series], chart: Chart) -> ValueFormat | None:
    """Return the format of an axis: of dates if its values are dates and nothing else is written."""
    if format_ is not None or chart.x is None:
        return format_
    dated = any(isinstance(each, PartialDate) for row in rows for each in row.values)
    return ValueFormat(span=rows[0].span, key=f"{rows[0].key}.format", date=True) if dated else None


def _with_dates(
    chart: Chart, index: int, row: Series, format_: ValueFormat | None, value: Mapping, context: LoadContext
) -> Series:
    """Return a series with its years as dates if its format is one of dates. Report values of the other kind."""
    dated = format_ is not None and format_.date
    if chart.x is None and (dated or row.date_format is not None):
        wrong = "format: {date: true}" if dated else "date_format"
        place = format_.span if dated and format_ is not None else row.span
        message = f"`{wrong}` and `kind: {chart.kind}` cannot be combined"
        hint = "delete it; dates are `categories`, or values of kind: scatter"
        context.problem("value", message, place, hint)
        return row
    if dated and row.scale is not None:
        context.problem("value", "`scale` multiplies numbers, and this axis has dates", row.span, "delete `scale`")
    values: list[ChartValue | None] = []
    for number, each in enumerate(row.values):
        place = value_span(value, index, number, row)
        if each is None or row.compute is not None:
            values.append(each)
        elif dated:
            values.append(_date(each, place, context))
        else:
            _refuse_date(each, chart, place, context)
            values.append(each)
    own = format_ if row.secondary else row.format
    return replace(row, values=tuple(values), format=own)


def _date(each: ChartValue, place: Span, context: LoadContext) -> ChartValue:
    """Return a value of an axis of dates: a date, a year, the id of a figure that is a date. Report any other."""
    if isinstance(each, Decimal):
        year = as_date(each)
        if year is None:
            hint = "write 2024, 2024-05 or 2024-05-31"
            context.problem("value", f"`{each}` is not a date, and this axis has dates", place, hint)
        return each if year is None else year
    if isinstance(each, str):
        sketch = context.figures.get(each)
        if sketch is not None and sketch.kind != "date":
            message = f"figure `{each}` is no date, and this axis has dates"
            context.problem("value", message, place, "name a figure with `date`, or delete `date: true`")
    return each


def _refuse_date(each: ChartValue, chart: Chart, place: Span, context: LoadContext) -> None:
    """Report a date among numbers."""
    sketch = context.figures.get(each) if isinstance(each, str) else None
    hint = "add `format: {date: true}` for an axis of dates" if chart.x is not None else ""
    if sketch is not None and sketch.kind == "date":
        context.problem("value", f"figure `{each}` is a date; a chart needs a single number", place, hint)
    elif isinstance(each, PartialDate):
        hint = hint or "dates are `categories`, or values of kind: scatter"
        context.problem("value", "expected a number, found a date", place, hint)

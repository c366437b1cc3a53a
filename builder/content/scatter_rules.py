"""Scatter charts that no reader could understand, refused at their place with the fix."""

from __future__ import annotations

from builder.content.axis_ends import axis_ends, check_zero
from builder.content.context import LoadContext
from builder.content.exhibit_keys import span_of
from builder.content.model.exhibits import Chart, ScatterAxis
from builder.content.yaml_values import Mapping

__all__ = ["check_scatter"]


def check_scatter(chart: Chart, axis: ScatterAxis, value: Mapping, context: LoadContext) -> None:
    """Report what a scatter chart cannot show: names of points that it does not have, an axis without a name, no point
    at all, an end of the horizontal axis that contradicts the other choices.
    """
    if chart.labels == "all" and not chart.categories:
        message = "`labels: all` writes the names of the points, and they have none"
        hint = "add `category`, the column of their names" if chart.data is not None else "add `categories`"
        context.problem("value", message, span_of(value, "labels"), hint)
    if len(chart.series) > 1 and (chart.axis is None or chart.axis.name is None):
        message = "the vertical axis of several series needs a name"
        hint = "add axis: {name: …}, what all series measure"
        context.problem("missing-key", message, span_of(value, "axis"), hint)
    for series in chart.series:
        if all(x is None or y is None for x, y in zip(axis.values, series.values, strict=True)):
            message = "this series has no point: no row has a value of it and one of `x`"
            context.problem("values", message, series.span)
    inner = value.get("x")
    if isinstance(inner, Mapping):
        ends = axis_ends(axis, axis.format, inner, context)
        if ends is not None:
            check_zero(axis, ends, inner, context)

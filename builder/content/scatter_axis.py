"""The horizontal axis of a scatter chart: read like a series, counted in points."""

from __future__ import annotations

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.decoders import missing_key
from builder.content.exhibit_keys import counted, span_of
from builder.content.model.exhibits import Chart, ScatterAxis, Series
from builder.content.yaml_values import Mapping

__all__ = ["count_points", "joined", "parted", "refuse_axis"]


def refuse_axis(chart: Chart, value: Mapping, context: LoadContext) -> None:
    """Report a scatter chart without `x`, or another chart with it."""
    if chart.x is None:
        message = "a scatter chart needs `x`, the values on its horizontal axis"
        hint = "add x: {name: …, values: […]}, with `key` in place of `values` if the chart has `data`"
        context.problem("missing-key", message, span_of(value, "kind"), hint)
        return
    message = f"`x` and `kind: {chart.kind}` cannot be combined"
    context.problem("value", message, chart.x.span, "delete `x`, or write kind: scatter")


def joined(chart: Chart) -> Chart:
    """Return a scatter chart with its horizontal axis as the last series, which has a format of its own; any other
    chart as it is.
    """
    axis = chart.x
    if axis is None:
        return chart
    last = Series(
        span=axis.span,
        key=axis.key,
        name=axis.name,
        values=axis.values,
        key_=axis.key_,
        decimal=axis.decimal,
        date_format=axis.date_format,
        scale=axis.scale,
        compute=axis.compute,
        secondary=True,
        format=axis.format,
    )
    return replace(chart, series=(*chart.series, last))


def parted(chart: Chart) -> Chart:
    """Return a chart made by `joined` with the values and the format of the last series in its horizontal axis."""
    if chart.x is None:
        return chart
    *series, last = chart.series
    return replace(chart, series=tuple(series), x=replace(chart.x, values=last.values, format=last.format))


def count_points(chart: Chart, value: Mapping, context: LoadContext) -> int | None:
    """Return the number of points of a joined scatter chart with typed values: that of the values of `x`, or of the
    first series if `x` is computed. None after reporting that `x` has none, or names that are not as many.
    """
    axis = chart.series[-1]
    if axis.compute is None and not axis.values:
        inner = value.get("x")
        if isinstance(inner, Mapping):
            missing_key(ScatterAxis, "values", inner, context)
        return None
    typed = axis if axis.compute is None else next((each for each in chart.series if each.compute is None), axis)
    count = len(typed.values)
    if chart.categories and len(chart.categories) != count:
        message = f"{counted(len(chart.categories), 'name')} for {counted(count, 'point')}"
        context.problem("values", message, span_of(value, "categories"), "name every point, or delete `categories`")
    return count

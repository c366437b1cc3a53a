"""Charts whose unit is named once, in the line under the caption: their values and axes without it."""

from __future__ import annotations

from msgspec.structs import replace

from builder.resolve.columns import Units
from builder.tree.exhibits import AxisNode, SeriesNode, TickNode

__all__ = ["axis_without_unit", "series_without_unit"]


def series_without_unit(series: SeriesNode, units: Units | None) -> SeriesNode:
    """Return a series whose labels are without the unit of the chart, which its readings keep."""
    if units is None:
        return series
    labels = tuple(units.without(value, text) for value, text in zip(series.values, series.labels, strict=True))
    return replace(series, labels=labels, readings=series.labels)


def axis_without_unit(axis: AxisNode | None, units: Units | None) -> AxisNode | None:
    """Return an axis whose labels are without the unit of the chart."""
    if axis is None or units is None:
        return axis
    ticks = tuple(TickNode(tick.value, units.without(tick.value, tick.text)) for tick in axis.ticks)
    return replace(axis, ticks=ticks)

"""Combined charts: which series are measured on which axis."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.content.model.exhibits import Chart
from builder.tree.exhibits import SeriesNode

__all__ = ["axis_kind", "in_order", "measured_by"]


def measured_by(chart: Chart) -> tuple[Chart, Chart | None]:
    """Return the chart with only the series on its first axis, and one with only those on its second, if it has one."""
    second = tuple(series for series in chart.series if series.secondary)
    if not second:
        return chart, None
    first = tuple(series for series in chart.series if not series.secondary)
    format_ = next((series.format for series in second if series.format is not None), None)
    return replace(chart, series=first), replace(chart, series=second, format=format_, axis=None)


def in_order(chart: Chart, first: Sequence[SeriesNode], second: Sequence[SeriesNode]) -> tuple[SeriesNode, ...]:
    """Return the series of both axes in the author's order."""
    left, right = iter(first), iter(second)
    return tuple(next(right) if series.secondary else next(left) for series in chart.series)


def axis_kind(chart: Chart) -> str:
    """Return the kind that decides where the first axis starts: lengths and surfaces are measured from zero."""
    if chart.kind != "combined":
        return chart.kind
    return "line" if all(series.kind == "line" for series in chart.series) else "column"

"""Columns and bars whose axis does not start at zero: their lengths are not in proportion to their values."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import charts

__all__ = ["RULES"]

_BARS = ("column", "bar")


def cut_axes(context: CheckContext) -> Iterator[Finding]:
    """Find columns and bars for which the author chose an axis that need not start at zero."""
    for chart in charts(context):
        kinds = (chart.kind, *(series.kind for series in chart.series))
        bars = next((kind for kind in kinds if kind in _BARS), None)
        if chart.axis is not None and chart.axis.zero is False and bars:
            message = f"the axis of these {bars}s does not start at zero: their lengths exaggerate differences"
            yield Finding(message, chart.axis.span, "delete `axis`, or choose kind: line")


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG016",
        name="cut-axis",
        severity="warning",
        summary="The axis of columns or bars does not start at zero.",
        find=cut_axes,
        bad="- chart: {kind: column, axis: {from: 90, zero: false}, …}",
        good="- chart: {kind: line, axis: {from: 90}, …}",
    ),
)

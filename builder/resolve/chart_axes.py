"""The axis of a chart's numbers, with the ends that the author chose: every value must be between them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from builder.content.model.exhibits import AxisEnd, ChartAxis, ScatterAxis, ValueFormat
from builder.resolve.axes import INTERVALS, Bounds, axis_end, drawn_range, value_axis
from builder.resolve.context import ResolveContext
from builder.source import Span
from builder.tree.exhibits import AxisNode

__all__ = ["axis_of_numbers"]


def axis_of_numbers(
    context: ResolveContext,
    kind: str,
    rows: Sequence[Sequence[Decimal | None]],
    format_: ValueFormat | None,
    chosen: ChartAxis | ScatterAxis | None,
    span: Span,
    *,
    stacked: bool = False,
    note: str = "",
    aim: int = INTERVALS,
) -> AxisNode | None:
    """Return the axis of rows of numbers; None after reporting a problem of the chart at `span`.

    `aim` is the most steps between the least and the greatest value; `note` is the sentence for an axis that does not
    start at zero. A value beyond a chosen end is reported: it would be drawn outside, or cut.
    """
    bounds = Bounds()
    if chosen is not None:
        bounds = Bounds(low=_number(chosen.from_), high=_number(chosen.to), zero=chosen.zero)
    axis = context.attempt(
        lambda: value_axis(kind, rows, format_, context.formatter, stacked=stacked, note=note, bounds=bounds, aim=aim),
        None,
        span,
    )
    if axis is not None and chosen is not None:
        _check_ends(context, bounds, chosen.span, rows, axis, stacked=stacked)
    return axis


def _number(end: AxisEnd | None) -> Decimal | None:
    """Return an end of an axis of numbers, which the loader lets be nothing else."""
    return end if isinstance(end, Decimal) else None


def _check_ends(
    context: ResolveContext,
    bounds: Bounds,
    span: Span,
    rows: Sequence[Sequence[Decimal | None]],
    axis: AxisNode,
    *,
    stacked: bool,
) -> None:
    least, most = drawn_range(rows, stacked=stacked)
    if bounds.high is not None and most > bounds.high:
        message = f"the axis ends at {bounds.high}, and the chart reaches {most.normalize():f}"
        context.report("range", message, span, f"let `to` be {axis_end(most, axis.step, up=True):f} or more")
    if bounds.low is not None and least < bounds.low:
        message = f"the axis starts at {bounds.low}, and the chart goes down to {least.normalize():f}"
        context.report("range", message, span, f"let `from` be {axis_end(least, axis.step):f} or less")

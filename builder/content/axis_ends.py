"""The ends of an axis that the author chose: of its kind, in order, and not against its other choices."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from builder.content.context import LoadContext
from builder.content.dated_values import as_date
from builder.content.exhibit_keys import span_of
from builder.content.model.exhibits import AxisEnd, ChartAxis, ScatterAxis, ValueFormat
from builder.content.model.values import PartialDate
from builder.content.yaml_values import Mapping

__all__ = ["AxisEnds", "axis_ends", "check_zero"]


class AxisEnds(Struct, frozen=True):
    """The ends of an axis of numbers that the author chose; None where the values decide, and for dates."""

    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def cut(self) -> str:
        """The end that leaves zero out, as written: `from: 90`; empty if none does."""
        if self.low is not None and self.low > 0:
            return f"from: {self.low}"
        return f"to: {self.high}" if self.high is not None and self.high < 0 else ""


def axis_ends(
    axis: ChartAxis | ScatterAxis, format_: ValueFormat | None, inner: Mapping, context: LoadContext
) -> AxisEnds | None:
    """Return the ends of an axis that is written in `inner`; none of them for an axis of dates. None after reporting
    ends that are not of its kind, or in the wrong order.
    """
    before = len(context.problems)
    dated = format_ is not None and format_.date
    pairs = (("from", axis.from_), ("to", axis.to))
    for key, end in pairs:
        if dated and isinstance(end, Decimal) and as_date(end) is None:
            message = f"`{end}` is not a date, and this axis has dates"
            context.problem("value", message, span_of(inner, key), "write 2024, 2024-05 or 2024-05-31")
        elif not dated and isinstance(end, PartialDate):
            hint = "write a number, or add `format: {date: true}` to the values of a scatter chart"
            context.problem("value", f"`{key}` is a date, and this axis has numbers", span_of(inner, key), hint)
    if dated and axis.zero is not None:
        context.problem("value", "an axis of dates has no zero", span_of(inner, "zero"), "delete `zero`")
    if len(context.problems) > before:
        return None
    low, high = (_order(end, dated=dated) for _, end in pairs)
    if low is not None and high is not None and low >= high:
        message = "the axis must start below its end"
        context.problem("range", message, span_of(inner, "from"), "let `from` be less than `to`")
        return None
    return AxisEnds() if dated else AxisEnds(low, high)


def _order(end: AxisEnd | None, *, dated: bool) -> Decimal | None:
    """Return a number by which ends of one axis are in their order: of a date, its first day."""
    date = as_date(end) if dated and isinstance(end, Decimal) else end
    return Decimal(date.first_day().toordinal()) if isinstance(date, PartialDate) else date


def check_zero(axis: ChartAxis | ScatterAxis, ends: AxisEnds, inner: Mapping, context: LoadContext) -> None:
    """Report a `zero` that contradicts an end of its axis, both written in `inner`."""
    end = ""
    if axis.zero:
        end = ends.cut
    elif axis.zero is False and not ends.cut and ends.low is not None and ends.low <= 0:
        end = f"from: {ends.low}"
    if end:
        message = f"`zero: {str(axis.zero).lower()}` and `{end}` cannot be combined"
        context.problem("value", message, span_of(inner, "zero"), "delete one of them")

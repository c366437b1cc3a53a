"""Units of numbers, so that only numbers of one unit share a column, a chart or a sum."""

from __future__ import annotations

from msgspec import Struct

from builder.content.model.exhibits import ValueFormat
from builder.content.model.figures import (
    AmountFigure,
    Figure,
    NumberFigure,
    PercentFigure,
    PointsFigure,
    QuantityFigure,
)
from builder.source import Span

__all__ = ["NUMBER", "PERCENT", "POINTS", "MeasureUnit", "format_of", "unit_of", "unit_of_format"]


class MeasureUnit(Struct, frozen=True):
    """A kind of number with its currency or its unit of measure: `("amount", "EUR")`, `("quantity", "gigabyte")`."""

    kind: str
    code: str = ""

    @property
    def additive(self) -> bool:
        """True if such numbers can be summed: not percentages, points, temperatures and rates (`…-per-…`)."""
        if self.kind == "quantity":
            return self.code not in {"celsius", "fahrenheit", "kelvin"} and "-per-" not in self.code
        return self.kind in {"number", "amount"}

    @property
    def has_ratios(self) -> bool:
        """True if quotients of such numbers mean something: zero is none of it, unlike 0 °C."""
        return self.code not in {"celsius", "fahrenheit"}


NUMBER = MeasureUnit("number")
PERCENT = MeasureUnit("percent")
POINTS = MeasureUnit("points")


def unit_of(figure: Figure) -> MeasureUnit | None:
    """Return the unit of a figure, or None for dates and territories."""
    match figure:
        case AmountFigure():
            return MeasureUnit("amount", figure.currency)
        case NumberFigure():
            return NUMBER
        case PercentFigure():
            return PERCENT
        case PointsFigure():
            return POINTS
        case QuantityFigure():
            return MeasureUnit("quantity", figure.unit)
        case _:
            return None


def unit_of_format(format_: ValueFormat | None) -> MeasureUnit | None:
    """Return the unit of the numbers of a column or chart, by its format; plain numbers without one; None for dates."""
    if format_ is None:
        return NUMBER
    if format_.date:
        return None
    if format_.currency:
        return MeasureUnit("amount", format_.currency)
    if format_.percent:
        return PERCENT
    if format_.points:
        return POINTS
    return MeasureUnit("quantity", format_.unit) if format_.unit else NUMBER


def format_of(unit: MeasureUnit, style: str | None, span: Span) -> ValueFormat:
    """Return the format of a unit, for numbers that come from figures alone."""
    return ValueFormat(
        span=span,
        key="",
        currency=unit.code if unit.kind == "amount" else None,
        percent=unit.kind == "percent",
        points=unit.kind == "points",
        unit=unit.code if unit.kind == "quantity" else None,
        style=style,
    )

"""Units of numbers, so that only numbers of one unit share a column, a chart or a sum."""

from __future__ import annotations

from msgspec import Struct

from builder.content.model import (
    AmountFigure,
    Figure,
    NumberFigure,
    PercentFigure,
    QuantityFigure,
    ValueFormat,
)
from builder.source import Span

__all__ = ["NUMBER", "Unit", "format_of", "unit_of", "unit_of_format"]


class Unit(Struct, frozen=True):
    """A kind of number with its currency or its unit of measure: `("amount", "EUR")`, `("quantity", "gigabyte")`."""

    kind: str
    code: str = ""

    @property
    def additive(self) -> bool:
        """True if such numbers can be summed: not percentages, temperatures and rates (`…-per-…`)."""
        if self.kind == "quantity":
            return self.code not in {"celsius", "fahrenheit", "kelvin"} and "-per-" not in self.code
        return self.kind in {"number", "amount"}


NUMBER = Unit("number")


def unit_of(figure: Figure) -> Unit | None:
    """Return the unit of a figure, or None for dates and territories."""
    match figure:
        case AmountFigure():
            return Unit("amount", figure.currency)
        case NumberFigure():
            return NUMBER
        case PercentFigure():
            return Unit("percent")
        case QuantityFigure():
            return Unit("quantity", figure.unit)
        case _:
            return None


def unit_of_format(format_: ValueFormat | None) -> Unit | None:
    """Return the unit of the numbers of a column or chart, by its format; plain numbers without one; None for dates."""
    if format_ is None:
        return NUMBER
    if format_.date:
        return None
    if format_.currency:
        return Unit("amount", format_.currency)
    if format_.percent:
        return Unit("percent")
    return Unit("quantity", format_.unit) if format_.unit else NUMBER


def format_of(unit: Unit, style: str | None, span: Span) -> ValueFormat:
    """Return the format of a unit, for numbers that come from figures alone."""
    return ValueFormat(
        span=span,
        key="",
        currency=unit.code if unit.kind == "amount" else None,
        percent=unit.kind == "percent",
        unit=unit.code if unit.kind == "quantity" else None,
        style=style,
    )

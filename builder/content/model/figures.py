"""Figures: the numbers, dates and places that exist once in a publication."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from builder.content.model.values import InlineText, Node, PartialDate, SourceId
from builder.content.yaml_values import Scalar
from builder.source import Span

Bound = Literal["more-than", "less-than", "at-least", "at-most", "about"]
Range = Annotated[Decimal | tuple[Decimal, Decimal], "range"]
DateRange = Annotated[PartialDate | tuple[PartialDate, PartialDate], "range"]


class Counted(Struct, frozen=True, kw_only=True, gc=False):
    """A counted noun in every language: tag → CLDR plural category (`one`, `other`, …) → noun; `written` has the same
    as in the file.
    """

    span: Annotated[Span, "not-a-key"]
    forms: dict[str, dict[str, str]]
    written: Annotated[dict[str, dict[str, Scalar]], "not-a-key"] = field(default_factory=dict)


class FigureBase(Node, frozen=True, kw_only=True):
    """Fields of every figure."""

    id: Annotated[str, "not-a-key"]
    bound: Annotated[Bound | None, Meta(description="How the true value relates to the one given.")] = None
    label: Annotated[InlineText | None, Meta(description="What the figure counts, for highlights and tables.")] = None
    source: Annotated[SourceId | None, Meta(description="The source that states it.")] = None
    missing: Annotated[
        str | None,
        Meta(description="What is printed in its place for a row of `builder batch` without its value: n.a."),
    ] = None


class Operand(Struct, frozen=True, kw_only=True, gc=False):
    """A figure that another is computed from, and where it is named."""

    span: Span
    name: str


class Derivation(Struct, frozen=True, kw_only=True, gc=False):
    """How a figure was computed: the operation and the ids of its operands.

    `endless` is True for a quotient without a last digit; its number is cut so that any later rounding is right.
    """

    operation: str
    operands: tuple[str, ...]
    endless: bool = False


class FigureRounding(Struct, frozen=True, kw_only=True, gc=False):
    """How a figure's number is rounded where it is printed. The number itself stays exact."""

    span: Annotated[Span, "not-a-key"]
    decimals: Annotated[int, Meta(description="At most this many digits after the decimal mark, in its scale.")]
    mode: Annotated[
        Literal["half-up", "half-even"],
        Meta(description="Where a half goes: up (away from zero), or to the even digit."),
    ] = "half-up"


class FigureNumberBase(FigureBase, frozen=True, kw_only=True):
    """Fields of every figure that is a number."""

    round: Annotated[FigureRounding | None, Meta(description="Round it in every style but `exact`.")] = None
    derived: Annotated[Derivation | None, "not-a-key"] = None


class AmountFigure(FigureNumberBase, frozen=True, kw_only=True):
    """An amount of money."""

    amount: Annotated[Range, Meta(description="The amount in units of the currency, or [low, high].")]
    currency: Annotated[str, Meta(description="ISO 4217 code: EUR, CAD, CHF.")]


class NumberFigure(FigureNumberBase, frozen=True, kw_only=True):
    """A count, with the noun that it counts if any."""

    number: Annotated[Range, Meta(description="The number, or [low, high].")]
    counted: Annotated[Counted | None, Meta(description="The counted noun with its plural forms, by language.")] = None


class PercentFigure(FigureNumberBase, frozen=True, kw_only=True):
    """A percentage in percent: 12.5 is 12.5%."""

    percent: Annotated[Range, Meta(description="12.5 means 12.5%; or [low, high].")]


class PointsFigure(FigureNumberBase, frozen=True, kw_only=True):
    """A difference between percentages, in percentage points."""

    points: Annotated[Range, Meta(description="2.5 means 2.5 percentage points; or [low, high].")]


class DateFigure(FigureBase, frozen=True, kw_only=True):
    """A year, a month, a day, or an interval of them."""

    date: Annotated[DateRange, Meta(description="2023, 2023-04 or 2023-04-01; or [from, to].")]


class TerritoryFigure(FigureBase, frozen=True, kw_only=True):
    """A country or region."""

    territory: Annotated[str, Meta(description="ISO 3166 code: FR, CA, US.")]


class QuantityFigure(FigureNumberBase, frozen=True, kw_only=True):
    """A quantity with a unit of measure."""

    quantity: Annotated[Range, Meta(description="The quantity, or [low, high].")]
    unit: Annotated[str, Meta(description="A CLDR unit: gigabyte, kilometer, square-kilometer, celsius.")]


class MissingFigure(FigureBase, frozen=True, kw_only=True):
    """A figure without a value: a row of values has none, or one that it is computed from has none. `symbol` is printed
    in its place. No author writes one.
    """

    symbol: str


NumericFigure = AmountFigure | NumberFigure | PercentFigure | PointsFigure | QuantityFigure
TypedFigure = NumericFigure | DateFigure | TerritoryFigure
"""A figure whose value an author types."""
Figure = TypedFigure | MissingFigure
WITHOUT_NUMBER = (DateFigure, TerritoryFigure, MissingFigure)
"""The figures that are no number."""


class DerivedFigureBase(FigureNumberBase, frozen=True, kw_only=True):
    """Fields of every figure that the loader computes from others."""

    counted: Annotated[
        Counted | None,
        Meta(description="The counted noun of a number, by language; by default that of the figures, if all have it."),
    ] = None


class SumFigure(DerivedFigureBase, frozen=True, kw_only=True):
    """The sum of figures of one kind."""

    sum: Annotated[tuple[Operand, ...], Meta(description="Ids of the figures to add: [north, south, islands].")]


class DifferenceFigure(DerivedFigureBase, frozen=True, kw_only=True):
    """The first of two figures minus the second; percentage points between two percentages."""

    difference: Annotated[
        tuple[Operand, ...], Meta(description="Ids of two figures: [revenue, spending] is revenue minus spending.")
    ]


class GrowthFigure(DerivedFigureBase, frozen=True, kw_only=True):
    """The growth from one figure to another, in percent."""

    growth: Annotated[tuple[Operand, ...], Meta(description="Ids of two figures, [from, to]; `from` is above 0.")]


class ShareFigure(DerivedFigureBase, frozen=True, kw_only=True):
    """The share of a figure in another, in percent."""

    share: Annotated[tuple[Operand, ...], Meta(description="Ids of two figures, [part, whole]; `whole` is above 0.")]


class RatioFigure(DerivedFigureBase, frozen=True, kw_only=True):
    """The ratio of two figures of one kind, a number."""

    ratio: Annotated[tuple[Operand, ...], Meta(description="Ids of two figures: [debt, gdp] is debt divided by GDP.")]


DerivedFigure = SumFigure | DifferenceFigure | GrowthFigure | ShareFigure | RatioFigure
WrittenFigure = TypedFigure | DerivedFigure
"""A figure as it is declared: typed, or derived from others."""

"""Figures as declared, to figures as used: each derived one is computed from the figures that it names.

A derived figure becomes a figure of its kind (an amount, a percentage, …) that remembers how it was `derived`, so that
it is written, drawn and checked like a typed one. A quotient may have no last digit: without `round`, growth and
shares print one decimal, ratios two.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from msgspec.structs import replace

from builder.content import scalar_forms
from builder.content.arithmetic import OPERATIONS, ArithmeticProblem, Measured, as_decimal, compute
from builder.content.context import LoadContext
from builder.content.decoders import Decoders
from builder.content.decoding_result import INVALID, Decode
from builder.content.model.figures import (
    AmountFigure,
    Counted,
    DateFigure,
    Derivation,
    DerivedFigure,
    DerivedFigureBase,
    Figure,
    FigureRounding,
    MissingFigure,
    NumberFigure,
    NumericFigure,
    Operand,
    PercentFigure,
    PointsFigure,
    QuantityFigure,
    TerritoryFigure,
    TypedFigure,
    WrittenFigure,
)
from builder.content.model.measure_units import NUMBER, MeasureUnit, unit_of
from builder.content.yaml_values import Scalar, Value

__all__ = [
    "DEFAULT_DECIMALS",
    "already_decoded",
    "computed_figures",
    "decode_figures",
    "decode_operand",
    "measured",
    "without_value",
]

DEFAULT_DECIMALS: Final = {"growth": 1, "share": 1, "ratio": 2}
"""Decimals of a quotient without `round`."""

_MOST_STEPS: Final = 250
"""Figures computed one from another; each takes a few frames of the stack."""


def decode_operand(value: Value, key: str, context: LoadContext) -> Any:
    """Return the id of a figure with its place."""
    if type(value) is not Scalar or value.is_null:
        context.mismatch(value, key, "a figure id", "name a figure of `figures`")
        return INVALID
    name = context.convert(scalar_forms.reference, value.value, value.span)
    if name is None:
        return INVALID
    if name not in context.figures:
        context.check_figure(name, value.span)
        return INVALID
    return Operand(span=value.span, name=name)


def already_decoded(value: Value, key: str, context: LoadContext) -> Any:
    """Return the publication's figures, which the context has: computed columns need them before it is read."""
    return INVALID if context.known_figures is None else context.known_figures


def decode_figures(decoders: Decoders) -> Decode:
    """Return the decoder of a publication's figures: all are read, then those derived from others are computed."""
    entries_of = decoders.entries_of(WrittenFigure)

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        entries = entries_of(value, key, context)
        if entries is INVALID:
            return INVALID
        context.written_figures = entries
        figures = computed_figures(entries, context)
        return INVALID if figures is None else figures

    return decode


def computed_figures(entries: Mapping[str, WrittenFigure | Any], context: LoadContext) -> dict[str, Figure] | None:
    """Return the figures as used, those derived from others computed; None after reporting a problem. The value of a
    wrong entry is INVALID.
    """
    computation = _Computation(entries, context)
    figures = {name: figure for name in entries if (figure := computation.figure(name)) is not None}
    return figures if len(figures) == len(entries) else None


class _Computation:
    """Computes each derived figure once, after the figures that it needs."""

    def __init__(self, entries: Mapping[str, WrittenFigure | Any], context: LoadContext):
        self._entries = entries
        self._context = context
        self._figures: dict[str, Figure | None] = {}
        self._numbers: dict[str, Measured] = {}
        self._path: list[str] = []
        """The derived figures being computed, each needed by the one before it."""
        self._too_long = False

    def figure(self, name: str) -> Figure | None:
        """Return a figure that is typed or computed; None if a problem was reported."""
        if name not in self._figures:
            written = self._entries[name]
            if isinstance(written, DerivedFigureBase):
                self._path.append(name)
                self._figures[name] = self._derived(name, written)  # type: ignore[arg-type]
                self._path.pop()
            else:
                self._figures[name] = None if written is INVALID else written
        return self._figures[name]

    def _derived(self, name: str, written: DerivedFigure) -> Figure | None:
        operation = next(key for key in OPERATIONS if hasattr(written, key))
        operands: tuple[Operand, ...] = getattr(written, operation)
        circular = [operand for operand in operands if operand.name in self._path]
        for operand in circular:
            path = [*self._path[self._path.index(operand.name) :], operand.name]
            message = f"`{operand.name}` is computed from itself: {' → '.join(path)}"
            self._context.problem("circular-figure", message, operand.span, "name other figures in one of them")
        if circular:
            return None
        if len(self._path) > _MOST_STEPS:
            if not self._too_long:
                message = f"more than {_MOST_STEPS} figures are computed one from another, from `{self._path[0]}` on"
                self._context.problem("derived-figure", message, written.span, "type one of them")
            self._too_long = True
            return None
        figures = [self.figure(operand.name) for operand in operands]
        if None in figures:
            return None
        missing = next((figure for figure in figures if isinstance(figure, MissingFigure)), None)
        if missing is not None:
            return without_value(written, written.missing or missing.symbol)
        typed = [figure for figure in figures if figure and not isinstance(figure, MissingFigure)]
        return self._computed(name, written, operation, operands, typed)

    def _computed(
        self,
        name: str,
        written: DerivedFigure,
        operation: str,
        operands: tuple[Operand, ...],
        figures: list[TypedFigure],
    ) -> Figure | None:
        numeric: list[NumericFigure] = []
        for operand, figure in zip(operands, figures, strict=True):
            if isinstance(figure, DateFigure | TerritoryFigure):
                kind = "a date" if isinstance(figure, DateFigure) else "a territory"
                message = f"`{operand.name}` is {kind}; `{operation}` needs numbers"
                self._context.problem("derived-figure", message, operand.span)
                return None
            numeric.append(figure)
        try:
            result = compute(operation, [self._measured(figure) for figure in numeric])
            if written.bound and result.bound and written.bound != result.bound:
                message = f"`{name}` is `{result.bound}` by its figures, and `{written.bound}` as declared"
                raise ArithmeticProblem(message, "delete `bound`", -1)
        except ArithmeticProblem as problem:
            span = operands[problem.operand].span if 0 <= problem.operand < len(operands) else written.span
            self._context.problem("derived-figure", problem.message, span, problem.hint)
            return None
        self._numbers[name] = result
        if written.counted is not None and result.unit != NUMBER:
            message = f"`{name}` is no count, and has a noun to count"
            self._context.problem("derived-figure", message, written.counted.span, "delete `counted`")
            return None
        return _figure(written, operation, operands, numeric, result)

    def _measured(self, figure: NumericFigure) -> Measured:
        """Return a figure's exact number: that computed, before any cut, or that typed."""
        computed = self._numbers.get(figure.id)
        return measured(figure) if computed is None else replace(computed, bound=figure.bound, name=figure.id)


def without_value(figure: WrittenFigure, symbol: str) -> MissingFigure:
    """Return a figure without its value."""
    return MissingFigure(
        span=figure.span,
        key=figure.key,
        id=figure.id,
        label=figure.label,
        source=figure.source,
        missing=figure.missing,
        symbol=symbol,
    )


def measured(figure: NumericFigure) -> Measured:
    """Return the number of a figure with its unit; that of a quotient without a last digit is cut."""
    value = _value_of(figure)
    low, high = value if isinstance(value, tuple) else (value, value)
    unit = unit_of(figure)
    assert unit is not None
    decimals = max(-int(end.as_tuple().exponent) for end in (low, high))
    return Measured(Fraction(low), Fraction(high), unit, figure.bound, max(0, decimals), figure.id)


def _value_of(figure: NumericFigure) -> Decimal | tuple[Decimal, Decimal]:
    match figure:
        case AmountFigure():
            return figure.amount
        case NumberFigure():
            return figure.number
        case PercentFigure():
            return figure.percent
        case PointsFigure():
            return figure.points
        case QuantityFigure():
            return figure.quantity


def _figure(
    written: DerivedFigure,
    operation: str,
    operands: tuple[Operand, ...],
    figures: list[NumericFigure],
    result: Measured,
) -> Figure:
    """Return the result as a figure of its kind, with what the author declared about it."""
    low, low_endless = as_decimal(result.low, result.decimals)
    high, high_endless = as_decimal(result.high, result.decimals)
    endless = low_endless or high_endless
    sources = {figure.source for figure in figures}
    common: dict[str, Any] = {
        "span": written.span,
        "key": written.key,
        "id": written.id,
        "bound": written.bound or result.bound,
        "label": written.label,
        "source": written.source or (next(iter(sources)) if len(sources) == 1 else None),
        "missing": written.missing,
        "round": written.round or _rounding(written, operation, figures, endless),
        "derived": Derivation(
            operation=operation, operands=tuple(operand.name for operand in operands), endless=endless
        ),
    }
    value = (low, high) if result.ranged else low
    noun = None if operation in DEFAULT_DECIMALS else _common_noun(figures)
    return _of_kind(result.unit, value, written.counted or noun, common)


def _of_kind(unit: MeasureUnit, value: Any, counted: Counted | None, common: dict[str, Any]) -> Figure:
    match unit.kind:
        case "amount":
            return AmountFigure(amount=value, currency=unit.code, **common)
        case "percent":
            return PercentFigure(percent=value, **common)
        case "points":
            return PointsFigure(points=value, **common)
        case "quantity":
            return QuantityFigure(quantity=value, unit=unit.code, **common)
        case _:
            return NumberFigure(number=value, counted=counted, **common)


def _rounding(
    written: DerivedFigure, operation: str, figures: list[NumericFigure], endless: bool
) -> FigureRounding | None:
    """Return the rounding of a figure without its own: a quotient's, or that which its figures share."""
    if operation in DEFAULT_DECIMALS:
        return FigureRounding(span=written.span, decimals=DEFAULT_DECIMALS[operation])
    roundings = [figure.round for figure in figures]
    if len({(rounding.decimals, rounding.mode) if rounding else None for rounding in roundings}) == 1:
        shared: FigureRounding | None = roundings[0]
        return shared
    if not endless:
        return None
    return max((rounding for rounding in roundings if rounding), key=lambda rounding: rounding.decimals)


def _common_noun(figures: list[Any]) -> Counted | None:
    """Return the noun that all figures count, if it is the same."""
    nouns: list[Counted | None] = [getattr(figure, "counted", None) for figure in figures]
    forms = [noun.forms for noun in nouns if noun is not None]
    return nouns[0] if len(forms) == len(nouns) and all(form == forms[0] for form in forms) else None

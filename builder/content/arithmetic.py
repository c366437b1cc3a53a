"""Sums, differences, growth, shares and ratios of measured numbers: exact, and of one kind, currency and unit.

Numbers are fractions, so that a third stays a third; `as_decimal` writes one for the model. Ranges and bounds are kept
where they mean something: in sums and differences both, in quotients bounds only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_05UP, Context, Decimal
from fractions import Fraction
from typing import Final

from msgspec import Struct

from builder.content.model.bounds import OPPOSITE_BOUNDS, joint_bound
from builder.content.model.figures import Bound
from builder.content.model.measure_units import NUMBER, PERCENT, POINTS, MeasureUnit

__all__ = ["ENDLESS_DECIMALS", "OPERATIONS", "ArithmeticProblem", "Measured", "as_decimal", "compute"]

ENDLESS_DECIMALS = 40
"""Decimals that are kept of a number without a last digit."""
_MOST_DIGITS = 45
"""Digits before the decimal mark of the largest result; the largest number that can be typed has 40."""
_CUT = Context(prec=2 * (ENDLESS_DECIMALS + _MOST_DIGITS), rounding=ROUND_05UP)
_HUNDRED = Fraction(100)


class ArithmeticProblem(Exception):
    """A computation without a result: the message, the fix, and the index of the operand at fault.

    `undefined` is True if the numbers are at fault (a division by zero), not their kinds.
    """

    def __init__(self, message: str, hint: str = "", operand: int = 0, *, undefined: bool = False):
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.operand = operand
        self.undefined = undefined


class Measured(Struct, frozen=True):
    """A number or a range with its unit and bound. `decimals` are those written, which sums keep; `name` is the
    figure's, for messages.
    """

    low: Fraction
    high: Fraction
    unit: MeasureUnit
    bound: Bound | None = None
    decimals: int = 0
    name: str = ""

    @property
    def ranged(self) -> bool:
        """True for a range."""
        return self.low != self.high


def check_count(operation: str, count: int, noun: str = "figures") -> None:
    """Check the number of operands, which messages call `noun`. Raises ArithmeticProblem."""
    least, most, how = _COUNTS[operation]
    if not least <= count <= most:
        message = f"`{operation}` takes {how.format(noun)}; this one has {count}"
        raise ArithmeticProblem(message, operand=-1)


def compute(operation: str, operands: Sequence[Measured], noun: str = "figures") -> Measured:
    """Return the result of one of OPERATIONS on operands that messages call `noun`. Raises ArithmeticProblem."""
    check_count(operation, len(operands), noun)
    _check_units(operation, operands, noun)
    result = OPERATIONS[operation](operands)
    if max(abs(result.low), abs(result.high)) >= 10**_MOST_DIGITS:
        raise ArithmeticProblem(f"the result of `{operation}` has more than {_MOST_DIGITS} digits")
    return result


def as_decimal(number: Fraction, decimals: int = 0) -> tuple[Decimal, bool]:
    """Return a fraction with at least `decimals` decimals, and True if it has no last digit (or one too far).

    An endless number is cut after ENDLESS_DECIMALS by ROUND_05UP: rounding it again, in any mode, gives what rounding
    the fraction gives.

    >>> as_decimal(Fraction(1, 8), 1), as_decimal(Fraction(25, 2), 2)
    ((Decimal('0.125'), False), (Decimal('12.50'), False))
    """
    needed = _decimals_of(number.denominator)
    endless = needed is None or needed > ENDLESS_DECIMALS
    places = ENDLESS_DECIMALS if needed is None or endless else max(needed, min(decimals, ENDLESS_DECIMALS))
    scaled, rest = divmod(abs(number.numerator) * 10**places, number.denominator)
    digits = 10 * scaled + (1 if rest else 0)  # the last digit only says that something follows
    value = Decimal(digits).scaleb(-places - 1, _CUT).quantize(Decimal((0, (1,), -places)), context=_CUT)
    return value.copy_negate() if number < 0 else value, endless


def _decimals_of(denominator: int) -> int | None:
    """Return the decimals of a fraction in lowest terms; None if they have no end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


# --- Operations ------------------------------------------------------------------------------------------------------


def _sum(operands: Sequence[Measured]) -> Measured:
    units = {operand.unit for operand in operands}
    for index, operand in enumerate(operands):
        if operand.unit.kind == "quantity" and not operand.unit.additive:
            unit = operand.unit.code
            raise ArithmeticProblem(f"`{operand.name}`: numbers of the unit {unit} have no sum", "", index)
    return Measured(
        sum((operand.low for operand in operands), Fraction()),
        sum((operand.high for operand in operands), Fraction()),
        PERCENT if PERCENT in units else operands[0].unit,
        _joint("sum", operands, [operand.bound for operand in operands]),
        max(operand.decimals for operand in operands),
    )


def _difference(operands: Sequence[Measured]) -> Measured:
    first, second = operands
    both_percent = first.unit == second.unit == PERCENT
    if (first.unit, second.unit) == (POINTS, PERCENT):
        message = f"`{second.name}` is a percentage, and `{first.name}` is in percentage points"
        raise ArithmeticProblem(message, "subtract points from a percentage, not the reverse", 1)
    return Measured(
        first.low - second.high,
        first.high - second.low,
        POINTS if both_percent else first.unit,
        _joint("difference", operands, [first.bound, _opposite(second.bound)]),
        max(first.decimals, second.decimals),
    )


def _growth(operands: Sequence[Measured]) -> Measured:
    before, after = operands
    _check_base("growth from", before, 0)
    bound = _joint("growth", operands, [_opposite(before.bound, turned=after.low >= 0), after.bound])
    return _single((after.low - before.low) / before.low * _HUNDRED, PERCENT, bound)


def _share(operands: Sequence[Measured]) -> Measured:
    part, whole = operands
    _check_base("a share of", whole, 1)
    bound = _joint("share", operands, [part.bound, _opposite(whole.bound, turned=part.low >= 0)])
    return _single(part.low / whole.low * _HUNDRED, PERCENT, bound)


def _ratio(operands: Sequence[Measured]) -> Measured:
    first, second = operands
    if not second.low:
        raise ArithmeticProblem(f"division by zero: `{second.name}` is 0", "", 1, undefined=True)
    turned = (first.low >= 0) == (second.low > 0)
    bound = _joint("ratio", operands, [_opposite(first.bound, turned=second.low < 0), _opposite(second.bound, turned)])
    return _single(first.low / second.low, NUMBER, bound)


OPERATIONS: Final[dict[str, Callable[[Sequence[Measured]], Measured]]] = {
    "sum": _sum,
    "difference": _difference,
    "growth": _growth,
    "share": _share,
    "ratio": _ratio,
}
_COUNTS: Final[dict[str, tuple[int, int, str]]] = {
    "sum": (2, 1_000, "two {} or more"),
    "difference": (2, 2, "two {}"),
    "growth": (2, 2, "two {}, from and to"),
    "share": (2, 2, "two {}, part and whole"),
    "ratio": (2, 2, "two {}"),
}
_QUOTIENTS: Final = ("growth", "share", "ratio")


def _single(number: Fraction, unit: MeasureUnit, bound: Bound | None) -> Measured:
    return Measured(number, number, unit, bound)


def _opposite(bound: Bound | None, turned: bool = True) -> Bound | None:
    return OPPOSITE_BOUNDS[bound] if bound is not None and turned else bound


def _joint(operation: str, operands: Sequence[Measured], bounds: Sequence[Bound | None]) -> Bound | None:
    try:
        return joint_bound(bounds)
    except ValueError:
        bounded = [operand for operand in operands if operand.bound is not None]
        listed = " and ".join(f"`{operand.name}` ({operand.bound})" for operand in bounded)
        message = f"the bounds of {listed} leave no bound of their {operation}"
        raise ArithmeticProblem(
            message, "compute with figures whose bounds agree", operands.index(bounded[-1])
        ) from None


def _check_units(operation: str, operands: Sequence[Measured], noun: str) -> None:
    """Check that the operands are of one unit, but for points beside percentages, and that quotients mean something."""
    first = operands[0]
    for index, operand in enumerate(operands):
        if operation in _QUOTIENTS and operand.ranged:
            hint = "compute with each of its ends, as figures of their own"
            raise ArithmeticProblem(f"`{operand.name}` is a range; `{operation}` needs single numbers", hint, index)
        if operation in _QUOTIENTS and not operand.unit.has_ratios:
            unit = operand.unit.code
            raise ArithmeticProblem(f"`{operand.name}`: numbers of the unit {unit} have no {operation}", "", index)
        units = {first.unit, operand.unit}
        if len(units) > 1 and (operation in _QUOTIENTS or units != {PERCENT, POINTS}):
            message = f"`{first.name}` is {_named(first.unit)}, `{operand.name}` {_named(operand.unit)}"
            hint = f"`{operation}` needs {noun} of one kind, currency and unit"
            raise ArithmeticProblem(message, hint, index)


_NOUNS: Final = {"number": "a number", "percent": "a percentage", "points": "in percentage points"}


def _named(unit: MeasureUnit) -> str:
    if unit.kind == "amount":
        return f"an amount in {unit.code}"
    return f"a quantity in {unit.code}" if unit.kind == "quantity" else _NOUNS[unit.kind]


def _check_base(what: str, base: Measured, index: int) -> None:
    if base.low <= 0:
        value = f"{as_decimal(base.low)[0]:f}"
        message = f"{what} `{base.name}`, which is {value}, means nothing"
        hint = "use `difference`, or a number above 0" if what.startswith("growth") else "name a whole above 0"
        raise ArithmeticProblem(message, hint, index, undefined=True)

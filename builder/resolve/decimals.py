"""Exact decimals: rounding, scaling by powers of ten, and writing digits with a locale's marks.

Nothing here goes through binary floating point, and nothing is rounded unless requested.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

__all__ = [
    "MINUS",
    "Digits",
    "checked",
    "decimals_needed",
    "decimals_to_show",
    "decimals_written",
    "rounded",
    "scaled",
]

MINUS = "\u2212"
"""The minus sign; unlike U+002D it is as wide as a figure and never taken for a hyphen."""

_LARGEST = 60  # digits before, and after, the decimal mark: more is a mistake, and could fill the memory
_EXACT = Context(prec=4 * _LARGEST, rounding=ROUND_HALF_UP)


def checked(value: Decimal) -> Decimal:
    """Return the value itself. Raises ValueError if it is not a finite number of a usual size."""
    plain = str(value)
    if plain.isdecimal() and len(plain) <= _LARGEST:  # most are; taking a decimal apart costs five times as much
        return value
    if not value.is_finite():
        raise ValueError(f"expected a finite number, found {value}")
    if value.adjusted() > _LARGEST or value.as_tuple().exponent < -_LARGEST:  # type: ignore[operator]
        raise ValueError(f"expected a number of at most {_LARGEST} digits before and after its decimal mark")
    return value


def scaled(value: Decimal, power: int) -> Decimal:
    """Return the value in units of 10 to the `power`, exactly."""
    return value.scaleb(-power, _EXACT) if power else value


def rounded(value: Decimal, decimals: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """Return the value with this number of decimals; zeros are added if it has fewer. `mode` is one of `decimal`'s."""
    return value.quantize(Decimal((0, (1,), -decimals)), mode, _EXACT)


def decimals_to_show(value: Decimal, significant: int) -> int:
    """Return the number of decimals that shows the first `significant` digits of a value: 4 for 0.00256 and 2."""
    return max(0, significant - 1 - value.adjusted()) if value else 0


def decimals_written(value: Decimal) -> int:
    """Return the number of decimals as written in the source: 2 for 12.50."""
    return 0 if str(value).isdecimal() else max(0, -int(value.as_tuple().exponent))


def decimals_needed(values: Iterable[Decimal], power: int = 0) -> int:
    """Return the number of decimals that shows every value exactly in units of 10 to the `power`, without trailing
    zeros.
    """
    lowest = min((int(value.normalize(_EXACT).as_tuple().exponent) for value in values if value), default=power)
    return max(0, power - lowest)


class Digits:
    """Writes digits with one decimal mark and one way of grouping."""

    def __init__(self, decimal_mark: str, group_mark: str, grouping: tuple[int, int] = (3, 3), minimum: int = 1):
        self._marks = str.maketrans({",": group_mark, ".": decimal_mark})
        self._decimal_mark = decimal_mark
        self._group_mark = group_mark
        self._last, self._others = grouping
        self._smallest_grouped = 10 ** (self._last + minimum - 1)

    def write(self, value: Decimal) -> str:
        """Return the digits of a number without its sign: every digit it has, grouped."""
        value = value.copy_abs()  # exact, and drops the sign of -0, unlike `abs` and `-value`
        if value < self._smallest_grouped:
            return f"{value:f}".replace(".", self._decimal_mark)
        if self._others != 3 or self._last != 3:
            return self._unequal_groups(f"{value:f}")
        return f"{value:,f}".translate(self._marks)

    def _unequal_groups(self, plain: str) -> str:
        whole, point, fraction = plain.partition(".")
        groups = [whole[-self._last :]]
        rest = whole[: -self._last]
        while rest:
            groups.append(rest[-self._others :])
            rest = rest[: -self._others]
        return self._group_mark.join(reversed(groups)) + (self._decimal_mark + fraction if point else "")

"""Choice of the form of a value, a range or a whole column: one scale and one number of decimals for all of it.

A scale is chosen after rounding, so that 999 999 becomes `1 M` and never `1000 k`. Only the style `compact`, or a
number of decimals that the author asks for, may round; every other style uses a scale only if all digits show.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from builder.resolve.decimals import MINUS, decimals_needed, decimals_written, rounded, scaled
from builder.resolve.measures import Around, Measure, Money

__all__ = ["Form", "choose_form", "with_sign", "written"]

_MOST_DECIMALS = 2  # in scaled forms: 1,25 million, but 1 234 500 euros
_SMALLEST_SHARE = Decimal(
    "0.1"
)  # the smallest value of a range or column in the scale of the largest: 0,8 à 1,2 million
_THOUSANDS = 3
_FROM_TEN_THOUSAND = Decimal(10_000)  # below, `1 500 €` is as short as `1,5 k€`


class Form(Struct, frozen=True):
    """A scale (a power of ten), its writing (in words or in letters) and the number of decimals."""

    power: int
    words: bool
    decimals: int


def choose_form(values: Sequence[Decimal], measure: Measure, style: str, decimals: int | None = None) -> Form:
    """Choose the form for all the values together. `style`: exact, long, short (compact if nothing is lost)
    or compact.
    """
    words = style == "long"
    rounds = style == "compact"
    power = 0
    if style != "exact":
        for candidate in reversed(measure.powers(words)):
            if (words or rounds or candidate > _THOUSANDS) and _suits(
                values, candidate, measure.powers(words), rounds, decimals
            ):
                power = candidate
                break
    if decimals is not None:
        return Form(power, words, decimals)
    return Form(power, words, _decimals(values, power, measure, rounds))


def written(value: Decimal, form: Form, measure: Measure) -> tuple[bool, str, Around]:
    """Return True if the value is negative as printed, its digits without the sign, and the texts around them."""
    number = scaled(value, form.power)
    if decimals_written(number) != form.decimals or form.power:
        number = rounded(number, form.decimals)
    digits = measure.locale.digits
    # The money decimal mark (fr-CH) is for francs and centimes; a scaled amount is a number like any other.
    if not form.power and not form.words and isinstance(measure, Money):
        digits = measure.locale.money_digits
    return number < 0, digits.write(number), measure.around(number, form.power, form.words)


def with_sign(negative: bool, digits: str, around: Around, measure: Measure) -> str:
    """Return the text of a written value."""
    text = f"{around.before}{digits}{around.after}{around.tail}"
    if not negative:
        return text
    if isinstance(measure, Money) and measure.locale.data.money_negative and around.before:
        return f"{around.before}{MINUS}{digits}{around.after}{around.tail}"
    return MINUS + text


def _suits(values: Sequence[Decimal], power: int, powers: tuple[int, ...], rounds: bool, decimals: int | None) -> bool:
    """Return True if a scale is suitable: the largest value reaches it, the smallest still shows, exact styles stay
    exact.
    """
    sizes = [abs(value) for value in values if value]
    if not sizes or not _reaches(max(sizes), power, powers, rounds, decimals):
        return False
    if len(sizes) > 1 and scaled(min(sizes), power) < _SMALLEST_SHARE:
        return False
    if power == _THOUSANDS and max(sizes) < _FROM_TEN_THOUSAND:
        return False
    return rounds or decimals_needed(sizes, power) <= (_MOST_DECIMALS if decimals is None else decimals)


def _reaches(size: Decimal, power: int, powers: tuple[int, ...], rounds: bool, decimals: int | None) -> bool:
    """Return True if a value is at least 1 in a scale, or is rounded up to it in the scale below."""
    if scaled(size, power) >= 1:
        return True
    if not rounds:
        return False
    below = max((lower for lower in powers if lower < power), default=0)
    step = 10 ** (power - below)
    return bool(rounded(scaled(size, below), _MOST_DECIMALS if decimals is None else decimals) >= step)


def _decimals(values: Sequence[Decimal], power: int, measure: Measure, rounds: bool) -> int:
    """Return the decimals of all values: the significant ones in a scaled or compact form, those of the source
    elsewhere.
    """
    if rounds:
        needed = decimals_needed(rounded(scaled(value, power), _MOST_DECIMALS) for value in values)
        return needed if power else measure.least_decimals(needed)
    if power:
        return decimals_needed(values, power)
    return measure.least_decimals(max(map(decimals_written, values), default=0))

"""Choice of the form of a value, a range or a whole column: scale and number of decimals.

A scale is chosen after rounding, so that 999 999 becomes `1 M` and never `1000 k`. Only the style `compact`, or a
number of decimals that the author asks for, may round; every other style uses a scale only if all digits show.

Rounding keeps a value honest (docs/locales.md, "Rounding"): a value that is not zero keeps enough decimals to show
that it is not, or in a column says that it is smaller than the last one; the mode (`decimal.ROUND_FLOOR` for a lower
bound) decides the side; the sign is that of the rounded number.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from builder.resolve.decimals import (
    MINUS,
    decimals_needed,
    decimals_to_show,
    decimals_written,
    rounded,
    scaled,
)
from builder.resolve.measures import Around, Measure, Money

__all__ = [
    "HALF_UP",
    "Form",
    "Rounding",
    "cell_text",
    "choose_form",
    "printed_number",
    "range_forms",
    "with_sign",
    "written",
]

_MOST_DECIMALS = 2  # in scaled forms: 1,25 million, but 1 234 500 euros
_SMALLEST_SHARE = Decimal("0.1")
"""The smallest value of a range or column in the scale of the largest: 0,8 à 1,2 million."""
_MOST_DIGITS = 6
"""Digits of the largest value of a column, up to which small values of the column add decimals to all."""
_THOUSANDS = 3
_FROM_TEN_THOUSAND = Decimal(10_000)  # below, `1 500 €` is as short as `1,5 k€`
_BELOW, _ABOVE = "<\u00a0", ">\u00a0"


class Rounding(Struct, frozen=True):
    """Permission to round.

    `decimals` is the most that the author asks for, or None to leave it to the style: then only `compact` rounds, to
    two decimals, or two digits of a value below 1. `mode` is one of the `decimal` module's.
    """

    decimals: int | None = None
    mode: str = ROUND_HALF_UP


HALF_UP = Rounding()


class Form(Struct, frozen=True):
    """A scale (a power of ten), its writing (in words or in letters), the number of decimals, the rounding mode.

    `fixed` is True if the author fixed the decimals.
    """

    power: int
    words: bool
    decimals: int
    mode: str = ROUND_HALF_UP
    fixed: bool = False


def choose_form(
    values: Sequence[Decimal],
    measure: Measure,
    style: str,
    decimals: int | None = None,
    rounding: Rounding = HALF_UP,
) -> Form:
    """Choose one form for all the values together. `style`: exact, long, short (compact if nothing is lost) or
    compact. `decimals`: as many for each value, by the author's wish.
    """
    words = measure.in_words(style)
    power = _scale(values, measure, style, decimals, rounding)
    if decimals is not None:
        return Form(power, words, decimals, rounding.mode, fixed=True)
    return Form(power, words, _common_decimals(values, power, measure, style, rounding), rounding.mode)


def range_forms(
    low: Decimal, high: Decimal, measure: Measure, style: str, decimals: int | None, rounding: Rounding
) -> tuple[Form, Form]:
    """Choose the forms of the ends of a range: one scale if both show in it, else a scale each; decimals of their own.

    2.5 million and 1.2 billion have two scales; 0.8 and 1.2 million have one.
    """
    smaller, larger = sorted((low, high), key=abs)
    own = [_scale((end,), measure, style, decimals, rounding) for end in (low, high)]
    top = own[1] if larger is high else own[0]
    if not smaller or own[0] == own[1] or abs(scaled(smaller, top)) >= _SMALLEST_SHARE:
        own = [_scale((low, high), measure, style, decimals, rounding)] * 2
    words = measure.in_words(style)
    first, last = (
        Form(power, words, decimals, rounding.mode, fixed=True)
        if decimals is not None
        else Form(power, words, _decimals(end, power, measure, style, rounding), rounding.mode)
        for end, power in zip((low, high), own, strict=True)
    )
    return first, last


def written(value: Decimal, form: Form, measure: Measure) -> tuple[bool, str, Around]:
    """Return True if the value is negative as printed, its digits without the sign, and the texts around them."""
    return _written(_printed(value, form), form, measure)


def _printed(value: Decimal, form: Form) -> Decimal:
    """Return the number to print: scaled and rounded."""
    number = scaled(value, form.power)
    if decimals_written(number) != form.decimals or form.power:
        return rounded(number, form.decimals, form.mode)
    return number


def printed_number(value: Decimal, form: Form) -> Decimal:
    """Return the value that readers see: rounded as it is printed, without its scale."""
    return _printed(value, form).scaleb(form.power)


def _written(number: Decimal, form: Form, measure: Measure) -> tuple[bool, str, Around]:
    digits = measure.locale.digits
    # The money decimal mark (fr-CH) is for francs and centimes; a scaled amount is a number like any other.
    if not form.power and isinstance(measure, Money):
        digits = measure.locale.money_digits
    return number < 0, digits.write(number), measure.around(number, form.power, form.words)


def with_sign(negative: bool, digits: str, around: Around, measure: Measure) -> str:
    """Return the text of a written value. The minus is U+2212 and before the currency sign, but where the locale puts
    it between sign and digits (`€ −1.234,50` in Dutch).
    """
    text = f"{around.before}{digits}{around.scale}{around.after}{around.tail}"
    if not negative:
        return text
    if isinstance(measure, Money) and measure.locale.data.money_negative and around.before:
        return f"{around.before}{MINUS}{digits}{around.scale}{around.after}{around.tail}"
    return MINUS + text


def cell_text(value: Decimal, form: Form, measure: Measure, *, bare: bool = False) -> str:
    """Return a value of a column or chart in the form of all of them; if `bare`, its digits without scale and unit.

    A value that would print as zero without being zero is `< 0,01 $`, below zero `> −0,01 $`. Where the author fixed
    the decimals, a value just below zero is 0 without a sign, as in published tables.
    """
    number = _printed(value, form)
    if number or not value or (form.fixed and value < 0):
        return _cell(number, form, measure, bare)
    smallest = Decimal((int(value < 0), (1,), -form.decimals))
    return (_ABOVE if value < 0 else _BELOW) + _cell(smallest, form, measure, bare)


def _cell(number: Decimal, form: Form, measure: Measure, bare: bool) -> str:
    negative, digits, around = _written(number, form, measure)
    return with_sign(negative, digits, Around() if bare else around, measure)


def _rounds(style: str, rounding: Rounding) -> bool:
    return style == "compact" or rounding.decimals is not None


def _scale(values: Sequence[Decimal], measure: Measure, style: str, decimals: int | None, rounding: Rounding) -> int:
    """Return the highest suitable scale, as a power of ten; 0 if there is none."""
    for power in reversed(_powers(measure, style)):
        if _suits(values, power, measure, style, decimals, rounding):
            return power
    return 0


def _powers(measure: Measure, style: str) -> tuple[int, ...]:
    """Return the scales of a style, lowest first. Thousands are for `compact` alone."""
    if style == "exact":
        return ()
    powers = measure.powers(measure.in_words(style))
    return powers if style == "compact" else tuple(power for power in powers if power > _THOUSANDS)


def _suits(
    values: Sequence[Decimal], power: int, measure: Measure, style: str, decimals: int | None, rounding: Rounding
) -> bool:
    """Return True if a scale is suitable: the largest value reaches it, the smallest still shows, exact styles stay
    exact.
    """
    values = [value for value in values if value]
    if not values:
        return False
    largest, smallest = max(values, key=abs), min(map(abs, values))
    rounds = _rounds(style, rounding)
    limit = next((count for count in (decimals, rounding.decimals) if count is not None), _MOST_DECIMALS)
    if not _reaches(largest, power, _powers(measure, style), rounds, limit, rounding.mode):
        return False
    if len(values) > 1 and scaled(smallest, power) < _SMALLEST_SHARE:
        return False
    if power == _THOUSANDS and abs(largest) < _FROM_TEN_THOUSAND:
        return False
    if rounding.decimals is not None and any(_distorts(scaled(value, power), limit, rounding.mode) for value in values):
        return False
    after_one = (abs(rounded(scaled(value, power), limit, rounding.mode)) == 1 for value in values)
    if measure.in_words(style) and power in measure.locale.profile.never_one and any(after_one):
        return False
    return rounds or decimals_needed(values, power) <= limit


def _distorts(number: Decimal, decimals: int, mode: str) -> bool:
    """Return True if rounding would change a scaled number by more than a tenth: 1,23 million is not 1 million."""
    return abs(rounded(number, decimals, mode) - number) * 10 > abs(number)


def _reaches(value: Decimal, power: int, powers: tuple[int, ...], rounds: bool, decimals: int, mode: str) -> bool:
    """Return True if a value is at least 1 in a scale, or is rounded up to it in the scale below."""
    if abs(scaled(value, power)) >= 1:
        return True
    if not rounds:
        return False
    below = max((lower for lower in powers if lower < power), default=0)
    return bool(abs(rounded(scaled(value, below), decimals, mode)) >= 10 ** (power - below))


def _common_decimals(values: Sequence[Decimal], power: int, measure: Measure, style: str, rounding: Rounding) -> int:
    """Return the decimals of all the values of a column: those of the value that needs most, as long as the largest
    value has no more than `_MOST_DIGITS` digits with them.
    """
    if not _rounds(style, rounding):
        if power:
            return decimals_needed(values, power)
        return measure.least_decimals(max(map(decimals_written, values), default=0))
    usual = _MOST_DECIMALS if power else measure.least_decimals(_MOST_DECIMALS)
    if rounding.decimals is None:
        needed = decimals_needed(rounded(scaled(value, power), _MOST_DECIMALS, rounding.mode) for value in values)
        most = needed if power else measure.least_decimals(needed)
        unit = Decimal(1).scaleb(power)
        special = [value for value in values if abs(value) < unit]
    else:
        most, special = 0, list(values)
    most = max((most, *(_decimals(value, power, measure, style, rounding) for value in special)))
    if len(values) < 2 or most <= usual:
        return most
    digits_before = max(1, max(scaled(value, power).adjusted() for value in values if value) + 1)
    return most if digits_before + most <= _MOST_DIGITS else usual


def _decimals(value: Decimal, power: int, measure: Measure, style: str, rounding: Rounding) -> int:
    """Return the decimals of one value: what is left after rounding where it may be rounded, all of them elsewhere.

    A scaled or compact number has no zeros at its end; any other keeps those of the source.
    """
    if not _rounds(style, rounding):
        return decimals_needed((value,), power) if power else measure.least_decimals(decimals_written(value))
    number = scaled(value, power)
    if rounding.decimals is None:
        limit = max(_MOST_DECIMALS, min(decimals_to_show(number, 2), decimals_needed((number,))))
    else:
        limit = rounding.decimals if power else measure.least_decimals(rounding.decimals)
        if number and not rounded(number, limit, rounding.mode):
            limit = decimals_to_show(number, 1)
        if not power and style != "compact":
            return measure.least_decimals(min(limit, decimals_written(value)))
    needed = decimals_needed((rounded(number, limit, rounding.mode),))
    return needed if power else measure.least_decimals(needed)

"""Value axes of charts: where they start and end, their ticks, and each tick's label in the language.

Every tick is known here, so its label can be written like any other number of the document. Ticks are multiples of 1, 2
or 5 times a power of ten, between three and eight of them. Columns and bars always start at zero; a line or an area may
start elsewhere if its values are far from zero, and its axis then has a note that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext

from msgspec import Struct

from builder.content.model.exhibits import ValueFormat
from builder.resolve.columns import common_form, measure_of, style_of
from builder.resolve.decimals import decimals_needed
from builder.resolve.measures import Count, Money
from builder.resolve.number_forms import Form, choose_form, with_sign, written
from builder.resolve.numbers import Formatter
from builder.tree.exhibits import AxisNode, TickNode

__all__ = ["INTERVALS", "Bounds", "axis_end", "drawn_range", "share_axis", "tick_texts", "value_axis"]

_EXACT = Context(prec=300)
"""Enough for the longest number that can be written, so that no tick is rounded."""
_STEPS = (1, 2, 5, 10)
INTERVALS = 4
"""The number of steps aimed at; rounding to multiples of the step makes it two to six."""
_FAR = {"line": Decimal("0.25"), "area": Decimal("0.1"), "scatter": Decimal("0.5")}
"""Values are far from zero if they spread over at most this share of their greatest size: less for an area, whose
surface shows amounts, more for points, which show how far they are from one another.
"""
_HUNDRED, _ROUNDED = Decimal(100), Decimal(1)
"""Shares that were rounded add up to a hundred within a point."""
_MILLION = 10**6
_STYLES: dict[type, str] = {Money: "short", Count: "long"}
"""Styles of ticks from a million on: `2 M€`, `2 millions`. Others keep their digits: `2 000 000 km`."""


_QUARTERS = tuple(Decimal(index) / 4 for index in range(5))
_FEWEST_STEPS, _MOST_STEPS = 2, 7
_MOST_POWERS = 6
"""Powers of ten that are tried for the step of a second axis."""


class Bounds(Struct, frozen=True, kw_only=True):
    """An author's choice of an axis: its ends, and True if it starts at zero, False if it need not."""

    low: Decimal | None = None
    high: Decimal | None = None
    zero: bool | None = None


def share_axis(formatter: Formatter) -> AxisNode:
    """Return the axis of series stacked to 100%: from 0 to 1, with a tick at every quarter, labelled in percent."""
    measure = formatter.percent_measure()
    texts = [with_sign(*written(quarter * _HUNDRED, Form(0, False, 0), measure), measure) for quarter in _QUARTERS]
    ticks = tuple(TickNode(quarter, text) for quarter, text in zip(_QUARTERS, texts, strict=True))
    low, high = _QUARTERS[0], _QUARTERS[-1]
    return AxisNode(low=low, high=high, step=_QUARTERS[1], ticks=ticks, least=low, most=high)


def value_axis(
    kind: str,
    rows: Sequence[Sequence[Decimal | None]],
    format_: ValueFormat | None,
    formatter: Formatter,
    *,
    stacked: bool = False,
    note: str = "",
    bounds: Bounds | None = None,
    intervals: int | None = None,
    aim: int = INTERVALS,
) -> AxisNode:
    """Return the axis of a chart of columns, bars, lines, areas or points with a row of values for each series.

    `note` is the sentence for an axis that does not start at zero; `bounds` are the author's. `intervals` is the number
    of steps if the axis shares the grid of another, `aim` the most steps between the least and the greatest value.
    """
    bounds = bounds or Bounds()
    values = [value for row in rows for value in row if value is not None]
    with localcontext(_EXACT):
        least, most = drawn_range(rows, stacked=stacked)
        far = not stacked and _may_start_elsewhere(kind, least, most, bounds)
        if not far:
            least, most = min(least, Decimal(0)), max(most, Decimal(0))
        least = least if bounds.low is None else bounds.low
        most = most if bounds.high is None else bounds.high
        if stacked and format_ is not None and format_.percent and not least and abs(most - _HUNDRED) <= _ROUNDED:
            low, high, step = Decimal(0), _HUNDRED, Decimal(25)
        else:
            step = _step(most - least, aim, whole=all(value == value.to_integral_value() for value in values))
            step = _bounded_step(step, least, most, bounds)
            low, high = _ends(least, most, step, clear=far and kind == "area")
            low, high = _bounded_ends(low, high, most, step, bounds)
            if intervals is not None:
                low, high, step = _shared_grid(least, most, step, intervals)
        numbers = [low + step * index for index in range(int((high - low) / step) + 1)]
        numbers = [_plain(number) for number in numbers]
        low, high, step = map(_plain, (low, high, step))
        texts = tick_texts(numbers, values, format_, formatter)
    ticks = tuple(TickNode(number, text) for number, text in zip(numbers, texts, strict=True))
    return AxisNode(
        low=low,
        high=high,
        step=step,
        ticks=ticks,
        least=least,
        most=most,
        note="" if low <= 0 <= high else note,
        chosen=bounds.low is not None or bounds.high is not None,
    )


def _shared_grid(least: Decimal, most: Decimal, step: Decimal, intervals: int) -> tuple[Decimal, Decimal, Decimal]:
    """Return the ends and the step of an axis of exactly `intervals` steps, each 1, 2 or 5 times a power of ten."""
    unit = Decimal(1).scaleb(step.adjusted() - 1)
    steps = (unit.scaleb(power) * factor for power in range(_MOST_POWERS) for factor in (1, 2, 5))
    for candidate in steps:
        low = (least / candidate).to_integral_value(ROUND_FLOOR) * candidate
        if low + intervals * candidate >= most:
            return low, low + intervals * candidate, candidate
    return least, most, (most - least) / intervals


def _may_start_elsewhere(kind: str, least: Decimal, most: Decimal, bounds: Bounds) -> bool:
    """Return True if the axis need not include zero: by the author's choice, else by kind and values."""
    if bounds.zero is not None:
        return not bounds.zero
    if (bounds.low is not None and bounds.low > 0) or (bounds.high is not None and bounds.high < 0):
        return True
    return kind in _FAR and bounds.low is None and bounds.high is None and _far_from_zero(least, most, _FAR[kind])


def _bounded_step(step: Decimal, least: Decimal, most: Decimal, bounds: Bounds) -> Decimal:
    """Return a step that leads from one chosen end to the other, if there is a round one; else `step`."""
    if bounds.low is None or bounds.high is None:
        return step
    unit = Decimal(1).scaleb(step.adjusted())
    near = [unit * factor / 10 for factor in (20, 10, 50, 5, 2)]
    candidates = sorted((step, *near), key=lambda candidate: abs(candidate - step))
    spread = most - least
    fitting = (c for c in candidates if not spread % c and _FEWEST_STEPS <= spread / c <= _MOST_STEPS)
    return next(fitting, step)


def _bounded_ends(low: Decimal, high: Decimal, most: Decimal, step: Decimal, bounds: Bounds) -> tuple[Decimal, Decimal]:
    """Return the ends of an axis with those that the author chose."""
    if bounds.low is not None:
        low = bounds.low
        high = low + max(((most - low) / step).to_integral_value(ROUND_CEILING), Decimal(1)) * step
    if bounds.high is not None:
        high = bounds.high
    return low, high


def _ends(least: Decimal, most: Decimal, step: Decimal, *, clear: bool) -> tuple[Decimal, Decimal]:
    """Return the multiples of `step` between which all values are, at least two steps from each other.

    `clear` leaves a space between an area that does not start at zero and the line that it starts from.
    """
    low = (least / step).to_integral_value(ROUND_FLOOR) * step
    high = (most / step).to_integral_value(ROUND_CEILING) * step
    if most <= 0 and least < 0:
        high += step if clear and high == most else 0
        return min(low, high - 2 * step), high
    low -= step if clear and low == least else 0
    return low, max(high, low + 2 * step)


def _plain(number: Decimal) -> Decimal:
    """Return a number without trailing zeros, a whole number without exponent."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def axis_end(value: Decimal, step: Decimal, *, up: bool = False) -> Decimal:
    """Return the multiple of `step` next to a value: below it, or above it if `up`."""
    with localcontext(_EXACT):
        return _plain((value / step).to_integral_value(ROUND_CEILING if up else ROUND_FLOOR) * step)


def drawn_range(rows: Sequence[Sequence[Decimal | None]], *, stacked: bool) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest value drawn: of the stacks if series are stacked; 0 without values."""
    if not stacked:
        values = [value for row in rows for value in row if value is not None]
        return min(values, default=Decimal(0)), max(values, default=Decimal(0))
    columns = [[value for value in column if value is not None] for column in zip(*rows, strict=False)]
    lows = [sum((value for value in column if value < 0), Decimal(0)) for column in columns]
    highs = [sum((value for value in column if value > 0), Decimal(0)) for column in columns]
    return min(lows, default=Decimal(0)), max(highs, default=Decimal(0))


def _far_from_zero(least: Decimal, most: Decimal, share: Decimal) -> bool:
    """Return True if values of one sign are so far from zero that an axis from zero would flatten them."""
    if not least * most > 0 or least == most:
        return False
    return most - least <= share * max(abs(least), abs(most))


def _step(spread: Decimal, aim: int, *, whole: bool) -> Decimal:
    """Return the smallest of 1, 2, 5 times a power of ten that divides `spread` into at most `aim` steps; a
    whole number if the values are `whole`, since half a person is none.
    """
    if not spread:
        return Decimal(1)
    least = spread / aim
    unit = Decimal(1).scaleb(least.adjusted())
    step = next(unit * step for step in _STEPS if unit * step >= least)
    return max(step, Decimal(1)) if whole else step


def tick_texts(
    ticks: Sequence[Decimal], values: Sequence[Decimal], format_: ValueFormat | None, formatter: Formatter
) -> list[str]:
    """Return the labels of ticks: at the scale of the chart's values, with exactly the decimals that the step needs; a
    zero has none.

    Where the values have too many digits for a scale, ticks from a million on still use one: they are round.
    """
    measure = measure_of(format_, formatter)
    form = common_form(values, format_, measure)
    if not form.power and style_of(format_) != "exact" and max(map(abs, ticks)) >= _MILLION:
        form = choose_form(ticks, measure, _STYLES.get(type(measure), "exact"))
    decimals = decimals_needed(ticks, form.power)
    form = Form(form.power, form.words, decimals if form.power else measure.least_decimals(decimals))
    zero = Form(form.power, form.words, 0)
    return [with_sign(*written(tick, form if tick else zero, measure), measure) for tick in ticks]

"""The scales of charts: from values to places in the plot. Lengths are EMU."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import floor, log10

from msgspec import Struct

from builder.preview.slides.chart_data import Axis

__all__ = ["CategoryScale", "ValueScale", "value_scale"]

_STEPS = (1, 2, 5, 10)
_MOST_STEPS = 9


class ValueScale(Struct, frozen=True):
    """A scale of values from `start` (its low end) to `end`, in EMU, across or up."""

    low: float
    high: float
    step: float
    start: float
    end: float

    def at(self, value: Decimal | float) -> float:
        """Return the place of a value."""
        return self.start + (float(value) - self.low) / ((self.high - self.low) or 1.0) * (self.end - self.start)

    @property
    def base(self) -> float:
        """The place where bars and areas begin: zero, or the end nearest to it."""
        return self.at(min(max(0.0, self.low), self.high))

    def ticks(self) -> Iterator[Decimal]:
        """Yield the values of the ticks."""
        step = Decimal(repr(self.step))
        tick = Decimal(repr(self.low))
        while tick <= Decimal(repr(self.high)) + step / 1000:
            yield tick
            tick += step


class CategoryScale(Struct, frozen=True):
    """A scale of categories from `start` to `end`; `between` is True if each has a slot of its own."""

    count: int
    start: float
    end: float
    between: bool

    @property
    def slot(self) -> float:
        """The width of a slot."""
        return abs(self.end - self.start) / max(self.count if self.between else self.count - 1, 1)

    def at(self, index: int) -> float:
        """Return the middle of a category."""
        share = (index + 0.5) / max(self.count, 1) if self.between else index / max(self.count - 1, 1)
        return self.start + share * (self.end - self.start)


def value_scale(axis: Axis | None, values: Iterable[float], start: float, end: float) -> ValueScale:
    """Return the scale of an axis: its fixed ends, and what Office chooses for the others."""
    known = [*values] or [0.0, 1.0]
    low, high = min(known), max(known)
    fixed_low = float(axis.low) if axis is not None and axis.low is not None else None
    fixed_high = float(axis.high) if axis is not None and axis.high is not None else None
    step = float(axis.step) if axis is not None and axis.step else 0.0
    if fixed_low is None:
        low = 0.0 if low >= 0 and low < high * 5 / 6 else low
    low, high = fixed_low if fixed_low is not None else low, fixed_high if fixed_high is not None else high
    if high <= low:
        high = low + (abs(low) or 1.0)
    if not step:
        step = _step(high - low)
    if fixed_low is None:
        low = floor((low - (0.05 * (high - low) if low else 0.0)) / step) * step
    if fixed_high is None:
        high = -floor(-(high + 0.05 * (high - low)) / step) * step if high > 0 else 0.0
    if axis is not None and axis.reversed:
        start, end = end, start
    return ValueScale(low, high, step, start, end)


def _step(extent: float) -> float:
    """Return the distance of ticks: a round number, for nine steps at most."""
    power = 10.0 ** floor(log10(extent / _MOST_STEPS))
    return next(step * power for step in (*_STEPS, 20) if extent / (step * power) <= _MOST_STEPS)

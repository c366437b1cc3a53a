"""Axes of dates in scatter charts: dates as numbers, and ticks at the first days of months and years.

Years alone are counted as years. Months and days are counted as Office counts days, so that the workbook has dates:
from 1901 on (ECMA-376 part 1, 18.17.4.1). Steps of months and years are unequal in days.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from builder.content.model.values import PartialDate
from builder.resolve.numbers import Formatter
from builder.resolve.time_axis import EPOCH, FIRST_YEAR, date_code, unit_of_date
from builder.tree.exhibits import AxisNode, TickNode

__all__ = ["DateProblem", "date_axis", "date_number", "dates_format", "unit_of_dates"]

Unit = Literal["day", "month", "year"]
_Day = tuple[int, int, int]
"""A year, a month and a day."""

_FINENESS: dict[Unit, int] = {"year": 0, "month": 1, "day": 2}
_MOST_INTERVALS = 6
_LEAST_INTERVALS = 2


class DateProblem(ValueError):
    """Dates that one axis cannot have; `args` are the message and the fix."""


class _Step(Struct, frozen=True):
    """A step from one tick to the next."""

    unit: Unit
    count: int


_STEPS = (
    *(_Step("day", count) for count in (1, 2, 7, 14)),
    *(_Step("month", count) for count in (1, 2, 3, 6)),
    *(_Step("year", count * power) for power in (1, 10, 100, 1000) for count in (1, 2, 5)),
)


def unit_of_dates(dates: Sequence[PartialDate]) -> Unit:
    """Return what all dates are: years, months or days. Raises DateProblem."""
    units = {unit_of_date(date) for date in dates}
    if len(units) > 1:
        raise DateProblem("the dates of this axis are not all years, all months or all days", "write them alike")
    unit = units.pop()
    early = next((date for date in dates if date.year < FIRST_YEAR), None) if unit != "year" else None
    if early is not None:
        message = f"an axis of months or days starts in {FIRST_YEAR}: Office counts no earlier ones"
        raise DateProblem(message, "write years")
    return unit


def date_number(date: PartialDate, unit: Unit) -> Decimal:
    """Return the number of a date on an axis: the year, or the count of its first day."""
    return Decimal(date.year) if unit == "year" else Decimal((date.first_day() - EPOCH).days)


def dates_format(unit: Unit, formatter: Formatter) -> str:
    """Return the Office number format of the dates of an axis."""
    return "0" if unit == "year" else date_code(formatter, unit) or "yyyy-mm-dd"


def date_axis(
    dates: Sequence[PartialDate],
    unit: Unit,
    formatter: Formatter,
    low: PartialDate | None = None,
    high: PartialDate | None = None,
) -> AxisNode:
    """Return the axis of dates with two to six steps; it starts at `low` and ends at `high` if they are given.

    Raises DateProblem for an end that is finer than the dates, and for a date beyond it.
    """
    least, most = min(dates, key=_day), max(dates, key=_day)
    for end in (low, high):
        if end is not None and _FINENESS[unit_of_date(end)] > _FINENESS[unit]:
            raise DateProblem(f"the axis ends at {_written(end)}, and its dates are {unit}s", f"write a {unit}")
    if low is not None and _day(least) < _day(low):
        message = f"the axis starts at {_written(low)}, and the chart goes back to {_written(least)}"
        raise DateProblem(message, f"let `from` be {_written(least)} or earlier")
    if high is not None and _day(most) > _day(high):
        message = f"the axis ends at {_written(high)}, and the chart reaches {_written(most)}"
        raise DateProblem(message, f"let `to` be {_written(most)} or later")
    step, days = _chosen(low or least, high or most, unit, low is None, high is None)
    numbers = [_number(day, unit) for day in days]
    end_number = numbers[-1] if high is None else _number(_day(high), unit)
    return AxisNode(
        low=numbers[0],
        high=end_number,
        step=(numbers[-1] - numbers[0]) / (len(numbers) - 1) if len(numbers) > 1 else end_number - numbers[0],
        ticks=tuple(
            TickNode(number, formatter.date(_tick(day, step), "medium"))
            for number, day in zip(numbers, days, strict=True)
        ),
        least=date_number(least, unit),
        most=date_number(most, unit),
        chosen=low is not None or high is not None,
        code=date_code(formatter, "day") if step.unit == "day" else "",
    )


def _day(date: PartialDate) -> _Day:
    return date.year, date.month or 1, date.day or 1


def _number(day: _Day, unit: Unit) -> Decimal:
    return date_number(PartialDate(*day), unit)


def _written(date: PartialDate) -> str:
    """Return a date as the author writes it."""
    return "-".join((f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)))


def _tick(day: _Day, step: _Step) -> PartialDate:
    """Return what the label of a tick names: a year, a month or a day."""
    if step.unit == "day" or day[2] > 1:
        return PartialDate(*day)
    return PartialDate(*day[:2]) if step.unit == "month" or day[1] > 1 else PartialDate(day[0])


def _chosen(
    first: PartialDate, last: PartialDate, unit: Unit, free_start: bool, free_end: bool
) -> tuple[_Step, list[_Day]]:
    """Return the shortest step that makes few enough ticks, and the ticks. A free end moves to a multiple of it."""
    steps = [step for step in _STEPS if _FINENESS[step.unit] <= _FINENESS[unit]]
    for step in steps:
        start = _floor(_day(first), step) if free_start else _day(first)
        days = list(_ticks(start, _number(_day(last), unit), step, unit, free_end))
        if len(days) <= _MOST_INTERVALS + 1:
            return step, days
    return step, days


def _ticks(start: _Day, last: Decimal, step: _Step, unit: Unit, free_end: bool) -> Iterator[_Day]:
    """Yield the ticks from the first on, up to `last` or, if the end is free, to the first beyond; one more than an
    axis may have if there are too many.
    """
    for index in range(_MOST_INTERVALS + 2):
        day = _added(start, step, index)
        number = _number(day, unit)
        if number > last and not free_end:
            return
        yield day
        if number >= last and index >= (_LEAST_INTERVALS if free_end else 0):
            return


def _floor(day: _Day, step: _Step) -> _Day:
    """Return the last multiple of a step that is not after a day: of weeks, their Monday."""
    year, month, _ = day
    if step.unit == "year":
        return year // step.count * step.count, 1, 1
    if step.unit == "month":
        return year, (month - 1) // step.count * step.count + 1, 1
    count = datetime.date(*day).toordinal()
    floor = datetime.date.fromordinal(max((count - 1) // step.count * step.count + 1, 1))
    return floor.year, floor.month, floor.day


def _added(day: _Day, step: _Step, times: int) -> _Day:
    """Return the day some steps later; the last day of its month if the month is too short."""
    if step.unit == "day":
        later = datetime.date(*day) + datetime.timedelta(days=step.count * times)
        return later.year, later.month, later.day
    months = step.count * times * (12 if step.unit == "year" else 1)
    year, month = divmod(day[0] * 12 + day[1] - 1 + months, 12)
    return year, month + 1, min(day[2], monthrange(year, month + 1)[1]) if day[2] > 28 else day[2]

"""Dates of a chart at unequal steps: their places in time, and labels that Office writes in the language."""

from __future__ import annotations

import datetime

import pytest

from builder.content.model.values import PartialDate
from builder.resolve.numbers import formatter
from builder.resolve.time_axis import time_axis
from builder.tree.exhibits import TimeNode


def placed(*dates: tuple[int, ...], locale: str = "fr") -> TimeNode | None:
    return time_axis([PartialDate(*date) for date in dates], formatter(locale))


def day(*date: int) -> int:
    return (datetime.date(*date) - datetime.date(1899, 12, 30)).days


def test_years_months_and_days_are_counted_in_days() -> None:
    assert placed((1950,), (1990,), (2020,)) == TimeNode(
        positions=(day(1950, 1, 1), day(1990, 1, 1), day(2020, 1, 1)), unit="year", code="yyyy"
    )
    months = placed((2021, 1), (2021, 4), (2022, 1))
    assert months is not None
    assert (months.unit, months.positions) == ("month", (day(2021, 1, 1), day(2021, 4, 1), day(2022, 1, 1)))
    days = placed((2021, 1, 5), (2021, 1, 6), (2021, 1, 9))
    assert days is not None
    assert (days.unit, days.positions[0]) == ("day", day(2021, 1, 5))


def test_years_before_office_s_count_are_counted_themselves() -> None:
    assert placed((1801,), (1851,), (1946,)) == TimeNode(positions=(1801, 1851, 1946), unit="day", code="0")
    assert placed((1801, 1), (1851, 1), (1946, 1)) is None


@pytest.mark.parametrize(
    "dates",
    [
        [(2020,), (2021,), (2022,)],
        [(2021, 1), (2021, 4), (2021, 7)],
        [(2021, 1, 31), (2021, 2, 28), (2021, 3, 31), (2021, 4, 30)],
        [(2020,), (2022,)],
        [(2020,), (2021, 5), (2024,)],
        [(2024,), (2020,), (2023,)],
        [(2020,), (2020,), (2023,)],
    ],
)
def test_equal_mixed_and_unsorted_dates_stay_categories(dates: list[tuple[int, ...]]) -> None:
    assert placed(*dates) is None


@pytest.mark.parametrize(
    ("locale", "month", "whole"),
    [
        ("fr", '[$-40C]mmm" "yyyy', '[$-40C]d" "mmm" "yyyy'),
        ("fr-CA", '[$-C0C]mmm" "yyyy', '[$-C0C]d" "mmm" "yyyy'),
        ("en", '[$-409]mmm" "yyyy', '[$-409]mmm" "d", "yyyy'),
        ("en-GB", '[$-809]mmm" "yyyy', '[$-809]d" "mmm" "yyyy'),
        ("de-CH", '[$-807]mmm" "yyyy', '[$-807]d"."mm"."yyyy'),
    ],
)
def test_names_of_months_are_those_of_the_language(locale: str, month: str, whole: str) -> None:
    months = placed((2021, 1), (2021, 4), (2022, 1), locale=locale)
    days = placed((2021, 1, 5), (2021, 1, 6), (2021, 1, 9), locale=locale)
    assert [scale.code.replace("\u00a0", " ") for scale in (months, days) if scale] == [month, whole]

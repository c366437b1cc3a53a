"""Value axes: every tick's label is its value in the language, and no two are alike."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.content.model.exhibits import ValueFormat
from builder.resolve.axes import axis_end, value_axis
from builder.resolve.numbers import formatter
from builder.tree.exhibits import AxisNode
from tests.resolve.make import format_

LOCALES = ("fr", "fr-CA", "fr-CH", "en", "en-GB", "en-CA", "de-CH", "es", "it", "nl")
FORMATS: dict[str, dict[str, Any]] = {
    "plain": {},
    "percent": {"percent": True},
    "euros": {"currency": "EUR", "style": "compact"},
    "francs": {"currency": "CHF"},
    "words": {"currency": "USD", "style": "long"},
    "years": {"unit": "year"},
    "tonnes": {"unit": "tonne", "style": "compact"},
}


def axis(values: list[Any], locale: str = "fr", kind: str = "column", stacked: bool = False, **form: Any) -> AxisNode:
    rows = values if values and isinstance(values[0], list) else [values]
    numbers = [[None if value is None else Decimal(str(value)) for value in row] for row in rows]
    reported = format_(**form) if form else None
    return value_axis(kind, numbers, reported, formatter(locale), stacked=stacked, note="Pas de zéro.")


def texts(*arguments: Any, **more: Any) -> list[str]:
    return [tick.text.replace("\u00a0", "~").replace("\u202f", "¦") for tick in axis(*arguments, **more).ticks]


@pytest.mark.parametrize(
    ("values", "locale", "form", "expected"),
    [
        ([0.1, -0.2, 0.3, 0.4], "fr", {"percent": True}, ["−0,2~%", "0~%", "0,2~%", "0,4~%"]),
        ([0.1, -0.2, 0.3, 0.4], "en", {"percent": True}, ["−0.2%", "0%", "0.2%", "0.4%"]),
        ([2536431149, 7794798739], "fr", {}, ["0~milliard", *(f"{n}~milliards" for n in (2, 4, 6, 8))]),
        ([2536431149, 7794798739], "en", {}, ["0~billion", *(f"{n}~billion" for n in (2, 4, 6, 8))]),
        ([60_000], "fr", {}, ["0", "20¦000", "40¦000", "60¦000"]),
        ([60_000], "de-CH", {}, ["0", "20’000", "40’000", "60’000"]),
        ([1_800_000], "fr", {"currency": "EUR", "style": "compact"}, ["0~M€", "0,5~M€", "1,0~M€", "1,5~M€", "2,0~M€"]),
        ([3_000_000], "fr", {"style": "long"}, ["0~million", "1~million", "2~millions", "3~millions"]),
        ([2], "fr", {"unit": "year"}, ["0~an", "1~an", "2~ans"]),
        ([2], "en", {"unit": "year"}, ["0~years", "1~year", "2~years"]),
        ([-1500, 1500], "fr", {}, ["−2¦000", "−1¦000", "0", "1¦000", "2¦000"]),
        ([2_600_000], "fr", {"unit": "kilometer"}, ["0~km", "1¦000¦000~km", "2¦000¦000~km", "3¦000¦000~km"]),
        ([0, 0], "fr", {}, ["0", "1", "2"]),
        ([None], "fr", {}, ["0", "1", "2"]),
        ([-1], "fr", {}, ["−2", "−1", "0"]),
    ],
)  # fmt: skip
def test_ticks_read_their_values(values: list[Any], locale: str, form: dict[str, Any], expected: list[str]) -> None:
    assert texts(values, locale, **form) == expected


def test_columns_and_bars_start_at_zero() -> None:
    for kind in ("column", "bar"):
        scale = axis([99, 100], kind=kind)
        assert (scale.low, scale.note) == (0, "")


@pytest.mark.parametrize("kind", ["line", "area"])
def test_lines_and_areas_far_from_zero_leave_it_and_say_so(kind: str) -> None:
    scale = axis([96, 98, 100], kind=kind)
    assert 90 < scale.low <= 96
    assert scale.note == "Pas de zéro."
    assert -90 > axis([-96, -98, -100], kind=kind).high >= -96
    for near in ([60, 100], [-1, 100], [0, 100], [100, 100], [100]):
        assert axis(near, kind=kind).note == ""
        assert axis(near, kind=kind).low <= 0


def test_an_area_leaves_zero_later_than_a_line_and_keeps_a_height_everywhere() -> None:
    assert axis([80, 100], kind="line").note
    assert not axis([80, 100], kind="area").note
    assert axis([96, 100], kind="area").low < 96
    assert axis([-96, -100], kind="area").high > -96


def test_stacks_start_at_zero_and_reach_their_sums() -> None:
    scale = axis([[90, 100], [95, 100]], kind="area", stacked=True)
    assert (scale.low, scale.most, scale.high, scale.note) == (0, 200, 200, "")
    scale = axis([[-5, 3], [-4, 2]], stacked=True)
    assert (scale.least, scale.most) == (-9, 5)


def test_stacked_shares_end_at_a_hundred_per_cent() -> None:
    shares = [[60, 60.1], [40, 40]]
    assert texts(shares, stacked=True, percent=True) == ["0~%", "25~%", "50~%", "75~%", "100~%"]
    assert axis([[100], [40]], stacked=True, percent=True).high > 100


@st.composite
def data(draw: st.DrawFn) -> list[Decimal]:
    """Values between 1e-6 and 1e13 of either sign, together on one scale or spread over many."""
    power = draw(st.integers(-6, 12))
    size = st.integers(-999, 999) if draw(st.booleans()) else st.integers(0, 999)
    near = draw(st.sampled_from([0, 0, 10**4, -(10**4)]))
    return [Decimal(n + near).scaleb(power - 2) for n in draw(st.lists(size, min_size=1, max_size=8))]


def read(text: str, locale: str) -> Decimal:
    """A label's number, read back by the marks of its locale."""
    digits = formatter(locale)
    powers = {"million": 6, "millions": 6, "millones": 6, "millón": 6, "milione": 6, "milioni": 6, "miljoen": 6,
              "Million": 6, "Millionen": 6, "milliard": 9, "milliards": 9, "miliardo": 9, "miliardi": 9, "miljard": 9,
              "billion": 9,
              "Milliarde": 9, "Milliarden": 9, "trillion": 12, "biljoen": 12, "Billion": 12, "Billionen": 12,
              "billones": 12, "billón": 12, "K": 3, "k": 3, "M": 6, "m": 6, "B": 9, "bn": 9, "Md": 9, "G": 9, "T": 12,
              "tn": 12, "Mio": 6, "Mrd": 9, "Bio": 12, "Mln": 6, "mln": 6, "mld": 9,
              "mil": 3, "Mld": 9, "Bln": 12, "bln": 12}  # fmt: skip
    if locale.startswith("es"):
        powers["B"] = 12
    match = re.search(r"[0-9][0-9.,’'\u00a0\u202f]*", text)
    assert match is not None
    number = match[0].strip("\u00a0\u202f")
    marks = {digits.decimal_mark, "." if locale == "fr-CH" and "." in number else digits.decimal_mark}
    plain = "".join("." if c in marks and c != digits.group_mark else c if c.isdecimal() else "" for c in number)
    after = re.match(r"[\s\u00a0\u202f.]*([^\W\d]+)", text[match.end() :])
    word = after[1] if after else ""
    power = powers.get(word) or powers.get(re.sub(r"(CHF|USD|EUR|US)$", "", word), 0)
    return Decimal(plain).scaleb(power) * (-1 if "−" in text else 1)


@given(data(), st.sampled_from(LOCALES), st.sampled_from(sorted(FORMATS)), st.sampled_from(["column", "line", "area"]))
def test_ticks_are_few_distinct_and_true(values: list[Decimal], locale: str, form: str, kind: str) -> None:
    options = FORMATS[form]
    reported: ValueFormat | None = format_(**options) if options else None
    scale = value_axis(kind, [values], reported, formatter(locale), note="x")
    assert 3 <= len(scale.ticks) <= 8
    assert scale.low <= min(values)
    assert max(values) <= scale.high
    assert [tick.value for tick in scale.ticks] == [scale.low + scale.step * n for n in range(len(scale.ticks))]
    labels = [tick.text for tick in scale.ticks]
    assert len(set(labels)) == len(labels)
    assert not any(re.search("-[0-9]", label) for label in labels)
    assert [read(label, locale) for label in labels] == [tick.value for tick in scale.ticks]
    if kind == "column":
        assert scale.low <= 0 <= scale.high
    assert bool(scale.note) == (not scale.low <= 0 <= scale.high)


def test_numbers_of_forty_digits_have_an_axis() -> None:
    value = Decimal("8" + "0" * 38 + "1")
    axis = value_axis("column", [[value]], None, formatter("en"))
    assert axis.low == 0 and axis.high >= value
    assert axis_end(value, axis.step, up=True) == axis.high

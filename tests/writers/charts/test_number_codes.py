"""Number formats that draw given labels: no decimal mark, no group mark of the reader's machine."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from builder.writers.charts.number_codes import number_code
from tests.resolve.make import format_

_CONDITION = re.compile(r"^\[>=([0-9.]+)\]")
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|([#0]+)|(,)')


def drawn_by(code: str, value: Decimal) -> str:
    """What Office draws: a small reader of format codes without separators (ECMA-376 part 1, 18.8.31)."""
    sections = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', code)
    if any(_CONDITION.match(section) for section in sections):
        section = next(s for s in sections if not (m := _CONDITION.match(s)) or value >= Decimal(m[1]))
        section = _CONDITION.sub("", section)
    elif value < 0:
        section = sections[1] if len(sections) > 1 else f'"-"{sections[0]}'
    else:
        section = sections[2] if not value and len(sections) > 2 else sections[0]
    bare = re.sub(r'"[^"]*"|\\.', "", section)
    assert re.fullmatch(r"#*[#0]*0,*", bare), code
    number = abs(value) / Decimal(1000) ** bare.count(",")
    digits = list(str(number.quantize(Decimal(1), ROUND_HALF_UP)))
    places = len(bare.rstrip(","))
    head, tail = digits[: len(digits) - places + 1], digits[len(digits) - places + 1 :]
    first = True
    text = ""
    for literal, escaped, holders, _ in _TOKEN.findall(section):
        text += literal or escaped
        for _holder in holders:
            text += "".join(head) if first else tail.pop(0)
            first = False
    return text


@pytest.mark.parametrize(
    ("labels", "code"),
    [
        ({0: "0", 100: "100"}, "0"),
        ({7: "7"}, "0"),
        ({12: "12\u00a0%", 5: "5\u00a0%"}, '0"\u00a0%"'),
        ({45_000_000: "45\u00a0M€", 0: "0\u00a0M€"}, '0,,"\u00a0M€"'),
        ({45_000_000: "€45M"}, '"€"0,,"M"'),
        ({0: "0\u00a0an", 1: "1\u00a0an", 2: "2\u00a0ans"}, '[>=2]0"\u00a0ans";0"\u00a0an"'),
        ({-20: "−20\u00a0%", 0: "0\u00a0%", 20: "20\u00a0%"}, '0"\u00a0%";"−"0"\u00a0%"'),
        ({-2_000_000: "−€2M", 0: "€0M"}, '"€"0,,"M";"−€"0,,"M"'),
        ({-3: "−3"}, '0;"−"0'),
        ({1: 'un 1"'}, r'"un "0\"'),
    ],
)
def test_labels_without_separators_have_a_code(labels: dict[int, str], code: str) -> None:
    pairs = [(Decimal(value), text) for value, text in labels.items()]
    assert number_code(pairs) == code
    for value, text in pairs:
        assert drawn_by(code, value) == text


@pytest.mark.parametrize(
    "labels",
    [
        {"0.2": "0,2\u00a0%"},
        {"1.5": "1,5"},
        {"12.50": "12,50\u00a0€"},
        {"1000": "1\u202f000"},
        {"1500000": "1,5\u00a0M€"},
        {"1995000": "1,99\u00a0M€"},
        {"1990000": "1\u00a0M€"},  # a bound that is rounded down: Office would round it up
        {"5": "cinq"},
        {"5": ""},
        {"-1": "−1\u00a0an", "0": "0\u00a0an", "1": "1\u00a0an", "2": "2\u00a0ans"},
        {"1": "1 a", "2": "2 b", "3": "3 c", "4": "4 d"},
    ],
)
def test_labels_that_need_text_have_none(labels: dict[str, str]) -> None:
    assert number_code((Decimal(value), text) for value, text in labels.items()) is None


def test_equal_values_with_two_labels_have_no_code() -> None:
    assert number_code([(Decimal(100), "100"), (Decimal(100), ">\u00a0100")]) is None


def test_group_marks_are_literals_of_the_document() -> None:
    labels = [(Decimal(n), f"{n:,}".replace(",", "\u202f")) for n in (0, 500, 1000, 1500)]
    assert number_code(labels) is None
    assert number_code(labels, grouped=True) == '[>=1000]#"\u202f"##0;0'
    billions = [(Decimal(n * 10**9), f"{n * 10**9:,}") for n in range(0, 10, 2)]
    assert number_code(billions, grouped=True) == '[>=2000000000]#","###","###","##0;0'


@given(
    st.integers(-5, 5), st.integers(2, 7), st.integers(0, 12), st.sampled_from(["fr", "en", "de-CH", "fr-CA"]),
    st.sampled_from([{}, {"percent": True}, {"currency": "EUR", "style": "compact"}, {"currency": "EUR"},
                     {"unit": "year"}]),
)  # fmt: skip
def test_a_code_draws_every_label_of_an_axis(
    first: int, count: int, power: int, locale: str, form: dict[str, str]
) -> None:
    values = [Decimal(first + n).scaleb(power) for n in range(count)]
    axis = value_axis("column", [values], format_(**form) if form else None, formatter(locale))
    code = number_code(((tick.value, tick.text) for tick in axis.ticks), grouped=True)
    if code is not None:
        assert len(code) <= 255
        assert [drawn_by(code, tick.value) for tick in axis.ticks] == [tick.text for tick in axis.ticks]

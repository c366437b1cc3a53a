"""Numbers that stand together: columns of tables, charts."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.figures import chart_format, column_texts
from builder.resolve.numbers import formatter
from tests.counting import calls
from tests.resolve.values import D, seen, value_format


def column(values: list[str | None], language: str = "fr", **more: object) -> list[str]:
    numbers = [None if value is None else D(value) for value in values]
    return [seen(text) for text in column_texts(numbers, value_format(**more) if more else None, formatter(language))]


def test_one_number_of_decimals() -> None:
    assert column(["12.5", "10", None, "0"]) == ["12,5", "10,0", "–", "0,0"]
    assert column(["12.5", "10"], percent=True) == ["12,5~%", "10,0~%"]
    assert column(["12.345", "10"], percent=True, decimals=1) == ["12,3~%", "10,0~%"]
    assert column(["0", None]) == ["0", "–"]


def test_one_scale_where_nothing_is_lost() -> None:
    assert column(["100000000", "400000000"], currency="EUR") == ["100~M€", "400~M€"]
    assert column(["1250000", "980000"], currency="EUR") == ["1,25~M€", "0,98~M€"]
    assert column(["1250000", "12345"], currency="EUR") == ["1¦250¦000~€", "12¦345~€"]
    assert column(["100000000", "2500000000"], currency="EUR") == ["0,1~Md€", "2,5~Md€"]
    assert column(["5000000", "2500000000"], "en", currency="EUR") == ["€5M", "€2,500M"]


def test_a_style_asks_for_its_scale() -> None:
    assert column(["1234567", "98765432"], currency="EUR", style="compact") == ["1,23~M€", "98,77~M€"]
    assert column(["12345678", "98765432"], currency="EUR", style="compact") == ["12,35~M€", "98,77~M€"]
    assert column(["100000000", "400000000"], currency="EUR", style="exact") == ["100¦000¦000~€", "400¦000¦000~€"]
    assert column(["100000000", "400000000"], currency="EUR", style="long") == [
        "100~millions d’euros",
        "400~millions d’euros",
    ]


def test_money_with_centimes_and_negative_values() -> None:
    assert column(["1234.5", "-10", "0"], currency="EUR") == ["1¦234,50~€", "-10,00~€", "0,00~€"]
    assert column(["1234.5", "-10"], "en-CA", currency="CAD") == ["$1,234.50", "-$10.00"]


def test_an_unknown_style_is_reported() -> None:
    with pytest.raises(ValueError, match="a number has no style `short`"):
        column(["1"], style="short")


def chart(values: list[str], language: str, **more: object) -> tuple[str, str]:
    code, unit = chart_format(
        [D(value) for value in values], value_format(**more) if more else None, formatter(language)
    )
    return seen(code), seen(unit)


def test_formats_and_units_of_charts() -> None:
    rounds = ["100000000", "400000000"]
    assert chart(rounds, "fr", currency="EUR") == ('#,##0,,"~M€"', "en millions d’euros")
    assert chart(rounds, "fr-CA", currency="CAD") == ('#,##0,,"~M$"', "en millions de dollars")
    assert chart(rounds, "en", currency="EUR") == ('"€"#,##0,,"M"', "in € millions")
    assert chart(["1500000000", "2000000000"], "en-GB", currency="GBP") == ('"£"#,##0.0,,,"bn"', "in £ billions")
    assert chart(["12.5", "10"], "fr", percent=True) == ('#,##0.0"~%"', "en %")
    assert chart(["12.5", "10"], "en", percent=True) == ('#,##0.0"%"', "in %")
    assert chart(["5", "7"], "fr") == ("#,##0", "")
    assert chart(["5", "7"], "fr", unit="gigabyte") == ('#,##0"~Go"', "en gigaoctets")
    assert chart(["-5", "7"], "fr", percent=True) == ('#,##0"~%";"-"#,##0"~%"', "en %")
    assert chart(rounds, "de", currency="EUR") == ('#,##0,,"~Mio.~€"', "in Millionen Euro")
    assert chart(["7000000000"], "fr", style="compact") == ('#,##0,,,"~Md"', "en milliards")


def rendered(code: str, value: Decimal) -> str:
    """What Office prints for a number format, with American marks."""
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    match = re.fullmatch(
        r'(?P<before>(?:"[^"]*")*)#,##0(?P<decimals>\.0+)?(?P<scale>,*)(?P<after>(?:"[^"]*")*)', section
    )
    assert match, code
    decimals = len(match["decimals"] or ".") - 1
    number = abs(value) / 10 ** (3 * len(match["scale"]))
    before, after = match["before"].replace('"', ""), match["after"].replace('"', "")
    return f"{before}{number.quantize(Decimal(1).scaleb(-decimals), 'ROUND_HALF_UP'):,f}{after}"


VALUES = st.lists(
    st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False), min_size=1, max_size=6
)
FORMATS = st.sampled_from(
    [{"currency": "EUR"}, {"currency": "CHF", "style": "compact"}, {"percent": True}, {"decimals": 1}]
)


@given(VALUES, FORMATS, st.sampled_from(["en", "en-GB", "en-CA"]))
def test_the_format_of_a_chart_prints_its_labels(values: list[Decimal], kind: dict[str, object], language: str) -> None:
    english = formatter(language)
    code, _ = chart_format(list(values), value_format(**kind), english)
    labels = column_texts(list(values), value_format(**kind), english)
    for value, label in zip(values, labels, strict=True):
        if label.startswith("<"):
            continue  # smaller than the last decimal, which a format cannot say
        assert rendered(code, value).replace("\u2212", "").lstrip("-") == label.replace("\u2212", "")


def test_a_long_column_takes_linear_work() -> None:
    def work(count: int) -> int:
        values: list[Decimal | None] = [D(number * 7919) / 100 for number in range(count)]
        return calls(lambda: column_texts(values, None, formatter("fr")))

    work(10)
    assert work(10_000) < 11 * work(1_000)

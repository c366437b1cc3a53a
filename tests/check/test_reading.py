"""Values are read from prose whatever the writing: what the builder writes, and what people write."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.reading import read_values
from builder.check.reading.languages import habits
from builder.check.reading.spelled import number_of
from builder.content.model.values import PartialDate
from builder.resolve.numbers import formatter

TAGS = ["fr", "fr-CA", "fr-CH", "en", "en-GB", "en-CA", "de", "nl", "it"]
STYLES = ["standard", "long", "exact"]
NUMBERS = st.decimals(0, 10**13, places=2, allow_nan=False).map(lambda number: number.normalize()) | st.integers(
    0, 10**12
).map(Decimal)


def meant(text: str, tag: str) -> list[tuple[str, str, tuple[Decimal, ...]]]:
    return [(value.kind, value.unit, value.values) for value in read_values(text, tag)]


@settings(deadline=None)
@given(NUMBERS, st.sampled_from(TAGS), st.sampled_from(STYLES), st.sampled_from(["prose", "table", "slide"]))
def test_a_written_number_is_read_back(value: Decimal, tag: str, style: str, place: str) -> None:
    writer = formatter(tag)
    text = writer.write(value, writer.count_measure(), style, place)  # type: ignore[arg-type]
    ((kind, _, values),) = meant(text, tag)
    assert kind == "number"
    assert value in values


@settings(deadline=None)
@given(NUMBERS, st.sampled_from(TAGS), st.sampled_from(["EUR", "USD", "CAD", "CHF", "GBP"]), st.sampled_from(STYLES))
def test_a_written_amount_is_read_back(value: Decimal, tag: str, currency: str, style: str) -> None:
    writer = formatter(tag)
    text = writer.write(value, writer.money_measure(currency), style, "slide")
    ((kind, unit, values),) = meant(text, tag)
    assert (kind, values[0]) == ("money", value)
    assert unit in (currency, "$")


@settings(deadline=None)
@given(st.decimals(0, 1000, places=1), st.sampled_from(TAGS))
def test_a_written_share_is_read_back(value: Decimal, tag: str) -> None:
    writer = formatter(tag)
    ((kind, _, values),) = meant(writer.write(value, writer.percent_measure(), "standard", "prose"), tag)
    assert (kind, values[0]) == ("percent", value)


@settings(deadline=None)
@given(st.dates(), st.sampled_from(["fr", "en", "en-GB", "de", "nl", "it"]), st.sampled_from(["long", "short"]))
def test_a_written_day_is_read_back(date: object, tag: str, style: str) -> None:
    year, month, day = date.year, date.month, date.day  # type: ignore[attr-defined]
    if year < 1000:
        return
    text = formatter(tag).date(PartialDate(year, month, day), style, "prose")
    values = read_values(text, tag)
    assert [int(value.values[0]) for value in values if value.kind == "month"] == [month], text
    meant = [{int(value) for value in own.values} for own in values if own.kind != "month"]
    assert len(meant) == 2, text
    # A short date says two digits of its year.
    known = {year, year % 100 + 2000} if style == "short" else {year}
    assert any(day in part and known & other for part, other in (meant, meant[::-1])), text


CASES = [
    ("fr", "2,5 millions", [2_500_000]),
    ("en", "2.4 million", [2_400_000]),
    ("fr", "100 M€", [100_000_000]),
    ("en", "€100M", [100_000_000]),
    ("fr", "2,5 G$", [2_500_000_000]),
    ("en", "$2.5bn", [2_500_000_000]),
    ("en", "US$ 1,200", [1200]),
    ("fr", "100 $ CA", [100]),
    ("fr", "12 p. 100", [12]),
    ("en", "12 per cent", [12]),
    ("de", "1.234,5 Mio. Euro", [1_234_500_000]),
    ("nl", "3 miljoen", [3_000_000]),
    ("it", "3 milioni di euro", [3_000_000]),
    ("fr", "le 1er mars 2025", [1, 3, 2025]),
    ("en", "March 1, 2025", [3, 1, 2025]),
    ("en", "1 March 2025", [1, 3, 2025]),
    ("en", "it may 3 times", [3]),
    ("fr", "01/03/2025", [1, 3, 2025]),
    ("en", "3/1/2025", [3, 1, 2025]),
    ("en-GB", "1/3/2025", [1, 3, 2025]),
    ("en", "2025-03-01", [2025, 3, 1]),
    ("fr", "au XXIe siècle", [21]),
    ("fr", "les XIXᵉ et XXᵉ siècles", [19, 20]),
    ("en", "the 21st century", [21]),
    ("it", "il XXI secolo", [21]),
    ("fr", "Le conseil, les Vosges", []),
    ("fr", "14 h 30", [870]),
    ("en", "2:30 p.m.", [870]),
    ("en", "12 a.m.", [0]),
    ("fr", "vingt et un agents", [21]),
    ("fr", "quatre-vingt-dix-sept", [97]),
    ("fr", "deux cent trois mille", [203_000]),
    ("fr", "trois millions", [3_000_000]),
    ("en", "one hundred and five", [105]),
    ("en", "twenty-one", [21]),
    ("en", "the third", [3]),
    ("en", "7B, G7 and 1.2.3", [7]),
    ("fr", "1 234 567,8", [Decimal("1234567.8")]),
    ("fr-CH", "1'234.5", [Decimal("1234.5")]),
    ("en", "1,234,567", [1234567]),
    ("fr", "07 68 12 34 56 78", []),
]


@pytest.mark.parametrize(("tag", "text", "expected"), CASES)
def test_what_people_write(tag: str, text: str, expected: list[Decimal | int]) -> None:
    assert [value.values[0] for value in read_values(text, tag) if value.values] == expected


@pytest.mark.parametrize(
    ("tag", "text", "value"),
    [
        ("fr", "10 à 12 millions", 10_000_000),
        ("en", "10 to 12 million", 10_000_000),
        ("fr", "2023-24", 2024),
        ("fr", "les années 90", 1990),
        ("en", "the 90s", 1990),
        ("fr", "1,234", 1234),
        ("en", "7B", 7_000_000_000),
    ],
)
def test_what_may_be_meant(tag: str, text: str, value: int) -> None:
    assert any(Decimal(value) in own.values for own in read_values(text, tag))


def test_a_range_shares_its_unit() -> None:
    assert meant("entre 10 et 12 %", "fr")[0][0] == "percent"
    assert meant("de 2 à 3 milliards de dollars canadiens", "fr")[0][:2] == ("money", "CAD")


@pytest.mark.parametrize("words", ["deux trois", "cinq vingt et un quatre"])
def test_words_that_make_no_number(words: str) -> None:
    assert number_of(words, habits("fr")) is None


@given(st.text(max_size=60), st.sampled_from([*TAGS, "es", "zz"]))
@settings(deadline=None)
def test_any_text_is_read(text: str, tag: str) -> None:
    for value in read_values(text, tag):
        assert 0 <= value.start < value.end <= len(text)

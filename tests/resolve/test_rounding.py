"""What rounding may do to a number: never hide it, never claim more than is known, never invent a digit."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.resolve.figures import column_texts, figure_text, highlight_parts
from builder.resolve.locales.locale_data import locale_data
from builder.resolve.numbers import formatter
from builder.resolve.typography import set_text
from tests.resolve.readback import built
from tests.resolve.values import D, amount, number, percent, quantity, seen, value_format

LOCALES = ["fr", "fr-CA", "fr-CH", "en", "en-CA", "en-GB", "de", "de-CH", "es", "it", "nl", "pt", "sv"]
PLACES = ["prose", "table", "slide", "highlight"]
HABITANTS = {
    "fr": {"one": "habitant", "other": "habitants"},
    "en": {"one": "inhabitant", "other": "inhabitants"},
}


def numbers(places: int = 6) -> st.SearchStrategy[Decimal]:
    return st.decimals(-(10**13), 10**13, places=places, allow_nan=False, allow_infinity=False) | st.decimals(
        -2, 2, places=places, allow_nan=False, allow_infinity=False
    )


def scales(locale: str) -> dict[str, int]:
    """Short scales of money as printed: ` Md` is 9, `B` is 9."""
    house = formatter(locale)._locale.profile.letters
    if house:
        return {letters: power for power, letters in house}
    return {
        text.replace("{0}", "").replace("¤", "").strip(" \u00a0\u202f"): power
        for power, text in locale_data(locale).compact_money
    }


def read(text: str, locale: str, sign: str) -> Decimal:
    """The value of a written amount, by the marks and scales of its locale."""
    writer = formatter(locale)
    text = text.replace(sign, "")
    start = next(index for index, letter in enumerate(text) if letter.isdigit())
    end = len(text) - next(index for index, letter in enumerate(reversed(text)) if letter.isdigit())
    digits = text[start:end].replace(writer.group_mark, "")
    for mark in {writer.decimal_mark, writer._locale.data.money_decimal}:
        digits = digits.replace(mark, ".")
    value = Decimal(digits).scaleb(scales(locale).get(text[end:].strip("\u00a0"), 0))
    return -value if "\u2212" in text else value


def sign_of(locale: str) -> str:
    return locale_data(locale).currency_symbol("EUR")


@given(numbers(), st.sampled_from(LOCALES), st.sampled_from(PLACES))
def test_a_value_prints_as_zero_only_if_it_is_zero(value: Decimal, locale: str, place: Any) -> None:
    text = formatter(locale).amount(value, "EUR", "compact", place)
    assert (read(text, locale, sign_of(locale)) == 0) == (value == 0)


@given(numbers(), st.sampled_from(LOCALES), st.integers(0, 3))
def test_the_sign_is_that_of_the_printed_number(value: Decimal, locale: str, decimals: int) -> None:
    for text in (
        formatter(locale).amount(value, "EUR", "exact", "table", decimals=decimals),
        formatter(locale).percent(value, decimals=decimals),
        formatter(locale).number(-value, "exact", decimals=decimals),
    ):
        zero = not any(sign in text for sign in "123456789")
        assert "-" not in text
        assert not (zero and "\u2212" in text)


@given(
    numbers(3),
    st.sampled_from(LOCALES),
    st.sampled_from(["at-least", "more-than", "at-most", "less-than"]),
    st.sampled_from(PLACES),
)
def test_a_bound_is_rounded_to_its_own_side(value: Decimal, locale: str, bound: Any, place: Any) -> None:
    parts = highlight_parts(amount(value, bound=bound), formatter(locale))
    printed = read(parts[1], locale, sign_of(locale))
    assert printed <= value if bound in ("at-least", "more-than") else printed >= value
    whole = figure_text(amount(value, bound=bound), formatter(locale), "compact", place)
    assert whole.endswith(parts[1])


@given(numbers(3), numbers(3), st.sampled_from(LOCALES), st.sampled_from(PLACES), st.booleans())
def test_the_ends_of_a_range_differ_or_are_about_one_value(
    first: Decimal, second: Decimal, locale: str, place: Any, near: bool
) -> None:
    low, high = sorted((first, first + second.scaleb(-4) if near else second))
    writer = formatter(locale)
    text = writer.amount((low, high), "EUR", "compact", place)
    if low == high:
        assert text == writer.amount(high, "EUR", "compact", place)
    elif text != writer.amount(high, "EUR", "compact", place, bound="about"):
        start, end = re.split(f"{writer._locale.profile.range_to}|–", text.removeprefix("de ").removeprefix("da "))
        sign = sign_of(locale)
        one_scale = read(start, locale, "") == read(start, locale, sign) and not any(map(str.isalpha, start))
        if one_scale:
            digits = [(half.count("\u2212"), re.findall(r"\d", half)) for half in (start, end)]
            assert digits[0] != digits[1]
        else:
            assert read(start, locale, sign) < read(end, locale, sign)


@given(numbers(4), st.sampled_from(LOCALES), st.sampled_from(PLACES), st.sampled_from(["standard", "exact", "long"]))
def test_no_digit_is_invented_and_none_is_lost(value: Decimal, locale: str, place: Any, style: str) -> None:
    for text in (
        formatter(locale).number(value, style, place),
        formatter(locale).percent(value, style, place),
        formatter(locale).quantity(value, "kilometer", style, place),
    ):
        printed = "".join(sign for sign in text if sign.isdigit()).strip("0")
        assert printed == "".join(sign for sign in f"{value:f}" if sign.isdigit()).strip("0")


@given(numbers(2), numbers(2), st.sampled_from(LOCALES))
def test_the_ends_of_an_exact_range_have_the_digits_they_were_written_with(
    first: Decimal, second: Decimal, locale: str
) -> None:
    low, high = sorted((first, second.normalize()))
    if low == high:
        return
    text = formatter(locale).percent((low, high), place="table")
    digits = "".join(sign for sign in text if sign.isdigit())
    assert digits == "".join(sign for sign in f"{low:f}{high:f}" if sign.isdigit())


@given(numbers(3), st.sampled_from(LOCALES), st.sampled_from(PLACES), st.sampled_from(["standard", "compact"]))
def test_typography_leaves_a_written_number_alone(value: Decimal, locale: str, place: Any, style: str) -> None:
    for figure in (amount(value, "CHF"), percent(value), quantity(value, "kilometer"), number(value)):
        text = figure_text(figure, formatter(locale), style, place)
        assert set_text(text, locale) == text


@given(
    st.decimals(allow_nan=False, allow_infinity=False).filter(
        lambda value: value.adjusted() < 60 and value.as_tuple().exponent > -60  # type: ignore[operator]
    ),
    st.sampled_from([*LOCALES, "ja", "ar", "hi", "pl"]),
    st.sampled_from(["standard", "exact", "long", "compact"]),
    st.sampled_from([None, "at-least", "at-most"]),
)
def test_numbers_of_any_length_are_written(value: Decimal, locale: str, style: str, bound: Any) -> None:
    writer = formatter(locale)
    for text in (
        writer.amount(value, "EUR", style, bound=bound),
        writer.counted(value, HABITANTS["en"], style, bound=bound),
        writer.quantity(value, "kilometer", style, bound=bound),
        *column_texts([value, D(1)], value_format(percent=True), writer),
    ):
        assert any(sign.isdigit() for sign in text)


@given(
    numbers(3), numbers(3), st.sampled_from(LOCALES), st.sampled_from(PLACES),
    st.sampled_from([None, "more-than", "at-most", "about"]),
)  # fmt: skip
def test_typography_leaves_ranges_bounds_and_small_values_alone(
    first: Decimal, second: Decimal, locale: str, place: Any, bound: Any
) -> None:
    low, high = sorted((first, second))
    writer = formatter(locale)
    written = [
        writer.amount((low, high), "CHF", "standard", place, bound=bound),
        writer.percent((low, high), place=place, bound=bound),
        writer.counted((low, high), HABITANTS["fr"], "compact", place, bound=bound),
        writer.amount(low, "USD", "compact", place, bound=bound),
        *column_texts([D("0.0001"), D("-0.0001"), D(987_654)], value_format(currency="EUR", style="compact"), writer),
    ]
    assert [set_text(text, locale) for text in written] == written


def test_small_amounts_keep_their_digits() -> None:
    prices = {"0.002": "0,002~$", "0.00256": "0,0026~$", "0.5": "0,50~$", "0.125": "0,13~$", "-0.004": "-0,004~$"}
    for value, wanted in prices.items():
        assert seen(formatter("fr").amount(D(value), "USD", "compact", "table")) == wanted
    assert seen(formatter("en").amount(D("0.002"), "USD", "compact")) == "$0.002"
    assert seen(formatter("en").amount(D("0.00096"), "USD", "compact")) == "$0.00096"


def column(values: list[str], language: str = "fr", **more: Any) -> list[str]:
    return [seen(text) for text in column_texts([D(v) for v in values], value_format(**more), formatter(language))]


def test_a_compact_column_of_small_amounts_takes_more_decimals() -> None:
    assert column(["0.002", "1.5"], currency="USD", style="compact") == ["0,002~$", "1,500~$"]
    assert column(["0.002", "125"], "en", currency="USD", style="compact") == ["$0.002", "$125.000"]


def test_a_compact_column_keeps_the_decimals_of_its_currency() -> None:
    assert column(["1.5", "9000.25"], currency="KWD", style="compact") == ["1,500~KWD", "9¦000,250~KWD"]
    assert column(["0.0002", "9000"], currency="KWD", style="compact") == ["<~0,001~KWD", "9¦000,000~KWD"]


def test_a_compact_column_of_small_and_large_amounts_says_below_a_cent() -> None:
    assert column(["0.002", "5000", "-0.002", "0"], currency="USD", style="compact") == [
        "<~0,01~$", "5¦000,00~$", ">~-0,01~$", "0,00~$",
    ]  # fmt: skip
    assert column(["0.002", "5000"], "en", currency="USD", style="compact") == ["<~$0.01", "$5,000.00"]


def test_a_value_below_the_decimals_that_the_author_fixes_says_so() -> None:
    assert column(["0.04", "1.55"], percent=True, decimals=1) == ["<~0,1~%", "1,6~%"]
    assert column(["0.05", "0"], percent=True, decimals=1) == ["0,1~%", "0,0~%"]
    assert column(["0.002", "5"], "en", currency="USD", decimals=2) == ["<~$0.01", "$5.00"]


def test_a_value_just_below_zero_is_zero_without_a_sign_where_the_author_fixes_the_decimals() -> None:
    assert column(["-0.04", "-1.55"], percent=True, decimals=1) == ["0,0~%", "-1,6~%"]
    assert column(["-0.4", "-1.5"], "en", currency="EUR", decimals=0) == ["€0", "-€2"]
    assert column(["-0"], currency="EUR") == ["0~€"]
    assert column(["-0.00"], "en", percent=True) == ["0.00%"]


def test_a_minus_is_exact_whatever_the_number_of_digits() -> None:
    value = D("-12345678901234567890123456789012345.678")
    assert seen(formatter("en").number(value, "exact")) == "-12,345,678,901,234,567,890,123,456,789,012,345.678"


@pytest.mark.parametrize(
    ("bound", "french", "english"),
    [
        ("at-least", "au moins 1,99~M€", "at least €1.99M"),
        ("more-than", "plus de 1,99~M€", "more than €1.99M"),
        ("at-most", "au plus 2~M€", "at most €2M"),
        ("less-than", "moins de 2~M€", "less than €2M"),
        ("about", "environ 2~M€", "about €2M"),
    ],
)
def test_the_side_of_each_bound(bound: str, french: str, english: str) -> None:
    figure = amount(D(1_995_000), bound=bound)
    assert seen(figure_text(figure, formatter("fr"), "", "highlight")) == french
    assert seen(figure_text(figure, formatter("en"), "", "highlight")) == english


def test_a_lower_bound_is_not_rounded_up_to_the_next_scale() -> None:
    assert seen(figure_text(amount(D(999_999), bound="at-least"), formatter("fr"), "compact")) == "au moins 999,99~k€"
    assert seen(figure_text(amount(D(999_999), bound="at-most"), formatter("fr"), "compact")) == "au plus 1~M€"
    assert seen(figure_text(amount(D(-1_995_000), bound="at-least"), formatter("fr"), "compact")) == "au moins -2~M€"
    assert seen(figure_text(amount(D("0.00219"), bound="at-least"), formatter("en"), "compact")) == "at least €0.0021"


RANGES = [
    # figure, {locale and place: text}
    (amount((D(2_500_000), D(1_200_000_000))), {
        "fr prose": "de 2,5~millions à 1,2~milliard d’euros", "fr table": "2,5~M€–1,2~Md€",
        "fr slide": "2,5~M€–1,2~Md€", "fr-CA table": "2,5~M€–1,2~G€", "fr-CH table": "2,5~M€–1,2~Md€",
        "en prose": "€2.5~million to €1.2~billion", "en table": "€2.5M–€1.2B", "en-GB table": "€2.5m–€1.2bn",
        "de prose": "2,5~Millionen bis 1,2~Milliarden Euro", "it prose": "da 2,5~milioni a 1,2~miliardi di euro",
        "nl prose": "2,5~miljoen tot 1,2~miljard euro", "es prose": "de 2,5 a 1200~millones de euros",
        "de-CH prose": "2.5~Millionen bis 1.2~Milliarden Euro",
    }),
    (amount((D(1_500_000), D(2_500_000_000))), {"fr prose": "de 1,5~million à 2,5~milliards d’euros",
                                                "fr table": "1,5~M€–2,5~Md€",
                                                "en prose": "€1.5~million to €2.5~billion"}),
    (amount((D(50_000), D(12_000_000))), {"fr prose": "de 50¦000~euros à 12~millions d’euros",
                                          "fr table": "50¦000~€–12~M€", "en prose": "€50,000 to €12~million",
                                          "en table": "€50,000–€12M"}),
    (amount((D(0), D(12_000_000))), {"fr prose": "de 0 à 12~millions d’euros", "fr table": "0–12~M€"}),
    (amount((D(1_234_500), D(2_000_000))), {"fr prose": "de 1¦234¦500 à 2¦000¦000~euros"}),
    (amount((D(-3_000_000), D(-2_000_000))), {"fr prose": "de -3 à -2~millions d’euros",
                                              "en table": "-€3M to -€2M"}),
    (number((D(2_500_000), D(1_200_000_000)), HABITANTS), {
        "fr prose": "de 2,5~millions à 1,2~milliard d’habitants", "en prose": "2.5~million to 1.2~billion inhabitants",
        "fr table": "de 2,5~millions à 1,2~milliard d’habitants"}),
    (number((D(50_000), D(12_000_000)), HABITANTS), {
        "fr prose": "de 50¦000~habitants à 12~millions d’habitants"}),
    (number((D(4), D(6))), {"fr prose": "de 4 à 6", "fr table": "4–6", "en prose": "4 to 6", "en table": "4–6",
                            "en slide": "4–6", "fr highlight": "4–6", "de table": "4–6"}),
    (number((D(4), D(6)), HABITANTS), {"fr table": "4–6~habitants", "en table": "4–6~inhabitants"}),
    (number((D(2_000_000), D(3_000_000)), HABITANTS), {"fr table": "2–3~millions d’habitants",
                                                       "en table": "2–3~million inhabitants"}),
    (percent((D("1.5"), D(2))), {"fr prose": "de 1,5 à 2~%", "en prose": "1.5% to 2%", "fr table": "1,5–2~%"}),
    (percent((D(10), D(15))), {"fr-CH prose": "de 10 à 15%", "it prose": "da 10 a 15%", "nl prose": "10 tot 15%",
                               "de-CH prose": "10 bis 15%", "en-GB prose": "10% to 15%"}),
    (percent((D("1.50"), D("2.00"))), {"fr prose": "de 1,50 à 2,00~%"}),
    (percent((D("-0.5"), D(2))), {"fr table": "de -0,5 à 2~%", "en table": "-0.5% to 2%"}),
    (amount((D("1.5"), D(2))), {"fr prose": "de 1,50 à 2~euros", "en prose": "€1.50 to €2"}),
    (quantity((D("2.5"), D(12_000_000)), "kilometer"), {
        "fr prose": "de 2,5~kilomètres à 12~millions de kilomètres"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "where", "wanted"), [(figure, where, text) for figure, texts in RANGES for where, text in texts.items()]
)
def test_ranges(figure: Any, where: str, wanted: str) -> None:
    locale, place = where.split()
    assert seen(figure_text(figure, formatter(locale), "", place)) == wanted  # type: ignore[arg-type]


def test_ends_that_print_alike_are_about_one_value() -> None:
    close = amount((D(1_234_100), D(1_234_200)))
    assert seen(figure_text(close, formatter("fr"), "", "highlight")) == "environ 1,23~M€"
    assert seen(figure_text(close, formatter("en"), "compact")) == "about €1.23M"
    assert seen(figure_text(close, formatter("en"), "compact", "table")) == "≈~€1.23M"
    assert highlight_parts(close, formatter("fr"))[0] == "environ"
    assert seen(figure_text(close, formatter("fr"))) == "de 1¦234¦100 à 1¦234¦200~euros"
    apart = amount((D(1_234_000), D(1_236_000)))
    assert seen(figure_text(apart, formatter("fr"), "", "highlight")) == "1,23–1,24~M€"
    at_least = amount((D(1_234_100), D(1_234_200)), bound="at-least")
    assert seen(figure_text(at_least, formatter("fr"), "", "highlight")) == "au moins 1,23~M€"


def test_fewer_is_for_whole_numbers_of_things() -> None:
    points = {"en": {"one": "percentage point", "other": "percentage points"}}
    rooms = {"en": {"one": "room", "other": "rooms"}}

    def english(value: Any, nouns: dict[str, dict[str, str]]) -> str:
        return seen(figure_text(number(value, nouns, bound="less-than"), formatter("en")))

    assert english(D("2.5"), points) == "less than 2.5~percentage points"
    assert english(D(2), points) == "less than 2~percentage points"
    assert english(D("1.5"), rooms) == "less than 1.5~rooms"
    assert english(D(500), rooms) == "fewer than 500~rooms"
    assert english(D(2_500_000), rooms) == "fewer than 2.5~million rooms"
    assert english((D(2), D(3)), rooms) == "fewer than 2 to 3~rooms"
    assert english(D(30), {"en": {"other": "days"}}) == "less than 30~days"
    nouns = {"tonnes of waste": "less", "square metres": "less", "kilometres per hour": "less",
             "points of sale": "fewer", "hours of training": "less", "rooms per floor": "fewer",
             "Days": "less"}  # fmt: skip
    for noun, word in nouns.items():
        assert english(D(40), {"en": {"other": noun}}) == f"{word} than 40~{noun}"
    assert english(D("1e50"), rooms).startswith("fewer than 100,000,000")


def test_counted_nouns_take_words_of_scale_in_compact_form() -> None:
    def compact(value: str, language: str) -> str:
        return seen(figure_text(number(D(value), HABITANTS), formatter(language), "compact"))

    assert compact("12400", "fr") == "12,4~milliers d’habitants"
    assert compact("12400", "fr-CH") == "12,4~milliers d’habitants"
    assert compact("2500000", "fr") == "2,5~millions d’habitants"
    assert compact("2500", "fr") == "2¦500~habitants"
    assert compact("12400", "en") == "12,400~inhabitants"
    assert compact("2500000", "en") == "2.5~million inhabitants"
    assert compact("2500000", "en-GB") == "2.5~million inhabitants"


SMALL = """\
figures:
  price: {amount: 0.002, currency: USD, label: {fr: Prix pour mille jetons, en: Price per thousand tokens}}
  revenue: {amount: 1_995_000, currency: EUR, bound: at-least, label: {fr: Recettes, en: Revenue}}
  cost: {amount: [2_500_000, 1_200_000_000], currency: EUR}
  marks: {number: [4, 6]}
  gap: {number: 1.5, bound: less-than, counted: {fr: {one: point, other: points}, en: {one: point, other: points}}}
sections:
  - title: {fr: Prix, en: Prices}
    message: {fr: "Mille jetons coûtent {price}.", en: "A thousand tokens cost {price}."}
    blocks:
      - highlights: [price, revenue]
      - text: {fr: "Le coût irait {cost}, soit un écart de {gap}.", en: "The cost would be {cost}, a gap of {gap}."}
  - title: {fr: Notes, en: Marks}
    message: {fr: Les notes diffèrent., en: Marks differ.}
    blocks:
      - table:
          caption: {fr: Variations, en: Changes}
          units: cells
          columns: [{fr: Poste, en: Item}, {header: {fr: Part, en: Share}, format: {percent: true, decimals: 1}},
                    {header: {fr: Solde, en: Balance}, format: {currency: EUR, decimals: 0}}, {fr: Notes, en: Marks}]
          rows:
            - [{fr: Pain, en: Bread}, -0.04, -0.4, {figure: marks}]
            - [{fr: Riz, en: Rice}, -1.55, -1.5, {figure: cost}]
"""


@pytest.mark.parametrize(
    ("language", "everywhere", "brief_only"),
    [
        ("fr", ["0,002~$", "1,99~M€", "0,0~%", "-1,6~%", "0~€", "-2~€", "4–6", "2,5~M€–1,2~Md€"],
         ["de 2,5~millions à 1,2~milliard d’euros", "moins de 1,5~point."]),
        ("en", ["$0.002", "€1.99M", "0.0%", "-1.6%", "€0", "-€2", "4–6", "€2.5M–€1.2B"],
         ["€2.5~million to €1.2~billion", "less than 1.5~points."]),
    ],
)  # fmt: skip
def test_rounded_numbers_in_the_files(
    language: str, everywhere: list[str], brief_only: list[str], tmp_path: Path
) -> None:
    brief, deck = built(tmp_path, SMALL, language)
    assert [text for text in everywhere if text not in brief] == []
    assert [text for text in everywhere if text not in deck] == []
    assert [text for text in brief_only if text not in brief] == []

"""What figures read in each locale and place. The expected texts come from the style guides, not from the code."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from builder.content.model.figures import Figure
from builder.resolve.figures import figure_text, figure_value, highlight_parts, value_text
from builder.resolve.numbers import formatter
from tests.resolve.values import D, amount, date, day, number, percent, quantity, seen, territory, value_format

PARAMETERS = {
    "fr": {"one": "paramètre", "other": "paramètres"},
    "en": {"one": "parameter", "other": "parameters"},
    "de": {"one": "Parameter", "other": "Parameter"},
    "it": {"one": "parametro", "other": "parametri"},
    "es": {"one": "parámetro", "other": "parámetros"},
}
INHABITANTS = {"fr": {"one": "habitant", "other": "habitants"}, "en": {"one": "inhabitant", "other": "inhabitants"}}


def text(figure: Figure, language: str, style: str = "", place: Any = "prose") -> str:
    return seen(figure_text(figure, formatter(language), style, place))


PROSE_AMOUNTS = [
    # value, currency, {locale: text}
    ("100000000", "EUR", {"fr": "100~millions d’euros", "fr-CA": "100~millions d’euros",
                          "fr-BE": "100~millions d’euros",
                          "en": "€100~million", "en-GB": "€100~million", "de": "100~Millionen Euro",
                          "it": "100~milioni di euro", "nl": "100~miljoen euro", "es": "100~millones de euros"}),
    ("1500000", "EUR", {"fr": "1,5~million d’euros", "en": "€1.5~million", "de": "1,5~Millionen Euro",
                        "it": "1,5~milioni di euro"}),
    ("1900000000", "EUR", {"fr": "1,9~milliard d’euros"}),
    ("2000000", "EUR", {"fr": "2~millions d’euros"}),
    ("1000000", "EUR", {"fr": "1~million d’euros", "en": "€1~million", "de": "1~Million Euro",
                        "it": "1~milione di euro",
                        "es": "1~millón de euros"}),
    ("2500000000", "EUR", {"fr": "2,5~milliards d’euros", "en": "€2.5~billion", "de": "2,5~Milliarden Euro",
                           "es": "2500~millones de euros"}),
    ("2500000000000", "EUR", {"fr": "2¦500~milliards d’euros", "en": "€2.5~trillion"}),
    ("250000", "EUR", {"fr": "250¦000~euros", "fr-CA": "250~000~euros", "fr-LU": "250.000~euros", "en": "€250,000",
                       "de": "250.000~Euro"}),
    ("1234500", "EUR", {"fr": "1¦234¦500~euros", "en": "€1,234,500"}),
    ("1234000000", "EUR", {"fr": "1¦234~millions d’euros", "en": "€1,234~million"}),
    ("1234.5", "EUR", {"fr": "1¦234,50~euros", "en": "€1,234.50"}),
    ("1", "EUR", {"fr": "1~euro", "en": "€1", "de": "1~Euro"}),
    ("0", "EUR", {"fr": "0~euro", "en": "€0"}),
    ("1.5", "EUR", {"fr": "1,50~euro"}),
    ("30000000", "CAD", {"fr": "30~millions de dollars canadiens", "fr-CA": "30~millions de dollars",
                         "en": "CA$30~million", "en-CA": "$30~million"}),
    ("30000000", "USD", {"fr": "30~millions de dollars", "fr-CA": "30~millions de dollars américains",
                         "en": "$30~million", "en-CA": "US$30~million", "en-GB": "US$30~million"}),
    ("5600000", "CHF", {"fr": "5,6~millions de francs suisses", "fr-CH": "5,6~millions de francs",
                        "en": "CHF~5.6~million", "de-CH": "5.6~Millionen Franken", "it-CH": "5.6~milioni di franchi"}),
    ("3000000", "GBP", {"fr": "3~millions de livres sterling", "en": "£3~million"}),
    ("-2500000", "EUR", {"fr": "-2,5~millions d’euros", "en": "-€2.5~million"}),
]  # fmt: skip

TABLE_AMOUNTS = [
    ("100000000", "EUR", {"fr": "100~M€", "fr-CA": "100~M€", "en": "€100M", "en-GB": "€100m", "en-CA": "€100M",
                          "en-IE": "€100m", "de": "100~Mio.~€"}),
    ("2500000000", "EUR", {"fr": "2,5~Md€", "fr-CA": "2,5~G€", "fr-CH": "2,5~Md€", "en": "€2.5B", "en-GB": "€2.5bn"}),
    ("30000000", "CAD", {"fr-CA": "30~M$", "en-CA": "$30M", "fr": "30~M$CA"}),
    ("30000000", "USD", {"fr-CA": "30~M$~US", "fr": "30~M$", "en": "$30M", "en-CA": "US$30M"}),
    ("2500000", "CHF", {"fr-CH": "2,5~M~CHF", "en": "CHF~2.5M"}),
    ("250000", "EUR", {"fr": "250¦000~€", "en": "€250,000"}),
    ("123456789", "EUR", {"fr": "123¦456¦789~€", "en": "€123,456,789"}),
    ("1234.5", "CHF", {"fr-CH": "1¦234.50~CHF", "fr": "1¦234,50~CHF", "de-CH": "CHF~1’234.50", "en": "CHF~1,234.50"}),
    ("535", "USD", {"fr-CA": "535~$~US", "fr": "535~$"}),
    ("1234.5", "EUR", {"fr-LU": "1.234,50~€", "fr-BE": "1¦234,50~€", "nl": "€~1.234,50", "es": "1234,50~€"}),
    ("1234", "JPY", {"fr": "1¦234~¥", "en": "¥1,234"}),
    ("-1234.5", "EUR", {"fr": "-1¦234,50~€", "en": "-€1,234.50", "nl": "€~-1.234,50"}),
]  # fmt: skip


def rows(table: list[tuple[str, str, dict[str, str]]]) -> list[tuple[str, str, str, str]]:
    return [(value, code, locale, wanted) for value, code, texts in table for locale, wanted in texts.items()]


@pytest.mark.parametrize(("value", "currency", "locale", "wanted"), rows(PROSE_AMOUNTS))
def test_amounts_in_prose(value: str, currency: str, locale: str, wanted: str) -> None:
    assert text(amount(D(value), currency), locale) == wanted


@pytest.mark.parametrize(("value", "currency", "locale", "wanted"), rows(TABLE_AMOUNTS))
def test_amounts_in_tables(value: str, currency: str, locale: str, wanted: str) -> None:
    assert text(amount(D(value), currency), locale, place="table") == wanted


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("999999", "1~M€", "€1M"),
        ("999994", "999,99~k€", "€999.99K"),
        ("999995000", "1~Md€", "€1B"),
        ("1050000", "1,05~M€", "€1.05M"),
        ("1055000", "1,06~M€", "€1.06M"),
        ("1045000", "1,05~M€", "€1.05M"),
        ("123456789", "123,46~M€", "€123.46M"),
        ("12345", "12,35~k€", "€12.35K"),
        ("1500", "1¦500~€", "€1,500"),
        ("999.996", "1¦000~€", "€1,000"),
        ("0.005", "0,005~€", "€0.005"),
        ("-999999", "-1~M€", "-€1M"),
        ("2500000000000", "2¦500~Md€", "€2.5T"),
    ],
)
def test_compact_rounds_half_up_and_moves_to_the_next_scale(value: str, french: str, english: str) -> None:
    assert text(amount(D(value)), "fr", "compact") == french
    assert text(amount(D(value)), "en", "compact") == english


def test_exact_and_long_lose_nothing() -> None:
    assert text(amount(D("100000000")), "fr", "exact") == "100¦000¦000~€"
    assert text(amount(D("100000000")), "en", "exact") == "€100,000,000"
    assert text(amount(D("123456789.123")), "fr", "exact") == "123¦456¦789,123~€"
    assert text(amount(D("123456789.123")), "fr", "long") == "123¦456¦789,123~euros"
    assert text(number(D("0.1") + D("0.2")), "fr") == "0,3"
    assert text(percent(D("12.50")), "fr") == "12,50~%"
    assert text(number(D("12345678901234567890123456789012345.678")), "en", "exact") == (
        "12,345,678,901,234,567,890,123,456,789,012,345.678"
    )


@pytest.mark.parametrize(
    ("bound", "french", "english", "german"),
    [
        ("more-than", "plus de 100~millions d’euros", "more than €100~million", "mehr als 100~Millionen Euro"),
        ("less-than", "moins de 100~millions d’euros", "less than €100~million", "weniger als 100~Millionen Euro"),
        ("at-least", "au moins 100~millions d’euros", "at least €100~million", "mindestens 100~Millionen Euro"),
        ("at-most", "au plus 100~millions d’euros", "at most €100~million", "höchstens 100~Millionen Euro"),
        ("about", "environ 100~millions d’euros", "about €100~million", "rund 100~Millionen Euro"),
    ],
)
def test_bounds_in_prose(bound: str, french: str, english: str, german: str) -> None:
    figure = amount(D(100_000_000), bound=bound)
    assert (text(figure, "fr"), text(figure, "en"), text(figure, "de")) == (french, english, german)


def test_bounds_elsewhere() -> None:
    figure = amount(D(100_000_000), bound="more-than")
    assert text(figure, "fr", place="slide") == "plus de 100~M€"
    assert text(figure, "fr", place="table") == ">~100~M€"
    assert text(figure, "en", place="slide") == "more than €100M"
    assert text(figure, "en", place="table") == ">~€100M"
    assert text(figure, "sv", place="slide") == ">~100~mn~€"
    assert text(figure, "it") == "più di 100~milioni di euro"
    assert text(figure, "nl") == "meer dan 100~miljoen euro"
    assert text(figure, "es") == "más de 100~millones de euros"


def test_fewer_inhabitants_but_less_money() -> None:
    assert text(number(D(500), INHABITANTS, bound="less-than"), "en") == "fewer than 500~inhabitants"
    assert text(percent(D(5), bound="less-than"), "en") == "less than 5%"


@pytest.mark.parametrize(
    ("locale", "place", "wanted"),
    [
        ("fr", "prose", "de 2 à 3~millions d’euros"),
        ("fr", "table", "2–3~M€"),
        ("fr", "slide", "2–3~M€"),
        ("fr-CH", "prose", "de 2 à 3~millions d’euros"),
        ("en", "prose", "€2~million to €3~million"),
        ("en", "table", "€2M–€3M"),
        ("en-GB", "table", "€2m–€3m"),
        ("de", "prose", "2 bis 3~Millionen Euro"),
        ("it", "prose", "da 2 a 3~milioni di euro"),
        ("nl", "prose", "2 tot 3~miljoen euro"),
        ("es", "prose", "de 2 a 3~millones de euros"),
        ("sv", "prose", "2–3~mn~€"),
    ],
)
def test_ranges_of_amounts(locale: str, place: str, wanted: str) -> None:
    assert text(amount((D(2_000_000), D(3_000_000))), locale, place=place) == wanted


def test_other_ranges() -> None:
    assert text(amount((D(800_000), D(1_200_000))), "fr") == "de 0,8 à 1,2~million d’euros"
    assert text(amount((D(500), D(12_000))), "fr") == "de 500 à 12¦000~euros"
    assert text(amount((D(2_000_000), D(3_000_000)), bound="about"), "fr") == "environ 2 à 3~millions d’euros"
    assert text(percent((D(10), D("12.5"))), "fr") == "de 10 à 12,5~%"
    assert text(percent((D(10), D(15))), "fr", place="table") == "10–15~%"
    assert text(percent((D(10), D(15))), "en") == "10% to 15%"
    assert text(percent((D(10), D(15))), "en", place="table") == "10–15%"
    assert text(percent((D(-5), D(3))), "fr", place="table") == "de -5 à 3~%"
    assert text(number((D(2_000_000), D(3_000_000)), PARAMETERS), "fr") == "de 2 à 3~millions de paramètres"
    assert text(number((D(2_000_000), D(3_000_000)), PARAMETERS), "en") == "2 to 3~million parameters"
    assert text(quantity((D(10), D(12)), "kilometer"), "fr") == "de 10 à 12~km"
    assert text(quantity((D(10), D(12)), "kilometer"), "en", place="slide") == "10–12~km"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("0", "0~paramètre", "0~parameters"),
        ("1", "1~paramètre", "1~parameter"),
        ("1.5", "1,5~paramètre", "1.5~parameters"),
        ("2", "2~paramètres", "2~parameters"),
        ("-1", "-1~paramètre", "-1~parameter"),
        ("1000", "1¦000~paramètres", "1,000~parameters"),
        ("1000000", "1~million de paramètres", "1~million parameters"),
        ("1500000", "1,5~million de paramètres", "1.5~million parameters"),
        ("7000000000", "7~milliards de paramètres", "7~billion parameters"),
        ("7123456789", "7¦123¦456¦789~paramètres", "7,123,456,789~parameters"),
    ],
)
def test_counted_nouns(value: str, french: str, english: str) -> None:
    assert text(number(D(value), PARAMETERS), "fr") == french
    assert text(number(D(value), PARAMETERS), "en") == english


def test_counted_nouns_in_other_places_and_languages() -> None:
    figure = number(D(7_000_000_000), PARAMETERS)
    assert text(figure, "fr", place="slide") == "7~milliards de paramètres"
    assert text(figure, "fr", "compact") == "7~milliards de paramètres"
    assert text(figure, "en", "compact") == "7~billion parameters"
    assert text(figure, "de") == "7~Milliarden Parameter"
    assert text(figure, "it") == "7~miliardi di parametri"
    assert text(figure, "es") == "7000~millones de parámetros"
    assert text(number(D(2_000_000), INHABITANTS), "fr") == "2~millions d’habitants"
    assert text(number(D(2_000_000), {"fr": {"other": "haricots"}}), "fr") == "2~millions de haricots"
    assert text(number(D(7_000_000_000), PARAMETERS), "fr-CA") == "7~milliards de paramètres"


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("fr", "12,5~%"), ("fr-CA", "12,5~%"), ("fr-BE", "12,5~%"), ("fr-CH", "12,5%"), ("fr-LU", "12,5~%"),
        ("en", "12.5%"), ("en-GB", "12.5%"), ("de", "12,5~%"), ("es", "12,5~%"), ("it", "12,5%"), ("tr", "%12,5"),
    ],
)  # fmt: skip
def test_percentages(locale: str, wanted: str) -> None:
    assert text(percent(D("12.5")), locale) == wanted


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        ("fr", "-1¦234¦567,891"), ("fr-CA", "-1~234~567,891"), ("fr-CH", "-1¦234¦567,891"), ("fr-LU", "-1.234.567,891"),
        ("en", "-1,234,567.891"), ("en-GB", "-1,234,567.891"), ("en-IN", "-12,34,567.891"), ("de", "-1.234.567,891"),
        ("de-CH", "-1’234’567.891"), ("de-AT", "-1~234~567,891"), ("es", "-1.234.567,891"), ("pl", "-1~234~567,891"),
    ],
)  # fmt: skip
def test_numbers(locale: str, wanted: str) -> None:
    assert text(number(D("-1234567.891")), locale, "exact") == wanted


def test_four_digits_stay_together_where_the_language_says_so() -> None:
    assert [text(number(D(1234)), locale) for locale in ("fr", "en", "es", "it", "pl", "pt-PT")] == [
        "1¦234", "1,234", "1234", "1234", "1234", "1234",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "style", "french", "english"),
    [
        ("32", "gigabyte", "", "32~Go", "32~GB"),
        ("32", "gigabyte", "long", "32~gigaoctets", "32~gigabytes"),
        ("12.5", "kilometer", "", "12,5~km", "12.5~km"),
        ("12.5", "kilometer", "long", "12,5~kilomètres", "12.5~kilometers"),
        ("20", "celsius", "", "20~°C", "20°C"),
        ("1.5", "hour", "", "1,5~heure", "1.5~hours"),
        ("3", "month", "", "3~mois", "3~months"),
        ("1500000", "kilometer", "", "1,5~million de kilomètres", "1.5~million kilometers"),
        ("2000000", "hectare", "", "2~millions d’hectares", "2~million hectares"),
        ("1000000", "year", "long", "1~million d’années", "1~million years"),
    ],
)
def test_quantities(value: str, unit: str, style: str, french: str, english: str) -> None:
    assert text(quantity(D(value), unit), "fr", style) == french.replace("d’années", "d’ans")
    assert text(quantity(D(value), unit), "en", style) == english


def test_units_by_locale() -> None:
    assert text(quantity(D(2), "kilometer"), "en-GB", "long") == "2~kilometres"
    assert text(quantity(D(20), "celsius"), "en-CA") == "20~°C"
    assert text(quantity(D(2), "gigabyte"), "fr") == "2~Go"
    assert text(quantity(D(2), "meter"), "en") == "2~m"


DATES = [
    # date, style, {locale: text}
    ("2025-03-01", "long", {"fr": "1er~mars 2025", "fr-CA": "1er~mars 2025", "en": "March 1, 2025",
                            "en-GB": "1 March 2025",
                            "en-CA": "March 1, 2025", "de": "1.~März 2025", "it": "1~marzo 2025",
                            "nl": "1~maart 2025"}),
    ("2025-12-25", "long", {"fr": "25~décembre 2025", "en": "December 25, 2025", "en-GB": "25 December 2025"}),
    ("2025-03-01", "medium", {"fr": "1er~mars 2025", "en": "Mar 1, 2025", "en-GB": "1 Mar 2025"}),
    ("2025-12-25", "medium", {"fr": "25~déc. 2025", "en": "Dec 25, 2025", "en-GB": "25 Dec 2025"}),
    ("2025-03-01", "short", {"fr": "01/03/2025", "fr-BE": "1/03/25", "fr-CA": "2025-03-01", "fr-CH": "01.03.25",
                             "en": "3/1/25", "en-GB": "01/03/2025", "en-CA": "2025-03-01"}),
    ("2025-03-01", "year", {"fr": "2025", "en": "2025"}),
    ("2025-03-01", "month-year", {"fr": "mars 2025", "en": "March 2025", "es": "marzo de 2025"}),
    ("2025-03", "long", {"fr": "mars 2025", "en": "March 2025"}),
    ("2025-12", "medium", {"fr": "déc. 2025", "en": "Dec 2025"}),
    ("2023", "long", {"fr": "2023", "en": "2023", "de": "2023"}),
    ("2023", "short", {"fr": "2023"}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "style", "locale", "wanted"), rows(DATES))
def test_dates(value: str, style: str, locale: str, wanted: str) -> None:
    assert text(date(day(value)), locale, style) == wanted


def test_dates_by_place() -> None:
    assert text(date(day("2025-12-25")), "fr") == "25~décembre 2025"
    assert text(date(day("2025-12-25")), "fr", place="table") == "25~déc. 2025"
    assert text(date(day("2025-12-25")), "en", place="slide") == "Dec 25, 2025"


@pytest.mark.parametrize(
    ("first", "last", "french", "american", "british"),
    [
        ("2025-03-01", "2025-04-15", "du 1er~mars au 15~avril 2025", "March 1 to April 15, 2025",
         "1 March to 15 April 2025"),
        ("2025-03-01", "2025-03-15", "du 1er au 15~mars 2025", "March 1 to 15, 2025", "1 to 15 March 2025"),
        ("2024-12-31", "2025-01-02", "du 31~décembre 2024 au 2~janvier 2025",
         "December 31, 2024 to January 2, 2025", "31 December 2024 to 2 January 2025"),
        ("2025-03", "2025-05", "de mars à mai 2025", "March to May 2025", "March to May 2025"),
        ("2024-04", "2025-03", "d’avril 2024 à mars 2025", "April 2024 to March 2025", "April 2024 to March 2025"),
        ("2020", "2024", "de 2020 à 2024", "2020 to 2024", "2020 to 2024"),
    ],
)  # fmt: skip
def test_intervals_of_dates(first: str, last: str, french: str, american: str, british: str) -> None:
    figure = date((day(first), day(last)))
    assert (text(figure, "fr"), text(figure, "en"), text(figure, "en-GB")) == (french, american, british)


def test_intervals_in_tables() -> None:
    assert text(date((day("2020"), day("2024"))), "fr", place="table") == "2020–2024"
    assert text(date((day("2025-03-01"), day("2025-03-15"))), "fr", place="table") == "1er–15~mars 2025"
    assert text(date((day("2025-03-01"), day("2025-04-15"))), "en", place="table") == "Mar 1–Apr 15, 2025"
    assert text(date((day("2020"), day("2024"))), "de") == "2020–2024"
    assert text(date((day("2025-03-01"), day("2025-04-15"))), "de") == "1.~März bis 15.~April 2025"


def test_bounds_of_dates() -> None:
    assert text(date(day("2023"), bound="about"), "fr") == "vers 2023"
    assert text(date(day("2023-03-01"), bound="more-than"), "fr") == "après le 1er~mars 2023"
    assert text(date(day("2023"), bound="less-than"), "en") == "before 2023"


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("FR", "France", "France"), ("US", "États-Unis", "United States"), ("GB", "Royaume-Uni", "United Kingdom"),
        ("HK", "Hong Kong", "Hong Kong"), ("CI", "Côte d’Ivoire", "Côte d’Ivoire"), ("MM", "Myanmar", "Myanmar"),
        ("BA", "Bosnie-Herzégovine", "Bosnia and Herzegovina"), ("CG", "Congo", "Republic of the Congo"),
        ("CD", "République démocratique du Congo", "Democratic Republic of the Congo"),
        ("EU", "Union européenne", "European Union"),
    ],
)  # fmt: skip
def test_territories(code: str, french: str, english: str) -> None:
    assert (text(territory(code), "fr"), text(territory(code), "en")) == (french, english)


def test_lists() -> None:
    assert formatter("fr").list_of(["a", "b", "c"]) == "a, b et c"
    assert formatter("en").list_of(["a", "b", "c"]) == "a, b, and c"
    assert formatter("en-GB").list_of(["a", "b", "c", "d"]) == "a, b, c and d"
    assert formatter("de").list_of(["a", "b"]) == "a und b"
    assert formatter("fr").list_of(["a"]) == "a"
    assert formatter("fr").list_of([]) == ""


@pytest.mark.parametrize(
    "locale", ["fr", "fr-CA", "fr-CH", "en", "nl", "sv", "xh", "ja", "ar", "hi", "zh-TW", "fr-XX", "en-150"]
)
def test_the_narrow_space_can_be_full_and_no_space_breaks(locale: str) -> None:
    figures = [amount(D("-1234567.5")), percent(D("12.5")), quantity(D(12345), "kilometer"), number(D(1234567))]
    for figure in figures:
        narrow, full = (figure_text(figure, formatter(locale, width), "exact") for width in ("narrow", "full"))
        assert full == narrow.replace("\u202f", "\u00a0")
        assert " " not in narrow and "\u2009" not in narrow


def test_marks_of_the_formatter() -> None:
    assert (formatter("fr").decimal_mark, formatter("fr").group_mark) == (",", "\u202f")
    assert (formatter("en").decimal_mark, formatter("en").group_mark) == (".", ",")
    assert formatter("fr", "full").group_mark == "\u00a0"


def test_the_value_behind_a_figure() -> None:
    assert figure_value(amount(D("12.50"))) == D("12.50")
    assert figure_value(percent(D(5))) == D(5)
    assert figure_value(amount((D(1), D(2)))) is None
    assert figure_value(date(day("2023"))) is None
    assert figure_value(territory("FR")) is None


def test_highlights_set_the_words_of_a_bound_apart() -> None:
    parts = highlight_parts(amount(D(100_000_000), bound="more-than"), formatter("fr"), "")
    assert (parts[0], seen(parts[1]), parts[2]) == ("plus de", "100~M€", "")
    assert highlight_parts(amount(D(123_456_789)), formatter("en"), "") == ("", "€123.46M", "")
    assert highlight_parts(date(day("2023"), bound="about"), formatter("fr"), "") == ("", "vers 2023", "")


def test_highlights_set_the_noun_that_is_counted_apart_but_not_the_words_of_scale() -> None:
    founders = number(D(3), {"fr": {"other": "cofondateurs"}, "en": {"other": "co-founders"}})
    assert [seen(part) for part in highlight_parts(founders, formatter("fr"))] == ["", "3", "~cofondateurs"]
    weights = {"fr": {"other": "paramètres"}, "en": {"other": "parameters"}}
    size = number(D(7_300_000_000), weights, bound="more-than")
    assert [seen(part) for part in highlight_parts(size, formatter("fr"))] == [
        "plus de",
        "7,3~milliards",
        " de paramètres",
    ]
    assert [seen(part) for part in highlight_parts(size, formatter("en"))][1:] == ["7.3~billion", " parameters"]
    span = number((D(2), D(3)), weights)
    assert "".join(highlight_parts(span, formatter("fr"))) == figure_text(span, formatter("fr"), place="highlight")


@pytest.mark.parametrize(
    ("figure", "style", "message"),
    [
        (amount(D(1)), "medium", "a number has no style `medium`; its styles are standard, long, compact, exact"),
        (date(day("2023")), "compact", "a date has no style `compact`"),
        (territory("FR"), "long", "a country has no style `long`"),
        (territory("FR", bound="about"), "", "a country cannot have a bound"),
        (date((day("2023"), day("2024")), bound="about"), "", "an interval of dates cannot have a bound"),
        (amount(D(1), "EURO"), "", "unknown currency `EURO`, did you mean `EUR`?"),
        (amount(D(1), "eur"), "", "unknown currency `eur`, did you mean `EUR`?"),
        (territory("UK"), "", "unknown territory `UK`, did you mean `GB`?"),
        (territory("France"), "", "unknown territory `France`, did you mean `FR`?"),
        (quantity(D(1), "gigabytes"), "", "unknown unit `gigabytes`, did you mean `gigabyte`?"),
        (number(D(1), {"de": {"other": "Wort"}}), "", "`counted` has no forms in `fr`"),
        (number(Decimal("NaN")), "", "expected a finite number, found NaN"),
        (number(Decimal("1e1000000")), "", "at most 60 digits"),
    ],
)
def test_what_cannot_be_written_is_reported(figure: Figure, style: str, message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("?", r"\?")):
        figure_text(figure, formatter("fr"), style)


def test_an_unknown_language_is_reported() -> None:
    with pytest.raises(ValueError, match="no locale data for the language 'qq'"):
        formatter("qq")


def test_values_of_cells() -> None:
    french = formatter("fr")
    assert seen(value_text(D("1234.50"), None, french, "table")) == "1¦234,50"
    assert seen(value_text(D(7_000_000_000), None, french, "table")) == "7¦000¦000¦000"
    assert seen(value_text(D(2_500_000), value_format(currency="EUR"), french, "table")) == "2,5~M€"
    assert seen(value_text(D("12.345"), value_format(percent=True, decimals=1), french, "table")) == "12,3~%"
    assert seen(value_text(D(5), value_format(unit="gigabyte"), french, "slide")) == "5~Go"
    assert seen(value_text(D(2_500_000), value_format(currency="EUR", style="exact"), french, "table")) == "2¦500¦000~€"

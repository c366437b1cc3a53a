"""A number written as people write it is reported at its place, with the form to write, wherever a number may be."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.content.codes import currencies, units
from builder.content.common_names import currency_codes, territory_codes, unit_names
from builder.content.typed_numbers import typed_number

BLOCKS = "sections:\n  - title: Un\n    blocks:\n"
ROWS = BLOCKS + "      - table: {{columns: [a, b], rows: [[x, {number}], [y, {number}]]}}\n"
VALUES = (
    BLOCKS + "      - chart: {{kind: bar, categories: [a, b], series: [{{name: s, values: [{number}, {number}]}}]}}\n"
)
FIELDS = {
    "figure in braces": "figures:\n  a: {{percent: {number}}}\n",
    "figure in braces, before a key": "figures:\n  a: {{amount: {number}, currency: EUR}}\n",
    "figure on lines": "figures:\n  a:\n    quantity: {number}\n    unit: gigabyte\n",
    "quoted": 'figures:\n  a: {{number: "{number}"}}\n',
    "range": "figures:\n  a: {{number: [{number}, {number}]}}\n",
    "row": ROWS,
    "cell on its line": BLOCKS
    + "      - table:\n          columns: [a]\n          rows:\n            -\n              - {number}\n",
    "values": VALUES,
    "width": BLOCKS + "      - table: {{columns: [{{header: a, width: {number}}}], rows: [[1]]}}\n",
}


@st.composite
def french_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A number with a decimal comma as an author types it, and the same in the format's notation."""
    whole = draw(st.integers(0, 999_999_999))
    decimals = draw(st.from_regex(r"[0-9]{1,2}|[0-9]{4}", fullmatch=True))
    sign = draw(st.sampled_from(["", "-"]))
    space = draw(st.sampled_from(["", " ", "\u00a0", "\u202f"]))
    return f"{sign}{whole:,}".replace(",", space) + f",{decimals}", f"{sign}{whole}.{decimals}"


@pytest.mark.parametrize("field", FIELDS)
@given(pair=french_numbers())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_decimal_comma_is_named_where_it_is(
    reported: Callable[..., list[str]], field: str, pair: tuple[str, str]
) -> None:
    typed, wanted = pair
    yaml = FIELDS[field].format(number=typed)
    before, _, _ = yaml.partition(typed)
    line = before.count("\n") + 3
    column = len(before.rpartition("\n")[2]) + 1 - before.endswith('"')
    first = reported(yaml)[0]
    assert first.startswith(f"{line}:{column}: `{typed}` has a decimal comma"), first
    assert f"(write `{wanted}`" in first
    assert "unknown key" not in "".join(reported(yaml))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
@settings(deadline=None)
def test_a_number_of_the_format_is_not_reported(number: Decimal) -> None:
    assert typed_number(f"{number:f}") is None


@pytest.mark.parametrize(
    ("text", "fault", "written"),
    [
        ("12,5", "decimal comma", ("12.5",)),
        ("−12,5", "decimal comma", ("-12.5",)),
        ("1 234,5", "decimal comma", ("1234.5",)),
        ("1.234.567,89", "decimal comma", ("1234567.89",)),
        ("0,125", "decimal comma", ("0.125",)),
        ("12,5 %", "decimal comma", ("12.5",)),
        ("1,234", "may mark decimals or thousands", ("1.234", "1234")),
        ("1,234,567.8", "digit groups", ("1234567.8",)),
        ("1.234.567", "digit groups", ("1234567",)),
        ("1’234.50", "digit groups", ("1234.50",)),
        ("1 234", "digit groups", ("1234",)),
        ("12 %", "the sign `%`", ("12",)),
        ("100€", "the sign `€`", ("100",)),
        (".5", "not a valid number", ("0.5",)),
    ],
)
def test_each_notation_has_its_message(text: str, fault: str, written: tuple[str, ...]) -> None:
    number = typed_number(text)
    assert number is not None and fault in number.message and number.written == written


@pytest.mark.parametrize("text", ["", "12.5", "007", "abc", "12,5abc", "1,23,456", "06 12 34", "1;5", "12,", "2024-05"])
def test_other_texts_are_not_numbers(text: str) -> None:
    assert typed_number(text) is None


def test_a_list_of_the_right_length_keeps_its_commas(read: Callable[..., object]) -> None:
    read("figures:\n  a: {number: [1,5]}\n" + VALUES.format(number="12").replace("12, 12", "12,5"))


def test_a_quoted_number_in_a_cell_is_a_text(read: Callable[..., object]) -> None:
    read(ROWS.format(number='"12,5"'))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("€", "EUR"), ("euros", "EUR"), ("M€", "EUR"), ("£", "GBP"), ("$", "USD CAD AUD"), ("dollars", "USD CAD AUD"),
        ("US$", "USD"), ("$ CA", "CAD"), ("dollars canadiens", "CAD"), ("FCFA", "XOF XAF"), ("F CFA", "XOF XAF"),
        ("francs CFA", "XOF XAF"), ("francs suisses", "CHF"), ("Fr.", "CHF"), ("kr", "SEK NOK DKK"), ("zł", "PLN"),
        ("eur", "EUR"), ("nothing of the kind", ""),
    ],
)  # fmt: skip
def test_symbols_and_names_of_currencies(name: str, codes: str) -> None:
    assert currency_codes(name, currencies()) == codes.split()


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("km", "kilometer"), ("kilomètres", "kilometer"), ("kilometres", "kilometer"), ("kg", "kilogram"),
        ("t", "tonne"), ("tonnes", "tonne"), ("ha", "hectare"), ("m2", "square-meter"), ("m²", "square-meter"),
        ("mètres carrés", "square-meter"), ("Mo", "megabyte"), ("MB", "megabyte"), ("Mb", "megabit"),
        ("Go", "gigabyte"), ("octets", "byte"), ("°C", "celsius"), ("km/h", "kilometer-per-hour"),
        ("kWh", "kilowatt-hour"),
        ("litres", "liter"), ("heures", "hour"), ("mois", "month"), ("ans", "year"), ("digital-gigabyte", "gigabyte"),
    ],
)  # fmt: skip
def test_symbols_and_names_of_units(name: str, unit: str) -> None:
    assert unit_names(name, units()) == [unit]


@pytest.mark.parametrize(
    ("name", "code"), [("France", "FR"), ("Royaume-Uni", "GB"), ("UK", "GB"), ("etats-unis", "US")]
)
def test_names_of_countries(name: str, code: str) -> None:
    assert territory_codes(name, ["FR", "GB", "US"]) == [code]

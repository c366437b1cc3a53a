"""Fields of CSV and Parquet files as values of figures."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

CSV = (
    "région.fr;région.en;an;emplois;part;jour\n"
    "Nord;North;2023;1 234,5;12,5 %;2023-05-31\n"
    "Nord;North;2024;2 000;n.d.;\n"
    "Sud;South;2024;7;3;2024\n"
).encode()


def figure(keys: str, kind: str = "number") -> str:
    return f"figures:\n  a: {{{kind}: {{from: d.csv, {keys}}}}}\n"


@pytest.mark.parametrize(
    ("keys", "kind", "value"),
    [
        ("column: emplois, row: {région: Nord, an: 2023}", "number", Decimal("1234.5")),
        ("column: emplois, row: {région: South}", "number", Decimal(7)),
        ("column: emplois, row: {région.fr: Sud}", "number", Decimal(7)),
        ("column: part, row: {an: '2023'}", "percent", Decimal("12.5")),
        ("column: jour, row: {an: 2023}", "date", PartialDate(2023, 5, 31)),
        ("column: jour, row: {région: Sud}", "date", PartialDate(2024)),
    ],
)
def test_a_field_is_chosen_by_its_column_and_the_values_of_its_row(
    read: Read, keys: str, kind: str, value: object
) -> None:
    assert getattr(read(figure(keys, kind), d__csv=CSV).figures["a"], kind) == value


def test_one_row_needs_no_choice(read: Read) -> None:
    assert read(figure("column: b"), d__csv=b"a,b\nx,12\n").figures["a"].number == Decimal(12)


def test_two_fields_are_a_range(read: Read) -> None:
    yaml = (
        "figures:\n  a:\n    number:\n"
        "      - {from: d.csv, column: emplois, row: {région: Sud}}\n"
        "      - {from: d.csv, column: emplois, row: {an: 2023}}\n"
    )
    assert read(yaml, d__csv=CSV).figures["a"].number == (Decimal(7), Decimal("1234.5"))


CHOOSE = "could be meant, and a figure has one (choose it by its values, as in `row: {year: 2024}`)"


@pytest.mark.parametrize(
    ("keys", "kind", "problem"),
    [
        ("column: emplois", "number", f"4:15: 3 rows of `d.csv` {CHOOSE}"),
        ("column: emplois, row: {an: 2024}", "number", f"4:51: 2 rows of `d.csv` {CHOOSE}"),
        (
            "column: emplois, row: {région: Nrod}",
            "number",
            "4:51: no row of `d.csv` has `Nrod` in `région`, did you mean `Nord`?",
        ),
        ("column: emploi", "number", "4:37: `d.csv` has no column `emploi`, did you mean `emplois`?"),
        (
            "column: part, row: {an: 2024, région: Nord}",
            "percent",
            "d.csv:3:23: expected a percentage, found the text `n.d.` (correct the file)",
        ),
        ("column: part, row: {an: 2023}", "number", "d.csv:2:25: expected a number, found the text `12,5 %`"),
        ("column: jour, row: {an: 2024, région: Nord}", "date", "d.csv:3:28: expected a date, found an empty field"),
        ("row: {an: 2024}", "number", "4:15: the column of the data is missing (add `column: …`)"),
        ("column: emplois, row: []", "number", "4:51: `row`: expected a mapping of columns and their values"),
        ("column: emplois, cell: A1", "number", "4:52: `cell` does not choose a cell of a data file or a query"),
    ],
)
def test_a_field_that_cannot_be_found_is_reported_at_its_place(
    reported: Reported, keys: str, kind: str, problem: str
) -> None:
    (message,) = reported(figure(keys, kind), d__csv=CSV)
    assert message.startswith(problem)


def test_a_number_that_can_be_read_in_two_ways_is_refused(reported: Reported) -> None:
    assert reported(figure("column: b"), d__csv=b"a\tb\nx\t1,234\n") == [
        "d.csv:2:3: `1,234` can be read in two ways (write it without digit groups)"
    ]

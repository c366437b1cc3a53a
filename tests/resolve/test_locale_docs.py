"""The tables of docs/locales.md print what the builder prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.resolve.numbers import formatter
from tests.resolve.values import D, seen

PAGE = Path(__file__).parents[2] / "docs" / "locales.md"
BOUNDS = ("more-than", "less-than", "at-least", "at-most", "about")


def table(header: str) -> list[list[str]]:
    """The rows of the table whose header begins with these cells."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(f"| {header} |"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return [rows[0], *rows[2:]]


HEADER, *ROWS = table("euros, prose")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_amounts_in_other_languages(row: list[str]) -> None:
    words = row[0].split()
    bound = next((bound for bound in BOUNDS if bound == words[0]), None)
    ends = [D(text) for text in words[-1].split("–")]
    for language, cell in zip(HEADER[1:], row[1:], strict=True):
        value = ends[0] if len(ends) == 1 else (ends[0], ends[1])
        assert f"`{seen(formatter(language).amount(value, 'EUR', bound=bound))}`" == cell, language


VALUES = {
    "number": lambda language: formatter(language).number(D("1234567.89")),
    "percentage": lambda language: formatter(language).percent(D("12.5")),
    "amount, prose": lambda language: formatter(language).amount(D(100_000_000), "EUR"),
    "amount with centimes, prose": lambda language: formatter(language).amount(D("1234.5"), "EUR"),
    "amount, exact": lambda language: formatter(language).amount(D("1234.5"), "EUR", "exact"),
    "bound, prose and slide": lambda language: formatter(language).amount(
        D(100_000_000), "EUR", place="slide", bound="more-than"
    ),
    "bound, table cell": lambda language: formatter(language).amount(
        D(100_000_000), "EUR", place="table", bound="more-than"
    ),
    "range, prose": lambda language: formatter(language).amount((D(2_000_000), D(3_000_000)), "EUR"),
    "range, table and slide": lambda language: formatter(language).amount(
        (D(2_000_000), D(3_000_000)), "EUR", place="table"
    ),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_by_locale(name: str) -> None:
    columns = ["fr", "fr-CA", "fr-CH", "fr-LU", "en", "en-GB", "en-CA"]
    row = next(row for row in table("| fr, fr-BE") if row[0] == name)
    wanted = ""
    for language, cell in zip(columns, row[1:], strict=True):
        wanted = cell if cell != "same" else wanted
        assert f"`{seen(VALUES[name](language))}`" == wanted, language

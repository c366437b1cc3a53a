"""Columns of numbers: decimals that may be thousands, symbols without a meaning."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.runner import check
from tests.check.planted import assert_found, plant

HEAD = "languages: [fr, en]\ntitle: {fr: Titre, en: Title}\n"
SECTION = "sections:\n  - title: T\n    blocks:\n"
DATA = (
    SECTION
    + "      - table:\n          data: d.csv\n          columns: [{header: A, key: a}, {header: B, key: b, %s}]\n"
)
CHART = (
    SECTION + "      - chart:\n          kind: bar\n          alt: x\n          data: d.csv\n"
    "          format: {currency: EUR}\n          series: [%s{name: B, key: b%s}]\n"
)
EUROS = "format: {currency: EUR}"


def codes(folder: Path, yaml: str) -> list[str]:
    plant(folder, HEAD + yaml)
    return [finding.code for finding in check(folder / "publication.yaml", select=["FIG01"]).diagnostics]


@pytest.mark.parametrize(
    ("settings", "data", "reported"),
    [
        (EUROS, "a;b\nX;1,234\nY;12,345\n", True),
        (EUROS, "a;b\nX;1,234\nY;12,345\n;\n", True),
        (EUROS, "a;b\nX;0,750\n", True),
        (EUROS, "a,b\nX,1.234\n", True),
        ("format: {currency: JPY}", "a;b\nX;1,234\n", True),
        (EUROS, "a;b\nX;1,234\nY;12,34\n", False),
        (EUROS, "a;b\nX;1,234\nY;12\n", False),
        ("format: {currency: TND}", "a;b\nX;1,234\nY;12,345\n", False),
        ("format: {percent: true}", "a;b\nX;1,234\nY;12,345\n", False),
        ("format: {unit: kilometer}", "a;b\nX;1,234\nY;12,345\n", False),
        (f'decimal: ",", {EUROS}', "a;b\nX;1,234\nY;12,345\n", False),
        (f'decimal: ".", {EUROS}', "a;b\nX;1,234\nY;12,345\n", False),
        (f"scale: 1_000_000, {EUROS}", "a;b\nX;1,234\nY;12,345\n", False),
        (EUROS, "a;b\n", False),
    ],
)
def test_three_decimals_of_every_amount_are_in_doubt(tmp_path: Path, settings: str, data: str, reported: bool) -> None:
    marked = data.replace("\nX;", "\nX;⟦FIG010⟧").replace("\nX,", "\nX,⟦FIG010⟧") if reported else data
    report = assert_found(tmp_path, f"{HEAD}{DATA % settings}--- d.csv\n{marked}", select=["FIG01"])
    assert all("decimal" in finding.hint for finding in report.diagnostics)


def test_three_decimals_of_a_series_are_in_doubt(tmp_path: Path) -> None:
    data = "--- d.csv\na;b\nX;1,234\nY;12,345\n"
    assert_found(tmp_path, HEAD + CHART % ("⟦FIG010⟧", "") + data, select=["FIG01"])
    assert codes(tmp_path, CHART % ("", ', decimal: ","') + data) == []


def rows(*cells: str, settings: str = EUROS, more: str = "") -> str:
    listed = "".join(f"            - [x, {cell}]\n" for cell in cells)
    table = f"      - table:\n          columns: [A, {{header: B, {settings}}}]\n{more}          rows:\n{listed}"
    return SECTION + table


TOTAL = "          total: true\n"


@pytest.mark.parametrize("settings", [EUROS, "format: {percent: true}", "format: {decimals: 0}", "align: right"])
@pytest.mark.parametrize("symbol", ["..", "x", "F", "n.d.", "n/a", "///", ":", "–", "nd"])
def test_a_symbol_without_meaning_is_reported(tmp_path: Path, settings: str, symbol: str) -> None:
    yaml = rows("1", "2", f'⟦FIG011⟧"{symbol}"', settings=settings)
    (finding,) = assert_found(tmp_path, HEAD + yaml, select=["FIG01"]).diagnostics
    assert f'missing: {{"{symbol}": ' in finding.hint
    declared = f'missing: {{"{symbol}": not-available}}\n' + yaml.replace("⟦FIG011⟧", "")
    assert codes(tmp_path, declared) == []


def test_a_symbol_after_a_number_needs_a_meaning_too(tmp_path: Path) -> None:
    (finding,) = assert_found(tmp_path, HEAD + rows("1", "2", "⟦FIG011⟧1234 p"), select=["FIG01"]).diagnostics
    assert finding.hint == 'add `missing: {"p": provisional}` to the publication or the table'
    assert codes(tmp_path, "missing: {p: provisional}\n" + rows("1", "2", "1234 p")) == []


def test_half_of_a_column_without_format_may_be_symbols(tmp_path: Path) -> None:
    yaml = rows("1", "2", '⟦FIG011⟧".."', "x", settings="align: right", more=TOTAL)
    (finding,) = assert_found(tmp_path, HEAD + yaml, select=["FIG01"]).diagnostics
    assert finding.message.endswith("; the column has no total")
    assert codes(tmp_path, rows("Oui", "Non", "3", settings="align: left")) == []


def test_symbols_of_a_column_are_one_finding(tmp_path: Path) -> None:
    yaml = rows("1", "2", '⟦FIG011⟧".."', "x", '".."', more=TOTAL)
    (finding,) = assert_found(tmp_path, HEAD + yaml, select=["FIG01"]).diagnostics
    places = ", ".join(f"{tmp_path / 'publication.yaml'}:{line}:19" for line in (12, 13, 14))
    assert finding.message == (
        f"no meaning is declared for `..` and `x` in a column of numbers in 3 cells, {places}; the column has no total"
    )


def test_words_among_numbers_leave_no_total(tmp_path: Path) -> None:
    words = "{fr: à venir, en: to come}"
    assert_found(tmp_path, HEAD + rows("1", "2", f"⟦FIG011⟧{words}", more=TOTAL), select=["FIG01"])
    assert codes(tmp_path, rows("1", "2", words)) == []
    assert codes(tmp_path, rows("1", "2", words, settings="format: {percent: true}", more=TOTAL)) == []


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1 234,5", "write `1234.5`"),
        ("12 €", "write `12`"),
        ("(12)", "write `-12`"),
        ("1,234", "write `1.234` or `1234`"),
    ],
)
def test_a_number_that_is_text_is_reported(tmp_path: Path, written: str, hint: str) -> None:
    yaml = rows("1", "2", f'⟦FIG011⟧"{written}"', more=TOTAL)
    (finding,) = assert_found(tmp_path, HEAD + yaml, select=["FIG01"]).diagnostics
    assert finding.message == f"`{written}` is text in a column of numbers; the column has no total"
    assert finding.hint == hint


@pytest.mark.parametrize(
    ("values", "format_"),
    [
        (("12 %", "13,5 %"), "{percent: true}"),
        (("12 €", "1 234 €", ".."), "{currency: EUR}"),
        (("$12.5", "$1,234.5"), "{currency: USD}"),
    ],
)
def test_numbers_with_a_sign_need_a_format(tmp_path: Path, values: tuple[str, ...], format_: str) -> None:
    data = "".join(f"X\t{value}\n" for value in values).replace("X\t", "X\t⟦FIG011⟧", 1)
    yaml = f"{HEAD}{DATA % 'align: left'}--- d.csv\na\tb\n{data}"
    report = assert_found(tmp_path, yaml, select=["FIG01"])
    assert all(finding.hint == f"add `format: {format_}`" for finding in report.diagnostics)


def test_columns_of_words_are_left_alone(tmp_path: Path) -> None:
    assert codes(tmp_path, rows("x", "1", "y", settings="align: left")) == []
    assert codes(tmp_path, rows("null", "1", "2", more=TOTAL)) == []
    years = (
        SECTION + "      - table:\n          columns: [Année, B]\n          rows: [[2023, 1], [2024, 2], [Moy., 3]]\n"
    )
    assert codes(tmp_path, years) == []


def test_a_data_file_is_searched_too(tmp_path: Path) -> None:
    yaml = (DATA % "align: right") + "--- d.csv\na;b\nX;1,5\nY;⟦FIG011⟧..\nZ;2\n"
    assert_found(tmp_path, HEAD + yaml, select=["FIG01"])

"""Computed columns as printed: one format for all their cells, and totals computed from the totals of their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.loader import load
from builder.resolve.assemble import resolve
from builder.tree.exhibits import ChartNode, TableNode
from builder.tree.prose import plain, unformatted
from tests.resolve.make import WHEN
from tests.resolve.values import seen

HEAD = 'languages: [fr, en]\ntitle: {fr: Titre, en: Title}\nmissing: {"..": not-available}\n'
TABLE = """sections:
  - title: {fr: Un, en: One}
    blocks:
      - table:
          columns:
            - {fr: Région, en: Region}
            - {header: "2023", format: {currency: EUR}}
            - {header: "2024", format: {currency: EUR}}
            - {header: {fr: Écart, en: Change}, compute: {difference: ["2024", "2023"]}}
            - {header: {fr: Croissance, en: Growth}, compute: {growth: ["2023", "2024"]}}
            - {header: {fr: Rapport, en: Ratio}, compute: {ratio: ["2024", "2023"]}, format: {decimals: 3}}
          rows:
            - [Nord, 3_000_000, 4_000_000]
            - [Sud, 7_000_000, 8_500_000]
          total: true
"""


def block(folder: Path, body: str, language: str) -> object:
    path = folder / "publication.yaml"
    path.write_text(HEAD + body, "utf-8")
    return resolve(load(path), language, timestamp=WHEN).sections[0].blocks[0]


def rows(folder: Path, body: str, language: str) -> list[list[str]]:
    table = block(folder, body, language)
    assert isinstance(table, TableNode)
    return [[seen(plain(cell.inlines)) for cell in row] for row in table.rows]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", [
            ["Nord", "3,0~M€", "4,0~M€", "1,0~M€", "33,3~%", "1,333"],
            ["Sud", "7,0~M€", "8,5~M€", "1,5~M€", "21,4~%", "1,214"],
            ["Total", "10,0~M€", "12,5~M€", "2,5~M€", "25,0~%", "1,250"],
        ]),
        ("en", [
            ["Nord", "€3M", "€4.0M", "€1.0M", "33.3%", "1.333"],
            ["Sud", "€7M", "€8.5M", "€1.5M", "21.4%", "1.214"],
            ["Total", "€10M", "€12.5M", "€2.5M", "25.0%", "1.250"],
        ]),
    ],
)  # fmt: skip
def test_cells_and_totals(tmp_path: Path, language: str, expected: list[list[str]]) -> None:
    printed = rows(tmp_path, TABLE, language)
    assert [row[3:] for row in printed] == [row[3:] for row in expected]
    assert [row[0] for row in printed] == [row[0] for row in expected]


def test_there_is_no_total_of_different_rows(tmp_path: Path) -> None:
    """The growth of two totals over different regions would be the growth of nothing."""
    printed = rows(tmp_path, TABLE.replace("7_000_000", '".."'), "en")
    assert printed[1][3:] == ["..", "..", ".."]
    assert printed[2][3:] == ["–", "–", "–"]


def test_a_total_without_growth_is_a_dash(tmp_path: Path) -> None:
    body = TABLE.replace("3_000_000", "-3").replace("7_000_000", "3")
    body = body.replace('compute: {growth: ["2023", "2024"]}', 'compute: {growth: ["2023", "2024"], otherwise: ".."}')
    body = body.replace(
        ', compute: {ratio: ["2024", "2023"]}, format: {decimals: 3}', ', compute: {ratio: ["2024", "2024"]}'
    )
    printed = rows(tmp_path, body, "en")
    assert printed[2][4] == "–"


def test_one_changed_cell_changes_its_row_and_the_total(tmp_path: Path) -> None:
    before, after = rows(tmp_path, TABLE, "fr"), rows(tmp_path, TABLE.replace("4_000_000", "4_100_000"), "fr")
    changed = {(y, x) for y, row in enumerate(before) for x, cell in enumerate(row) if after[y][x] != cell}
    assert changed == {(y, x) for y in (0, 2) for x in (2, 3, 4, 5)}


CHART = """sections:
  - title: {fr: Un, en: One}
    blocks:
      - chart:
          kind: column
          categories: [2023, 2024]
          series:
            - {name: {fr: Part, en: Share}, compute: {share: [a, b]}}
            - {name: A, key: a, values: [1, 2]}
            - {name: B, key: b, values: [3, 3]}
"""


def test_a_chart_of_a_computed_series(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("an;a;b\n2023;1;3\n2024;2;3\n", "utf-8")
    body = (
        CHART[: CHART.index("          categories")]
        + "          data: d.csv\n          series:\n"
        + ("            - {name: {fr: Part, en: Share}, compute: {share: [a, b]}}\n")
    )
    chart = block(tmp_path, body, "fr")
    assert isinstance(chart, ChartNode)
    assert chart.series[0].labels == ("33,3", "66,7")
    assert "33,3~%" in seen(chart.alt) and "66,7~%" in seen(chart.alt)
    assert seen(chart.number_format) == '#,##0.0"~%"'
    assert unformatted(chart.caption) == ""

"""`where`: the rows of a data file that a table or a chart shows are those with a named text in a column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.content.loader import load
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import CellNumber
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError

HEAD = 'languages: [fr, en]\ntitle: Titre\ntexts: {code: "01002", period: "2023"}\n'
CSV = "commune,year,income\n01001,2022,10\n01001,2023,11\n01002,2022,20\n01002,2023,21\n"
TABLE = """sections:
  - title: Un
    blocks:
      - table: {data: d.csv, where: %s, columns: [{header: An, key: year}, {header: Revenu, key: income}]}
"""


def read(folder: Path, yaml: str, csv: str = CSV) -> Publication:
    (folder / "publication.yaml").write_text(HEAD + yaml, "utf-8")
    (folder / "d.csv").write_text(csv, "utf-8")
    return load(folder / "publication.yaml")


def incomes(publication: Publication) -> list[int]:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    return [int(row[1].value) for row in block.table.rows if isinstance(row[1], CellNumber)]


@pytest.mark.parametrize(
    ("where", "expected"),
    [("{commune: code}", [20, 21]), ("{year: period}", [11, 21]), ("{commune: code, year: period}", [21])],
)
def test_a_table_shows_the_rows_with_all_values(tmp_path: Path, where: str, expected: list[int]) -> None:
    assert incomes(read(tmp_path, TABLE % where)) == expected


def test_a_chart_shows_the_rows_with_the_value(tmp_path: Path) -> None:
    chart = "{kind: line, data: d.csv, where: {commune: code}, category: year, series: [{name: Revenu, key: income}]}"
    block = read(tmp_path, f"sections:\n  - title: Un\n    blocks:\n      - chart: {chart}\n").sections[0].blocks[0]
    assert isinstance(block, ChartBlock)
    assert list(map(int, block.chart.series[0].values)) == [20, 21]  # type: ignore[arg-type]


def test_the_whole_file_decides_the_decimal_mark(tmp_path: Path) -> None:
    """`1,234` alone can be read in two ways; another row of the file decides."""
    csv = 'commune;year;income\n01001;2022;"12,5"\n01002;2022;"1,234"\n'
    block = read(tmp_path, TABLE % "{commune: code}", csv).sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    cell = block.table.rows[0][1]
    assert isinstance(cell, CellNumber) and str(cell.value) == "1.234"


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("{commune: cod}", "unknown named text `cod`, did you mean `code`?"),
        ("{comune: code}", "`{file}` has no column `comune`, did you mean `commune`?"),
        ("{year: code}", "`{file}` has no row with `01002` in `year`"),
        ("code", "`where`: expected a mapping of columns and named texts, found text (write {{commune: code}})"),
        ("{commune: place}", "`place` chooses rows, and is not the same plain words in every language"),
    ],
)
def test_a_wrong_choice_is_reported_at_its_place(tmp_path: Path, where: str, message: str) -> None:
    yaml = TABLE % where
    (tmp_path / "publication.yaml").write_text(
        HEAD.replace("texts: {", "texts: {place: {fr: ici, en: here}, ") + yaml, "utf-8"
    )
    (tmp_path / "d.csv").write_text(CSV, "utf-8")
    with pytest.raises(BuildError) as problem:
        load(tmp_path / "publication.yaml")
    reported = problem.value.diagnostics[0]
    assert f"{reported.message} ({reported.hint})".startswith(message.format(file=(tmp_path / "d.csv").as_posix()))
    assert reported.span.line == 7


def test_rows_are_chosen_of_data_only(reported: Callable[..., list[str]]) -> None:
    yaml = (
        HEAD + "sections:\n  - title: Un\n    blocks:\n      - table: {where: {a: code}, columns: [A], rows: [[1]]}\n"
    )
    assert reported(yaml, head="") == ["7:17: `where` describes a data file, and this table has no `data` (delete it)"]

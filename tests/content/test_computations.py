"""Computed columns and series: exact, row by row; what has no result is reported once a column."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.content.loader import load
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import CellEmpty, CellMissing, CellNumber, Chart, Table
from builder.content.model.publication import Publication

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

TABLE = """sections:
  - title: Un
    blocks:
      - table:
          columns:
            - {fr: Région, en: Region}
            - {header: "2023", format: {currency: EUR}}
            - {header: {fr: Cette année, en: This year}, key: now, format: {currency: EUR}}
            - COLUMN
          rows:
            - [Nord, 90, 100]
            - [Sud, 70, 7.5]
"""


def table(publication: Publication) -> Table:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, TableBlock)
    return block.table


def chart(publication: Publication) -> Chart:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, ChartBlock)
    return block.chart


def column(read: Read, declaration: str, rows: str = "", head: str = "", **files: bytes) -> tuple[Any, list[Any]]:
    """The last column and its cells: numbers, symbols, None."""
    yaml = head + TABLE.replace("COLUMN", declaration)
    if rows:
        yaml = yaml[: yaml.index("            - [Nord")] + rows
    read_table = table(read(yaml, **files))
    return read_table.columns[-1], [seen(row[-1]) for row in read_table.rows]


def seen(cell: object) -> Any:
    if isinstance(cell, CellNumber):
        return str(cell.value) + (f" {cell.symbol}" if cell.symbol else "")
    if isinstance(cell, CellMissing):
        return f"<{cell.symbol}>"
    return None if isinstance(cell, CellEmpty) else cell


def test_columns_are_named_by_key_or_by_header_in_any_language(read: Read) -> None:
    for name in ("now", "Cette année", "This year"):
        change, cells = column(read, f"{{header: D, compute: {{difference: [{name}, 2023]}}}}")
        assert cells == ["10", "-62.5"]
        assert change.format.currency == "EUR"


def test_the_format_is_that_of_the_result(read: Read) -> None:
    growth, cells = column(read, "{header: G, compute: {growth: [2023, now]}}")
    assert growth.format.percent and growth.format.decimals == 1
    assert cells[0].startswith("11.11111111111111") and cells[1].startswith("-89.2857142857")
    share, _ = column(read, "{header: P, compute: {share: [2023, now]}, format: {decimals: 0}}")
    assert share.format.percent and share.format.decimals == 0
    ratio, cells = column(read, "{header: R, compute: {ratio: [now, 2023]}}")
    assert not ratio.format.percent and ratio.format.decimals == 2
    total, cells = column(read, "{header: S, compute: {sum: [now, 2023]}, format: {style: compact}}")
    assert (total.format.currency, total.format.style, total.format.decimals) == ("EUR", "compact", None)
    assert cells == ["190", "77.5"]


def test_a_column_may_be_computed_from_computed_ones_declared_after_it(read: Read) -> None:
    columns = (
        "{header: {fr: Part, en: Part}, compute: {ratio: [all, all]}}\n"
        "            - {header: T, key: all, compute: {sum: [third, third, third]}}\n"
        "            - {header: X, key: third, compute: {ratio: [2023, now]}}"
    )
    rows = "            - [Nord, 1, 3]\n"
    yaml = TABLE.replace("COLUMN", columns)
    yaml = yaml[: yaml.index("            - [Nord")] + rows
    (cells,) = table(read(yaml)).rows
    assert [seen(cell) for cell in cells[3:5]] == ["1", "1"]


def test_missing_and_empty_cells_have_no_result_and_symbols_stay(read: Read) -> None:
    head = 'missing: {"..": not-available, p: provisional}\n'
    rows = '            - [a, "..", 5]\n            - [b, null, 5]\n            - [c, 4, 5 p]\n'
    _, cells = column(read, "{header: D, compute: {difference: [now, 2023]}}", rows, head)
    assert cells == ["<..>", None, "1 p"]


def test_rows_without_a_result_show_the_symbol_of_otherwise(read: Read) -> None:
    head = "missing: {s.o.: {fr: sans objet, en: not applicable}}\n"
    rows = "            - [a, 0, 5]\n            - [b, -2, 5]\n            - [c, 4, 5]\n"
    _, cells = column(read, "{header: G, compute: {growth: [2023, now], otherwise: s.o.}}", rows, head)
    assert cells == ["<s.o.>", "<s.o.>", "25"]


def test_figures_in_cells_are_numbers_of_their_kind(read: Read) -> None:
    head = "figures:\n  a: {amount: 30, currency: EUR}\n  b: {sum: [a, a]}\n  c: {percent: 3}\n"
    rows = '            - [a, "{a}", "{b}"]\n            - [b, 4, {figure: a}]\n'
    _, cells = column(read, "{header: D, compute: {difference: [now, 2023]}}", rows, head)
    assert cells == ["30", "26"]


def test_a_data_file_gives_columns_that_are_not_shown(read: Read) -> None:
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n      - table:\n          data: d.csv\n          columns:\n"
        "            - {header: R, key: r}\n            - {header: G, compute: {growth: [2023, 2024]}}\n"
        "            - {header: D, key: '2024', format: {currency: EUR}, scale: 1_000}\n"
        "            - {header: E, compute: {difference: ['2024', '2023']}}\n"
    )
    rows = table(read(yaml, d__csv=b"r;2023;2024\nNord;4;5,5\nSud;10;9\n")).rows
    assert [[seen(cell) for cell in row[1:]] for row in rows] == [
        ["37.5", "5500", "1500"],
        ["-10", "9000", "-1000"],
    ]


@pytest.mark.parametrize(
    ("declaration", "problem"),
    [
        ("{header: G, compute: {growth: [2022, now]}}",
         "11:46: this table has no column `2022`, did you mean `2023`?"),
        ("{header: G, compute: {growth: [zebra, now]}}",
         "11:46: this table has no column `zebra` (name a column by its `key` or its header)"),
        ("{header: G, compute: {growth: [now]}}",
         "11:45: `growth` takes two columns, from and to; this one has 1"),
        ("{header: G, compute: {growht: [now, 2023]}}",
         "11:37: unknown key `growht`, did you mean `growth`?"),
        ("{header: G, compute: {growth: [2023, now], sum: [2023, now]}}",
         "11:58: `growth` and `sum` cannot be combined (keep one)"),
        ("{header: G, compute: {otherwise: x}}",
         "11:36: `compute` needs one of sum, difference, growth, share, ratio"),
        ("{header: G, compute: growth}",
         "11:36: `compute`: expected a mapping, found text"
         " (write the operation with its columns: {growth: [2023, 2024]})"),
        ("{header: G, compute: {growth: [2023, now], otherwise: zz}}",
         "11:36: `zz` is no symbol of a missing value (add it to `missing`, as in {\"zz\": not-available})"),
        ("{header: G, compute: {growth: [2023, now]}, format: {currency: EUR}}",
         "11:67: the `format` of this column is not that of its growth"
         " (delete its currency, percent, points, unit or date: it follows from the columns)"),
        ("{header: G, scale: 1_000, compute: {growth: [2023, now]}}",
         "11:34: `scale` and `compute` cannot be combined (keep one)"),
        ("{header: G, compute: {sum: [G, now]}}",
         "11:43: the column `G` is computed from itself: G → G (name others in one of them)"),
        ("{header: G, compute: {sum: [Région, now]}}",
         "13:16: `Région` has a cell without a number, in 2 rows: publication.yaml:13:16, publication.yaml:14:16"
         " (write a number, null or a symbol of `missing`)"),
        ("{header: {fr: Taux, en: Rate}, format: {percent: true}, key: rate}",
         "13:15: this row has 3 cells; the table has 4 columns (write null for an empty cell)"),
    ],
)  # fmt: skip
def test_mistakes_are_reported_at_their_place(reported: Reported, declaration: str, problem: str) -> None:
    assert reported(TABLE.replace("COLUMN", declaration))[0] == problem


def test_kinds_that_differ_are_reported_once_a_column(reported: Reported) -> None:
    yaml = TABLE.replace("COLUMN", "{header: G, compute: {sum: [2023, now]}}")
    yaml = yaml.replace("key: now, format: {currency: EUR}", "key: now, format: {currency: USD}")
    assert reported(yaml) == [
        "11:36: `2023` is an amount in EUR, `now` an amount in USD, in 2 rows"
        " (`sum` needs columns of one kind, currency and unit)"
    ]


def test_rows_without_a_result_are_reported_once_a_column(reported: Reported) -> None:
    yaml = TABLE.replace("COLUMN", "{header: G, compute: {growth: [2023, now]}}").replace("90", "0").replace("70", "-2")
    assert reported(yaml) == [
        "13:22: growth from `2023`, which is 0, means nothing, in 2 rows:"
        " publication.yaml:13:22, publication.yaml:14:21"
        " (write null there, or add `otherwise` with a symbol of `missing` to `compute`)"
    ]


def test_a_computed_column_has_no_cells_of_its_own(reported: Reported) -> None:
    yaml = TABLE.replace("COLUMN", "{header: G, compute: {sum: [2023, now]}}").replace("90, 100]", "90, 100, 190]")
    (problem,) = reported(yaml)
    assert problem.startswith("13:15: this row has 4 cells; the table has 3 columns that are not computed")


SERIES = """sections:
  - title: Un
    blocks:
      - chart:
          kind: line
          categories: [2022, 2023]
          series:
            - {name: Recettes, key: a, values: [10, 20.25]}
            - {name: {fr: Dépenses, en: Spending}, values: [15, null]}
            - SERIES
"""


def test_series_are_computed_from_others(read: Read) -> None:
    drawn = chart(read(SERIES.replace("SERIES", "{name: Solde, compute: {difference: [a, Spending]}}")))
    assert drawn.series[2].values == (Decimal(-5), None)
    assert drawn.format is not None and drawn.format.decimals is None


def test_series_are_computed_from_columns_that_are_not_drawn(read: Read) -> None:
    yaml = (
        "sections:\n  - title: Un\n    blocks:\n      - chart:\n          kind: bar\n          data: d.csv\n"
        "          series: [{name: G, compute: {growth: ['2023', '2024']}}]\n"
    )
    drawn = chart(read(yaml, d__csv=b"r,2023,2024\nNord,3,4\nSud,8,9\n"))
    assert drawn.series[0].values == (Decimal("33.3333333333333"), Decimal("12.5"))
    assert drawn.format is not None and drawn.format.percent and drawn.format.decimals == 1


@pytest.mark.parametrize(
    ("declaration", "problem"),
    [
        ("{name: G, compute: {growth: [a, Dépenses]}}",
         "the computed series are of another kind than the rest of the chart (draw them in a chart of their own)"),
        ("{name: G, compute: {sum: [a, b]}}",
         "this chart has no series `b` (name a series by its `key` or its name)"),
        ("{name: G, compute: {sum: [a, Dépenses]}, values: [1, 2]}",
         "`values` and `compute` cannot be combined (keep one)"),
    ],
)  # fmt: skip
def test_mistakes_of_series(reported: Reported, declaration: str, problem: str) -> None:
    assert reported(SERIES.replace("SERIES", declaration))[0].partition(": ")[2] == problem


NUMBERS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NUMBERS, NUMBERS.filter(lambda value: value > 0)), min_size=1, max_size=5))
def test_every_row_is_that_of_fractions(tmp_path_factory: pytest.TempPathFactory, rows: list[Any]) -> None:
    folder: Path = tmp_path_factory.mktemp("t")
    columns = (
        "{header: D, key: d, compute: {difference: [now, 2023]}}\n"
        "            - {header: G, compute: {growth: [2023, now]}}\n"
        "            - {header: H, compute: {ratio: [d, 2023]}}"
    )
    yaml = TABLE.replace("COLUMN", columns)
    yaml = yaml[: yaml.index("            - [Nord")]
    yaml += "".join(f"            - [a, {before:f}, {after:f}]\n" for after, before in rows)
    path = folder / "publication.yaml"
    path.write_text("languages: [fr, en]\ntitle: T\n" + yaml, "utf-8")
    for cells, (after, before) in zip(table(load(path)).rows, rows, strict=True):
        after_, before_ = Fraction(after), Fraction(before)
        expected = (after_ - before_, 100 * (after_ - before_) / before_, (after_ - before_) / before_)
        for cell, number in zip(cells[3:], expected, strict=True):
            assert isinstance(cell, CellNumber)
            assert abs(Fraction(cell.value) - number) < Fraction(1, 10**39)
            assert number.denominator > 10**6 or abs(Fraction(round(cell.value, 3)) - number) <= Fraction(1, 2000)

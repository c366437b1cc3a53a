"""The horizontal axis of scatter charts: read by the same ways as the values of a series."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest

from builder.content.model.blocks import ChartBlock
from builder.content.model.exhibits import Chart, ScatterAxis
from builder.content.model.publication import Publication
from builder.content.model.values import PartialDate
from tests.files.workbooks import workbook

Read = Callable[..., Publication]
Reported = Callable[..., list[str]]

CSV = b"ville;revenu;loyer;jour\nNord;1,5;10;03/05/2020\nSud;2,5;20;04/06/2021\nEst;..;30;05/07/2022\n"


def yaml(chart: str, head: str = "") -> str:
    return f"{head}sections:\n  - title: Un\n    blocks:\n      - chart: {{kind: scatter, {chart}}}\n"


def chart_of(publication: Publication) -> tuple[Chart, ScatterAxis]:
    block = publication.sections[0].blocks[0]
    assert isinstance(block, ChartBlock) and block.chart.x is not None
    return block.chart, block.chart.x


def test_numbers_of_a_file_keep_the_mark_the_scale_and_the_gaps_of_their_column(read: Read) -> None:
    head = 'missing: {"..": not-available}\n'
    chart = "data: d.csv, category: ville, x: {name: X, key: revenu, scale: 1_000}, series: [{name: Y, key: loyer}]"
    drawn, x = chart_of(read(yaml(chart, head), d__csv=CSV))
    assert x.values == (Decimal(1500), Decimal(2500), None)
    assert drawn.series[0].values == (10, 20, 30)
    assert len(drawn.categories) == 3
    assert len(drawn.series) == 1


def test_points_of_a_file_have_no_names_unless_a_column_is_named(read: Read) -> None:
    chart = "data: d.csv, x: {name: X, key: loyer}, series: [{name: Y, key: loyer}]"
    assert chart_of(read(yaml(chart), d__csv=CSV))[0].categories == ()


def test_a_workbook_gives_both_axes_the_formats_of_its_cells(read: Read) -> None:
    rows = [["ville", "part", "loyer"], ["Nord", 0.125, 10], ["Sud", 0.25, 20]]
    book = workbook(rows, {"B": "0.0%", "C": '#,##0.00\\ "€"'})
    chart = "data: b.xlsx, x: {name: X, key: part}, series: [{name: Y, key: loyer}]"
    drawn, x = chart_of(read(yaml(chart), b__xlsx=book))
    assert x.values == (Decimal("12.5"), Decimal(25))
    assert x.format is not None and x.format.percent
    assert drawn.format is not None and drawn.format.currency == "EUR"


def test_dates_of_a_workbook_are_dates(read: Read) -> None:
    book = workbook([["jour", "n"], [datetime.date(2020, 5, 3), 1], [datetime.date(2021, 6, 4), 2]])
    chart = "data: b.xlsx, x: {name: X, key: jour}, series: [{name: Y, key: n}]"
    _, x = chart_of(read(yaml(chart), b__xlsx=book))
    assert x.values == (PartialDate(2020, 5, 3), PartialDate(2021, 6, 4))
    assert x.format is not None and x.format.date


@pytest.mark.parametrize("more", ["", ", format: {date: true, style: short}"])
def test_dates_of_a_file_are_read_as_it_writes_them(read: Read, more: str) -> None:
    chart = f"data: d.csv, x: {{name: X, key: jour, date_format: DD/MM/YYYY{more}}}, series: [{{name: Y, key: loyer}}]"
    _, x = chart_of(read(yaml(chart), d__csv=CSV))
    assert x.values[0] == PartialDate(2020, 5, 3)
    assert x.format is not None and x.format.date


def test_dates_in_another_order_ask_for_their_format(reported: Reported) -> None:
    chart = "data: d.csv, x: {name: X, key: jour}, series: [{name: Y, key: loyer}]"
    (problem,) = reported(yaml(chart), d__csv=CSV)
    assert problem.startswith("d.csv:2:13: 3 values of `jour` are not dates")
    assert problem.endswith("(add `date_format` to the axis `x`, as in `date_format: DD/MM/YYYY`)")


def test_words_of_a_file_are_no_place_on_an_axis(reported: Reported) -> None:
    chart = "data: d.csv, x: {name: X, key: ville}, series: [{name: Y, key: loyer}]"
    (problem,) = reported(yaml(chart), d__csv=CSV)
    assert problem.startswith("d.csv:2:1: 3 values of `ville` are not numbers, such as `Nord`, `Sud`, `Est`")


@pytest.mark.parametrize("years", ["[2019, 2021-05, 2023]", "[2019, 2021, 2023], format: {date: true}"])
def test_typed_dates_are_dates(read: Read, years: str) -> None:
    chart = f"x: {{name: X, values: {years}}}, series: [{{name: Y, values: [1, 2, 3]}}]"
    _, x = chart_of(read(yaml(chart)))
    assert x.values[0] == PartialDate(2019)
    assert x.values[1] == PartialDate(2021, 5 if "05" in years else None)


def test_the_axis_is_computed_from_series_and_from_columns_that_are_not_drawn(read: Read) -> None:
    series = "{name: A, key: a, values: [6, 9]}, {name: B, key: b, values: [3, 2]}"
    chart = f"x: {{name: X, compute: {{ratio: [a, b]}}}}, axis: {{name: Y}}, series: [{series}]"
    _, x = chart_of(read(yaml(chart)))
    assert x.values == (Decimal(2), Decimal("4.5"))
    csv = b"loyer,revenu\n10,40\n30,60\n"
    chart = "data: d.csv, x: {name: X, compute: {share: [loyer, revenu]}}, series: [{name: Y, key: loyer}]"
    drawn, x = chart_of(read(yaml(chart), d__csv=csv))
    assert x.values == (Decimal(25), Decimal(50))
    assert x.format is not None and x.format.percent
    assert drawn.format is None


def test_figures_are_places_on_both_axes(read: Read) -> None:
    head = "figures:\n  a: {number: 3}\n  b: {sum: [a, a]}\n  c: {date: 2020-05}\n"
    chart = "x: {name: X, values: [a, b]}, series: [{name: Y, values: [b, 4]}]"
    assert chart_of(read(yaml(chart, head)))[1].values == ("a", "b")
    chart = "x: {name: X, values: [c, 2021-01]}, series: [{name: Y, values: [b, 4]}]"
    assert chart_of(read(yaml(chart, head)))[1].values == ("c", PartialDate(2021, 1))


def test_dates_may_go_up_as_well(read: Read) -> None:
    drawn, _ = chart_of(read(yaml("x: {name: X, values: [1, 2]}, series: [{name: Y, values: [2020-05, 2021-06]}]")))
    assert drawn.format is not None and drawn.format.date

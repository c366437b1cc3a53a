"""Charts that Office would draw wrongly: what depends on the language, or on a data file."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.loader import load
from builder.content.model.values import PartialDate
from builder.diagnostics import BuildError

HEAD = "languages: [fr, en]\ntitle: T\nsections:\n  - title: Un\n    blocks:\n"


def loaded(tmp_path: Path, chart: str, csv: str = "") -> list[object]:
    (tmp_path / "d.csv").write_text(csv, "utf-8")
    (tmp_path / "publication.yaml").write_text(f"{HEAD}      - chart: {{{chart}}}\n", "utf-8")
    return list(load(tmp_path / "publication.yaml").sections[0].blocks[0].chart.categories)  # type: ignore[union-attr]


def refused(tmp_path: Path, chart: str, csv: str = "") -> str:
    with pytest.raises(BuildError) as problem:
        loaded(tmp_path, chart, csv)
    (diagnostic,) = problem.value.diagnostics
    return diagnostic.message


def test_two_names_may_be_alike_in_one_language_only(tmp_path: Path) -> None:
    names = "{name: A, values: [1]}, {name: {fr: A, en: B}, values: [2]}"
    assert refused(tmp_path, f"kind: column, categories: [a], series: [{names}]") == "two series are named `A` in `fr`"
    names = "{name: {fr: A, en: B}, values: [1]}, {name: {fr: B, en: A}, values: [2]}"
    assert loaded(tmp_path, f"kind: column, categories: [a], series: [{names}]")


def test_a_gap_of_a_data_file_is_a_gap_of_the_area(tmp_path: Path) -> None:
    chart = "kind: area, data: d.csv, series: [{name: A, key: v}]"
    gap = "an area cannot show a missing value: there is none for `2021-03-15`"
    assert refused(tmp_path, chart, "jour,v\n2021-01-15,1\n2021-03-15,\n2021-04-15,3\n") == gap
    assert refused(tmp_path, chart, "an,v\n2021,1\n") == "an area of one category has no width"


def test_dates_of_a_data_file_are_dates(tmp_path: Path) -> None:
    chart = "kind: line, data: d.csv, series: [{name: A, key: v}]"
    loaded_chart = loaded(tmp_path, chart, "jour,v\n2021-01-15,1\n2021-03,2\n2022,3\nété,4\n")
    assert loaded_chart[:3] == [PartialDate(2021, 1, 15), PartialDate(2021, 3), PartialDate(2022)]

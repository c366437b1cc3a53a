"""Totals above stacked columns, in built briefs and decks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.test_built_charts import build, chart_of, seen

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

STACK = """
      - chart:
          kind: KIND
          stacked: STACKED
          caption: Budget
          categories: [2022, 2023]
          format: FORMAT
          series:
            - {name: Nord, values: [1_250_000, VALUE]}
            - {name: Sud, values: [2_500_000, 3_000_000]}
"""


def stack(
    kind: str = "column", stacked: str = "true", value: str = "500_000", form: str = "{currency: EUR, style: compact}"
) -> str:
    text = STACK.replace("KIND", kind).replace("STACKED", stacked).replace("VALUE", value)
    return text.replace("FORMAT", form)


def totals(file: Path) -> list[str]:
    opc, name = chart_of(file)
    return [seen("".join(label.itertext("{*}t"))) for label in opc.find(name, "//c:lineChart//c:dLbl")]


def test_totals_are_written_like_their_parts_in_each_language(build: Build) -> None:
    files = build(stack(), "fr", "en", "de-CH")
    expected = {"fr": ["3,75~M€", "3,50~M€"], "en": ["€3.75M", "€3.50M"]}
    for medium in ("docx", "pptx"):
        for language, words in expected.items():
            assert totals(files[f"{language}.{medium}"]) == words
        opc, name = chart_of(files[f"fr.{medium}"])
        assert opc.find(name, "//c:legendEntry[c:delete/@val='1']/c:idx/@val") == ["2"]
        assert opc.find(name, "//c:lineChart//c:val//c:v/text()") == ["3750000", "3500000"]


def test_the_workbook_adds_the_parts_up_again_when_they_are_edited(build: Build) -> None:
    for file in build(stack(), "fr").values():
        opc = open_opc(file)
        (book,) = (part for part in opc.parts if part.endswith(".xlsx"))
        sheet = openpyxl.load_workbook(io.BytesIO(opc.parts[book]))["Sheet1"]
        assert [cell.value for cell in sheet["D"]] == ["Total", "=SUM(B2:C2)", "=SUM(B3:C3)"]
        cached = openpyxl.load_workbook(io.BytesIO(opc.parts[book]), data_only=True)["Sheet1"]
        assert [cell.value for cell in cached["D"]] == ["Total", 3_750_000, 3_500_000]


@pytest.mark.parametrize(
    "source",
    [
        stack(stacked="percent"),
        stack(value="-1"),
        stack(kind="bar"),
        stack(stacked="false"),
        stack(form="{percent: true}"),
        stack().replace("caption: Budget", "caption: Budget\n          labels: none"),
    ],
)
def test_what_has_no_total_gets_none(build: Build, source: str) -> None:
    for file in build(source, "fr").values():
        assert totals(file) == []


def test_a_category_with_a_missing_part_has_no_total(build: Build) -> None:
    for file in build(stack(value="null"), "en").values():
        assert totals(file) == ["€3.75M"]


def test_totals_that_would_touch_are_left_out(build: Build) -> None:
    many = ", ".join(str(1900 + n) for n in range(60))
    source = stack().replace("[2022, 2023]", f"[{many}]")
    for values in ("[1_250_000, 500_000]", "[2_500_000, 3_000_000]"):
        source = source.replace(values, f"[{', '.join(['1_234_567'] * 60)}]")
    for file in build(source, "fr").values():
        assert totals(file) == []


@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    for file in build(stack(), "fr", "en").values():
        assert not schema_errors(file)

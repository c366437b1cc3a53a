"""Totals above stacked columns and beside stacked bars, in built briefs and decks."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.test_built_charts import build, build_charts, chart_of, seen

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
    expected = {"fr": ["3,75", "3,50"], "en": ["3.75", "3.50"]}
    for medium in ("docx", "pptx"):
        for language, words in expected.items():
            assert totals(files[f"{language}.{medium}"]) == words
        opc, name = chart_of(files[f"fr.{medium}"])
        assert opc.find(name, "//c:lineChart//c:val//c:v/text()") == ["3750000", "3500000"]


def test_totals_of_bars_are_at_the_ends_of_their_stacks(build: Build) -> None:
    """As labels at the bases of bars that are not drawn, after the last part of each stack."""
    files = build(stack(kind="bar"), "fr", "en")
    for name, words in (("fr.docx", ["3,75", "3,50"]), ("en.pptx", ["3.75", "3.50"])):
        opc, part = chart_of(files[name])
        (last,) = opc.find(part, "//c:barChart/c:ser[c:spPr/a:noFill]")
        assert [seen("".join(label.itertext("{*}t"))) for label in last.iterfind(".//{*}dLbl")] == words
        assert set(opc.find(part, "//c:ser[c:spPr/a:noFill]//c:dLbl/c:dLblPos/@val")) == {"inBase"}
        assert opc.find(part, "//c:ser[c:spPr/a:noFill]/c:order/@val") == ["2"]
        assert opc.strings(part, "//c:ser[c:spPr/a:noFill]/c:tx/c:v/text()") == ["\u00a0"]
        (high,) = opc.find(part, "//c:valAx//c:max/@val")
        assert Decimal(high) > 3_750_000


def make_bars(folder: Path) -> list[Path]:
    return list(build_charts(folder, stack(kind="bar"), "fr").values())


@pytest.mark.render(files=make_bars)
def test_libreoffice_draws_each_total_right_of_its_bar(rendering: Path) -> None:
    for kind in ("docx", "pptx"):
        with pdfplumber.open(rendering / f"essai.fr.{kind}.pdf") as pdf:
            (page,) = (page for page in pdf.pages if "3,50" in page.extract_text())
            words = page.extract_words()
            (total,) = (word for word in words if word["text"] == "3,50")
            south = [word for word in words if word["text"] == "3,00" and abs(word["top"] - total["top"]) < 4]
            assert south and all(word["x1"] < total["x0"] for word in south)
            assert {"Nord", "Sud"} <= {word["text"] for word in words}
            assert "Total" not in page.extract_text()


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
        stack(kind="area"),
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
        assert totals(file) == ["3.75"]


def test_totals_that_would_touch_are_left_out(build: Build) -> None:
    many = ", ".join(str(1900 + n) for n in range(60))
    source = stack().replace("[2022, 2023]", f"[{many}]")
    for values in ("[1_250_000, 500_000]", "[2_500_000, 3_000_000]"):
        source = source.replace(values, f"[{', '.join(['1_234_567'] * 60)}]")
    for file in build(source, "fr").values():
        assert totals(file) == []


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    for file in build(stack(), "fr", "en").values():
        assert not schema_errors(file)

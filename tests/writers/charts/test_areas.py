"""Areas in built briefs and decks: a light fill with a strong edge along its top only, names at the ends."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pdfplumber
import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData

from builder.writers.charts.style import ChartStyle
from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.charts import chart, drawn, find
from tests.writers.charts.test_built_charts import CDR, all_of, build, build_charts, chart_of, seen

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

AREA = """
      - chart:
          kind: area
          stacked: STACKED
          caption: Budget
          categories: [2022, 2023, 2024]
          series:
            - {name: Rues, values: [245, 260, 237]}
            - {name: Eau, values: [182, 214, LAST]}
            - {name: Parcs et jardins, values: [40, 49, 50]}
"""
COMBINED = """
      - chart:
          kind: combined
          caption: Stock
          categories: [2021, 2022, 2023]
          series:
            - {name: Plan, kind: line, values: [200, 250, 300]}
            - {name: Taux, kind: line, secondary: true, format: {percent: true}, values: [2, 3, 4]}
            - {name: Aide, kind: column, values: [80, 100, 130]}
            - {name: Stock, kind: area, values: [120, 300, 412]}
"""
NAMES = ["Rues", "Eau", "Parcs et jardins"]


def area(stacked: str = "false", last: str = "256") -> str:
    return AREA.replace("STACKED", stacked).replace("LAST", last)


def box_words(file: Path) -> list[str]:
    """The words of the text boxes on a chart."""
    opc, name = chart_of(file)
    boxes = [
        box
        for part in opc.related(name, "chartUserShapes")
        for box in etree.fromstring(opc.parts[part]).iterfind(".//cdr:sp", CDR)
    ]
    return [seen("".join(box.itertext("{*}t"))) for box in boxes]


def test_an_edge_is_a_line_over_the_same_cells_and_an_area_has_no_outline(build: Build) -> None:
    for file in build(area(), "fr", "en").values():
        opc, name = chart_of(file)
        fills, edges = opc.find(name, "//c:areaChart/c:ser"), opc.find(name, "//c:lineChart/c:ser")
        assert len(fills) == len(edges) == 3
        for fill, edge in zip(fills, edges, strict=True):
            assert find(fill, "c:spPr/a:ln/a:noFill") and find(fill, "c:spPr//a:alpha")
            assert find(edge, "c:spPr/a:ln/a:solidFill") and not find(edge, "c:spPr//a:alpha")
            for path in ("c:tx//c:f/text()", "c:cat//c:f/text()", "c:val//c:f/text()"):
                assert find(fill, path) == find(edge, path)
        assert opc.find(name, "//c:areaChart/c:axId/@val") == opc.find(name, "//c:lineChart/c:axId/@val")
        orders = opc.find(name, "//c:ser/c:order/@val")
        assert len(set(orders)) == len(orders)


def test_the_workbook_has_each_series_once(build: Build) -> None:
    for file in build(area(), "fr").values():
        opc = open_opc(file)
        (book,) = (part for part in opc.parts if part.endswith(".xlsx"))
        sheet = openpyxl.load_workbook(io.BytesIO(opc.parts[book]))["Sheet1"]
        assert [cell.value for cell in sheet[1]] == [None, *NAMES]


def test_areas_are_named_at_their_ends_with_no_legend(build: Build) -> None:
    for file in build(area(), "fr", "en").values():
        opc, name = chart_of(file)
        labels = ["".join(one.itertext("{*}t")) for one in opc.find(name, "//c:lineChart//c:dLbl[c:idx/@val='2']")]
        assert [seen(one).split("~")[0] for one in labels] == ["Rues", "Eau", "Parcs et jardins"]
        assert not opc.find(name, "//c:legend")


@pytest.mark.parametrize("stacked", ["true", "percent"])
def test_bands_are_named_in_text_boxes_with_no_legend_and_no_second_series(build: Build, stacked: str) -> None:
    last = ["237", "256", "50"] if stacked == "true" else ["44¦%", "47¦%", "9¦%"]
    for file in build(area(stacked), "fr").values():
        opc, name = chart_of(file)
        expected = [f"{word}~~{value}" for word, value in zip(NAMES, last, strict=True)]
        words = [word.replace("~%", "¦%") for word in box_words(file)]
        assert [word for word in words if word[0].isalpha()] == expected
        assert len(opc.find(name, "//c:ser")) == 3
        assert not opc.find(name, "//c:legend")


@pytest.mark.parametrize(
    "source",
    [
        area("true", last="0"),
        area("true").replace("Rues", "Rues " * 20),
        area().replace("Rues", "Rues " * 20),
    ],
)
def test_areas_whose_names_have_no_place_keep_a_legend_with_each_name_once(build: Build, source: str) -> None:
    for file in build(source, "fr").values():
        opc, name = chart_of(file)
        assert len(opc.find(name, "//c:ser")) - len(opc.find(name, "//c:legend/c:legendEntry")) == 3
        assert opc.find(name, "//c:legend")
        assert not [word for word in box_words(file) if word[0].isalpha()]


def test_thin_bands_keep_their_legend() -> None:
    thin = (("100", "100"), ("1", "1"), ("1", "1"), ("1", "1"), ("1", "1"))
    root = drawn(chart("area", ("a", "b"), *thin, stacked=True), ChartStyle(height=1_500_000))
    assert find(root, "//c:legend")
    several = chart("area", ("a", "b"), ("50", "50"), ("40", "40"), stacked=True)
    assert not find(drawn(several, ChartStyle(height=1_500_000)), "//c:legend")


def test_edges_that_a_legend_names_differ_in_their_dashes() -> None:
    narrow = ChartStyle(width=1_500_000)
    root = drawn(chart("area", ("a", "b"), ("10", "20"), ("30", "40")), narrow)
    dashes = find(root, "//c:lineChart/c:ser/c:spPr/a:ln/a:prstDash/@val")
    assert find(root, "//c:legend") and len(set(dashes)) == 2


def test_the_area_of_a_combined_chart_is_named_once_in_the_legend(build: Build) -> None:
    for file in build(COMBINED, "fr").values():
        opc, name = chart_of(file)
        assert opc.find(name, "//c:legend/c:legendEntry/c:idx/@val") == ["0"]
        names = [find(series, "c:tx//c:v/text()")[0] for series in opc.find(name, "//c:ser")]
        assert names[0] == "Stock"
        assert sorted(names[1:]) == sorted(["Aide", "Plan", "Stock", "Taux (échelle de droite)"])


def test_python_pptx_reads_the_chart_and_replaces_its_data(build: Build, tmp_path: Path) -> None:
    deck = pptx.Presentation(str(build(area(), "fr")["fr.pptx"]))
    (shape,) = (shape for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    fills, edges = shape.chart.plots
    assert [series.name for series in fills.series] == [series.name for series in edges.series] == NAMES
    assert list(edges.series[2].values) == [40, 49, 50]
    new = CategoryChartData()
    new.categories = ["a", "b"]
    for name in (*NAMES, *NAMES):
        new.add_series(name, (1, 2))
    shape.chart.replace_data(new)
    deck.save(str(tmp_path / "edited.pptx"))
    opc, part = chart_of(tmp_path / "edited.pptx")
    assert opc.find(part, "//c:lineChart/c:ser/c:val//c:v/text()") == ["1", "2"] * 3


def make_bands(folder: Path, stacked: str) -> list[Path]:
    return list(build_charts(folder, area(stacked), "fr").values())


@pytest.mark.parametrize(
    "stacked",
    [
        pytest.param("false", marks=pytest.mark.render(files=make_bands, arguments=("false",))),
        pytest.param("true", marks=pytest.mark.render(files=make_bands, arguments=("true",))),
        pytest.param("percent", marks=[pytest.mark.render(files=make_bands, arguments=("percent",)), pytest.mark.full]),
    ],
)
def test_libreoffice_draws_each_name_once_right_of_its_band(rendering: Path, stacked: str) -> None:
    """From the top: parks, water, streets if stacked; else water, streets, parks."""
    order = ("Eau", "Rues", "Parcs") if stacked == "false" else ("Parcs", "Eau", "Rues")
    for kind in ("docx", "pptx"):
        with pdfplumber.open(rendering / f"essai.fr.{kind}.pdf") as pdf:
            (page,) = (page for page in pdf.pages if "jardins" in page.extract_text())
            words = page.extract_words()
            names = []
            for name in order:
                (word,) = (word for word in words if word["text"] == name)
                names.append(word)
            (last,) = (word for word in words if word["text"] == "2024")
            (first,) = (word for word in words if word["text"] == "2022")
            assert all(name["x0"] >= (last["x0"] + last["x1"]) / 2 for name in names)
            assert all(above["bottom"] <= below["top"] + 1 for above, below in pairwise(names))
            assert names[-1]["bottom"] < first["top"] + 1


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    for file in build(all_of(area(), area("true"), area("percent"), COMBINED), "fr").values():
        assert not schema_errors(file)


def test_fills_are_less_transparent_on_a_dark_background() -> None:
    node = chart("area", ("a", "b"), ("10", "20"), ("30", "40"))
    light, dark = (
        [int(value) for value in find(drawn(node, ChartStyle(background=name)), "//c:areaChart//a:alpha/@val")]
        for name in ("FFFFFF", "101820")
    )
    assert max(light) < min(dark) <= 50_000

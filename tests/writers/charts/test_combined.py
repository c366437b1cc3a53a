"""Combined charts: series of several kinds, and a second axis, in built briefs and decks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import builder
from builder.diagnostics import BuildError
from builder.resolve.axes import value_axis
from builder.resolve.numbers import formatter
from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.test_built_charts import CDR, all_of, build, chart_of, seen
from tests.writers.charts.test_number_codes import drawn_by

__all__ = ["build"]

Build = Callable[..., dict[str, Path]]

GROWTH = """
      - chart:
          kind: combined
          caption: Budget
          categories: [2021, 2022, 2023, 2024]
          format: {currency: EUR, style: compact}
          series:
            - {name: Budget, kind: column, values: [1_200_000, 1_350_000, 1_500_000, 1_420_000]}
            - {name: Index, kind: line, secondary: true, format: {percent: true}, values: [4.5, 12.5, 11.1, VALUE]}
"""
THREE = """
      - chart:
          kind: combined
          caption: Stock
          categories: [2021, 2022, 2023]
          series:
            - {name: Plan, kind: line, values: [200, 250, 300]}
            - {name: Part, kind: line, secondary: true, compute: {share: [Aide, Stock]}}
            - {name: Aide, kind: column, values: [80, 100, 130]}
            - {name: Stock, kind: area, values: [120, 300, 412]}
"""


def second_ticks(file: Path) -> list[str]:
    """The labels of the second axis as Office draws them, from the lowest tick."""
    opc, name = chart_of(file)
    axis = "//c:valAx[c:axPos/@val='r']"
    if opc.find(name, f"{axis}/c:tickLblPos/@val") == ["none"]:
        (shapes,) = opc.related(name, "chartUserShapes")
        boxes = etree.fromstring(opc.parts[shapes]).xpath("//cdr:sp[.//a:pPr/@algn='l']", namespaces=NAMES)
        return [seen("".join(box.itertext("{*}t"))) for box in boxes]
    low, high, step = (Decimal(opc.find(name, f"{axis}//c:{tag}/@val")[0]) for tag in ("min", "max", "majorUnit"))
    (code,) = opc.find(name, f"{axis}/c:numFmt/@formatCode")
    return [seen(drawn_by(code, low + step * n)) for n in range(int((high - low) / step) + 1)]


def files_words(file: Path) -> list[str]:
    opc = open_opc(file)
    parts = ("word/document.xml",) if file.suffix == ".docx" else ("ppt/slides/slide2.xml",)
    return [text for part in parts for text in opc.xml(part).itertext()]


NAMES = CDR | {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("-5.3", {"fr": "−10 0 10 20", "en": "−10 0 10 20", "de-CH": "−10 0 10 20"}),
        ("0.4", {"fr": "0 5 10 15", "en": "0 5 10 15", "fr-CH": "0 5 10 15"}),
    ],
)
def test_the_second_axis_is_labelled_and_its_unit_is_on_the_line_below_the_caption(
    build: Build, value: str, expected: dict[str, str]
) -> None:
    files = build(GROWTH.replace("VALUE", value), *expected)
    for language, ticks in expected.items():
        for medium in ("docx", "pptx"):
            assert " ".join(second_ticks(files[f"{language}.{medium}"])) == ticks
            words = "".join(files_words(files[f"{language}.{medium}"]))
            assert "%" in words[words.index("Budget") :]


def test_ticks_with_a_decimal_mark_are_text_on_both_axes(build: Build) -> None:
    source = GROWTH.replace("[4.5, 12.5, 11.1, VALUE]", "[0.1, 0.2, 0.3, 0.4]")
    files = build(source, "fr", "en")
    assert " ".join(second_ticks(files["fr.docx"])).replace("¦", "~") == "0 0,2 0,4 0,6"
    assert " ".join(second_ticks(files["en.pptx"])) == "0 0.2 0.4 0.6"


def test_series_on_the_second_axis_are_named_so(build: Build) -> None:
    words = {
        "fr": "Index (échelle de droite)",
        "en": "Index (right-hand scale)",
        "de-CH": "Index (rechte Skala)",
        "it": "Index (scala di destra)",
        "nl": "Index (rechterschaal)",
        "es": "Index (escala derecha)",
    }
    files = build(GROWTH.replace("VALUE", "1"), *words)
    for language, name in words.items():
        for medium in ("docx", "pptx"):
            opc, part = chart_of(files[f"{language}.{medium}"])
            names = [seen(text).replace("~", " ") for text in opc.find(part, "//c:tx//c:v/text()")]
            assert names == ["Budget", name]


def test_areas_are_behind_columns_and_columns_behind_lines(build: Build) -> None:
    for file in build(THREE, "fr", "en").values():
        opc, part = chart_of(file)
        plots = opc.find(part, "//c:plotArea/*[c:ser]")
        assert [plot.tag.split("}")[1] for plot in plots] == ["areaChart", "barChart", "lineChart", "lineChart"]
        assert [
            plot.xpath(".//c:tx//c:v/text()", namespaces={"c": plot.nsmap["c"]})[0].split()[0] for plot in plots
        ] == [
            "Stock",
            "Aide",
            "Plan",
            "Part",
        ]
        axes = set(opc.find(part, "//c:catAx/c:axId/@val | //c:valAx/c:axId/@val"))
        assert len(axes) == 4
        assert set(opc.find(part, "//c:plotArea/*[c:ser]/c:axId/@val")) == axes
        # The values of a computed series: 80 of 120, 100 of 300, 130 of 412, in percent.
        shares = [Decimal(v) for v in opc.find(part, "//c:ser[c:idx/@val='1']/c:val//c:v/text()")]
        assert [round(share, 1) for share in shares] == [Decimal("66.7"), Decimal("33.3"), Decimal("31.6")]


def test_a_combined_chart_is_described_with_its_values(build: Build) -> None:
    files = build(GROWTH.replace("VALUE", "1"), "fr", "en")
    for language, opening in (("fr", "Graphique combiné : Budget."), ("en", "Combined chart: Budget.")):
        (alt,) = open_opc(files[f"{language}.docx"]).find("word/document.xml", "//wp:docPr[@descr]/@descr")
        plain = seen(alt).replace("~", " ").replace("¦", " ")
        assert plain.startswith(opening)
        assert "12,5 %" in plain or "12.5%" in plain


def test_a_second_axis_far_from_zero_is_said(build: Build) -> None:
    files = build(GROWTH.replace("[4.5, 12.5, 11.1, VALUE]", "[90, 91, 92, 93]"), "fr", "en")
    for language, note in (
        ("fr", "L’échelle de droite ne part pas de zéro."),
        ("en", "The right-hand scale does not start at zero."),
    ):
        assert note in "".join(open_opc(files[f"{language}.docx"]).xml("word/document.xml").itertext())


@given(
    st.lists(st.decimals(-100_000, 100_000, places=2), min_size=1, max_size=8),
    st.integers(2, 7),
)
def test_a_second_axis_shares_the_grid_of_the_first(values: list[Decimal], intervals: int) -> None:
    axis = value_axis("line", [values], None, formatter("en"), intervals=intervals)
    assert len(axis.ticks) == intervals + 1
    assert axis.low <= min(values) and max(values) <= axis.high


def test_figures_of_two_units_need_two_axes(tmp_path: Path) -> None:
    text = (
        "languages: [fr, en]\ntitle: T\nfigures:\n  budget: {amount: 1_000_000, currency: EUR}\n"
        "  growth: {percent: 4.5}\nsections:\n  - title: Un\n    blocks:\n      - chart:\n"
        "          kind: combined\n          categories: [2024]\n          series:\n"
        "            - {name: A, kind: column, values: [budget]}\n"
        "            - {name: B, kind: line, values: [growth]SECOND}\n"
    )
    (tmp_path / "publication.yaml").write_text(text.replace("SECOND", ", secondary: true"), "utf-8")
    assert len(builder.build(tmp_path, output=tmp_path / "out")) == 4
    (tmp_path / "publication.yaml").write_text(text.replace("SECOND", ""), "utf-8")
    with pytest.raises(BuildError) as problem:
        builder.build(tmp_path, output=tmp_path / "out")
    assert "figure `growth` does not count the same thing as the rest of the chart" in str(problem.value)


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_them(build: Build) -> None:
    for file in build(all_of(GROWTH.replace("VALUE", "-5.3"), THREE), "fr", "en").values():
        assert not schema_errors(file)

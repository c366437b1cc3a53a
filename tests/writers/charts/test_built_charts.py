"""Charts in built briefs and decks: what a reader sees on the axis, in the two languages of a publication."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

import pdfplumber
import pytest
from lxml import etree

import builder
from tests.files.opc import Opc, open_opc
from tests.files.validator import schema_errors
from tests.writers.charts.test_number_codes import drawn_by

CDR = {"cdr": "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"}

HEAD = """
languages: [{languages}]
title: Essai
date: 2025-01-15
sections:
  - title: Un
    message: Une phrase.
    blocks:
"""

GROWTH = """
      - chart:
          kind: area
          caption: PIB
          categories: [2021-01, 2021-04, 2021-07, 2021-10]
          series: [{name: PIB, values: [0.1, -0.2, 0.3, 0.4]}]
          format: {percent: true}
"""
POPULATION = """
      - chart:
          kind: area
          caption: Population
          categories: [1950, 1990, 2020]
          series: [{name: P, values: [2_536_431_149, 5_327_231_061, 7_794_798_739]}]
"""
EXACT = """
      - chart:
          kind: area
          caption: Population
          categories: [1950, 1990, 2020]
          series: [{name: P, values: [2_536_431_149, 5_327_231_061, 7_794_798_739]}]
          format: {style: exact}
"""
BALANCES = """
      - chart:
          kind: bar
          caption: Soldes
          categories: [CATEGORIES]
          series: [{name: A, values: [VALUES]}, {name: B, values: [VALUES]}, {name: C, values: [VALUES]}]
          format: {currency: EUR, style: compact}
""".replace("CATEGORIES", ", ".join(f"Bureau {n}" for n in range(40))).replace(
    "VALUES", ", ".join(str(n * 10_000) for n in range(-20, 20))
)
HEADCOUNT = """
      - chart:
          kind: area
          caption: Effectifs
          categories: [2021, 2022, 2023]
          series: [{name: A, values: [10_000, 52_000, 60_000]}]
"""
FAR = """
      - chart:
          kind: line
          caption: Indice
          categories: [2021, 2022, 2023]
          series: [{name: A, values: [96, 97.5, 100]}, {name: B, values: [97, 98, 99.5]}]
"""

Build = Callable[..., dict[str, Path]]


def build_charts(output: Path, chart: str, *languages: str) -> dict[str, Path]:
    """Build a publication with a chart; return its files by `fr.docx`, `en.pptx`."""
    folder = output / "essai"
    folder.mkdir()
    source = HEAD.format(languages=", ".join(languages)) + chart
    (folder / "publication.yaml").write_text(source, encoding="utf-8")
    builder.build(folder, output=output)
    return {file.name.removeprefix("essai."): file for file in output.glob("essai.*.*")}


def all_of(*charts: str) -> str:
    """Charts of one publication, which the validator reads in one start; none is beside another."""
    return "      - text: Une phrase.\n".join(f"{chart.rstrip()}\n" for chart in charts)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """`build(chart, "fr", "en")`: the built files by `fr.docx`, `en.pptx`."""
    return partial(build_charts, tmp_path)


def chart_of(file: Path) -> tuple[Opc, str]:
    opc = open_opc(file)
    (name,) = (name for name in opc.xml_parts() if re.search(r"/charts/chart[^/]*\.xml$", name))
    return opc, name


def seen(text: str) -> str:
    return text.replace("\u00a0", "~").replace("\u202f", "¦")


def ticks_of(file: Path) -> list[str]:
    """The labels of the value axis as Office draws them, from the lowest tick."""
    opc, name = chart_of(file)
    if opc.find(name, "//c:valAx/c:tickLblPos/@val") == ["none"]:
        (shapes,) = opc.related(name, "chartUserShapes")
        boxes = etree.fromstring(opc.parts[shapes]).xpath("//cdr:sp", namespaces=CDR)
        return [seen("".join(box.itertext("{*}t"))) for box in boxes]
    low, high, step = (Decimal(opc.find(name, f"//c:valAx//c:{tag}/@val")[0]) for tag in ("min", "max", "majorUnit"))
    (code,) = opc.find(name, "//c:valAx/c:numFmt/@formatCode")
    return [seen(drawn_by(code, low + step * n)) for n in range(int((high - low) / step) + 1)]


CASES = [
    (GROWTH, {"fr": "−0,2 0 0,2 0,4", "en": "−0.2 0 0.2 0.4", "fr-CH": "−0,2 0 0,2 0,4"}),
    (
        POPULATION,
        {
            "fr": "0~milliard 2~milliards 4~milliards 6~milliards 8~milliards",
            "en": "0~billion 2~billion 4~billion 6~billion 8~billion",
        },
    ),
    (
        EXACT,
        {
            "fr": "0 2¦000¦000¦000 4¦000¦000¦000 6¦000¦000¦000 8¦000¦000¦000",
            "en": "0 2,000,000,000 4,000,000,000 6,000,000,000 8,000,000,000",
        },
    ),
    (HEADCOUNT, {"fr": "0 20¦000 40¦000 60¦000", "de-CH": "0 20’000 40’000 60’000"}),
    (BALANCES, {"fr": "−200 −100 0 100 200", "en": "−200 −100 0 100 200"}),
    (FAR, {"fr": "96 97 98 99 100", "en": "96 97 98 99 100"}),
]


@pytest.mark.parametrize(("chart", "expected"), CASES)
def test_ticks_read_their_values_in_word_and_powerpoint(build: Build, chart: str, expected: dict[str, str]) -> None:
    files = build(chart, *expected)
    for language, ticks in expected.items():
        for kind in ("docx", "pptx"):
            assert " ".join(ticks_of(files[f"{language}.{kind}"])) == ticks


def test_the_caption_says_that_an_axis_does_not_start_at_zero(build: Build) -> None:
    """On the line below the caption."""
    files = build(FAR, "fr", "en", "de-CH")
    sentences = {
        "fr": "L’axe ne part pas de zéro.",
        "en": "The axis does not start at zero.",
        "de-CH": "Die Achse beginnt nicht bei null.",
    }
    for language, sentence in sentences.items():
        for kind, part in (("docx", "word/document.xml"), ("pptx", "ppt/slides/slide2.xml")):
            opc = open_opc(files[f"{language}.{kind}"])
            assert f"Indice{sentence}" in "".join(opc.xml(part).itertext())


@pytest.mark.full
@pytest.mark.validator
def test_microsoft_s_validator_accepts_the_files(build: Build) -> None:
    for file in build(all_of(GROWTH, EXACT, BALANCES, POPULATION), "fr").values():
        assert schema_errors(file) == []


def make_ticks(folder: Path, number: int) -> list[Path]:
    chart, expected = CASES[number]
    return list(build_charts(folder, chart, *expected).values())


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(
            number,
            marks=[pytest.mark.render(files=make_ticks, arguments=(number,)), *([pytest.mark.full] if number else [])],
        )
        for number in range(len(CASES))
    ],
)
def test_ticks_are_drawn_by_libreoffice(rendering: Path, number: int) -> None:
    for language, ticks in CASES[number][1].items():
        for kind in ("docx", "pptx"):
            with pdfplumber.open(rendering / f"essai.{language}.{kind}.pdf") as pdf:
                drawn = "".join(page.extract_text() for page in pdf.pages)
            bare = re.sub(r"\s", "", drawn)
            for tick in ticks.split():
                assert re.sub("[~¦]", "", tick) in bare, f"{tick} in {language}.{kind}"


NAMES = """
      - chart:
          kind: line
          caption: Notes
          categories:
            - {fr: Éducation, en: Education}
            - {fr: Environnement, en: Environment}
            - {fr: Infrastructures, en: Roads}
            - {fr: Télécommunications, en: Telecoms}
            - {fr: Agroalimentaire, en: Food}
            - {fr: Administration, en: Offices}
            - {fr: Assainissement, en: Sewers}
            - {fr: Développement, en: Growth}
            - {fr: Santé, en: Health}
            - {fr: Logement, en: Housing}
          series: [{name: Note, values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 7]}]
"""
SLOPES = """
      - chart:
          kind: line
          caption: Soldes
          categories: [2020, 2021, 2022, 2023, 2024]
          series: [{name: Solde, values: [-1_500_000, 2_500_000, -300_000, 0, 1_000_000]}]
          format: {currency: EUR, style: compact}
"""
DATED = """
      - chart:
          kind: line
          caption: Mesures
          data: mesures.csv
          category: jour
          series: [{name: Mesure, key: valeur}]
"""


def test_no_name_of_a_category_is_left_out_in_either_language(build: Build) -> None:
    for file in build(NAMES, "fr", "en").values():
        opc, name = chart_of(file)
        assert opc.find(name, "//c:catAx/c:tickLblSkip/@val") == ["1"]
        assert len(opc.find(name, "//c:cat//c:v")) == 10


def make_names(folder: Path) -> list[Path]:
    return list(build_charts(folder, NAMES, "fr", "en").values())


@pytest.mark.render(files=make_names)
def test_names_of_categories_are_drawn_by_libreoffice(rendering: Path) -> None:
    names = (
        "Education",
        "Environment",
        "Roads",
        "Telecoms",
        "Food",
        "Offices",
        "Sewers",
        "Growth",
        "Health",
        "Housing",
    )
    for kind in ("docx", "pptx"):
        with pdfplumber.open(rendering / f"essai.en.{kind}.pdf") as pdf:
            drawn = "".join(page.extract_text() for page in pdf.pages)
        assert not [name for name in names if name not in drawn]


def test_labels_of_a_line_are_above_peaks_and_below_valleys(build: Build) -> None:
    files = build(SLOPES, "fr", "en")
    for file in files.values():
        opc, name = chart_of(file)
        assert opc.find(name, "//c:dLbl/c:idx/@val") == ["0", "1", "2", "3", "4"]
        assert opc.find(name, "//c:dLbl/c:dLblPos/@val")[:3] == ["b", "t", "b"]


def test_dates_of_a_data_file_are_written_in_the_language(tmp_path: Path) -> None:
    folder = tmp_path / "essai"
    folder.mkdir()
    (folder / "mesures.csv").write_text("jour,valeur\n2024-01-15,1\n2024-02-15,2\n2024-03-15,3\n", encoding="utf-8")
    source = HEAD.format(languages="fr, en") + DATED
    (folder / "publication.yaml").write_text(source, encoding="utf-8")
    builder.build(folder, output=tmp_path)
    for language, dates in {
        "fr": ["15 janv. 2024", "15 févr. 2024", "15 mars 2024"],
        "en": ["Jan 15, 2024", "Feb 15, 2024", "Mar 15, 2024"],
    }.items():
        for kind in ("docx", "pptx"):
            opc, name = chart_of(tmp_path / f"essai.{language}.{kind}")
            found = opc.find(name, "//c:cat//c:v/text()")
            assert [text.replace("\u00a0", " ") for text in found] == dates


@pytest.mark.parametrize(
    ("kind", "count", "drawn"), [("pie", 7, "pieChart"), ("pie", 8, "barChart"), ("doughnut", 9, "barChart")]
)
def test_circles_of_too_many_slices_are_bars_in_both_media(build: Build, kind: str, count: int, drawn: str) -> None:
    names, values = ", ".join(f"Part {n}" for n in range(count)), ", ".join("1" * count)
    source = f"\n      - chart: {{kind: {kind}, categories: [{names}], series: [{{name: A, values: [{values}]}}]}}\n"
    words = (
        {"fr": "Graphique en barres", "en": "Bar chart"} if drawn == "barChart" else {"fr": "Diagramme", "en": "Pie"}
    )
    files = build(source, "fr", "en")
    for name, file in files.items():
        opc, part = chart_of(file)
        assert [plot.tag.split("}")[1] for plot in opc.find(part, "//c:plotArea/*[c:ser]")] == [drawn]
        assert len(opc.find(part, "//c:cat//c:v")) == count
        if name.endswith("docx"):
            (alt,) = opc.find("word/document.xml", "//wp:docPr[@descr]/@descr")
            assert alt.startswith(words[name[:2]])

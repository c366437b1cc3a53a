"""Two charts side by side: one row in the brief, one slide in the deck, each chart with its own caption and words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest
from docx.shared import Cm
from docx.table import Table

import builder
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError
from tests.files.validator import schema_errors

SOURCE = """\
languages: [fr, en]
title: {fr: Essai, en: Trial}
OPTIONS
sections:
  - title: {fr: Un, en: One}
    message: {fr: Premier message., en: First message.}
    blocks:
      - text: {fr: "La @trips et la @money.", en: "@trips and @money."}
      - columns: [{chart: LEFT}, {chart: RIGHT}]
        EXTRA
      - text: {fr: Ensuite., en: Then.}
"""
LEFT = """{id: trips, kind: column, caption: {fr: Voyages, en: Trips}, categories: ["2023", "2024"],
        series: [{name: {fr: Voyages, en: Trips}, values: [20, 22]}]}"""
RIGHT = """{id: money, kind: line, categories: ["2023", "2024"], note: {fr: Hors taxes., en: Before tax.},
        caption: {fr: Recettes, en: Revenue}, series: [{name: {fr: Recettes, en: Revenue}, values: [3, 2]}]}"""
LONG = RIGHT.replace(
    "{fr: Recettes, en: Revenue},", "{fr: Recettes de toutes les lignes et de tous les abonnements, en: WORDS},", 1
).replace("WORDS", "Revenue from all of the lines and all of the passes of the network")
_THIRTY = ", ".join(f'"{number}"' for number in range(30))
MANY = f"""{{id: trips, kind: column, caption: {{fr: Voyages, en: Trips}}, categories: [{_THIRTY}],
        series: [{{name: {{fr: Voyages, en: Trips}}, values: {list(range(1, 31))}}}]}}"""
INK = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"

Written = Callable[..., Publication]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    def write(
        left: str = LEFT, right: str = RIGHT, extra: str = "", options: str = "", source: str = SOURCE
    ) -> Publication:
        source = source.replace("LEFT", left).replace("RIGHT", right).replace("EXTRA", extra)
        source = source.replace("OPTIONS\n", f"{options}\n" if options else "")
        (tmp_path / "publication.yaml").write_text(source, encoding="utf-8")
        return builder.load(tmp_path)

    return write


def brief(publication: Publication, language: str, folder: Path) -> Path:
    file = folder / f"x.{language}.docx"
    builder.write_brief(publication, language, file)
    return file


def deck(publication: Publication, language: str, folder: Path) -> Path:
    file = folder / f"x.{language}.pptx"
    builder.write_deck(publication, language, file)
    return file


def pairs(file: Path) -> list[Table]:
    """The tables of the body that hold charts."""
    return [table for table in docx.Document(str(file)).tables if list(table._tbl.iter(CHART))]


def charts(file: Path) -> int:
    return len(list(docx.Document(str(file)).element.body.iter(CHART)))


CAPTIONS = {
    "fr": ["Figure\u00a01\u00a0– Voyages", "Figure\u00a02\u00a0– Recettes"],
    "en": ["Figure\u00a01. Trips", "Figure\u00a02. Revenue"],
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_brief_sets_the_charts_in_one_row_without_rules_each_under_its_caption(
    written: Written, tmp_path: Path, language: str
) -> None:
    file = brief(written(), language, tmp_path)
    (table,) = pairs(file)
    (row,) = table.rows
    assert [cell.paragraphs[0].text for cell in row.cells] == CAPTIONS[language]
    assert [len(list(cell._tc.iter(CHART))) for cell in row.cells] == [1, 1]
    assert {rule.get(f"{INK}val") for rule in table._tbl.iter(f"{INK}tblBorders") for rule in rule} == {"nil"}
    assert row.cells[1].paragraphs[-1].text.startswith("Note")
    section = docx.Document(str(file)).sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in table._tbl.iter(f"{DRAWING}extent")]
    assert sizes[0] == sizes[1] and 0.85 * room < sizes[0][0] * 2 < room
    alts = [properties.get("descr") for properties in table._tbl.iter(f"{DRAWING}docPr")]
    assert all(alts) and alts[0] != alts[1]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "La figure\u00a01 et la figure\u00a02."), ("en", "Figures\u00a01 and 2.")]
)
def test_charts_of_a_pair_are_numbered_and_referred_to_like_others(
    written: Written, tmp_path: Path, language: str, words: str
) -> None:
    paragraphs = [p.text for p in docx.Document(str(brief(written(), language, tmp_path))).paragraphs]
    assert words in paragraphs


@pytest.mark.parametrize("language", ["fr", "en"])
def test_charts_under_captions_of_unequal_length_stand_on_one_line(
    written: Written, tmp_path: Path, language: str
) -> None:
    (table,) = pairs(brief(written(right=LONG), language, tmp_path))
    spaces = [
        next(p.paragraph_format.space_before for p in cell.paragraphs if list(p._p.iter(CHART)))
        for cell in table.rows[0].cells
    ]
    assert spaces[0] and spaces[0].pt > 8
    assert spaces[1] is not None and spaces[1].pt == 0


def test_a_crowded_chart_takes_the_width_of_the_page_and_the_other_follows(written: Written, tmp_path: Path) -> None:
    publication = written(left=MANY)
    for language in ("fr", "en"):
        file = brief(publication, language, tmp_path)
        assert pairs(file) == [] and charts(file) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_list_of_figures_shows_the_page_of_each_chart_of_a_pair(
    written: Written, tmp_path: Path, language: str
) -> None:
    again = f"""- page_break: true
      - columns: [{{chart: {LEFT.replace("id: trips,", "")}}}, {{chart: {RIGHT.replace("id: money,", "")}}}]"""
    source = SOURCE.replace("        EXTRA\n", f"      {again}\n")
    file = brief(written(source=source, options="brief: {lists: [figures]}"), language, tmp_path)
    listed = [
        "".join(text.text or "" for text in paragraph.iter(f"{INK}t"))
        for paragraph in docx.Document(str(file)).element.body.iter(f"{INK}p")
        if any("PAGEREF" in (field.text or "") for field in paragraph.iter(f"{INK}instrText"))
    ]
    assert [entry[-1] for entry in listed if entry.startswith("Figure")] == ["1", "1", "2", "2"]


def test_charts_on_a_narrow_page_are_one_below_the_other(written: Written, tmp_path: Path) -> None:
    template = docx.Document()
    template.sections[0].page_width = Cm(14)
    template.sections[0].left_margin = template.sections[0].right_margin = Cm(2)
    template.save(str(tmp_path / "narrow.docx"))
    file = brief(written(options="brief: {template: narrow.docx}"), "en", tmp_path)
    assert pairs(file) == [] and charts(file) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_deck_shows_the_charts_on_one_line_of_one_slide_left_then_right(
    written: Written, tmp_path: Path, language: str
) -> None:
    slides = pptx.Presentation(str(deck(written(right=LONG), language, tmp_path))).slides
    (slide,) = [slide for slide in slides if any(shape.has_chart for shape in slide.shapes)]
    left, right = [shape for shape in slide.shapes if shape.has_chart]
    assert (left.top, left.width, left.height) == (right.top, right.width, right.height)
    assert left.left + left.width < right.left
    names = [shape.text_frame.text if shape.has_text_frame else "" for shape in slide.shapes]
    order = [name[:9] for name in names if name.startswith("Figure")]
    assert order == [caption[:9] for caption in CAPTIONS[language]]
    boxes = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text.startswith("Figure")]
    assert [box.left for box in boxes] == [left.left, right.left]
    assert all(box.top + box.height <= left.top for box in boxes)
    kinds = [
        shape.has_chart
        for shape in slide.shapes
        if shape in (left, right) or shape.shape_id in {b.shape_id for b in boxes}
    ]
    assert kinds == [False, True, False, True]


def test_a_deck_shows_crowded_charts_on_two_slides_in_both_languages(written: Written, tmp_path: Path) -> None:
    publication = written(left=MANY)
    for language in ("fr", "en"):
        slides = pptx.Presentation(str(deck(publication, language, tmp_path))).slides
        counts = [sum(shape.has_chart for shape in slide.shapes) for slide in slides]
        assert [count for count in counts if count] == [1, 1]


def test_one_medium_may_show_a_pair_alone(written: Written, tmp_path: Path) -> None:
    left, right = LEFT.replace("id: trips,", ""), RIGHT.replace("id: money,", "")
    source = SOURCE.replace("@trips", "10").replace("@money", "20")
    publication = written(left, right, "only: deck", source=source)
    slides = pptx.Presentation(str(deck(publication, "en", tmp_path))).slides
    assert sum(shape.has_chart for slide in slides for shape in slide.shapes) == 2
    assert charts(brief(publication, "en", tmp_path)) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("}, {chart: RIGHT}]", "}]"),
            "`columns` hold two charts, side by side; found 1 (write the chart as a block of its own)",
        ),
        (
            ("{chart: RIGHT}]", "{chart: RIGHT}, {chart: LAST}]"),
            "`columns` hold two charts, side by side; found 3 (write two charts)",
        ),
        (
            ("{chart: RIGHT}", "{chart: RIGHT, only: deck}"),
            "`only: deck` on one chart of a pair (write `only` beside `columns`)",
        ),
        (("id: money", "id: trips"), "duplicate id `trips`; it already names a figure (rename one)"),
        (("{chart: RIGHT}", "{table: RIGHT}"), "unknown key `table`"),
    ],
)
def test_columns_hold_two_charts_that_both_media_show_alike(
    tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    last = RIGHT.replace("money", "last")
    source = SOURCE.replace("OPTIONS\n", "").replace("        EXTRA\n", "")
    if change[0] in source:
        source = source.replace(*change)
    source = source.replace("LEFT", LEFT).replace("RIGHT", RIGHT).replace("LAST", last).replace(*change)
    (tmp_path / "publication.yaml").write_text(source, encoding="utf-8")
    with pytest.raises(BuildError) as error:
        builder.load(tmp_path)
    assert message in str(error.value)


@pytest.mark.full
@pytest.mark.validator
def test_microsofts_validator_accepts_both_media(written: Written, tmp_path: Path) -> None:
    publication = written(right=LONG)
    for language in ("fr", "en"):
        assert schema_errors(brief(publication, language, tmp_path)) == []
        assert schema_errors(deck(publication, language, tmp_path)) == []

"""Text of templates is read against what is drawn behind it, and set in another colour where it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE

import builder
from builder.brand.template_check import check_template
from builder.diagnostics import Diagnostic
from builder.office.colour import contrast, shade_of
from builder.pipeline import document, planning
from builder.templates.deck.backdrop import Backdrop
from builder.templates.deck.facts import DeckFacts, SlideLayout
from builder.templates.deck.reader import read_deck_facts
from builder.templates.deck.theme import least_contrast, legible_colour
from builder.templates.defaults import default_template
from builder.templates.open import open_template
from tests.templates.foreign import add_picture, add_shape, fill_background, own_table_style, photo

SOURCE = """\
languages: [fr, en]
title: {fr: Titre, en: Title}
date: 2025-01-15
sections:
  - title: {fr: Un, en: One}
    blocks:
      - points: [{fr: un point, en: a point}, {fr: un autre, en: another}]
      - table: {caption: {fr: Lignes, en: Lines}, columns: [A, B], rows: [[x, 1], [y, 2]]}
"""
DARK, PALE, MIDDLE = "10203A", "F4F4EC", "6F7680"
OFFICE = {"tx1": "000000", "bg1": "FFFFFF", "tx2": "1F497D", "bg2": "EEECE1", "accent1": "4F81BD",
          **{f"accent{n}": "C0504D" for n in range(2, 7)}}  # fmt: skip
WIDE = (0.0, 0.0, 1.0, 1.0)
TITLE = (0.0, 0.0, 1.0, 0.22)
Change = Callable[[Any], None]


def solid(colour: str, opacity: int = 100) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"><a:alpha val="{opacity}000"/></a:srgbClr></a:solidFill>'


def gradient(*colours: str) -> str:
    stops = "".join(
        f'<a:gs pos="{100_000 * n // (len(colours) - 1)}"><a:srgbClr val="{colour}"/></a:gs>'
        for n, colour in enumerate(colours)
    )
    return f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>'


def channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
    return red, green, blue


def template(path: Path, change: Change) -> Path:
    """Save a template whose layout for text was changed."""
    presentation = pptx.Presentation()
    change(presentation.slide_layouts[1])
    presentation.save(str(path))
    return path


def facts_of(path: Path) -> DeckFacts:
    return read_deck_facts(open_template(path, "pptx"))


def layout_after(tmp_path: Path, change: Change) -> SlideLayout:
    return facts_of(template(tmp_path / "t.pptx", change)).layouts["text"]


def title_colour(layout: SlideLayout) -> str:
    """Return RRGGBB in which the titles of a layout are set."""
    title = layout.placeholders["title"]
    return shade_of(title.ink, layout.colours) if title.ink else title.levels[0].colour


RIGHT_TRIANGLE = (
    '<a:custGeom><a:avLst/><a:pathLst><a:path w="100" h="100"><a:moveTo><a:pt x="0" y="100"/></a:moveTo>'
    '<a:lnTo><a:pt x="100" y="100"/></a:lnTo><a:lnTo><a:pt x="100" y="60"/></a:lnTo><a:close/></a:path></a:pathLst>'
    "</a:custGeom>"
)
"""A freeform in the lower right corner of its frame."""


@pytest.mark.parametrize(
    ("change", "dark"),
    [
        (lambda layout: fill_background(layout, solid(DARK)), True),
        (lambda layout: fill_background(layout, solid(PALE)), False),
        (lambda layout: fill_background(layout.slide_master, gradient("203A5A", DARK)), True),
        (lambda layout: add_shape(layout, solid(DARK), TITLE), True),
        (lambda layout: add_shape(layout, solid(DARK), TITLE, grouped=True), True),
        (lambda layout: add_shape(layout.slide_master, solid(DARK), TITLE), True),
        (lambda layout: add_shape(layout, solid(DARK), TITLE, attributes=' hidden="1"'), False),
        (lambda layout: add_shape(layout, solid(DARK, 10), TITLE), False),
        (lambda layout: add_shape(layout, solid(DARK, 95), TITLE), True),
        (lambda layout: add_shape(layout, solid(DARK), WIDE, geometry=RIGHT_TRIANGLE), False),
        (lambda layout: add_shape(layout, solid(DARK), (0.39, -0.6, 0.22, 1.4), turn=90), True),
        (lambda layout: add_shape(layout, "<a:noFill/>", TITLE), False),
        (lambda layout: add_shape(layout, solid(DARK), (0.0, 0.22, 1.0, 0.01)), False),
        (lambda layout: add_picture(layout, photo([channels(DARK)]), WIDE), True),
        (lambda layout: add_picture(layout, photo([channels(PALE)]), WIDE), False),
        (lambda layout: add_picture(layout, photo([(0, 0, 0), (255, 255, 255)]), TITLE, crop='r="50000"'), True),
        (lambda layout: add_picture(layout, photo([(0, 0, 0), (255, 255, 255)]), TITLE, crop='l="50000"'), False),
        (lambda layout: add_picture(layout, photo([channels(DARK)]), (0.9, 0.0, 0.1, 0.1)), False),
    ],
)  # fmt: skip
def test_titles_are_read_against_what_is_drawn_behind_them(tmp_path: Path, change: Change, dark: bool) -> None:
    layout = layout_after(tmp_path, change)
    assert bool(layout.placeholders["title"].ink) == dark
    assert contrast(title_colour(layout), DARK if dark else PALE) >= 4.5


def test_a_later_shape_hides_an_earlier_one(tmp_path: Path) -> None:
    def change(layout: Any) -> None:
        add_shape(layout, solid(PALE), TITLE)
        add_shape(layout.slide_master, solid(DARK), WIDE)

    layout = layout_after(tmp_path, change)
    assert not layout.placeholders["title"].ink
    assert layout.placeholders["body"].ink


def test_shapes_of_the_master_do_not_count_where_a_layout_hides_them(tmp_path: Path) -> None:
    def change(layout: Any) -> None:
        add_shape(layout.slide_master, solid(DARK), WIDE)
        layout._element.set("showMasterSp", "0")

    assert not layout_after(tmp_path, change).placeholders["title"].ink


def test_a_placeholder_s_own_fill_is_behind_its_text(tmp_path: Path) -> None:
    def change(layout: Any) -> None:
        fill_background(layout, solid(DARK))
        layout.placeholders[0].fill.solid()
        layout.placeholders[0].fill.fore_color.rgb = RGBColor.from_string(PALE)

    layout = layout_after(tmp_path, change)
    assert not layout.placeholders["title"].ink
    assert layout.placeholders["body"].ink


def test_a_gradient_counts_by_its_worst_stop(tmp_path: Path) -> None:
    layout = layout_after(tmp_path, lambda layout: fill_background(layout, gradient("FFFFFF", "FFFFFF", DARK)))
    assert layout.background == DARK
    assert layout.placeholders["title"].background == DARK


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
@settings(max_examples=25)
def test_text_can_be_read_or_no_colour_of_the_theme_can(
    tmp_path_factory: pytest.TempPathFactory, first: tuple[int, int, int], second: tuple[int, int, int]
) -> None:
    stops = ["".join(f"{channel:02X}" for channel in colour) for colour in (first, second)]
    path = tmp_path_factory.mktemp("any") / "t.pptx"
    facts = facts_of(template(path, lambda layout: fill_background(layout, gradient(*stops))))
    layout = facts.layouts["text"]
    for role in ("title", "body"):
        placeholder = layout.placeholders[role]
        level = placeholder.levels[0]
        least = least_contrast(level.size, level.bold)
        colour = shade_of(placeholder.ink, layout.colours) if placeholder.ink else level.colour
        readable = min(contrast(colour, stop) for stop in stops) >= least
        possible = any(
            min(contrast(layout.colours[name], stop) for stop in stops) >= least
            for name in ("tx1", "bg1", "tx2", "bg2", "accent1")
        )
        assert readable or not possible


# --- Built decks -----------------------------------------------------------------------------------------------------


def remarks(folder: Path, template: Path, code: str = "text-recoloured") -> list[Diagnostic]:
    (folder / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    publication = builder.load(folder)
    _, diagnostics = planning([document(publication, language) for language in ("fr", "en")], template)
    return [problem for problem in diagnostics if problem.code == code]


def run_colours(folder: Path, template: Path, language: str) -> list[list[str]]:
    """Return the colour names of the runs of each row of the table, "" for those of the style."""
    presentation = builder.deck(builder.load(folder), language, template=template)
    (table,) = [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]
    return [
        [run._r.xpath("string(a:rPr/a:solidFill/a:schemeClr/@val)") for cell in row.cells
         for run in cell.text_frame.paragraphs[0].runs]
        for row in table.rows
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_slides_set_unreadable_text_in_a_colour_of_the_theme_and_say_so_once(tmp_path: Path, language: str) -> None:
    path = template(tmp_path / "t.pptx", lambda layout: add_shape(layout.slide_master, solid(DARK), WIDE))
    (remark,) = remarks(tmp_path, path)
    assert "title, body, body2 of 'Title Slide', 'Two Content' " in remark.message
    assert "set in #FFFFFF, not #000000" in remark.message
    presentation = builder.deck(builder.load(tmp_path), language, template=path)
    colours = facts_of(path).layouts["text"].colours
    for slide in presentation.slides:
        title = slide.shapes.title
        (colour,) = set(title._element.xpath(".//a:r/a:rPr/a:solidFill/a:schemeClr/@val"))
        assert contrast(colours[colour], DARK) >= 4.5


def test_text_that_no_colour_of_the_theme_makes_legible_is_reported_once(tmp_path: Path) -> None:
    stops = gradient("000000", "FFFFFF", "777777")
    path = template(tmp_path / "t.pptx", lambda layout: fill_background(layout.slide_master, stops))
    (problem,) = remarks(tmp_path, path, "text-illegible")
    assert problem.severity == "warning"
    assert "title" in problem.message
    assert remarks(tmp_path, path) == []


def test_text_that_can_be_read_is_left_alone(tmp_path: Path) -> None:
    path = default_template("pptx")
    assert remarks(tmp_path, path) == remarks(tmp_path, path, "text-illegible") == []
    for slide in builder.deck(builder.load(tmp_path), "en", template=path).slides:
        assert not slide.shapes.title._element.xpath(".//a:r/a:rPr/*")


def with_table_style(path: Path, header_text: str, header_fill: str, body_text: str = "") -> Path:
    """Save a template whose default table style has these texts and fills."""
    path.write_bytes(own_table_style(header_text, body_text, header_fill))
    return path


def table_findings(path: Path) -> list[str]:
    return [p.message for p in check_template(path).diagnostics if p.code == "TPL201" and "table style" in p.message]


def test_the_colour_of_a_font_reference_is_not_that_of_the_text(tmp_path: Path) -> None:
    path = with_table_style(tmp_path / "t.pptx", '<a:schemeClr val="lt1"/>', solid(DARK))
    assert table_findings(path) == []
    assert not [remark for remark in remarks(tmp_path, path) if "tables" in remark.message]
    assert set(chain.from_iterable(run_colours(tmp_path, path, "fr"))) == {""}


@pytest.mark.parametrize(
    ("colour", "behind", "name"),
    [("000000", DARK, "bg1"), ("FFFFFF", PALE, "tx1"), ("898989", "FFFFFF", "tx1+40"), ("B0B0B0", "FFFFFF", "tx1+40"),
     ("666666", "000000", "tx1+50"), ("4F81BD", "FFFFFF", "accent1-25"), ("1F497D", "000000", "accent1")],
)  # fmt: skip
def test_the_colour_that_replaces_another_is_near_it(colour: str, behind: str, name: str) -> None:
    colours = facts_of(default_template("pptx")).layouts["text"].colours | OFFICE
    assert legible_colour(colour, Backdrop(((behind, 1.0),)), colours, 4.5) == name


@pytest.mark.parametrize("fill", [solid(DARK), gradient(PALE, DARK), solid("000000", 90)])
def test_the_header_of_a_table_is_set_in_a_colour_that_can_be_read(tmp_path: Path, fill: str) -> None:
    path = with_table_style(tmp_path / "t.pptx", '<a:schemeClr val="dk1"/>', fill)
    (finding,) = table_findings(path)
    assert "the header of the default table style: #000000 on #" in finding
    remarks(tmp_path, path)
    header, *rows = run_colours(tmp_path, path, "en")
    if "gradFill" not in fill:
        assert set(header) == {"bg1"}
    assert set(chain.from_iterable(rows)) == {""}


def test_a_style_s_own_text_is_judged_where_it_has_no_fill(tmp_path: Path) -> None:
    path = with_table_style(tmp_path / "t.pptx", '<a:schemeClr val="lt1"/>', solid(DARK), '<a:schemeClr val="lt1"/>')
    (finding,) = table_findings(path)
    assert finding.startswith("text of the default table style: #FFFFFF on #FFFFFF")
    (remark,) = remarks(tmp_path, path)
    assert "text of tables set in #000000, not #FFFFFF" in remark.message
    header, *rows = run_colours(tmp_path, path, "en")
    assert set(header) == {""}
    assert set(chain.from_iterable(rows)) == {"tx1"}


def test_a_report_names_the_colour_that_builds_use(tmp_path: Path) -> None:
    path = template(tmp_path / "t.pptx", lambda layout: add_shape(layout.slide_master, solid(DARK), WIDE))
    problems = [p for p in check_template(path).diagnostics if p.code == "TPL201"]
    assert problems
    for problem in problems:
        (colour,) = re.findall(r"builds set it in #(\w{6})", problem.hint)
        assert contrast(colour, DARK) >= 3


@pytest.mark.parametrize("blob", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_a_picture_that_cannot_be_read_counts_as_absent(tmp_path: Path, blob: bytes) -> None:
    def change(layout: Any) -> None:
        add_picture(layout, photo([channels(DARK)]), WIDE)
        rid = layout._element.xpath(".//a:blip/@r:embed")[0]
        layout.part.related_part(rid)._blob = blob

    layout = layout_after(tmp_path, change)
    assert layout.background == "FFFFFF"
    assert not layout.placeholders["title"].ink


def test_a_list_of_table_styles_without_a_default_gets_one(tmp_path: Path) -> None:
    path = with_table_style(tmp_path / "t.pptx", "", solid(DARK))
    presentation = pptx.Presentation(str(path))
    part = presentation.part.part_related_by(RELATIONSHIP_TYPE.TABLE_STYLES)
    part.blob = re.sub(rb' def="[^"]*"', b"", part.blob)
    presentation.save(str(path))
    remarks(tmp_path, path)
    built = builder.deck(builder.load(tmp_path), "en", template=path)
    styles = built.part.part_related_by(RELATIONSHIP_TYPE.TABLE_STYLES).blob.decode()
    (default,) = re.findall(r'<a:tblStyleLst[^>]* def="([^"]*)"', styles)
    assert f'styleId="{default}"' in styles

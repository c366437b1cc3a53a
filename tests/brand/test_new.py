"""Branded templates: what a brand.yml makes of the default pair, and what is wrong in one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from builder.brand.brand import Brand, Tone
from builder.brand.new import NewTemplates, new_templates
from builder.brand.palette import theme_colours
from builder.brand.template_check import check_template
from builder.diagnostics import BuildError, UsageError
from builder.office.colour import contrast
from builder.office.xml import qn
from builder.source import NOWHERE
from builder.templates.deck.reader import read_deck_facts
from builder.templates.open import open_template
from builder.templates.word.reader import read_brief_template
from builder.writers.word.brief import write_brief
from tests.documents import everything, words
from tests.files.opc import Opc
from tests.files.validator import schema_errors

BRAND = """\
meta: {name: {short: ONÉ, full: Office national}}
logo:
  images:
    wide: {path: logo.png, alt: Office national des études}
  medium: wide
color:
  palette: {brick: "#C1440E", forest: "#1F5A32", night: "#1D1B3A"}
  foreground: "#222"
  primary: brick
  secondary: forest
  dark: night
typography:
  fonts: [{family: Lato, source: google}]
  base: Lato
  headings: {family: Georgia, weight: 400}
  monospace: {family: Courier New, size: 0.9em}
defaults: {anything: goes}
"""
Files = dict[str, bytes]


def brand_templates(tmp_path: Path, text: str = BRAND) -> NewTemplates:
    picture = io.BytesIO()
    Image.new("RGB", (300, 80), "#C1440E").save(picture, "PNG")
    (tmp_path / "logo.png").write_bytes(picture.getvalue())
    (tmp_path / "brand.yml").write_text(text, encoding="utf-8")
    return new_templates(tmp_path / "brand.yml", output=tmp_path / "out")


def files(path: Path) -> Files:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return brand_templates(tmp_path_factory.mktemp("brand")).paths


def test_both_templates_have_the_brand_s_colours_and_fonts(pair: tuple[Path, ...]) -> None:
    brief = read_brief_template(open_template(pair[0], "docx"))
    deck = read_deck_facts(open_template(pair[1], "pptx"))
    for theme in (brief.theme, deck.theme):
        assert (theme.major_font, theme.minor_font) == ("Georgia", "Lato")
        assert theme.colours == deck.theme.colours
    assert deck.theme.colours["accent1"] == "C1440E"
    assert deck.theme.colours["dk2"] == "1D1B3A"
    assert deck.theme.colours["dk1"] == "222222"
    assert "1F5A32" in deck.theme.colours.values()
    assert brief.type["title"].font == "Georgia" and not brief.type["title"].bold
    assert not deck.layouts["text"].placeholders["title"].levels[0].bold


def test_word_styles_hold_the_present_values_of_the_brand_s_colours(pair: tuple[Path, ...]) -> None:
    styles = files(pair[0])["word/styles.xml"].decode()
    assert "0E5A73" not in styles and "C1440E" in styles
    assert "Courier New" in styles and "Consolas" not in styles


def test_the_logo_stands_on_the_cover_the_slides_and_the_first_page_with_its_words(pair: tuple[Path, ...]) -> None:
    layouts = {f"ppt/slideLayouts/slideLayout{number}.xml" for number in (1, 2, 18, 19, 20)}
    for path, parts in (
        (pair[0], {"word/document.xml"}),
        (pair[1], {"ppt/slideMasters/slideMaster1.xml", *layouts}),
    ):
        contents = files(path)
        holding = {name for name, blob in contents.items() if 'descr="Office national des études"'.encode() in blob}
        assert holding == parts
        assert len([name for name in contents if "/media/" in name]) == 1


def test_the_logo_is_in_the_band_of_a_brief_from_the_template(pair: tuple[Path, ...], tmp_path: Path) -> None:
    template = read_brief_template(open_template(pair[0], "docx"))
    write_brief(everything(), template).save(str(tmp_path / "brief.docx"))
    opc = Opc(tmp_path / "brief.docx")
    (title,) = opc.find("word/document.xml", "//w:p[w:pPr/w:pStyle/@w:val='Title']")
    drawn = [(node.get("name"), node.get("descr")) for node in title.iter(qn("wp:docPr"))]
    assert ("Logo", "Office national des études") in drawn and ("Band", None) in drawn
    assert len(list(title.iter(qn("a:blip")))) == 1
    # In front of the text: the ground of the lines over the band would cover it.
    in_front = {a.find(qn("wp:docPr")).get("name"): a.get("behindDoc") for a in title.iter(qn("wp:anchor"))}
    assert in_front == {"Band": "1", "Strip": "1", "Logo": "0"}
    assert len(opc.related("word/document.xml", "image")) >= 1
    assert set(opc.parts) - {"[Content_Types].xml"} - opc.reachable() == {name for name in opc.parts if ".rels" in name}


def test_the_line_beside_the_logo_of_a_brief_ends_before_it(pair: tuple[Path, ...], tmp_path: Path) -> None:
    content = replace(everything(), status=words("Rapport d'évaluation à mi-parcours du plan fédéral " * 2))
    write_brief(content, read_brief_template(open_template(pair[0], "docx"))).save(str(tmp_path / "brief.docx"))
    document = docx.Document(str(tmp_path / "brief.docx"))
    (logo,) = (a for a in document.element.iter(qn("wp:anchor")) if a.find(qn("wp:docPr")).get("name") == "Logo")
    page = document.sections[0]
    end = page.page_width - page.right_margin - document.styles["Document Status"].paragraph_format.right_indent
    assert end < int(logo.findtext(f"{qn('wp:positionH')}/{qn('wp:posOffset')}"))
    # The band is higher by the further lines.
    (band,) = (a for a in document.element.iter(qn("wp:anchor")) if a.find(qn("wp:docPr")).get("name") == "Band")
    write_brief(everything(), read_brief_template(open_template(pair[0], "docx"))).save(str(tmp_path / "short.docx"))
    short = docx.Document(str(tmp_path / "short.docx"))
    (usual,) = (a for a in short.element.iter(qn("wp:anchor")) if a.find(qn("wp:docPr")).get("name") == "Band")
    heights = [int(anchor.find(qn("wp:extent")).get("cy")) for anchor in (usual, band)]
    assert heights[1] > heights[0]


def test_nothing_is_left_to_mend(pair: tuple[Path, ...]) -> None:
    for path in pair:
        report = check_template(path)
        assert {use.how for use in report.uses} == {"own"}
        assert not [diagnostic for diagnostic in report.diagnostics if diagnostic.severity != "info"]


def test_white_words_on_a_light_primary_are_dark(tmp_path: Path) -> None:
    pair = brand_templates(tmp_path, BRAND.replace("#C1440E", "#F2B705")).paths
    unreadable = [finding for path in pair for finding in check_template(path).diagnostics if finding.code == "TPL201"]
    assert unreadable == []


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_finds_nothing(pair: tuple[Path, ...]) -> None:
    assert [schema_errors(path) for path in pair] == [[], []]


def test_the_same_brand_makes_the_same_bytes(pair: tuple[Path, ...], tmp_path: Path) -> None:
    assert [path.read_bytes() for path in brand_templates(tmp_path).paths] == [path.read_bytes() for path in pair]


def test_a_brand_of_one_colour_will_do(tmp_path: Path) -> None:
    paths = brand_templates(tmp_path, 'color: {primary: "rgb(0, 80, 160)"}\n').paths
    theme = read_deck_facts(open_template(paths[1], "pptx")).theme
    assert (theme.colours["accent1"], theme.minor_font) == ("0050A0", "Calibri")


def test_a_colour_that_cannot_be_read_is_changed_and_reported_at_its_place(tmp_path: Path) -> None:
    result = brand_templates(tmp_path, 'color:\n  primary: "#FFD500"\n')
    (change,) = [diagnostic for diagnostic in result.diagnostics if diagnostic.code == "brand-colour"]
    assert (change.span.line, change.span.column) == (2, 12)
    assert "#FFD500" in change.message and "4.5:1" in change.message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("colour: {}\n", (1, 1), "unknown key `colour`, did you mean `color`?"),
        (
            "color:\n  primary: brik\n  palette: {brick: red}\n",
            (2, 12),
            "expected a colour, found `brik`, did you mean `brick`?",
        ),
        ("color: {primary: '#12345'}\n", (1, 18), "expected a colour, found `#12345`"),
        ("color:\n  primary: secondary\n  secondary: primary\n", (2, 12), "expected a colour, found `secondary`"),
        ("logo: https://example.org/logo.png\n", (1, 7), "the logo is a web address"),
        ("logo: {medium: nothing.png}\n", (1, 16), "no file `nothing.png`"),
        ("logo: brand.yml\n", (1, 7), "is not a PNG, JPEG, GIF, TIFF, WebP, BMP or SVG picture"),
        ("logo: ../logo.png\n", (1, 7), "outside"),
        ("typography: Lato\n", (1, 13), "expected a mapping, found text"),
        ("typography: {base: [Lato]}\n", (1, 20), "expected a mapping, found "),
        ("color: {primary: red\n", (1, 8), "`{`"),
    ],
)  # fmt: skip
def test_mistakes_are_reported_at_their_places(tmp_path: Path, text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(BuildError) as raised:
        brand_templates(tmp_path, text)
    first = raised.value.diagnostics[0]
    assert message in first.message
    assert (first.span.line, first.span.column) == place
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("fonts", "places"),
    [
        ("typography:\n  base: Marianne\n  headings: {family: Georgia}\n",
         {"Marianne": (3, 9), "Georgia": (4, 22)}),
        ("typography:\n  headings: Georgia\n  base: {family: Georgia}\n", {"Georgia": (3, 13)}),
        ("typography:\n  base: {weight: 400, family: Ubuntu}\n", {"Ubuntu": (3, 31)}),
    ],
)  # fmt: skip
def test_remarks_on_fonts_are_at_the_places_that_name_them(
    tmp_path: Path, fonts: str, places: dict[str, tuple[int, int]]
) -> None:
    problems = brand_templates(tmp_path, f"meta: {{name: One}}\n{fonts}").diagnostics
    remarks = [problem for problem in problems if problem.code == "TPL302"]
    assert {problem.message.split("'")[1]: (problem.span.line, problem.span.column) for problem in remarks} == places
    assert {Path(problem.span.file).name for problem in remarks} == {"brand.yml"}


def test_templates_that_are_there_stay(tmp_path: Path) -> None:
    brand_templates(tmp_path)
    with pytest.raises(UsageError, match="already exists"):
        brand_templates(tmp_path)


def test_the_folder_is_named_after_the_brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brand_templates(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert new_templates(None).paths == (Path("templates/one/brief.docx"), Path("templates/one/deck.pptx"))
    with pytest.raises(UsageError, match="name of lower-case words"):
        new_templates(None, "../elsewhere")


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: Tone(f"{number:06X}", NOWHERE))


def test_a_colour_is_not_taken_for_a_grey_as_light_as_it_is(tmp_path: Path) -> None:
    brand = brand_templates(tmp_path, 'color: {primary: "#6B7280", secondary: "#3B6EA5"}\n')
    assert brand.diagnostics == ()
    colours = read_deck_facts(open_template(brand.paths[1], "pptx")).theme.colours
    assert (colours["accent1"], colours["accent2"]) == ("6B7280", "3B6EA5")


ROLES = ("foreground", "background", "primary", "secondary", "tertiary", "danger", "light", "dark")


@given(st.dictionaries(st.sampled_from(ROLES), COLOURS))
def test_any_brand_gives_a_theme_that_can_be_read(colours: dict[str, Tone]) -> None:
    theme, _ = theme_colours(Brand(name="", colours=colours, palette={}))
    page = theme["lt1"]
    for slot in ("dk1", "dk2", "accent5", "hlink"):
        assert contrast(theme[slot], page) >= 4.5
    for slot in ("accent1", "accent2", "accent3", "accent4", "accent6"):
        assert contrast(theme[slot], page) >= 1.2
    primary = colours.get("primary")
    if primary is not None and 1.25 <= contrast(primary.rgb, page) < 3:
        assert theme["accent1"] == primary.rgb
    assert contrast(theme["dk1"], theme["lt2"]) >= 4.5


def test_a_dark_brand_keeps_its_ground_where_it_can(tmp_path: Path) -> None:
    paths = brand_templates(
        tmp_path, 'color: {background: "#0B132B", foreground: "#F5F5F5", primary: "#5BC0BE"}\n'
    ).paths
    colours = read_deck_facts(open_template(paths[1], "pptx")).theme.colours
    assert (colours["lt1"], colours["dk1"], colours["dk2"]) == ("FFFFFF", "0B132B", "0B132B")


def test_a_yellow_brand_without_a_second_colour_is_yellow_on_dark_grounds(tmp_path: Path) -> None:
    paths = brand_templates(tmp_path, 'color: {palette: {sun: "#FFD400"}, foreground: "#111", primary: sun}\n').paths
    opc = Opc(paths[1])
    for name in ("Title", "Section", "Closing columns"):
        (part,) = [
            layout for layout in opc.names("ppt/slideLayouts") if opc.strings(layout, "//p:cSld/@name") == [name]
        ]
        used = opc.strings(part, "//p:sp//a:schemeClr/@val")
        assert "accent1" in used and "accent2" not in used, name
    kind = Opc(paths[0]).strings(
        "word/styles.xml", "//w:style[@w:styleId='DocumentStatus']/w:rPr/w:color/@w:themeColor"
    )
    assert kind == ["accent1"]

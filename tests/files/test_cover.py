"""The first slide in built decks: its picture, cropped to fill its place, or one of the figures."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest
from PIL import Image, ImageDraw
from pptx.oxml import parse_xml
from pptx.util import Emu

import builder
from builder import pipeline
from builder.templates.defaults import default_template
from tests.files.opc import NS, open_opc
from tests.files.validator import schema_errors

SOURCE = """\
languages: [fr, en]
title: {fr: La ville, en: The city}
date: 2025-01-15
classification: {fr: Interne, en: Internal}
status: {fr: Note, en: Note}
authors: [Service]
figures:
  founded: {date: 1998, label: {fr: Année de fondation, en: Year of foundation}}
  seat: {territory: FR, label: {fr: Siège, en: Seat}}
  budget: {amount: 12_000_000, currency: EUR, bound: more-than, label: {fr: de budget, en: budget}}
  staff: {number: 40, label: {fr: agents, en: employees}}
key_figures: [founded, seat, budget, staff]
sections:
  - title: {fr: Un, en: One}
    blocks: [{points: [{fr: Mot, en: Word}]}]
"""
PICTURE = """\
deck:
  cover:
    image: %s
    alt: {fr: Un pont, en: A bridge}
    credit: {fr: La ville, en: The city}
    focus: %s
"""
INCH = 914_400


def png(size: tuple[int, int], *colours: str) -> bytes:
    """A picture with vertical stripes of these colours."""
    image = Image.new("RGB", size, colours[0])
    draw, width = ImageDraw.Draw(image), size[0] / len(colours)
    for place, colour in enumerate(colours):
        draw.rectangle((round(place * width), 0, round((place + 1) * width), size[1]), fill=colour)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def build(folder: Path, more: str, template: Path | None = None, **pictures: bytes) -> dict[str, Path]:
    for name, blob in pictures.items():
        (folder / f"{name}.png").write_bytes(blob)
    (folder / "publication.yaml").write_text(SOURCE + more, "utf-8")
    publication = builder.load(folder)
    files = {language: folder / f"{language}.pptx" for language in ("fr", "en")}
    for language, file in files.items():
        builder.write_deck(publication, language, file, template)
    return files


def first(file: Path) -> Any:
    return pptx.Presentation(str(file)).slides[0]


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def remarks(folder: Path, template: Path) -> dict[str, str]:
    publication = builder.load(folder)
    twins = [pipeline.document(publication, language) for language in ("fr", "en")]
    return {remark.code: remark.message for remark in pipeline.planning(twins, template)[1]}


def crop(file: Path) -> dict[str, int]:
    """What is cut off the cover's picture, in thousandths of a per cent by side."""
    opc = open_opc(file)
    (rectangle,) = opc.find("ppt/slides/slide1.xml", "//p:pic/p:blipFill/a:srcRect")
    return {side: int(rectangle.get(side, "0")) for side in "ltrb"}


@pytest.mark.parametrize(
    ("size", "focus", "cut"),
    [
        ((1600, 900), "centre", "lr"),
        ((1600, 900), "left", "r"),
        ((1600, 900), "right", "l"),
        ((300, 900), "centre", "tb"),
        ((300, 900), "top", "b"),
        ((300, 900), "bottom", "t"),
    ],
)
def test_the_picture_fills_its_place_and_keeps_its_proportions(
    tmp_path: Path, size: tuple[int, int], focus: str, cut: str
) -> None:
    file = build(tmp_path, PICTURE % ("bridge.png", focus), bridge=png(size, "#123456", "#654321"))["fr"]
    (picture,) = [
        shape
        for shape in first(file).shapes
        if shape.shape_type == 14 and shape.is_placeholder and hasattr(shape, "image")
    ]
    assert (picture.left + picture.width, picture.top, picture.height) == (12_192_000, 0, 6_858_000)
    sides = crop(file)
    assert {side for side, share in sides.items() if share} == set(cut)
    if len(cut) == 2:
        assert abs(sides[cut[0]] - sides[cut[1]]) <= 1
    shown = [size[0] * (100_000 - sides["l"] - sides["r"]), size[1] * (100_000 - sides["t"] - sides["b"])]
    assert shown[0] / shown[1] == pytest.approx(picture.width / picture.height, rel=1e-3)


def build_with_two_pictures(folder: Path) -> dict[str, Path]:
    pictures = {"pont": png((800, 600), "#102030"), "bridge": png((800, 600), "#302010")}
    return build(folder, PICTURE % ("{fr: pont.png, en: bridge.png}", "centre"), **pictures)


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_accepts_a_picture_for_each_language(tmp_path: Path) -> None:
    for file in build_with_two_pictures(tmp_path).values():
        assert schema_errors(file) == []


def test_the_picture_has_its_words_in_each_language_and_hides_none(tmp_path: Path) -> None:
    files = build_with_two_pictures(tmp_path)
    for language, alt, credit in (("fr", "Un pont", "La ville"), ("en", "A bridge", "The city")):
        slide, opc = first(files[language]), open_opc(files[language])
        assert slide.slide_layout.name == "Title and picture"
        assert opc.strings("ppt/slides/slide1.xml", "//p:pic/p:nvPicPr/p:cNvPr/@descr") == [alt]
        assert credit in texts(slide)
        (picture,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text and shape.text_frame.text not in ("Interne", "Internal"):
                assert shape.left + shape.width <= picture.left, shape.name
    assert "12" not in texts(first(files["fr"]))


def test_a_picture_without_alternative_text_is_decoration(tmp_path: Path) -> None:
    file = build(tmp_path, "deck: {cover: {image: bridge.png, alt: ''}}\n", bridge=png((90, 90), "#123456"))["en"]
    opc = open_opc(file)
    (properties,) = opc.find("ppt/slides/slide1.xml", "//p:pic/p:nvPicPr/p:cNvPr")
    assert not properties.get("descr") and properties.findall(".//{*}decorative")


def test_a_template_without_a_place_for_it_says_so(tmp_path: Path) -> None:
    template = tmp_path / "plain.pptx"
    pptx.Presentation().save(str(template))
    file = build(tmp_path, PICTURE % ("bridge.png", "centre"), template, bridge=png((90, 90), "#123456"))["fr"]
    assert not any(hasattr(shape, "image") for shape in first(file).shapes)
    message = remarks(tmp_path, template)["cover-picture-left-out"]
    assert message == "the cover does not show `bridge.png`: the template has no cover with a place for a picture"


PLACE = (
    '<p:sp xmlns:p="%s" xmlns:a="%s"><p:nvSpPr><p:cNvPr id="90" name="Bild"/><p:cNvSpPr/><p:nvPr><p:ph type="pic" '
    'idx="40"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="%d" y="%d"/><a:ext cx="%d" cy="%d"/></a:xfrm></p:spPr>'
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
)


@pytest.fixture
def foreign(tmp_path: Path) -> Callable[[tuple[int, int, int, int]], Path]:
    """Make a template of others whose first layout has a place for a picture at a frame."""

    def make(frame: tuple[int, int, int, int]) -> Path:
        presentation = pptx.Presentation()
        tree = presentation.slide_layouts[0].shapes._spTree
        tree.append(parse_xml(PLACE % (NS["p"], NS["a"], *frame)))
        template = tmp_path / "foreign.pptx"
        presentation.save(str(template))
        return template

    return make


def test_a_template_of_others_keeps_the_place_that_it_has(
    tmp_path: Path, foreign: Callable[[tuple[int, int, int, int]], Path]
) -> None:
    frame = (INCH, 0, 3 * INCH, 2 * INCH)
    template = foreign(frame)
    file = build(tmp_path, PICTURE % ("bridge.png", "left"), template, bridge=png((900, 300), "#123456"))["fr"]
    (picture,) = [shape for shape in first(file).shapes if hasattr(shape, "image")]
    assert (picture.left, picture.top, picture.width, picture.height) == tuple(map(Emu, frame))
    assert crop(file) == {"l": 0, "t": 0, "r": 50_000, "b": 0}
    assert "La ville" in texts(first(file))


@pytest.mark.parametrize(("colours", "shown"), [(("#FFFFFF", "#F0F4F8"), True), (("#FFFFFF", "#222222"), False)])
def test_a_picture_behind_the_title_is_shown_if_the_title_can_be_read(
    tmp_path: Path, foreign: Callable[[tuple[int, int, int, int]], Path], colours: tuple[str, str], shown: bool
) -> None:
    template = foreign((0, 0, 10 * INCH, round(7.5 * INCH)))
    file = build(tmp_path, PICTURE % ("bridge.png", "centre"), template, bridge=png((400, 300), *colours))["fr"]
    shapes = list(first(file).shapes)
    assert any(hasattr(shape, "image") for shape in shapes) is shown
    assert ("cover-picture-left-out" in remarks(tmp_path, template)) is not shown
    if shown:
        assert hasattr(shapes[0], "image")


def test_the_cover_shows_the_first_figure_that_measures_something_or_the_one_chosen(tmp_path: Path) -> None:
    assert "12" in texts(first(build(tmp_path, "")["fr"]))
    assert "40" in texts(first(build(tmp_path, "deck: {cover: {figure: staff}}\n")["fr"]))
    assert "1998" in texts(first(build(tmp_path, "deck: {cover: {figure: founded}}\n")["en"]))
    dates = SOURCE.replace("key_figures: [founded, seat, budget, staff]", "key_figures: [founded]")
    (tmp_path / "publication.yaml").write_text(dates, "utf-8")
    builder.write_deck(builder.load(tmp_path), "fr", tmp_path / "dates.pptx", default_template("pptx"))
    assert "1998" in texts(first(tmp_path / "dates.pptx"))

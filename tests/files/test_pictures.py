"""Pictures in built briefs and decks, read back from the files: upright, in their proportions, without secrets."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

import builder
from tests.content.test_picture_pixels import BLUE, GREEN, RED, WHITE, as_held, corners, exif, quarters, saved, secret
from tests.files.opc import NS, open_opc
from tests.files.validator import schema_errors

KINDS = ("docx", "pptx")
LANGUAGES = ("fr", "en")
EMU_PER_INCH = 914_400
SECRETS = (b"Canon EOS", b"Anna Secret", b"48.8566")


class Drawn(NamedTuple):
    """A picture of a file: its pixels, and its width and height on the page in EMU."""

    image: Image.Image
    width: int
    height: int


def source(*images: str) -> str:
    blocks = "".join(f"      - image: {{{image}}}\n" for image in images)
    return (
        "languages: [fr, en]\ntitle: {fr: La photo, en: The photo}\ndate: 2025-01-15\nsections:\n"
        "  - title: {fr: La photo, en: The photo}\n    message: {fr: Une photo., en: A photo.}\n    blocks:\n" + blocks
    )


def described(file: str, more: str = "") -> str:
    words = "alt: {fr: Une flèche, en: An arrow}, caption: {fr: Prise au téléphone, en: Taken with a phone}"
    return f"file: {file}, {words}{more}"


def build(folder: Path, text: str, language: str, **files: bytes) -> dict[str, Path]:
    """Write the publication and its pictures, build it; the brief and the deck by format."""
    (folder / "publication.yaml").write_text(text, "utf-8")
    for name, blob in files.items():
        (folder / name.replace("__", ".")).write_bytes(blob)
    publication = builder.load(folder / "publication.yaml")
    built = {kind: folder / f"built.{language}.{kind}" for kind in KINDS}
    builder.write_brief(publication, language, built["docx"])
    builder.write_deck(publication, language, built["pptx"])
    return built


def drawn(file: Path) -> list[Drawn]:
    """The pictures of a brief or of a deck's slides, in order."""
    opc = open_opc(file)
    stories = ["word/document.xml"] if file.suffix == ".docx" else opc.names("ppt/slides")
    pictures = []
    for story in stories:
        targets = {relation.id: relation.target for relation in opc.relations(story)}
        for blip in opc.xml(story).iter(f"{{{NS['a']}}}blip"):
            shape = blip.getparent().getparent()
            extent = shape.find(".//a:xfrm/a:ext", NS)
            image = Image.open(io.BytesIO(opc.parts[targets[blip.get(f"{{{NS['r']}}}embed")]]))
            image.load()
            size = int(extent.get("cx")), int(extent.get("cy"))
            if file.suffix == ".docx":
                outer = next(shape.iterancestors(f"{{{NS['wp']}}}inline")).find("wp:extent", NS)
                assert (int(outer.get("cx")), int(outer.get("cy"))) == size
            pictures.append(Drawn(image, *size))
    return pictures


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_photograph_stands_as_the_camera_was_held(tmp_path: Path, language: str) -> None:
    names = [f"held{orientation}.jpg" for orientation in range(1, 9)]
    files = {
        f"held{orientation}__jpg": saved(
            as_held(quarters((90, 60)), orientation), "JPEG", exif=exif(orientation=orientation)
        )
        for orientation in range(1, 9)
    }
    for file in build(tmp_path, source(*map(described, names)), language, **files).values():
        pictures = drawn(file)
        assert len(pictures) == 8
        for picture in pictures:
            assert picture.image.size == (90, 60)
            assert picture.width / picture.height == pytest.approx(1.5, rel=0.01)
            for colour, expected in zip(corners(picture.image), (RED, GREEN, BLUE, WHITE), strict=True):
                assert all(abs(own - wanted) < 20 for own, wanted in zip(colour, expected, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP"])
def test_no_file_says_where_and_by_whom_a_picture_was_taken(tmp_path: Path, kind: str) -> None:
    for file in build(tmp_path, source(described("a")), "fr", a=secret(kind)).values():
        assert not any(word in blob for blob in open_opc(file).parts.values() for word in SECRETS)


@pytest.mark.parametrize(("kind", "mode"), [("TIFF", "CMYK"), ("WEBP", "RGB"), ("BMP", "RGB"), ("JPEG", "CMYK")])
def test_a_file_holds_only_formats_that_office_reads(tmp_path: Path, kind: str, mode: str) -> None:
    for file in build(tmp_path, source(described("a")), "en", a=saved(quarters().convert(mode), kind)).values():
        (picture,) = drawn(file)
        assert picture.image.format in ("PNG", "JPEG") and picture.image.mode == "RGB"


def text_width(file: Path) -> int:
    """The width of a brief's text, in EMU."""
    section = open_opc(file).find("word/document.xml", "//w:sectPr[last()]")[-1]
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    name = f"{{{NS['w']}}}"
    return 635 * (int(size.get(f"{name}w")) - int(margins.get(f"{name}left")) - int(margins.get(f"{name}right")))


def text_height(file: Path) -> int:
    """The height of a brief's text, in EMU."""
    section = open_opc(file).find("word/document.xml", "//w:sectPr[last()]")[-1]
    size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    name = f"{{{NS['w']}}}"
    return 635 * (int(size.get(f"{name}h")) - int(margins.get(f"{name}top")) - int(margins.get(f"{name}bottom")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("width", "millimetres"), [("8 cm", 80), ("80 mm", 80), ("3 in", 76.2), ("55.5mm", 55.5), ("2.5 in", 63.5)]
)
def test_a_length_is_the_width_on_every_page(tmp_path: Path, language: str, width: str, millimetres: float) -> None:
    blob = saved(quarters((300, 200)), "PNG")
    for file in build(tmp_path, source(described("a.png", f", width: {width}")), language, a__png=blob).values():
        (picture,) = drawn(file)
        assert picture.width / 36_000 == pytest.approx(millimetres, abs=0.1)
        assert picture.width / picture.height == pytest.approx(1.5, rel=0.01)


@pytest.mark.parametrize(("width", "share"), [("60%", 0.6), ("60 %", 0.6), ("0.6", 0.6), ("'25%'", 0.25), ("1", 1.0)])
def test_a_share_is_of_the_text_or_of_the_room_on_the_slide(tmp_path: Path, width: str, share: float) -> None:
    blob = saved(quarters((400, 40)), "PNG")
    images = [described("a.png", f", width: {each}") for each in (width, "100%")]
    built = build(tmp_path, source(*images), "fr", a__png=blob)
    assert drawn(built["docx"])[0].width == pytest.approx(share * text_width(built["docx"]), rel=0.01)
    for file in built.values():
        picture, whole = drawn(file)
        assert picture.width == pytest.approx(share * whole.width, rel=0.01)


def test_no_width_leaves_the_text(tmp_path: Path) -> None:
    blob = saved(quarters((300, 200)), "PNG")
    built = build(tmp_path, source(described("a.png", ", width: 90 cm")), "en", a__png=blob)
    assert drawn(built["docx"])[0].width <= text_width(built["docx"])


@pytest.mark.parametrize(("more", "most"), [("", 0.46), (", width: 100%", 0.86)])
def test_an_upright_picture_leaves_room_for_its_caption(tmp_path: Path, more: str, most: float) -> None:
    blob = saved(quarters((1200, 2400)), "PNG")
    built = build(tmp_path, source(described("a.png", more)), "fr", a__png=blob)
    (picture,) = drawn(built["docx"])
    assert most - 0.05 < picture.height / text_height(built["docx"]) < most
    assert picture.width / picture.height == pytest.approx(0.5, rel=0.01)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#36c"/></svg>'
SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drawing_lies_over_its_twin(tmp_path: Path, language: str) -> None:
    text = source(described("a.svg"), described("a.svg"))
    for file in build(tmp_path, text, language, a__svg=SVG, a__png=saved(quarters(), "PNG")).values():
        assert [picture.image.format for picture in drawn(file)] == ["PNG", "PNG"]
        opc = open_opc(file)
        assert len([name for name in opc.parts if name.endswith(".svg")]) == 1
        stories = ["word/document.xml"] if file.suffix == ".docx" else opc.names("ppt/slides")
        drawings = []
        for story in stories:
            targets = {relation.id: relation.target for relation in opc.relations(story)}
            for element in opc.xml(story).iter(SVG_BLIP):
                drawings.append(opc.parts[targets[element.get(f"{{{NS['r']}}}embed")]])
        assert len(drawings) == 2 and all(b"#36c" in drawing for drawing in drawings)
        assert b'ContentType="image/svg+xml"' in opc.parts["[Content_Types].xml"]


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("kind", KINDS)
def test_the_validator_accepts_pictures_of_all_formats(tmp_path: Path, kind: str) -> None:
    formats = ("JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP")
    files = {f"a{number}": saved(quarters(), name) for number, name in enumerate(formats)}
    files |= {"map__svg": SVG, "map__png": saved(quarters(), "PNG")}
    names = [name.replace("__", ".") for name in files]
    assert schema_errors(build(tmp_path, source(*map(described, names)), "fr", **files)[kind]) == []

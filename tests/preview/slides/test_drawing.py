"""Slides drawn as SVG from the written deck."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber
import pptx
import pytest
from lxml import etree

import builder
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.slides.number_text import number_text
from builder.preview.slides.svg import SVG
from tests.files.samples import COSTLY_DECKS, DECKS, Samples
from tests.marking import sampled
from tests.templates.foreign import MAKERS

ROOT = Path(__file__).parents[3]
LIMITS = {
    "mistral-ai": (0.98, 0.95, 0.98, 0.98, 0.98),
    "budget": (0.98, 0.98, 0.98, 0.98, 0.98),
    "survey": (0.98, 0.98, 0.98, 0.75, 0.98),
    "stress": (0.98, 0.90, 0.98, 0.98, 0.98),
}
"""The least shares of line breaks, of those in paragraphs of several lines, of boxes, of labels of charts and of shapes
that agree with LibreOffice, which centres the second line of a bar's name and lays labels of pies, both in `survey`,
against other points of the edge.
"""
ALIKE = sampled([param.values for param in DECKS if param.values[0] in LIMITS], ("mistral-ai", "fr", "pptx"))
ALLOWED = {"svg", "g", "rect", "line", "path", "polygon", "ellipse", "circle", "image", "text"}


def script() -> ModuleType:
    """Return `scripts/compare_slides.py` as a module."""
    specification = importlib.util.spec_from_file_location("compare_slides", ROOT / "scripts" / "compare_slides.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def compared() -> ModuleType:
    return script()


def address(blob: bytes, kind: str) -> str:
    return f"picture/{len(blob)}.{kind.rpartition('/')[2]}"


def shown(drawing: etree._Element) -> str:
    return "".join((text.text or "") for text in drawing.iter(f"{{{SVG}}}text"))


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "").upper()


@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_DECKS)
def test_every_word_of_a_slide_is_drawn_on_it_and_nothing_else_than_shapes(
    compared: ModuleType, built: Samples, name: str, language: str, kind: str
) -> None:
    deck = pptx.Presentation(str(built(name).file(language, kind)))
    drawing = DeckDrawing(deck, address)
    for index, slide in enumerate(deck.slides):
        svg = drawing.draw(index)
        assert svg.get("viewBox") == f"0 0 {deck.slide_width} {deck.slide_height}"
        assert svg.get("role") == "group"
        words = squeezed(shown(svg))
        for shape in slide.shapes:
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    assert squeezed(paragraph.text.replace("\v", " ")) in words, (index, paragraph.text)
            if shape.has_table:
                cells = (cell for row in shape.table.rows for cell in row.cells if not cell.is_spanned)
                assert all(squeezed(cell.text.replace("\v", " ")) in words for cell in cells)
            if shape.has_chart:
                titles = etree.fromstring(shape.chart.part.blob).iterfind(".//{*}title//{*}t")
                assert all(squeezed(title.text or "") in words for title in titles)
        width, height = (length / compared.EMU for length in drawing.size)
        for drawn in compared.drawn_texts(svg):
            left, top, right, bottom = drawn.box
            assert left >= -1 and right <= width + 1 and top >= 0 and bottom <= height, (index, drawn)
        for element in svg.iter():
            assert isinstance(element.tag, str) and etree.QName(element).localname in ALLOWED
            assert not {"id", "style", "class"} & set(element.attrib)
            assert element.get("href", "picture/").startswith("picture/")


@pytest.mark.parametrize("name", sampled(MAKERS, *list(MAKERS)[:2]))
def test_decks_in_templates_of_others_are_drawn(name: str, tmp_path: Path) -> None:
    template = tmp_path / "template.pptx"
    template.write_bytes(MAKERS[name]())
    deck = builder.deck(builder.load(ROOT / "content/mistral-ai"), "fr", template)
    drawing = DeckDrawing(deck, address)
    assert "MISTRALAI" in squeezed(shown(drawing.draw(0)))
    assert len({drawing.source(index) for index in range(len(drawing))}) == len(drawing)


def test_a_part_leads_to_the_passage_in_it() -> None:
    deck = builder.deck(builder.load(ROOT / "content/mistral-ai"), "en")
    drawing = DeckDrawing(deck, address)
    drawings = [drawing.draw(index) for index in range(len(drawing))]
    keys = {part.get("data-key") for svg in drawings for part in svg.iter(f"{{{SVG}}}g")}
    assert {"title", "subtitle", "sections.origins.message"} <= keys


@pytest.mark.render
@pytest.mark.parametrize(("name", "language", "kind"), ALIKE)
def test_lines_and_boxes_are_those_of_libreoffice(
    compared: ModuleType, name: str, language: str, kind: str, built: Samples, rendered: Callable[[str, str, str], Path]
) -> None:
    pdf = rendered(name, language, kind)
    drawing = DeckDrawing(pptx.Presentation(str(built(name).file(language, kind))), address)
    log: list[str] = []
    with pdfplumber.open(io.BytesIO(pdf.read_bytes())) as pages:
        whole = sum(
            (compared.agreement(drawing.draw(index), page, log) for index, page in enumerate(pages.pages)),
            compared.Agreement(),
        )
    assert whole.paragraphs > 150, whole
    assert whole.long > 10, whole
    limits = LIMITS[name]
    shares = {
        "line breaks": whole.breaks / whole.paragraphs,
        "line breaks of several lines": whole.long_breaks / whole.long,
        "boxes": whole.boxes / whole.paragraphs,
        "labels": whole.placed / max(whole.labels, 1),
        "shapes": whole.same / whole.shapes,
    }
    assert all(share >= limit for share, limit in zip(shares.values(), limits, strict=True)), (shares, log)


def shrunk_deck() -> Any:
    return builder.deck(builder.load(ROOT / "tests/publications/stress"), "fr")


def make_named_sizes(folder: Path) -> list[Path]:
    deck = shrunk_deck()
    script().name_sizes(deck)
    deck.save(str(folder / "named.pptx"))
    return [folder / "named.pptx"]


@pytest.mark.full
@pytest.mark.render(files=make_named_sizes)
def test_shrunk_text_has_the_lines_and_boxes_of_libreoffice_at_the_sizes_that_the_deck_names(
    compared: ModuleType, rendering: Path
) -> None:
    drawing = DeckDrawing(shrunk_deck(), address)
    log: list[str] = []
    with pdfplumber.open(rendering / "named.pptx.pdf") as pages:
        whole = sum(
            (compared.agreement(drawing.draw(index), page, log) for index, page in enumerate(pages.pages)),
            compared.Agreement(),
        )
    assert whole.shrunk > 80
    assert whole.shrunk_breaks >= 0.92 * whole.shrunk, log
    assert whole.shrunk_boxes >= 0.98 * whole.shrunk, log


@pytest.mark.parametrize(
    ("value", "code", "language", "text"),
    [
        ("100000000", '"> "0,," M€"', "fr-FR", "> 100 M€"),
        ("1234.5", "#,##0.0", "en-US", "1,234.5"),
        ("1234.5", "#,##0.0", "fr-FR", "1\u202f234,5"),
        ("1234567", '#"\u202f"###"\u202f"##0', "fr-FR", "1\u202f234\u202f567"),
        ("-3.20", "0.0#", "en-GB", "\u22123.2"),
        ("0.125", '0.0" %"', "fr-FR", "0,1 %"),
        ("0.125", "0.0%", "en-US", "12.5%"),
        ("-5", "0;(0)", "en-US", "(5)"),
        ("0", '0;-0;"nil"', "en-US", "nil"),
        ("12.50", "General", "fr-FR", "12,5"),
        ("7", '"n" 000', "en-US", "n 007"),
        ("500", '[>=1000]"€"#","000;"€"0', "en-US", "€500"),
        ("2500", '[>=1000]"€"#","000;"€"0', "en-US", "€2,500"),
        ("-5", "[<0]0.0;0", "en-US", "\u22125.0"),
    ],
)
def test_numbers_are_printed_by_their_codes(value: str, code: str, language: str, text: str) -> None:
    assert number_text(Decimal(value), code, language) == text

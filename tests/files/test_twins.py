"""The languages of a publication agree: same slides, same structure, same values."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.files.opc import Element, Opc, open_opc
from tests.files.samples import LANGUAGES, Samples
from tests.files.slidexml import A, layout_of, notes_of, shapes, slides, text_of
from tests.files.wordxml import W, paragraphs, style_of

pytestmark = pytest.mark.parametrize("name", list(LANGUAGES))


def _twins(built: Samples, name: str, kind: str) -> list[Opc]:
    return [open_opc(built(name).file(language, kind)) for language in LANGUAGES[name]]


def _same(values: list[object]) -> None:
    assert all(value == values[0] for value in values), values


def test_slides_have_the_same_layouts_in_the_same_order(built: Samples, name: str) -> None:
    _same([[layout_of(opc, slide) for slide in slides(opc)] for opc in _twins(built, name, "pptx")])


def test_slides_have_the_same_shapes(built: Samples, name: str) -> None:
    def shape_tags(opc: Opc) -> list[list[str]]:
        return [[shape.tag.rsplit("}", 1)[-1] for shape in shapes(opc, slide)] for slide in slides(opc)]

    _same([shape_tags(opc) for opc in _twins(built, name, "pptx")])


def test_slides_have_tables_of_the_same_shape(built: Samples, name: str) -> None:
    def tables(opc: Opc) -> list[list[tuple[int, int]]]:
        return [
            [(len(t.findall(f"{A}tr")), len(t.findall(f"{A}tblGrid/{A}gridCol"))) for t in opc.find(slide, "//a:tbl")]
            for slide in slides(opc)
        ]

    _same([tables(opc) for opc in _twins(built, name, "pptx")])


def test_slides_have_notes_alike(built: Samples, name: str) -> None:
    _same([[bool(notes_of(opc, slide)) for slide in slides(opc)] for opc in _twins(built, name, "pptx")])


def test_slides_have_as_many_paragraphs(built: Samples, name: str) -> None:
    def counts(opc: Opc) -> list[int]:
        return [sum(len(text_of(shape).split("\n")) for shape in shapes(opc, slide)) for slide in slides(opc)]

    _same([counts(opc) for opc in _twins(built, name, "pptx")])


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_charts_hold_the_same_values(built: Samples, name: str, kind: str) -> None:
    def values(opc: Opc) -> list[list[Decimal]]:
        charts = [n for n in opc.xml_parts() if re.search(r"/charts/chart[^/]*\.xml$", n)]
        return [[Decimal(v) for v in opc.strings(chart, "//c:val//c:v/text()")] for chart in charts]

    _same([values(opc) for opc in _twins(built, name, kind)])


@pytest.mark.parametrize("kind", ["docx", "pptx"])
def test_years_and_plain_numbers_are_the_same(built: Samples, name: str, kind: str) -> None:
    """Numbers of four digits that no locale groups are years: they stand in all languages, as often."""

    def years(opc: Opc) -> set[str]:
        texts = [n for n in opc.xml_parts() if re.search(r"(slides/slide|word/document)[^/]*\.xml$", n)]
        words = (t for n in texts for t in opc.strings(n, "//a:t/text() | //w:t/text()"))
        return {year for text in words for year in re.findall(r"(?<![\d,.  ’])(?:19|20)\d\d(?![\d,.  ’])", text)}

    _same([years(opc) for opc in _twins(built, name, kind)])


def test_briefs_have_the_same_structure(built: Samples, name: str) -> None:
    def outline(opc: Opc) -> list[str]:
        body = [p for p in paragraphs(opc) if p.getparent().tag == f"{W}body" and not _continues(p)]
        return [style for style in map(style_of, body) if re.match(r"Heading|Caption|List", style)]

    _same([outline(opc) for opc in _twins(built, name, "docx")])


def test_briefs_have_tables_and_notes_alike(built: Samples, name: str) -> None:
    """Key figures aside, which stand side by side or one below the other as their words allow. A table with a note is
    divided where the pages of each language end: its parts count as one.
    """

    def sizes(opc: Opc) -> tuple[object, ...]:
        rows: list[int] = []
        for table in opc.find("word/document.xml", "//w:tbl[w:tblPr/w:tblDescription]"):
            own = table.findall(f"{W}tr")
            if _is_further_part(table):
                headers = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in own)
                rows[-1] += len(own) - headers
            else:
                rows.append(len(own))
        notes = opc.find("word/document.xml", "//w:footnoteReference")
        return rows, len(notes), len(opc.find("word/document.xml", "//wp:docPr"))

    _same([sizes(opc) for opc in _twins(built, name, "docx")])


def _continues(paragraph: Element) -> bool:
    """Return True for the caption of a further part of a table: its number is a reference, not one of a sequence."""
    fields = [field.text or "" for field in paragraph.iter(f"{W}instrText")]
    return style_of(paragraph) == "Caption" and not any("SEQ" in field for field in fields)


def _is_further_part(table: Element) -> bool:
    before = next(table.itersiblings(f"{W}p", preceding=True), None)
    return before is not None and _continues(before)

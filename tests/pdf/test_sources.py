"""What is read of Office files, and the copy of a brief that is laid out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest
from docx.oxml.ns import qn

from builder import pipeline
from builder.pdf.brief_source import prepare_brief
from builder.pdf.deck_source import read_deck
from builder.pdf.roles import STANDARD_TYPES
from builder.templates.defaults import default_template
from tests.documents import document, section, table, words
from tests.files.opc import Opc
from tests.files.samples import Sample

Built = Callable[[str], Sample]


def test_the_copy_of_a_brief_differs_in_titles_and_in_names_of_styles_only(built: Built, tmp_path: Path) -> None:
    file = built("stress").file("fr", "docx")
    copy, facts = prepare_brief(file.read_bytes())
    (tmp_path / "copy.docx").write_bytes(copy)
    before, after = Opc(file), Opc(tmp_path / "copy.docx")
    assert list(before.parts) == list(after.parts)
    changed = [name for name in before.parts if before.parts[name] != after.parts[name]]
    assert set(changed) <= {"word/document.xml", "word/styles.xml"}
    titles = after.strings("word/document.xml", "//wp:docPr/@title")
    assert titles == [drawing.marker for drawing in facts.drawings] and len(set(titles)) == len(titles)
    names = after.strings("word/styles.xml", "//w:style/w:name/@w:val")
    assert not set(names) & STANDARD_TYPES and len(set(names)) == len(names)
    assert before.strings("word/styles.xml", "//w:style/@w:styleId") == after.strings(
        "word/styles.xml", "//w:style/@w:styleId"
    )
    # Everything else of the two parts is as it was.
    for name, path in (("word/document.xml", "//wp:docPr"), ("word/styles.xml", "//w:style/w:name")):
        for opc in (before, after):
            for node in opc.find(name, path):
                node.attrib.clear()  # type: ignore[union-attr]
        assert _text(before, name) == _text(after, name)


def test_a_heading_that_begins_a_page_in_the_copy_does_so_without_space_above(tmp_path: Path) -> None:
    under = section(2, "Dessous", place=(1, 1), message=words("Un message."))
    sections = (section(1, "Un", sections=(under,)), section(3, "Deux", table()), section(4, "Trois"))
    template = default_template("docx")
    (file,) = pipeline.briefs([document(*sections)], template)
    _, facts = prepare_brief(file)
    assert [heading.start != heading.heading for heading in facts.kept_headings] == [True, False]
    copy, _ = prepare_brief(file, {facts.kept_headings[1].start})
    paragraphs = {p.text: p.paragraph_format for p in docx.Document(io.BytesIO(copy)).paragraphs}
    assert (paragraphs["Deux"].page_break_before, paragraphs["Deux"].space_before) == (True, 0)
    assert not paragraphs["Trois"].page_break_before


def _text(opc: Opc, name: str) -> bytes:
    from lxml import etree

    return etree.tostring(opc.xml(name), method="c14n")


@pytest.mark.parametrize("name", ["mistral-ai", "budget", "survey"])
def test_tables_of_briefs_have_headers_or_only_place_their_content(built: Built, name: str) -> None:
    for file in built(name).files("docx"):
        _, facts = prepare_brief(file.read_bytes())
        tables = docx.Document(str(file)).tables
        assert [table.rows for table in facts.tables] == [len(table.rows) for table in tables]
        assert all(table.header_rows == 1 and table.summary for table in facts.tables if table.first_column)
        assert any(not table.header_rows for table in facts.tables)


def test_pictures_and_charts_have_texts_and_decorations_none(built: Built) -> None:
    _, facts = prepare_brief(built("stress").file("fr", "docx").read_bytes())
    reported = [drawing.alternative for drawing in facts.drawings]
    assert reported[:2] == ["", ""] and reported[-1] == ""  # the band of the cover, and the decorative picture
    assert all(reported[2:-1])


def test_a_picture_that_says_nothing_is_unknown() -> None:
    brief = docx.Document()
    picture = Path(__file__).parents[2] / "docs" / "pictures"
    brief.add_picture(str(next(picture.glob("*.png"))))
    next(brief.element.body.iter(qn("wp:docPr"))).attrib.pop("descr", None)
    stream = io.BytesIO()
    brief.save(stream)
    _, facts = prepare_brief(stream.getvalue())
    assert [drawing.alternative for drawing in facts.drawings] == [None]


def test_slides_have_titles_shapes_tables_and_furniture(built: Built) -> None:
    file = built("budget").file("fr-CA", "pptx")
    facts = read_deck(file.read_bytes(), "fr-CA")
    assert len(facts.slides) == len(pptx.Presentation(str(file)).slides)
    assert all(slide.title for slide in facts.slides)
    assert {shape.alternative for slide in facts.slides for shape in slide.shapes} - {""}
    assert any(slide.tables and slide.tables[0].header_rows == 1 for slide in facts.slides)
    assert all(str(number) in slide.furniture for number, slide in enumerate(facts.slides[1:], 2))
    assert not any(slide.furniture & slide.texts() - {"2025"} for slide in facts.slides[:1])
    assert {"Calibri", "Cambria"} <= facts.fonts


def test_runs_of_slides_have_their_languages(built: Built) -> None:
    facts = read_deck(built("stress").file("fr", "pptx").read_bytes(), "fr-FR")
    tags = {run.language for slide in facts.slides for runs in slide.paragraphs for run in runs}
    assert {"", "de-DE", "es-ES", "el-GR", "pl-PL"} <= tags and "fr-FR" not in tags


def test_fonts_are_those_of_the_styles_in_use() -> None:
    template = default_template("docx")
    (brief,) = pipeline.briefs([document(section(1, "A", table()))], template)
    _, facts = prepare_brief(brief)
    assert facts.fonts == {"Calibri", "Cambria"}

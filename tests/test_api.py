"""The Python API: files as the libraries' own objects, open to further edits, saved with the same bytes."""

from __future__ import annotations

import copy
import hashlib
import io
import subprocess
import sys
from pathlib import Path

import docx
import pptx
import pytest

import builder

ROOT = Path(__file__).parents[1]
BUDGET = ROOT / "tests" / "publications" / "budget"


def test_a_brief_is_a_python_docx_document_open_to_edits(tmp_path: Path) -> None:
    document = builder.brief(builder.load(BUDGET), "fr-CA")
    assert isinstance(document, docx.document.Document)
    paragraphs, rows = len(document.paragraphs), len(document.tables[1].rows)
    document.add_paragraph("Ajout d'un collègue", style="Body Text")
    document.tables[1].add_row().cells[0].text = "Nouvelle ligne"
    document.save(str(tmp_path / "edited.docx"))
    edited = docx.Document(str(tmp_path / "edited.docx"))
    assert edited.paragraphs[-1].text == "Ajout d'un collègue"
    assert len(edited.paragraphs) == paragraphs + 1
    assert len(edited.tables[1].rows) == rows + 1
    assert edited.tables[1].rows[-1].cells[0].text == "Nouvelle ligne"


@pytest.mark.parametrize("path", [BUDGET.parents[2] / "content" / "mistral-ai", *sorted(BUDGET.parent.iterdir())])
def test_a_document_saves_the_bytes_that_write_brief_writes(path: Path) -> None:
    """Files are written without making elements of them; the elements of the document give the same bytes."""
    publication = builder.load(path)
    language = publication.languages[0]
    written, first, second = io.BytesIO(), io.BytesIO(), io.BytesIO()
    builder.write_brief(publication, language, written)
    document = builder.brief(publication, language)
    assert len(document.element.body) > 5
    assert len(document.styles.element) > 5
    document.save(first)
    document.save(second)
    assert written.getvalue() == first.getvalue() == second.getvalue()


def test_a_deck_is_a_python_pptx_presentation_open_to_edits(tmp_path: Path) -> None:
    presentation = builder.deck(builder.load(BUDGET), "fr-CA")
    assert isinstance(presentation, pptx.presentation.Presentation)
    slides = presentation.slides
    count = len(slides)
    table = next(shape.table for slide in slides for shape in slide.shapes if shape.has_table)
    table._tbl.append(copy.deepcopy(table._tbl.tr_lst[-1]))
    table.rows[len(table.rows) - 1].cells[0].text = "Nouvelle ligne"
    slides.add_slide(presentation.slide_layouts.get_by_name("Text")).shapes.title.text = "Ajout d'un collègue"
    presentation.save(str(tmp_path / "edited.pptx"))
    edited = pptx.Presentation(str(tmp_path / "edited.pptx"))
    assert [slide.part.partname.idx for slide in edited.slides] == list(range(1, count + 2))
    assert edited.slides[count].shapes.title.text == "Ajout d'un collègue"
    table = next(shape.table for slide in edited.slides for shape in slide.shapes if shape.has_table)
    assert table.cell(len(table.rows) - 1, 0).text == "Nouvelle ligne"


@pytest.mark.parametrize("language", ["fr-CA", "en-CA"])
def test_a_presentation_saves_the_bytes_that_write_deck_writes(language: str) -> None:
    publication = builder.load(BUDGET)
    written, first, second = io.BytesIO(), io.BytesIO(), io.BytesIO()
    builder.write_deck(publication, language, written)
    presentation = builder.deck(publication, language)
    presentation.save(first)
    presentation.save(second)
    assert written.getvalue() == first.getvalue() == second.getvalue()


def test_an_unknown_language_is_a_usage_error() -> None:
    with pytest.raises(builder.UsageError, match="de"):
        builder.brief(builder.load(BUDGET), "de")
    with pytest.raises(builder.UsageError, match="de"):
        builder.deck(builder.load(BUDGET), "de")


def run(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("format", "language", "libraries"),
    [("brief", "fr-CA", {"babel", "docx"}), ("deck", "en-CA", {"babel", "pptx"})],
)
def test_the_libraries_write_the_files_and_processes_agree(format: str, language: str, libraries: set[str]) -> None:
    code = (
        "import hashlib, io, sys, builder\n"
        f"stream = io.BytesIO(); builder.write_{format}(builder.load({str(BUDGET)!r}), {language!r}, stream)\n"
        "print(hashlib.sha256(stream.getvalue()).hexdigest())\n"
        "print(*sorted(name for name in sys.modules if '.' not in name))"
    )
    digest, modules = run(code).splitlines()
    own = io.BytesIO()
    getattr(builder, f"write_{format}")(builder.load(BUDGET), language, own)
    assert digest == hashlib.sha256(own.getvalue()).hexdigest()
    assert libraries <= set(modules.split())

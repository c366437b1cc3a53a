"""PDFs in templates that are not ours: their styles, layouts and drawings are tagged as rightly."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from builder import pipeline
from builder.actions.publish import load
from builder.pdf.checks import faults
from builder.pdf.make import DeckFile, make_pdfs
from tests.files.fonts import font_environment
from tests.files.once import once
from tests.files.rendering import office_program
from tests.files.samples import folder_of
from tests.files.tools import module
from tests.templates.foreign import MAKERS
from tests.templates.foreign_briefs import BRIEF_MAKERS

pytestmark = [pytest.mark.render, pytest.mark.full]

PUBLICATION, LANGUAGE = "budget", "fr-CA"


@pytest.fixture(scope="session")
def foreign_pdfs(shared_folder: Path) -> Path:
    """A folder with the PDF of a brief and a deck in each template, laid out in one start."""
    office_program()
    return once(shared_folder / "foreign-pdfs", _make)


def _make(folder: Path) -> None:
    publication = load(folder_of(PUBLICATION, folder))
    documents = [pipeline.document(publication, tag) for tag in publication.languages]
    document = next(candidate for candidate in documents if candidate.language == LANGUAGE)
    briefs, decks = [], []
    for name, make in BRIEF_MAKERS.items():
        template = _write(folder / f"{name}.docx", make)
        briefs += pipeline.brief_drafts([document], template)
    for name, make in MAKERS.items():
        template = _write(folder / f"{name}.pptx", make)
        decks.append(DeckFile(document, pipeline.decks(documents, [LANGUAGE], template)[0][0]))
    before = dict(os.environ)
    os.environ.update(font_environment(folder / "fonts"))
    try:
        printed = make_pdfs(briefs, decks)
    finally:
        os.environ.clear()
        os.environ.update(before)
    for names, medium, pdfs in ((BRIEF_MAKERS, "brief", printed[0]), (MAKERS, "deck", printed[1])):
        for name, pdf in zip(names, pdfs, strict=True):
            (folder / f"{name}.{medium}.pdf").write_bytes(pdf.data or b"")


def _write(path: Path, make: Callable[[], bytes]) -> Path:
    path.write_bytes(make())
    return path


@pytest.mark.parametrize(
    ("template", "medium"), [*((name, "brief") for name in BRIEF_MAKERS), *((name, "deck") for name in MAKERS)]
)
def test_the_claims_hold_in_the_templates_of_others(foreign_pdfs: Path, template: str, medium: str) -> None:
    page = module("page")
    file = foreign_pdfs / f"{template}.{medium}.pdf"
    with pikepdf.open(file) as pdf:
        assert faults(pdf) == []
    for profile in ("ua1", "2b"):
        assert [failure.message for failure in page.validate_pdf(file, profile=profile).failures] == []

"""The classification stands at the head and foot of every page and slide."""

from __future__ import annotations

from pathlib import Path

import docx
import pdfplumber
import pptx
import pytest

import builder
from tests.files.validator import schema_errors

WIDE = "table: {columns: [a, b, c, d, e, f, g, h, i, j, k, l], rows: [[x, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]], "
WIDE += "orientation: landscape}"
SOURCE = f"""\
languages: [fr, en]
title: {{fr: Essai, en: Trial}}
classification: {{fr: Protégé B, en: Protected B}}
sections:
  - {{title: {{fr: Un, en: One}}, blocks: [{{text: {{fr: Des mots., en: Some words.}}}}, {{{WIDE}}}]}}
  - {{title: {{fr: Deux, en: Two}}, blocks: [{{page_break: true}}, {{points: [{{fr: Fin, en: End}}]}}]}}
"""
WORDS = {"fr": "Protégé B", "en": "Protected B"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def built(place: Path, language: str, template: str = "") -> Path:
    path = place / f"{language}.docx"
    chosen = None
    if template:
        chosen = place / "template.docx"
        house = docx.Document()
        section = house.sections[0]
        section.different_first_page_header_footer = True
        house.settings.odd_and_even_pages_header_footer = template == "even"
        section.header.paragraphs[0].text = "Ours"
        house.save(str(chosen))
    builder.write_brief(builder.load(place), language, path, chosen)
    return path


TEMPLATES = ("", "first", "even")


def make_briefs(folder: Path) -> list[Path]:
    (folder / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    return [built(folder, "fr", name).rename(folder / f"template-{name}.docx") for name in TEMPLATES]


@pytest.mark.render(files=make_briefs)
def test_every_page_shows_it_at_its_head_and_foot(rendering: Path) -> None:
    for name in TEMPLATES:
        with pdfplumber.open(rendering / f"template-{name}.docx.pdf") as pdf:
            assert len(pdf.pages) >= 3
            for page in pdf.pages:
                lines = [line["text"] for line in page.extract_text_lines() if line["text"].strip()]
                assert any(WORDS["fr"] in line for line in lines[:2]), (name, lines)
                assert WORDS["fr"] in lines[-1], (name, lines)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_slide_shows_it_at_its_head_and_foot(place: Path, language: str) -> None:
    deck = place / "x.pptx"
    builder.write_deck(builder.load(place), language, deck)
    presentation = pptx.Presentation(str(deck))
    middle = presentation.slide_height // 2
    for slide in presentation.slides:
        shown = [
            shape.top for shape in slide.shapes if shape.has_text_frame and WORDS[language] in shape.text_frame.text
        ]
        assert any(top < middle for top in shown) and any(top > middle for top in shown)


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize("template", [pytest.param("", marks=pytest.mark.full), "even"])
def test_the_validator_finds_nothing(place: Path, template: str) -> None:
    deck = place / "x.pptx"
    builder.write_deck(builder.load(place), "fr", deck)
    assert schema_errors(built(place, "fr", template)) == []
    assert schema_errors(deck) == []


def test_the_same_bytes_twice(place: Path) -> None:
    assert built(place, "en").read_bytes() == built(place, "en").read_bytes()

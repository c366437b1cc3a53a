"""Unnumbered sections, appendices and sections of one medium, in the built files."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pdfplumber
import pptx
import pytest

import builder
from builder.diagnostics import BuildError
from tests.files.opc import open_opc
from tests.files.validator import schema_errors
from tests.files.wordxml import W, children_text, paragraphs, style_of
from tests.templates.test_heading_lists import level, numbered

SOURCE = """\
languages: [fr, en]
title: {fr: Essai, en: Trial}
brief: {toc_depth: 3}
sections:
  - id: fore
    title: {fr: Avant-propos, en: Foreword}
    numbered: false
    sections:
      - {title: {fr: Dessous, en: Below}, id: below, blocks: [{text: {fr: Un mot., en: A word.}}]}
  - id: first
    title: {fr: Premier, en: First}
    blocks:
      - text:
          fr: Comparer @sec-method, @sec-detail, @sec-last et @sec-fore. Voir aux @sec-method et @sec-words.
          en: Compare @sec-method, @sec-detail, @sec-last and @sec-fore. See @sec-method and @sec-words.
  - {id: shown, title: {fr: Projeté, en: Projected}, only: deck, message: {fr: Projeté seulement., en: Only projected.}}
  - {id: read, title: {fr: Lu, en: Read}, only: brief, blocks: [{text: {fr: Lu seulement., en: Only read.}}]}
  - {id: last, title: {fr: Dernier, en: Final}, blocks: [{points: [{fr: Fin, en: End}]}]}
appendices:
  - id: method
    title: {fr: Méthode, en: Method}
    message: {fr: Voici la méthode., en: This is the method.}
    sections:
      - {id: detail, title: {fr: Détail, en: Detail}, blocks: [{text: {fr: Le détail., en: The detail.}}]}
      - {id: rest, title: {fr: Reste, en: Rest}, blocks: [{text: {fr: Le reste., en: The rest.}}]}
  - {id: words, title: {fr: Glossaire, en: Glossary}, blocks: [{points: [{fr: Mot, en: Word}]}]}
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def brief(place: Path, language: str, template: Path | None = None) -> Path:
    path = place / f"{language}.docx"
    builder.write_brief(builder.load(place), language, path, template)
    return path


def contents(path: Path) -> list[str]:
    """The entries of the contents without their pages."""
    shown = [children_text(p) for p in paragraphs(open_opc(path)) if re.fullmatch(r"TOC\d", style_of(p))]
    return [re.sub(r" \d+$", "", entry) for entry in shown]


def plain_template(place: Path) -> Path:
    path = place / "plain.docx"
    docx.Document().save(str(path))
    return path


def roman_template(place: Path) -> Path:
    path = place / "roman.docx"
    numbered(level(0, "%1.", "upperRoman"), level(1, "%1.%2."), level(2, "%1.%2.%3.")).save(str(path))
    return path


def test_the_contents_number_what_is_numbered(place: Path) -> None:
    assert contents(brief(place, "fr")) == [
        "Avant-propos", "Dessous", "1 Premier", "2 Lu", "3 Dernier", "A Méthode", "A.1 Détail", "A.2 Reste",
        "B Glossaire",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (plain_template, ["Foreword", "Below", "First", "Read", "Final", "A. Method", "A.1. Detail", "A.2. Rest"]),
        (
            roman_template,
            ["Foreword", "Below", "I. First", "II. Read", "III. Final", "A. Method", "A.1. Detail", "A.2. Rest"],
        ),
    ],
)
def test_appendices_take_the_look_of_the_template(place: Path, make: object, expected: list[str]) -> None:
    assert callable(make)
    assert contents(brief(place, "en", make(place)))[:-1] == expected


def test_references_name_appendices_and_unnumbered_sections(place: Path) -> None:
    text = "\n".join(children_text(p) for p in paragraphs(open_opc(brief(place, "fr")))).replace("\u00a0", " ")
    assert "Comparer annexe A, sections A.1, 3 et « Avant-propos ». Voir aux annexes A et B." in text
    text = "\n".join(children_text(p) for p in paragraphs(open_opc(brief(place, "en")))).replace("\u00a0", " ")
    assert "Compare Appendix A, Sections A.1, 3, and “Foreword”. See Appendices A and B." in text


def make_briefs(folder: Path) -> list[Path]:
    (folder / "publication.yaml").write_text(SOURCE, encoding="utf-8")
    templates = {"house": None, "plain": plain_template(folder), "roman": roman_template(folder)}
    return [brief(folder, "en", template).rename(folder / f"b-{name}.docx") for name, template in templates.items()]


@pytest.mark.render(files=make_briefs)
def test_headings_show_the_numbers_of_the_contents(rendering: Path) -> None:
    briefs = sorted(rendering.glob("b-*.docx"))
    assert len(briefs) == 3
    for path in briefs:
        with pdfplumber.open(path.with_suffix(".docx.pdf")) as pdf:
            lines = [re.sub(r"\s+", " ", line) for page in pdf.pages for line in page.extract_text().splitlines()]
        for entry in contents(path):
            assert entry in lines


@pytest.mark.full
@pytest.mark.validator
@pytest.mark.parametrize(
    "make", [None, *(pytest.param(make, marks=pytest.mark.full) for make in (plain_template, roman_template))]
)
def test_the_validator_finds_nothing(place: Path, make: object) -> None:
    assert schema_errors(brief(place, "fr", make(place) if callable(make) else None)) == []


def test_headings_of_appendices_belong_to_one_list_of_their_own(place: Path) -> None:
    opc = open_opc(brief(place, "fr"))
    lists = {}
    for paragraph in paragraphs(opc):
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if style_of(paragraph).startswith("Heading"):
            lists[children_text(paragraph)] = number.get(f"{W}val") if number is not None else None
    assert lists["Premier"] is None and lists["Lu"] is None
    assert lists["Méthode"] == lists["Détail"] == lists["Reste"] == lists["Glossaire"] not in (None, lists["Dessous"])


def test_decks_are_twins_without_what_the_brief_alone_shows(place: Path) -> None:
    words = {}
    for language in ("fr", "en"):
        builder.write_deck(builder.load(place), language, place / f"{language}.pptx")
        slides = pptx.Presentation(str(place / f"{language}.pptx")).slides
        words[language] = [
            " | ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides
        ]
    assert len(words["fr"]) == len(words["en"])
    whole = "\n".join(words["fr"])
    assert "Projeté seulement" in whole and "Lu seulement" not in whole
    # The number of the last section is that of the brief.
    assert "3" in next(slide for slide in words["fr"] if "Dernier" in slide and "Premier" not in slide).split(" | ")
    assert any("A\u00a0· Méthode › A.1\u00a0· Détail" in slide for slide in words["fr"])


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("only: deck, blocks: [{text: Mot, only: brief}]", "`only: brief` in a section with `only: deck`"),
        ("only: deck, sections: [{title: B, only: brief}]", "`only: brief` in a section with `only: deck`"),
        ("only: slides", "`only`"),
        ("numbered: maybe", "expected true or false, found `maybe`"),
    ],
)
def test_what_is_shown_nowhere_is_an_error(tmp_path: Path, more: str, problem: str) -> None:
    source = f"languages: [fr]\ntitle: T\nsections:\n  - {{title: A, {more}}}\n"
    (tmp_path / "publication.yaml").write_text(source, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        builder.load(tmp_path)
    assert problem in str(caught.value)


def test_the_brief_cannot_refer_to_a_section_of_the_deck(tmp_path: Path) -> None:
    source = (
        "languages: [fr]\ntitle: T\nsections:\n  - {title: A, blocks: [{text: Voir @sec-b.}]}\n"
        "  - {title: B, id: b, only: deck}\n"
    )
    (tmp_path / "publication.yaml").write_text(source, encoding="utf-8")
    with pytest.raises(BuildError, match="is shown in the deck only"):
        builder.brief(builder.load(tmp_path), "fr")

"""Page breaks of the author: a new page in the brief, a new slide in the deck."""

from __future__ import annotations

from pathlib import Path

import docx
import pdfplumber
import pptx
import pytest

import builder
from builder.diagnostics import BuildError
from tests.files.validator import schema_errors

SOURCE = """\
languages: [fr, en]
title: {{fr: Essai, en: Trial}}
sections:
  - title: {{fr: Un, en: One}}
    message: {{fr: Premier message., en: First message.}}
    blocks:
{blocks}
  - {{title: {{fr: Deux, en: Two}}, message: {{fr: Second message., en: Second message too.}}}}
"""
BREAK = "page_break: true"
POINTS = "points: [{fr: Avant, en: Before}]"
AFTER = "points: [{fr: Ensuite, en: After}]"
TABLE = "table: {columns: [A, B], rows: [[x, 1]]}"
TEXT = "text: {fr: Des mots., en: Some words.}"
WIDE = "table: {columns: [a, b, c, d, e, f, g, h, i, j, k, l], rows: [[x, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]]}"


def built(folder: Path, *blocks: str) -> tuple[Path, Path]:
    """The English brief and deck of one section with these blocks, and of another after it."""
    source = SOURCE.format(blocks="\n".join(f"      - {block}" for block in blocks))
    (folder / "publication.yaml").write_text(source, encoding="utf-8")
    publication = builder.load(folder)
    brief, deck = folder / "x.docx", folder / "x.pptx"
    builder.write_brief(publication, "en", brief)
    builder.write_deck(publication, "en", deck)
    return brief, deck


def slides(deck: Path) -> list[str]:
    return [
        " | ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in pptx.Presentation(str(deck)).slides
    ]


def broken(brief: Path) -> list[str]:
    """The paragraphs of the body that begin a page."""
    return [p.text for p in docx.Document(str(brief)).paragraphs if p.paragraph_format.page_break_before]


BREAKS = {
    "words": ((POINTS, BREAK, AFTER), "After"),
    "table": ((POINTS, BREAK, TABLE), "A B"),
    "end": ((POINTS, BREAK), "Two"),
    "twice": ((POINTS, BREAK, BREAK, AFTER), "After"),
    "beside-landscape": ((WIDE, BREAK, AFTER), "After"),
}
"""The blocks of a section, and the words that begin its second page."""


def make_briefs(folder: Path) -> list[Path]:
    return [built(folder, *blocks)[0].rename(folder / f"{name}.docx") for name, (blocks, _) in BREAKS.items()]


@pytest.mark.render(files=make_briefs)
def test_what_follows_begins_on_a_new_page_and_no_page_is_empty(rendering: Path) -> None:
    for name, (_, first) in BREAKS.items():
        with pdfplumber.open(rendering / f"{name}.docx.pdf") as pdf:
            pages = [page.extract_text() for page in pdf.pages]
        # The header of a page is its first line.
        assert any(first in "\n".join(page.splitlines()[1:3]) for page in pages[1:]), (name, pages)
        assert all(len(page.splitlines()) > 2 for page in pages), (name, pages)


@pytest.mark.parametrize(
    ("blocks", "count"),
    [
        ((POINTS, AFTER), 1),
        ((POINTS, BREAK, AFTER), 2),
        ((BREAK, POINTS, AFTER, BREAK), 1),
        ((POINTS, BREAK, BREAK, AFTER), 2),
        ((TEXT, BREAK, POINTS), 1),
        ((TEXT, BREAK, TEXT), 2),
        ((POINTS, f"{{{BREAK}, only: brief}}", AFTER), 1),
    ],
)
def test_a_break_begins_a_slide(tmp_path: Path, blocks: tuple[str, ...], count: int) -> None:
    _, deck = built(tmp_path, *blocks)
    own = [slide for slide in slides(deck) if "First message" in slide]
    assert len(own) == count


def test_a_break_of_the_deck_alone_leaves_the_brief_as_it_is(tmp_path: Path) -> None:
    brief, _ = built(tmp_path, POINTS, f"{{{BREAK}, only: deck}}", AFTER)
    assert broken(brief) == []
    brief, _ = built(tmp_path, POINTS, BREAK, AFTER)
    assert broken(brief) == ["After"]


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_finds_nothing(tmp_path: Path) -> None:
    for file in built(tmp_path, POINTS, BREAK, TABLE, BREAK, WIDE, BREAK, AFTER):
        assert schema_errors(file) == []


def test_a_break_is_true(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="expected true or false, found `soft`"):
        built(tmp_path, "page_break: soft")

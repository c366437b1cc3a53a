"""The drawings of one state after another: what is remembered, and that it is what would be drawn anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from builder.diagnostics import BuildError
from builder.preview.decks import Decks
from builder.preview.drawings import SlideDrawings
from builder.preview.state import read
from builder.templates.defaults import default_template
from tests.marking import sampled
from tests.preview.samples import LONG, SMALL, copied, write

EDITS = [
    ("Argent", "Trésor"),
    ("# a line above\n", ""),
    ("  fund: {amount: 2_500_000", "  fund: {amount: 3_000_000"),
    ("  - {id: part-3,", "  - {id: new, title: {fr: Neuf, en: New}, message: {fr: Neuf., en: New.}}\n  - {id: part-3,"),
    ('  - {id: part-7, title: {fr: Partie 7, en: Part 7}', '  - {id: part-7, title: {fr: Partie 6, en: Part 6}'),
    (', en: "Time passes."', ""),
    ("title: {fr:", "classification: Confidentiel\ntitle: {fr:"),
]  # fmt: skip


def drawn(drawings: SlideDrawings, file: Path, decks: Decks) -> list[list[bytes]]:
    slides_by_language = drawings.of(read(file, decks))
    return [
        [etree.tostring(slide.svg) + repr(slide.figures).encode() for slide in slides] for slides in slides_by_language
    ]


@pytest.mark.parametrize("name", sampled(["small", "mistral-ai"], "small"))
def test_what_is_remembered_is_what_would_be_drawn_anew(tmp_path: Path, name: str) -> None:
    file = write(tmp_path / name, LONG) if name == "small" else copied("content/mistral-ai", tmp_path)
    first = text = file.read_text(encoding="utf-8")
    decks, drawings = Decks(), SlideDrawings()
    edits = EDITS if name == "small" else [("se présente", "se montre"), ("Mixtral", "Mistral"), ("", "\n")]
    for before, after in [*edits, (None, None)]:
        if before is None or after is None:
            text = first
        elif before.startswith("#"):
            text = before + text
        else:
            assert before in text
            text = text.replace(before, after, 1)
        file.write_text(text, encoding="utf-8")
        assert drawn(drawings, file, decks) == drawn(SlideDrawings(), file, Decks()), after


def test_only_the_slides_that_a_save_changes_are_drawn_again(tmp_path: Path) -> None:
    file = write(tmp_path / "small", LONG)
    decks, drawings = Decks(), SlideDrawings()
    (before, _) = drawings.of(read(file, decks))
    file.write_text(LONG.replace("Phrase numéro 20.", "Autre phrase."), encoding="utf-8")
    (after, english) = drawings.of(read(file, decks))
    changed = [index for index, (drawing, other) in enumerate(zip(before, after, strict=True)) if drawing is not other]
    assert len(changed) == 1
    assert "sections.part-20.message" in after[changed[0]].keys
    assert len(english) == len(after)


def test_a_reading_is_drawn_once(tmp_path: Path) -> None:
    drawings, reading = SlideDrawings(), read(write(tmp_path / "small"), Decks())
    assert drawings.of(reading) is drawings.of(reading)


def test_a_template_that_changes_or_breaks_is_not_mixed_with_the_one_before(tmp_path: Path) -> None:
    file = write(tmp_path / "small", SMALL.replace("sections:", "deck: {template: house.pptx}\nsections:"))
    house = file.parent / "house.pptx"
    house.write_bytes(b"no template")
    decks, drawings = Decks(), SlideDrawings()
    with pytest.raises(BuildError):
        drawings.of(read(file, decks))
    shutil.copy(default_template("pptx"), house)
    (own, _) = drawings.of(read(file, decks))
    file.write_text(SMALL, encoding="utf-8")
    (usual, _) = drawings.of(read(file, decks))
    assert [etree.tostring(slide.svg) for slide in own] == [etree.tostring(slide.svg) for slide in usual]

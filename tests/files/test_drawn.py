"""The check of renderings sees what it is meant to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Pt

from tests.files.drawn import misplaced
from tests.files.geometry import pages_of
from tests.files.opc import open_opc
from tests.files.slidexml import slides

WORDS = "Les ponts se jugent à leur tablier, mais ils tiennent par leurs piles et par leurs culées. "


def make_deck(folder: Path) -> list[Path]:
    """A deck of four slides: text that fits, text too long, text off the slide, text over text."""
    deck = Presentation()
    for frames in (
        [(40, 40, 600, 200, 1)],
        [(40, 40, 300, 60, 6)],
        [(-60, 40, 300, 200, 1)],
        [(40, 40, 600, 90, 1), (60, 60, 600, 90, 1)],
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        for left, top, width, height, times in frames:
            box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height)).text_frame
            box.word_wrap = True
            box.text = WORDS * times + str(left)
            box.paragraphs[0].runs[0].font.size = Pt(20)
    deck.save(str(folder / "deck.pptx"))
    return [folder / "deck.pptx"]


pytestmark = pytest.mark.render(files=make_deck)


@pytest.fixture
def findings(rendering: Path) -> list[list[str]]:
    """The findings on each of the four slides."""
    opc = open_opc(rendering / "deck.pptx")
    pages = pages_of(rendering / "deck.pptx.pdf")
    return [misplaced(opc, slide, page) for slide, page in zip(slides(opc), pages, strict=True)]


def test_text_that_fits_is_left_alone(findings: list[list[str]]) -> None:
    assert findings[0] == []


def test_text_too_long_for_its_shape_is_found(findings: list[list[str]]) -> None:
    assert any("not in" in finding for finding in findings[1])


def test_text_off_the_slide_is_found(findings: list[list[str]]) -> None:
    assert any("off the slide" in finding or "not drawn" in finding for finding in findings[2])


def test_text_over_text_is_found(findings: list[list[str]]) -> None:
    assert any("over each other" in finding for finding in findings[3])

"""The check of renderings sees what it is meant to see."""

from __future__ import annotations

import pytest
from pptx import Presentation
from pptx.util import Pt

from tests.files.drawn import misplaced
from tests.files.geometry import pages_of
from tests.files.opc import open_opc
from tests.files.rendering import render
from tests.files.slidexml import slides

pytestmark = pytest.mark.render

WORDS = "Les ponts se jugent à leur tablier, mais ils tiennent par leurs piles et par leurs culées. "


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """What is found on four slides: one that fits, one too long, one off the slide, one with text over text."""
    folder = tmp_path_factory.mktemp("drawn")
    show = Presentation()
    for frames in (
        [(40, 40, 600, 200, 1)],
        [(40, 40, 300, 60, 6)],
        [(-60, 40, 300, 200, 1)],
        [(40, 40, 600, 90, 1), (60, 60, 600, 90, 1)],
    ):
        slide = show.slides.add_slide(show.slide_layouts[6])
        for left, top, width, height, times in frames:
            box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height)).text_frame
            box.word_wrap = True
            box.text = WORDS * times + str(left)
            box.paragraphs[0].runs[0].font.size = Pt(20)
    file = folder / "show.pptx"
    show.save(str(file))
    render([file], folder / "pdf")
    opc = open_opc(file)
    pages = pages_of(folder / "pdf" / "show.pptx.pdf")
    return [misplaced(opc, slide, page) for slide, page in zip(slides(opc), pages, strict=True)]


def test_text_that_fits_is_left_alone(findings: list[list[str]]) -> None:
    assert findings[0] == []


def test_text_too_long_for_its_shape_is_found(findings: list[list[str]]) -> None:
    assert any("not in" in one for one in findings[1])


def test_text_off_the_slide_is_found(findings: list[list[str]]) -> None:
    assert any("off the slide" in one or "not drawn" in one for one in findings[2])


def test_text_over_text_is_found(findings: list[list[str]]) -> None:
    assert any("over each other" in one for one in findings[3])

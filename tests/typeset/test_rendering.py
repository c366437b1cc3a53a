"""Our lines against those that LibreOffice sets: never fewer than it needs, and hardly ever more."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.tree.prose import Run
from builder.typeset.fonts import Fonts
from builder.typeset.measure import WIDTH_SPARE, words

FRENCH = (
    "La société a annoncé, moins d’un an après sa création, une levée de plus de 100\u00a0millions d’euros\u00a0; "
    "peut-être la plus importante jamais vue en Europe. «\u00a0Par l’Europe, pour l’Europe\u00a0», dit-elle, "
    "en 1\u202f234 mots – ou presque. "
)
ENGLISH = (
    "Within barely a year the company announced more than €100 million in seed funding, a record for a well-known "
    "European start-up, and then €400 million more; its backers’ hopes – and fears – are high. "
)
CASES = [
    (font, size, width, text * times)
    for font in ("Calibri", "Arial", "Times New Roman")
    for size, width in ((18, 420), (28, 800), (14, 160))
    for text, times in ((FRENCH, 2), (ENGLISH, 3))
]


def make_deck(folder: Path) -> list[Path]:
    """One text box a slide."""
    from pptx import Presentation
    from pptx.util import Pt

    show = Presentation()
    show.slide_width, show.slide_height = Pt(960), Pt(1400)
    for font, size, width, text in CASES:
        box = show.slides.add_slide(show.slide_layouts[6]).shapes.add_textbox(Pt(40), Pt(20), Pt(width), Pt(1300))
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        run = frame.paragraphs[0].add_run()
        run.text = text.strip()
        run.font.name, run.font.size = font, Pt(size)
    show.save(str(folder / "lines.pptx"))
    return [folder / "lines.pptx"]


@pytest.mark.render(files=make_deck)
def test_lines_are_those_of_libreoffice(rendering: Path) -> None:
    import pdfplumber

    fonts = Fonts()
    differing = 0
    with pdfplumber.open(rendering / "lines.pptx.pdf") as pdf:
        for (font, size, width, text), page in zip(CASES, pdf.pages, strict=True):
            drawn = page.extract_text_lines()
            measured = words((Run(text.strip()),), fonts, font)
            ours = measured.lines(width / (size * WIDTH_SPARE))
            assert len(drawn) <= ours, (font, size, width)
            assert measured.lines(width / size * 1.03) <= len(drawn), (font, size, width)
            differing += ours - len(drawn)
            pitch = (drawn[-1]["top"] - drawn[0]["top"]) / (len(drawn) - 1)
            assert 0.95 * measured.line * size <= pitch <= 1.005 * measured.line * size, font
    assert differing <= len(CASES)

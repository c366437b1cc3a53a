"""The last pages of briefs as LibreOffice draws them: no hole before the sources, and no last page of a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

import builder

SENTENCE = "Le pont franchit la rivière depuis mille ans et ne demande rien."
SOURCE = """\
languages: [fr]
title: Ponts
brief: {{toc: false}}
sources:
  one: {{title: Registre des ponts, publisher: Service des ponts, date: 2024}}
  two: {{title: Registre des bacs, publisher: Service des bacs, date: 2024}}
sections:
  - {{title: Avant, blocks: [{{text: "{before}"}}]}}
  - {{title: Après, message: Un message., blocks: [{{text: "{after}"}}]}}
"""
MM = 72 / 25.4
BODY_TOP, BODY_BOTTOM = 22 * MM, 842 - 25 * MM
ROUNDING = 6 * MM
"""What the leading of the last line, its space below and the measure of the fonts may add."""
LINE_COUNTS = range(14, 40, 2)


def make_briefs(folder: Path) -> Iterator[Path]:
    """Briefs whose last section has at most nine paragraphs and begins at each height of the page."""
    after = "\\n\\n".join([SENTENCE] * 7)
    for count in LINE_COUNTS:
        before = "\\n\\n".join(["Une ligne."] * count)
        (folder / "publication.yaml").write_text(SOURCE.format(before=before, after=after), "utf-8")
        file = folder / f"{count}.docx"
        builder.write_brief(builder.load(folder), "fr", file)
        yield file


def body_lines(page: Any) -> list[float]:
    """The bottoms of the lines of text between header and footer, from top to bottom."""
    words = [word for word in page.extract_words() if word["top"] > BODY_TOP - 10 and word["bottom"] < BODY_BOTTOM + 6]
    return sorted({round(word["bottom"]) for word in words})


@pytest.mark.render(files=make_briefs)
def test_the_text_before_the_sources_leaves_no_hole_and_no_thin_last_page(rendering: Path) -> None:
    ends = {}
    for count in LINE_COUNTS:
        with pdfplumber.open(rendering / f"{count}.docx.pdf") as pdf:
            before, last = pdf.pages[-2:]
            ends[count] = (BODY_BOTTOM - body_lines(before)[-1], len(body_lines(last)))
    assert {count: hole for count, (hole, _) in ends.items() if hole > 35 * MM + ROUNDING} == {}
    # Four lines of text, and the heading of the sources.
    assert {count: lines for count, (_, lines) in ends.items() if lines < 5} == {}

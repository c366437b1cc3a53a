"""The text of a page between its header and its footer, and the headings that end one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.files.geometry import Glyph, Page, pages_of, squeeze
from tests.files.opc import Opc
from tests.files.wordxml import W, children_text, paragraphs, style_of

__all__ = ["body_of", "headings_at_the_foot", "margins_of"]

SMALLEST_PROSE, LARGEST_PROSE = 9.5, 11.5
"""Points: notes are smaller than the one, headings larger than the other."""


def body_of(page: Page, top: float, bottom: float) -> list[Glyph]:
    """The glyphs between the header and the footer."""
    return [g for g in page.glyphs if g.ink.top >= top - 2 and g.ink.bottom <= page.size.bottom - bottom + 2]


def margins_of(opc: Opc) -> tuple[float, float, float, float]:
    """Left, top, right and bottom margins of the last section of a brief, in points."""
    margins = opc.find("word/document.xml", "//w:sectPr/w:pgMar")[-1]
    left, top, right, bottom = (
        abs(int(margins.get(f"{W}{side}", "0"))) / 20 for side in ("left", "top", "right", "bottom")
    )
    return left, top, right, bottom


def headings_at_the_foot(opc: Opc, pdf: Path) -> Iterator[tuple[int, str]]:
    """Yield each page of a brief whose last line, notes aside, is a heading, with that heading."""
    _, top, _, bottom = margins_of(opc)
    headings = {squeeze(children_text(p)) for p in paragraphs(opc) if style_of(p).startswith("Heading")}
    for number, page in enumerate(pages_of(pdf), 1):
        body = [g for g in body_of(page, top, bottom) if g.size >= SMALLEST_PROSE]
        foot = max((g.ink.bottom for g in body), default=0)
        last = [g for g in body if abs(g.ink.bottom - foot) < 1]
        words = squeeze("".join(g.text for g in last)).lstrip("0123456789.")
        if last and last[0].size > LARGEST_PROSE and words in headings:
            yield number, words

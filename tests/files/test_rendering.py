"""The files as LibreOffice draws them: nothing overflows, nothing collides, no page stands nearly empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.drawn import misplaced
from tests.files.geometry import Glyph, Page, pages_of, squeeze
from tests.files.opc import Opc, open_opc
from tests.files.samples import COSTLY_BRIEFS, COSTLY_DECKS, COSTLY_FILES, Samples
from tests.files.slidexml import slides
from tests.files.wordxml import W, children_text, paragraphs, style_of

pytestmark = pytest.mark.render

Rendered = Callable[[str, str, str], Path]

TWINS = {"Caladea", "Carlito", "LiberationSans", "LiberationMono", "DejaVuSansMono", "OpenSymbol"}
"""What stands in here for the fonts that the files name: Cambria, Calibri, Arial, Courier New, Consolas, Symbol."""

_NOTE = 20
"""Letters by which a footnote is recognised on a page."""
SMALLEST_PROSE, LARGEST_PROSE = 9.5, 11.5
"""Points: notes are smaller than the one, headings larger than the other."""

FOREIGN = {"stress"}
"""Publications with scripts that the template's fonts do not have."""


@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_DECKS)
def test_slides_are_drawn_within_their_shapes(
    built: Samples, rendered: Rendered, name: str, language: str, kind: str
) -> None:
    opc = open_opc(built(name).file(language, kind))
    pages = pages_of(rendered(name, language, kind))
    order = slides(opc)
    assert len(pages) == len(order)
    wrong = [
        f"slide {n}: {what}"
        for n, (slide, page) in enumerate(zip(order, pages, strict=True), 1)
        for what in misplaced(opc, slide, page)
    ]
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_BRIEFS)
def test_briefs_keep_to_their_margins(built: Samples, rendered: Rendered, name: str, language: str, kind: str) -> None:
    left, _, right, _ = _margins(open_opc(built(name).file(language, kind)))
    wrong = [
        f"page {n}: {glyph.text!r} at {glyph.ink}"
        for n, page in enumerate(pages_of(rendered(name, language, kind)), 1)
        for glyph in page.glyphs
        if glyph.ink.left < left - 2 or glyph.ink.right > page.size.right - right + 2 or not page.size.holds(glyph.ink)
    ]
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_BRIEFS)
def test_no_page_of_a_brief_is_nearly_empty(
    built: Samples, rendered: Rendered, name: str, language: str, kind: str
) -> None:
    _, top, _, bottom = _margins(open_opc(built(name).file(language, kind)))
    pages = pages_of(rendered(name, language, kind))
    for number, page in enumerate(pages[1:-1], 2):
        body = _body(page, top, bottom)
        filled = max((g.ink.bottom for g in body), default=top) - top
        assert filled >= 0.15 * (page.size.bottom - top - bottom), f"page {number} is nearly empty"


@pytest.mark.parametrize(("name", "language", "kind"), COSTLY_BRIEFS)
def test_no_heading_stands_alone_at_the_foot_of_a_page(
    built: Samples, rendered: Rendered, name: str, language: str, kind: str
) -> None:
    """Pages with footnotes aside: there LibreOffice leaves a heading where the notes push what follows it to the next
    page, though they are kept together.
    """
    opc = open_opc(built(name).file(language, kind))
    _, top, _, bottom = _margins(opc)
    notes = {squeeze(children_text(p))[:_NOTE] for p in paragraphs(opc, "word/footnotes.xml") if children_text(p)}
    headings = {squeeze(children_text(p)) for p in paragraphs(opc) if style_of(p).startswith("Heading")}
    for number, page in enumerate(pages_of(rendered(name, language, kind)), 1):
        body = [g for g in _body(page, top, bottom) if g.size >= SMALLEST_PROSE]
        small = squeeze("".join(g.text for g in _body(page, top, bottom) if g.size < SMALLEST_PROSE))
        if any(note in small for note in notes):
            continue
        foot = max((g.ink.bottom for g in body), default=0)
        last = [g for g in body if abs(g.ink.bottom - foot) < 1]
        if last and last[0].size > LARGEST_PROSE:
            words = squeeze("".join(g.text for g in last)).lstrip("0123456789.")
            assert words not in headings, f"page {number} ends with a heading"


@pytest.mark.parametrize(("name", "language", "kind"), [file for file in COSTLY_FILES if file.values[0] not in FOREIGN])
def test_no_font_had_to_be_replaced(rendered: Rendered, name: str, language: str, kind: str) -> None:
    families = {g.font.split("-")[0] for page in pages_of(rendered(name, language, kind)) for g in page.glyphs}
    assert families <= TWINS


def _body(page: Page, top: float, bottom: float) -> list[Glyph]:
    """The glyphs between the header and the footer."""
    return [g for g in page.glyphs if g.ink.top >= top - 2 and g.ink.bottom <= page.size.bottom - bottom + 2]


def _margins(opc: Opc) -> tuple[float, float, float, float]:
    """Left, top, right and bottom margins of the last section, in points."""
    margins = opc.find("word/document.xml", "//w:sectPr/w:pgMar")[-1]
    left, top, right, bottom = (
        abs(int(margins.get(f"{W}{side}", "0"))) / 20 for side in ("left", "top", "right", "bottom")
    )
    return left, top, right, bottom

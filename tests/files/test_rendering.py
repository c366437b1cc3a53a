"""The files as LibreOffice draws them: nothing overflows, nothing collides, no page stands nearly empty."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.drawn import misplaced
from tests.files.geometry import pages_of
from tests.files.opc import open_opc
from tests.files.page_body import body_of, margins_of
from tests.files.samples import COSTLY_BRIEFS, COSTLY_DECKS, COSTLY_FILES, Samples
from tests.files.slidexml import slides

pytestmark = pytest.mark.render

Rendered = Callable[[str, str, str], Path]

TWINS = {"Caladea", "Carlito", "LiberationSans", "LiberationMono", "DejaVuSansMono", "OpenSymbol"}
"""What stands in here for the fonts that the files name: Cambria, Calibri, Arial, Courier New, Consolas, Symbol."""

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
def test_briefs_keep_to_theirmargins_of(
    built: Samples, rendered: Rendered, name: str, language: str, kind: str
) -> None:
    left, _, right, _ = margins_of(open_opc(built(name).file(language, kind)))
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
    _, top, _, bottom = margins_of(open_opc(built(name).file(language, kind)))
    pages = pages_of(rendered(name, language, kind))
    for number, page in enumerate(pages[1:-1], 2):
        body = body_of(page, top, bottom)
        filled = max((g.ink.bottom for g in body), default=top) - top
        assert filled >= 0.15 * (page.size.bottom - top - bottom), f"page {number} is nearly empty"


@pytest.mark.parametrize(("name", "language", "kind"), [file for file in COSTLY_FILES if file.values[0] not in FOREIGN])
def test_no_font_had_to_be_replaced(rendered: Rendered, name: str, language: str, kind: str) -> None:
    families = {g.font.split("-")[0] for page in pages_of(rendered(name, language, kind)) for g in page.glyphs}
    assert families <= TWINS

"""Where text was drawn: the glyphs of a rendered PDF, and where a paragraph stands on its page. Lengths are points."""

from __future__ import annotations

import functools
import os
import pickle
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_rect

__all__ = ["Box", "Glyph", "Page", "around", "pages_of", "squeeze"]


class Box(NamedTuple):
    """A rectangle, from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another box lies inside this one, give or take `slack`."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlap(self, other: Box) -> float:
        """How far two boxes overlap, in the direction where they overlap least; 0 or less when they do not."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(across, down)

    def __str__(self) -> str:
        return "({:.0f}, {:.0f})–({:.0f}, {:.0f})".format(*self)


class Glyph(NamedTuple):
    """A drawn character, its ink (the line's height without the leading), its size and its font."""

    text: str
    ink: Box
    size: float
    font: str


class Page:
    """A page: its size and its glyphs in the order drawn, spaces left out."""

    def __init__(self, width: float, height: float, glyphs: tuple[Glyph, ...]):
        self.size = Box(0, 0, width, height)
        self.glyphs = glyphs
        words = [squeeze(glyph.text) for glyph in glyphs]
        self.stream = "".join(words)
        self._owner = [n for n, word in enumerate(words) for _ in word]

    def places(self, text: str) -> Iterator[tuple[range, Box]]:
        """Every place where a text is drawn in one go: the glyphs' indexes and the box around them."""
        wanted = squeeze(text)
        at = self.stream.find(wanted) if wanted else -1
        while at >= 0:
            first, last = self._owner[at], self._owner[at + len(wanted) - 1]
            yield range(first, last + 1), around(self.glyphs[first : last + 1])
            at = self.stream.find(wanted, at + 1)


def squeeze(text: str) -> str:
    """A text as it can be compared with what was drawn: no spaces, no invisible characters, no case, no ligatures."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def around(glyphs: Iterable[Glyph]) -> Box:
    """The box around glyphs."""
    inks = [glyph.ink for glyph in glyphs]
    return Box(
        min(i.left for i in inks), min(i.top for i in inks), max(i.right for i in inks), max(i.bottom for i in inks)
    )


class _GlyphDevice(PDFTextDevice):
    """Collect the glyphs of a page; pdfplumber makes a dictionary of each character and takes three times as long."""

    def __init__(self) -> None:
        super().__init__(PDFResourceManager())
        self.glyphs: list[Glyph] = []
        self.height = 0.0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        _, bottom, _, top = page.mediabox
        self.glyphs, self.height = [], float(top - bottom)
        self.set_ctm(ctm)

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, *_: object
    ) -> float:
        advance = float(font.char_width(cid) * fontsize * scaling)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = f"(cid:{cid})"
        if text.strip():
            foot = font.get_descent() * fontsize + rise
            left, bottom, right, top = apply_matrix_rect(matrix, (0, foot, advance, foot + fontsize))
            size = top - bottom
            ink = Box(left, self.height - top + 0.15 * size, right, self.height - bottom - 0.15 * size)
            self.glyphs.append(Glyph(text, ink, size, str(font.fontname).split("+")[-1]))
        return advance


@functools.lru_cache(maxsize=4)
def pages_of(pdf: Path) -> tuple[Page, ...]:
    """Return the pages of a PDF. They are stored beside it, because reading takes a second and several tests ask."""
    stored = pdf.with_suffix(".pages")
    if stored.exists():
        pages: tuple[Page, ...] = pickle.loads(stored.read_bytes())
        return pages
    pages = tuple(_read_pages(pdf))
    draft = pdf.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps(pages, protocol=pickle.HIGHEST_PROTOCOL))
    draft.replace(stored)
    return pages


def _read_pages(pdf: Path) -> Iterator[Page]:
    device = _GlyphDevice()
    interpreter = PDFPageInterpreter(device.rsrcmgr, device)
    with pdf.open("rb") as stream:
        for page in PDFPage.get_pages(stream):
            interpreter.process_page(page)
            left, bottom, right, top = page.mediabox
            yield Page(float(right - left), float(top - bottom), tuple(device.glyphs))

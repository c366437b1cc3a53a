"""Where text was drawn: the glyphs of a rendered PDF, and where a paragraph stands on its page. Lengths are points."""

from __future__ import annotations

import functools
import os
import pickle
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pdfplumber

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


@functools.lru_cache(maxsize=4)
def pages_of(pdf: Path) -> tuple[Page, ...]:
    """The pages of a PDF. They are kept beside it, as reading costs seconds and several processes ask."""
    kept = pdf.with_suffix(".pages")
    if kept.exists():
        pages: tuple[Page, ...] = pickle.loads(kept.read_bytes())
        return pages
    with pdfplumber.open(pdf) as document:
        pages = tuple(
            Page(float(page.width), float(page.height), tuple(map(_glyph, filter(_drawn, page.chars))))
            for page in document.pages
        )
    draft = pdf.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps(pages))
    draft.replace(kept)
    return pages


def _drawn(char: dict[str, object]) -> bool:
    return bool(str(char["text"]).strip())


def _glyph(char: dict[str, object]) -> Glyph:
    size = float(char["size"])  # type: ignore[arg-type]
    left, top, right, bottom = (float(char[key]) for key in ("x0", "top", "x1", "bottom"))  # type: ignore[arg-type]
    ink = Box(left, top + 0.15 * size, right, bottom - 0.15 * size)
    return Glyph(str(char["text"]), ink, size, str(char["fontname"]).split("+")[-1])

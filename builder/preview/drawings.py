"""The drawings of slides, kept from one state to the next: a save redraws the slides that it changes."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from builder import pipeline
from builder.preview.decks import template_stamp
from builder.preview.slide_figures import SlideFigures, slide_figures
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.state import PreviewReading

if TYPE_CHECKING:
    from builder.typeset.plan import Slide

__all__ = ["NOT_CONTINUED", "SlideDrawing", "SlideDrawings", "drawn_slide", "plain_key"]

_SHOWN = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
"""Types of pictures that every browser shows."""
_AGAIN = re.compile(r"~\d+\Z")
"""Ends the key of what is continued on another slide."""
NOT_CONTINUED = (1, 1)


class SlideDrawing(Struct, frozen=True):
    """A drawn slide. `digest` names everything that decides it; `svg` is never changed; `keys` are those of its parts
    with the attribute `data-key`, in order.

    `scale` is that of its smallest text in percent of the size that the template gives it, and `shrunk` the key of that
    text; `place` is which slide of how many it is among those that one passage needs; `figures` are the names of those
    that it prints.
    """

    digest: bytes
    svg: etree._Element
    keys: tuple[str, ...] = ()
    scale: int = 100
    shrunk: str = ""
    place: tuple[int, int] = NOT_CONTINUED
    figures: tuple[str, ...] = ()


class SlideDrawings:
    """Drawings by what decides them: the slide with its charts, its template and its language."""

    def __init__(self) -> None:
        self._known: dict[bytes, SlideDrawing] = {}
        self._figures: dict[int, tuple[Slide, SlideFigures]] = {}
        self._last: tuple[PreviewReading, tuple[list[SlideDrawing], ...]] | None = None

    def of(self, reading: PreviewReading) -> tuple[list[SlideDrawing], ...]:
        """Return the drawings of the slides in every language.

        Drawings that this reading does not need are forgotten. Raises BuildError if the template cannot be used.
        """
        if self._last is None or self._last[0] is not reading:
            self._last = None
            self._last = (reading, self._drawn(reading))
        return self._last[1]

    def _drawn(self, reading: PreviewReading) -> tuple[list[SlideDrawing], ...]:
        template = pipeline.template_path(reading.context.publication, "pptx", None)
        decks = reading.written(template)
        origin = template_stamp(template).encode()
        kept: dict[bytes, SlideDrawing] = {}
        drawn = tuple(
            list(self._slides(DeckDrawing(deck, _address), origin, reading, plan.slides, kept))
            for deck, plan in zip(decks, reading.decks, strict=True)
        )
        self._known = kept
        slides = (slide for plan in reading.decks for slide in plan.slides)
        self._figures = {id(slide): self._figures[id(slide)] for slide in slides}
        return drawn

    def _slides(
        self,
        deck: DeckDrawing,
        origin: bytes,
        reading: PreviewReading,
        slides: Sequence[Slide],
        kept: dict[bytes, SlideDrawing],
    ) -> Iterator[SlideDrawing]:
        for index, (slide, place) in enumerate(zip(slides, _places([slide.key for slide in slides]), strict=True)):
            figures = self._figures_on(slide, reading)
            source = b"\0".join((origin, repr((place, figures)).encode(), deck.source(index)))
            digest = hashlib.blake2b(source, digest_size=16).digest()
            drawing = self._known.get(digest) or kept.get(digest)
            kept[digest] = drawing or drawn_slide(digest, deck.draw(index, figures.marks), place, figures.names)
            yield kept[digest]

    def _figures_on(self, slide: Slide, reading: PreviewReading) -> SlideFigures:
        """Return the figures that a slide prints; a slide that is the same object prints the same."""
        known = self._figures.get(id(slide))
        if known is None or known[0] is not slide:
            known = self._figures[id(slide)] = (slide, slide_figures(slide, reading.index))
        return known[1]


def drawn_slide(
    digest: bytes, svg: etree._Element, place: tuple[int, int] = NOT_CONTINUED, figures: tuple[str, ...] = ()
) -> SlideDrawing:
    """Return a drawing with what its elements say about its passages."""
    keys = tuple(plain_key(key) for part in svg.iter(etree.Element) if (key := part.get("data-key")))
    scaled = [part for part in svg.iter(etree.Element) if part.get("data-scale")]
    smallest = min(scaled, key=lambda part: int(part.get("data-scale", "100")), default=None)
    if smallest is None:
        return SlideDrawing(digest, svg, keys, place=place, figures=figures)
    around = [*smallest.iter(etree.Element), *smallest.iterancestors()]
    shrunk = next((key for part in around if (key := part.get("data-key"))), "")
    scale = int(smallest.get("data-scale", "100"))
    return SlideDrawing(digest, svg, keys, scale, plain_key(shrunk), place, figures)


def plain_key(key: str) -> str:
    """Return the key of the passage that a part of a slide shows, or continues."""
    return _AGAIN.sub("", key)


def _places(keys: Sequence[str]) -> list[tuple[int, int]]:
    """Return for each slide, by its key, which one of how many it is among the slides of one passage."""
    plain = [plain_key(key) for key in keys]
    return [(plain[: index + 1].count(key), plain.count(key)) for index, key in enumerate(plain)]


def _address(blob: bytes, media_type: str) -> str:
    """Return a picture of a slide or its template as an address of its own."""
    return f"data:{media_type};base64,{base64.b64encode(blob).decode()}" if media_type in _SHOWN else ""

"""The drawings of slides, kept from one state to the next: a save redraws the slides that it changes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from builder import pipeline
from builder.preview.slides.deck_drawing import DeckDrawing
from builder.preview.state import Reading

__all__ = ["SlideDrawings"]

_SHOWN = frozenset(("image/png", "image/jpeg", "image/gif", "image/webp"))
"""Types of pictures that every browser shows."""


class SlideDrawings:
    """Drawings by what decides them: the slide with its charts, its template and its language."""

    def __init__(self) -> None:
        self._known: dict[bytes, etree._Element] = {}

    def of(self, reading: Reading, label: Callable[[int], str]) -> tuple[list[etree._Element], ...]:
        """Return the drawings of the slides in every language, to be put into a page; `label` gives the accessible
        name of a slide by its number.

        Drawings that this reading does not need are forgotten. Raises BuildError if the template cannot be used.
        """
        template = pipeline.template_path(reading.context.publication, "pptx", None)
        decks = pipeline.written_decks(reading.documents, reading.decks, template)
        stamp = template.stat()
        origin = f"{template}\0{stamp.st_mtime_ns}\0{stamp.st_size}".encode()
        kept: dict[bytes, etree._Element] = {}
        drawn = tuple(list(self._drawn(DeckDrawing(deck, _address), origin, label, kept)) for deck in decks)
        self._known = kept
        return drawn

    def _drawn(
        self, deck: DeckDrawing, origin: bytes, label: Callable[[int], str], kept: dict[bytes, etree._Element]
    ) -> Iterator[etree._Element]:
        for index in range(len(deck)):
            digest = hashlib.blake2b(origin + b"\0" + deck.source(index), digest_size=16).digest()
            drawing = self._known.get(digest)
            kept[digest] = drawing if drawing is not None else deck.draw(index, "")
            copy = deepcopy(kept[digest])
            copy.set("aria-label", label(index + 1))
            yield copy


def _address(blob: bytes, media_type: str) -> str:
    """Return a picture of a slide or its template as an address of its own."""
    return f"data:{media_type};base64,{base64.b64encode(blob).decode()}" if media_type in _SHOWN else ""

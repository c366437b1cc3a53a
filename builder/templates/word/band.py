"""The band of a template: shapes and pictures of the first page, drawn in the paragraph of the title.

A designer draws them in Word and places them from the page, behind the text or in front of it, with the title's
paragraph as their anchor (ECMA-376 part 1, 20.4.2.3). Builds put them back into the title of each brief. Any other
drawing of a template goes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from msgspec import Struct

from builder.office.xml import qn
from builder.templates.word.style_sheet import W

__all__ = ["Band", "BandPicture", "band_of", "band_pictures"]

_ANCHOR, _EMBED = qn("wp:anchor"), qn("r:embed")
_NO_WRAP = qn("wp:wrapNone")
_SIDES = (qn("wp:positionH"), qn("wp:positionV"))


class BandPicture(Struct, frozen=True):
    """A picture of a band, such as a logo."""

    blob: bytes
    media_type: str


class Band(Struct, frozen=True):
    """The runs that hold the shapes, as XML; their pictures by relationship id."""

    runs: tuple[str, ...]
    pictures: dict[str, BandPicture]


def band_of(document: Any, title: str, picture: Callable[[str], BandPicture | None]) -> Band | None:
    """Return the band of a template document, or None. `title` is the id of the style of the title; `picture` returns
    the picture of a relationship, or None if there is none.
    """
    runs, pictures = [], {}
    for run in _runs(document, title):
        shown = {name: picture(name) for name in _embedded(run)}
        if all(shown.values()):
            runs.append(etree.tostring(run, encoding="unicode", with_tail=False))
            pictures.update({name: image for name, image in shown.items() if image is not None})
    return Band(tuple(runs), pictures) if runs else None


def band_pictures(document: Any) -> frozenset[str]:
    """Return the relationship ids of pictures that are placed from the page and move no text."""
    return frozenset(name for anchor in document.iter(_ANCHOR) if _is_placed(anchor) for name in _embedded(anchor))


def _runs(document: Any, title: str) -> list[Any]:
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == title:
            return [run for run in paragraph.findall(f"{W}r") if _is_band(run)]
    return []


def _is_band(run: Any) -> bool:
    anchors = list(run.iter(_ANCHOR))
    return bool(anchors) and all(map(_is_placed, anchors)) and next(run.iter(f"{W}t"), None) is None


def _is_placed(anchor: Any) -> bool:
    places = [anchor.find(side) for side in _SIDES]
    from_page = all(place is not None and place.get("relativeFrom") == "page" for place in places)
    return from_page and anchor.find(_NO_WRAP) is not None


def _embedded(element: Any) -> list[str]:
    return [node.get(_EMBED) for node in element.iter() if node.get(_EMBED)]

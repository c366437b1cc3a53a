"""The band of the first page, from the template: as high as the words over it need, as wide as the paper."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lxml import etree

from builder.office.xml import qn
from builder.templates.word.band import Band
from builder.templates.word.reader import BriefTemplate
from builder.writers.word.context import BriefContext
from builder.writers.word.embedding import picture_id
from builder.writers.word.paragraphs import EMU_PER_POINT, EMU_PER_TWIP

__all__ = ["band_runs"]

_EMBED = qn("r:embed")


def band_runs(state: BriefContext, growth: float) -> str:
    """Return the shapes of the template's band as runs for the title. What reaches below the half of its height becomes
    `growth` points higher, what is below that moves down.
    """
    band = state.template.band
    if band is None:
        return ""
    count, embedded = _contents(state.template)
    pictures = tuple(
        (name, picture_id(state, band.pictures[name].blob, band.pictures[name].media_type)) for name in embedded
    )
    ids = tuple(state.drawing_id() for _ in range(count))
    return _band_xml(state.template, round(growth * EMU_PER_POINT), state.page.width, pictures, ids)


def _parsed(template: BriefTemplate) -> tuple[Band, list[Any]]:
    band = template.band
    assert band is not None
    return band, [etree.fromstring(run) for run in band.runs]


@lru_cache(maxsize=8)
def _contents(template: BriefTemplate) -> tuple[int, tuple[str, ...]]:
    """Return the number of shapes in the band of a template, and the names of their pictures."""
    band, roots = _parsed(template)
    names = (node.get(_EMBED, "") for root in roots for node in root.iter())
    return len(_anchors(roots)), tuple(dict.fromkeys(name for name in names if name in band.pictures))


@lru_cache(maxsize=64)
def _band_xml(
    template: BriefTemplate, growth: int, width: int, pictures: tuple[tuple[str, str], ...], ids: tuple[int, ...]
) -> str:
    """Return the shapes with these ids and pictures, `growth` EMU higher, on paper of a width in twips. The first pages
    of most briefs of a template have the same.
    """
    _, roots = _parsed(template)
    anchors = _anchors(roots)
    bottom = max(_top(anchor) + _size(anchor, "cy") for anchor in anchors)
    for anchor, identifier in zip(anchors, ids, strict=True):
        _fit(anchor, bottom, growth, template.page.width, width)
        anchor.find(qn("wp:docPr")).set("id", str(identifier))
    names = dict(pictures)
    for root in roots:
        for node in root.iter():
            if (name := names.get(node.get(_EMBED, ""))) is not None:
                node.set(_EMBED, name)
    return "".join(etree.tostring(root, encoding="unicode") for root in roots)


def _anchors(roots: Iterable[Any]) -> list[Any]:
    return [anchor for root in roots for anchor in root.iter(qn("wp:anchor"))]


def _fit(anchor: Any, bottom: int, growth: int, usual_width: int, page_width: int) -> None:
    top, height, width = _top(anchor), _size(anchor, "cy"), _size(anchor, "cx")
    if top >= bottom // 2:
        anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}").text = str(top + growth)
    elif top + height > bottom // 2:
        _resize(anchor, "cy", height + growth)
    extra = (page_width - usual_width) * EMU_PER_TWIP
    offset = anchor.find(f"{qn('wp:positionH')}/{qn('wp:posOffset')}")
    left = int(offset.text) if offset is not None else 0
    if width >= usual_width * EMU_PER_TWIP:
        _resize(anchor, "cx", width + extra)
    elif offset is not None and left > usual_width * EMU_PER_TWIP // 2:
        offset.text = str(left + extra)


def _resize(anchor: Any, side: str, length: int) -> None:
    for extent in (anchor.find(qn("wp:extent")), *anchor.iterfind(f".//{qn('a:xfrm')}/{qn('a:ext')}")):
        extent.set(side, str(length))


def _top(anchor: Any) -> int:
    offset = anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}")
    return int(offset.text) if offset is not None else 0


def _size(anchor: Any, side: str) -> int:
    return int(anchor.find(qn("wp:extent")).get(side))

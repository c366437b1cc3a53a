"""The band of the first page, from the template: as high as the words over it need, as wide as the paper."""

from __future__ import annotations

from typing import Any

from lxml import etree

from builder.office.xml import qn
from builder.writers.word.context import BriefContext
from builder.writers.word.embedding import picture_id
from builder.writers.word.paragraphs import EMU_PER_TWIP

__all__ = ["band_runs"]

_EMBED = qn("r:embed")
_EMU_PER_POINT = 12_700


def band_runs(state: BriefContext, growth: float) -> str:
    """Return the shapes of the template's band as runs for the title. What reaches below the half of its height becomes
    `growth` points higher, what is below that moves down.
    """
    band = state.template.band
    if band is None:
        return ""
    roots = [etree.fromstring(run) for run in band.runs]
    anchors = [anchor for root in roots for anchor in root.iter(qn("wp:anchor"))]
    bottom = max(_top(anchor) + _size(anchor, "cy") for anchor in anchors)
    for anchor in anchors:
        _fit(state, anchor, bottom, round(growth * _EMU_PER_POINT))
    for root in roots:
        for node in root.iter():
            picture = band.pictures.get(node.get(_EMBED, ""))
            if picture is not None:
                node.set(_EMBED, picture_id(state, picture.blob, picture.media_type))
    return "".join(etree.tostring(root, encoding="unicode") for root in roots)


def _fit(state: BriefContext, anchor: Any, bottom: int, growth: int) -> None:
    top, height, width = _top(anchor), _size(anchor, "cy"), _size(anchor, "cx")
    if top >= bottom // 2:
        anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}").text = str(top + growth)
    elif top + height > bottom // 2:
        _resize(anchor, "cy", height + growth)
    extra = (state.page.width - state.template.page.width) * EMU_PER_TWIP
    offset = anchor.find(f"{qn('wp:positionH')}/{qn('wp:posOffset')}")
    left = int(offset.text) if offset is not None else 0
    if width >= state.template.page.width * EMU_PER_TWIP:
        _resize(anchor, "cx", width + extra)
    elif offset is not None and left > state.template.page.width * EMU_PER_TWIP // 2:
        offset.text = str(left + extra)
    anchor.find(qn("wp:docPr")).set("id", str(state.drawing_id()))


def _resize(anchor: Any, side: str, length: int) -> None:
    for extent in (anchor.find(qn("wp:extent")), *anchor.iterfind(f".//{qn('a:xfrm')}/{qn('a:ext')}")):
        extent.set(side, str(length))


def _top(anchor: Any) -> int:
    offset = anchor.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}")
    return int(offset.text) if offset is not None else 0


def _size(anchor: Any, side: str) -> int:
    return int(anchor.find(qn("wp:extent")).get(side))

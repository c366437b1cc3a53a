"""Slides that references lead to."""

from __future__ import annotations

from builder.tree.document import Document
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.typeset.plan import ChartPart, Deck, ImagePart, Part, TablePart

__all__ = ["reference_targets"]


def reference_targets(document: Document, deck: Deck) -> dict[str, int]:
    """Return the index of the first slide that shows each table, figure and section, by id."""
    by_key: dict[str, str] = {}
    by_place: dict[tuple[int, ...], str] = {}
    waiting = list(document.sections)
    while waiting:
        section = waiting.pop()
        waiting += section.sections
        if section.id:
            by_place[section.place] = section.id
        for block in section.blocks:
            if isinstance(block, TableNode | ChartNode | ImageNode) and block.id:
                by_key[block.key] = block.id
    targets: dict[str, int] = {}
    for index, slide in enumerate(deck.slides):
        exhibits = [by_key.get(_exhibit_key(part), "") for part in slide.parts]
        for name in (by_place.get(slide.section, ""), *exhibits):
            if name:
                targets.setdefault(name, index)
    return targets


def _exhibit_key(part: Part) -> str:
    if isinstance(part, ChartPart):
        return part.chart.key
    if isinstance(part, ImagePart):
        return part.image.key
    return part.key if isinstance(part, TablePart) else ""

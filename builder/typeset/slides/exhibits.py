"""Exhibits: the layout for a block, its caption, its parts in a frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from builder.templates.deck.facts import Frame
from builder.tree.blocks import CalloutNode, HighlightsNode, TimelineNode
from builder.tree.document import BlockLike
from builder.tree.exhibits import ChartNode, ImageNode, TableNode, unit_line
from builder.tree.prose import Inlines, unformatted
from builder.typeset.inlines import without_notes
from builder.typeset.layout_slots import intersection
from builder.typeset.plan import Part
from builder.typeset.planner import Planner, Texts
from builder.typeset.slide_slots import SlideSlots
from builder.typeset.slides.callouts import plan_callout
from builder.typeset.slides.highlights import highlights_at_large, highlights_whole, plan_highlights
from builder.typeset.slides.pictures import chart_beside, chart_over, plan_chart, plan_image
from builder.typeset.slides.tables import plan_table, table_whole
from builder.typeset.slides.timeline import plan_timeline, timeline_whole
from builder.typeset.titles import place_of

__all__ = [
    "Blocks",
    "alts",
    "beside",
    "captions",
    "exhibit_frame",
    "exhibit_role",
    "over_callout",
    "plan_exhibit",
    "report_captions",
    "titles_from_captions",
    "units",
]

Blocks = tuple[BlockLike, ...]
"""The same block in each language."""
_LEAST_TABLE_BESIDE = 14.0
_LEAST_TABLE_OVER = 16.0
_LEAST_IMAGE = 2_011_680
"""EMU of the height of a picture over a callout: 2.2 inches."""
_SAME_EDGE = 91_440


def exhibit_role(block: BlockLike) -> str:
    """Return the layout role for an exhibit."""
    if isinstance(block, TableNode):
        return "table"
    if isinstance(block, ChartNode):
        return "chart"
    if isinstance(block, ImageNode):
        return "picture"
    if isinstance(block, HighlightsNode):
        return "highlights"
    if isinstance(block, TimelineNode):
        return "timeline"
    return "title-only"


def _caption(block: BlockLike) -> Inlines:
    return without_notes(block.caption) if isinstance(block, (TableNode, ChartNode, ImageNode)) else ()


def titles_from_captions(blocks: Blocks) -> Texts | None:
    """Return the captions as titles, if the block has one in every language."""
    block_captions = tuple(_caption(block) for block in blocks)
    return block_captions if all(block_captions) else None


def captions(planner: Planner, blocks: Blocks, *, numbers_only: bool = False) -> tuple[str, ...]:
    """Return the caption lines: "Tableau 1 – Comparaison", or only "Tableau 1" if the title has the rest."""
    lines = []
    for document, block in zip(planner.documents, blocks, strict=True):
        if not isinstance(block, (TableNode, ChartNode, ImageNode)):
            lines.append("")
            continue
        label = document.labels.table if isinstance(block, TableNode) else document.labels.figure
        number = f"{label}\u00a0{block.number}" if block.number else ""
        words = "" if numbers_only else unformatted(_caption(block))
        lines.append(document.labels.caption_separator.join(part for part in (number, words) if part))
    return tuple(lines)


def units(blocks: Blocks) -> tuple[str, ...]:
    """Return the lines under the captions: what charts measure; "" for other blocks."""
    return tuple(unit_line(block) if isinstance(block, ChartNode) else "" for block in blocks)


def report_captions(planner: Planner, scene: SlideSlots, blocks: Blocks) -> None:
    """Report the captions that were cut, each at its place."""
    for document, block, cut in zip(planner.documents, blocks, scene.leftover, strict=True):
        if cut:
            message = (
                f"too long for a caption on a slide in `{document.language}`: cut; the speaker notes have the full text"
            )
            planner.report(
                "caption-shortened", message, place_of(_caption(block)), "shorten it, or move the rest to a note"
            )


def alts(blocks: Blocks) -> tuple[str, ...]:
    """Return the alternative texts, for the notes page of a slide without other notes."""
    return tuple(block.alt if isinstance(block, (TableNode, ChartNode, ImageNode)) else "" for block in blocks)


def exhibit_frame(scene: SlideSlots, role: str) -> Frame:
    """Return the frame of the exhibit: all the free area, unless the layout's own placeholder for it is elsewhere."""
    placeholder = scene.layout_slots.layout.placeholders.get(role)
    if placeholder is None:
        return scene.area
    own, area = placeholder.frame, scene.area
    if abs(own.x - area.x) <= _SAME_EDGE and abs(own.x + own.width - area.x - area.width) <= _SAME_EDGE:
        return area
    shared = intersection(own, area)
    return shared if shared.width * shared.height * 4 >= area.width * area.height else area


def plan_exhibit(planner: Planner, blocks: Blocks, frame: Frame) -> Sequence[tuple[Part, ...]]:
    """Plan the parts of an exhibit for each slide that it needs, one per language."""
    first = blocks[0]
    if isinstance(first, TableNode):
        return plan_table(planner, cast(tuple[TableNode, ...], blocks), frame)
    if isinstance(first, ChartNode):
        return plan_chart(planner, cast(tuple[ChartNode, ...], blocks), frame)
    if isinstance(first, ImageNode):
        return plan_image(cast(tuple[ImageNode, ...], blocks), frame)
    if isinstance(first, HighlightsNode):
        return plan_highlights(planner, tuple(block.items for block in cast(tuple[HighlightsNode, ...], blocks)), frame)
    if isinstance(first, TimelineNode):
        return plan_timeline(planner, cast(tuple[TimelineNode, ...], blocks), frame)
    return plan_callout(planner, cast(tuple[CalloutNode, ...], blocks), frame)


def beside(planner: Planner, blocks: Blocks, frame: Frame, *, panel: bool = False) -> tuple[Part, ...] | None:
    """Place the exhibit whole and at full size beside a text, on the layout's `panel` if it has one; None if it needs a
    slide of its own.
    """
    first = blocks[0]
    if isinstance(first, TableNode):
        return table_whole(planner, cast(tuple[TableNode, ...], blocks), frame, _LEAST_TABLE_BESIDE)
    if isinstance(first, ChartNode):
        return chart_beside(planner, cast(tuple[ChartNode, ...], blocks), frame, panel=panel)
    if isinstance(first, HighlightsNode):
        return highlights_whole(
            planner, tuple(block.items for block in cast(tuple[HighlightsNode, ...], blocks)), frame
        )
    if isinstance(first, ImageNode):
        return plan_image(cast(tuple[ImageNode, ...], blocks), frame)[0]
    return None


def over_callout(planner: Planner, blocks: Blocks, frame: Frame) -> tuple[Part, ...] | None:
    """Place an exhibit, whole and at full size, in the upper part of a slide; None if it does not fit."""
    first = blocks[0]
    if isinstance(first, TableNode):
        return table_whole(planner, cast(tuple[TableNode, ...], blocks), frame, _LEAST_TABLE_OVER)
    if isinstance(first, ChartNode):
        return chart_over(planner, cast(tuple[ChartNode, ...], blocks), frame)
    if isinstance(first, ImageNode):
        return plan_image(cast(tuple[ImageNode, ...], blocks), frame)[0] if frame.height >= _LEAST_IMAGE else None
    if isinstance(first, HighlightsNode):
        return highlights_at_large(
            planner, tuple(block.items for block in cast(tuple[HighlightsNode, ...], blocks)), frame
        )
    if isinstance(first, TimelineNode):
        return timeline_whole(planner, cast(tuple[TimelineNode, ...], blocks), frame)
    return None

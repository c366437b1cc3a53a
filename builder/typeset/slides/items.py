"""The items of a section, in order: running text, and other blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec import Struct

from builder.tree.blocks import CalloutNode, PointsNode, TextNode
from builder.tree.document import BlockLike, SectionNode
from builder.tree.exhibits import TableNode
from builder.tree.prose import TextElements
from builder.typeset.content_units import ContentUnit, paragraph_unit, point_units, prose_units
from builder.typeset.inlines import strong
from builder.typeset.layout_slots import placeholder_slot
from builder.typeset.plan import SlideParagraph
from builder.typeset.planner import Planner, Texts
from builder.typeset.slides.exhibits import Blocks
from builder.typeset.slides.text_tables import with_tables
from builder.typeset.text_flow import fits_whole

__all__ = ["Item", "items_of", "lead_unit", "prose_of"]


class Item(Struct):
    """Something to show: running text (`units`, from some blocks or none), or a single block that is no running
    text.
    """

    blocks: tuple[Blocks, ...]
    units: list[ContentUnit]

    @property
    def is_words(self) -> bool:
        """True for running text."""
        return bool(self.units)

    @property
    def is_callout(self) -> bool:
        """True for a callout."""
        return not self.units and isinstance(self.block, CalloutNode)

    @property
    def block(self) -> BlockLike:
        """The block in the first language."""
        return self.blocks[0][0]

    @property
    def callouts(self) -> tuple[CalloutNode, ...]:
        """The callout in every language."""
        return cast(tuple[CalloutNode, ...], self.blocks[0])


def lead_unit(texts: Texts, twins: tuple[SectionNode, ...]) -> ContentUnit:
    """Return a sentence that was too long for the title, set in bold above the text."""
    return paragraph_unit(
        [SlideParagraph(strong(text), 0, "none", span=own.span) for text, own in zip(texts, twins, strict=True)]
    )


def prose_of(block: BlockLike) -> TextElements:
    """Return the prose of a text block."""
    return block.blocks if isinstance(block, TextNode) else ()


def items_of(planner: Planner, blocks: Sequence[Blocks], lead: list[ContentUnit]) -> list[Item]:
    """Return the items of a section. Its prose is shown only if there is nothing else; consecutive points are one text
    if they fit on one slide; `lead` comes first.
    """
    shown = [twins for twins in blocks if not isinstance(twins[0], TextNode)]
    if blocks and not shown:
        return _text_items(blocks, lead)
    items: list[Item] = [Item((), list(lead))] if lead else []
    for twins in shown:
        if not isinstance(twins[0], PointsNode):
            items.append(Item((twins,), []))
            continue
        units = point_units(planner, [block.points for block in cast(tuple[PointsNode, ...], twins)])
        last = items[-1] if items else None
        if not units:
            continue
        if last is not None and last.is_words and (not last.blocks or _fit_together(planner, last.units, units)):
            items[-1] = Item((*last.blocks, twins), [*last.units, *units])
        else:
            items.append(Item((twins,), units))
    return items


def _text_items(blocks: Sequence[Blocks], lead: list[ContentUnit]) -> list[Item]:
    """Return the items of a section that is prose alone: its text, divided where it holds a small table."""
    items = [Item((), list(lead))] if lead else []
    for twins in with_tables(blocks):
        if isinstance(twins[0], TableNode):
            items.append(Item((twins,), []))
            continue
        units = prose_units([prose_of(block) for block in twins])
        if items and items[-1].is_words:
            items[-1] = Item((*items[-1].blocks, twins), [*items[-1].units, *units])
        else:
            items.append(Item((twins,), units))
    return items


def _fit_together(planner: Planner, first: list[ContentUnit], second: list[ContentUnit]) -> bool:
    slot = placeholder_slot(planner.template.layouts["text"], "body", planner.template)
    return slot is not None and fits_whole(planner, [*first, *second], slot)

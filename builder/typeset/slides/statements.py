"""The message of a section in the template's type for statements: alone, with a short text, or with a callout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from builder.templates.deck.facts import Frame
from builder.tree.blocks import CalloutNode, TextNode
from builder.tree.prose import SmallTable, plain
from builder.typeset.content_units import ContentUnit, prose_units
from builder.typeset.layout_slots import TextSlot
from builder.typeset.plan import CalloutPart, Part
from builder.typeset.slide_drafts import SlideDraft
from builder.typeset.slide_slots import SlideSlots, open_slots
from builder.typeset.slides.callouts import callouts_whole
from builder.typeset.slides.drafting import Drafting
from builder.typeset.slides.exhibits import Blocks
from builder.typeset.slides.items import prose_of
from builder.typeset.slides.text_slides import plan_words, rooms_below, text_slot
from builder.typeset.text_flow import fits_whole

__all__ = ["message_alone", "message_with"]

_LONGEST = 300
"""Characters of a text that may be below a statement."""
_CALLOUT_SIZES = (20.0, 18.0)
_GAP = 228_600


def message_alone(drafting: Drafting) -> SlideDraft:
    """Return the slide of a section that shows nothing but its headline."""
    credits = drafting.credits(())
    role = "statement" if _can_state(drafting) else "title-only"
    scene = open_slots(drafting.planner, role, drafting.topic, credits)
    return drafting.draft(scene, ((),) * len(drafting.planner.documents), credits, ())


def message_with(drafting: Drafting, blocks: Sequence[Blocks]) -> SlideDraft | None:
    """Return the slide of a section that has only a short text, a callout, or both; None if it shows more, or if they
    do not fit below the message.
    """
    texts = [twins for twins in blocks if isinstance(twins[0], TextNode)]
    if any(isinstance(part, SmallTable) for twins in texts for block in twins for part in prose_of(block)):
        return None
    callouts = [twins for twins in blocks if isinstance(twins[0], CalloutNode)]
    if not blocks or len(callouts) > 1 or len(texts) + len(callouts) < len(blocks) or not _can_state(drafting):
        return None
    planner = drafting.planner
    units = [unit for twins in texts for unit in prose_units([prose_of(block) for block in twins])]
    paragraphs = [[own for unit in units for own in unit.paragraphs[n]] for n in planner.languages]
    lengths = [sum(len(plain(paragraph.inlines)) for paragraph in own) for own in paragraphs]
    if max(lengths) > _LONGEST or any(point.mark != "none" for own in paragraphs for point in own):
        return None
    credits = drafting.credits(blocks)
    scene = open_slots(planner, "statement", drafting.topic, credits)
    slot = text_slot(planner, scene)
    if slot.size:
        return None
    callout = cast(tuple[CalloutNode, ...], callouts[0]) if callouts else None
    parts = _parts(drafting, scene, slot, units, callout)
    return drafting.draft(scene, parts, credits, tuple(blocks)) if parts is not None else None


def _can_state(drafting: Drafting) -> bool:
    """Return True if the headline is a message that a slide can show in the template's type for statements."""
    layout = drafting.planner.template.layouts["statement"]
    return (
        drafting.topic.stated
        and not layout.substitute
        and drafting.headlines.step(drafting.topic.base, layout) is not None
    )


def _parts(
    drafting: Drafting,
    scene: SlideSlots,
    slot: TextSlot,
    units: Sequence[ContentUnit],
    callout: tuple[CalloutNode, ...] | None,
) -> Sequence[tuple[Part, ...]] | None:
    planner, topic = drafting.planner, drafting.topic
    if callout is None:
        return plan_words(planner, topic, units, slot, topic.span)[0] if fits_whole(planner, units, slot) else None
    if not units:
        return _at_foot(drafting, callout, scene.area, slot.frame)
    for cut, room in rooms_below(planner, units, slot, _GAP):
        boxes = _at_foot(drafting, callout, scene.area, room)
        if boxes is not None:
            words = plan_words(planner, topic, units, cut, topic.span)[0]
            return tuple((*own, *below) for own, below in zip(words, boxes, strict=True))
    return None


def _at_foot(
    drafting: Drafting, callout: tuple[CalloutNode, ...], area: Frame, room: Frame
) -> tuple[tuple[CalloutPart, ...], ...] | None:
    """Place a callout across an area, at the foot of the room for it."""
    wide = Frame(area.x, room.y, area.width, room.height)
    for size in _CALLOUT_SIZES:
        boxes = callouts_whole(drafting.planner, [callout], wide, size)
        if boxes is not None:
            height = boxes[0][0].frame.height
            foot = Frame(wide.x, wide.y + wide.height - height, wide.width, height)
            return callouts_whole(drafting.planner, [callout], foot, size)
    return None

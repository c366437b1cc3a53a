"""The first key figure on the cover, where the layout has places for it: as large as they allow, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import HighlightNode
from builder.tree.prose import Inlines
from builder.typeset.fit import FULL, Step, cover_steps, extent, smallest_fit
from builder.typeset.inlines import with_ordinals, without_notes
from builder.typeset.layout_slots import TextSlot, placeholder_slot
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, inner, measure
from builder.typeset.plan import Part, SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.slides.highlights import label_of

__all__ = ["cover_figure"]

_SIZES = (120.0, 108.0, 96.0, 88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0)
"""Points of the number."""
_LEAST = 18.0
"""Points of the words around it."""


class _Slots(Struct, frozen=True):
    prefix: TextSlot
    value: TextSlot
    label: TextSlot


def cover_figure(planner: Planner) -> tuple[tuple[Part, ...], ...] | None:
    """Return the first key figure in every language; None if there is none, no place that holds it whole, or if
    its words before or after the number are not in all languages: twins have the same parts.
    """
    slots = _slots(planner)
    if slots is None or not planner.documents[0].key_figures:
        return None
    items = [document.key_figures[0] for document in planner.documents]
    languages = [document.language for document in planner.documents]
    prefixes = [with_ordinals(item.prefix, language) for item, language in zip(items, languages, strict=True)]
    values = [with_ordinals(item.value, language) for item, language in zip(items, languages, strict=True)]
    size = _size(planner, slots.value, values)
    labels = [label_of(replace(item, label=without_notes(item.label))) for item in items]
    steps = [_step(planner, slots.prefix, prefixes, most_lines=1), _step(planner, slots.label, labels)]
    unlike = any(any(texts) and not all(texts) for texts in (prefixes, labels))
    if not size or None in steps or unlike:
        return None
    box = slots.value.frame
    height = emu(planner.fonts.face(slots.value.levels[0].font, bold=True).line * size) + EMU
    place = Frame(box.x, box.y + box.height - height, box.width, height)
    above = slots.prefix.frame
    over = Frame(above.x, place.y - above.height, above.width, above.height)
    return tuple(
        (
            *_part(planner, slots.prefix, prefix, item, steps[0] or FULL, over),
            *_part(planner, slots.value, value, item, FULL, place, size),
            *_part(planner, slots.label, label, item, steps[1] or FULL, key=item.key),
        )
        for item, prefix, value, label in zip(items, prefixes, values, labels, strict=True)
    )


def _slots(planner: Planner) -> _Slots | None:
    layout = planner.template.layouts["title"]
    slots = [placeholder_slot(layout, role, planner.template) for role in ("figure-prefix", "figure", "figure-label")]
    present = [slot for slot in slots if slot is not None]
    return _Slots(*present) if len(present) == len(slots) else None


def _size(planner: Planner, slot: TextSlot, values: Sequence[Inlines]) -> float:
    """Return the largest size at which every number fits one line of its place; 0 if none does."""
    level = slot.levels[0]
    width, height = inner(slot.frame, slot.insets)
    widest = max(planner.measured(words, level).natural() for words in values)
    line = planner.fonts.face(level.font, level.bold, level.italic).line
    fitting = (size for size in _SIZES if widest * size * WIDTH_SPARE <= width and line * size <= height)
    return next(fitting, 0.0)


def _step(planner: Planner, slot: TextSlot, texts: Sequence[Inlines], *, most_lines: int = 0) -> Step | None:
    """Return the step at which a text fits its place in every language, or None."""
    blocks = [measure(_paragraphs(words), planner.fonts, slot.levels) for words in texts]
    steps = cover_steps([slot.levels[0].size], _LEAST)
    return smallest_fit(blocks, *inner(slot.frame, slot.insets), steps, most_lines=most_lines)


def _part(
    planner: Planner,
    slot: TextSlot,
    words: Inlines,
    item: HighlightNode,
    step: Step,
    frame: Frame | None = None,
    size: float = 0.0,
    key: str = "",
) -> tuple[Part, ...]:
    """Return a text in its place, or moved to a frame, at `size` points if given; nothing for no text."""
    paragraphs = tuple(replace(paragraph, span=item.span, key=key) for paragraph in _paragraphs(words))
    if not paragraphs:
        return ()
    lines = extent(measure(paragraphs, planner.fonts, slot.levels), inner(slot.frame, slot.insets)[0], step)[1]
    growth = size / slot.levels[0].size if size else 1.0
    return (TextPart(placeholder=slot.role, paragraphs=paragraphs, fit=step.fit(lines), frame=frame, growth=growth),)


def _paragraphs(words: Inlines) -> tuple[SlideParagraph, ...]:
    return (SlideParagraph(words, 0, "none"),) if words else ()

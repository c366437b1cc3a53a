"""The figure of the cover, where the layout has places for it: as large as they allow, or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.deck.facts import Frame, SlideLayout
from builder.tree.blocks import HighlightNode
from builder.tree.prose import Inlines
from builder.typeset.fit import FULL, Step, cover_steps, extent, smallest_fit
from builder.typeset.inlines import text, with_ordinals, without_notes
from builder.typeset.layout_slots import TextSlot, placeholder_slot
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, inner, measure
from builder.typeset.plan import Part, SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.slides.highlights import UNIT, label_of, number_and_unit

__all__ = ["cover_figure"]

_SIZES = (120.0, 108.0, 96.0, 88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0)
"""Points of the number."""
_LEAST = 18.0
"""Points of the words around it."""


class _Slots(Struct, frozen=True):
    prefix: TextSlot
    value: TextSlot
    label: TextSlot


def cover_figure(planner: Planner, layout: SlideLayout) -> tuple[tuple[Part, ...], ...] | None:
    """Return the figure in every language; None if there is none, no place that holds it whole, or if its words before
    or after the number are not in all languages: twins have the same parts.
    """
    slots = _slots(planner, layout)
    chosen = [document.deck.cover.figure for document in planner.documents]
    items = [item for item in chosen if item is not None]
    if slots is None or len(items) < len(chosen):
        return None
    languages = [document.language for document in planner.documents]
    prefixes = [with_ordinals(item.prefix, language) for item, language in zip(items, languages, strict=True)]
    values = [number_and_unit(item) for item in items]
    size = _size(planner, slots.value, values)
    labels = [label_of(replace(item, label=without_notes(item.label))) for item in items]
    steps = [_step(planner, slots.prefix, prefixes, most_lines=1), _step(planner, slots.label, labels)]
    unlike = any(any(texts) and not all(texts) for texts in (prefixes, labels))
    if not size or None in steps or unlike:
        return None
    box = slots.value.frame
    level = slots.value.levels[0]
    height = emu(planner.fonts.face(level.font, bold=True).line * level.line_spacing * size) + EMU
    place = Frame(box.x, box.y + box.height - height, box.width, height)
    above = slots.prefix.frame
    over = Frame(above.x, place.y - above.height, above.width, above.height)
    return tuple(
        (
            *_part(planner, slots.prefix, prefix, item, steps[0] or FULL, over),
            _value_part(slots.value, value, item, language, place, size),
            *_part(planner, slots.label, label, item, steps[1] or FULL, key=item.key),
        )
        for item, prefix, value, label, language in zip(items, prefixes, values, labels, languages, strict=True)
    )


def _slots(planner: Planner, layout: SlideLayout) -> _Slots | None:
    slots = [placeholder_slot(layout, role, planner.template) for role in ("figure-prefix", "figure", "figure-label")]
    present = [slot for slot in slots if slot is not None]
    return _Slots(*present) if len(present) == len(slots) else None


def _size(planner: Planner, slot: TextSlot, values: Sequence[tuple[str, str]]) -> float:
    """Return the largest size at which every number with its unit fits one line of its place; 0 if none does."""
    level = slot.levels[0]
    width, height = inner(slot.frame, slot.insets)

    def natural(words: str) -> float:
        return planner.measured(text(words), level).natural()

    widest = max(natural(number) + UNIT * natural(unit) for number, unit in values)
    line = planner.fonts.face(level.font, level.bold, level.italic).line * level.line_spacing
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
    key: str = "",
) -> tuple[Part, ...]:
    """Return a text in its place, or moved to a frame; nothing for no text."""
    paragraphs = tuple(replace(paragraph, span=item.span, key=key) for paragraph in _paragraphs(words))
    if not paragraphs:
        return ()
    lines = extent(measure(paragraphs, planner.fonts, slot.levels), inner(slot.frame, slot.insets)[0], step)[1]
    return (TextPart(placeholder=slot.role, paragraphs=paragraphs, fit=step.fit(lines), frame=frame),)


def _value_part(
    slot: TextSlot, value: tuple[str, str], item: HighlightNode, language: str, frame: Frame, size: float
) -> Part:
    """Return the number at `size` points and its unit, smaller."""
    number, unit = value
    inlines = (*with_ordinals(number, language), *text(unit))
    paragraph = SlideParagraph(inlines, 0, "none", span=item.span, unit=UNIT if unit else 1.0)
    growth = size / slot.levels[0].size
    return TextPart(placeholder=slot.role, paragraphs=(paragraph,), fit=FULL.fit(1), frame=frame, growth=growth)


def _paragraphs(words: Inlines) -> tuple[SlideParagraph, ...]:
    return (SlideParagraph(words, 0, "none"),) if words else ()

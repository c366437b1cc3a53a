"""Slides of running text: points, prose, quotations, lists of sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.source import Span
from builder.templates.deck.facts import Frame
from builder.tree.blocks import QuoteNode
from builder.tree.prose import Run
from builder.typeset.content_units import ContentUnit, paragraph_unit, prose_units
from builder.typeset.fit import BODY_MINIMUM, FULL, HEIGHT_SPARE, Step, extent, full_steps, smallest_fit
from builder.typeset.inlines import without_notes
from builder.typeset.layout_slots import TextSlot, box_slot, intersection, placeholder_slot
from builder.typeset.measure import LevelledParagraph, emu, inner, measure
from builder.typeset.plan import Part, SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.slide_slots import SectionTopic, SlideSlots
from builder.typeset.text_flow import fits_whole, lay_out

__all__ = ["plan_quote", "plan_words", "rooms_below", "text_slot"]

_QUOTE_MINIMUM = 18.0
_CLOSING = {"«": "»", "“": "”", "„": "“", "»": "«", "”": "”", "‘": "’", "‹": "›"}
"""The mark that closes a quotation by the one that opens it."""
_SPACES = " \u00a0\u202f"
_MIDDLE_OF_MARK = 0.72
_LARGER_QUOTE = 1.15
"""By how much a short quotation on the template's own panel is larger."""
_LARGE = 20.0
"""Points from which text is as large as a slide needs: shrinking it to this size is not reported."""
_LARGER = (28.0, 26.0)
_BOX_SIZES = (24.0, 22.0, 20.0)
"""Points of text that the template has no placeholder for, the largest first."""
_FULL_FROM, _FULL_TO = 0.7, 0.85
"""Shares of a frame: text that ends above the first is set larger, as long as it ends above the second."""
_MOST_SPREAD = 28.0
_SPREAD_SHARE = 0.5
"""The share of the free height that may go between paragraphs."""
Slides = list[tuple[tuple[Part, ...], ...]]
"""For each slide, the parts of each language."""


def text_slot(
    planner: Planner, scene: SlideSlots, role: str = "body", fallback: Frame | None = None, size: float = 18.0
) -> TextSlot:
    """Return the slot of a slide's text: its placeholder, kept off the area's strips that are in use, or a box."""
    slot = placeholder_slot(scene.layout_slots.layout, role, planner.template)
    if slot is None:
        return box_slot(role, fallback or scene.area, planner.template, size)
    boxes = [box.frame for name, box in scene.layout_slots.slots.items() if box.size]
    if not boxes:
        return slot
    shared = intersection(slot.frame, scene.area)
    if shared.height * 3 < slot.frame.height or shared == slot.frame:
        return slot
    return TextSlot(role=role, frame=shared, insets=slot.insets, levels=slot.levels, moved=True)


def plan_words(
    planner: Planner,
    topic: SectionTopic,
    units: Sequence[ContentUnit],
    slot: TextSlot,
    span: Span | None,
    minimum: float = BODY_MINIMUM,
    larger: Sequence[float] = (),
) -> Slides:
    """Plan text in its slot, on as many slides as it needs; shrunk or continued text is reported at `span`, if any.
    Text that leaves much of one slide free is in the first size of `larger` that fits, or of the usual ones.
    """
    if slot.size and span is not None:
        slot = _larger_box(planner, units, slot)
    laid = lay_out(planner, units, slot, minimum)
    if len(laid.slides) == 1 and laid.step is FULL and not slot.size:
        return [_spread(planner, units, slot, laid.slides[0], larger)]
    if span is not None and len(laid.slides) > 1:
        outcome = f"continued over {len(laid.slides)} slides"
        planner.report_length(topic.base, span, laid.over, outcome, "slide-continued")
    elif span is not None and laid.step.scale < FULL.scale and slot.levels[0].size * laid.step.factor < _LARGE:
        outcome = f"set at {laid.step.scale / 1000:g}%"
        planner.report_length(topic.base, span, laid.over, outcome, "slide-shrunk")
    return [tuple((part,) if part is not None else () for part in twins) for twins in laid.slides]


def _larger_box(planner: Planner, units: Sequence[ContentUnit], slot: TextSlot) -> TextSlot:
    """Return a box in the largest type in which its text is whole and leaves some of it free; else the box itself."""
    frame = slot.frame
    room = Frame(frame.x, frame.y, frame.width, round(frame.height * _FULL_TO))
    for size in _BOX_SIZES:
        levels = tuple(replace(level, size=size) for level in slot.levels)
        if size > slot.size and fits_whole(planner, units, replace(slot, frame=room, size=size, levels=levels)):
            return replace(slot, size=size, levels=levels)
    return slot


def _spread(
    planner: Planner,
    units: Sequence[ContentUnit],
    slot: TextSlot,
    twins: Sequence[TextPart | None],
    larger: Sequence[float],
) -> tuple[tuple[Part, ...], ...]:
    """Return the parts of one slide; if much space is left, in larger type, then a few paragraphs farther from each
    other: equally in every language.
    """
    width, height = inner(slot.frame, slot.insets)
    height *= HEIGHT_SPARE
    texts = [[paragraph for unit in units for paragraph in unit.paragraphs[n]] for n in planner.languages]
    blocks = [measure(paragraphs, planner.fonts, slot.levels) for paragraphs in texts]
    size = slot.levels[0].size
    # Type under 20 points is the template's choice, and stays.
    step = _growth(blocks, width, height, size, larger or (_LARGER if size >= _LARGE else ()))
    spread = _MOST_SPREAD
    for paragraphs, block in zip(texts, blocks, strict=True):
        gaps = sum(not paragraph.level for paragraph in paragraphs[1:])
        free = height - extent(block, width, step)[0]
        spread = min(spread, free * _SPREAD_SHARE / gaps if gaps else 0.0)
    points = round(spread) if spread >= 2 else 0
    return tuple(
        (replace(part, spread=float(points), growth=step.factor),) if part is not None else () for part in twins
    )


def _growth(
    blocks: Sequence[Sequence[LevelledParagraph]], width: float, height: float, size: float, larger: Sequence[float]
) -> Step:
    """Return the step to the first of the larger sizes in which text that leaves three tenths of its frame free still
    leaves some.
    """
    if max(extent(block, width)[0] for block in blocks) > height * _FULL_FROM:
        return FULL
    for points in larger:
        step = Step(round(points / size * 100_000))
        if points > size and smallest_fit(blocks, width, height * _FULL_TO, (step,)) is not None:
            return step
    return FULL


def rooms_below(
    planner: Planner, units: Sequence[ContentUnit], slot: TextSlot, gap: int
) -> Iterator[tuple[TextSlot, Frame]]:
    """Return the slot cut to the height of its text, and the free area below it: at full size first, then at any other
    size that is still ample.
    """
    width, height = inner(slot.frame, slot.insets)
    blocks = []
    for language in planner.languages:
        paragraphs = [paragraph for unit in units for paragraph in unit.paragraphs[language]]
        blocks.append(measure(paragraphs, planner.fonts, slot.levels, in_box=bool(slot.size)))
    steps = (FULL,) if slot.size else full_steps([paragraph.level.size for block in blocks for paragraph in block])
    for step in steps:
        tallest = max(extent(block, width, step)[0] for block in blocks) / HEIGHT_SPARE
        used = emu(tallest + 1) + slot.insets[1] + slot.insets[3]
        frame = slot.frame
        if tallest <= height and frame.height > used + gap:
            cut = TextSlot(
                role=slot.role,
                frame=Frame(frame.x, frame.y, frame.width, used),
                insets=slot.insets,
                levels=slot.levels,
                size=slot.size,
                moved=True,
            )
            yield cut, Frame(frame.x, frame.y + used + gap, frame.width, frame.height - used - gap)


def plan_quote(planner: Planner, topic: SectionTopic, quotes: tuple[QuoteNode, ...], scene: SlideSlots) -> Slides:
    """Plan a quotation in large type, its attribution below its last words."""
    body = text_slot(planner, scene, size=26.0)
    units = prose_units([quote.blocks for quote in quotes])
    lines = tuple(without_notes(quote.attribution) for quote in quotes)
    slot = placeholder_slot(scene.layout_slots.layout, "attribution", planner.template)
    paragraphs = [SlideParagraph(line, 0, "none", span=quotes[n].span) for n, line in enumerate(lines)]
    step = _attribution_step(planner, paragraphs, slot) if slot is not None else None
    if any(lines) and step is None:
        units.append(
            paragraph_unit(
                [SlideParagraph((Run("— "), *line), 0, "none") if line else SlideParagraph(()) for line in lines]
            )
        )
    marks = _opening_marks(units)
    mark_slot = placeholder_slot(scene.layout_slots.layout, "mark", planner.template)
    bare = [_without_marks(units)] if mark_slot is not None and all(marks) else []
    if bare and mark_slot is not None and not body.size:
        larger = (round(body.levels[0].size * _LARGER_QUOTE),)
        slides = plan_words(planner, topic, bare[0], body, quotes[0].span, _QUOTE_MINIMUM, larger)
        slides[0] = _with_marks(planner, slides[0], marks, mark_slot, body, scene.layout_slots.role)
    else:
        slides = plan_words(planner, topic, units, body, quotes[0].span, _QUOTE_MINIMUM)
    if step is not None and slot is not None and any(lines):
        last = []
        for parts, paragraph in zip(slides[-1], paragraphs, strict=True):
            extra = TextPart(placeholder="attribution", paragraphs=(paragraph,), fit=step.fit(1))
            last.append((*parts, extra) if paragraph.inlines else parts)
        slides[-1] = tuple(last)
    return slides


def _opening_marks(units: Sequence[ContentUnit]) -> tuple[str, ...]:
    """Return the mark that opens a quotation in each language; "" if its words are not between two marks."""
    marks = []
    for language in range(len(units[0].paragraphs) if units else 0):
        own = [paragraph.inlines for unit in units for paragraph in unit.paragraphs[language]]
        first, last = (own[0][0], own[-1][-1]) if own and own[0] and own[-1] else (None, None)
        opening = first.text[:1] if isinstance(first, Run) else ""
        closed = isinstance(last, Run) and last.text[-1:] == _CLOSING.get(opening)
        marks.append(opening if closed else "")
    return tuple(marks)


def _without_marks(units: Sequence[ContentUnit]) -> list[ContentUnit]:
    """Return a quotation without its first and its last mark, and without the spaces beside them."""
    bare = []
    for index, unit in enumerate(units):
        paragraphs = []
        for own in unit.paragraphs:
            first, last = own[0], own[-1]
            if index == 0 and isinstance(run := first.inlines[0], Run):
                opened = replace(run, text=run.text[1:].lstrip(_SPACES))
                inlines = (opened, *first.inlines[1:]) if opened.text else first.inlines[1:]
                own = (replace(first, inlines=inlines), *own[1:])
                last = own[-1]
            if index == len(units) - 1 and isinstance(run := last.inlines[-1], Run):
                closed = replace(run, text=run.text[:-1].rstrip(_SPACES))
                inlines = (*last.inlines[:-1], closed) if closed.text else last.inlines[:-1]
                own = (*own[:-1], replace(last, inlines=inlines))
            paragraphs.append(own)
        bare.append(ContentUnit(tuple(paragraphs), unit.keep))
    return bare


def _with_marks(
    planner: Planner,
    twins: tuple[tuple[Part, ...], ...],
    marks: Sequence[str],
    slot: TextSlot,
    body: TextSlot,
    role: str,
) -> tuple[tuple[Part, ...], ...]:
    """Add the opening mark: beside the first line of words that are in the middle of their frame."""
    width, height = inner(body.frame, body.insets)
    marked = []
    centred = planner.template.layouts[role].placeholders["body"].anchor == "ctr"
    for parts, mark in zip(twins, marks, strict=True):
        words = [part for part in parts if isinstance(part, TextPart)]
        step = Step(round(words[0].fit.scale * words[0].growth), words[0].fit.reduction)
        used, lines = extent(measure(words[0].paragraphs, planner.fonts, body.levels), width, step)
        line = used / max(lines, 1)
        size = slot.levels[0].size
        # The middle of a mark is about 0.77 of its size below the top of its line.
        y = body.frame.y + body.insets[1] + emu((height - used) / 2 + line / 2 - size * _MIDDLE_OF_MARK)
        y = min(max(y, slot.frame.y), body.frame.y + body.frame.height)
        paragraph = SlideParagraph((Run(mark, protected=True),), 0, "none")
        frame = Frame(slot.frame.x, y, slot.frame.width, slot.frame.height) if centred else None
        marked.append((TextPart(placeholder="mark", paragraphs=(paragraph,), frame=frame), *parts))
    return tuple(marked)


def _attribution_step(planner: Planner, paragraphs: Sequence[SlideParagraph], slot: TextSlot) -> Step | None:
    width, height = inner(slot.frame, slot.insets)
    blocks = [measure([paragraph], planner.fonts, slot.levels) for paragraph in paragraphs]
    return smallest_fit(blocks, width, height, (FULL, Step(92_500), Step(85_000)))

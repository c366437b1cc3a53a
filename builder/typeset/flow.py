"""Running text on slides: points and prose as units that every language splits between alike."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from builder.tree.nodes import Break, Code, ItemList, ListItem, Paragraph, PointNode, Prose, Run, plain
from builder.typeset.fit import BODY_MINIMUM, FULL, HEIGHT_SPARE, Step, body_steps, extent, lines_over, smallest_fit
from builder.typeset.inlines import join, strong, text, without_notes
from builder.typeset.measure import MeasuredParagraph, inner, measure
from builder.typeset.plan import SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.space import Slot
from builder.typeset.split import balance, deal, spans, split_paragraphs

__all__ = ["Laid", "Unit", "fits_whole", "lay_out", "paragraph_unit", "point_units", "prose_paragraphs", "prose_units"]

_COMFORT = 85_000
"""The scale at which text that must be continued anyway is split: less type a slide, not smaller type."""
_DEEPEST = 8


class Unit(Struct, frozen=True):
    """What is never divided between slides if it fits on one: some paragraphs, per language.

    `keep` asks that the next unit stand on the same slide (a point whose nested points follow).
    """

    paragraphs: tuple[tuple[SlideParagraph, ...], ...]
    keep: bool = False


class Laid(Struct, frozen=True):
    """Text laid out: for each slide one part per language (None where a language has nothing left), and the overlength."""

    slides: list[tuple[TextPart | None, ...]]
    step: Step
    over: tuple[int, ...]


# --- Units -----------------------------------------------------------------------------------------------------------


def paragraph_unit(paragraphs: Sequence[SlideParagraph]) -> Unit:
    """One paragraph, given in each language."""
    return Unit(tuple((one,) for one in paragraphs))


def point_units(planner: Planner, points: Sequence[tuple[PointNode, ...]], level: int = 0) -> list[Unit]:
    """The units of points: one for each, nested ones after their parent. `points` holds one tuple of points a language."""
    units: list[Unit] = []
    for twins in zip(*points, strict=True):
        paragraphs = []
        for document, point in zip(planner.documents, twins, strict=True):
            separator = text(document.labels.term_separator, strong=True)
            inlines = join((strong(without_notes(point.term)), without_notes(point.inlines)), separator)
            paragraphs.append(
                SlideParagraph(inlines, min(level, _DEEPEST), "bullet", span=point.span, key=point.key)
            )  # fmt: skip
        nested = point_units(planner, [point.points for point in twins], level + 1)
        if any(one.inlines for one in paragraphs):
            units.append(Unit(tuple((one,) for one in paragraphs), keep=bool(nested)))
        units.extend(nested)
    return units


def prose_units(proses: Sequence[Prose]) -> list[Unit]:
    """The units of prose: paragraph by paragraph where the languages have the same paragraphs, else all as one unit."""
    flat = [prose_paragraphs(prose) for prose in proses]
    shapes = {tuple((one.level, one.mark) for one in paragraphs) for paragraphs in flat}
    if len(shapes) == 1:
        return [Unit(tuple((one,) for one in twins)) for twins in zip(*flat, strict=True)]
    return [Unit(tuple(flat))]


def prose_paragraphs(prose: Prose, level: int = 0) -> tuple[SlideParagraph, ...]:
    """Prose as slide paragraphs: lists become marked paragraphs of the next level, code keeps its lines."""
    paragraphs: list[SlideParagraph] = []
    for block in prose:
        if isinstance(block, Paragraph):
            inlines = without_notes(block.inlines)
            if inlines:
                paragraphs.append(SlideParagraph(inlines, level, "none", span=block.span, key=block.key))
        elif isinstance(block, Code):
            paragraphs.append(SlideParagraph(_code(block), level, "none", span=block.span))
        else:
            paragraphs.extend(_list_paragraphs(block, level))
    return tuple(paragraphs)


def _list_paragraphs(items: ItemList, level: int) -> list[SlideParagraph]:
    paragraphs: list[SlideParagraph] = []
    for number, item in enumerate(items.items, items.start):
        paragraphs.extend(_item_paragraphs(item, items.ordered, number, level))
    return paragraphs


def _item_paragraphs(item: ListItem, ordered: bool, number: int, level: int) -> list[SlideParagraph]:
    paragraphs: list[SlideParagraph] = []
    for index, block in enumerate(item.blocks):
        if index == 0 and isinstance(block, Paragraph):
            paragraphs.append(
                SlideParagraph(
                    without_notes(block.inlines),
                    min(level, _DEEPEST),
                    "number" if ordered else "bullet",
                    number if ordered else 0,
                    block.span,
                    block.key,
                )
            )
        else:
            paragraphs.extend(prose_paragraphs((block,), min(level + 1, _DEEPEST)))
    return paragraphs


def _code(block: Code) -> tuple[Run | Break, ...]:
    inlines: list[Run | Break] = []
    for line in block.text.rstrip("\n").split("\n"):
        if inlines:
            inlines.append(Break(block.span))
        inlines.append(
            Run(line.expandtabs(4).replace(" ", "\u00a0") or "\u00a0", block.span, code=True, protected=True)
        )
    return tuple(inlines)


# --- Laying out ------------------------------------------------------------------------------------------------------


def fits_whole(planner: Planner, units: Sequence[Unit], slot: Slot) -> bool:
    """Whether the text fits its slot at full size in every language."""
    width, height = inner(slot.frame, slot.insets)
    blocks = [_measured(planner, units, language, slot) for language in planner.languages]
    return smallest_fit(blocks, width, height * HEIGHT_SPARE, (FULL,)) is not None


def lay_out(planner: Planner, units: Sequence[Unit], slot: Slot, minimum: float = BODY_MINIMUM) -> Laid:
    """The text in its slot: at full size if it fits, else a little smaller, else on as many slides as it needs."""
    width, height = inner(slot.frame, slot.insets)
    height *= HEIGHT_SPARE
    blocks = [_measured(planner, units, language, slot) for language in planner.languages]
    over = tuple(lines_over(block, width, height) for block in blocks)
    steps = (FULL,) if slot.size else body_steps([one.level.size for block in blocks for one in block], minimum)
    step = smallest_fit(blocks, width, height, steps)
    if step is not None:
        whole = [tuple(one for unit in units for one in unit.paragraphs[language]) for language in planner.languages]
        return Laid([_parts(slot, whole, blocks, width, step)], step, over)
    comfort = [one for one in steps if one.scale >= _COMFORT][-1]
    shares = _shares(planner, units, slot, comfort)
    measured = [[measure(one, planner.fonts, slot.levels, in_box=bool(slot.size)) for one in share] for share in shares]
    step = next(
        (one for one in steps if all(smallest_fit(share, width, height, (one,)) is not None for share in measured)),
        comfort,
    )
    slides = [_parts(slot, share, found, width, step) for share, found in zip(shares, measured, strict=True)]
    return Laid(slides, step, over)


def _measured(planner: Planner, units: Sequence[Unit], language: int, slot: Slot) -> list[MeasuredParagraph]:
    paragraphs = [one for unit in units for one in unit.paragraphs[language]]
    return measure(paragraphs, planner.fonts, slot.levels, in_box=bool(slot.size))


def _shares(planner: Planner, units: Sequence[Unit], slot: Slot, step: Step) -> list[list[tuple[SlideParagraph, ...]]]:
    """The paragraphs of each slide, per language."""
    width, height = inner(slot.frame, slot.insets)
    height *= HEIGHT_SPARE
    pieces: list[Unit] = []
    sizes: list[list[float]] = []
    for unit in units:
        size = _sizes(planner, unit, slot, width, step)
        if max(size) <= height:
            pieces.append(unit)
            sizes.append(size)
            continue
        for part in _divided(planner, unit, slot, width, height, step):
            pieces.append(part)
            sizes.append(_sizes(planner, part, slot, width, step))
    stay = frozenset(index for index, unit in enumerate(pieces) if unit.keep)
    capacities = [height] * len(planner.languages)
    starts = deal(sizes, capacities, stay)
    even = balance(sizes, len(starts), capacities, stay)
    if len(even) == len(starts):
        starts = even
    return [
        [
            tuple(one for unit in pieces[begin:end] for one in unit.paragraphs[language])
            for language in planner.languages
        ]
        for begin, end in spans(starts, len(pieces))
    ]


def _sizes(planner: Planner, unit: Unit, slot: Slot, width: float, step: Step) -> list[float]:
    return [
        extent(measure(paragraphs, planner.fonts, slot.levels, in_box=bool(slot.size)), width, step)[0]
        for paragraphs in unit.paragraphs
    ]


def _divided(planner: Planner, unit: Unit, slot: Slot, width: float, height: float, step: Step) -> list[Unit]:
    """A unit too long for one slide, in as many parts as its longest language needs."""
    longest = max(_sizes(planner, unit, slot, width, step))
    words = max(len(plain(one.inlines).split()) for paragraphs in unit.paragraphs for one in paragraphs)
    shares = max(2, math.ceil(longest / height))
    while True:
        dealt = [split_paragraphs(paragraphs, shares) for paragraphs in unit.paragraphs]
        parts = [Unit(tuple(twins)) for twins in zip(*dealt, strict=True)]
        if shares > 4 * words or all(max(_sizes(planner, one, slot, width, step)) <= height for one in parts):
            return parts
        shares += max(1, shares // 8)


def _parts(
    slot: Slot,
    paragraphs: Sequence[tuple[SlideParagraph, ...]],
    measured: Sequence[Sequence[MeasuredParagraph]],
    width: float,
    step: Step,
) -> tuple[TextPart | None, ...]:
    parts: list[TextPart | None] = []
    for own, block in zip(paragraphs, measured, strict=True):
        if not own:
            parts.append(None)
            continue
        lines = extent(block, width, step)[1]
        parts.append(
            TextPart(
                placeholder=slot.role,
                paragraphs=own,
                fit=step.fit(lines),
                frame=slot.frame if slot.moved or slot.size else None,
                size=slot.size,
            )
        )
    return tuple(parts)

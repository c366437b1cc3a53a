"""Running text in its place on slides: whole, a little smaller, or on further slides, alike in every language."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from builder.tree.prose import plain
from builder.typeset.content_units import ContentUnit
from builder.typeset.fit import (
    BODY_MINIMUM,
    FULL,
    HEIGHT_SPARE,
    Step,
    body_steps,
    extent,
    full_steps,
    lines_over,
    smallest_fit,
)
from builder.typeset.layout_slots import TextSlot
from builder.typeset.measure import LevelledParagraph, inner, measure
from builder.typeset.plan import SlideParagraph, TextPart
from builder.typeset.planner import Planner
from builder.typeset.split import balance, deal, spans, split_paragraphs

__all__ = ["Laid", "fits_whole", "lay_out"]

_COMFORT = 85_000
"""The scale at which text that must be continued anyway is split: rather one more slide than smaller type."""


class Laid(Struct, frozen=True):
    """Text laid out: for each slide one part per language (None if a language has nothing left), the common step of all
    slides, and by how many lines each language is too long for one slide.
    """

    slides: list[tuple[TextPart | None, ...]]
    step: Step
    over: tuple[int, ...]


class _Piece(Struct, frozen=True):
    """A unit measured, in every language."""

    unit: ContentUnit
    measured: tuple[list[LevelledParagraph], ...]

    def sizes(self, width: float, step: Step) -> list[float]:
        """Height in each language, in points."""
        return [extent(block, width, step)[0] for block in self.measured]


def _piece(planner: Planner, unit: ContentUnit, slot: TextSlot) -> _Piece:
    in_box = bool(slot.size)
    return _Piece(unit, tuple(measure(own, planner.fonts, slot.levels, in_box=in_box) for own in unit.paragraphs))


def _block(pieces: Sequence[_Piece], language: int) -> list[LevelledParagraph]:
    return [paragraph for piece in pieces for paragraph in piece.measured[language]]


def fits_whole(planner: Planner, units: Sequence[ContentUnit], slot: TextSlot) -> bool:
    """Return True if the text fits its slot at full size (or ample size) in every language."""
    width, height = inner(slot.frame, slot.insets)
    pieces = [_piece(planner, unit, slot) for unit in units]
    blocks = [_block(pieces, language) for language in planner.languages]
    steps = (FULL,) if slot.size else full_steps([paragraph.level.size for block in blocks for paragraph in block])
    return smallest_fit(blocks, width, height * HEIGHT_SPARE, steps) is not None


def lay_out(planner: Planner, units: Sequence[ContentUnit], slot: TextSlot, minimum: float = BODY_MINIMUM) -> Laid:
    """Lay out the text in its slot: at full size if it fits, else a little smaller, else on as many slides as
    it needs.
    """
    width, height = inner(slot.frame, slot.insets)
    height *= HEIGHT_SPARE
    pieces = [_piece(planner, unit, slot) for unit in units]
    blocks = [_block(pieces, language) for language in planner.languages]
    steps = (
        (FULL,) if slot.size else body_steps([paragraph.level.size for block in blocks for paragraph in block], minimum)
    )
    step = smallest_fit(blocks, width, height, steps)
    over = (0,) * len(blocks) if step is FULL else tuple(lines_over(block, width, height) for block in blocks)
    if step is not None:
        return Laid([_parts(planner, slot, pieces, width, step)], step, over)
    comfort = [step for step in steps if step.scale >= _COMFORT][-1]
    shares = _shares(planner, pieces, slot, comfort)
    all_blocks = [_block(share, language) for share in shares for language in planner.languages]
    step = next((step for step in steps if smallest_fit(all_blocks, width, height, (step,)) is not None), comfort)
    return Laid([_parts(planner, slot, share, width, step) for share in shares], step, over)


def _shares(planner: Planner, pieces: Sequence[_Piece], slot: TextSlot, step: Step) -> list[list[_Piece]]:
    """Return the pieces of each slide, with about equally many lines; pieces too long for a slide are divided."""
    width, height = inner(slot.frame, slot.insets)
    height *= HEIGHT_SPARE
    parts: list[_Piece] = []
    for piece in pieces:
        fits = max(piece.sizes(width, step)) <= height
        parts.extend([piece] if fits else _divided(planner, piece, slot, step))
    sizes = [piece.sizes(width, step) for piece in parts]
    stay = frozenset(index for index, piece in enumerate(parts) if piece.unit.keep)
    capacities = [height] * len(planner.languages)
    starts = deal(sizes, capacities, stay)
    even = balance(sizes, len(starts), capacities, stay)
    return [parts[begin:end] for begin, end in spans(even if len(even) == len(starts) else starts, len(parts))]


def _divided(planner: Planner, piece: _Piece, slot: TextSlot, step: Step) -> list[_Piece]:
    """Divide a piece too long for one slide into as many parts as its longest language needs."""
    width, height = inner(slot.frame, slot.insets)
    height *= HEIGHT_SPARE
    unit = piece.unit
    most = max(len(plain(paragraph.inlines)) for paragraphs in unit.paragraphs for paragraph in paragraphs)
    shares = max(2, math.ceil(max(piece.sizes(width, step)) / height))
    while True:
        dealt = [split_paragraphs(paragraphs, shares) for paragraphs in unit.paragraphs]
        parts = [_piece(planner, ContentUnit(tuple(twins)), slot) for twins in zip(*dealt, strict=True)]
        if shares > most or all(max(piece.sizes(width, step)) <= height for piece in parts):
            return parts
        shares += max(1, shares // 8)


def _parts(
    planner: Planner, slot: TextSlot, pieces: Sequence[_Piece], width: float, step: Step
) -> tuple[TextPart | None, ...]:
    """Return one slide's text in each language."""
    parts: list[TextPart | None] = []
    for language in planner.languages:
        own: tuple[SlideParagraph, ...] = tuple(
            paragraph for piece in pieces for paragraph in piece.unit.paragraphs[language]
        )
        if not own:
            parts.append(None)
            continue
        fit = step.fit(extent(_block(pieces, language), width, step)[1])
        frame = slot.frame if slot.moved or slot.size else None
        parts.append(TextPart(placeholder=slot.role, paragraphs=own, fit=fit, frame=frame, size=slot.size))
    return tuple(parts)

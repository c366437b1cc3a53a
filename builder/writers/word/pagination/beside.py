"""Find places for notes in the margin, beside text that is at least as high. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from builder.writers.word.pagination.blocks import MeasuredBlock, MeasuredParagraph
from builder.writers.word.pagination.reading import MarginNote

__all__ = ["Beside", "places_beside"]

_SPARE = 9.0
"""Space that is left between a note and what follows the text beside it."""


class Beside(Struct, frozen=True):
    """A note in the margin beside the pieces `anchor`…`end`; the piece at `end` is not in the margin itself."""

    note: MarginNote
    anchor: int
    end: int


def places_beside(
    notes: Sequence[MarginNote],
    blocks_of: Callable[[int], Sequence[MeasuredBlock]],
    height_of: Callable[[MarginNote], float],
) -> list[Beside]:
    """Return a place for each note that has one: beside the text before it, after it, or farther before it in its
    section, the nearest first; never beside another note. `blocks_of` returns the blocks of a piece.
    """
    hidden = {place for note in notes for place in range(note.start, note.end)}

    def heights(place: int, note: MarginNote) -> list[MeasuredParagraph] | None:
        """Return the paragraphs of a piece, or None if it is not text that leaves the margin free."""
        if place in hidden:
            return []
        blocks = blocks_of(place)
        paragraphs = [block for block in blocks if isinstance(block, MeasuredParagraph)]
        narrow = len(paragraphs) == len(blocks) and all(block.look.right >= note.free for block in paragraphs)
        return paragraphs if narrow else None

    placed: list[Beside] = []
    for note in notes:
        need = height_of(note) + _SPARE
        for anchor in _nearest(note):
            end = _covered(anchor, need, note, heights)
            while end in hidden:
                end += 1
            if end is not None and not any(earlier.anchor < end and anchor < earlier.end for earlier in placed):
                placed.append(Beside(note, anchor, end))
                break
    return placed


def _nearest(note: MarginNote) -> Iterator[int]:
    """Yield the places at which a note may begin: the last before it, those after it, then the others before it."""
    before = [anchor for anchor in note.anchors if anchor < note.start]
    yield from reversed(before)
    yield from (anchor for anchor in note.anchors if anchor >= note.end)


def _covered(
    anchor: int,
    need: float,
    note: MarginNote,
    paragraphs_of: Callable[[int, MarginNote], list[MeasuredParagraph] | None],
) -> int | None:
    """Return the end of the text from an anchor on that is as high as needed; None if there is too little."""
    height = after = 0.0
    for place in range(anchor, note.stop):
        paragraphs = paragraphs_of(place, note)
        if paragraphs is None:
            return None
        for block in paragraphs:
            look = block.look
            height += (max(after, look.before) if height else 0.0) + block.height
            height += sum(size for _, size in look.borders)
            after = look.after
        if height >= need:
            return place + 1
    return None

"""Big numbers: up to three side by side, four in a square, more in rows, more than nine on further slides.

One size of numbers and one of labels serve the whole set, over all its slides and languages.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import HighlightNode
from builder.typeset.inlines import text, without_notes
from builder.typeset.layout_slots import INCH
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, words
from builder.typeset.plan import HighlightsPart
from builder.typeset.planner import Planner

__all__ = ["highlights_at_large", "highlights_whole", "plan_highlights"]

Items = tuple[tuple[HighlightNode, ...], ...]
"""The items of each language."""
_VALUE_SIZES = (72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_LABEL_SIZES = (20.0, 18.0, 16.0, 14.0)
_SPARE = 0.95
_MOST = 9
_LARGE = 54.0
"""Points from which numbers are large enough: no other grid is then tried."""
_LEAST_BESIDE = 32.0
_LEAST_OVER = 44.0
_LEAST_WIDTH = round(1.7 * INCH)
_GUTTER = 365_760
_ROW_GAP = 320_040
_WIDEST_ROW_GAP = 685_800
_ABOVE = 0.3
"""Share of the free height above the numbers."""


def plan_highlights(planner: Planner, items: Items, frame: Frame) -> list[tuple[HighlightsPart, ...]]:
    """Plan highlights on as few slides as possible, at one size, the same items on each slide in every language."""
    items = _shown(items)
    count = len(items[0])
    for most in (_MOST, 8, 6, 4, 3, 2, 1):
        slides = math.ceil(count / most)
        size = math.ceil(count / slides)
        groups = [tuple(own[at : at + size] for own in items) for at in range(0, count, size)]
        laid = _groups(planner, groups, frame)
        if laid is not None:
            return laid
    return [_forced(planner, tuple((own[n],) for own in items), frame) for n in range(count)]


def highlights_whole(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...] | None:
    """Place up to three highlights under each other beside a text, at a large size; None if they do not fit."""
    items = _shown(items)
    if len(items[0]) > 3:
        return None
    size = _value_size(planner, items, frame.width)
    if size < _LEAST_BESIDE:
        return None
    return next((placed for label in _LABEL_SIZES if (placed := _grid(planner, items, frame, 1, size, label))), None)


def highlights_at_large(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...] | None:
    """Place all highlights in a frame across the slide, at a large size; None if they do not fit."""
    if len(items[0]) > _MOST:
        return None
    laid = _groups(planner, [_shown(items)], frame)
    return laid[0] if laid is not None and laid[0][0].value_size >= _LEAST_OVER else None


def _groups(planner: Planner, groups: Sequence[Items], frame: Frame) -> list[tuple[HighlightsPart, ...]] | None:
    """Place the groups on a slide each, all on the same grid; None if one does not fit.

    Of the grids that fit, the one with the largest numbers; the usual one wins if its numbers are large enough.
    """
    every = tuple(tuple(item for group in groups for item in group[n]) for n in planner.languages)
    best: list[tuple[HighlightsPart, ...]] | None = None
    for across in _grids(len(groups[0][0]), frame):
        largest = _value_size(planner, every, _cell_width(frame, across))
        placed = _laid(planner, groups, frame, across, [size for size in _VALUE_SIZES if size <= largest])
        if placed is not None and (best is None or placed[0][0].value_size > best[0][0].value_size):
            best = placed
            if best[0][0].value_size >= _LARGE:
                break
    return best


def _laid(
    planner: Planner, groups: Sequence[Items], frame: Frame, across: int, sizes: Sequence[float]
) -> list[tuple[HighlightsPart, ...]] | None:
    """Place the groups on a grid at the largest of the sizes at which all of them fit, labels as large as possible."""
    for size in sizes:
        for label_size in _LABEL_SIZES:
            laid = [_grid(planner, group, frame, across, size, label_size) for group in groups]
            placed = [parts for parts in laid if parts is not None]
            if len(placed) == len(laid):
                return placed
    return None


def _grids(count: int, frame: Frame) -> list[int]:
    """Return the possible numbers of items in a row, the usual number first; no cell is narrower than 1.7 inches, no
    last row nearly empty.
    """
    usual = count if count <= 3 else math.ceil(count / 2)
    room = max(1, (frame.width + _GUTTER) // (_LEAST_WIDTH + _GUTTER))
    even = [
        across for across in range(min(usual, room), 0, -1) if -count % across <= 1 and math.ceil(count / across) <= 3
    ]
    return even or [min(usual, room)]


def _cell_width(frame: Frame, across: int) -> int:
    """Return a cell's width: the frame's share, but one or two cells are not drawn wider than half of it
    unless alone.
    """
    return (frame.width - _GUTTER * (across - 1)) // across


def _shown(items: Items) -> Items:
    return tuple(tuple(replace(item, label=without_notes(item.label)) for item in own) for own in items)


def _grid(
    planner: Planner, items: Items, frame: Frame, across: int, value_size: float, label_size: float
) -> tuple[HighlightsPart, ...] | None:
    """Place the items on a grid; None if they do not fit in every language."""
    deep = math.ceil(len(items[0]) / across)
    width = _cell_width(frame, across)
    heights = [_row_heights(planner, own, across, width, value_size, label_size) for own in items]
    tallest = [max(row) for row in zip(*heights, strict=True)]
    if sum(tallest) + _ROW_GAP * (deep - 1) > frame.height * _SPARE:
        return None
    frames = _frames(items[0], frame, across, width, tallest)
    return tuple(_part(planner, own, frames, across, value_size, label_size) for own in items)


def _value_size(planner: Planner, items: Items, width: int) -> float:
    """Return the largest size at which every value fits one line, or 0."""
    font = planner.template.theme.minor_font
    widest = max(words(text(item.value), planner.fonts, font, bold=True).natural() for own in items for item in own)
    room = width / EMU / WIDTH_SPARE
    return next((size for size in _VALUE_SIZES if widest * size <= room), 0.0)


def _prefix_height(planner: Planner, items: Sequence[HighlightNode], width: int, label_size: float) -> int:
    """Return the height of the tallest prefix of a row; 0 if none has one."""
    room = width / EMU / (label_size * WIDTH_SPARE)
    measured = [
        words(text(item.prefix), planner.fonts, planner.template.theme.minor_font) for item in items if item.prefix
    ]
    return max((emu(prefix.lines(room) * prefix.line * label_size) for prefix in measured), default=0)


def _row_heights(
    planner: Planner, items: Sequence[HighlightNode], across: int, width: int, value_size: float, label_size: float
) -> list[int]:
    """Return the height of each row: the tallest of its items, a line for prefixes included if any has one."""
    theme = planner.template.theme
    value = emu(planner.fonts.face(theme.minor_font, bold=True).line * value_size)
    room = width / EMU / (label_size * WIDTH_SPARE)
    heights = []
    for at in range(0, len(items), across):
        row = items[at : at + across]
        tallest = max(_below(planner, item, room, label_size) for item in row)
        prefix = _prefix_height(planner, row, width, label_size)
        heights.append(prefix + value + tallest)
    return heights


def _below(planner: Planner, item: HighlightNode, room: float, label_size: float) -> int:
    """Return the height of the text below a number: the counted noun and its label. `room` is in ems."""
    font = planner.template.theme.minor_font
    texts = [words(item.label, planner.fonts, font), words(text(item.suffix.strip()), planner.fonts, font, bold=True)]
    return sum(emu(part.lines(room) * part.line * label_size) for part in texts if part.starts)


def _frames(
    items: Sequence[HighlightNode], frame: Frame, across: int, width: int, heights: Sequence[int]
) -> list[Frame]:
    """Return the cell of each item; the rows are a little above the middle of the frame."""
    between = len(heights) - 1
    spare = frame.height - sum(heights)
    gap = max(_ROW_GAP, min(_WIDEST_ROW_GAP, spare // (2 * between))) if between else 0
    y = frame.y + round((spare - gap * between) * _ABOVE)
    frames = []
    for index in range(len(items)):
        row, column = divmod(index, across)
        top = y + sum(heights[:row]) + gap * row
        frames.append(Frame(frame.x + column * (width + _GUTTER), top, width, heights[row]))
    return frames


def _part(
    planner: Planner,
    items: tuple[HighlightNode, ...],
    frames: Sequence[Frame],
    across: int,
    value_size: float,
    label_size: float,
) -> HighlightsPart:
    """Return one language's items: those without prefix begin lower if a neighbour has one."""
    own = []
    for index, (item, frame) in enumerate(zip(items, frames, strict=True)):
        start = index - index % across
        row = items[start : start + across]
        lower = _prefix_height(planner, row, frame.width, label_size)
        lower -= _prefix_height(planner, [item], frame.width, label_size)
        own.append(Frame(frame.x, frame.y + lower, frame.width, frame.height - lower))
    return HighlightsPart(items=items, frames=tuple(own), value_size=value_size, label_size=label_size)


def _forced(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...]:
    """Place one item that fits at no size as a big number: as large text over the whole frame."""
    return tuple(
        HighlightsPart(items=own, frames=(frame,), value_size=_VALUE_SIZES[-1], label_size=_LABEL_SIZES[-1])
        for own in items
    )

"""Big numbers: one to four side by side, more in two rows, more than eight on further slides."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.layouts import Frame
from builder.tree.nodes import HighlightNode
from builder.typeset.inlines import text, without_notes
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, words
from builder.typeset.plan import HighlightsPart
from builder.typeset.planner import Planner
from builder.typeset.space import INCH

__all__ = ["highlights_whole", "plan_highlights"]

Items = tuple[tuple[HighlightNode, ...], ...]
"""The items of each language."""
_VALUE_SIZES = (60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0)
_LABEL_SIZES = (18.0, 16.0, 14.0)
_SPARE = 0.95
_MOST = 8
_GUTTER = 365_760
_ROW_GAP = 411_480


def plan_highlights(planner: Planner, items: Items, frame: Frame) -> list[tuple[HighlightsPart, ...]]:
    """Highlights on as few slides as hold them, the same items on each slide in every language."""
    items = _shown(items)
    count = len(items[0])
    most = _MOST
    while True:
        slides = max(1, math.ceil(count / most))
        size = math.ceil(count / slides)
        groups = [tuple(own[at : at + size] for own in items) for at in range(0, count, size)]
        laid = [_grid(planner, group, frame, across=_across(len(group[0]), frame)) for group in groups]
        if all(one is not None for one in laid):
            return [one for one in laid if one is not None]
        if most == 1:
            return [_forced(planner, group, frame) for group in groups]
        most = 6 if most == _MOST else most - 1


def highlights_whole(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...] | None:
    """Up to three highlights under each other beside a text, at a large size, or None."""
    items = _shown(items)
    if len(items[0]) > 3:
        return None
    return _grid(planner, items, frame, across=1, least=32.0)


def _across(count: int, frame: Frame) -> int:
    """How many stand in a row: all up to four, else half of them; never narrower than 1.7 inches each."""
    wanted = count if count <= 4 else math.ceil(count / 2)
    return max(1, min(wanted, (frame.width + _GUTTER) // (round(1.7 * INCH) + _GUTTER)))


def _shown(items: Items) -> Items:
    return tuple(tuple(replace(one, label=without_notes(one.label)) for one in own) for own in items)


def _grid(
    planner: Planner, items: Items, frame: Frame, across: int, least: float = _VALUE_SIZES[-1]
) -> tuple[HighlightsPart, ...] | None:
    """The items on a grid at the largest sizes at which every language fits."""
    deep = math.ceil(len(items[0]) / across)
    width = (frame.width - _GUTTER * (max(across, 2) - 1)) // max(across, 2) if across < 3 else 0
    width = width or (frame.width - _GUTTER * (across - 1)) // across
    if across == 1:
        width = frame.width
    value_size = _value_size(planner, items, width, least)
    if value_size is None:
        return None
    for label_size in _LABEL_SIZES:
        heights = [_row_heights(planner, own, across, width, value_size, label_size) for own in items]
        tallest = [max(row) for row in zip(*heights, strict=True)]
        if sum(tallest) + _ROW_GAP * (deep - 1) <= frame.height * _SPARE:
            frames = _frames(items[0], frame, across, width, tallest)
            return tuple(_part(planner, own, frames, across, value_size, label_size) for own in items)
    return None


def _value_size(planner: Planner, items: Items, width: int, least: float) -> float | None:
    font = planner.template.theme.major_font
    widest = max(
        (words(text(one.value), planner.fonts, font, bold=True).natural() for own in items for one in own), default=0.0
    )
    room = width / EMU / WIDTH_SPARE
    return next((size for size in _VALUE_SIZES if size >= least and widest * size <= room), None)


def _prefix_height(planner: Planner, label_size: float) -> int:
    return emu(planner.fonts.face(planner.template.theme.minor_font).line * label_size)


def _row_heights(
    planner: Planner, items: Sequence[HighlightNode], across: int, width: int, value_size: float, label_size: float
) -> list[int]:
    """The height of each row: the tallest of its items, a line for prefixes included when any has one."""
    theme = planner.template.theme
    value = emu(planner.fonts.face(theme.major_font, bold=True).line * value_size)
    room = width / EMU / (label_size * WIDTH_SPARE)
    heights = []
    for at in range(0, len(items), across):
        row = items[at : at + across]
        labels = [words(one.label, planner.fonts, theme.minor_font) for one in row]
        tallest = max(emu(one.lines(room) * one.line * label_size) if one.starts else 0 for one in labels)
        prefix = _prefix_height(planner, label_size) if any(one.prefix for one in row) else 0
        heights.append(prefix + value + tallest)
    return heights


def _frames(
    items: Sequence[HighlightNode], frame: Frame, across: int, width: int, heights: Sequence[int]
) -> list[Frame]:
    """The cell of each item; the rows stand a little above the middle of the frame."""
    used = sum(heights) + _ROW_GAP * (len(heights) - 1)
    y = frame.y + round((frame.height - used) * 0.35)
    frames = []
    for index in range(len(items)):
        row, column = divmod(index, across)
        top = y + sum(heights[:row]) + _ROW_GAP * row
        frames.append(Frame(frame.x + column * (width + _GUTTER), top, width, heights[row]))
    return frames


def _part(
    planner: Planner, items: tuple[HighlightNode, ...], frames: Sequence[Frame], across: int, value_size: float, label_size: float
) -> HighlightsPart:  # fmt: skip
    """One language's items: those without prefix begin lower when a neighbour has one."""
    drop = _prefix_height(planner, label_size)
    own = []
    for index, (item, frame) in enumerate(zip(items, frames, strict=True)):
        start = index - index % across
        lower = drop if not item.prefix and any(one.prefix for one in items[start : start + across]) else 0
        own.append(Frame(frame.x, frame.y + lower, frame.width, frame.height - lower))
    return HighlightsPart(items=items, frames=tuple(own), value_size=value_size, label_size=label_size)


def _forced(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...]:
    """One item that fits at no size as a big number: set as large text over the whole frame."""
    return tuple(
        HighlightsPart(items=own, frames=(frame,), value_size=_VALUE_SIZES[-1], label_size=_LABEL_SIZES[-1])
        for own in items
    )

"""Big numbers on tiles: up to four across, more in two rows, more than eight on further slides.

One size of numbers and one of labels serve the whole set, over all its slides and languages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from msgspec.structs import replace

from builder.templates.deck.facts import Frame
from builder.tree.blocks import HighlightNode
from builder.tree.prose import Break, Inlines
from builder.typeset.inlines import join, text, without_notes
from builder.typeset.layout_slots import INCH
from builder.typeset.measure import EMU, WIDTH_SPARE, emu, words
from builder.typeset.plan import TILE_BAR, HighlightsPart
from builder.typeset.planner import Planner

__all__ = ["UNIT", "highlights_at_large", "highlights_whole", "label_of", "number_and_unit", "plan_highlights"]

Items = tuple[tuple[HighlightNode, ...], ...]
"""The items of each language."""
_VALUE_SIZES = (
    96.0, 88.0, 80.0, 72.0, 66.0, 60.0, 54.0, 48.0, 44.0, 40.0, 36.0, 32.0, 28.0, 24.0, 20.0,
)  # fmt: skip
_LARGEST = {1: 96.0, 2: 96.0, 3: 80.0}
"""The largest value by number of tiles in a row; more tiles have values of at most 72 points."""
_LARGEST_OF_MANY, _LARGEST_IN_ROWS = 72.0, 54.0
UNIT = 38 / 72
"""Size of a unit beside its number."""
_LABEL_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0)
_GOOD, _READABLE = 40.0, 20.0
"""Points from which numbers and labels are large enough for any room."""
_SPARE = 0.96
_MOST, _MOST_ACROSS = 8, 4
_LARGE = 48.0
"""Points from which numbers are large enough: no other grid is then tried."""
_LEAST_BESIDE = 32.0
_LEAST_OVER = 44.0
_LEAST_WIDTH = round(1.7 * INCH)
_GAP = 228_600
_LEFT, _RIGHT, _BOTTOM = 201_168, 45_720, 91_440
_LEAST_TOP, _MOST_TOP = 91_440 + TILE_BAR, round(0.78 * INCH)
_ABOVE = 0.35
"""Share of a tile's free height above its text."""
_TALL = round(3.2 * INCH)
"""Height from which a tile has a hairline between value and label."""
_HAIRLINE, _HAIRLINE_BELOW, _LABEL_BELOW_LINE = 9_525, 109_728, 23.0
_NUMBER_AND_UNIT = re.compile(r"(.*\d)([\u00a0\u202f ][^\d]+)", re.S)


def plan_highlights(planner: Planner, items: Items, frame: Frame) -> list[tuple[HighlightsPart, ...]]:
    """Plan highlights on as few slides as possible, at one size, the same items on each slide in every language."""
    items = _shown(items)
    count = len(items[0])
    for most in (_MOST, 6, 4, 3, 2, 1):
        slides = math.ceil(count / most)
        size = math.ceil(count / slides)
        groups = [tuple(own[at : at + size] for own in items) for at in range(0, count, size)]
        laid = _groups(planner, groups, frame)
        if laid is not None:
            return laid
    return [_forced(tuple((own[n],) for own in items), frame) for n in range(count)]


def highlights_whole(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...] | None:
    """Place up to three highlights under each other beside a text, at a large size; None if they do not fit."""
    items = _shown(items)
    if len(items[0]) > 3:
        return None
    sizes = [size for size in _sizes(planner, items, frame.width, 1, len(items[0])) if size >= _LEAST_BESIDE]
    laid = _laid(planner, [items], frame, 1, sizes)
    return laid[0] if laid is not None else None


def highlights_at_large(planner: Planner, items: Items, frame: Frame) -> tuple[HighlightsPart, ...] | None:
    """Place all highlights in a frame across the slide, at a large size; None if they do not fit."""
    if len(items[0]) > _MOST:
        return None
    laid = _groups(planner, [_shown(items)], frame)
    return laid[0] if laid is not None and laid[0][0].value_size >= _LEAST_OVER else None


def label_of(item: HighlightNode) -> Inlines:
    """Return the counted noun of an item, bold, on a line above its label."""
    return join((text(item.suffix.strip(), strong=True), item.label), (Break(item.span),))


def _groups(planner: Planner, groups: Sequence[Items], frame: Frame) -> list[tuple[HighlightsPart, ...]] | None:
    """Place the groups on a slide each, all in the same number of rows; None if one does not fit.

    Of the grids that fit, the one with the largest numbers; the usual one wins if its numbers are large enough.
    """
    every = tuple(tuple(item for group in groups for item in group[n]) for n in planner.languages)
    best: list[tuple[HighlightsPart, ...]] | None = None
    count = len(groups[0][0])
    for across in _grids(count, frame):
        sizes = _sizes(planner, every, _cell_width(frame, across), across, math.ceil(count / across))
        placed = _laid(planner, groups, frame, across, sizes)
        if placed is not None and (best is None or placed[0][0].value_size > best[0][0].value_size):
            best = placed
            if best[0][0].value_size >= _LARGE:
                break
    return best


def _laid(
    planner: Planner, groups: Sequence[Items], frame: Frame, across: int, sizes: Sequence[float]
) -> list[tuple[HighlightsPart, ...]] | None:
    """Place the groups on a grid at the largest of the sizes at which all of them fit, labels as large as possible:
    rather smaller numbers than labels under 20 points. A group with fewer items has as many rows, of wider tiles.
    """
    rows = math.ceil(len(groups[0][0]) / across)
    pairs = [(size, label) for size in sizes if size >= _GOOD for label in _LABEL_SIZES if label >= _READABLE]
    for size, label_size in (*pairs, *((size, label) for size in sizes for label in _LABEL_SIZES)):
        laid = [_grid(planner, group, frame, math.ceil(len(group[0]) / rows), size, label_size) for group in groups]
        placed = [parts for parts in laid if parts is not None]
        if len(placed) == len(laid):
            return placed
    return None


def _grids(count: int, frame: Frame) -> list[int]:
    """Return the possible numbers of tiles in a row, the usual number first; no tile is narrower than 1.7 inches, no
    last row nearly empty.
    """
    usual = count if count <= _MOST_ACROSS else math.ceil(count / 2)
    room = max(1, (frame.width + _GAP) // (_LEAST_WIDTH + _GAP))
    even = [
        across for across in range(min(usual, room), 0, -1) if -count % across <= 1 and math.ceil(count / across) <= 3
    ]
    return even or [min(usual, room)]


def _cell_width(frame: Frame, across: int) -> int:
    return (frame.width - _GAP * (across - 1)) // across


def _shown(items: Items) -> Items:
    return tuple(tuple(replace(item, label=without_notes(item.label)) for item in own) for own in items)


def number_and_unit(item: HighlightNode) -> tuple[str, str]:
    """Return the number of an item and its unit with the space before it: "184,5" and " M$". A unit that is written
    without a space, or before the number, stays with it.
    """
    parts = _NUMBER_AND_UNIT.fullmatch(item.value)
    return (parts[1], "\u00a0" + parts[2].strip()) if parts is not None else (item.value, "")


def _sizes(planner: Planner, items: Items, width: int, across: int, rows: int) -> list[float]:
    """Return the sizes at which every value fits one line of a tile, the largest first."""
    font = planner.template.theme.minor_font
    most = _LARGEST_IN_ROWS if rows > 1 else _LARGEST.get(across, _LARGEST_OF_MANY)
    widest = 0.0
    for own in items:
        for item in own:
            number, unit = (
                words(text(part), planner.fonts, font, bold=True).natural() for part in number_and_unit(item)
            )
            space = words(text("\u00a0"), planner.fonts, font, bold=True).natural()
            widest = max(widest, number + (unit + space) * UNIT if unit else number)
    room = (width - _LEFT - _RIGHT) / EMU / WIDTH_SPARE
    return [size for size in _VALUE_SIZES if size <= most and widest * size <= room]


def _grid(
    planner: Planner, items: Items, frame: Frame, across: int, value_size: float, label_size: float
) -> tuple[HighlightsPart, ...] | None:
    """Place the items on a grid of equal tiles; None if they do not fit in every language."""
    rows = math.ceil(len(items[0]) / across)
    width = _cell_width(frame, across)
    height = (frame.height - _GAP * (rows - 1)) // rows
    theme = planner.template.theme
    prefix = emu(planner.fonts.face(theme.minor_font).line * label_size)
    value = emu(planner.fonts.face(theme.minor_font, bold=True).line * value_size)
    room = (width - _LEFT - _RIGHT) / EMU / (label_size * WIDTH_SPARE)
    lined = rows == 1 and height >= _TALL
    gap = emu(_LABEL_BELOW_LINE) if lined else 0
    frames: list[Frame] = []
    tops: list[int] = []
    prefixed: list[bool] = []
    for at in range(0, len(items[0]), across):
        row = [own[at : at + across] for own in items]
        # On tall tiles the line above the values is kept, so that values are at one height on all slides.
        above = prefix if lined or any(item.prefix for own in row for item in own) else 0
        if not all(_on_one_line(planner, item.prefix, room) for own in row for item in own):
            return None
        label = max(_label_height(planner, item, room, label_size) for own in row for item in own)
        used = above + value + (gap + label if label else 0)
        free = height - used - _LEAST_TOP - _BOTTOM
        if used > (height - _LEAST_TOP - _BOTTOM) * _SPARE:
            return None
        top = min(_LEAST_TOP + round(free * _ABOVE), _MOST_TOP)
        y = frame.y + (at // across) * (height + _GAP)
        for column in range(len(row[0])):
            frames.append(Frame(frame.x + column * (width + _GAP), y, width, height))
            tops.append(top)
            prefixed.append(above > 0)
    return tuple(
        _part(own, frames, tops, prefixed, (prefix, value), value_size, label_size, lined=lined) for own in items
    )


def _on_one_line(planner: Planner, prefix: str, room: float) -> bool:
    """Return True if the words above a value fit one line of `room` ems."""
    return words(text(prefix), planner.fonts, planner.template.theme.minor_font).natural() <= room


def _label_height(planner: Planner, item: HighlightNode, room: float, label_size: float) -> int:
    """Return the height of the text below a number: the counted noun and its label. `room` is in ems."""
    label = words(label_of(item), planner.fonts, planner.template.theme.minor_font)
    return emu(label.lines(room) * label.line * label_size) if label.starts else 0


def _part(
    items: tuple[HighlightNode, ...],
    frames: Sequence[Frame],
    tops: Sequence[int],
    prefixed: Sequence[bool],
    heights: tuple[int, int],
    value_size: float,
    label_size: float,
    *,
    lined: bool,
) -> HighlightsPart:
    """Return one language's items; `heights` are those of a prefix and of a value."""
    prefix, value = heights
    insets, hairlines = [], []
    for item, frame, top, row_has_prefix in zip(items, frames, tops, prefixed, strict=True):
        lower = prefix if row_has_prefix and not item.prefix else 0
        insets.append((_LEFT, top + lower, _RIGHT, _BOTTOM))
        if lined:
            y = frame.y + top + (prefix if row_has_prefix else 0) + value + _HAIRLINE_BELOW
            hairlines.append(Frame(frame.x + _LEFT, y, frame.width - 2 * _LEFT, _HAIRLINE))
    return HighlightsPart(
        items=items,
        frames=tuple(frames),
        values=tuple(map(number_and_unit, items)),
        labels=tuple(map(label_of, items)),
        insets=tuple(insets),
        value_size=value_size,
        unit_size=round(value_size * UNIT),
        label_size=label_size,
        label_gap=_LABEL_BELOW_LINE if lined else 0.0,
        hairlines=tuple(hairlines),
    )


def _forced(items: Items, frame: Frame) -> tuple[HighlightsPart, ...]:
    """Place one item that fits at no size as a big number: as large text over the whole frame."""
    return tuple(
        HighlightsPart(
            items=own,
            frames=(frame,),
            values=((own[0].value, ""),),
            labels=(label_of(own[0]),),
            insets=((_LEFT, _LEAST_TOP, _RIGHT, _BOTTOM),),
            value_size=_VALUE_SIZES[-1],
            unit_size=_VALUE_SIZES[-1],
            label_size=_LABEL_SIZES[-1],
        )
        for own in items
    )

"""Divide the rows of a table into parts that each fit on a page. Heights are points."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

__all__ = ["LEAST_ROWS", "PartRooms", "part_starts"]

LEAST_ROWS = 5
"""Least number of rows of a part."""
_RESERVE_ROWS = 2
"""Rows of the least height that would still fit under a part: programs differ a little in the heights of lines."""
_MOST_RESERVE = 0.1
"""Share of a page that these may take, where rows are high."""


class PartRooms(Struct, frozen=True):
    """Heights that the rows of a part may have, beside all that it has with them: caption, headers, note, source.

    `here` is that of the first part on the page that is being filled, `first` that of the first part on a page of its
    own, `page` that of each further one.
    """

    here: float
    first: float
    page: float


def part_starts(heights: Sequence[float], stay: Collection[int], rooms: PartRooms) -> tuple[int, ...] | None:
    """Return the row with which each part begins; None if there are no such parts. `stay` are the rows that are not
    parted from the next. The first part is on the page that is being filled if enough rows fit there, be it with half
    the reserve: this page would have a hole.

    Each part takes as many rows as fit, with a reserve, and leaves enough for the part after it. A part has fewer rows
    than `LEAST_ROWS` only if these are too high for a page, or stay with others.
    """
    reserve = min(_RESERVE_ROWS * min(heights), _MOST_RESERVE * rooms.page)
    for least in range(LEAST_ROWS, 0, -1):
        for room in (rooms.here - reserve, rooms.here - reserve / 2, rooms.first - reserve):
            starts = [0]
            end = _end_of_part(heights, stay, 0, room, least)
            while end is not None and end < len(heights):
                starts.append(end)
                end = _end_of_part(heights, stay, end, rooms.page - reserve, least)
            if end is not None:
                return tuple(starts)
    return None


def _end_of_part(heights: Sequence[float], stay: Collection[int], start: int, room: float, least: int) -> int | None:
    """Return the row after the last one of the part that begins with a row; None if fewer than `least` rows fit, or
    would be left.
    """
    count = len(heights)
    end, best = start, None
    while end < count and heights[end] <= room:
        room -= heights[end]
        end += 1
        if end - 1 not in stay and end - start >= least and (end == count or count - end >= least):
            best = end
    return best

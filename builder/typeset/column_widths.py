"""Widths of columns: what each needs, then what lets the fewest lines turn. Rooms are in ems."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from builder.typeset.measure import MeasuredText

__all__ = ["settle", "with_fewest_lines"]

_ROUNDS = 8
_STEPS = 12
"""Halvings in the search for a width: the last is a four-thousandth of the first."""
_MUCH = 3.0
"""How much wider a column may become for the sake of one line less."""
_MOST_ROWS = 30
"""Rows of all languages together from which widths are left as they are: a long table is not worth the time."""
Rows = Sequence[Sequence[MeasuredText]]


def settle(total: float, least: Sequence[float], wanted: Sequence[float]) -> tuple[int, ...]:
    """Return widths that add up to the total: each at least `least`, the rest distributed by what each lacks beyond
    that.
    """
    spare = total - sum(least)
    beyond = [max(0.0, want - low) for want, low in zip(wanted, least, strict=True)]
    weights = beyond if sum(beyond) > spare else [*wanted]
    if sum(beyond) <= spare:
        least = [max(want, low) for want, low in zip(wanted, least, strict=True)]
        spare = total - sum(least)
    scale = spare / (sum(weights) or 1.0)
    widths = [int(low + weight * scale) for low, weight in zip(least, weights, strict=True)]
    widths[-1] += int(total) - sum(widths)
    return tuple(widths)


def with_fewest_lines(rows: Rows, rooms: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return the rooms of columns after those that turn lines have taken what others do not need, as long as rows
    become lower. `rows` are those of all languages, headers included; no column gets less than `least`.
    """
    best = list(rooms)
    if len(rows) > _MOST_ROWS:
        return best
    lines = _lines(rows, best)
    for _ in range(_ROUNDS):
        better = min(
            (trial for trial in _trials(rows, best, lines, least)),
            key=lambda trial: _cost(_lines(rows, trial)),
            default=None,
        )
        if better is None or _cost(fewer := _lines(rows, better)) >= _cost(lines):
            return best
        best, lines = better, fewer
    return best


def _lines(rows: Rows, rooms: Sequence[float]) -> list[list[int]]:
    return [[cell.lines(room) for cell, room in zip(row, rooms, strict=True)] for row in rows]


def _cost(lines: Sequence[Sequence[int]]) -> int:
    return sum(max(row) for row in lines)


def _trials(
    rows: Rows, rooms: Sequence[float], lines: Sequence[Sequence[int]], least: Sequence[float]
) -> list[list[float]]:
    """Return rooms in which one of the columns that make a row high is wide enough for a line less."""
    spare = [
        room - _smallest(partial(_keeps, rows, lines, n), max(low, 0.01), room)
        for n, (room, low) in enumerate(zip(rooms, least, strict=True))
    ]
    trials = []
    for row, counts in zip(rows, lines, strict=True):
        highest = max(counts)
        if highest < 2 or counts.count(highest) > 1:
            continue
        column = counts.index(highest)
        cell, room = row[column], rooms[column]
        needed = _smallest(partial(_is_lower, cell, highest), room, room * _MUCH) - room
        others = sum(spare) - spare[column]
        if cell.lines(room + needed) >= highest or not 0 < needed <= others:
            continue
        trials.append(
            [
                own + needed if n == column else own - free * needed / others
                for n, (own, free) in enumerate(zip(rooms, spare, strict=True))
            ]
        )
    return trials


def _is_lower(cell: MeasuredText, lines: int, width: float) -> bool:
    """Return True if a cell has fewer lines than some in a width."""
    return cell.lines(width) < lines


def _keeps(rows: Rows, lines: Sequence[Sequence[int]], column: int, width: float) -> bool:
    """Return True if no cell of a column has more lines in a width."""
    return all(row[column].lines(width) <= counts[column] for row, counts in zip(rows, lines, strict=True))


def _smallest(fits: Callable[[float], bool], low: float, high: float) -> float:
    """Return nearly the smallest width from `low` to `high` that fits; `high` if none of those tried does."""
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if fits(middle):
            high = middle
        else:
            low = middle
    return high

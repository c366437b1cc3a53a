"""Align two sequences of texts in order, by their words (dynamic programming over likenesses)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from builder.round_trip.story import NOTE
from builder.round_trip.tokens import likeness

__all__ = ["align", "increasing", "joined_beside", "letters_of", "whole_stretch"]

Keys = Sequence[str]

_WHOLE = 4_000
"""Pairs of texts that are compared; of more, equal ones that occur once divide the sequences first."""
_MOST = 40_000
"""Pairs beyond which texts that are not equal are not compared at all."""


def align(
    first: Sequence[Keys],
    second: Sequence[Keys],
    least: float,
    may_pair: Callable[[int, int], bool] = lambda _first, _second: True,
) -> list[tuple[int, int]]:
    """Return the pairs of texts that are at least so alike, in order, such that the sum of their likenesses is highest.

    `may_pair` refuses pairs by their numbers, whatever their words.
    """
    pairs: list[tuple[int, int]] = []
    at = begin = 0
    for one, other in (*_landmarks(first, second, may_pair), (len(first), len(second))):
        pairs += _dense(first, second, range(at, one), range(begin, other), least, may_pair)
        if one < len(first) and other < len(second):
            pairs.append((one, other))
        at, begin = one + 1, other + 1
    return pairs


def increasing(numbers: Sequence[int]) -> list[int]:
    """Return the positions of a longest increasing subsequence."""
    from bisect import bisect_left

    tails: list[int] = []
    positions: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(positions[at - 1] if at else -1)
        if at == len(tails):
            tails.append(number)
            positions.append(position)
        else:
            tails[at], positions[at] = number, position
    matched: list[int] = []
    position = positions[-1] if positions else -1
    while position >= 0:
        matched.append(position)
        position = before[position]
    return matched[::-1]


def letters_of(keys: Iterable[str]) -> str:
    """Return the letters and signs of tokens, given by their neutral forms, without the marks of notes."""
    return "".join(key for key in keys if key != NOTE)


def joined_beside(beside: Iterable[str], own: str, found: str, *, before: bool) -> int:
    """Return how many of some paragraphs somebody has joined with the next one, `own`, or with the last one if not
    `before`: the words found begin or end with all of theirs. `beside` are the letters of paragraphs that the file has
    no more, the nearest first.
    """
    joined, words = 0, ""
    for count, other in enumerate(beside, 1):
        words = f"{other}{words}" if before else f"{words}{other}"
        if len(words) > len(found):
            break
        is_joined = found.startswith(words) if before else found.endswith(words)
        was_so = own.startswith(words) if before else own.endswith(words)
        if is_joined and not was_so:
            joined = count
    return joined


def whole_stretch(own: Sequence[str], words: str) -> range:
    """Return the numbers of texts in a row that together are exactly some words, all given by their letters; none if
    there are no such texts.
    """
    for first in filter(own.__getitem__, range(len(own))):
        so_far = ""
        for last in range(first, len(own)):
            so_far += own[last]
            if so_far == words:
                return range(first, last + 1)
            if not words.startswith(so_far):
                break
    return range(0)


def _landmarks(
    first: Sequence[Keys], second: Sequence[Keys], may_pair: Callable[[int, int], bool]
) -> list[tuple[int, int]]:
    """Return pairs of equal texts that occur once in each sequence, in order; none for short sequences."""
    if len(first) * len(second) <= _WHOLE:
        return []
    words = [tuple(text) for text in first], [tuple(text) for text in second]
    counts = Counter(words[0]), Counter(words[1])
    at = {text: number for number, text in enumerate(words[1])}
    pairs = [
        (number, at[text])
        for number, text in enumerate(words[0])
        if text and counts[0][text] == counts[1][text] == 1 and may_pair(number, at[text])
    ]
    return [pairs[position] for position in increasing([other for _, other in pairs])]


def _dense(
    first: Sequence[Keys],
    second: Sequence[Keys],
    of_first: range,
    of_second: range,
    least: float,
    may_pair: Callable[[int, int], bool],
) -> list[tuple[int, int]]:
    """Align short stretches of two sequences."""
    rows, columns = len(of_first), len(of_second)
    if not rows or not columns:
        return []
    compared = rows * columns <= _MOST
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    scores: dict[tuple[int, int], float] = {}
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            one, other = of_first[row], of_second[column]
            score = _score(first[one], second[other], least, compared) if may_pair(one, other) else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1])
            if score and score + best[row + 1][column + 1] >= best[row][column]:
                scores[row, column] = score
                best[row][column] = score + best[row + 1][column + 1]
    pairs = []
    row = column = 0
    while row < rows and column < columns:
        if (row, column) in scores:
            pairs.append((of_first[row], of_second[column]))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs


def _score(first: Keys, second: Keys, least: float, compared: bool) -> float:
    if not first or not second:
        return 0.0
    if list(first) == list(second):
        return 1.0
    score = likeness(first, second) if compared else 0.0
    return score if score >= least else 0.0

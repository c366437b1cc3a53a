"""Splitting what is too long: paragraphs at sentences, sentences at words, sequences into equal shares."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from builder.tree.prose import Inlines, plain
from builder.typeset.inlines import cut
from builder.typeset.plan import SlideParagraph

__all__ = ["balance", "deal", "spans", "split_paragraphs"]

_SENTENCE = re.compile(r"(?<=[.!?…])[»”’\")\]\u00a0\u202f]*[ \n]+(?=[^\sa-zà-öø-ÿ])")
"""The gap after a sentence: followed by a capital, a figure, a quotation mark."""
_WORD = re.compile(r" +(?=[^ ])")
_LETTERS = re.compile("[^ \n]{24}(?=[^ \n\u0300-\u036f\u200d\ufe0e\ufe0f])")
"""The last resort for text without a space to break at: after every 24 characters, longer than a word of any language,
and not before a mark that belongs to the letter.
"""
_LONGEST_WORD = 80

Sizes = Sequence[Sequence[float]]
"""The size of each thing, in each language."""


def spans(starts: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Return start and end of each share, from the starts of the shares."""
    return list(zip(starts, [*starts[1:], count], strict=True)) if starts else []


def deal(sizes: Sizes, capacities: Sequence[float], stay: frozenset[int] = frozenset()) -> list[int]:
    """Return the start of each share if items are distributed in order and no share exceeds the capacity in any
    language.

    A share does not end after an index of `stay` (a point whose nested points follow), if possible. An item larger than
    the capacity has a share to itself.
    """
    return _deal(_sums(sizes), len(sizes), capacities, stay)


def _sums(sizes: Sizes) -> list[list[float]]:
    """Return for each language the size of all items before each item."""
    return [list(accumulate(column, initial=0.0)) for column in zip(*sizes, strict=True)]


def _deal(sums: list[list[float]], count: int, capacities: Sequence[float], stay: frozenset[int]) -> list[int]:
    starts: list[int] = []
    begin = 0
    while begin < count:
        starts.append(begin)
        end = min(
            bisect_right(column, column[begin] + capacity + 1e-6) - 1
            for column, capacity in zip(sums, capacities, strict=True)
        )
        end = max(end, begin + 1)
        if end < count:
            at = end
            while at - 1 in stay and at - 1 > begin:
                at -= 1
            # What cannot stay together as a whole fills the share.
            end = end if at - 1 in stay else at
        begin = end
    return starts


def balance(sizes: Sizes, shares: int, capacities: Sequence[float], stay: frozenset[int] = frozenset()) -> list[int]:
    """Return the start of each share if items are distributed over `shares` shares that are as equally full as
    possible.

    Never returns more shares than items.
    """
    count = len(sizes)
    shares = min(shares, count)
    if shares <= 1:
        return [0] if count else []
    sums = _sums(sizes)
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if len(_deal(sums, count, [capacity * middle for capacity in capacities], stay)) <= shares:
            high = middle
        else:
            low = middle
    return _fill(_deal(sums, count, [capacity * high for capacity in capacities], stay), shares, count)


def _fill(starts: list[int], shares: int, count: int) -> list[int]:
    """Halve the longest run until there are as many shares as requested."""
    starts = list(starts)
    while len(starts) < shares:
        runs = spans(starts, count)
        longest = max(range(len(runs)), key=lambda n: runs[n][1] - runs[n][0])
        begin, end = runs[longest]
        if end - begin < 2:
            break
        starts.insert(longest + 1, (begin + end + 1) // 2)
    return starts


class _Stretch:
    """Some of the words of one paragraph, by its index and the offsets of its plain words."""

    __slots__ = ("begin", "end", "index")

    def __init__(self, index: int, begin: int, end: int):
        self.index, self.begin, self.end = index, begin, end


def split_paragraphs(paragraphs: Sequence[SlideParagraph], shares: int) -> list[tuple[SlideParagraph, ...]]:
    """Split paragraphs into `shares` shares of about equal length, at paragraphs, then sentences, words, letters.

    Returns exactly `shares` shares; the last ones are empty only if there are fewer words than shares.
    """
    texts = [plain(paragraph.inlines) for paragraph in paragraphs]
    stretches = _stretches(texts, shares)
    sizes = [(float(stretch.end - stretch.begin + 20),) for stretch in stretches]
    starts = balance(sizes, shares, (sum(size for (size,) in sizes),))
    dealt = [_gather(paragraphs, texts, stretches[begin:end]) for begin, end in spans(starts, len(stretches))]
    return dealt + [()] * (shares - len(dealt))


def _stretches(texts: Sequence[str], shares: int) -> list[_Stretch]:
    """Return the units of distribution: whole paragraphs, or their sentences, or their words, as far down as equal
    shares need.
    """
    limit = 1.4 * sum(map(len, texts)) / max(1, shares)
    stretches = [_Stretch(index, 0, len(text)) for index, text in enumerate(texts)]
    for gap, longest in ((_SENTENCE, 0), (_WORD, 0), (_LETTERS, _LONGEST_WORD)):
        if len(stretches) >= shares and all(stretch.end - stretch.begin <= limit for stretch in stretches):
            break
        stretches = [part for stretch in stretches for part in _divided(stretch, texts[stretch.index], gap, longest)]
    return stretches


def _divided(stretch: _Stretch, text: str, gap: re.Pattern[str], longest: int) -> list[_Stretch]:
    if stretch.end - stretch.begin <= longest:
        return [stretch]
    edges = [match.end() for match in gap.finditer(text, stretch.begin, stretch.end) if match.end() < stretch.end]
    return [
        _Stretch(stretch.index, begin, end)
        for begin, end in zip([stretch.begin, *edges], [*edges, stretch.end], strict=True)
    ]


def _gather(
    paragraphs: Sequence[SlideParagraph], texts: Sequence[str], stretches: Sequence[_Stretch]
) -> tuple[SlideParagraph, ...]:
    """Return the paragraphs of one share: parts of one paragraph are joined again, with its own breaks and spaces."""
    bounds: dict[int, tuple[int, int]] = {}
    for stretch in stretches:
        begin, _ = bounds.get(stretch.index, (stretch.begin, 0))
        bounds[stretch.index] = (begin, stretch.end)
    shared = []
    for index, (begin, end) in bounds.items():
        inlines = _part(paragraphs[index].inlines, begin, end, len(texts[index]))
        if inlines:
            shared.append(replace(paragraphs[index], inlines=inlines))
    return tuple(shared)


def _part(inlines: Inlines, begin: int, end: int, length: int) -> Inlines:
    if begin == 0 and end == length:
        return inlines
    return cut(inlines, (begin, end))[1]

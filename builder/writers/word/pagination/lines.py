"""Lines of a paragraph: its words on one endless line, and where that line is broken. Lengths are points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf

from builder.typeset.breaking import pieces
from builder.writers.word.pagination.characters import CharacterType
from builder.writers.word.pagination.paragraph_looks import ParagraphLook

__all__ = ["TextLine", "count_lines", "fits_line"]

_TAB_STEP = 28.35
"""Distance of the default tab stops of built files (`w:defaultTabStop`, 567 twips)."""
_NEAR = 1e-6


def count_lines(text: str, type_: CharacterType, look: ParagraphLook, width: float) -> int:
    """Return the number of lines of a paragraph whose words are all of one type, in a width; 0 if it must be broken
    piece by piece (`TextLine`).
    """
    size, widths = type_.size, type_.widths
    if type_.spacing or not size:
        return 0
    if not text:
        return 1
    if type_.upper:
        text = text.upper()
    widths.forget_if_many()
    ends = list(accumulate(map(widths.__getitem__, text.split(" "))))
    last = ends[-1]
    if last == inf:
        return 0
    # The space after the last word of a line may stand beyond its end.
    limit = (width - look.left - look.right + _NEAR) / size + widths.space
    reach = limit - look.first / size
    if last <= reach:
        return 1
    count, at, total = 1, 0, len(ends)
    while (following := bisect_right(ends, reach, at)) < total:
        if following == at:
            return 0
        reach, at = ends[following - 1] + limit, following
        count += 1
    return count


def fits_line(segments: Sequence[str], type_: CharacterType, look: ParagraphLook, width: float) -> bool:
    """Return True if words of one type with tabs between the segments stand on one line in a width; False if they may
    need more.
    """
    size, widths = type_.size, type_.widths
    if type_.spacing or not size:
        return False
    room = width - look.left - look.right + _NEAR
    position = look.first
    for index, words in enumerate(segments):
        if type_.upper:
            words = words.upper()
        length = (sum(map(widths.__getitem__, words.split(" "))) - widths.space) * size if words else 0.0
        if index:
            position = _tabbed(position, length, look, width)
        position += length
        if position > room:
            return False
    return True


def _tabbed(position: float, length: float, look: ParagraphLook, width: float) -> float:
    """Return where words of this length begin after a tab, from the left indent."""
    at = position + look.left
    stops = look.stops if look.first >= 0 else (*look.stops, (look.left, "left"))
    following = sorted(stop for stop in stops if stop[0] > at + _NEAR and stop[0] <= width + _NEAR)
    if not following:
        return (int(max(at, 0.0) / _TAB_STEP) + 1) * _TAB_STEP - look.left
    stop, align = following[0]
    if align in ("left", "start", "num"):
        return stop - look.left
    return max(position, stop - look.left - (0.5 if align == "center" else 1.0) * length)


class _Segment:
    """Words up to a tab, a forced break or the end: the start and the end of each unbreakable piece."""

    __slots__ = ("at", "ends", "joined", "starts", "tab")

    def __init__(self, tab: bool):
        self.starts: list[float] = []
        self.ends: list[float] = []
        self.at = 0.0
        self.joined = False
        self.tab = tab
        """True if a tab comes before it, False if a line does."""


class TextLine:
    """Collects the words of a paragraph in order, with their heights and the footnotes that they call."""

    __slots__ = ("_count", "_heights", "_segments", "drawing", "notes")

    def __init__(self) -> None:
        self._segments = [_Segment(False)]
        self._heights: list[tuple[int, float]] = []
        self._count = 0
        self.notes: list[tuple[int, str]] = []
        """The number of pieces before the mark of a footnote, and its id."""
        self.drawing = 0.0
        """Height of the tallest drawing."""

    def add(self, text: str, type_: CharacterType) -> None:
        """Add words of one type. The first continues the last piece if no line may end between them."""
        segment = self._segments[-1]
        starts, ends, at, joined = segment.starts, segment.ends, segment.at, segment.joined
        size, extra = type_.size, type_.spacing
        if type_.upper:
            text = text.upper()
        if not self._heights or self._heights[-1][1] != type_.height:
            self._heights.append((max(0, self._count - joined), type_.height))
        if extra:
            self._add_spaced(text, type_)
            return
        before = len(starts)
        for word, gap, may_end in type_.face.measured(text):
            if joined:
                at += word * size
                ends[-1] = at
            else:
                starts.append(at)
                at += word * size
                ends.append(at)
            at += gap * size
            joined = not may_end
        segment.at, segment.joined = at, joined
        self._count += len(starts) - before

    def _add_spaced(self, text: str, type_: CharacterType) -> None:
        segment = self._segments[-1]
        width = type_.face.width
        for word, gap, may_end in pieces(text):
            length = width(word) * type_.size + len(word) * type_.spacing
            if segment.joined and segment.ends:
                segment.at += length
                segment.ends[-1] = segment.at
            else:
                segment.starts.append(segment.at)
                segment.at += length
                segment.ends.append(segment.at)
                self._count += 1
            segment.at += width(gap) * type_.size + len(gap) * type_.spacing
            segment.joined = not may_end

    def tab(self, type_: CharacterType) -> None:
        """Add a tab."""
        self._heights.append((self._count, type_.height))
        self._segments.append(_Segment(True))

    def end_line(self, type_: CharacterType) -> None:
        """Add a forced break."""
        self._heights.append((self._count, type_.height))
        self._segments.append(_Segment(False))

    def note(self, identifier: str) -> None:
        """Add the mark of a footnote."""
        self.notes.append((self._count, identifier))

    def lines(self, width: float, look: ParagraphLook, height: float) -> tuple[list[float], list[int]]:
        """Return the single-spaced height of each line in a width, and the index of the piece that begins it; `height`
        is that of a line without words.
        """
        if self.drawing:
            return [max(self.drawing, height)], [0]
        room = width - look.left - look.right
        begins: list[int] = []
        index = 0
        position = look.first
        for place, segment in enumerate(self._segments):
            if segment.tab:
                position = _tabbed(position, segment.ends[-1] if segment.ends else 0.0, look, width)
            else:
                begins.append(index)
                if place:
                    position = 0.0
            position = _break(segment, position, room, index, begins)
            index += len(segment.starts)
        return self._line_heights(begins, height), begins

    def _line_heights(self, begins: Sequence[int], height: float) -> list[float]:
        """Return the height of the tallest words of each line."""
        heights = self._heights
        if not heights:
            return [height] * len(begins)
        tallest = max(value for _, value in heights)
        if len(heights) == 1 or len(begins) == 1 or all(value == tallest for _, value in heights):
            return [tallest or height] * len(begins)
        ends = [*begins[1:], self._count + 1]
        line_heights = []
        for begin, end in zip(begins, ends, strict=True):
            last = 0
            best = 0.0
            for at, value in heights:
                if at <= begin:
                    last = value  # type: ignore[assignment]
                elif at < end:
                    best = max(best, value)
            line_heights.append(max(best, last) or height)
        return line_heights


def _break(segment: _Segment, position: float, room: float, index: int, begins: list[int]) -> float:
    """Break a segment that begins at a position of the line. Add the pieces that begin further lines, counted from
    `index`. Return the position after it.
    """
    starts, ends = segment.starts, segment.ends
    count = len(starts)
    at = 0
    while at < count:
        following = bisect_right(ends, starts[at] + room - position + _NEAR, at, count)
        if following == at:
            if position > 0:
                # The next line is wider.
                begins.append(index + at)
                position = 0.0
                continue
            # Longer than a line: broken wherever the line ends.
            more = max(0, int((ends[at] - starts[at]) / max(room, 1.0)))
            begins.extend([index + at] * more)
            position = ends[at] - starts[at] - more * room
            at += 1
            continue
        if following >= count:
            return position + segment.at - starts[at]
        begins.append(index + following)
        at, position = following, 0.0
    return position

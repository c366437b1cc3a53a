"""Text measurement: lines of a paragraph in a width, heights of paragraphs in a box.

A paragraph is converted once into pieces with widths in ems (`Words`); sizes and frames are then tried by arithmetic
alone. Widths and heights are points unless stated to be ems; frames and indents are EMU.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import sub

from msgspec import Struct

from builder.templates.deck.facts import Frame, Level
from builder.tree.prose import SOFT_HYPHEN, Break, CrossRef, Inline, Inlines, Run, plain
from builder.typeset.breaking import pieces
from builder.typeset.fonts import Face, Fonts
from builder.typeset.plan import BOX_GAP, CODE_FONT, SlideParagraph, indents

__all__ = [
    "EMU",
    "WIDTH_SPARE",
    "LevelledParagraph",
    "MeasuredText",
    "box_level",
    "emu",
    "inner",
    "measure",
    "paragraph_words",
    "words",
]

_MOST_MEASURED = 4_000
"""Texts whose measure is remembered; a process may plan many decks."""

EMU = 12_700
"""EMU in a point."""
WIDTH_SPARE = 1.03
"""Factor for a line's length: renderers differ by hinting, kerning and rounding."""


class MeasuredText(Struct, frozen=True):
    """A paragraph as unbreakable pieces on one endless line: start and end of each, in ems.

    `segments` are the runs of pieces between forced breaks. `line` is the height of the tallest line, `longest` the
    width of the widest piece (in less, words are broken). `runs` are the words themselves, for breaking those.
    """

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    segments: tuple[tuple[int, int], ...]
    line: float
    longest: float
    runs: tuple[tuple[str, Face], ...]

    def lines(self, width: float) -> int:
        """Return the number of lines in a width (ems). A piece longer than the line begins its own line and is broken
        by character.
        """
        starts, ends = self.starts, self.ends
        width += 1e-9
        count = 0
        for at, stop in self.segments:
            count += 1
            while at < stop:
                following = bisect_right(ends, starts[at] + width, at, stop)
                if following == at:
                    more, rest = self._broken(at, width)
                    count += more
                    at += 1
                    if at < stop:
                        following = bisect_right(ends, starts[at] + rest, at, stop)
                    else:
                        break
                if following >= stop:
                    break
                count += 1
                at = following
        return count

    def parts_a_word(self, width: float) -> bool:
        """Return True if a line of a width (ems) ends inside a word: after a hyphen, or anywhere in a longer word."""
        starts, ends = self.starts, self.ends
        for at, stop in self.segments:
            while at < stop:
                following = bisect_right(ends, starts[at] + width + 1e-9, at, stop)
                if following == at:
                    return True
                if following < stop and starts[following] - ends[following - 1] < 1e-9:
                    return True
                at = following
        return False

    def _broken(self, index: int, width: float) -> tuple[int, float]:
        """Return how many further lines an over-long piece takes when it begins a line, and the space left after it."""
        more, at = 0, 0.0
        for advance in self._advances(index):
            if at + advance > width and at > 0:
                more += 1
                at = 0.0
            at += advance
        gap = self.starts[index + 1] - self.ends[index] if index + 1 < len(self.starts) else 0.0
        return more, width - at - gap

    def _advances(self, index: int) -> Iterator[float]:
        """Return the advances of the characters of one piece."""
        number = 0
        joined = False
        for text, face in self.runs:
            for word, _, may_end in pieces(text):
                number += not joined
                if number == index + 1:
                    yield from map(face.__getitem__, word)
                joined = not may_end
            joined = joined and text != "\n"

    def natural(self) -> float:
        """Return the width on one line (on as many as there are forced breaks), in ems."""
        return max((self.ends[stop - 1] - self.starts[at] for at, stop in self.segments if stop > at), default=0.0)


class LevelledParagraph(Struct, frozen=True):
    """Words with the level that sets them and the margin at which their lines begin (points)."""

    words: MeasuredText
    level: Level
    margin: float

    def height(self, width: float, scale: float = 1.0, reduction: float = 0.0) -> tuple[float, int]:
        """Return height and lines in a width, at a font scale and a reduction of line spacing (0.1 is 10%)."""
        level = self.level
        size = level.size * scale
        count = self.words.lines((width - self.margin) / (size * WIDTH_SPARE))
        if level.exact_spacing:
            line = level.exact_spacing * (1 - reduction)
        else:
            line = (level.line_spacing - reduction) * self.words.line * size
        return level.space_before + count * line + level.space_after, count

    def parts_a_word(self, width: float, scale: float = 1.0) -> bool:
        """Return True if a line ends inside a word in a width, whether or not a program needs the spare."""
        room = (width - self.margin) / (self.level.size * scale)
        return self.words.parts_a_word(room) or self.words.parts_a_word(room / WIDTH_SPARE)


def words(
    inlines: Inlines, fonts: Fonts, font: str, *, bold: bool = False, italic: bool = False, caps: bool = False
) -> MeasuredText:
    """Return the pieces of inlines set in a font; measured once, however often a position is tried."""
    key = (inlines, font, bold, italic, caps)
    known: MeasuredText | None = fonts.measured.get(key)
    if known is None:
        if len(fonts.measured) >= _MOST_MEASURED:
            fonts.measured.clear()
        known = fonts.measured[key] = _measured(inlines, fonts, font, bold=bold, italic=italic, caps=caps)
    return known


def _measured(inlines: Inlines, fonts: Fonts, font: str, *, bold: bool, italic: bool, caps: bool) -> MeasuredText:
    line = fonts.face(font, bold, italic).line
    row = _TextLine()
    runs: list[tuple[str, Face]] = []
    for inline in inlines:
        if isinstance(inline, Break):
            row.end_segment()
            runs.append(("\n", fonts.face(font)))
            continue
        text, face = _text_and_face(inline, fonts, font, bold, italic)
        line = max(line, face.line)
        if caps:
            text = text.upper()
        runs.append((text, face))
        row.add(text, face)
    row.end_segment()
    widths = map(sub, row.ends, row.starts)
    return MeasuredText(
        tuple(row.starts), tuple(row.ends), tuple(row.segments), line, max(widths, default=0.0), tuple(runs)
    )


class _TextLine:
    """Pieces being set on one endless line."""

    __slots__ = ("at", "ends", "joined", "segments", "starts")

    def __init__(self) -> None:
        self.starts: list[float] = []
        self.ends: list[float] = []
        self.segments: list[tuple[int, int]] = []
        self.at = 0.0
        self.joined = False

    def add(self, text: str, face: Face) -> None:
        """Add words of one face. The first continues the last piece if no line may end between them."""
        starts, ends, at, joined = self.starts, self.ends, self.at, self.joined
        for word, gap, may_end in face.measured(text):
            if joined:
                at += word
                ends[-1] = at
            else:
                starts.append(at)
                at += word
                ends.append(at)
            at += gap
            joined = not may_end
        self.at, self.joined = at, joined

    def end_segment(self) -> None:
        """Add a forced break, or the end."""
        begin = self.segments[-1][1] if self.segments else 0
        self.segments.append((begin, len(self.starts)))
        self.joined = False


def _text_and_face(inline: Inline, fonts: Fonts, font: str, bold: bool, italic: bool) -> tuple[str, Face]:
    if isinstance(inline, Run):
        family = CODE_FONT if inline.code else font
        face = fonts.face(family, bold or inline.strong, italic or inline.emphasis)
        return inline.text.replace(SOFT_HYPHEN, ""), _own_face(inline, face)
    if isinstance(inline, CrossRef):
        face = fonts.face(font, bold or inline.strong, italic or inline.emphasis)
        words = plain((inline,)).replace(SOFT_HYPHEN, "")
        return words, _own_face(inline, face)
    return plain((inline,)), fonts.face(font, bold, italic)


def _own_face(inline: Run | CrossRef, face: Face) -> Face:
    """Return the face of an inline: smaller if it is raised or lowered."""
    return face.script(inline.subscript) if inline.superscript or inline.subscript else face


def paragraph_words(paragraph: SlideParagraph, fonts: Fonts, level: Level) -> MeasuredText:
    """Return the words of a slide paragraph in the type of its level."""
    return words(paragraph.inlines, fonts, level.font, bold=level.bold, italic=level.italic, caps=level.caps)


def measure(
    paragraphs: Sequence[SlideParagraph], fonts: Fonts, levels: Sequence[Level], *, in_box: bool = False
) -> list[LevelledParagraph]:
    """Prepare slide paragraphs for trying sizes. `levels` are the placeholder's, outermost first; the last serves
    deeper ones.

    `in_box` is True for text in a plain box, whose indents do not come from the levels.
    """
    measured = []
    for paragraph in paragraphs:
        level = levels[min(paragraph.level, len(levels) - 1)]
        margin, _ = indents(None if in_box else level, paragraph.mark, paragraph.level, level.size)
        measured.append(LevelledParagraph(paragraph_words(paragraph, fonts, level), level, margin / EMU))
    return measured


def box_level(font: str, size: float, *, bold: bool = False, gap: float = BOX_GAP) -> Level:
    """Return the type of a plain box: single spacing, `gap` points before a paragraph."""
    return Level(font=font, size=size, bold=bold, space_before=gap)


def inner(frame: Frame, insets: tuple[int, int, int, int]) -> tuple[float, float]:
    """Return width and height inside a frame's insets, in points."""
    left, top, right, bottom = insets
    return max(1.0, (frame.width - left - right) / EMU), max(1.0, (frame.height - top - bottom) / EMU)


def emu(points: float) -> int:
    """Return points in EMU, rounded up: a box is never smaller than its text."""
    return math.ceil(points * EMU)

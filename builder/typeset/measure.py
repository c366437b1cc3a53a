"""How much room words take: lines of a paragraph in a width, heights of paragraphs in a box.

A paragraph is turned once into pieces with widths in ems (`Words`); sizes and frames are then tried by arithmetic alone.
Widths and heights are points unless they are said to be ems; frames and indents are EMU.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from builder.templates.layouts import Frame, Level
from builder.tree.nodes import Break, Inline, Inlines, Run, plain
from builder.typeset.breaking import pieces
from builder.typeset.fonts import Face, Fonts
from builder.typeset.plan import BOX_GAP, CODE_FONT, SlideParagraph, indents

__all__ = [
    "EMU",
    "WIDTH_SPARE",
    "MeasuredParagraph",
    "Words",
    "box_level",
    "emu",
    "inner",
    "measure",
    "paragraph_words",
    "words",
]

EMU = 12_700
"""EMU in a point."""
WIDTH_SPARE = 1.03
"""Renderers differ by hinting, kerning and rounding: a line counts as this much longer than its advances say."""


class Words(Struct, frozen=True):
    """A paragraph as pieces: for each its width and that of the space after it, in ems.

    `forced` holds the indices before which a line begins in any case. `line` is the height of its tallest line, in ems.
    """

    widths: tuple[float, ...]
    gaps: tuple[float, ...]
    texts: tuple[tuple[tuple[str, Face], ...], ...]
    forced: frozenset[int]
    line: float

    def lines(self, width: float) -> int:
        """Lines in a width (ems). A piece longer than the line begins a line of its own and is broken by character."""
        count, at = 1, 0.0
        width += 1e-9
        for index, (piece, gap) in enumerate(zip(self.widths, self.gaps, strict=True)):
            if index in self.forced or (at + piece > width and at > 0):
                count += 1
                at = 0.0
            if piece > width:
                more, at = self._broken(index, width)
                count += more
            else:
                at += piece
            at += gap
        return count

    def _broken(self, index: int, width: float) -> tuple[int, float]:
        """How many further lines an over-long piece takes when it begins a line, and where it ends."""
        more, at = 0, 0.0
        for text, face in self.texts[index]:
            for character in text:
                advance = face[character]
                if at + advance > width and at > 0:
                    more += 1
                    at = 0.0
                at += advance
        return more, at

    def longest(self) -> float:
        """The width of the longest piece, in ems: in less, words are broken."""
        return max(self.widths, default=0.0)

    def natural(self) -> float:
        """The width on one line (on as many as there are forced breaks), in ems."""
        best = at = trailing = 0.0
        for index, (piece, gap) in enumerate(zip(self.widths, self.gaps, strict=True)):
            if index in self.forced:
                best, at, trailing = max(best, at - trailing), 0.0, 0.0
            at += piece + gap
            trailing = gap
        return max(best, at - trailing)


class MeasuredParagraph(Struct, frozen=True):
    """Words with the level that sets them and the margin at which their lines begin (points)."""

    words: Words
    level: Level
    margin: float

    def height(self, width: float, scale: float = 1.0, reduction: float = 0.0) -> tuple[float, int]:
        """Height and lines in a width, at a font scale and a reduction of line spacing (0.1 is 10 %)."""
        level = self.level
        size = level.size * scale
        count = self.words.lines((width - self.margin) / (size * WIDTH_SPARE))
        if level.exact_spacing:
            line = level.exact_spacing * (1 - reduction)
        else:
            line = (level.line_spacing - reduction) * self.words.line * size
        return level.space_before + count * line + level.space_after, count


def words(
    inlines: Inlines, fonts: Fonts, font: str, *, bold: bool = False, italic: bool = False, caps: bool = False
) -> Words:
    """The pieces of inlines set in a font."""
    widths: list[float] = []
    gaps: list[float] = []
    texts: list[tuple[tuple[str, Face], ...]] = []
    forced: set[int] = set()
    line = fonts.face(font, bold, italic).line
    joined = False
    for inline in inlines:
        if isinstance(inline, Break):
            forced.add(len(widths))
            joined = False
            continue
        text, face = _text_and_face(inline, fonts, font, bold, italic)
        line = max(line, face.line)
        for word, gap, may_end in pieces(text.upper() if caps else text):
            width = face.width(word)
            if joined:
                widths[-1] += width
                texts[-1] += ((word, face),)
            else:
                widths.append(width)
                texts.append(((word, face),))
                gaps.append(0.0)
            if gap:
                gaps[-1] += face.width(gap)
            joined = not may_end
    return Words(tuple(widths), tuple(gaps), tuple(texts), frozenset(forced), line)


def _text_and_face(inline: Inline, fonts: Fonts, font: str, bold: bool, italic: bool) -> tuple[str, Face]:
    if isinstance(inline, Run):
        family = CODE_FONT if inline.code else font
        return inline.text, fonts.face(family, bold or inline.strong, italic or inline.emphasis)
    strong, emphasis = getattr(inline, "strong", False), getattr(inline, "emphasis", False)
    return plain((inline,)), fonts.face(font, bold or strong, italic or emphasis)


def paragraph_words(paragraph: SlideParagraph, fonts: Fonts, level: Level) -> Words:
    """The words of a slide paragraph in the type of its level."""
    return words(
        paragraph.inlines, fonts, level.font, bold=level.bold, italic=level.italic, caps=level.caps
    )  # fmt: skip


def measure(
    paragraphs: Sequence[SlideParagraph], fonts: Fonts, levels: Sequence[Level], *, in_box: bool = False
) -> list[MeasuredParagraph]:
    """Slide paragraphs ready for trying sizes. `levels` are the placeholder's, outermost first; the last serves deeper ones.

    `in_box` says that the text stands in a plain box, whose indents do not come from the levels.
    """
    measured = []
    for paragraph in paragraphs:
        level = levels[min(paragraph.level, len(levels) - 1)]
        margin, _ = indents(None if in_box else level, paragraph.mark, paragraph.level)
        measured.append(MeasuredParagraph(paragraph_words(paragraph, fonts, level), level, margin / EMU))
    return measured


def box_level(font: str, size: float, *, bold: bool = False, gap: float = BOX_GAP) -> Level:
    """The type of a plain box: single spacing, `gap` points before a paragraph."""
    return Level(font=font, size=size, bold=bold, space_before=gap)


def inner(frame: Frame, insets: tuple[int, int, int, int]) -> tuple[float, float]:
    """Width and height inside a frame's insets, in points."""
    left, top, right, bottom = insets
    return max(1.0, (frame.width - left - right) / EMU), max(1.0, (frame.height - top - bottom) / EMU)


def emu(points: float) -> int:
    """Points in EMU, rounded up: a box is never smaller than its text."""
    return math.ceil(points * EMU)

"""Font metrics: widths of characters and heights of lines, from the shipped metrics files.

All widths and heights are in ems (multiples of the type size), so that one measure serves every size. Nothing is read
from the machine: the same text has the same measure everywhere.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.diagnostics import Diagnostic
from builder.typeset.breaking import TOKEN, pieces_of
from builder.typeset.metrics_format import FACES, MISSING, RANGES, unpack
from builder.typeset.substitutes import UNKNOWN, Substitute, heading_substitute, substitute

__all__ = ["Face", "Fonts"]

Measured = tuple[float, float, bool]
"""Width of a piece, width of the space after it, and True if a line may end there."""
_MOST_TOKENS = 20_000
"""How many words a face remembers the widths of: enough for any text, and a bound for long-lived processes."""
_METRICS = Path(__file__).parent / "metrics"
_LEAST_LINE = 1.2
"""Least line height on a slide in ems: LibreOffice sets single-spaced slide text at 1.2 whatever the font (measured),
and PowerPoint at the font's own height; the larger of both is safe.
"""
_SCRIPT_SIZE = 2 / 3
"""Size of raised and lowered characters, in that of the text around them, as PowerPoint draws them; LibreOffice's are
smaller (58%).
"""
_LOWERED_LINE = 1.14
"""Height of a line with lowered characters, in that of one without (seen in LibreOffice; raised ones add none)."""
_OF_HEADINGS = " (headings)"
"""What follows the name of a font for its headings."""
_SPACES = frozenset("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u00a0")


class Face(dict[str, float]):
    """The advance of each character of one face, in ems; filled as characters are met. `line` is the height of a line
    on a slide, `natural_line` that of the font itself (on pages), `ascent` the part of it above the baseline, in ems.
    """

    def __init__(self, units: int, widths: array[int], line: float, factor: float, ascent: float):
        super().__init__()
        self._tokens: dict[str, list[Measured]] = {}
        self.line = max(line, _LEAST_LINE)
        self.natural_line = line
        self.ascent = ascent
        self._scripts: dict[bool, Face] = {}
        self._scale = factor / units
        self._widths = widths

    def __missing__(self, character: str) -> float:
        width = self._known(ord(character))
        advance = width * self._scale if width is not None else self._without_glyph(character)
        self[character] = advance
        return advance

    def script(self, lowered: bool) -> Face:
        """Return this face as it sets raised or lowered characters."""
        script = self._scripts.get(lowered)
        if script is None:
            line = self.line * (_LOWERED_LINE if lowered else 1)
            script = self._scripts[lowered] = Face(1, self._widths, line, self._scale * _SCRIPT_SIZE, self.ascent)
        return script

    def width(self, text: str) -> float:
        """Return the width of a text on one line, in ems."""
        return sum(map(self.__getitem__, text))

    def measured(self, text: str) -> Iterator[Measured]:
        """Return the pieces of a text (`breaking.pieces`) with their widths in ems instead of their words."""
        known = self._tokens
        for token in TOKEN.findall(text):
            yield from known.get(token) or self.measured_token(token)

    def measured_token(self, token: str) -> list[Measured]:
        """Return the same for a text that is one `breaking.TOKEN`."""
        measured = self._tokens.get(token)
        if measured is None:
            measured = [(self.width(word), self.width(gap), may_end) for word, gap, may_end in pieces_of(token)]
            if len(self._tokens) >= _MOST_TOKENS:
                self._tokens.clear()
            self._tokens[token] = measured
        return measured

    def _known(self, point: int) -> int | None:
        start = 0
        for first, last in RANGES:
            if point < first:
                return None
            if point <= last:
                width = self._widths[start + point - first]
                return None if width == MISSING else width
            start += last - first + 1
        return None

    def _without_glyph(self, character: str) -> float:
        """Return the width of a character without glyph, which another font draws: full width for CJK and pictures, a
        space for a space, 0 for marks.
        """
        if character in _SPACES:
            return self[" "]
        if unicodedata.category(character) in ("Mn", "Me", "Cf"):
            return 0.0
        if unicodedata.east_asian_width(character) in ("W", "F"):
            return 1.0
        return 1.0 if unicodedata.category(character) == "So" else 0.72


@lru_cache(maxsize=64)
def _faces(stand_in: Substitute) -> tuple[Face, ...]:
    data = (_METRICS / f"{stand_in.metrics}.bin").read_bytes()
    faces = []
    for name, metrics in zip(FACES, unpack(data), strict=True):
        own_line = (metrics.ascent + metrics.descent + metrics.gap) / metrics.units
        factor = stand_in.bold if stand_in.bold and name.startswith("bold") else stand_in.factor
        # Office and LibreOffice put the gap above the letters.
        ascent = (metrics.ascent + metrics.gap) / metrics.units
        faces.append(Face(metrics.units, metrics.widths, stand_in.line or own_line, factor, ascent))
    return tuple(faces)


class Fonts:
    """The faces requested during one planning, or several of one template, and their inexact substitutions."""

    def __init__(self) -> None:
        self.measured: dict[object, Any] = {}
        """Measured texts in these fonts, by words and type: a cache for `typeset.measure`."""
        self._families: dict[str, tuple[Face, ...]] = {}
        self._reported: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def face(self, font: str, bold: bool = False, italic: bool = False) -> Face:
        """Return the face of a family named as in Office; a font without shipped metrics is measured with a
        relative.
        """
        family = self._families.get(font)
        if family is None:
            family = self._families[font] = self._load(font)
        return family[bold + 2 * italic]

    def heading(self, font: str) -> str:
        """Return the name under which headings in a font are measured: with a margin, unless it is measured exactly."""
        return f"{font}{_OF_HEADINGS}"

    def _load(self, name: str) -> tuple[Face, ...]:
        font = name.removesuffix(_OF_HEADINGS)
        stand_in = substitute(font)
        if font not in self._reported:
            self._reported.add(font)
            self._report(font, stand_in)
        faces = _faces(heading_substitute(font) if name.endswith(_OF_HEADINGS) else stand_in or UNKNOWN)
        assert len(faces) == len(FACES)
        return faces

    def _report(self, font: str, stand_in: Substitute | None) -> None:
        """Report a font that is not measured exactly."""
        if stand_in is None:
            self.diagnostics.append(
                Diagnostic(
                    "font-unknown",
                    f"the font '{font}' has no metrics here: its text is measured as that of a wide font",
                    hint="text may be split earlier than necessary; fonts of Office are measured exactly",
                    severity="info",
                )
            )
        elif not stand_in.exact:
            self.diagnostics.append(
                Diagnostic(
                    "font-substituted",
                    f"the font '{font}' is measured with the widths of {stand_in.metrics} and a margin",
                    severity="info",
                )
            )

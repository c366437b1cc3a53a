"""The values of every text of a publication, read once for all rules."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from builder.check.bibliography import is_entry
from builder.check.context import CheckContext
from builder.check.formulas import formulas
from builder.check.reading import Reading, read_values
from builder.check.visible_text import VisiblePiece
from builder.content.markup import Markup
from builder.source import Span

__all__ = ["TextValue", "values_of"]


_NEXT_WORD = re.compile(r"[\s-][^\W\d_]+")


class TextValue(Struct, frozen=True, gc=False):
    """A value, in its piece of a text."""

    reading: Reading
    piece: VisiblePiece

    @property
    def span(self) -> Span:
        """Position of the value in the file."""
        return self.piece.span(self.reading.start)

    @property
    def words(self) -> str:
        """The value as written."""
        return self.piece.text[self.reading.start : self.reading.end]

    @property
    def counted_words(self) -> str:
        """The value as written, with the word after it: `24 days`."""
        following = _NEXT_WORD.match(self.piece.text, self.reading.end)
        return self.words + (following[0] if following is not None else "")


def values_of(context: CheckContext, markup: Markup, tag: str) -> tuple[TextValue, ...]:
    """Return the values of a text in a language, in reading order; foreign passages are read in their own language."""
    cache = context.once(_cache)
    values = cache.get((id(markup), tag))
    if values is None:
        values = cache[(id(markup), tag)] = tuple(
            TextValue(reading, piece)
            for piece in context.pieces(markup)
            for reading in _readings(piece, piece.language or tag)
        )
    return values


def _readings(piece: VisiblePiece, tag: str) -> tuple[Reading, ...]:
    """Return the values of a passage; those of a bibliographic entry are names, as editions differ by language."""
    readings = read_values(piece.text, tag)
    spans = [match.span() for match in formulas(piece.text)]
    if spans:
        readings = tuple(
            reading for reading in readings if not any(start <= reading.start < end for start, end in spans)
        )
    if readings and is_entry(piece.text):
        return tuple(replace(reading, kind="name") for reading in readings)
    return readings


def _cache(_: CheckContext) -> dict[tuple[int, str], tuple[TextValue, ...]]:
    return {}

"""The values of every text of a publication, read once for all rules."""

from __future__ import annotations

from msgspec import Struct

from builder.check.context import Context
from builder.check.reading import Reading, read_values
from builder.check.words import Piece
from builder.content.markup import Markup
from builder.source import Span

__all__ = ["Found", "values_of"]


class Found(Struct, frozen=True, gc=False):
    """A value, in its piece of a text."""

    reading: Reading
    piece: Piece

    @property
    def span(self) -> Span:
        """Position of the value in the file."""
        return self.piece.span(self.reading.start)

    @property
    def words(self) -> str:
        """The value as written."""
        return self.piece.text[self.reading.start : self.reading.end]


def values_of(context: Context, markup: Markup, tag: str) -> tuple[Found, ...]:
    """Return the values of a text in a language, in reading order; foreign passages are read in their own language."""
    known = context.once(_kept)
    found = known.get((id(markup), tag))
    if found is None:
        found = known[(id(markup), tag)] = tuple(
            Found(reading, piece)
            for piece in context.pieces(markup)
            for reading in read_values(piece.text, piece.language or tag)
        )
    return found


def _kept(_: Context) -> dict[tuple[int, str], tuple[Found, ...]]:
    return {}

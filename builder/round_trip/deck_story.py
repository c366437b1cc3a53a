"""What a received PowerPoint file holds, without any XML: slides with shapes, tables, notes and comments."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field

from builder.round_trip.cell_grid import CellGrid
from builder.round_trip.exhibits import Exhibit
from builder.round_trip.story import Look
from builder.round_trip.tokens import Token

__all__ = ["DeckStory", "FileShape", "FileSlide", "SlideComment", "SlideParagraphWords"]


class SlideParagraphWords(Struct, frozen=True, gc=False):
    """A paragraph of a shape: its words with their looks, its tokens, and the level of its list."""

    pieces: tuple[tuple[str, Look], ...]
    tokens: tuple[Token, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.pieces)

    @property
    def keys(self) -> tuple[str, ...]:
        """The neutral forms of its tokens."""
        return tuple(token.key for token in self.tokens)


class FileShape(Struct, frozen=True, gc=False):
    """A shape with text. `identity` is its lasting GUID, "" if a program dropped it; `placeholder` the type of the
    placeholder that it fills, "" for none. A table has a `grid`, and its paragraphs are those of its cells.
    """

    identity: str
    placeholder: str
    paragraphs: tuple[SlideParagraphWords, ...]
    grid: CellGrid | None = None


class SlideComment(Struct, frozen=True, gc=False):
    """A comment on a slide; `shape` is the identity of the shape that it is on, if the file says so."""

    author: str
    date: str
    text: str
    shape: str = ""
    reply: bool = False
    resolved: bool = False


class FileSlide(Struct, frozen=True, gc=False):
    """A slide: its shapes from back to front, the paragraphs of its notes, its comments, its exhibits."""

    shapes: tuple[FileShape, ...]
    notes: tuple[SlideParagraphWords, ...]
    comments: tuple[SlideComment, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


class DeckStory(Struct, frozen=True):
    """The slides of a presentation, in the order of the show."""

    slides: tuple[FileSlide, ...]
    formats: Counter[str] = field(default_factory=Counter)
    """How many runs have each colour, size, font and underline of their own."""
    properties: dict[str, str] = field(default_factory=dict)
    """The properties of the file that have words of the publication, by the names of `office.properties`."""

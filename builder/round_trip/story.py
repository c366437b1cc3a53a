"""What a received Word file holds, without any XML: paragraphs with their tracked changes, tables, notes, comments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, field

from builder.round_trip.exhibits import Exhibit

__all__ = [
    "BREAK",
    "NOTE",
    "PLAIN",
    "Comment",
    "FileCell",
    "FileParagraph",
    "FileRow",
    "FileTable",
    "Look",
    "Reading",
    "Revision",
    "Story",
    "StoryPiece",
    "pieces_of",
]

NOTE = "\ufffc"
"""Stands for the mark of a note in the words of a paragraph."""
BREAK = "\n"
"""Stands for a line break inside a paragraph."""

Reading = Literal["edited", "rejected"]
"""`edited`: tracked changes are accepted; `rejected`: they are undone."""


class Look(Struct, frozen=True, gc=False):
    """Formatting that an author's text can express; any other is not read."""

    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str = ""


PLAIN = Look()


class Revision(Struct, frozen=True, gc=False):
    """Author and date of a tracked change."""

    author: str
    date: str = ""


class StoryPiece(Struct, frozen=True, gc=False):
    """Words with one look and one history. `text` is `NOTE` for the mark of the note `note`; it may hold `BREAK`."""

    text: str
    look: Look = PLAIN
    inserted: Revision | None = None
    deleted: Revision | None = None
    formatted: Revision | None = None
    note: str = ""

    def is_in(self, reading: Reading) -> bool:
        """Return True if the piece belongs to a reading of the file."""
        return self.deleted is None if reading == "edited" else self.inserted is None


class FileParagraph(Struct, frozen=True, gc=False):
    """A paragraph. `anchors` are the names of the bookmarks that start in it, each with the index of the next piece.

    `style` is the built-in name of its style; `level` the level of its list, -1 outside lists; `listed` says whether
    it is in a list by formatting of its own, None if its style decides. `inserted` and `deleted`
    are the tracked changes of the paragraph's mark, which part it from the next or join both. `generated` is True in
    tables of contents.
    """

    style: str
    pieces: tuple[StoryPiece, ...]
    anchors: tuple[tuple[str, int], ...] = ()
    level: int = -1
    listed: bool | None = None
    inserted: Revision | None = None
    deleted: Revision | None = None
    generated: bool = False
    in_table: bool = False


class FileCell(Struct, frozen=True, gc=False):
    """A cell: the indices of its first paragraph and of the one after its last, the number of columns that it extends
    over, and True if it continues the cell above.
    """

    first: int
    end: int
    across: int = 1
    continued: bool = False


class FileRow(Struct, frozen=True, gc=False):
    """A row of a table, with its tracked insertion or deletion."""

    cells: tuple[FileCell, ...]
    inserted: Revision | None = None
    deleted: Revision | None = None


class FileTable(Struct, frozen=True, gc=False):
    """A table. `anchors` are the names of the bookmarks that start before it or in its first cell."""

    rows: tuple[FileRow, ...]
    anchors: tuple[str, ...] = ()


class Comment(Struct, frozen=True, gc=False):
    """A comment on the words `quoted` of the paragraph with the index `paragraph`. `parent` is the id of the comment
    that it answers.
    """

    id: str
    author: str
    date: str
    text: str
    paragraph: int
    quoted: str = ""
    parent: str = ""
    resolved: bool = False


class Story(Struct, frozen=True):
    """The body of a file. `notes` are the paragraphs of footnotes and endnotes by the id that `Piece.note` has."""

    paragraphs: tuple[FileParagraph, ...]
    tables: tuple[FileTable, ...]
    notes: dict[str, tuple[FileParagraph, ...]]
    comments: tuple[Comment, ...]
    formats: Counter[str] = field(default_factory=Counter)
    """How many runs have each colour, size, font and underline of their own."""
    exhibits: tuple[Exhibit, ...] = ()
    headers: tuple[str, ...] = ()
    """The words of each paragraph of the headers and footers, without results of fields."""
    boxes: tuple[str, ...] = ()
    """The words of each paragraph in text boxes."""
    properties: dict[str, str] = field(default_factory=dict)
    """The properties of the file that have words of the publication, by the names of `office.properties`."""


def pieces_of(paragraphs: Iterable[FileParagraph], reading: Reading) -> tuple[StoryPiece, ...]:
    """Return the pieces of paragraphs that belong to a reading, in order."""
    return tuple(piece for paragraph in paragraphs for piece in paragraph.pieces if piece.is_in(reading))

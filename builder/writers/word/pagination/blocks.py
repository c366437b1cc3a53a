"""What a page is filled with: measured paragraphs and the rows of tables. Lengths are points."""

from __future__ import annotations

from msgspec import Struct

from builder.writers.word.pagination.properties import ParagraphLook

__all__ = ["MeasuredBlock", "MeasuredParagraph", "MeasuredRow", "MeasuredTable"]


class MeasuredParagraph(Struct, frozen=True):
    """A paragraph with the heights of its lines."""

    look: ParagraphLook
    lines: tuple[float, ...]
    height: float
    """Of all lines."""
    leading: float = 0.0
    """The part of its last line that is below the letters. It keeps what follows away, and may hang below the end of a
    page.
    """
    notes: tuple[tuple[int, float], ...] = ()
    """The line that calls a footnote, and the height of the note."""
    marks: tuple[str, ...] = ()
    """The bookmarks that begin in it."""

    @property
    def keep_next(self) -> bool:
        """True if it stays with what comes next."""
        return self.look.keep_next


class MeasuredRow(Struct, frozen=True):
    """A row of a table."""

    height: float
    keep_next: bool
    header: bool
    """Repeated on each page."""
    splits: bool
    """True if it may continue on the next page."""
    notes: float = 0.0
    """Height of the footnotes that it calls."""
    marks: tuple[str, ...] = ()
    """The bookmarks that begin in it."""


class MeasuredTable(Struct, frozen=True):
    """A table."""

    rows: tuple[MeasuredRow, ...]
    keep_next: bool
    """True if all its rows stay with one another and with what comes next."""

    @classmethod
    def of(cls, rows: tuple[MeasuredRow, ...]) -> MeasuredTable:
        """Return the table of these rows."""
        return cls(rows, bool(rows) and all(row.keep_next or row.header for row in rows))


MeasuredBlock = MeasuredParagraph | MeasuredTable

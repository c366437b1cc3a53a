"""What a page is filled with: measured paragraphs and the rows of tables. Lengths are points."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.writers.word.pagination.paragraph_looks import ParagraphLook
from builder.writers.word.pagination.table_look import Edges

__all__ = ["MeasuredBlock", "MeasuredParagraph", "MeasuredRow", "MeasuredTable", "rows_height"]


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
    """With the rule above it."""
    keep_next: bool
    header: bool
    """Repeated on each page."""
    splits: bool
    """True if it may continue on the next page."""
    notes: float = 0.0
    """Height of the footnotes that it calls."""
    marks: tuple[str, ...] = ()
    """The bookmarks that begin in it."""
    edges: Edges = (0.0, 0.0)
    """Widths of the rules above and below it."""

    @property
    def rule_below(self) -> float:
        """Height of the rule below it, if it is the last on its page."""
        return self.edges[1]


class MeasuredTable(Struct, frozen=True):
    """A table."""

    rows: tuple[MeasuredRow, ...]
    keep_next: bool
    """True if all its rows stay with one another and with what comes next."""

    @classmethod
    def of(cls, rows: tuple[MeasuredRow, ...]) -> MeasuredTable:
        """Return the table of these rows."""
        return cls(rows, bool(rows) and all(row.keep_next or row.header for row in rows))

    @property
    def marks(self) -> tuple[str, ...]:
        """The bookmarks that begin in its rows."""
        return tuple(name for row in self.rows for name in row.marks)


MeasuredBlock = MeasuredParagraph | MeasuredTable


def rows_height(rows: Sequence[MeasuredRow]) -> float:
    """Return the height of rows that end a table or a page."""
    return sum(row.height for row in rows) + (rows[-1].rule_below if rows else 0.0)

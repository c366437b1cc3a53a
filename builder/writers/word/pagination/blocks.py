"""What a page is filled with: measured paragraphs and the rows of tables. Lengths are points."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["MeasuredBlock", "MeasuredParagraph", "MeasuredRow", "MeasuredTable"]


class MeasuredParagraph(Struct, frozen=True):
    """A paragraph with the heights of its lines."""

    lines: tuple[float, ...]
    before: float
    after: float
    borders: tuple[tuple[str, float], ...]
    edges: tuple[float, float]
    """Its indents: neighbours with the same borders and indents share them."""
    keep_next: bool
    keep_lines: bool
    break_before: bool
    contextual: bool
    widows: bool
    style: str
    notes: tuple[tuple[int, float], ...] = ()
    """The line that calls a footnote, and the height of the note."""
    marks: tuple[str, ...] = ()
    """The bookmarks that begin in it."""

    @property
    def height(self) -> float:
        """Of its lines and the notes that they call."""
        return sum(self.lines) + sum(height for _, height in self.notes)


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


class MeasuredTable(Struct, frozen=True):
    """A table."""

    rows: tuple[MeasuredRow, ...]

    @property
    def keep_next(self) -> bool:
        """True if all its rows stay with one another and with what comes next."""
        return all(row.keep_next or row.header for row in self.rows) and bool(self.rows)


MeasuredBlock = MeasuredParagraph | MeasuredTable

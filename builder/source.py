"""Locations in the author's files."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["NOWHERE", "Span"]


class Span(Struct, frozen=True, order=True, gc=False):
    """A location in a source file: the path as shown to the author, a line and a column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


NOWHERE = Span("", 0, 0)
"""The location of text that no author wrote (a generated label, a computed total)."""

"""Write words into fields of CSV files: quoted where they need it, the field's own quotes kept."""

from __future__ import annotations

import re

from builder.content.markup import Markup
from builder.source import Span
from builder.source_edits.edits import SourceEdit

__all__ = ["changed_field", "filled_field"]

_NEEDS_QUOTES = re.compile(r'[,;\t"\n]')
_EMPTY_FIELD = re.compile(r'""|[ ]*')


def changed_field(markup: Markup, words: str) -> SourceEdit:
    """Return the edit of a field that has words."""
    scalar = markup.scalar
    assert scalar is not None
    if scalar.style == "csv":
        return SourceEdit(scalar.place(0), scalar.place(len(scalar.value)), words.replace('"', '""'))
    return SourceEdit(scalar.span, scalar.place(len(scalar.value)), _field(words))


def filled_field(line: str, span: Span, words: str) -> SourceEdit:
    """Return the edit of an empty field at a place in a line."""
    empty = _EMPTY_FIELD.match(line, span.column - 1)
    length = len(empty[0]) if empty else 0
    return SourceEdit(span, Span(span.file, span.line, span.column + length), _field(words))


def _field(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if _NEEDS_QUOTES.search(words) else words

"""Divide mark-up of the usual kinds into words and codes without a parser of Markdown."""

from __future__ import annotations

import re
from functools import lru_cache

from builder.content.simple_marks import SimpleMark, simple_marks
from builder.content.syntax import CITATION, ID
from builder.exchange.codes import Code, CodeKind, Piece, Words, joined

__all__ = ["simple_words"]

_SOURCES = re.compile(ID)


@lru_cache(maxsize=64)  # writers ask for the words of a text again when they come to its notes
def simple_words(markup: str) -> Words | None:
    """Return the words of mark-up on one line, or None if it takes a parser to read them."""
    marks = simple_marks(markup) if "\n" not in markup else None
    if marks is None:
        return None
    pieces: list[Piece] = []
    notes = 0
    for mark in marks:
        if mark.kind == "note":
            notes += 1
            pieces.append(Code("note", "", mark.written, f"{{note {notes}}}"))
        else:
            pieces.append(mark.written if mark.kind == "words" else _code(mark))
    return joined(pieces)


def _code(mark: SimpleMark) -> Code:
    written = mark.written
    if mark.kind in ("opening", "closing"):
        kind: CodeKind = "italic" if written == "*" else "bold"
        opens = mark.kind == "opening"
        return Code(kind, "", written, f"{{{'' if opens else '/'}{kind}}}", "open" if opens else "close")
    if mark.kind == "figure":
        return Code("figure", written[1:-1].partition(":")[0], written, written)
    if mark.kind == "text":
        return Code("text", written[2:-1], written, written)
    if mark.kind == "ref":
        return Code("ref", written[1:], written, f"{{{written[1:]}}}")
    citation = CITATION.match(written)
    sources = "; ".join(_SOURCES.findall(citation[1] if citation else ""))
    return Code("cite", sources, written, f"{{source {sources}}}")

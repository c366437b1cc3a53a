"""Signs of a text that its author wrote as they are, neither escaped nor named."""

from __future__ import annotations

from builder.check.visible_text import VisiblePiece

__all__ = ["is_literal"]


def is_literal(piece: VisiblePiece, start: int, end: int) -> bool:
    """Return True if the source has the characters of a range, and no backslash makes the first an ordinary one."""
    if not piece.in_step(start, end):
        return False
    at = piece.offset(start)
    if piece.markup.source[at - 1 : at] != "\\":
        return True
    return start > 0 and piece.text[start - 1] == "\\" and piece.offset(start - 1) == at - 1

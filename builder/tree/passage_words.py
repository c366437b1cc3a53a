"""The words of a passage as the lists of anchors of both media know them, and their checksum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

from builder.tree.exhibits import CellNode
from builder.tree.prose import Inlines, NoteRef, Prose, Run, plain

__all__ = ["cells_words", "passage_words", "words_check"]


def passage_words(inlines: Inlines) -> str:
    """Return the words of a passage as printed, then those of each of its notes on a line of its own."""
    if not inlines:
        return ""
    if len(inlines) == 1 and type(inlines[0]) is Run:
        return inlines[0].text
    notes = [_note_words(inline.blocks) for inline in inlines if isinstance(inline, NoteRef)]
    return "\n".join([plain(inlines), *notes])


def cells_words(rows: Iterable[Sequence[CellNode]]) -> str:
    """Return the words of the cells of rows, one on a line."""
    return "\n".join([passage_words(cell.inlines) for row in rows for cell in row])


def words_check(words: str) -> str:
    """Return a checksum of the words of a passage, which reveals later edits."""
    return f"{crc32(words.encode()):08x}"


def _note_words(blocks: Prose) -> str:
    return " ".join(plain(block.inlines) for block in blocks if hasattr(block, "inlines"))

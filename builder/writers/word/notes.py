"""Footnotes: a part of their own with the two separators, then one note for each mark (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Callable

from builder.tree.nodes import NoteRef, Prose
from builder.writers.word.xml import part

__all__ = ["Notes"]


class Notes:
    """The footnotes of one file, in the order of their marks. Ids -1 and 0 are the separators'."""

    def __init__(self, separators: str, mark_look: str):
        self._made: list[str] = [separators]
        self._mark_look = mark_look
        self._count = 0
        self.write: Callable[[Prose, str], str] | None = None
        """Writes a note's prose as paragraphs, given the run that repeats its mark; set once the writers are tied."""

    def add(self, note: NoteRef) -> int:
        """Write a note; returns its id."""
        assert self.write is not None
        self._count += 1
        number = self._count
        mark = f"<w:r>{self._mark_look}<w:footnoteRef/></w:r>"
        self._made.append(f'<w:footnote w:id="{number}">{self.write(note.blocks, mark)}</w:footnote>')
        return number

    def part(self) -> bytes:
        """The footnotes part."""
        return part("footnotes", *self._made)

"""Footnotes: a part of their own with the two separators, then one note for each mark (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Callable

from docx.oxml import parse_xml

from builder.office.word_package import FootnotesPart, WordRelationships
from builder.tree.prose import NoteRef, Prose
from builder.writers.word.paragraphs import part_xml

__all__ = ["Footnotes"]


class Footnotes:
    """The footnotes of one file, in the order of their marks. Ids -1 and 0 are the separators'."""

    def __init__(self, part: FootnotesPart, mark_properties: str):
        self.relationships = WordRelationships(part)
        self._part = part
        self._notes: list[str] = []
        self._mark = f"<w:r>{mark_properties}<w:footnoteRef/></w:r>"
        self.write: Callable[[Prose, str], str] | None = None
        """Writes a note's prose as paragraphs, given the run that repeats its mark; set by `write_brief`."""

    def add(self, note: NoteRef) -> int:
        """Write a note. Return its id."""
        assert self.write is not None
        number = len(self._notes) + 1
        self._notes.append(f'<w:footnote w:id="{number}">{self.write(note.blocks, self._mark)}</w:footnote>')
        return number

    def finish(self) -> None:
        """Put the notes into the part, after its separators."""
        if self._notes:
            self._part.element.extend(list(parse_xml(part_xml("footnotes", *self._notes))))

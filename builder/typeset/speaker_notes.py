"""Speaker notes: prose without the marks of its notes, then the notes and the sources themselves."""

from __future__ import annotations

from builder.tree.prose import Inlines, ItemList, ListItem, Paragraph, Prose, ProseBlock
from builder.typeset.inlines import notes_in_prose, text, without_notes
from builder.typeset.planner import Planner
from builder.typeset.source_lines import Credits, source_words

__all__ = ["credit_paragraphs", "spoken"]


def credit_paragraphs(planner: Planner, language: int, credits: Credits) -> list[ProseBlock]:
    """Return notes and sources as paragraphs of the notes page."""
    label = text(planner.documents[language].labels.note)
    blocks = [block for note in credits.footnotes for block in _labelled(label, note)]
    line = source_words(planner, language, credits)
    if line:
        blocks.append(Paragraph(line))
    return blocks


def _labelled(label: Inlines, note: Prose) -> list[ProseBlock]:
    """Return a note with its label before its first words."""
    spoken_note = list(spoken(note))
    if spoken_note and isinstance(first := spoken_note[0], Paragraph):
        spoken_note[0] = Paragraph((*label, *first.inlines), first.span, first.key)
    return spoken_note


def spoken(prose: Prose) -> Prose:
    """Return prose for the notes page: without the marks of notes, which follow it as paragraphs of their own."""
    if next(notes_in_prose(prose), None) is None:
        return prose
    blocks: list[ProseBlock] = []
    for block in prose:
        if isinstance(block, Paragraph):
            inlines = without_notes(block.inlines)
            if inlines:
                blocks.append(Paragraph(inlines, block.span, block.key))
        elif isinstance(block, ItemList):
            items = tuple(ListItem(spoken(item.blocks), item.span) for item in block.items)
            blocks.append(ItemList(items, block.ordered, block.start, block.span))
        else:
            blocks.append(block)
    return tuple(blocks)

"""Speaker notes: prose without the marks of its notes, then the notes and the sources themselves."""

from __future__ import annotations

from msgspec.structs import replace

from builder.tree.prose import (
    Inlines,
    ItemList,
    ListItem,
    Paragraph,
    Prose,
    ProseBlock,
    SmallTable,
    TextElement,
    TextElements,
)
from builder.typeset.inlines import notes_in_prose, text, without_notes
from builder.typeset.planner import Planner
from builder.typeset.source_lines import Credits, source_words

__all__ = ["credit_paragraphs", "spoken"]


def credit_paragraphs(planner: Planner, language: int, credits: Credits) -> list[TextElement]:
    """Return notes and sources as paragraphs of the notes page."""
    label = text(planner.documents[language].labels.note)
    blocks: list[TextElement] = [block for note in credits.footnotes for block in _labelled(label, note)]
    line = source_words(planner, language, credits)
    if line:
        blocks.append(Paragraph(line))
    return blocks


def _labelled(label: Inlines, note: Prose) -> list[TextElement]:
    """Return a note with its label before its first words."""
    spoken_note = list(spoken(note))
    if spoken_note and isinstance(first := spoken_note[0], Paragraph):
        spoken_note[0] = Paragraph((*label, *first.inlines), first.span, first.key)
    return spoken_note


def spoken(prose: TextElements) -> TextElements:
    """Return prose for the notes page: without the marks of notes, which follow it as paragraphs of their own."""
    if next(notes_in_prose(prose), None) is None:
        return prose
    blocks: list[TextElement] = []
    for block in prose:
        if isinstance(block, Paragraph):
            inlines = without_notes(block.inlines)
            if inlines:
                blocks.append(Paragraph(inlines, block.span, block.key))
        elif isinstance(block, ItemList):
            blocks.append(_without_notes(block))
        elif isinstance(block, SmallTable):
            rows = tuple(tuple(map(_cell, row)) for row in block.rows)
            blocks.append(replace(block, header=tuple(map(_cell, block.header)), rows=rows))
        else:
            blocks.append(block)
    return tuple(blocks)


def _without_notes(items: ItemList) -> ItemList:
    """Return a list without the marks of notes."""
    spoken_items = []
    for item in items.items:
        blocks: list[ProseBlock] = []
        for block in item.blocks:
            if isinstance(block, Paragraph):
                inlines = without_notes(block.inlines)
                blocks += [Paragraph(inlines, block.span, block.key)] if inlines else []
            else:
                blocks.append(_without_notes(block) if isinstance(block, ItemList) else block)
        spoken_items.append(ListItem(tuple(blocks), item.span))
    return ItemList(tuple(spoken_items), items.ordered, items.start, items.span)


def _cell(cell: Paragraph) -> Paragraph:
    return Paragraph(without_notes(cell.inlines), cell.span, cell.key)

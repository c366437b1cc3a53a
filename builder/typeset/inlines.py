"""Small operations on inlines: taking notes out, joining, cutting. None loses a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from builder.tree.ordinals import mark_ordinals
from builder.tree.prose import (
    Break,
    Inline,
    Inlines,
    ItemList,
    NoteRef,
    Paragraph,
    Prose,
    ProseBlock,
    Run,
    SmallTable,
    TextElements,
    plain,
)

__all__ = [
    "cut",
    "join",
    "notes_in",
    "notes_in_prose",
    "prose_without_notes",
    "strong",
    "text",
    "trim",
    "with_ordinals",
    "without_notes",
]


def text(words: str, *, strong: bool = False) -> Inlines:
    """Return words of the builder's own as inlines."""
    return (Run(words, strong=strong, protected=True),) if words else ()


def with_ordinals(words: str, language: str) -> Inlines:
    """Return words of the builder's own as inlines, the letters of their ordinals superscript where the language has
    it.
    """
    return mark_ordinals(text(words), language)


def without_notes(inlines: Inlines) -> Inlines:
    """Return the inlines of a slide: without the marks of notes and the space before them."""
    for inline in inlines:
        if type(inline) is NoteRef:
            break
    else:
        return inlines
    remaining: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, NoteRef):
            remaining.append(inline)
        elif remaining and isinstance(last := remaining[-1], Run) and last.text != last.text.rstrip():
            remaining[-1] = replace(last, text=last.text.rstrip())
    return tuple(inline for inline in remaining if not (isinstance(inline, Run) and not inline.text))


def notes_in(inlines: Inlines) -> list[NoteRef]:
    """Return the notes of a text, in order."""
    return [inline for inline in inlines if isinstance(inline, NoteRef)]


def notes_in_prose(prose: TextElements) -> Iterator[NoteRef]:
    """Return the notes of prose, in order."""
    for block in prose:
        if isinstance(block, Paragraph):
            yield from notes_in(block.inlines)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from notes_in_prose(item.blocks)
        elif isinstance(block, SmallTable):
            for row in (block.header, *block.rows):
                yield from notes_in_prose(row)


def prose_without_notes(blocks: Prose) -> Prose:
    """Return prose without the marks of notes and the space before them."""
    return tuple(_block_without_notes(block) for block in blocks)


def _block_without_notes(block: ProseBlock) -> ProseBlock:
    if isinstance(block, Paragraph):
        return replace(block, inlines=without_notes(block.inlines))
    if isinstance(block, ItemList):
        items = tuple(replace(item, blocks=prose_without_notes(item.blocks)) for item in block.items)
        return replace(block, items=items)
    return block


def strong(inlines: Inlines) -> Inlines:
    """Return the inlines in bold."""
    return tuple(inline if isinstance(inline, (Break, NoteRef)) else replace(inline, strong=True) for inline in inlines)


def join(parts: Iterable[Inlines], separator: Inlines) -> Inlines:
    """Join the parts that have words with a separator."""
    joined: list[Inline] = []
    for part in parts:
        if not part:
            continue
        if joined:
            joined.extend(separator)
        joined.extend(part)
    return tuple(joined)


def trim(inlines: Inlines) -> Inlines:
    """Strip breaks and blanks from both ends of the inlines."""
    parts = list(inlines)
    while parts and _blank(parts[0]):
        del parts[0]
    while parts and _blank(parts[-1]):
        del parts[-1]
    if parts and isinstance(first := parts[0], Run):
        parts[0] = replace(first, text=first.text.lstrip(" "))
    if parts and isinstance(last := parts[-1], Run):
        parts[-1] = replace(last, text=last.text.rstrip(" "))
    return tuple(parts)


def _blank(inline: Inline) -> bool:
    return isinstance(inline, Break) or (isinstance(inline, Run) and not inline.text.strip(" "))


def cut(inlines: Inlines, offsets: Sequence[int]) -> list[Inlines]:
    """Cut the inlines at offsets of their plain words (ascending). References are never cut: they go before the cut."""
    parts: list[Inlines] = []
    current: list[Inline] = []
    at = 0
    wanted = list(offsets)
    for inline in inlines:
        rest: Inline | None = inline
        while rest is not None:
            length = len(plain((rest,)))
            if not wanted or at + length <= wanted[0]:
                current.append(rest)
                at += length
                rest = None
            elif isinstance(rest, Run) and wanted[0] > at:
                inside = wanted[0] - at
                current.append(replace(rest, text=rest.text[:inside]))
                rest = replace(rest, text=rest.text[inside:])
                at += inside
            elif wanted[0] > at:
                current.append(rest)
                at += length
                rest = None
            while wanted and at >= wanted[0]:
                parts.append(tuple(current))
                current = []
                del wanted[0]
    parts.append(tuple(current))
    return [trim(part) for part in parts]

"""Traversal of a document: visit every node, rewrite some of them, keep the content of one medium.

Nodes are immutable, so a rewrite returns a new document that shares every unchanged part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder.tree.blocks import Medium
from builder.tree.document import BlockLike, Document, SectionNode
from builder.tree.prose import Break, CrossRef, Inlines, NoteRef, Run

__all__ = ["all_blocks", "all_sections", "keep_medium", "rewrite", "rewrite_inlines", "sections_in", "visit"]

AnyNode = TypeVar("AnyNode", bound=Struct)


def visit(node: Struct) -> Iterator[Struct]:
    """Yield the node and every node inside it, in document order, each before its own parts."""
    yield node
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, Struct):
            yield from visit(value)
        elif type(value) is tuple:
            yield from _visit_all(value)


def all_sections(document: Document) -> Iterator[SectionNode]:
    """Yield every section and subsection, in document order."""
    waiting = list(reversed(document.sections))
    while waiting:
        section = waiting.pop()
        yield section
        waiting.extend(reversed(section.sections))


def all_blocks(document: Document) -> Iterator[BlockLike]:
    """Yield every block of every section, in document order, for both media."""
    for section in all_sections(document):
        yield from section.blocks


def rewrite(node: AnyNode, change: Callable[[Struct], Struct]) -> AnyNode:
    """Return the node with `change` applied to every node inside it and then to itself, from the leaves up.

    `change` returns its argument if there is nothing to change, else a replacement.
    """
    changes = {}
    for name in node.__struct_fields__:
        old = getattr(node, name)
        new = _rewrite_value(old, change)
        if new is not old:
            changes[name] = new
    return change(replace(node, **changes) if changes else node)  # type: ignore[return-value]


def rewrite_inlines(document: Document, change: Callable[[Inlines], Inlines]) -> Document:
    """Return the document with `change` applied to every paragraph's inlines, titles, captions, cells and notes
    included.
    """

    def inside(node: Struct) -> Struct:
        changes = {}
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if type(value) is tuple and value and isinstance(value[0], Run | Break | NoteRef | CrossRef):
                new = change(value)
                if new is not value:
                    changes[name] = new
        return replace(node, **changes) if changes else node

    return rewrite(document, inside)


def keep_medium(document: Document, medium: Medium) -> Document:
    """Keep the content of one medium: without the other's sections and blocks and, in the brief, without speaker
    notes.
    """
    shown = sections_in(document.sections, medium)
    sections = _kept(shown, medium)
    return document if sections is document.sections else replace(document, sections=sections)


def _kept(sections: tuple[SectionNode, ...], medium: Medium) -> tuple[SectionNode, ...]:
    sections_kept = tuple(_kept_section(section, medium) for section in sections)
    return sections if all(new is old for new, old in zip(sections_kept, sections, strict=True)) else sections_kept


def _kept_section(section: SectionNode, medium: Medium) -> SectionNode:
    blocks = tuple(block for block in section.blocks if block.only in (None, medium))
    inner = _kept(section.sections, medium)
    notes = section.notes if medium == "deck" else ()
    if len(blocks) == len(section.blocks) and inner is section.sections and notes is section.notes:
        return section
    return replace(section, blocks=blocks, sections=inner, notes=notes)


def sections_in(sections: tuple[SectionNode, ...], medium: Medium) -> tuple[SectionNode, ...]:
    """Return the sections without those of the other medium alone: the same tuple if there are none."""
    shown = tuple(_section_in(section, medium) for section in sections if section.only in (None, medium))
    unchanged = len(shown) == len(sections) and all(new is old for new, old in zip(shown, sections, strict=True))
    return sections if unchanged else shown


def _section_in(section: SectionNode, medium: Medium) -> SectionNode:
    inner = sections_in(section.sections, medium)
    return section if inner is section.sections else replace(section, sections=inner)


def _visit_all(values: tuple[object, ...]) -> Iterator[Struct]:
    for value in values:
        if isinstance(value, Struct):
            yield from visit(value)
        elif type(value) is tuple:
            yield from _visit_all(value)


def _rewrite_value(value: object, change: Callable[[Struct], Struct]) -> object:
    if isinstance(value, Struct):
        return rewrite(value, change)
    if type(value) is tuple and value:
        new = tuple(_rewrite_value(element, change) for element in value)
        return new if any(element is not old for element, old in zip(new, value, strict=True)) else value
    return value

"""The publication's sections and blocks in order, without nesting, for rules about structure."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.content.model.blocks import Block
from builder.content.model.publication import Section

__all__ = ["all_blocks", "all_sections"]


def all_sections(context: CheckContext) -> Iterator[Section]:
    """Yield every section, each before its subsections."""
    yield from _sections(context.publication.all_parts)


def all_blocks(context: CheckContext) -> Iterator[Block]:
    """Yield every block, in reading order."""
    for section in all_sections(context):
        yield from section.blocks


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)

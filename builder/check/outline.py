"""The publication's sections and blocks in order, without nesting, for rules about structure."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.content.model.blocks import Block, ImageBlock
from builder.content.model.exhibits import Image
from builder.content.model.publication import Cover, Section

__all__ = ["all_blocks", "all_pictures", "all_sections"]


def all_sections(context: CheckContext) -> Iterator[Section]:
    """Yield every section, each before its subsections."""
    yield from _sections(context.publication.all_parts)


def all_blocks(context: CheckContext) -> Iterator[Block]:
    """Yield every block, in reading order."""
    for section in all_sections(context):
        yield from section.blocks


def all_pictures(context: CheckContext) -> Iterator[tuple[str, Image | Cover]]:
    """Yield every picture, that of the deck's cover first, with the key of its node in the tree."""
    cover = context.publication.deck.cover
    if cover is not None and cover.image is not None:
        yield cover.key, cover
    for block in all_blocks(context):
        if isinstance(block, ImageBlock):
            yield block.key, block.image


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)

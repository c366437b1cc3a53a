"""The pictures of a publication, for the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.content.model.blocks import ImageBlock
from builder.content.model.exhibits import Image
from builder.content.model.publication import Cover

__all__ = ["all_pictures"]


def all_pictures(context: CheckContext) -> Iterator[tuple[str, Image | Cover]]:
    """Yield every picture, that of the deck's cover first, with the key of its node in the tree."""
    cover = context.publication.deck.cover
    if cover is not None and cover.image is not None:
        yield cover.key, cover
    for block in context.publication.all_blocks:
        if isinstance(block, ImageBlock):
            yield block.key, block.image

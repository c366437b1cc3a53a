"""Small tables inside texts that are shown on slides: each becomes an exhibit between what is before and after it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.tree.blocks import TextNode
from builder.tree.exhibits import table_of
from builder.tree.prose import SmallTable, TextElement
from builder.typeset.slides.exhibits import Blocks

__all__ = ["with_tables"]


def with_tables(blocks: Sequence[Blocks]) -> list[Blocks]:
    """Return texts with their small tables as blocks of their own.

    Where the languages have other tables, or tables of other sizes, the text stays as it is: its tables are set as
    lines. (`builder check` reports the difference.)
    """
    divided: list[Blocks] = []
    for twins in blocks:
        texts = [block for block in twins if isinstance(block, TextNode)]
        parts = [_parts(text) for text in texts]
        if len(texts) < len(twins) or len({_shape(own) for own in parts}) != 1:
            divided.append(twins)
            continue
        for group in zip(*parts, strict=True):
            if not any(group):
                continue
            divided.append(
                tuple(
                    table_of(part) if isinstance(part, SmallTable) else replace(text, blocks=part)
                    for text, part in zip(texts, group, strict=True)
                )
            )
    return divided


def _parts(text: TextNode) -> list[tuple[TextElement, ...] | SmallTable]:
    """Return the prose before the first table (perhaps empty), the table, the prose after it, and so on."""
    parts: list[tuple[TextElement, ...] | SmallTable] = []
    prose: list[TextElement] = []
    for part in text.blocks:
        if isinstance(part, SmallTable):
            parts += [tuple(prose), part]
            prose = []
        else:
            prose.append(part)
    return [*parts, tuple(prose)]


def _shape(parts: Sequence[tuple[TextElement, ...] | SmallTable]) -> tuple[tuple[int, int], ...]:
    """Return rows and columns of each table."""
    return tuple((len(part.rows), len(part.header)) for part in parts if isinstance(part, SmallTable))

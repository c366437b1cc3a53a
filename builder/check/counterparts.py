"""Places in a translation: where a mark of the source text that the translation lacks belongs."""

from __future__ import annotations

from builder.content.markup import Block, ListBlock, Markup
from builder.source import Span

__all__ = ["counterpart", "named"]


def counterpart(source: Markup, span: Span, translation: Markup) -> Span:
    """Return the start of the paragraph of a translation that corresponds to a position in the source text; the start
    of the translation if the two texts are not divided alike.
    """
    offset = source.offset(span)
    return _block_start(source, source.blocks, translation.blocks, offset) or translation.place(0)


def _block_start(source: Markup, blocks: tuple[Block, ...], twins: tuple[Block, ...], offset: int) -> Span | None:
    if len(blocks) != len(twins) or not blocks:
        return None
    before = [number for number, block in enumerate(blocks) if source.offset(block.span) <= offset]
    index = before[-1] if before else 0
    block, twin = blocks[index], twins[index]
    if not isinstance(block, ListBlock) or not isinstance(twin, ListBlock):
        return twin.span
    if len(block.items) == len(twin.items):
        started = [n for n, item in enumerate(block.items) if item and source.offset(item[0].span) <= offset]
        item = started[-1] if started else 0
        return _block_start(source, block.items[item], twin.items[item], offset) or twin.span
    return twin.span


def named(span: Span, here: Span) -> str:
    """Return a position as messages name it: `line 12`, with the file if it is another one."""
    return f"line {span.line}" if span.file == here.file else f"{span.file}:{span.line}"

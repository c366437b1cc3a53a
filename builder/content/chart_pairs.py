"""Two charts side by side: written as one block, read as two that know their sides."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from builder.content.context import LoadContext
from builder.content.decoders import Decoders
from builder.content.decoding_result import INVALID, Decode
from builder.content.exhibit_keys import span_of
from builder.content.model.blocks import Block, ColumnsBlock, WrittenBlock
from builder.content.yaml_values import Mapping, Value

__all__ = ["decode_blocks", "finish_columns"]


def decode_blocks(decoders: Decoders) -> Decode:
    """Return the decoder of the blocks of a section: each pair of charts becomes two blocks."""
    whole = decoders.of(tuple[WrittenBlock, ...])

    def decode(value: Value, key: str, context: LoadContext) -> Any:
        written = whole(value, key, context)
        return INVALID if written is INVALID else tuple(block for item in written for block in _single(item))

    return decode


def _single(block: WrittenBlock) -> tuple[Block, ...]:
    """Return the charts of a pair, shown where the pair is; any other block alone."""
    if not isinstance(block, ColumnsBlock):
        return (block,)
    left, right = block.columns
    return (
        replace(left, only=block.only, side="left"),
        replace(right, only=block.only, side="right"),
    )


def finish_columns(pair: ColumnsBlock, value: Mapping, context: LoadContext) -> Any:
    """Report columns that are not two charts, and a chart of the pair that one medium alone would show."""
    count = len(pair.columns)
    if count != 2:
        hint = "write the chart as a block of its own" if count == 1 else "write two charts"
        message = f"`columns` hold two charts, side by side; found {count}"
        context.problem("value", message, span_of(value, "columns"), hint)
        return INVALID
    for block in pair.columns:
        if block.only is not None:
            message = f"`only: {block.only}` on one chart of a pair"
            context.problem("value", message, block.span, "write `only` beside `columns`")
    return pair

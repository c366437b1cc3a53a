"""Structure of texts: the same paragraphs, and lists of the same kind and length, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext, TextPair
from builder.check.counterparts import named
from builder.check.rule import Finding, Rule
from builder.content.markup import Block, CodeBlock, ListBlock, Markup, Para, PipeTable
from builder.source import Span

__all__ = ["RULES"]

_HINT = "divide both texts alike"


def shapes(context: CheckContext) -> Iterator[Finding]:
    """Find the first block where the structures differ."""
    for pair in (*context.pairs, *context.variants):
        if len(pair.source.blocks) == 1 == len(pair.target.blocks) and _is_paragraph(pair.source, pair.target):
            continue
        finding = _first_difference(pair.source.blocks, pair.target.blocks, pair)
        if finding is not None:
            yield finding


def _is_paragraph(*markups: Markup) -> bool:
    return all(isinstance(markup.blocks[0], Para) for markup in markups)


def _first_difference(blocks: tuple[Block, ...], twins: tuple[Block, ...], pair: TextPair) -> Finding | None:
    """Report the first difference between the blocks of the source text and those of its translation."""
    for block, twin in zip(blocks, twins, strict=False):
        finding = _difference(block, twin, pair)
        if finding is not None:
            return finding
    if len(blocks) == len(twins):
        return None
    count = f"{len(twins) or 'no'} block{'s' * (len(twins) > 1)} of text"
    counts = f"{count} here, {len(blocks)} in the `{pair.source_tag}` text"
    if len(twins) > len(blocks):
        added = twins[len(blocks)]
        return Finding(f"{counts}; this {_name(added)} has no counterpart", added.span, _HINT)
    missing, here = blocks[len(twins)], _end(twins, pair)
    message = f"{counts}; the {_name(missing)} on {named(missing.span, here)} has no counterpart"
    return Finding(message, here, _HINT)


def _end(twins: tuple[Block, ...], pair: TextPair) -> Span:
    """Return the start of the last of the translation's blocks; of the translation if it has none."""
    return twins[-1].span if twins else pair.target.place(0)


def _difference(block: Block, twin: Block, pair: TextPair) -> Finding | None:
    tag = pair.source_tag
    if type(block) is not type(twin):
        return Finding(f"a {_name(twin)} here, a {_name(block)} in the `{tag}` text", twin.span, _HINT)
    if isinstance(block, PipeTable) and isinstance(twin, PipeTable):
        return _table_difference(block, twin, tag)
    if not isinstance(block, ListBlock) or not isinstance(twin, ListBlock):
        return None
    if block.ordered != twin.ordered or block.start != twin.start:
        both = block.ordered and twin.ordered
        kinds = [f"a list from {own.start}" if both else f"a {_name(own)}" for own in (twin, block)]
        return Finding(f"{kinds[0]} here, {kinds[1]} in the `{tag}` text", twin.span, "number both alike")
    for item, twin_item in zip(block.items, twin.items, strict=False):
        finding = _first_difference(item, twin_item, pair)
        if finding is not None:
            return finding
    if len(block.items) == len(twin.items):
        return None
    counts = f"{len(twin.items)} item{'s' * (len(twin.items) != 1)} here, {len(block.items)} in the `{tag}` text"
    if len(twin.items) > len(block.items):
        return Finding(counts, twin.items[len(block.items)][0].span, "give both lists the same items")
    missing = block.items[len(twin.items)][0].span
    here = twin.items[-1][0].span if twin.items and twin.items[-1] else twin.span
    return Finding(f"{counts} ({named(missing, here)})", here, "give both lists the same items")


def _table_difference(table: PipeTable, twin: PipeTable, tag: str) -> Finding | None:
    for what, here, there in (
        ("column", len(twin.header), len(table.header)),
        ("row", len(twin.rows), len(table.rows)),
    ):
        if here != there:
            counts = f"{here} {what}{'s' * (here != 1)} here, {there} in the table of the `{tag}` text"
            return Finding(counts, twin.span, f"give both tables the same {what}s")
    if table.aligns != twin.aligns:
        message = f"the columns are aligned otherwise in the table of the `{tag}` text"
        return Finding(message, twin.span, "write the same line below both headers")
    return None


def _name(block: Block) -> str:
    if isinstance(block, ListBlock):
        return "numbered list" if block.ordered else "bullet list"
    if isinstance(block, PipeTable):
        return "table"
    return "code block" if isinstance(block, CodeBlock) else "paragraph"


RULES: tuple[Rule, ...] = (
    Rule(
        code="PAR011",
        name="shape-differs",
        severity="warning",
        summary="Paragraphs, lists or tables are not divided alike in the two languages.",
        find=shapes,
        bad="fr: |\n  - Un\n  - Deux\nen: |\n  - One",
        good="fr: |\n  - Un\n  - Deux\nen: |\n  - One\n  - Two",
    ),
)

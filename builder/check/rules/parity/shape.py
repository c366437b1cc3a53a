"""The shape of rich texts: as many paragraphs, and lists of the same kind and length, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import Block, CodeBlock, ListBlock, Markup, Para

__all__ = ["RULES"]


def shapes(context: CheckContext) -> Iterator[Finding]:
    """Find the first block where the structures differ."""
    for pair in (*context.pairs, *context.variants):
        if len(pair.source.blocks) == 1 == len(pair.target.blocks) and _is_paragraph(pair.source, pair.target):
            continue
        found = _parting(pair.source.blocks, pair.target.blocks, pair.source_tag, pair.target_tag)
        if found is not None:
            yield found


def _is_paragraph(*markups: Markup) -> bool:
    return all(isinstance(one.blocks[0], Para) for one in markups)


def _parting(mine: tuple[Block, ...], other: tuple[Block, ...], tag: str, other_tag: str) -> Finding | None:
    """Report the first difference between two sequences of blocks, in the text that has more."""
    for one, twin in zip(mine, other, strict=False):
        found = _difference(one, twin, tag, other_tag)
        if found is not None:
            return found
    if len(mine) == len(other):
        return None
    longer, few, lacking = (mine, len(other), other_tag) if len(mine) > len(other) else (other, len(mine), tag)
    extra = longer[few]
    message = f"{len(longer)} blocks of text here, {few} in the `{lacking}` text; this {_name(extra)} has no twin"
    return Finding(message, extra.span, "divide both texts alike")


def _difference(one: Block, twin: Block, tag: str, other_tag: str) -> Finding | None:
    if type(one) is not type(twin):
        message = f"a {_name(twin)} here, a {_name(one)} in the `{tag}` text"
        return Finding(message, twin.span, "divide both texts alike")
    if not isinstance(one, ListBlock) or not isinstance(twin, ListBlock):
        return None
    if one.ordered != twin.ordered or one.start != twin.start:
        kinds = [f"from {a.start}" if a.ordered and b.ordered else _name(a) for a, b in ((twin, one), (one, twin))]
        return Finding(f"a list {kinds[0]} here, {kinds[1]} in the `{tag}` text", twin.span, "number both alike")
    for mine, other in zip(one.items, twin.items, strict=False):
        found = _parting(mine, other, tag, other_tag)
        if found is not None:
            return found
    if len(one.items) == len(twin.items):
        return None
    longer, few, lacking = (
        (one.items, len(twin.items), other_tag)
        if len(one.items) > len(twin.items)
        else (twin.items, len(one.items), tag)
    )
    message = f"{len(longer)} items here, {few} in the `{lacking}` text"
    return Finding(message, longer[few][0].span, "give both lists the same items")


def _name(block: Block) -> str:
    if isinstance(block, ListBlock):
        return "numbered list" if block.ordered else "bullet list"
    return "block of code" if isinstance(block, CodeBlock) else "paragraph"


RULES: tuple[Rule, ...] = (
    Rule(
        code="PAR011",
        name="shape-differs",
        severity="warning",
        summary="Paragraphs or lists are not divided alike in the two languages.",
        find=shapes,
        bad="fr: |\n  - Un\n  - Deux\nen: |\n  - One",
        good="fr: |\n  - Un\n  - Deux\nen: |\n  - One\n  - Two",
    ),
)

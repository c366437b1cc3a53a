"""Rich text to prose: paragraphs, lists and code. Each paragraph has a key of its own: the text's, then its index."""

from __future__ import annotations

from builder.content import markup as m
from builder.content.model.values import Text
from builder.resolve.context import ResolveContext
from builder.resolve.inlines import PROSE, Where, paragraph
from builder.tree.prose import Code, ItemList, ListItem, Paragraph, Prose, ProseBlock

__all__ = ["prose", "text_prose"]


def text_prose(context: ResolveContext, text: Text | None, where: Where = PROSE) -> Prose:
    """Return a text of paragraphs, lists and code, set. A missing text has none; a missing language is reported."""
    entry = context.markup(text) if text is not None else None
    if entry is None or text is None:
        return ()
    return prose(context, entry.blocks, where, text.key)


def prose(context: ResolveContext, blocks: tuple[m.Block, ...], where: Where, key: str) -> Prose:
    """Return parsed blocks, set; `key` is the key of the text that they come from."""
    return tuple(_block(context, block, where, f"{key}.{index}") for index, block in enumerate(blocks))


def _block(context: ResolveContext, block: m.Block, where: Where, key: str) -> ProseBlock:
    match block:
        case m.Para():
            return Paragraph(paragraph(context, block.children, where), block.span, key)
        case m.ListBlock():
            items = tuple(
                ListItem(prose(context, item, where, f"{key}.{index}"), item[0].span if item else block.span)
                for index, item in enumerate(block.items)
            )
            return ItemList(items, block.ordered, block.start, block.span)
        case m.CodeBlock():
            return Code(block.text, block.span)

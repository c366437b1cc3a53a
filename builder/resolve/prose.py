"""Rich text to prose: paragraphs, lists and code. Each paragraph has a key of its own: the text's, then its index."""

from __future__ import annotations

from typing import Final

from builder.content import markup as m
from builder.content.model.values import Text
from builder.late_patterns import compiled
from builder.resolve.columns import EMPTY
from builder.resolve.context import ResolveContext
from builder.resolve.descriptions import table_alt
from builder.resolve.inlines import CELL, HEADER, PROSE, Where, paragraph
from builder.tree.exhibits import ColumnNode
from builder.tree.prose import (
    Code,
    ItemList,
    ListItem,
    Paragraph,
    Prose,
    ProseBlock,
    Run,
    SmallTable,
    TextElements,
    plain,
)

_DASH: Final = (Run(EMPTY, protected=True),)
_NUMBER: Final = r"[-+\u2212]?[€$£]?[-+\u2212]?\d[\d\s.,'’]*[%‰€$£]?\Z"

__all__ = ["prose", "text_elements", "text_prose"]


def text_prose(context: ResolveContext, text: Text | None, where: Where = PROSE) -> Prose:
    """Return a text of paragraphs, lists and code, set. A missing text has none; a missing language is reported."""
    entry = context.markup(text) if text is not None else None
    if entry is None or text is None:
        return ()
    return prose(context, entry.blocks, where, text.key)


def text_elements(context: ResolveContext, text: Text | None) -> TextElements:
    """Return a text that may hold small tables, set. A missing text has nothing; a missing language is reported."""
    entry = context.markup(text) if text is not None else None
    if entry is None or text is None:
        return ()
    return tuple(
        _table(context, block, f"{text.key}.{index}")
        if isinstance(block, m.PipeTable)
        else _block(context, block, PROSE, f"{text.key}.{index}")
        for index, block in enumerate(entry.blocks)
    )


def prose(context: ResolveContext, blocks: tuple[m.Block, ...], where: Where, key: str) -> Prose:
    """Return parsed blocks, set; `key` is the key of the text that they come from."""
    return tuple(
        _block(context, block, where, f"{key}.{index}")
        for index, block in enumerate(blocks)
        if not isinstance(block, m.PipeTable)  # the loader lets no table come here
    )


def _block(context: ResolveContext, block: m.Para | m.ListBlock | m.CodeBlock, where: Where, key: str) -> ProseBlock:
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


def _table(context: ResolveContext, table: m.PipeTable, key: str) -> SmallTable:
    """Return a small table; a column whose alignment is left open is at the right if it holds numbers only."""
    header = tuple(
        Paragraph(paragraph(context, cell.children, HEADER), cell.span, f"{key}.columns.{number}")
        for number, cell in enumerate(table.header)
    )
    rows = tuple(
        tuple(
            Paragraph(paragraph(context, cell.children, CELL) or _DASH, cell.span, f"{key}.rows.{number}.{column}")
            for column, cell in enumerate(row)
        )
        for number, row in enumerate(table.rows)
    )
    aligns = tuple(
        align or ("right" if all(_is_number(row[column]) for row in rows) else "left")
        for column, align in enumerate(table.aligns)
    )
    alt = table_alt(context, "", tuple(ColumnNode(header=cell.inlines) for cell in header), len(rows))
    return SmallTable(header, rows, aligns, alt, table.span, key)


def _is_number(cell: Paragraph) -> bool:
    return cell.inlines == _DASH or compiled(_NUMBER).match(plain(cell.inlines)) is not None

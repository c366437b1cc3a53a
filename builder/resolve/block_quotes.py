"""Block quotations: the marks of the language around the words, unless the author typed them.

The marks are added before typography, so that quotation marks inside the words become those of the second level.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from builder.content import markup as m
from builder.content.model.blocks import QuoteBlock
from builder.content.model.values import Text
from builder.resolve.context import ResolveContext
from builder.resolve.inlines import PROSE, QUOTED, text_inlines
from builder.resolve.prose import prose
from builder.resolve.sources import short_source
from builder.resolve.typography.quotes import pair_marks, pair_quotes
from builder.tree.blocks import QuoteNode
from builder.tree.prose import Prose, plain

__all__ = ["quote_node"]

_PAIRS: Final = {"«": "»", "“": "”", "„": "“", "‘": "’", '"': '"', "'": "'", "‹": "›", "»": "«", "”": "”"}


def quote_node(context: ResolveContext, block: QuoteBlock) -> QuoteNode:
    """Return a quotation with its marks, its author and its source."""
    quote = block.quote
    attribution = text_inlines(context, quote.attribution, PROSE)
    source = short_source(context, quote.source, quote.span)
    return QuoteNode(
        span=block.span,
        key=block.key,
        only=block.only,
        blocks=_quoted(context, quote.text),
        attribution=attribution,
        source=source,
        source_marks=_source_marks(plain(attribution)) if source else ("", ""),
        source_id=quote.source,
    )


def _source_marks(attribution: str) -> tuple[str, str]:
    """Return what is printed around a source: brackets, unless nothing or a bracket precedes it."""
    if not attribution:
        return "", ""
    return (", ", "") if attribution.endswith((")", "]")) else (" (", ")")


def _quoted(context: ResolveContext, text: Text) -> Prose:
    entry = context.markup(text)
    if entry is None:
        return ()
    blocks = entry.blocks
    if not blocks or _marked(" ".join(_words(block) for block in blocks)):
        return prose(context, blocks, PROSE, text.key)
    blocks = _opened(blocks, context.words.open_quote)
    blocks = _closed(blocks, context.words.close_quote)
    return prose(context, blocks, QUOTED, text.key)


def _marked(words: str) -> bool:
    """Return True if the words are between quotation marks already: the opening mark is closed only at their end."""
    bare = words.strip(" \u00a0\u202f\n").rstrip(".,")
    opening, closing = bare[:1], _PAIRS.get(bare[:1], "")
    if len(bare) < 2 or not closing:
        return False
    pairs = pair_quotes(bare, opening) if opening == closing else pair_marks(bare, opening, closing)
    return (0, len(bare) - 1) in pairs


def _words(block: m.Block) -> str:
    match block:
        case m.Para():
            return "".join(_inline_words(child) for child in block.children)
        case m.ListBlock():
            return " ".join(_words(child) for item in block.items for child in item)
        case m.CodeBlock():
            return block.text
        case m.PipeTable():
            return " ".join(_words(cell) for row in (block.header, *block.rows) for cell in row)


def _inline_words(inline: m.Inline) -> str:
    match inline:
        case m.Str() | m.CodeSpan():
            return inline.text
        case m.Emph() | m.Strong() | m.Superscript() | m.Subscript() | m.Struck() | m.Link() | m.Foreign():
            return "".join(_inline_words(child) for child in inline.children)
        case m.FigureRef() | m.NamedText() | m.CrossReference():
            return "…"
        case m.HardBreak() | m.Citation() | m.InlineNote():
            return ""


def _opened(blocks: tuple[m.Block, ...], mark: str) -> tuple[m.Block, ...]:
    """Return the blocks with a mark before their first word; code is left unchanged."""
    first = blocks[0]
    if isinstance(first, m.Para):
        return (replace(first, children=(m.Str(mark, first.span), *first.children)), *blocks[1:])
    if isinstance(first, m.ListBlock) and first.items and first.items[0]:
        return (replace(first, items=(_opened(first.items[0], mark), *first.items[1:])), *blocks[1:])
    return blocks


def _closed(blocks: tuple[m.Block, ...], mark: str) -> tuple[m.Block, ...]:
    """Return the blocks with a mark after their last word, before the notes that follow it."""
    last = blocks[-1]
    if isinstance(last, m.Para):
        notes = len(last.children)
        while notes and isinstance(last.children[notes - 1], m.Citation | m.InlineNote):
            notes -= 1
        children = (*last.children[:notes], m.Str(mark, last.span), *last.children[notes:])
        return (*blocks[:-1], replace(last, children=children))
    if isinstance(last, m.ListBlock) and last.items and last.items[-1]:
        return (*blocks[:-1], replace(last, items=(*last.items[:-1], _closed(last.items[-1], mark))))
    return blocks

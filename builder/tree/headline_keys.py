"""The keys of the texts that a slide may show as its headline, in a box or on the title slide, by their place."""

from __future__ import annotations

from builder.source import Span
from builder.tree.blocks import CalloutNode, QuoteNode
from builder.tree.document import BlockLike, Document, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.prose import Inlines
from builder.tree.walk import all_sections

__all__ = ["HeadlineKeys"]


class HeadlineKeys:
    """Key of each title, message, caption and name of a document, by the place where its words begin."""

    def __init__(self, document: Document):
        self._keys: dict[Span, str] = {}
        self._add(document.title, "title")
        self._add(document.subtitle, "subtitle")
        self._add(document.status, "status")
        self._add(document.deck.closing, "deck.closing")
        for section in all_sections(document):
            self._add_section(section)

    def of(self, inlines: Inlines) -> str:
        """Return the key of the text that begins in these words; "" for words of the builder's own."""
        return next((self._keys[inline.span] for inline in inlines if inline.span in self._keys), "")

    def _add_section(self, section: SectionNode) -> None:
        self._add(section.title, f"{section.key}.title")
        self._add(section.message, f"{section.key}.message")
        for block in section.blocks:
            self._add_block(block)

    def _add_block(self, block: BlockLike) -> None:
        if isinstance(block, (TableNode, ChartNode, ImageNode)):
            self._add(block.caption, f"{block.key}.caption")
        elif isinstance(block, CalloutNode):
            self._add(block.own_title or block.title, f"{block.key}.title")
        elif isinstance(block, QuoteNode):
            self._add(block.attribution, f"{block.key}.attribution")

    def _add(self, inlines: Inlines, key: str) -> None:
        place = next((inline.span for inline in inlines if inline.span.file), None)
        if place is not None:
            self._keys.setdefault(place, key)

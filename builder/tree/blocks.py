"""Blocks of a section that are read as text: prose, points, big numbers, events, quotations, boxes."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

from builder.source import Span
from builder.tree.prose import Inlines, Prose, Run, TextElements

Medium = Literal["brief", "deck"]


class BlockNode(Struct, frozen=True, kw_only=True, gc=False, tag=True):
    """Base of the blocks of a section. `only` is the single medium that shows it, or None for both."""

    span: Span
    key: str
    only: Medium | None = None


class PageBreakNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A new page in the brief, a new slide in the deck."""


class TextNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """Prose: the brief's text, the deck's speaker notes."""

    blocks: TextElements


class PointNode(Struct, frozen=True, kw_only=True, gc=False):
    """A point: an optional bold term, its text, nested points. `Labels.term_separator` joins a term and a text."""

    span: Span
    key: str
    inlines: Inlines = ()
    term: Inlines = ()
    points: tuple[PointNode, ...] = ()


class PointsNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A list of points."""

    points: tuple[PointNode, ...]


class HighlightNode(Struct, frozen=True, kw_only=True, gc=False):
    """A big number: the figure in its short form ("100 M€"), the words of its bound separately, and its label."""

    value: str
    label: Inlines
    span: Span
    key: str
    prefix: str = ""
    """The words of a bound that may be set small above the value ("plus de"); `value` is then without them."""
    suffix: str = ""
    """The counted noun, with the space before it (" de paramètres"), to be set small below or after the value; `value`
    is without it. `value + suffix` is the figure in one line.
    """
    source_id: str | None = None


class HighlightsNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """Big numbers with their labels."""

    items: tuple[HighlightNode, ...]
    sources: tuple[str, ...] = ()


class EventNode(Struct, frozen=True, kw_only=True, gc=False):
    """A dated event. `position` orders it in time (None when the date is only words)."""

    date: str
    title: Inlines
    span: Span
    key: str
    text: Prose = ()
    position: datetime.date | None = None


class TimelineNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """Dated events, in the author's order. With `to_scale` each has a position, and these rise or fall."""

    events: tuple[EventNode, ...]
    to_scale: bool = False


class QuoteNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A quotation; the language's quotation marks are already in `blocks`, before the first word and after the last."""

    blocks: Prose
    attribution: Inlines = ()
    source: Inlines = ()
    source_marks: tuple[str, str] = ("", "")
    """Printed before and after `source` behind the attribution: (" (", ")"), or (", ", "") after a closing bracket."""
    source_id: str | None = None


class CalloutNode(BlockNode, frozen=True, kw_only=True, gc=False):
    """A boxed text; `title` begins with the words of its kind (WCAG 2.2, 1.4.1): "Attention – La ligne 3"."""

    kind: Literal["note", "warning", "key"]
    title: Inlines
    kind_words: str = ""
    """The words of its kind alone: "Attention"."""
    blocks: Prose

    @property
    def own_title(self) -> Inlines:
        """The author's title alone: "La ligne 3"; empty if there is none, or if it says the kind itself."""
        first = self.title[0] if self.title else None
        led = isinstance(first, Run) and first.protected and first.text.startswith(self.kind_words)
        return self.title[1:] if led else ()

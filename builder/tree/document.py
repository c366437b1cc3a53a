"""The neutral document of one language: its sections, sources and settings."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

from builder.packing import packed
from builder.source import Span
from builder.tree.blocks import (
    CalloutNode,
    HighlightNode,
    HighlightsNode,
    Medium,
    PageBreakNode,
    PointsNode,
    QuoteNode,
    TextNode,
    TimelineNode,
)
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.labels import Labels
from builder.tree.prose import Inlines, Prose, TextElements

BlockLike = (
    TextNode
    | PointsNode
    | TableNode
    | ChartNode
    | HighlightsNode
    | TimelineNode
    | QuoteNode
    | CalloutNode
    | ImageNode
    | PageBreakNode
)


class SectionNode(Struct, frozen=True, kw_only=True, gc=False):
    """A section. `place` is its position in the outline, `(3, 1)` for the first subsection of the third section;
    appendices come after the sections. `label` is its number as printed, "3.1" or "A", or "" without one.
    """

    span: Span
    key: str
    place: tuple[int, ...]
    label: str
    title: Inlines
    id: str | None = None
    message: Inlines = ()
    notes: TextElements = ()
    only: Medium | None = None
    appendix: bool = False
    blocks: tuple[BlockLike, ...] = ()
    sections: tuple[SectionNode, ...] = ()


class SourceNode(Struct, frozen=True, kw_only=True, gc=False):
    """An entry of the list of sources, written by the language's rules; `short` is the form for a slide's foot."""

    id: str
    inlines: Inlines
    short: Inlines
    span: Span
    url: str | None = None


class ImprintNode(Struct, frozen=True, kw_only=True, gc=False):
    """The end matter of the brief; what is not given is empty."""

    cite: Inlines = ()
    contact: Inlines = ()
    disclaimer: Inlines = ()


class BriefSettings(Struct, frozen=True, kw_only=True, gc=False):
    """Options of the Word brief. `paper` None means the template's; `number` is that of the publication in a series."""

    toc: bool = True
    toc_depth: int = 2
    paper: Literal["a4", "letter"] | None = None
    lists: tuple[Literal["tables", "figures"], ...] = ()
    number: Inlines = ()
    imprint: ImprintNode | None = None


class CoverNode(Struct, frozen=True, kw_only=True, gc=False):
    """What the first slide shows beside its title: a picture, of which cropping keeps the part named by `focus`, or a
    figure.
    """

    image: ImageNode | None = None
    focus: Literal["centre", "left", "right", "top", "bottom"] = "centre"
    figure: HighlightNode | None = None


class DeckSettings(Struct, frozen=True, kw_only=True, gc=False):
    """Options of the deck. `dividers` None leaves it to the planner; `source_id` names the source of slides whose
    content names none; `closing` is the sentence of the last slide.
    """

    cover: CoverNode = CoverNode()

    agenda: bool | None = None
    dividers: bool | None = None
    source_id: str | None = None
    closing: Inlines = ()


class Document(Struct, frozen=True, kw_only=True, gc=False):
    """A publication in one language.

    `language` is the requested tag ("fr"), `office_language` the tag for Office ("fr-FR"). `date` is printed as
    `date_text`; `timestamp` is the UTC instant for file properties (from the date, or SOURCE_DATE_EPOCH).
    """

    name: str
    language: str
    office_language: str
    title: Inlines
    labels: Labels
    span: Span
    key: str = ""
    subtitle: Inlines = ()
    status: Inlines = ()
    classification: str = ""
    date: datetime.date | None = None
    date_text: str = ""
    timestamp: datetime.datetime
    authors: tuple[str, ...] = ()
    authors_text: str = ""
    keywords: tuple[str, ...] = ()
    abstract: Prose = ()
    key_figures: tuple[HighlightNode, ...] = ()
    sections: tuple[SectionNode, ...] = ()
    sources: tuple[SourceNode, ...] = ()
    decimal_mark: str = "."
    group_mark: str = ","
    brief: BriefSettings = BriefSettings()
    deck: DeckSettings = DeckSettings()

    def __reduce__(self) -> tuple[object, ...]:
        """Return the document for pickle."""
        return packed(self)

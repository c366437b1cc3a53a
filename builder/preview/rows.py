"""A publication's documents as rows of passages: the same passage of every language, found by its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Literal

from msgspec import Struct

from builder.source import NOWHERE, Span
from builder.tree.blocks import (
    CalloutNode,
    HighlightsNode,
    Medium,
    PageBreakNode,
    PointNode,
    PointsNode,
    QuoteNode,
    TextNode,
    TimelineNode,
)
from builder.tree.document import BlockLike, Document, ImprintNode, SectionNode
from builder.tree.exhibits import ChartNode, ImageNode, TableNode
from builder.tree.labels import Labels
from builder.tree.prose import Break, CrossRef, NoteRef, Run, TextElements
from builder.tree.walk import visit

__all__ = ["Kind", "Row", "rows_of"]

Kind = Literal[
    "title", "subtitle", "line", "heading", "message", "prose", "notes", "point", "table", "chart", "highlights",
    "timeline", "quote", "callout", "image", "source",
]  # fmt: skip
_KINDS: dict[type[Struct], Kind] = {
    TableNode: "table",
    ChartNode: "chart",
    TimelineNode: "timeline",
    QuoteNode: "quote",
    CalloutNode: "callout",
    ImageNode: "image",
}
_WORDS = (Run, Break, CrossRef, NoteRef)
_DEEPEST = 6
"""The deepest heading of HTML."""
_Get = Callable[[Document], object]
_Several = Iterator["Row"]


class Row(Struct, frozen=True, kw_only=True):
    """A row: one node for each language, None where a language has none.

    `texts` are the keys of the texts in it, whose places are those of the passage; `level` is that of a heading, or the
    depth of a point; `label` is the word of each language before a line ("Keywords").
    """

    key: str
    kind: Kind
    nodes: tuple[Any, ...]
    texts: tuple[str, ...] = ()
    level: int = 1
    only: Medium | None = None
    labels: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """The places of the parts of the passage, without those of words, which may come from a named text."""
        places = [
            span
            for node in _structs(self.nodes)
            for inner in visit(node)
            if (span := getattr(inner, "span", NOWHERE)) != NOWHERE and not isinstance(inner, _WORDS)
        ]
        return tuple(dict.fromkeys(places))


def rows_of(documents: Sequence[Document]) -> tuple[Row, ...]:
    """Return the passages of a publication's documents, in the order of the brief."""
    sections = _sections([document.sections for document in documents], 2)
    return (*_opening(documents), *sections, *_closing(documents))


def _opening(documents: Sequence[Document]) -> Iterator[Row]:
    def of(key: str, kind: Kind, get: _Get, *texts: str, labels: Callable[[Labels], str] | None = None) -> _Several:
        nodes = tuple(get(document) or None for document in documents)
        if any(node is not None for node in nodes):
            names = tuple(labels(document.labels) for document in documents) if labels else ()
            yield Row(key=key, kind=kind, nodes=nodes, texts=texts or (key,), labels=names)

    yield from of("classification", "line", lambda document: document.classification)
    yield from of("status", "line", lambda document: document.status)
    yield from of("title", "title", lambda document: document.title)
    yield from of("subtitle", "subtitle", lambda document: document.subtitle)
    yield from of("brief.number", "line", lambda document: document.brief.number)
    yield from of("authors", "line", lambda document: document.authors_text, "authors.0")
    yield from of("date", "line", lambda document: document.date_text)
    pictures = tuple(document.deck.cover.image for document in documents)
    if any(picture is not None for picture in pictures):
        yield Row(key="deck.cover", kind="image", nodes=pictures, only="deck")
    yield from _prose([document.abstract for document in documents], "abstract", "prose")
    yield from of(
        "key_figures", "highlights", lambda document: document.key_figures, labels=lambda labels: labels.key_figures
    )
    yield from of(
        "keywords",
        "line",
        lambda document: ", ".join(document.keywords),
        "keywords.0",
        labels=lambda labels: labels.keywords,
    )


def _closing(documents: Sequence[Document]) -> Iterator[Row]:
    for twins in zip_longest(*(document.sources for document in documents)):
        source = next(twin for twin in twins if twin is not None)
        names = tuple(document.labels.sources for document in documents)
        yield Row(key=f"sources.{source.id}", kind="source", nodes=twins, labels=names)
    imprints = [document.brief.imprint or ImprintNode() for document in documents]
    for name in ("cite", "contact", "disclaimer"):
        nodes = tuple(getattr(imprint, name) or None for imprint in imprints)
        if any(nodes):
            names = tuple(getattr(document.labels, f"imprint_{name}") for document in documents)
            key = f"brief.imprint.{name}"
            yield Row(key=key, kind="line", nodes=nodes, texts=(key,), labels=names, only="brief")
    closing = tuple(document.deck.closing or None for document in documents)
    if any(closing):
        names = tuple(document.labels.conclusion for document in documents)
        yield Row(key="deck.closing", kind="message", nodes=closing, texts=("deck.closing",), labels=names, only="deck")


def _sections(twins: Sequence[tuple[SectionNode, ...]], level: int) -> Iterator[Row]:
    for sections in zip(*twins, strict=True):
        first = sections[0]
        yield Row(
            key=first.key,
            kind="heading",
            nodes=sections,
            texts=(f"{first.key}.title",),
            level=min(level, _DEEPEST),
            only=first.only,
        )
        key = f"{first.key}.message"
        messages = tuple(section.message or None for section in sections)
        if any(messages):
            yield Row(key=key, kind="message", nodes=messages, texts=(key,), only=first.only)
        for blocks in zip(*(section.blocks for section in sections), strict=True):
            yield from _block(blocks, first.only)
        yield from _prose([section.notes for section in sections], f"{first.key}.notes", "notes", "deck")
        yield from _sections([section.sections for section in sections], level + 1)


def _block(blocks: tuple[BlockLike, ...], above: Medium | None) -> Iterator[Row]:
    first = blocks[0]
    only = first.only or above
    match first:
        case PageBreakNode():
            return
        case TextNode():
            elements = [block.blocks for block in blocks if isinstance(block, TextNode)]
            yield from _prose(elements, f"{first.key}.text", "prose", only)
        case PointsNode():
            yield from _points([block.points for block in blocks if isinstance(block, PointsNode)], 1, only)
        case HighlightsNode():
            items = tuple(block.items for block in blocks if isinstance(block, HighlightsNode))
            yield Row(key=first.key, kind="highlights", nodes=items, only=only)
        case _:
            yield Row(key=first.key, kind=_KINDS[type(first)], nodes=blocks, only=only)


def _points(twins: Sequence[tuple[PointNode, ...]], depth: int, only: Medium | None) -> Iterator[Row]:
    for points in zip(*twins, strict=True):
        key = points[0].key
        yield Row(
            key=key, kind="point", nodes=points, texts=(f"{key}.term", f"{key}.text", key), level=depth, only=only
        )
        yield from _points([point.points for point in points], depth + 1, only)


def _prose(
    twins: Sequence[TextElements], key: str, kind: Literal["prose", "notes"], only: Medium | None = None
) -> Iterator[Row]:
    """Yield a passage for each paragraph, list, table or piece of code, also where one language has more of them."""
    for index, elements in enumerate(zip_longest(*twins)):
        yield Row(key=f"{key}.{index}", kind=kind, nodes=elements, only=only)


def _structs(values: object) -> Iterator[Struct]:
    if isinstance(values, Struct):
        yield values
    elif isinstance(values, tuple):
        for value in values:
            yield from _structs(value)

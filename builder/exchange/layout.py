"""The layout of a publication that is still being translated: its document and its slides, and which passage each
piece of them shows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter

from msgspec import Struct

from builder import pipeline
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError
from builder.source import Span
from builder.source_edits.passages import written_in
from builder.templates.deck.facts import DeckFacts
from builder.tree.document import Document
from builder.tree.prose import CrossRef, NoteRef, Run
from builder.typeset.plan import Deck

__all__ = ["Layout", "PassageFinder", "other_documents", "places_of", "planned_language", "source_document"]


class PassageFinder:
    """Finds the passage of one language that has the words at a place in the files."""

    def __init__(self, publication: Publication, language: str):
        places = sorted((written.start, written.end, key) for key, _, written in written_in(publication, language))
        self._starts = [start for start, _, _ in places]
        self._places = places

    def key_at(self, span: Span) -> str:
        """Return the key of the passage at a place, "" if there is none."""
        at = bisect_right(self._starts, span) - 1
        if at < 0:
            return ""
        start, end, key = self._places[at]
        return key if start.file == span.file and start <= span <= end else ""

    def keys_at(self, spans: Iterable[Span]) -> Iterator[str]:
        """Yield the key of each passage that has words at some places, each once."""
        yield from dict.fromkeys(key for span in spans if (key := self.key_at(span)))


def places_of(nodes: Iterable[Struct]) -> tuple[Span, ...]:
    """Return the places of the words in some nodes of a document or a plan, without those that no author wrote."""
    spans: list[Span] = []
    _add_spans(tuple(nodes), spans)
    return tuple([span for span in spans if span.file])


_WORDLESS = frozenset((str, int, float, bool, type(None), Span))
"""Types of most fields of nodes."""


def _add_spans(nodes: tuple[object, ...], spans: list[Span]) -> None:
    """Add the places of the words, notes and references in some nodes, in document order."""
    for node in nodes:
        kind = type(node)
        if kind in _WORDLESS:
            continue
        if isinstance(node, tuple):
            _add_spans(node, spans)
        elif isinstance(node, Run | CrossRef):
            spans.append(node.span)
        elif isinstance(node, Struct):
            if isinstance(node, NoteRef):
                spans.append(node.span)
            _add_spans(_fields_of(type(node))(node), spans)


@cache
def _fields_of(kind: type[Struct]) -> Callable[[object], tuple[object, ...]]:
    """Return the function that returns the values of all fields of a node of a kind."""
    names = kind.__struct_fields__
    return attrgetter(*names) if len(names) > 1 else lambda node: tuple(getattr(node, name) for name in names)


def source_document(publication: Publication, source: str) -> Document:
    """Return the document of the language to translate from, with marks for missing texts."""
    return pipeline.document(publication, source, mark_missing=source not in publication.complete_languages)


def other_documents(publication: Publication, source: str) -> tuple[Document, ...]:
    """Return the documents of the other complete languages, whose slides are planned with those of the source."""
    return tuple(pipeline.document(publication, tag) for tag in publication.complete_languages if tag != source)


def planned_language(publication: Publication, source: str) -> str:
    """Return the language whose slides a layout has: that of the source if it is complete, else the first that is; if
    none is, that of the source.
    """
    complete = publication.complete_languages
    return source if source in complete or not complete else complete[0]


class Layout:
    """What a publication looks like now, from its `source_document` and its `other_documents`.

    The slides are those of the complete languages; if none is complete, those of the document. `deck` is None if they
    cannot be planned, for lack of a template.
    """

    def __init__(self, publication: Publication, document: Document, others: Sequence[Document]):
        self.document = document
        planned = list(others)
        if document.language in publication.complete_languages or not planned:
            planned.insert(0, document)
        self.facts: DeckFacts | None = None
        self.deck: Deck | None = None
        try:
            template = pipeline.template_path(publication, "pptx", None)
            self.facts = pipeline.deck_facts(template)
            self.deck = pipeline.planning(planned, template)[0][0]
        except BuildError:
            return

"""Data that the rules share: the publication's texts with their places, its figures and documents, each
computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from builder import pipeline
from builder.check.visible_text import VisiblePiece, pieces_of
from builder.content.markup import Markup
from builder.content.model.exhibits import Image
from builder.content.model.publication import Cover, Publication
from builder.content.model.values import Text
from builder.language import base_language
from builder.source import Span
from builder.tree.walk import all_blocks

if TYPE_CHECKING:
    from builder.diagnostics import Diagnostic
    from builder.tree.document import BlockLike, Document
    from builder.typeset.plan import Deck

__all__ = ["CheckContext", "Plan", "TextPair", "texts_of"]

_Shared = TypeVar("_Shared")
Plan = Callable[[Sequence["Document"], Path], tuple[tuple["Deck", ...], tuple["Diagnostic", ...]]]
"""Returns the plans of decks in a template, and what was shrunk, continued or cut."""
_FILE_NAMES = ("file", "files", "image")
"""Keys of pictures that name files."""


class TextPair(Struct, frozen=True):
    """A text in the source language and in another one, both written (never the same neutral entry)."""

    text: Text
    source_tag: str
    source: Markup
    target_tag: str
    target: Markup


class CheckContext:
    """A publication to check. Derived data is computed on first use and cached. `only` are the texts to check, by
    default all; `plan` plans its decks.
    """

    def __init__(
        self,
        path: Path,
        publication: Publication,
        plan: Plan = pipeline.planning,
        *,
        only: Sequence[Text] | None = None,
    ):
        self.path = path
        self.publication = publication
        self._only = only
        self._plan = plan
        self._pieces: dict[int, tuple[VisiblePiece, ...]] = {}
        self._shared: dict[Callable[[CheckContext], Any], Any] = {}

    def once(self, make: Callable[[CheckContext], _Shared]) -> _Shared:
        """Return the result of a function of this context, computed on first use: for data that several rules of a
        group share.
        """
        if make not in self._shared:
            self._shared[make] = make(self)
        shared: _Shared = self._shared[make]
        return shared

    def pieces(self, markup: Markup) -> tuple[VisiblePiece, ...]:
        """Return the visible words of a text of this publication, split once."""
        pieces = self._pieces.get(id(markup))
        if pieces is None:
            pieces = self._pieces[id(markup)] = pieces_of(markup)
        return pieces

    @cached_property
    def source_tag(self) -> str:
        """The tag of the source language."""
        return self.publication.languages[0]

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text to check, in the order of the publication's keys in the model."""
        return tuple(texts_of(self.publication) if self._only is None else self._only)

    @cached_property
    def pairs(self) -> tuple[TextPair, ...]:
        """Each text that is not language-neutral, as source and translation, for every other language."""
        pairs = []
        for text in self.texts:
            source = text.markup(self.source_tag)
            if text.neutral or source is None:
                continue
            for tag in self.publication.languages[1:]:
                target = text.markup(tag)
                if target is not None and target is not source:
                    pairs.append(TextPair(text, self.source_tag, source, tag, target))
        return tuple(pairs)

    @cached_property
    def variants(self) -> tuple[TextPair, ...]:
        """Return each entry that no declared language reads (`fr-CA` where `fr` is declared), beside the entry of its
        own language.
        """
        pairs = []
        for text in self.texts:
            if len(text.entries) <= len(self.publication.languages):
                continue
            read = {id(text.markup(tag)) for tag in self.publication.languages}
            for tag, target in text.entries.items():
                near = next((own for own in self._relatives(tag) if text.markup(own) is not None), self.source_tag)
                source = text.markup(near)
                if id(target) not in read and source is not None:
                    pairs.append(TextPair(text, near, source, tag, target))
        return tuple(pairs)

    def _relatives(self, tag: str) -> list[str]:
        """Return the declared languages of the same base language."""
        return [own for own in self.publication.languages if base_language(own) == base_language(tag)]

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The document of each complete language. Raises BuildError as resolving does."""
        return {tag: pipeline.document(self.publication, tag) for tag in self.publication.complete_languages}

    @cached_property
    def blocks(self) -> tuple[BlockLike, ...]:
        """The blocks of the first complete language: for what is the same in every language."""
        return tuple(block for document in islice(self.documents.values(), 1) for block in all_blocks(document))

    @cached_property
    def decks(self) -> dict[str, Deck]:
        """The plan of each complete language's deck."""
        return dict(zip(self.documents, self._planning[0], strict=True))

    @cached_property
    def planning(self) -> tuple[Diagnostic, ...]:
        """What the deck planner shrank, continued or cut, by language."""
        return self._planning[1]

    @cached_property
    def _planning(self) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
        if not self.documents:
            return (), ()
        template = pipeline.template_path(self.publication, "pptx", None)
        return self._plan(list(self.documents.values()), template)


def texts_of(node: object) -> Iterator[Text]:
    """Yield every Text below a node of the content model, depth first, in field order. File names are not texts."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, tuple | list):
        for child in node:
            yield from texts_of(child)
    elif isinstance(node, dict):
        for child in node.values():
            yield from texts_of(child)
    elif isinstance(node, Struct) and not isinstance(node, Span):
        for name in node.__struct_fields__:
            if name != "computed_from" and not (isinstance(node, (Image, Cover)) and name in _FILE_NAMES):
                yield from texts_of(getattr(node, name))

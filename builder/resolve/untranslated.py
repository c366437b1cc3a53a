"""Visible marks in place of missing texts: a preview of a publication that is still being translated."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.content.markup import Markup, Para, Str
from builder.content.model.exhibits import Image
from builder.content.model.figures import Counted
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.language import fallbacks
from builder.resolve.phrases import words_of
from builder.source import Span

__all__ = ["with_marks"]


def with_marks(publication: Publication, language: str) -> Publication:
    """Return the publication with a visible mark in place of each text that is missing in a language, and another
    language's picture in place of each missing one.
    """
    marked: Publication = _Marking(language).of(publication)
    return replace(marked, untranslated=tuple(text for text in marked.untranslated if text.tag != language))


class _Marking:
    """The marking of one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._mark = words_of(language)["untranslated"]
        self._tags = frozenset((*fallbacks(language), ""))

    def of(self, node: Any) -> Any:
        """Return a node of the model with marks; the node itself if nothing is missing in it."""
        if isinstance(node, Text):
            return node if self._tags & node.entries.keys() else self._text(node)
        if isinstance(node, Counted):
            forms = {**node.forms, self._language: {"other": self._mark}}
            return node if self._tags & node.forms.keys() else replace(node, forms=forms)
        if isinstance(node, tuple | list):
            items = [self.of(item) for item in node]
            return node if all(map(_is_same, items, node)) else tuple(items)
        if isinstance(node, dict):
            entries = {key: self.of(item) for key, item in node.items()}
            return node if all(map(_is_same, entries.values(), node.values())) else entries
        if isinstance(node, Image):
            node = self._image(node)
        if isinstance(node, Struct) and not isinstance(node, Span | Markup):
            fields = {name: getattr(node, name) for name in node.__struct_fields__ if name != "file"}
            changes = {name: new for name, old in fields.items() if (new := self.of(old)) is not old}
            return replace(node, **changes) if changes else node
        return node

    def _text(self, text: Text) -> Text:
        words = Markup(self._mark, text.span, (Para((Str(self._mark, text.span),), text.span),))
        return replace(text, entries={**text.entries, self._language: words})

    def _image(self, image: Image) -> Image:
        if not image.files or self._tags & image.files.keys():
            return image
        return replace(image, files={**image.files, self._language: next(iter(image.files.values()))})


def _is_same(first: object, other: object) -> bool:
    return first is other

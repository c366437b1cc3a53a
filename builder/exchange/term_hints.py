"""Terms of the term base that occur in a text, with their translations."""

from __future__ import annotations

from builder.check.termbase import of_language, wording_of
from builder.check.visible_text import OBJECT, VisiblePiece
from builder.content.markup import Markup
from builder.content.model.publication import Publication
from builder.exchange.unit import TermFound
from builder.exchange.words import InlineCode, Words
from builder.source import NOWHERE

__all__ = ["TermHints"]

_NO_MARKUP = Markup("", NOWHERE, ())


class TermHints:
    """The term base of one publication, from one language to another."""

    def __init__(self, publication: Publication, source: str, target: str):
        self._terms = publication.terms
        self._target = target
        words = [(word, number) for number, term in enumerate(self._terms) for word in of_language(term.terms, source)]
        self._wording = wording_of(words, source)

    def of(self, words: Words) -> tuple[TermFound, ...]:
        """Return the terms found in a text, in reading order, each once."""
        if not self._terms:
            return ()
        text = "".join(_visible(piece) for piece in words)
        hints: dict[int, TermFound] = {}
        for occurrence in self._wording.find((VisiblePiece(text, "prose", "", _NO_MARKUP, (0,), (0,)),)):
            term = self._terms[occurrence.term]
            targets = of_language(term.terms, self._target)
            avoided = of_language(term.forbidden, self._target)
            if (targets or avoided) and occurrence.term not in hints:
                hints[occurrence.term] = TermFound(occurrence.text, targets, avoided)
        return tuple(hints.values())


def _visible(piece: str | InlineCode) -> str:
    if isinstance(piece, str):
        return piece
    return OBJECT if piece.form == "alone" else ""

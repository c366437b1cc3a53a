"""What the codes of a text print in the target language: translators see the number that their sentence is about."""

from __future__ import annotations

from builder.content.model.figures import NumberFigure
from builder.content.model.publication import Publication
from builder.exchange.territory_codes import TerritoryCodes
from builder.exchange.words import InlineCode, Words, codes_of, plain_words, words_of
from builder.language import fallbacks
from builder.resolve.context import ResolveContext
from builder.resolve.locales.locale_data import locale_name
from builder.resolve.references import find_targets

__all__ = ["PrintedValues"]


class PrintedValues:
    """The values of one publication in one language. A figure whose noun is not translated yet is printed as in the
    language `source` that is translated; other values that lack a translation are left out.
    """

    def __init__(self, publication: Publication, language: str, source: str):
        self._publication = publication
        self._language = language
        self._known: dict[str, str] = {}
        self._territories = TerritoryCodes(publication, language)
        self._source = locale_name(source, "en")
        self._contexts = [_context(publication, tag) for tag in (language, source)]

    def of(self, words: Words) -> tuple[tuple[str, str], ...]:
        """Return each code of a text that has a value, as it is shown, with the value."""
        codes = dict.fromkeys(code for code in codes_of(words) if code.kind in ("figure", "text"))
        values = ((code.shown, self._value(code)) for code in codes)
        return tuple((shown, value) for shown, value in values if value)

    def printed(self, code: InlineCode) -> str:
        """Return what a figure or a named text prints, "" for other codes and for what is not known."""
        if code.kind == "text":
            return self._words(code.name)
        if code.kind != "figure" or code.name not in self._publication.figures:
            return ""
        style = _style_of(code)
        return next(filter(None, (self._printed(code.name, style, context) for context in self._contexts)), "")

    def _value(self, code: InlineCode) -> str:
        if code.markup not in self._known:
            self._known[code.markup] = self._figure(code) if code.kind == "figure" else self._words(code.name)
        return self._known[code.markup]

    def _figure(self, code: InlineCode) -> str:
        if code.name not in self._publication.figures:
            return ""
        style = _style_of(code)
        alone = self._territories.has_no_preposition(code.name, style)
        words = self._printed(code.name, "" if alone else style, self._contexts[0])
        if words:
            return f"{words}, without a preposition: write it before the code" if alone else words
        words = self._printed(code.name, style, self._contexts[1])
        figure = self._publication.figures[code.name]
        why = ": its noun is still to be translated" if isinstance(figure, NumberFigure) and figure.counted else ""
        return f"{words} ({self._source}{why})" if words else ""

    def _printed(self, name: str, style: str, context: ResolveContext | None) -> str:
        if context is None:
            return ""
        before = len(context.diagnostics)
        words = context.figure_words(name, style, "prose", self._publication.span)
        return words if len(context.diagnostics) == before else ""

    def _words(self, name: str) -> str:
        text = self._publication.texts.get(name)
        tags = (*fallbacks(self._language), "")
        entry = next((text.entries[tag] for tag in tags if tag in text.entries), None) if text is not None else None
        return plain_words(words_of(" ".join(entry.source.split()))) if entry is not None else ""


def _style_of(figure: InlineCode) -> str:
    return figure.markup.strip("{}").partition(":")[2]


def _context(publication: Publication, language: str) -> ResolveContext | None:
    """Return what writes values in a language; None if no number formats are known for it."""
    try:
        return ResolveContext(publication, language, find_targets(publication))
    except ValueError:
        return None

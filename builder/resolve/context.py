"""State shared by the steps of one resolution: the language, its formatter and words, and the diagnostics so far."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from msgspec import Struct

from builder.content.markup import Markup
from builder.content.model.figures import Figure
from builder.content.model.publication import Publication, Source
from builder.content.model.values import Text
from builder.diagnostics import Diagnostic
from builder.language import base_language, fallbacks
from builder.resolve.figures import figure_text
from builder.resolve.labels import LocaleWords, words
from builder.resolve.memory import Memory
from builder.resolve.numbers import Formatter, formatter
from builder.resolve.references import Targets
from builder.resolve.typography import set_inlines, set_text
from builder.source import Span
from builder.tree.prose import Inlines

__all__ = ["Place", "ResolveContext", "SourceEntry"]

Place = Literal["prose", "table", "slide", "highlight"]


Written = TypeVar("Written")


class SourceEntry(Struct, frozen=True):
    """A source written in full and in short, without a final full stop, before typography."""

    full: Inlines
    short: Inlines


class ResolveContext:
    """One resolution of a publication into one language, for one call of `resolve`.

    `entries` holds the sources as written by `sources.prepare`, `cited` those that the brief has already cited in full.
    `brief` is False inside content of the deck alone: citations there do not count as first ones, because a reader of
    the brief never sees them. `slide` is True inside content of slides alone: figures are short there. `memory` is that
    of earlier resolutions of the publication with other values.
    """

    __slots__ = (
        "_figure_words",
        "_tags",
        "brief",
        "cited",
        "diagnostics",
        "entries",
        "formatter",
        "language",
        "memory",
        "narrow_space",
        "publication",
        "slide",
        "targets",
        "words",
    )

    def __init__(self, publication: Publication, language: str, targets: Targets, memory: Memory | None = None) -> None:
        self.memory = memory
        self.publication = publication if memory is None else memory.watched(publication)
        self.language = language
        self.narrow_space: str = publication.narrow_space
        self.formatter: Formatter = formatter(language, publication.narrow_space)
        self.words: LocaleWords = words(language, publication.narrow_space)
        self.targets = targets
        self.diagnostics: list[Diagnostic] = []
        self.entries: dict[str, SourceEntry] = {}
        self.cited: set[str] = set()
        self.brief = True
        self.slide = False
        self._figure_words: dict[tuple[str, str, Place, str | None], str] = {}
        self._tags = (*fallbacks(language), "")

    def recall(self, kind: str, key: str, source: object, make: Callable[[], Written]) -> Written:
        """Return what `make` resolves from `source`, a text or a block with this key; if there is a memory, the node
        that it has, unless something that it depends on has changed.
        """
        if self.memory is None or source is None:
            return make()
        place = (kind, key, self.brief, self.slide)
        return self.memory.recall(
            place, source, make, entries=self.entries or None, cited=self.cited, faults=self.diagnostics
        )

    def report(self, code: str, message: str, span: Span, hint: str = "") -> None:
        """Record a diagnostic; the resolution continues, so that all are reported at once."""
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    def markup(self, text: Text) -> Markup | None:
        """Return the entry of a text for this language; a missing one is reported."""
        entries = text.entries
        for tag in self._tags:
            if tag in entries:
                return entries[tag]
        self.report(
            "missing-language",
            f"`{text.key}` has no text in `{self.language}`",
            text.span,
            f"add `{self.language}:` beside the other languages",
        )
        return None

    def own(self, language: str | None) -> bool:
        """Return True if a passage tagged `language` is in the document's own language."""
        return language is None or base_language(language) == base_language(self.language)

    def set(self, inlines: Inlines, *, quoted: bool = False) -> Inlines:
        """Set the typography of one paragraph. Every paragraph passes here exactly once. `quoted` is as in
        `typography.set_inlines`.
        """
        return set_inlines(inlines, self.language, self.narrow_space, quoted=quoted)

    def set_words(self, text: str) -> str:
        """Set the typography of words that are not inlines (a chart's category, an author's name)."""
        return set_text(text, self.language, self.narrow_space)

    def figure(self, name: str, span: Span) -> Figure | None:
        """Return a figure by its id; an unknown one is reported at `span`."""
        figure = self.publication.figures.get(name)
        if figure is None:
            self.report("unknown-figure", f"there is no figure `{name}`", span, "declare it under `figures`")
        return figure

    def named_text(self, name: str, span: Span, language: str | None = None) -> Markup | None:
        """Return a named text in the document's language, or in that of a passage. What is missing is reported at
        `span`.
        """
        text = self.publication.texts.get(name)
        if text is None:
            self.report("unknown-text", f"there is no named text `{name}`", span, "declare it under `texts`")
            return None
        if language is None:
            return self.markup(text)
        entry = text.markup(language)
        if entry is None:
            message = f"the named text `{name}` has no text in `{language}`, the language of this passage"
            self.report("missing-language", message, span, f"add `{language}:` to it, or write the words here")
        return entry

    def source(self, name: str, span: Span) -> Source | None:
        """Return a source by its id; an unknown one is reported at `span`."""
        source = self.publication.sources.get(name)
        if source is None:
            self.report("unknown-source", f"there is no source `{name}`", span, "declare it under `sources`")
        return source

    def figure_words(self, name: str, style: str, place: Place, span: Span, language: str | None = None) -> str:
        """Return a figure written by the rules of the language (or of a passage's own `language`)."""
        figure = self.figure(name, span)
        if figure is None:
            return name
        # A memory must see what each text depends on: nothing is remembered beside it.
        known = self._figure_words if self.memory is None else {}
        key = (name, style, place, language)

        def write() -> str:
            speaker = self.formatter if self.own(language) else formatter(language or self.language, self.narrow_space)
            known[key] = figure_text(figure, speaker, style, place, self.publication.date)
            return known[key]

        if key in known:
            return known[key]
        return self.attempt(write, name, span, f"figure `{name}`: ")

    def territory(self, code: str, span: Span) -> str:
        """Return the name of a country or region; an unknown code is reported at `span`."""
        return self.attempt(lambda: self.formatter.territory(code), code, span)

    def attempt(self, write: Callable[[], Written], otherwise: Written, span: Span, about: str = "") -> Written:
        """Return the result of `write`. An error (an unknown style, unit or code) is reported at `span`."""
        try:
            return write()
        except ValueError as problem:
            self.report("cannot-write", f"{about}{problem}", span)
            return otherwise

"""State shared by all planners during one planning: the documents, the template, the fonts, and the reports."""

from __future__ import annotations

from collections.abc import Sequence

from builder.diagnostics import Diagnostic
from builder.source import NOWHERE, Span
from builder.templates.deck.facts import DeckFacts, Level
from builder.tree.document import Document, SourceNode
from builder.tree.prose import Inlines, plain
from builder.typeset.fonts import Fonts
from builder.typeset.measure import MeasuredText, words

__all__ = ["Planner", "Texts", "quoted"]

Texts = tuple[Inlines, ...]
"""One text per language, in the order of the documents."""


_LONGEST_QUOTED = 60


def quoted(inlines: Inlines) -> str:
    """Quote a text in a message: its first words, if there are many."""
    words = plain(inlines)
    return words if len(words) <= _LONGEST_QUOTED else f"{words[:_LONGEST_QUOTED].rsplit(' ', 1)[0]}…"


class Planner:
    """One planning of all languages together; `fonts` are those of an earlier planning of the same deck."""

    def __init__(self, documents: Sequence[Document], template: DeckFacts, fonts: Fonts | None = None):
        self.documents = tuple(documents)
        self.template = template
        self.fonts = fonts or Fonts()
        self.languages = range(len(self.documents))
        self._sources: tuple[dict[str, SourceNode], ...] = tuple(
            {source.id: source for source in document.sources} for document in documents
        )
        self._diagnostics: list[Diagnostic] = []

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """The reports, those about fonts first."""
        return (*self.fonts.diagnostics, *self._diagnostics)

    @property
    def reports(self) -> Sequence[Diagnostic]:
        """The reports about slides so far."""
        return self._diagnostics

    def repeat(self, reports: Sequence[Diagnostic]) -> None:
        """Add the reports about slides that are known from an earlier planning."""
        self._diagnostics.extend(reports)

    def source(self, language: int, source_id: str) -> Inlines:
        """Return the short form of a source, or its id if the list of sources does not contain it."""
        source = self._sources[language].get(source_id)
        return source.short if source is not None else ()

    def measured(self, inlines: Inlines, level: Level) -> MeasuredText:
        """Return the words of a text in the type of a level."""
        return self._measured(inlines, level, level.font)

    def measured_heading(self, inlines: Inlines, level: Level) -> MeasuredText:
        """Return the words of a heading in the type of a level, with a margin if its font is not measured exactly."""
        return self._measured(inlines, level, self.fonts.heading(level.font))

    def _measured(self, inlines: Inlines, level: Level, font: str) -> MeasuredText:
        return words(inlines, self.fonts, font, bold=level.bold, italic=level.italic, caps=level.caps)

    def report(self, code: str, message: str, span: Span = NOWHERE, hint: str = "", *, warning: bool = False) -> None:
        """Report a change of a slide."""
        self._diagnostics.append(Diagnostic(code, message, span, hint, "warning" if warning else "info"))

    def report_length(self, title: Texts, span: Span, over: Sequence[int], outcome: str, code: str) -> None:
        """Report text that was too long, in which languages and by how many lines, and the remedy applied."""
        too_long = [
            f"{document.language} by {lines} line{'s' if lines > 1 else ''}"
            for document, lines in zip(self.documents, over, strict=True)
            if lines
        ]
        if too_long:
            message = f"slide “{quoted(title[0])}” is too long in {', '.join(too_long)}: {outcome}"
            self.report(code, message, span)

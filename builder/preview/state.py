"""What is known of a publication after a save: its documents if they could be read, else the mistakes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from builder import pipeline
from builder.check.context import CheckContext
from builder.check.runner import report
from builder.content.loader import load
from builder.content.untranslated import missing_texts
from builder.diagnostics import BuildError, Diagnostic
from builder.preview.decks import Decks
from builder.preview.findings import NO_FINDINGS, Findings, beside
from builder.preview.index import SourceIndex
from builder.preview.rows import Row, rows_of
from builder.tree.document import Document

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from builder.typeset.plan import Deck

__all__ = ["PreviewReading", "State", "findings_of", "read"]


class PreviewReading:
    """A publication that could be read: the documents of all languages, with marks for missing texts, their rows, and
    where everything is in the files.
    """

    def __init__(self, context: CheckContext, deck_maker: Decks) -> None:
        self.context = context
        self._deck_maker = deck_maker
        publication, complete = context.publication, context.documents
        self.documents: tuple[Document, ...] = tuple(
            complete[tag] if tag in complete else pipeline.document(publication, tag, mark_missing=True)
            for tag in publication.languages
        )
        self.rows: tuple[Row, ...] = rows_of(self.documents)
        self.index = SourceIndex(publication)

    @cached_property
    def decks(self) -> tuple[Deck, ...]:
        """The plans of the decks of all languages. Raises BuildError if the template cannot be used."""
        if len(self.context.documents) == len(self.documents):
            return tuple(self.context.decks.values())
        template = pipeline.template_path(self.context.publication, "pptx", None)
        return self._deck_maker.plan(self.documents, template)[0]

    def written(self, template: Path) -> list[Presentation]:
        """Return the decks of all languages. Raises BuildError if the template cannot be used."""
        return self._deck_maker.write(self.documents, self.decks, template)


class State(Struct, frozen=True):
    """What browsers show. With `problems`, `reading` is the last good one, or None if there never was one; `checked` is
    True if the findings are those of this reading, not yet those of the one before.
    """

    reading: PreviewReading | None = None
    findings: Findings = NO_FINDINGS
    checked: bool = False
    problems: tuple[Diagnostic, ...] = ()


def read(path: Path, deck_maker: Decks) -> PreviewReading:
    """Read a publication; `deck_maker` plans and writes its decks. Raises BuildError with all mistakes."""
    return PreviewReading(CheckContext(path, load(path, ()), deck_maker.plan), deck_maker)


def findings_of(reading: PreviewReading, before_each: Callable[[], None]) -> Findings:
    """Return the findings of `builder check` about a publication, missing texts in all languages included.

    `before_each` is called before each rule, and may end the check with an exception.
    """
    publication = reading.context.publication
    places, texts = publication.language_places, publication.texts_by_language
    missing = missing_texts(publication.untranslated, publication.languages, places, texts)
    try:
        problems_found = report(reading.context, missing=missing, before_each=before_each).diagnostics
    except BuildError as error:  # a template that cannot be used: the text is shown all the same
        problems_found = error.diagnostics
    return beside(problems_found, reading.rows, reading.index)

"""What every part of a publication is made of: texts, dates, ids, and places in the file."""

from __future__ import annotations

import datetime
from typing import Annotated

from msgspec import Struct

from builder.content.markup import Markup
from builder.language import fallbacks
from builder.source import Span


class Text(Struct, frozen=True, kw_only=True, gc=False):
    """A text with one entry per language, or a language-neutral one (its only entry is then under the tag "").

    `key` is a stable path through the publication by ids where there are ids, by index elsewhere:
    `sections.funding.message`, `figures.seed-round.label`, `sections.funding.blocks.2.points.0`.
    """

    span: Span
    key: str
    entries: dict[str, Markup]

    @property
    def neutral(self) -> bool:
        """True if the text is the same in every language."""
        return "" in self.entries

    def markup(self, language: str) -> Markup | None:
        """Return the entry for a language tag, falling back from region to language, then to a neutral text; never
        across.
        """
        for tag in (*fallbacks(language), ""):
            if tag in self.entries:
                return self.entries[tag]
        return None


InlineText = Annotated[Text, "inline"]
"""One paragraph of CommonMark inlines."""
RichText = Annotated[Text, "rich"]
"""CommonMark paragraphs, lists and code blocks."""
ProseText = Annotated[Text, "prose"]
"""A rich text that may hold small tables."""
PlainText = Annotated[Text, "plain"]
"""Words only: figures are allowed, mark-up, notes and citations are not (names in charts, alt text, keywords)."""
Id = Annotated[str, "id"]
"""Lower-case words joined by hyphens, unique in the publication."""
FigureId = Annotated[str, "figure"]
SourceId = Annotated[str, "source"]


class PartialDate(Struct, frozen=True, gc=False):
    """A year, a year and month, or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def first_day(self) -> datetime.date:
        """Return the first day that the date covers."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def is_before(self, date: PartialDate) -> bool:
        """Return True if the whole of it precedes `date`: 2023 before 2024-05, but not before 2023-05."""
        pairs = zip((self.year, self.month, self.day), (date.year, date.month, date.day), strict=True)
        return next((mine < theirs for mine, theirs in pairs if mine != theirs and mine and theirs), False)


class Node(Struct, frozen=True, kw_only=True, gc=False):
    """Base of everything that has a place and a stable key."""

    span: Annotated[Span, "not-a-key"]
    key: Annotated[str, "not-a-key"]

"""The findings of `builder check`, each beside the passage that it is about."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.diagnostics import Diagnostic
from builder.preview.index import SourceIndex
from builder.preview.rows import Row

__all__ = ["NO_FINDINGS", "Findings", "ShownFinding", "beside"]

_STALE = "STL001"
"""The rule about translations whose source has changed since."""


class ShownFinding(Struct, frozen=True):
    """A finding, with the language of the text that it is about ("" for all)."""

    diagnostic: Diagnostic
    language: str = ""

    @property
    def stale(self) -> bool:
        """True if it says that a translation is older than its source."""
        return self.diagnostic.code == _STALE

    def is_about(self, language: str) -> bool:
        """Return True if it is about the text in a language, or about all of them."""
        return self.language in (language, language.split("-")[0], "")


class Findings(Struct, frozen=True):
    """Findings by the key of their row; those about none (a figure, a term, the template) have the key ""."""

    by_row: dict[str, tuple[ShownFinding, ...]] = {}
    errors: int = 0
    count: int = 0


NO_FINDINGS = Findings()


def beside(diagnostics: Sequence[Diagnostic], rows: Sequence[Row], index: SourceIndex) -> Findings:
    """Return the findings by the rows of the text view."""
    located = index.locate([item.span for item in diagnostics], {row.key: row.spans for row in rows})
    by_row: dict[str, list[ShownFinding]] = {}
    for diagnostic in diagnostics:
        place = located[diagnostic.span]
        by_row.setdefault(place.key, []).append(ShownFinding(diagnostic, place.language))
    errors = sum(diagnostic.severity == "error" for diagnostic in diagnostics)
    return Findings({key: tuple(items) for key, items in by_row.items()}, errors, len(diagnostics))

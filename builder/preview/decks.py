"""The decks of the states of one publication: slides that a save does not change are not planned or written again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder import pipeline
from builder.diagnostics import Diagnostic
from builder.tree.document import Document

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from builder.typeset.memory import PlanMemory
    from builder.typeset.plan import Deck
    from builder.writers.powerpoint.memory import SlideMemory

__all__ = ["Decks", "template_stamp"]


class Decks:
    """Plans and writes the decks of one publication, state after state, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._template = ""
        self._plans: dict[tuple[str, ...], PlanMemory] = {}
        self._written: dict[str, SlideMemory] = {}

    def plan(self, documents: Sequence[Document], template: Path) -> tuple[tuple[Deck, ...], tuple[Diagnostic, ...]]:
        """Return what `pipeline.planning` returns. Raises BuildError if the template cannot be used."""
        from builder.typeset.memory import PlanMemory

        with self._lock:
            self._begin(template)
            languages = tuple(document.language for document in documents)
            return pipeline.planning(documents, template, self._plans.setdefault(languages, PlanMemory()))

    def write(self, documents: Sequence[Document], plans: Sequence[Deck], template: Path) -> list[Presentation]:
        """Return what `pipeline.written_decks` returns. Raises BuildError if the template cannot be used."""
        from builder.writers.powerpoint.memory import SlideMemory

        with self._lock:
            self._begin(template)
            for document in documents:
                self._written.setdefault(document.language, SlideMemory())
            return pipeline.written_decks(documents, plans, template, self._written)

    def _begin(self, template: Path) -> None:
        """Forget what was made with another template."""
        stamp = template_stamp(template)
        if stamp != self._template:
            self._template = stamp
            self._plans, self._written = {}, {}


def template_stamp(template: Path) -> str:
    """Return a text that differs when a template does: its path, size and time."""
    status = template.stat()
    return f"{template}\0{status.st_mtime_ns}\0{status.st_size}"

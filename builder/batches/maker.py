"""The files of one row after another, from a publication, templates and caches that all rows share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from builder import pipeline
from builder.content.variants import Values, Variants
from builder.diagnostics import Diagnostic
from builder.pipeline import Format
from builder.resolve.memory import Memory
from builder.typeset.memory import PlanMemory
from builder.writers.powerpoint.memory import SlideMemory

__all__ = ["SetMaker"]


class SetMaker:
    """Makes the set of files of a row, the same bytes as a build of the publication with the row's values in it.

    `planned` are the languages whose decks are planned together; `templates` are those of the formats to make.
    """

    def __init__(
        self,
        variants: Variants,
        languages: Sequence[str],
        planned: Sequence[str],
        templates: dict[Format, Path],
        epoch: int | None,
    ):
        self._variants = variants
        self._languages = tuple(languages)
        self._planned = tuple(planned)
        self._templates = templates
        self._epoch = epoch
        self._plans = PlanMemory()
        self._written = {tag: SlideMemory() for tag in languages}
        self._lock = Lock()
        self._memories = {tag: Memory() for tag in {*languages, *planned}}

    def make(self, values: Values) -> tuple[list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
        """Return the files with their names, and the reports of the planner. Raises BuildError.

        One row at a time: an executor of threads gains nothing here, and what rows share is changed by each.
        """
        with self._lock:
            return self._make(values)

    def _make(self, values: Values) -> tuple[list[tuple[str, bytes]], tuple[Diagnostic, ...]]:
        publication = self._variants.with_values(values, self._planned)
        tags = self._planned if "pptx" in self._templates else self._languages
        documents = {tag: pipeline.document(publication, tag, self._epoch, memory=self._memories[tag]) for tag in tags}
        files: list[tuple[str, bytes]] = []
        diagnostics: tuple[Diagnostic, ...] = ()
        for kind, template in self._templates.items():
            if kind == "docx":
                blobs = pipeline.briefs([documents[tag] for tag in self._languages], template)
            else:
                blobs, diagnostics = pipeline.decks(
                    list(documents.values()), self._languages, template, self._plans, self._written
                )
            names = (f"{publication.name}.{tag}.{kind}" for tag in self._languages)
            files += zip(names, blobs, strict=True)
        return files, diagnostics

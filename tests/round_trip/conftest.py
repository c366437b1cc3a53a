from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.samples import Sample, folder_of
from tests.round_trip.slide_edits import Slides
from tests.round_trip.word_edits import Brief, copied


class Workplace:
    """A publication of its own, and its built files to edit."""

    def __init__(self, sample: Sample, folder: Path):
        self.publication = copied(folder_of(sample.name, folder / "scratch"), folder)
        self.sample = sample
        self.folder = folder
        self._number = 0

    def brief(self, language: str, author: str = "") -> Brief:
        """A built brief, to be edited."""
        return Brief(self.sample.file(language, "docx"), author)

    def slides(self, language: str) -> Slides:
        """A built deck, to be edited."""
        return Slides(self.sample.file(language, "pptx"))

    def saved(self, edited: Brief | Slides, language: str) -> Path:
        """The file of an edited brief or deck."""
        self._number += 1
        suffix = "docx" if isinstance(edited, Brief) else "pptx"
        return edited.save(self.folder / f"edited-{self._number}.{language}.{suffix}")

    @property
    def source(self) -> str:
        """The publication's YAML."""
        return self.publication.read_text(encoding="utf-8")


Workplaces = Callable[[str], Workplace]


@pytest.fixture
def workplace(built: Callable[[str], Sample], tmp_path: Path) -> Workplaces:
    """`workplace("budget")`: a copy of that publication, with its built files."""
    return lambda name: Workplace(built(name), tmp_path)

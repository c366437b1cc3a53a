"""The publications that the tests build, and the files made from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

__all__ = [
    "BRIEFS",
    "COSTLY_BRIEFS",
    "COSTLY_DECKS",
    "COSTLY_FILES",
    "DECKS",
    "FILES",
    "LANGUAGES",
    "Sample",
    "build_sample",
    "folder_of",
]

ROOT = Path(__file__).parents[2]

LANGUAGES = {
    "mistral-ai": ("fr", "en"),
    "budget": ("fr-CA", "en-CA"),
    "survey": ("fr-CH", "de-CH", "en-GB"),
    "stress": ("fr", "en"),
    "starter": ("fr", "en"),
}
"""The publications and their languages. `starter` is what `builder init` writes."""

BY_DEFAULT = {("mistral-ai", "fr"), ("budget", "en-CA"), ("stress", "fr")}
"""What costly tests read by default. The other languages and publications carry the marker `full`."""

FILES = [
    pytest.param(name, language, kind, id=f"{name}.{language}.{kind}")
    for name, languages in LANGUAGES.items()
    for language in languages
    for kind in ("docx", "pptx")
]
"""Every file that is built, as parameters: publication, language, format."""

BRIEFS = [param for param in FILES if param.values[2] == "docx"]
DECKS = [param for param in FILES if param.values[2] == "pptx"]

COSTLY_FILES = [
    param if param.values[:2] in BY_DEFAULT else pytest.param(*param.values, id=param.id, marks=pytest.mark.full)
    for param in FILES
]
COSTLY_BRIEFS = [param for param in COSTLY_FILES if param.values[2] == "docx"]
COSTLY_DECKS = [param for param in COSTLY_FILES if param.values[2] == "pptx"]


class Sample(NamedTuple):
    """The built files of one publication."""

    name: str
    folder: Path

    def file(self, language: str, kind: str) -> Path:
        """One of the files."""
        return self.folder / f"{self.name}.{language}.{kind}"

    def files(self, kind: str) -> list[Path]:
        """All files of a format."""
        return sorted(self.folder.glob(f"*.{kind}"))


Samples = Callable[[str], Sample]


def folder_of(name: str, scratch: Path) -> Path:
    """The folder of a publication's source. The starter is written anew, to `scratch`."""
    if name == "starter":
        from builder.actions.starter import start

        return start("starter", root=scratch)[0].parent
    return next(p for p in (ROOT / "content" / name, ROOT / "tests" / "publications" / name) if p.is_dir())


def build_sample(name: str, output: Path) -> None:
    """Build every file of a publication to `output`, through the Python API."""
    import builder

    source = folder_of(name, output.with_name(f"{output.name}.source"))
    builder.build(source, output=output)

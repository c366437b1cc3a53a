"""The Python API: load a publication, write one of its files to a path or a stream."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from builder.actions.build import build_one
from builder.actions.locate import locate
from builder.content import loader

if TYPE_CHECKING:
    from builder.content.model import Publication

__all__ = ["load", "write_brief", "write_deck"]


def load(publication: str | Path) -> Publication:
    """Read a publication: a name under content/, a folder, or a `publication.yaml`.

    Raises UsageError when it is not there, BuildError with every problem of its content.
    """
    return loader.load(locate(publication))


def write_brief(
    publication: Publication, language: str, target: str | Path | IO[bytes], template: str | Path | None = None
) -> None:
    """Write the Word brief of one language to a path or a binary stream."""
    build_one(publication, language, "docx", target, template)


def write_deck(
    publication: Publication, language: str, target: str | Path | IO[bytes], template: str | Path | None = None
) -> None:
    """Write the PowerPoint deck of one language to a path or a binary stream; its slides match the other languages'."""
    build_one(publication, language, "pptx", target, template)

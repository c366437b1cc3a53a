"""The Python API: load a publication, write one of its files to a path or a stream."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from builder import pipeline
from builder.actions.build import build_one, epoch_of
from builder.actions.locate import locate
from builder.content import loader

if TYPE_CHECKING:
    import docx.document
    import pptx.presentation

    from builder.content.model.publication import Publication

__all__ = ["brief", "deck", "load", "write_brief", "write_deck", "write_pdf"]


def load(publication: str | Path, languages: Sequence[str] | None = None) -> Publication:
    """Read a publication: a name under content/, a folder, or a `publication.yaml`.

    Its texts must have words in each of `languages`, by default in all that it declares. `languages=["fr"]` loads a
    publication whose English is still at the translator's; `languages=()` loads any half-translated one, for a preview
    (`pipeline.document(…, mark_missing=True)`). `Publication.untranslated` lists what is missing.

    Raises UsageError when it is not there or has no such language, BuildError with every problem of its content.
    """
    loaded = loader.load(locate(publication), languages)
    pipeline.choose_languages(loaded, languages)
    return loaded


def brief(publication: Publication, language: str, template: str | Path | None = None) -> docx.document.Document:
    """Return the Word brief of one language as a python-docx document, finished and open to further edits.

    Raises UsageError for a language that the publication does not have, BuildError for a template that cannot be used.
    """
    (tag,) = pipeline.choose_languages(publication, [language])
    given = Path(template) if template else None
    document = pipeline.document(publication, tag, epoch_of(os.environ))
    return pipeline.brief(document, pipeline.template_path(publication, "docx", given))


def deck(publication: Publication, language: str, template: str | Path | None = None) -> pptx.presentation.Presentation:
    """Return the PowerPoint deck of one language as a python-pptx presentation, finished and open to further edits.

    Raises UsageError for a language that the publication does not have, BuildError for a template that cannot be used.
    """
    (tag,) = pipeline.choose_languages(publication, [language])
    path = pipeline.template_path(publication, "pptx", Path(template) if template else None)
    tags = pipeline.planned_languages(publication, [tag])
    twins = [pipeline.document(publication, twin, epoch_of(os.environ)) for twin in tags]
    return pipeline.deck(twins, tag, path)


def write_brief(
    publication: Publication, language: str, target: str | Path | IO[bytes], template: str | Path | None = None
) -> None:
    """Write the Word brief of one language to a path or a binary stream; its PDF if the path ends with ".pdf"."""
    if _is_pdf(target):
        return write_pdf(publication, language, "brief", target, template)
    return build_one(publication, language, "docx", target, template)


def write_deck(
    publication: Publication, language: str, target: str | Path | IO[bytes], template: str | Path | None = None
) -> None:
    """Write the PowerPoint deck of one language to a path or a binary stream; its PDF if the path ends with ".pdf".

    Its slides match the other languages'.
    """
    if _is_pdf(target):
        return write_pdf(publication, language, "deck", target, template)
    return build_one(publication, language, "pptx", target, template)


def write_pdf(
    publication: Publication,
    language: str,
    kind: Literal["brief", "deck"],
    target: str | Path | IO[bytes],
    template: str | Path | None = None,
) -> None:
    """Write the PDF of the brief or of the deck of one language to a path or a binary stream.

    Raises UsageError without LibreOffice or without the packages of the extra `pdf`, BuildError if LibreOffice fails.
    """
    pipeline.require_layout()
    from builder.actions.laid_out import write_pdf as write

    write(publication, language, "docx" if kind == "brief" else "pptx", target, template)


def _is_pdf(target: str | Path | IO[bytes]) -> bool:
    return isinstance(target, str | Path) and Path(target).suffix.lower() == ".pdf"

"""Builds with PDFs or exact pages: the files of all publications are laid out in one start of LibreOffice."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from builder import pipeline
from builder.actions.build import (
    FORMATS,
    Built,
    Job,
    Request,
    deck_worker,
    epoch_of,
    job_of,
    make_alone,
    make_beside,
    report,
)
from builder.diagnostics import BuildError, Diagnostic
from builder.output import write_whole
from builder.pdf.make import DeckFile, Pdf, font_note, make_pdfs, settle_pages
from builder.writers.word.exact_pages import BriefPages

if TYPE_CHECKING:
    from builder.content.model.publication import Publication
    from builder.pipeline import Format

__all__ = ["build_all_laid_out", "build_laid_out", "write_pdf"]

_SHARE = 0.6
"""The share of a build before LibreOffice starts, about."""


class _Drafts(Struct, frozen=True):
    """The files of a publication before they are laid out. `built` has what is written already: decks."""

    request: Request
    job: Job
    briefs: list[BriefPages]
    decks: list[DeckFile]
    built: Built


def build_laid_out(request: Request) -> Built:
    """Carry out a request with `pdf`. Raises what `build` raises, BuildError also if LibreOffice fails."""
    (result,) = build_all_laid_out([request])
    if isinstance(result, BuildError):
        raise result
    if result.failed:
        raise BuildError(result.failed)
    return result


def build_all_laid_out(requests: Sequence[Request]) -> list[Built | BuildError]:
    """Carry out requests with `pdf` or `exact_pages`: all files are laid out in one start of LibreOffice. Return the
    result of each.

    The problems of one publication stop no other. A file that LibreOffice cannot lay out has no PDF; a Word file
    keeps the pages of the builder's own measure. Raises UsageError for a request that cannot be carried out.
    """
    drafts = [_drafted(request) for request in requests]
    ready = [draft for draft in drafts if isinstance(draft, _Drafts)]
    for draft in ready:
        report(draft.request, f"{draft.job.name}: LibreOffice", _SHARE)
    printed = [draft for draft in ready if draft.request.pdf]
    briefs, decks = make_pdfs(
        [brief for draft in printed for brief in draft.briefs], [deck for draft in printed for deck in draft.decks]
    )
    unprinted = [draft for draft in ready if not draft.request.pdf]
    problems = settle_pages([brief for draft in unprinted for brief in draft.briefs])
    note = font_note([*briefs, *decks])
    results: list[Built | BuildError] = []
    for outcome in drafts:
        if isinstance(outcome, BuildError):
            results.append(outcome)
            continue
        if outcome.request.pdf:
            pdfs = [briefs.pop(0) for _ in outcome.briefs], [decks.pop(0) for _ in outcome.decks]
        else:
            pdfs = [Pdf(None, problem=problems.pop(0)) for _ in outcome.briefs], []
        try:
            results.append(_written(outcome, *pdfs, (note,) if note is not None and outcome is ready[-1] else ()))
        except BuildError as error:
            results.append(error)
    return results


def write_pdf(
    publication: Publication,
    language: str,
    kind: Format,
    target: str | Path | IO[bytes],
    template: str | Path | None = None,
) -> None:
    """Write the PDF of a brief (`docx`) or a deck (`pptx`) of a loaded publication to a path or a binary stream.

    Raises UsageError for a language that the publication does not have or without LibreOffice, BuildError for problems
    in the template or if LibreOffice fails.
    """
    pipeline.require_layout()
    request = Request(
        publication=publication.folder,
        languages=(language,),
        formats=(kind,),
        templates={kind: Path(template)} if template else {},
        epoch=epoch_of(os.environ),
        pdf=True,
    )
    job = job_of(publication, request)
    briefs, decks = make_pdfs(_brief_drafts(job), _deck_files(job, job.make(kind).blobs) if kind == "pptx" else [])
    (pdf,) = briefs or decks
    if pdf.data is None:
        raise BuildError([pdf.problem] if pdf.problem is not None else [])
    if isinstance(target, str | Path):
        write_whole(Path(target), pdf.data)
    else:
        target.write(pdf.data)


def _drafted(request: Request) -> _Drafts | BuildError:
    try:
        return _draft(request)
    except BuildError as error:
        return error


def _draft(request: Request) -> _Drafts:
    """Make the drafts of briefs, and write the decks to their places unless only a PDF is wanted."""
    worker = deck_worker(request) if set(request.formats) == set(FORMATS) else None
    if worker is not None:
        (job, briefs), built, findings = make_beside(request, worker, lambda job: (job, _brief_drafts(job)))
        blobs = [path.read_bytes() for path in built.paths]
    else:
        (job, briefs, built, blobs), findings = make_alone(request, _make_files, single=request.target is not None)
    built = Built(built.paths, built.diagnostics, findings, built.left_out)
    return _Drafts(request, job, briefs, _deck_files(job, blobs), built)


def _make_files(job: Job) -> tuple[Job, list[BriefPages], Built, list[bytes]]:
    briefs = _brief_drafts(job)
    if "pptx" not in job.templates:
        return job, briefs, Built(()), []
    if _only_pdf(job):
        files = job.make("pptx")
        return job, briefs, Built((), files.diagnostics, left_out=files.left_out), files.blobs
    built = job.write("pptx")
    return job, briefs, built, [path.read_bytes() for path in built.paths]


def _brief_drafts(job: Job) -> list[BriefPages]:
    if "docx" not in job.templates:
        return []
    return pipeline.brief_drafts([job.documents[tag] for tag in job.languages], job.templates["docx"])


def _deck_files(job: Job, blobs: Sequence[bytes]) -> list[DeckFile]:
    return [DeckFile(job.documents[tag], blob) for tag, blob in zip(job.languages, blobs, strict=False)]


def _only_pdf(job: Job) -> bool:
    return job.target is not None and job.target.suffix.lower() == ".pdf"


def _written(draft: _Drafts, briefs: list[Pdf], decks: list[Pdf], notes: tuple[Diagnostic, ...]) -> Built:
    """Write the Word files and the PDFs of a publication."""
    job, built = draft.job, draft.built
    words: list[Path] = []
    for tag, brief in zip(job.languages, draft.briefs, strict=False):
        if not _only_pdf(job):
            words.append(job.path(tag, "docx"))
            write_whole(words[-1], brief.file)
    pages: list[Path] = []
    for kind, pdfs in (("brief", briefs), ("deck", decks)):
        for tag, pdf in zip(job.languages, pdfs, strict=False):
            if pdf.data is not None:
                pages.append(_pdf_path(job, tag, kind))
                write_whole(pages[-1], pdf.data)
    each = [*briefs, *decks]
    warnings = (brief.warning for brief in draft.briefs)
    problems = [
        *(warning for warning in warnings if warning is not None),
        *(note for pdf in each for note in pdf.notes),
    ]
    return Built(
        (*words, *built.paths, *pages),
        built.diagnostics,
        built.findings,
        (*built.left_out, *problems, *notes),
        tuple(pdf.problem for pdf in each if pdf.problem is not None),
    )


def _pdf_path(job: Job, tag: str, kind: str) -> Path:
    if job.target is not None:
        return job.target.with_suffix(".pdf")
    return job.output / f"{job.name}.{tag}.{kind}.pdf"

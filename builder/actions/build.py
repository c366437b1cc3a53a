"""Build the files of one publication: load it, resolve each language, write each format to its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from builder import pipeline
from builder.actions.locate import locate
from builder.actions.worker import Worker, WorkerStopped, start_worker
from builder.check.counts import NOTHING, FindingCounts
from builder.content.loader import load
from builder.content.model.blocks import TableBlock
from builder.content.untranslated import unfinished_language
from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.output import write_whole
from builder.pipeline import Format

if TYPE_CHECKING:
    from builder.content.model.publication import Publication, Section

__all__ = [
    "FORMATS",
    "Built",
    "Job",
    "Request",
    "build",
    "build_bytes",
    "build_files",
    "build_one",
    "deck_worker",
    "epoch_of",
    "job_of",
    "make_alone",
    "make_beside",
    "report",
]

_R = TypeVar("_R")

FORMATS: tuple[Format, ...] = ("docx", "pptx")
_NOUNS: dict[Format, str] = {"docx": "Word briefs", "pptx": "PowerPoint decks"}
_READ, _RESOLVED = 0.2, 0.5
"""The shares of a build after which the content is read and each language resolved, about, at any size."""
_MOST_CHECKED = 1_000
"""Blocks and rows of tables up to which a build checks the content: more would take as long as the build itself."""


class Request(Struct, frozen=True, kw_only=True):
    """Request for files. `languages` None, or including "all", means every declared one; `target` is the single file.

    `epoch` is SOURCE_DATE_EPOCH in seconds, if it sets the dates stamped on the files. `progress` is called with a
    description of each step and the share of the work before it, from 0 to 1. `checked` asks for the numbers of errors
    and of marks left over in the content. `exact_pages` has LibreOffice lay out the briefs for the page numbers of
    their contents. `pdf` asks for PDFs beside the Office files, or for the PDF alone if `target` is one
    (`builder.actions.laid_out` carries such requests out, and those with `exact_pages` in fewer starts of LibreOffice).
    """

    publication: Path
    languages: tuple[str, ...] | None = None
    formats: tuple[Format, ...] = FORMATS
    output: Path = Path("output")
    target: Path | None = None
    templates: dict[Format, Path] = {}
    epoch: int | None = None
    progress: Callable[[str, float], None] | None = None
    checked: bool = False
    exact_pages: bool = False
    pdf: bool = False


class Built(Struct, frozen=True):
    """The files written, in the order of the request, the deck planner's warnings about texts that did not fit, and the
    numbers of errors and of marks left over that `check` finds (none if the request is not `checked`, None if the
    content is too large to be checked during a build); `left_out` is what was asked for and cannot be in the files, and
    the languages that decks are planned without. `failed` are the problems of PDFs that could not be made.
    """

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    findings: FindingCounts | None = NOTHING
    left_out: tuple[Diagnostic, ...] = ()
    failed: tuple[Diagnostic, ...] = ()


def build(
    publication: str | Path | None = None,
    languages: Sequence[str] | None = None,
    formats: Sequence[Format] = FORMATS,
    output: str | Path = "output",
    *,
    templates: dict[Format, Path] | None = None,
    pdf: bool = False,
) -> list[Path]:
    """Build a publication's files and return their paths. `publication` is a name under content/, or a path. With `pdf`
    LibreOffice makes a PDF of each as well.

    Raises UsageError (no such publication or language, no LibreOffice) or BuildError (every problem in content or
    templates, or LibreOffice failed).
    """
    request = Request(
        publication=locate(publication),
        languages=tuple(languages) if languages else None,
        formats=tuple(formats),
        output=Path(output),
        templates=templates or {},
        epoch=epoch_of(os.environ),
        pdf=pdf,
    )
    if pdf:
        pipeline.require_layout()
        from builder.actions.laid_out import build_laid_out

        return list(build_laid_out(request).paths)
    return list(build_files(request).paths)


def build_one(
    publication: Publication,
    language: str,
    kind: Format,
    target: str | Path | IO[bytes],
    template: str | Path | None = None,
) -> None:
    """Write one file of a loaded publication to a path (whole or not at all) or to a binary stream.

    Raises UsageError for a language that the publication does not have, BuildError for problems in the template.
    """
    request = Request(
        publication=publication.folder,
        languages=(language,),
        formats=(kind,),
        templates={kind: Path(template)} if template else {},
        epoch=epoch_of(os.environ),
    )
    data = job_of(publication, request).make(kind).blobs[0]
    if isinstance(target, str | Path):
        write_whole(Path(target), data)
    else:
        target.write(data)


def build_bytes(request: Request) -> tuple[bytes, Built]:
    """Return the single file that a request means, and the rest as in `Built`. Raises what `build` does."""
    files, findings = make_alone(request, lambda job: job.make(request.formats[0]), single=True)
    return files.blobs[0], Built((), files.diagnostics, findings, files.left_out)


def build_files(request: Request) -> Built:
    """Carry out a request. Raises what `build` raises; with `target`, exactly one language and format must be meant.

    If both formats are wanted, a second process writes the decks. It starts before the content is read and loads its
    code and its template meanwhile.
    """
    worker = deck_worker(request) if set(request.formats) == set(FORMATS) else None
    if worker is None:
        single = request.target is not None
        results, findings = make_alone(
            request, lambda job: [_write(request, job, kind) for kind in request.formats], single
        )
    else:
        briefs, decks, findings = make_beside(request, worker, lambda job: _write(request, job, "docx"))
        results = [briefs, decks]
    return Built(
        tuple(path for result in results for path in result.paths),
        tuple(diagnostic for result in results for diagnostic in result.diagnostics),
        findings,
        tuple(diagnostic for result in results for diagnostic in result.left_out),
    )


def make_alone(request: Request, make: Callable[[Job], _R], single: bool) -> tuple[_R, FindingCounts | None]:
    """Make files in this process while a second one counts the content's findings, if they are to be counted."""
    publication = _read(request)
    content = _content_to_check(publication, request)
    counter = start_worker(_count_findings, _prepare_count, None) if content is not None else None
    try:
        job = _job(publication, request, single)
        del publication  # of a long one, the documents alone are needed while the files are written
        if counter is not None:
            counter.send(content)
        result = make(job)
    except BaseException:
        if counter is not None:
            counter.stop()
        raise
    if not request.checked:
        return result, NOTHING
    try:
        return result, _count_findings(content) if counter is None else counter.result()
    except WorkerStopped:
        return result, _count_findings(content)


def _read(request: Request) -> Publication:
    report(request, f"{request.publication.resolve().parent.name}: content", 0)
    return load(request.publication, request.languages)


def _prepare_count(_: object) -> None:
    import builder.check.counting  # noqa: F401


_Content = tuple[Path, "Publication"] | None
"""What is checked during a build: the publication and its file; None if it is too large or nothing is to be checked."""


def _content_to_check(publication: Publication, request: Request) -> _Content:
    if not request.checked or _size(publication.all_parts) > _MOST_CHECKED:
        return None
    return request.publication, publication


def _size(sections: Sequence[Section]) -> int:
    """Return the number of blocks and of rows of tables."""
    return sum(
        len(section.blocks)
        + sum(len(block.table.rows) for block in section.blocks if isinstance(block, TableBlock))
        + _size(section.sections)
        for section in sections
    )


def _count_findings(content: _Content) -> FindingCounts | None:
    """Return the counts of a publication's findings, or None if it is not checked during a build."""
    if content is None:
        return None
    from builder.check.counting import count_findings

    return count_findings(*content)


def make_beside(request: Request, worker: Worker, make: Callable[[Job], _R]) -> tuple[_R, Built, FindingCounts | None]:
    """Make the briefs in this process while `worker` writes the decks and counts the content's findings."""
    try:
        publication = _read(request)
        job = _job(publication, request, single=request.target is not None)
    except BaseException:
        worker.dismiss()
        raise
    task = (job, _content_to_check(publication, request))
    worker.send(task)
    try:
        try:
            briefs = make(job)
        finally:
            report_writing(request, "pptx")
            decks, findings = _answer_of(worker, task)
    except (KeyboardInterrupt, SystemExit):
        worker.stop()
        raise
    return briefs, decks, findings if request.checked else NOTHING


def _write(request: Request, job: Job, kind: Format) -> Built:
    report_writing(request, kind)
    return job.write(kind)


def report_writing(request: Request, kind: Format) -> None:
    share = _RESOLVED + (1 - _RESOLVED) * request.formats.index(kind) / len(request.formats)
    report(request, f"{request.publication.resolve().parent.name}: {_NOUNS[kind]}", share)


def report(request: Request, step: str, share: float) -> None:
    """Report the step that begins, and the share of the work before it."""
    if request.progress:
        request.progress(step, share)


def _answer_of(worker: Worker, task: tuple[Job, _Content]) -> tuple[Built, FindingCounts | None]:
    try:
        return worker.result()  # type: ignore[no-any-return]
    except WorkerStopped:  # killed, perhaps for lack of memory: this process can do it as well
        return _write_decks(task)


def deck_worker(request: Request) -> Worker | None:
    """Return a process that gets ready to write decks, or None where there can be none."""
    import builder.resolve.assemble  # noqa: F401 - both processes need it

    return start_worker(_write_decks, pipeline.prepare_decks, request.templates.get("pptx"))


def _write_decks(task: tuple[Job, _Content]) -> tuple[Built, FindingCounts | None]:
    """Write the decks, and count the findings of the content: the briefs take longer to write."""
    job, content = task
    return job.write("pptx"), _count_findings(content)


def _job(publication: Publication, request: Request, single: bool) -> Job:
    if request.exact_pages or request.pdf:
        pipeline.require_layout()
    job = job_of(publication, request)
    if single and len(job.languages) * len(request.formats) != 1:
        raise UsageError("-o writes a single file (choose one language with --lang)")
    return job


def job_of(publication: Publication, request: Request) -> Job:
    """Resolve every language that the files need: a deck is planned together with the decks of all languages."""
    languages = pipeline.choose_languages(publication, request.languages)
    tags = pipeline.planned_languages(publication, languages) if "pptx" in request.formats else languages
    documents: dict[str, Any] = {}
    for tag in tags:
        report(request, f"{publication.name}: {tag}", _READ + (_RESOLVED - _READ) * len(documents) / len(tags))
        documents[tag] = pipeline.document(publication, tag, request.epoch)
    templates = {
        kind: pipeline.template_path(publication, kind, request.templates.get(kind)) for kind in request.formats
    }
    return Job(
        name=publication.name,
        languages=languages,
        documents=documents,
        templates=templates,
        output=request.output,
        target=request.target,
        exact_pages=request.exact_pages,
        left_out=_unplanned(publication, tags) if "pptx" in request.formats else (),
    )


def _unplanned(publication: Publication, planned: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Return a note for each language that the decks are planned without, because texts are missing in it."""
    notes = []
    for tag in publication.languages:
        if tag not in planned:
            missing = sum(text.tag == tag for text in publication.untranslated)
            note = unfinished_language(tag, missing, publication.language_places, publication.texts_by_language)
            message = f"the deck is planned without `{tag}`: {note.message}"
            notes.append(replace(note, message=message, severity="info"))
    return tuple(notes)


class Files(Struct, frozen=True):
    """The files of one format in the order of the languages, the planner's warnings, and what was left out."""

    blobs: list[bytes]
    diagnostics: tuple[Diagnostic, ...] = ()
    left_out: tuple[Diagnostic, ...] = ()


class Job(Struct, frozen=True, kw_only=True):
    """The files of one publication to write: its resolved documents, the templates and the places.

    A value, so that it can be sent to a second process.
    """

    name: str
    languages: tuple[str, ...]
    documents: dict[str, Any]  # Document; the tree's classes are imported by those who read it
    templates: dict[Format, Path]
    output: Path
    target: Path | None
    exact_pages: bool
    left_out: tuple[Diagnostic, ...] = ()

    def make(self, kind: Format) -> Files:
        """Return the files of one format as bytes."""
        if kind == "pptx":
            blobs, diagnostics = pipeline.decks(list(self.documents.values()), self.languages, self.templates[kind])
            return Files(blobs, diagnostics, self.left_out)
        documents = [self.documents[tag] for tag in self.languages]
        if not self.exact_pages:
            return Files(pipeline.briefs(documents, self.templates[kind]))
        from builder.pdf.make import settle_pages

        drafts = pipeline.brief_drafts(documents, self.templates[kind])
        problems = [problem for problem in settle_pages(drafts) if problem is not None]
        if problems:
            raise BuildError(problems)
        warnings = tuple(draft.warning for draft in drafts if draft.warning is not None)
        return Files([draft.file for draft in drafts], left_out=warnings)

    def write(self, kind: Format) -> Built:
        """Write the files of one format to their places."""
        files = self.make(kind)
        paths = [self.path(tag, kind) for tag in self.languages]
        for path, data in zip(paths, files.blobs, strict=True):
            write_whole(path, data)
        return Built(tuple(paths), files.diagnostics, left_out=files.left_out)

    def path(self, tag: str, kind: Format) -> Path:
        """Return the place of a file."""
        return self.target or self.output / f"{self.name}.{tag}.{kind}"


def epoch_of(environment: os._Environ[str] | dict[str, str]) -> int | None:
    """Return SOURCE_DATE_EPOCH in seconds, or None if it is not set. Raises UsageError if it is not a number."""
    text = environment.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 11:
        raise UsageError(f"SOURCE_DATE_EPOCH: expected seconds since 1970, found '{text}'")
    return int(text)

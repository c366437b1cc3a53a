"""Build the files of one publication: load it, resolve each language, write each format, put each file in its place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from msgspec import Struct

from builder import pipeline
from builder.actions.apart import Apart, ChildStopped, can_fork
from builder.actions.locate import locate
from builder.content.loader import load
from builder.diagnostics import Diagnostic, UsageError
from builder.output import write_whole
from builder.pipeline import Format

if TYPE_CHECKING:
    from builder.content.model import Publication
    from builder.tree.nodes import Document

__all__ = ["FORMATS", "Built", "Request", "build", "build_bytes", "build_files", "build_one", "epoch_of"]

FORMATS: tuple[Format, ...] = ("docx", "pptx")


class Request(Struct, frozen=True, kw_only=True):
    """What to build. `languages` None or holding "all" means every declared one; `target` names the single file wanted.

    `epoch` is SOURCE_DATE_EPOCH in seconds, if it rules the dates stamped on the files.
    """

    publication: Path
    languages: tuple[str, ...] | None = None
    formats: tuple[Format, ...] = FORMATS
    output: Path = Path("output")
    target: Path | None = None
    templates: dict[Format, Path] = {}
    epoch: int | None = None
    progress: Callable[[str], None] | None = None


class Built(Struct, frozen=True):
    """The files written, in the order asked, and what the deck planner had to do to make texts fit."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def build(
    publication: str | Path | None = None,
    languages: Sequence[str] | None = None,
    formats: Sequence[Format] = FORMATS,
    output: str | Path = "output",
    *,
    templates: dict[Format, Path] | None = None,
) -> list[Path]:
    """Build a publication's files and return their paths. `publication` is a name under content/, or a path.

    Raises UsageError (no such publication or language) or BuildError (all that is wrong in content or templates).
    """
    request = Request(
        publication=locate(publication),
        languages=tuple(languages) if languages else None,
        formats=tuple(formats),
        output=Path(output),
        templates=templates or {},
        epoch=epoch_of(os.environ),
    )
    return list(build_files(request).paths)


def build_one(
    publication: Publication,
    language: str,
    kind: Format,
    target: str | Path | IO[bytes],
    template: str | Path | None = None,
) -> None:
    """Write one file of a loaded publication to a path (whole or not at all) or to a binary stream."""
    request = Request(
        publication=publication.folder,
        languages=(language,),
        formats=(kind,),
        templates={kind: Path(template)} if template else {},
        epoch=epoch_of(os.environ),
    )
    data = _job_of(publication, request).make(kind)[0][0]
    if isinstance(target, str | Path):
        write_whole(Path(target), data)
    else:
        target.write(data)


def build_bytes(request: Request) -> bytes:
    """The single file that a request means. Raises what `build` raises."""
    return _job(request, single=True).make(request.formats[0])[0][0]


def build_files(request: Request) -> Built:
    """Carry out a request. Raises what `build` raises; with `target`, exactly one language and format must be meant.

    When both formats are wanted a second process writes the decks. It starts before the content is read, so that it
    loads its code and its template meanwhile.
    """
    helper = _deck_writer(request) if set(request.formats) == set(FORMATS) else None
    if helper is None:
        job = _job(request, single=request.target is not None)
        made = [job.write(kind) for kind in request.formats]
    else:
        made = _build_beside(request, helper)
    return Built(
        tuple(path for paths, _ in made for path in paths),
        tuple(one for _, found in made for one in found),
    )


_Made = tuple[list[Path], tuple[Diagnostic, ...]]


def _build_beside(request: Request, helper: Apart) -> list[_Made]:
    try:
        job = _job(request, single=request.target is not None)
    except BaseException:
        helper.dismiss()
        raise
    helper.give(job.told_to_another())
    try:
        try:
            briefs = job.write("docx")
        finally:
            decks = _decks_of(helper, job)
    except (KeyboardInterrupt, SystemExit):
        helper.stop()
        raise
    return [briefs, decks]


def _decks_of(helper: Apart, job: _Job) -> _Made:
    try:
        return helper.result()  # type: ignore[no-any-return]
    except ChildStopped:  # killed, for want of memory perhaps: this process can do it as well
        return job.write("pptx")


def _deck_writer(request: Request) -> Apart | None:
    """A process ready to write decks, or None where there cannot be one."""

    def work(job: tuple[Any, Any, Any, Any]) -> _Made:
        name, languages, documents, templates = job
        return _Job(name, languages, documents, templates, request).write("pptx")

    if not can_fork():
        return None
    try:
        return Apart(work, lambda: pipeline.prepare_decks(request.templates.get("pptx")))
    except OSError:
        return None


def _job(request: Request, single: bool) -> _Job:
    publication = load(request.publication)
    job = _job_of(publication, request)
    if single and len(job.languages) * len(request.formats) != 1:
        raise UsageError("-o names one file: choose one language with --lang")
    return job


def _job_of(publication: Publication, request: Request) -> _Job:
    languages = pipeline.choose_languages(publication, request.languages)
    tags = list(dict.fromkeys((*publication.languages, *languages))) if "pptx" in request.formats else languages
    documents = {tag: pipeline.document(publication, tag, request.epoch) for tag in _told(request, publication, tags)}
    templates = {
        kind: pipeline.template_path(publication, kind, request.templates.get(kind)) for kind in request.formats
    }
    return _Job(publication.name, languages, documents, templates, request)


def _told(request: Request, publication: Publication, tags: Sequence[str]) -> Iterator[str]:
    for tag in tags:
        if request.progress:
            request.progress(f"{publication.name}: {tag}")
        yield tag


class _Job:
    """One publication being built: its documents, resolved once each, and the templates to write them with."""

    def __init__(
        self,
        name: str,
        languages: tuple[str, ...],
        documents: dict[str, Document],
        templates: dict[Format, Path],
        request: Request,
    ):
        self.name = name
        self.languages = languages
        self.documents = documents
        self.templates = templates
        self.request = request

    def told_to_another(self) -> tuple[object, ...]:
        """What another process needs to carry on; the request it has already."""
        return self.name, self.languages, self.documents, self.templates

    def make(self, kind: Format) -> tuple[list[bytes], tuple[Diagnostic, ...]]:
        """The files of one format as bytes, in the order of the languages."""
        if kind == "docx":
            return pipeline.briefs([self.documents[tag] for tag in self.languages], self.templates[kind]), ()
        return pipeline.decks(list(self.documents.values()), self.languages, self.templates[kind])

    def write(self, kind: Format) -> _Made:
        """The files of one format, written in their places."""
        files, found = self.make(kind)
        paths = []
        for tag, data in zip(self.languages, files, strict=True):
            path = self.request.target or self.request.output / f"{self.name}.{tag}.{kind}"
            write_whole(path, data)
            paths.append(path)
        return paths, found


def epoch_of(environment: os._Environ[str] | dict[str, str]) -> int | None:
    """SOURCE_DATE_EPOCH from an environment, if it is there. Raises UsageError when it is not a number of seconds."""
    text = environment.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 11:
        raise UsageError(f"SOURCE_DATE_EPOCH is '{text}'; it must be a number of seconds since 1970")
    return int(text)

"""The work of one row, in whichever process: values into the publication, its files written, the line of the manifest.

A task may run twice, on two machines, or be killed at any point: its files have the same names and bytes each time.
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.batches.maker import SetMaker
from builder.batches.manifest import Made, ManifestEntry
from builder.batches.store import Store, open_store
from builder.batches.versions import differences, versions
from builder.content.variants import Values, Variants, read_variants
from builder.diagnostics import BuildError, Diagnostic
from builder.pipeline import Format
from builder.source import Span

__all__ = ["BatchJob", "Ended", "Probe", "Task", "digest_of", "file_names", "prepare", "probe", "run_task"]


class BatchJob(Struct, frozen=True, kw_only=True):
    """What all rows share, as plain values. `publication` and `base` are absolute paths: the publication's file, and
    the folder from which messages name files. `digest` is the hash of everything that is read but the rows; `root` is
    the folder or address that is written to.
    """

    publication: str
    base: str
    wanted: tuple[str, ...] | None
    languages: tuple[str, ...]
    planned: tuple[str, ...]
    formats: tuple[Format, ...]
    templates: dict[Format, str]
    epoch: int | None
    versions: dict[str, str]
    digest: str
    root: str


class Task(Struct, frozen=True, kw_only=True):
    """One row: a few hundred bytes, so that it can be sent anywhere."""

    job: BatchJob
    key: str
    line: int
    input: str
    values: Values


class Ended(Struct, frozen=True, kw_only=True):
    """The outcome of a task: the row's entry, or the problem that every row would have. `process` is where it ran."""

    entry: ManifestEntry | None
    stopped_by: Diagnostic | None = None
    process: str = ""


def run_task(task: Task) -> Ended:
    """Make and write the files of a row."""
    process = f"{platform.node()}:{os.getpid()}"
    try:
        maker, store = prepare(task.job)
    except BuildError as error:
        return Ended(entry=None, stopped_by=error.diagnostics[0], process=process)
    try:
        files, warnings = maker.make(task.values)
    except BuildError as error:
        problems = tuple(str(_in_row(problem, task.values.span)) for problem in error.diagnostics)
        return Ended(entry=_failed(task, problems), process=process)
    written = []
    try:
        for name, data in files:
            path = f"{task.key}/{name}"
            store.write(path, data)
            written.append(Made(path=path, bytes=len(data), sha256=hashlib.sha256(data).hexdigest()))
    except BuildError as error:
        return Ended(entry=None, stopped_by=error.diagnostics[0], process=process)
    problems = tuple(str(_in_row(warning, task.values.span)) for warning in warnings if warning.severity == "warning")
    entry = ManifestEntry(
        key=task.key, line=task.line, status="done", input=task.input, files=tuple(written), problems=problems
    )  # fmt: skip
    return Ended(entry=entry, process=process)


def _in_row(problem: Diagnostic, row: Span) -> Diagnostic:
    """Return a problem of a row's words at their cell: words have the place of their column's header."""
    span = problem.span
    if (span.file, span.sheet) != (row.file, row.sheet):
        return problem
    return replace(problem, span=replace(span, line=row.line))


def _failed(task: Task, problems: tuple[str, ...]) -> ManifestEntry:
    return ManifestEntry(key=task.key, line=task.line, status="failed", input=task.input, problems=problems)


def file_names(job: BatchJob) -> tuple[str, ...]:
    """Return the names of the files of a row, as a build of the publication names them."""
    name = Path(job.publication).parent.name
    return tuple(f"{name}.{tag}.{kind}" for kind in job.formats for tag in job.languages)


class Probe(Struct, frozen=True):
    """A small file that a worker has written where the files of rows will be, or what is in the way."""

    machine: str
    path: str
    problem: Diagnostic | None = None


def probe(job: BatchJob) -> Probe:
    """Get ready for a job, and write a small file where its files will be."""
    machine = platform.node()
    path = f".probe-{machine}-{os.getpid()}"
    try:
        _, store = prepare(job)
        store.write(path, b"builder\n")
    except BuildError as error:
        return Probe(machine, path, error.diagnostics[0])
    return Probe(machine, path)


def prepare(job: BatchJob) -> tuple[SetMaker, Store]:
    """Return what makes the files of a job, read once in this process, and where they go. Raises BuildError."""
    return _prepared(Key(job))


class Key:
    """A job as a key: two with one digest and one place are the same."""

    def __init__(self, job: BatchJob):
        self.job = job
        self._key = (job.publication, job.digest, job.root)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@functools.lru_cache(maxsize=2)
def _prepared(key: Key) -> tuple[SetMaker, Store]:
    job = key.job
    differing = differences(versions(), job.versions)
    machine = platform.node()
    if differing:
        message = f"the worker on {machine} would write other bytes: {differing}"
        raise BuildError(Diagnostic("other-versions", message, hint="install the same versions on all machines"))
    if not Path(job.publication).is_file():
        message = f"the worker on {machine} does not see {job.publication}"
        raise BuildError(Diagnostic("not-shared", message, hint="put it on storage that all workers share"))
    templates = {kind: Path(path) for kind, path in job.templates.items()}
    variants = read_variants(Path(job.publication), job.wanted, Path(job.base))
    if digest_of(variants, job.languages, job.formats, templates.values(), job.epoch) != job.digest:
        message = f"the publication or a template on {machine} is not the one with which the run began"
        raise BuildError(Diagnostic("changed", message, hint="run again with --resume"))
    maker = SetMaker(variants, job.languages, job.planned, templates, job.epoch)
    return maker, open_store(job.root)


def digest_of(
    variants: Variants,
    languages: Sequence[str],
    formats: Sequence[Format],
    templates: Iterable[Path],
    epoch: int | None,
) -> str:
    """Return the hash of all that decides the files of a row except its values."""
    whole = hashlib.sha256(repr((sorted(versions().items()), languages, formats, epoch)).encode())
    folder = variants.publication.folder
    for path in (*variants.files, *templates):
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        whole.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()

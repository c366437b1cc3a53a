"""A batch from beginning to end: everything checked, then a set of files for each row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Literal

from msgspec import Struct

from builder import pipeline
from builder.batches.executors import Given, Here, Processes, Workers, cluster
from builder.batches.manifest import ManifestEntry, manifest_name, open_journal, read_entries
from builder.batches.names import parse_pattern
from builder.batches.rows import Rows, read_rows
from builder.batches.run import Runner, not_shared
from builder.batches.store import Store, open_store
from builder.batches.task import BatchJob, Task, digest_of, file_names, probe
from builder.batches.versions import versions
from builder.content.sources.tables import read_table, split_part
from builder.content.suggestions import did_you_mean
from builder.content.variants import read_variants
from builder.diagnostics import BuildError, UsageError
from builder.pipeline import Format

__all__ = ["Batch", "BatchRequest", "Outcome", "prepare_batch"]


class BatchRequest(Struct, frozen=True, kw_only=True):
    """Request for a set of files for each row. `rows` is a file, with the part of a workbook after `!`; `output` is the
    pattern of the rows' folders.

    `languages` None means every declared one. With `resume` a row that is done is kept; `only` names the keys of the
    rows to make, `shard` (3, 10) the third of ten parts. `epoch` is SOURCE_DATE_EPOCH in seconds.
    """

    publication: Path
    rows: str
    output: str
    languages: tuple[str, ...] | None = None
    formats: tuple[Format, ...] = ("docx", "pptx")
    templates: dict[Format, Path] = {}
    epoch: int | None = None
    resume: bool = False
    only: tuple[str, ...] = ()
    fail_fast: bool = False
    shard: tuple[int, int] | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of a row: its key, its line in the table, its files (paths or addresses), and its problems: those of
    a failed row, or the warnings of one that is done.
    """

    key: str
    line: int
    status: Literal["done", "failed"]
    files: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Batch:
    """The rows of a request, checked and ready to be made.

    `total` is the number of rows to make, `kept` that of the rows that are done already; `gone` are the folders of rows
    that the table does not have any more. While the batch runs, `failed` counts; `stopped` is True if rows were left
    out.
    """

    def __init__(self, request: BatchRequest, job: BatchJob, rows: Rows, store: Store):
        self._request = request
        self._job = job
        self._rows = rows
        self._store = store
        self._manifest = manifest_name(request.shard)
        entries = read_entries(store)
        chosen = _chosen(request, rows)
        if request.shard is not None:  # other shards have manifests of their own
            own = {rows.keys[number] for number in chosen}
            entries = {key: entry for key, entry in entries.items() if key in own}
        if entries and not (request.resume or request.only):
            place = store.shown(self._manifest)
            raise UsageError(f"-o: '{place}' is that of an earlier run (add --resume to go on, or name another folder)")
        known = set(rows.keys)
        self.gone = tuple(store.shown(key) for key in entries if key not in known)
        kept = self._done(chosen, entries) if request.resume else set()
        self._numbers = [number for number in chosen if number not in kept]
        self.total = len(self._numbers)
        self.kept = len(kept)
        self.failed = 0
        self.stopped = False
        remade = {rows.keys[number] for number in self._numbers}
        before = [entry for key, entry in entries.items() if key in known and key not in remade]
        self._journal = open_journal(store, self._manifest, before)

    def _done(self, numbers: list[int], entries: dict[str, ManifestEntry]) -> set[int]:
        """Return the rows that are done: made from the same, each file there with its size."""
        names = file_names(self._job)
        done = set()
        for number in numbers:
            entry = entries.get(self._rows.keys[number])
            if (
                entry is not None
                and entry.status == "done"
                and len(entry.files) == len(names)
                and entry.input == self._rows.fingerprint(number, self._job.digest)
                and all(self._store.size(file.path) == file.bytes for file in entry.files)
            ):
                done.add(number)
        return done

    @property
    def manifest(self) -> str:
        """The path or the address of the manifest."""
        return self._store.shown(self._manifest)

    def workers(self, executor: Executor | None, count: int, scheduler: str | None) -> AbstractContextManager[Workers]:
        """Return the place where the rows are made: a caller's executor, a Dask cluster, or processes (1: this one)."""
        if executor is not None:
            return _closed(Given(executor))
        if scheduler is not None:
            return cluster(scheduler)
        return _closed(Here() if count == 1 or self.total <= 1 else Processes(min(count, self.total), self._job))

    def run(self, workers: Workers, stopping: Callable[[], bool] = lambda: False) -> Iterator[Outcome]:
        """Yield the outcome of each row, in the order in which rows end. `stopping` is asked between rows: no more are
        begun once it says so.

        Raises BuildError if the run must stop: nothing can be written, the workers are lost or differ from this
        process, or row after row fails.
        """
        with closing(self._journal):
            if workers.remote and self._numbers:
                self._check_workers(workers)
            runner = Runner(
                map(self._task, self._numbers),
                workers,
                self._store,
                self._journal,
                fail_fast=self._request.fail_fast,
                stopping=stopping,
            )
            for entry in runner.entries():
                self.failed += entry.status == "failed"
                self.stopped = runner.stopped
                yield self._outcome(entry)
                runner.check_failures()
            self.stopped = runner.stopped
            if not self.stopped:
                self._journal.finish(self._rows.keys)
                self._sweep()

    def _sweep(self) -> None:
        names = file_names(self._job)
        expected = (f"{self._rows.keys[number]}/{name}" for number in self._numbers for name in names)
        self._store.sweep([self._manifest, *expected])

    def _task(self, number: int) -> Task:
        rows = self._rows
        return Task(
            job=self._job,
            key=rows.keys[number],
            line=rows.lines[number],
            input=rows.fingerprint(number, self._job.digest),
            values=rows.values(number),
        )

    def _outcome(self, entry: ManifestEntry) -> Outcome:
        return Outcome(
            key=entry.key,
            line=entry.line,
            status=entry.status,
            files=tuple(self._store.shown(file.path) for file in entry.files),
            problems=entry.problems,
        )

    def _check_workers(self, workers: Workers) -> None:
        """Raise BuildError if a worker is not ready, or writes where this process sees nothing."""
        for answer in workers.on_each(probe, self._job):
            if answer.problem is not None:
                raise BuildError(answer.problem)
            if self._store.read(answer.path) is None:
                raise not_shared(answer.machine, self._store)
            self._store.remove(answer.path)


@contextmanager
def _closed(workers: Workers) -> Iterator[Workers]:
    try:
        yield workers
    except (KeyboardInterrupt, SystemExit):
        workers.close(at_once=True)
        raise
    except BaseException:
        workers.close()
        raise
    workers.close()


def prepare_batch(request: BatchRequest) -> Batch:
    """Read and check everything that a request names, before anything is written but the manifest.

    Raises UsageError for a wrong option, BuildError with all problems of the publication, or of the rows.
    """
    pattern = parse_pattern(request.output)
    path, _ = split_part(request.rows)
    if path.suffix.lower() != ".sql" and not path.is_file():
        raise UsageError(f"--rows: no file '{path}'")
    store = open_store(pattern.root)
    publication = request.publication.resolve()
    variants = read_variants(publication, request.languages, Path.cwd())
    languages = pipeline.choose_languages(variants.publication, request.languages)
    planned = pipeline.planned_languages(variants.publication, languages)
    templates = {
        kind: pipeline.template_path(variants.publication, kind, request.templates.get(kind)).resolve()
        for kind in request.formats
    }
    rows = read_rows(
        read_table(request.rows), variants, pattern, planned if "pptx" in request.formats else languages
    )  # fmt: skip
    root = pattern.root if "://" in pattern.root else str(Path(pattern.root).resolve())
    job = BatchJob(
        publication=str(publication),
        base=str(Path.cwd()),
        wanted=request.languages,
        languages=languages,
        planned=planned,
        formats=request.formats,
        templates={kind: str(template) for kind, template in templates.items()},
        epoch=request.epoch,
        versions=versions(),
        digest=digest_of(variants, languages, request.formats, templates.values(), request.epoch),
        root=root,
    )
    return Batch(request, job, rows, store)


def _chosen(request: BatchRequest, rows: Rows) -> list[int]:
    """Return the positions of the rows that are asked for. Raises UsageError for a key that no row has."""
    numbers = list(range(len(rows.keys)))
    if request.only:
        positions = {key: number for number, key in enumerate(rows.keys)}
        for key in request.only:
            if key not in positions:
                raise UsageError(f"--only: no row has the key '{key}'{did_you_mean(key, positions)}")
        numbers = sorted({positions[key] for key in request.only})
    if request.shard is not None:
        part, count = request.shard
        numbers = [number for number in numbers if _part(rows.keys[number], count) == part]
    return numbers


def _part(key: str, count: int) -> int:
    """Return the shard of a key, from 1 to `count`: it depends on the key alone."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % count + 1

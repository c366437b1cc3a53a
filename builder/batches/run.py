"""The rows of a batch, run: a window of tasks, a line of the manifest for each that ends, and what happens when some
fail, workers die or somebody interrupts.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from typing import Final

from msgspec import Struct

from builder.batches.executors import Workers
from builder.batches.manifest import Journal, ManifestEntry
from builder.batches.store import Store
from builder.batches.task import Ended, Task, run_task
from builder.diagnostics import BuildError, Diagnostic

__all__ = ["Lost", "Runner"]

MOST_FAILED: Final = 50
"""Rows that may fail one after the other."""
_PAUSE: Final = 0.5
"""Seconds after which an interrupt is looked for."""
_RESUME: Final = "run again with --resume"


class Lost(Struct):
    """How many rows failed, and how many of these one after the other up to now."""

    failed: int = 0
    in_a_row: int = 0


class Runner:
    """Runs tasks in workers. `stopping` is asked between tasks: no more are begun once it says so."""

    def __init__(
        self,
        tasks: Iterator[Task],
        workers: Workers,
        store: Store,
        journal: Journal,
        *,
        fail_fast: bool = False,
        stopping: Callable[[], bool] = lambda: False,
    ):
        self._tasks = tasks
        self._workers = workers
        self._store = store
        self._journal = journal
        self._fail_fast = fail_fast
        self._stopping = stopping
        self._pending: dict[Future[Ended], Task] = {}
        self._known: set[str] = set()
        self._lost = Lost()
        self.stopped = False
        """True if rows were left out: after an interrupt, or a failure with `fail_fast`."""

    def entries(self) -> Iterator[ManifestEntry]:
        """Yield the entry of each row that ends. Raises BuildError if the run must stop: nothing can be written, the
        workers are lost, or row after row fails.
        """
        exhausted = False
        while True:
            self.stopped = self.stopped or self._stopping()
            while not (self.stopped or exhausted) and len(self._pending) < self._workers.window:
                task = next(self._tasks, None)
                if task is None:
                    exhausted = True
                    break
                yield from self._begin(task)
                self.stopped = self.stopped or self._stopping()
            if not self._pending:
                return
            ended, _ = wait(self._pending, timeout=_PAUSE, return_when=FIRST_COMPLETED)
            yield from self._take(ended)

    def _begin(self, task: Task) -> Iterator[ManifestEntry]:
        try:
            self._pending[self._workers.submit(run_task, task)] = task
        except BrokenExecutor:
            yield from self._again([*self._pending.values(), task])

    def _take(self, ended: set[Future[Ended]]) -> Iterator[ManifestEntry]:
        """Yield the entries of futures that have ended, those with a result first: a lost pool ends all others."""
        broken: list[Task] = []
        for future in ended:
            task = self._pending.pop(future)
            try:
                outcome = future.result()
            except (BrokenExecutor, CancelledError):
                broken.append(task)
                continue
            except Exception as error:
                outcome = Ended(entry=_unexpected(task, error))
            yield self._accept(outcome)
        if broken:
            yield from self._again([*broken, *self._pending.values()])

    def _again(self, tasks: Sequence[Task]) -> Iterator[ManifestEntry]:
        """Run the tasks of a lost pool one at a time in new ones: that which ends its process again has failed."""
        self._pending.clear()
        queue = deque(tasks)
        while queue:
            self._renew()
            while queue and not self._stopping():
                task = queue.popleft()
                try:
                    outcome = self._workers.submit(run_task, task).result()
                except BrokenExecutor:
                    message = "its process ended: it was killed, or ran out of memory"
                    outcome = Ended(entry=_failed(task, message))
                    yield self._accept(outcome)
                    break
                except Exception as error:
                    outcome = Ended(entry=_unexpected(task, error))
                yield self._accept(outcome)
            else:
                self.stopped = self.stopped or bool(queue)
                return
        self._renew()

    def _renew(self) -> None:
        if not self._workers.renew():
            raise BuildError(Diagnostic("workers-lost", "the workers are lost; what is written stays", hint=_RESUME))

    def _accept(self, ended: Ended) -> ManifestEntry:
        """Return the entry of a task after adding it to the manifest. Raises BuildError if the run must stop."""
        if ended.stopped_by is not None:
            raise BuildError(ended.stopped_by)
        entry = ended.entry
        assert entry is not None
        if entry.files and ended.process not in self._known:
            self._check_seen(entry, ended.process)
        self._journal.add(entry)
        if entry.status == "done":
            self._lost.in_a_row = 0
            return entry
        self._lost.failed += 1
        self._lost.in_a_row += 1
        self.stopped = self.stopped or self._fail_fast
        return entry

    def check_failures(self) -> None:
        """Raise BuildError if so many rows failed one after the other that the publication is wrong."""
        if self._lost.in_a_row >= MOST_FAILED:
            message = f"{MOST_FAILED} rows failed one after the other: the publication is wrong, not the rows"
            raise BuildError(Diagnostic("rows-fail", message, hint=f"correct it, and {_RESUME}"))

    def _check_seen(self, entry: ManifestEntry, process: str) -> None:
        """Raise BuildError if the first file of a process is not where this process would read it."""
        first = entry.files[0]
        if self._workers.remote and self._store.read(first.path) is None:
            raise not_shared(process.partition(":")[0], self._store)
        self._known.add(process)


def not_shared(machine: str, store: Store) -> BuildError:
    """Return the problem of a worker whose files this process does not see."""
    message = f"the worker on {machine} writes where this process does not see it: {store.root}"
    hint = "name a folder or an object store that all workers share"
    return BuildError(Diagnostic("not-shared", message, hint=hint))


def _failed(task: Task, message: str) -> ManifestEntry:
    return ManifestEntry(key=task.key, line=task.line, status="failed", input=task.input, problems=(message,))


def _unexpected(task: Task, error: Exception) -> ManifestEntry:
    """Return the entry of a row that failed for a reason that is nobody's content: a lost worker, or our mistake."""
    name = type(error).__name__
    if name == "KilledWorker":
        return _failed(task, "its process ended: it was killed, or ran out of memory")
    return _failed(task, f"{name}: {error}".rstrip(": "))

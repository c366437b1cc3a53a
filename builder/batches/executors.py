"""Where tasks run: in this process, in processes of this machine, on a Dask cluster, or in any executor of a caller."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, Final, Protocol

from builder.batches.task import BatchJob, prepare
from builder.diagnostics import UsageError

__all__ = ["Given", "Here", "Processes", "Workers", "cluster"]

CONNECT: Final = 10
"""Seconds in which a scheduler must answer."""
_EACH: Final = 4
"""Tasks in the window for each worker: enough that none waits for the next."""
_UNKNOWN: Final = 4
"""Workers that an executor is taken to have if it does not say."""


class Workers(Protocol):
    """A place for tasks. `window` is the number of tasks to submit at a time: all rows at once would be held in memory
    twice. One that is `remote` needs storage that all see.
    """

    window: int
    remote: bool

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin a task. Raises BrokenExecutor if the workers are lost."""

    def on_each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Run a function in each worker that there is, or in some worker, and return the results."""

    def renew(self) -> bool:
        """Replace lost workers by new ones; False if that is not possible."""

    def close(self, *, at_once: bool = False) -> None:
        """Wait for the tasks that run, or end them."""


class Here:
    """This process, one task after the other, nothing pickled."""

    window = 1
    remote = False

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Run a task."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def on_each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Run a function."""
        return [function(*arguments)]

    def renew(self) -> bool:
        """Return False: there are no workers to lose."""
        return False

    def close(self, *, at_once: bool = False) -> None:
        """Do nothing."""


class Processes:
    """Processes of this machine, started anew (`spawn`), each with the publication and the templates ready."""

    remote = False

    def __init__(self, count: int, job: BatchJob):
        self.window = _EACH * count
        self._count = count
        self._job = job
        self._pool: Executor = self._start()

    def _start(self) -> Executor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context("spawn")
        return ProcessPoolExecutor(self._count, mp_context=context, initializer=_begin, initargs=(self._job,))

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin a task."""
        return self._pool.submit(function, *arguments)

    def on_each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Run a function in one process: all are alike."""
        return [self.submit(function, *arguments).result()]

    def renew(self) -> bool:
        """Start new processes."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start()
        return True

    def close(self, *, at_once: bool = False) -> None:
        """Wait for the tasks that run, or end the processes."""
        processes = list((getattr(self._pool, "_processes", None) or {}).values())
        if at_once:
            for process in processes:
                with suppress(OSError, ValueError):
                    process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _begin(job: BatchJob) -> None:
    """Get a new process ready: it leaves interrupts to the process that started it, and ends when that one has."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from builder.office.deferred import defer_imports

    defer_imports()
    with suppress(Exception):  # the first task meets the same problem and reports it
        prepare(job)


def _end_with_parent() -> None:
    """End this process when its parent has ended: a pool whose owner was killed would wait for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


class Given:
    """An executor of the caller, which the caller also shuts down."""

    remote = True

    def __init__(self, executor: Executor, count: int | None = None):
        self._executor = executor
        self.window = _EACH * (count or getattr(executor, "_max_workers", None) or _UNKNOWN)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin a task."""
        try:
            return self._executor.submit(function, *arguments)
        except RuntimeError as error:
            raise BrokenExecutor(str(error)) from error

    def on_each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Run a function in some worker."""
        return [self.submit(function, *arguments).result()]

    def renew(self) -> bool:
        """Return False: the executor is not ours."""
        return False

    def close(self, *, at_once: bool = False) -> None:
        """Leave the executor to its owner."""


class _Cluster(Given):
    """The workers of a Dask cluster."""

    def __init__(self, client: Any):
        # Equal rows must not be merged (`pure`), and a task that ended its worker must not end others (`retries`).
        super().__init__(client.get_executor(retries=0, pure=False), sum(client.ncores().values()))
        self._client = client

    def on_each(self, function: Callable[..., Any], *arguments: Any) -> list[Any]:
        """Run a function once in each worker process."""
        return list(self._client.run(function, *arguments).values())


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """Connect to the Dask scheduler at an address. Raises UsageError if that fails or nothing works there."""
    try:
        import distributed
    except ImportError:
        raise UsageError(
            "--scheduler needs distributed (install it: pip install 'bilingual-builder[cluster]')"
        ) from None
    connect: Any = distributed.Client
    try:
        client = connect(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"--scheduler: no Dask scheduler answers at '{address}' ({error or 'time-out'})") from None
    try:
        if not client.ncores():
            client.wait_for_workers(1, timeout=30)
        yield _Cluster(client)
    except TimeoutError:
        message = f"--scheduler: the scheduler at '{address}' has no workers (start some: dask worker {address})"
        raise UsageError(message) from None
    finally:
        client.close()

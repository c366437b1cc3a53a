"""Run one stage in a second process beside this one.

The worker prepares itself (imports, template) while this process reads the content, then receives its task. It is
forked where the platform can fork; elsewhere a new interpreter is started. `multiprocessing` and `concurrent.futures`
take longer to import than a small build takes to write.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Protocol, TypeVar

from builder.processors import usable_processors

__all__ = ["Worker", "WorkerStopped", "beside", "start_worker"]

S = TypeVar("S")
A = TypeVar("A")
T = TypeVar("T")

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from builder.actions import worker; worker.main()"
)
"""Program of a new interpreter: it finds modules where this process does."""


class WorkerStopped(Exception):
    """The worker ended without an answer: it was killed, or ran out of memory."""


class _Process(Protocol):
    """The part of `subprocess.Popen` that a worker needs."""

    def wait(self) -> int:
        """Wait for the end."""

    def terminate(self) -> None:
        """Ask the process to end."""


class Worker:
    """A process that has prepared itself and waits for one task."""

    def __init__(self, process: _Process, task: IO[bytes], answer: IO[bytes]):
        self._process = process
        self._task = task
        self._answer = answer
        self._sender: threading.Thread | None = None

    def send(self, task: object) -> None:
        """Send the task, without waiting until a worker that is still preparing itself takes it: a pipe holds little.
        If the worker has died, `result` raises WorkerStopped.
        """
        data = pickle.dumps(task, protocol=pickle.HIGHEST_PROTOCOL)
        self._sender = threading.Thread(target=self._write, args=(data,), daemon=True)
        self._sender.start()

    def _write(self, data: bytes) -> None:
        # Windows reports a pipe without a reader as EINVAL, not as a broken pipe.
        with suppress(OSError), self._task:
            self._task.write(data)

    def result(self) -> Any:
        """Return the value of the work. Raises what the work raised, or WorkerStopped if there is no answer."""
        with self._answer:
            answer = self._answer.read()
        try:
            if not answer:
                raise WorkerStopped
            failed, value = pickle.loads(answer)  # while the worker ends
        finally:
            self._end()
        if failed:
            raise value
        return value

    def stop(self) -> None:
        """End the worker at once; it removes what it has half written."""
        with suppress(ProcessLookupError):
            self._process.terminate()
        self.dismiss()

    def dismiss(self) -> None:
        """Let a worker go that is not needed."""
        if self._sender is None:
            with suppress(OSError):
                self._task.close()
        self._answer.close()
        self._end()

    def _end(self) -> None:
        self._process.wait()
        if self._sender is not None:
            self._sender.join()


def start_worker(work: Callable[[Any], Any], prepare: Callable[[Any], object], argument: object) -> Worker | None:
    """Start a worker that runs `prepare(argument)` at once and `work(task)` when the task comes.

    An exception of `prepare` is dropped, because the work meets the same problem and reports it. Both functions are
    module-level functions. Returns None on one processor, beside other threads (a fork would copy their locks), or when
    the machine has no process to spare.
    """
    if usable_processors() < 2:
        return None
    try:
        if not hasattr(os, "fork"):
            return _spawn(work, prepare, argument)
        return None if _other_threads() else _fork(work, prepare, argument)
    except OSError:
        return None


@contextmanager
def beside(first: Callable[[], S], second: Callable[[], A], then: Callable[[S, A], T]) -> Iterator[Callable[[], T]]:
    """Do `first` in a copy of this process, which has all that this process has read, and `second` here meanwhile. Give
    the function that waits for the value of `then(first(), second())`, which the copy works out.

    This process does all of it itself, when the value is asked for, where no copy can be started, as in `start_worker`,
    and on platforms that cannot fork: sending the content to a new interpreter takes longer than the work. Values must
    be picklable. At the end of the block, a copy that nobody waited for is stopped.
    """
    done: list[S] = []

    def begin(_: object) -> None:
        done.append(first())

    def finish(argument: A) -> T:
        return then(done[0] if done else first(), argument)

    worker = _copy(begin, finish)
    waiting = worker is not None

    def result() -> T:
        nonlocal waiting
        if worker is not None:
            waiting = False
            with suppress(WorkerStopped):
                value: T = worker.result()
                return value
        return finish(second())

    try:
        if worker is not None:
            worker.send(second())
        yield result
    finally:
        if waiting and worker is not None:
            worker.stop()


def _copy(prepare: Callable[[Any], object], work: Callable[[Any], Any]) -> Worker | None:
    if usable_processors() < 2 or not hasattr(os, "fork") or _other_threads():
        return None
    try:
        return _fork(work, prepare, None)
    except OSError:
        return None


def _other_threads() -> bool:
    return threading.active_count() > 1


class _Child:
    """A forked process."""

    def __init__(self, identifier: int):
        self._identifier = identifier

    def wait(self) -> int:
        """Wait for the end; a child that was waited for already counts as ended."""
        with suppress(ChildProcessError):
            return os.waitpid(self._identifier, 0)[1]
        return 0

    def terminate(self) -> None:
        """Send SIGTERM."""
        os.kill(self._identifier, signal.SIGTERM)


def _fork(work: Callable[[Any], Any], prepare: Callable[[Any], object], argument: object) -> Worker:
    task_out, task_in = os.pipe()
    answer_out, answer_in = os.pipe()
    # A signal that ends the worker before its `try` would go on in the caller's code, in a second process.
    former = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                signal.pthread_sigmask(signal.SIG_SETMASK, former)
                os.close(task_in)
                os.close(answer_out)
                _serve(work, prepare, argument, os.fdopen(task_out, "rb"), os.fdopen(answer_in, "wb"))
                status = 0
            finally:
                os._exit(status)
    except OSError:
        for end in (task_out, task_in, answer_out, answer_in):
            os.close(end)
        raise
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
    os.close(task_out)
    os.close(answer_in)
    return Worker(_Child(child), os.fdopen(task_in, "wb"), os.fdopen(answer_out, "rb"))


def _spawn(work: Callable[[Any], Any], prepare: Callable[[Any], object], argument: object) -> Worker | None:
    import subprocess

    if not sys.executable or getattr(sys, "frozen", False):
        return None
    process = subprocess.Popen([sys.executable, "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    if process.stdin is None or process.stdout is None:  # for the type checker: both are pipes
        raise OSError("no pipes")
    with suppress(OSError):
        pickle.dump(sys.path, process.stdin)
        pickle.dump((work, prepare, argument), process.stdin)
        process.stdin.flush()
    return Worker(process, process.stdin, process.stdout)


def main() -> None:
    """Serve one task in a new interpreter: read it from standard input, write the answer to standard output."""
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    with suppress(KeyboardInterrupt):
        work, prepare, argument = pickle.load(sys.stdin.buffer)
        _serve(work, prepare, argument, sys.stdin.buffer, answer)


def _serve(
    work: Callable[[Any], Any],
    prepare: Callable[[Any], object],
    argument: object,
    tasks: IO[bytes],
    answers: IO[bytes],
) -> None:
    with suppress(Exception):
        prepare(argument)
    try:
        task = pickle.load(tasks)
    except EOFError:
        return
    with answers:
        answers.write(_answer(work, task))


def _answer(work: Callable[[Any], Any], task: object) -> bytes:
    try:
        return pickle.dumps((False, work(task)))
    except BaseException as error:
        return pickle.dumps((True, error))

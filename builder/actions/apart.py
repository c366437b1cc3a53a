"""Have a forked process work beside this one.

`multiprocessing` and `concurrent.futures` cost more to import than a small build takes; a fork and two pipes suffice.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

__all__ = ["Apart", "ChildStopped", "can_fork"]


class ChildStopped(Exception):
    """The child ended without an answer: it was killed, or ran out of memory."""


def can_fork() -> bool:
    """Whether a second process can run at the same time here (POSIX, more than one core, no other thread)."""
    if not hasattr(os, "fork"):
        return False
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores > 1 and not _other_threads()


def _other_threads() -> bool:
    import sys

    threading = sys.modules.get("threading")
    return threading is not None and threading.active_count() > 1


class Apart:
    """A child process that prepares itself, waits for its task, works, and answers.

    `prepare()` runs at once in the child; what it raises is dropped, since the work will meet it again and tell it.
    `give(task)` sends what `work(task)` needs; `result()` waits for its value or raises its exception; `dismiss()`
    ends a child that is not needed after all. Raises OSError when no process can be made.
    """

    def __init__(self, work: Callable[[Any], Any], prepare: Callable[[], object] = lambda: None):
        task_out, task_in = os.pipe()
        answer_out, answer_in = os.pipe()
        try:
            self._child = os.fork()
        except OSError:
            for end in (task_out, task_in, answer_out, answer_in):
                os.close(end)
            raise
        if self._child == 0:
            os.close(task_in)
            os.close(answer_out)
            _serve(work, prepare, task_out, answer_in)
        os.close(task_out)
        os.close(answer_in)
        self._task = os.fdopen(task_in, "wb")
        self._answer = os.fdopen(answer_out, "rb")

    def give(self, task: object) -> None:
        """Send the task. A child that has died is told of by `result`."""
        with suppress(BrokenPipeError), self._task:
            pickle.dump(task, self._task, protocol=pickle.HIGHEST_PROTOCOL)

    def result(self) -> Any:
        """The value of the work. Raises what the work raised, or ChildStopped when the child died without a word."""
        with self._answer:
            message = self._answer.read()
        os.waitpid(self._child, 0)
        if not message:
            raise ChildStopped
        failed, value = pickle.loads(message)
        if failed:
            raise value
        return value

    def stop(self) -> None:
        """End the child at once; it removes what it has half written."""
        with suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGTERM)
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)

    def dismiss(self) -> None:
        """Let a child go that was given nothing."""
        self._task.close()
        self._answer.close()
        os.waitpid(self._child, 0)


def _serve(work: Callable[[Any], Any], prepare: Callable[[], object], task: int, answer: int) -> None:
    status = 1
    try:
        with suppress(BaseException):
            prepare()
        with os.fdopen(task, "rb") as stream:
            given = stream.read()
        if given:
            with os.fdopen(answer, "wb") as stream:
                stream.write(_answer_to(work, given))
        status = 0
    finally:
        os._exit(status)


def _answer_to(work: Callable[[Any], Any], given: bytes) -> bytes:
    try:
        return pickle.dumps((False, work(pickle.loads(given))))
    except BaseException as error:
        return pickle.dumps((True, error))

"""Run one piece of work in a forked process beside this one.

`multiprocessing` and `concurrent.futures` cost more to import than a small build takes; a fork and a pipe suffice,
and the child shares the documents already resolved.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import Any

__all__ = ["Apart", "can_fork"]


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
    """`work()` running in a child process. `result()` waits for it and returns its value or raises its exception."""

    def __init__(self, work: Callable[[], Any]):
        reader, writer = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            os.close(reader)
            _run(work, writer)
        os.close(writer)
        self._reader = reader

    def result(self) -> Any:
        """The value of the work. Raises what the work raised, or RuntimeError when the child died without a word."""
        with os.fdopen(self._reader, "rb") as stream:
            message = stream.read()
        os.waitpid(self._child, 0)
        if not message:
            raise RuntimeError("the process that wrote the decks was stopped")
        failed, value = pickle.loads(message)
        if failed:
            raise value
        return value


def _run(work: Callable[[], Any], writer: int) -> None:
    status = 1
    try:
        try:
            message = pickle.dumps((False, work()))
        except BaseException as error:
            message = pickle.dumps((True, error))
        with os.fdopen(writer, "wb") as stream:
            stream.write(message)
        status = 0
    finally:
        os._exit(status)

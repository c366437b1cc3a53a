"""Costly work that one test process does for all."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from pathlib import Path

__all__ = ["once"]

PATIENCE = 900.0
"""Seconds that a process waits for another's work."""


def once(folder: Path, work: Callable[[Path], None]) -> Path:
    """`folder`, filled by `work(folder)` in whichever process comes first; the others wait until it is done.

    Raises what the work raised; in the processes that waited, RuntimeError with that traceback.
    """
    lock, done = folder.with_name(f"{folder.name}.lock"), folder.with_name(f"{folder.name}.done")
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        lock.mkdir()
    except FileExistsError:
        _wait(done)
        return folder
    problem = ""
    try:
        folder.mkdir()
        work(folder)
    except BaseException:
        problem = traceback.format_exc()
        raise
    finally:
        _announce(done, problem)
    return folder


def _announce(done: Path, problem: str) -> None:
    draft = done.with_suffix(".draft")
    draft.write_text(problem, encoding="utf-8")
    draft.replace(done)


def _wait(done: Path) -> None:
    limit = time.monotonic() + PATIENCE
    while not done.exists():
        if time.monotonic() > limit:
            raise TimeoutError(f"another test process has not finished {done.stem}")
        time.sleep(0.05)
    problem = done.read_text(encoding="utf-8")
    if problem:
        raise RuntimeError(f"another test process failed to make {done.stem}:\n{problem}")

"""Report changes of a publication's files, by polling, which works on every system and on network folders alike."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

__all__ = ["changes", "file_states"]

SECONDS = 0.4
"""Seconds between two polls."""


def changes(folders: Iterable[Path], sleep: Callable[[float], None]) -> Iterator[None]:
    """Yield once at first, then each time that a file of the folders is written, created, renamed or deleted."""
    folders = tuple(folders)
    known = None
    while True:
        seen = {path: state for folder in folders for path, state in file_states(folder).items()}
        if seen != known:
            known = seen
            yield
        sleep(SECONDS)


def file_states(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the time and size of each file except hidden ones (editors keep their swap files there)."""
    states: dict[str, tuple[int, int]] = {}
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.startswith((".", "~")) or name.endswith("~"):
                continue
            path = os.path.join(root, name)  # noqa: PTH118 - thousands of them, twice a second
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                continue
            states[path] = (status.st_mtime_ns, status.st_size)
    return states

"""See the saves of a publication: one thread waits for changes of its folder and of the templates."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.check.watch import file_states

__all__ = ["Watch"]

_DEBOUNCE = 50
"""Milliseconds for which changes are collected: an editor's save is several of them."""
_STEP = 10
"""Milliseconds without a change that end the collecting."""
_PATIENCE = 1_000
"""Milliseconds after which a folder that came back (a branch of git, a restored copy) is looked for."""
_POLL = 300
"""Milliseconds between two looks at the files, where the system sends no events."""
_IGNORED = re.compile(
    r"(?:\..*|.*~|#.*#|~\$.*|.*\.sw[a-z]|.*\.tmp|.*\.part|4913|__pycache__|node_modules|Thumbs\.db)\Z"
)
"""Names of files and folders that editors, Office, systems and the builder itself write beside the content."""
_OUTPUT = "output"
"""The folder that builds write to."""


class Watch:
    """Calls `saved` at once and after each change of a folder, until it is stopped."""

    def __init__(self, folder: Path, others: Sequence[Path], saved: Callable[[], None]) -> None:
        self._folder = folder
        self._others = others
        self._saved = saved
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"watch {folder.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stop.set()
        self._thread.join(2.0)

    def _run(self) -> None:
        polling: bool | None = None
        while not self._stop.is_set():
            states = file_states(self._folder)
            self._saved()
            try:
                for _ in self._changes(polling, states):
                    self._saved()
            except FileNotFoundError:
                pass
            except OSError:
                # No more watches of the system, or a file system without them.
                polling = True
            self._stop.wait(_PATIENCE / 1_000)

    def _changes(self, polling: bool | None, states: dict[str, tuple[int, int]] | None) -> Iterator[None]:
        """Yield after each change, until the folder is another one or none. `states` are those of the files when they
        were read last: what was saved before the watch began has no event.
        """
        from watchfiles import watch

        identity = _identity(self._folder)
        paths = [self._folder, *(path for path in self._others if path.is_dir())]
        for changes in watch(
            *paths,
            watch_filter=lambda _, path: self._concerns(path),
            debounce=_DEBOUNCE,
            step=_STEP,
            rust_timeout=_PATIENCE,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
            force_polling=polling,
            poll_delay_ms=_POLL,
        ):
            if changes or (states is not None and file_states(self._folder) != states):
                yield
            states = None
            if _identity(self._folder) != identity:
                return

    def _concerns(self, path: str) -> bool:
        """Return True if a changed file can be of the publication or of a template."""
        for folder in (self._folder, *self._others):
            inside = os.path.relpath(path, folder)
            parts = Path(inside).parts
            if parts and parts[0] != os.pardir:
                return parts[0] != _OUTPUT and not any(_IGNORED.match(part) for part in parts)
        return False


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino

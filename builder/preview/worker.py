"""One thread that runs one job at a time: of several saves of a publication, the newest is the one that is read."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

__all__ = ["Job", "JobQueue", "Superseded"]

Superseded = Callable[[], bool]
"""Returns True if a newer job for the same subject waits, so that what is being made is not wanted any more."""
Job = Callable[[Superseded], None]
_JOBS_PER_FULL_COLLECTION = 20


class JobQueue:
    """Runs jobs in the order in which their subjects were named first; a waiting job is replaced by a newer one."""

    def __init__(self, name: str) -> None:
        self._waiting: dict[str, Job] = {}
        self._condition = threading.Condition()
        self._stopped = False
        self._jobs = 0
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, subject: str, job: Job) -> None:
        """Run a job for a subject (a publication) as soon as the thread is free."""
        with self._condition:
            self._waiting[subject] = job
            self._condition.notify()

    def stop(self, seconds: float = 5.0) -> None:
        """Start no other job, notify the running one that it is superseded, and wait for its end."""
        with self._condition:
            self._stopped = True
            self._condition.notify()
        self._thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._stopped or self._waiting)
                if self._stopped:
                    return
                subject = next(iter(self._waiting))
                job = self._waiting.pop(subject)
            job(lambda subject=subject: self._stopped or subject in self._waiting)  # type: ignore[misc]
            if not self._waiting:
                self._collect_garbage()

    def _collect_garbage(self) -> None:
        """Collect garbage while nobody waits, so that it is not collected in the middle of the next job."""
        self._jobs += 1
        gc.collect(1 if self._jobs % _JOBS_PER_FULL_COLLECTION else 2)

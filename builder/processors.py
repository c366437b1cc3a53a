"""How many processors this process may use."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["usable_processors"]

_QUOTA: Final = Path("/sys/fs/cgroup/cpu.max")
"""The quota of a container: microseconds of processor time ("max" for no limit) in a period of microseconds."""


def usable_processors() -> int:
    """Return the number of processors that this process may use, 1 or more: its affinity, and the quota of a container
    (Linux, cgroup v2) rounded up.
    """
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        count = min(count, -(-int(quota) // int(period)))
    return max(1, count)

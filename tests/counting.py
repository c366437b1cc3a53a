"""Work counted in calls of Python functions, which no machine and no load changes."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """The Python calls that a piece of work takes."""
    events: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda frame, event, argument: events.update((event,)))
    try:
        work()
    finally:
        sys.setprofile(before)
    return events["call"]

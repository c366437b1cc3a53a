"""Regular expressions compiled on first use.

Together, those of the rules that a build runs take as long to compile as a short publication to write, and most texts
lack the signs that they look for.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["compiled"]


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern, compiled once in a process."""
    return re.compile(pattern, flags)

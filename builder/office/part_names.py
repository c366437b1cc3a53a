"""Names for the parts that a build adds to a package, counted instead of searched."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["PartNames"]


class PartNames:
    """Unused part names by family. `used` are the names in the package when the first one is asked for.

    python-docx and python-pptx look for a free name by walking the whole package for every new part.
    """

    def __init__(self, used: Iterable[str]):
        self._used = frozenset(used)
        self._counters: dict[str, int] = {}

    def next(self, template: str) -> str:
        """Return the next unused name of a family: `/word/charts/chart%d.xml` → `/word/charts/chart1.xml`."""
        number = self._counters.get(template, 0) + 1
        while template % number in self._used:
            number += 1
        self._counters[template] = number
        return template % number

"""Counts of the findings that a build reports in one line."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NOTHING", "FindingCounts"]


class FindingCounts(NamedTuple):
    """Number of errors, and of marks that are printed because they are not understood (group MRK)."""

    errors: int
    marks: int

    def __str__(self) -> str:
        """Return the counts as words: "2 errors and 1 mark printed as typed"; "" for none."""
        errors = f"{self.errors} error{'s' if self.errors > 1 else ''} in the content" if self.errors else ""
        marks = f"{self.marks} mark{'s' if self.marks > 1 else ''} printed as typed" if self.marks else ""
        return " and ".join(part for part in (errors, marks) if part)


NOTHING = FindingCounts(0, 0)

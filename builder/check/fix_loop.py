"""`--fix`: apply safe fixes and check again until none is left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.check.runner import Report, check
from builder.diagnostics import BuildError, Diagnostic
from builder.output import write_whole
from builder.source_edits.edits import apply_edits, compatible_edits

__all__ = ["fix"]

_ROUNDS = 10


def fix(
    path: Path, select: Sequence[str] = (), ignore: Sequence[str] = (), languages: Sequence[str] | None = None
) -> tuple[Report, int]:
    """Apply safe fixes to the publication's files. Return the remaining findings, as `check` does, and the number of
    fixes applied.

    Overlapping fixes are applied one after the other. If the publication no longer loads after a fix, its files are
    restored. Raises BuildError then, or if a file cannot be written.
    """
    report = check(path, select, ignore, languages)
    applied = 0
    for _ in range(_ROUNDS):
        if not report.fixes:
            break
        edits = compatible_edits(report.fixes)
        before = apply_edits(edits)
        after = check(path, select, ignore, languages)
        if not after.loaded:
            for file, data in before.items():
                write_whole(file, data)
            problem = Diagnostic("fix", "a fix would break this publication; no file was changed", edits[0].start)
            raise BuildError([problem, *after.diagnostics])
        taken = set(edits)
        applied += sum(1 for fix_edits in report.fixes if taken.issuperset(fix_edits))
        report = after
    return report, applied

"""Changes to write, the edits planned for them, and the reasons why some cannot be written."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.diagnostics import Diagnostic
from builder.source import Span
from builder.source_edits.edits import SourceEdit

__all__ = ["DATA_COLUMN", "Change", "NotWritable", "Planned", "without_overlaps"]

DATA_COLUMN = "data-column"
"""Code of the problem of a cell that cannot be written. All cells of one column have the same message."""


class Change(Struct, frozen=True):
    """Words to write: the key of a passage, the language, and the mark-up as `Written.words` has it."""

    key: str
    tag: str
    words: str


class Planned(Struct, frozen=True):
    """The edits that make some changes of one text, which belong together; or the problem that refuses them."""

    changes: tuple[Change, ...]
    edits: tuple[SourceEdit, ...] = ()
    problem: Diagnostic | None = None


class NotWritable(Exception):
    """A change that cannot be written; `problem` says why."""

    def __init__(self, message: str, span: Span, hint: str = "", code: str = "not-writable"):
        super().__init__(message)
        self.problem = Diagnostic(code, message, span, hint)


def without_overlaps(plans: Iterable[Planned]) -> list[Planned]:
    """Return plans that do not overlap: a field of a data file that two tables show is written once."""
    taken: dict[Span, int] = {}
    kept: list[Planned] = []
    for plan in plans:
        at = next((taken[edit.start] for edit in plan.edits if edit.start in taken), None)
        if at is None:
            taken |= {edit.start: len(kept) for edit in plan.edits}
            kept.append(plan)
        elif set(plan.edits) <= set(kept[at].edits):
            kept[at] = Planned((*kept[at].changes, *plan.changes), kept[at].edits)
        else:
            message = f"`{kept[at].changes[0].key}` is written at the same place, with other words"
            kept.append(Planned(plan.changes, problem=Diagnostic("not-writable", message, plan.edits[0].start)))
    return kept

"""What a pull reports: passages to change, what is reported and not written, comments."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from builder.round_trip.passage_edit import PassageEdit
from builder.round_trip.story import Revision
from builder.round_trip.typed_numbers import NumberChange
from builder.source import Span

__all__ = ["ComputedCell", "FileFacts", "FilePull", "FindingKind", "PassageChange", "PullFinding"]

FindingKind = Literal["manual", "conflict", "comment", "reply", "resolved", "detail"]
"""`manual`: an edit that an author has to make; `conflict`: file and source differ; `resolved`: a comment, or a reply
to one, that is closed; `detail`: of interest with `-v`.
"""


class PullFinding(Struct, frozen=True, gc=False):
    """A line of the report about a passage: its place in the source, its key, what is said, and who changed it."""

    kind: FindingKind
    span: Span
    key: str
    message: str
    revision: Revision | None = None


class PassageChange(Struct):
    """What one file changes in a passage, and the keys of the tokens that it will print at each place."""

    key: str
    edit: PassageEdit
    expected: list[tuple[str, ...]] = field(default_factory=list)


class ComputedCell(Struct, frozen=True, gc=False):
    """A cell of a table that the builder computes, the words that the file has in it, and the message unless they are
    printed once the changes are made.
    """

    key: str
    row: int
    column: int
    expected: tuple[str, ...]
    finding: PullFinding


class FileFacts(Struct):
    """What became of a file's anchors (bookmarks of a brief, identities of shapes in a deck), by their keys, and the
    formatting that a person added and the source cannot have, each with its number of runs.
    """

    kept: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    formats: dict[str, int] = field(default_factory=dict)

    def count(self, key: str, times: int) -> None:
        """Enter an anchor that the file has so many times."""
        if times:
            self.kept += 1
        else:
            self.lost.append(key)
        if times > 1:
            self.doubled.append(key)


class FilePull(Struct):
    """What one file means for the source."""

    name: str
    language: str
    changes: dict[str, PassageChange] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    """Key of a paragraph → that of the next one of its text, where the file joins both."""
    disputed: set[str] = field(default_factory=set)
    """Keys of passages that the file shows twice, changed in two ways."""
    findings: list[PullFinding] = field(default_factory=list)
    numbers: list[NumberChange] = field(default_factory=list)
    """Numbers of tables that change."""
    computed: list[ComputedCell] = field(default_factory=list)
    passages: int = 0
    """Passages that were found in the file."""
    facts: FileFacts = field(default_factory=FileFacts)

    def add(self, change: PassageChange) -> None:
        """Add a change; a passage may be shown in parts, or at several places."""
        known = self.changes.setdefault(change.key, change)
        if known is change:
            return
        if known.edit.agrees_with(change.edit):
            known.edit.merge(change.edit)
            known.expected += change.expected
        else:
            self.disputed.add(change.key)

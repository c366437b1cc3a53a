"""Bring edits made in Word and PowerPoint back to the source of their publication."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from builder.actions.locate import locate
from builder.diagnostics import UsageError
from builder.office.received import ReceivedFile
from builder.round_trip.findings import PullFinding
from builder.round_trip.pulling import PullResult, pull_files
from builder.round_trip.received_lists import AnchorList, read_anchor_list
from builder.round_trip.report import change_lines, file_difference, file_lines, finding_line
from builder.source_edits.edits import apply_edits

__all__ = ["Pulled", "pull"]


class Pulled(Struct, frozen=True):
    """What files mean for the source, as lines and as data.

    `edits` has a line for each passage that changes; `difference` is that of the author's files in the unified format,
    `written` the files that were changed. `manual` are edits that an author has to make, conflicts included; `comments`
    are those of the reviewers, `details` what is of interest when something seems to be missing. `files` are
    lines about each file: the anchors that it kept, lost and doubled, the formatting that is left out.
    """

    edits: tuple[str, ...]
    difference: str
    manual: tuple[PullFinding, ...]
    comments: tuple[PullFinding, ...]
    details: tuple[PullFinding, ...]
    passages: int
    files: tuple[str, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is reported, and the comments, in the order of the source, as lines."""
        findings = sorted((*self.manual, *self.comments), key=lambda finding: finding.span)
        return tuple(map(finding_line, findings))


def pull(
    files: Sequence[str | Path] | str | Path, publication: str | Path | None = None, *, apply: bool = False
) -> Pulled:
    """Read edits made in briefs and decks, and find what they mean for the source of their publication.

    `files` are all of one publication: several languages, the brief and the deck. The publication is found by the name
    that the files have in them, under content/ or as the only one; `publication` names another place. With `apply` the
    author's files are changed.

    Raises UsageError if the publication is not found or the files are of several ones, BuildError for a file that
    cannot be read or content that does not load.
    """
    paths = [files] if isinstance(files, str | Path) else list(files)
    received = [ReceivedFile(Path(path)) for path in dict.fromkeys(paths)]
    lists = [read_anchor_list(file) for file in received]
    path = _publication(lists, publication)
    result = pull_files(path, received, lists)
    difference = file_difference(result.plan.edits)
    written: tuple[Path, ...] = ()
    if apply and result.plan.edits:
        written = tuple(apply_edits(result.plan.edits))
    return _pulled(result, difference, written)


def _pulled(result: PullResult, difference: str, written: tuple[Path, ...]) -> Pulled:
    def of(*kinds: str) -> tuple[PullFinding, ...]:
        return tuple(finding for finding in result.findings if finding.kind in kinds)

    return Pulled(
        tuple(change_lines(result.plan)),
        difference,
        of("manual", "conflict"),
        of("comment", "reply"),
        of("detail", "resolved"),
        sum(pull.passages for pull in result.pulls),
        tuple(line for pull in result.pulls for line in file_lines(pull)),
        written,
    )


def _publication(lists: Sequence[AnchorList], given: str | Path | None) -> Path:
    """Return the `publication.yaml` that files were built from."""
    names = list(dict.fromkeys(listed.publication for listed in lists))
    if len(names) > 1:
        raise UsageError(f"these files are of several publications ({', '.join(names)}): pull them one by one")
    if given is not None:
        return locate(given)
    with suppress(UsageError):
        return locate(names[0])
    with suppress(UsageError):
        path = locate(None)
        if path.resolve().parent.name == names[0]:
            return path
    raise UsageError(f"no publication '{names[0]}' here, from which the file was built; name it with --publication")

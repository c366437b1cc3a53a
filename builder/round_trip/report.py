"""The report of a pull as lines: what changes where, by whom; the difference of the files; what is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from builder.round_trip.findings import FilePull, PullFinding
from builder.round_trip.planning import AcceptedChange, Plan
from builder.round_trip.story import Revision
from builder.round_trip.tokens import Difference, Token, differences, tokens_of, words_in
from builder.source_edits.edits import SourceEdit, edited

__all__ = ["change_lines", "file_difference", "file_lines", "finding_line"]

_MOST = 8
"""Words of a stretch that are shown."""
_MARKS = frozenset("*_~^")
"""Signs of marks around words."""


def change_lines(plan: Plan) -> Iterator[str]:
    """Yield a line for each passage that changes: its place, its key, its words before and after, who changed it."""
    for change in plan.changes:
        stretches = "; ".join(_stretches(change)) or "marks"
        who = _who(change.change.edit.authors)
        yield f"{change.written.start}: {change.key}: {stretches}{f' ({who})' if who else ''}"
    for number in plan.numbers:
        who = _who(number.revisions)
        yield f"{number.span}: {number.key}: {number.before} → {number.after}{f' ({who})' if who else ''}"


def finding_line(finding: PullFinding) -> str:
    """Return a finding as a line; replies to comments are indented."""
    indent = "  " if finding.kind == "reply" else ""
    key = f"{finding.key}: " if finding.key else ""
    who = ""
    if finding.kind in ("manual", "conflict") and finding.revision is not None:
        who = f" ({_who([finding.revision])})"
    mark = "conflict: " if finding.kind == "conflict" else "resolved: " if finding.kind == "resolved" else ""
    return f"{indent}{finding.span}: {key}{mark}{finding.message}{who}"


def file_lines(pull: FilePull) -> Iterator[str]:
    """Yield what became of a file's anchors, and the formatting that is left out."""
    facts = pull.facts
    parts = [f"{facts.kept} kept"]
    unusual = (("lost", facts.lost), ("doubled", facts.doubled))
    parts += [f"{len(keys)} {name} ({_some(keys)})" for name, keys in unusual if keys]
    yield f"{pull.name}: {facts.kept + len(facts.lost)} anchors: {', '.join(parts)}"
    if facts.formats:
        runs = ", ".join(f"{name} ({times})" for name, times in facts.formats.items())
        yield f"{pull.name}: formatting left out, with its number of runs: {runs}"


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_MOST]) + (", …" if len(keys) > _MOST else "")


def file_difference(edits: Iterable[SourceEdit]) -> str:
    """Return the difference that edits make to their files, in the unified format."""
    by_file: defaultdict[str, list[SourceEdit]] = defaultdict(list)
    for edit in edits:
        by_file[edit.start.file].append(edit)
    parts: list[str] = []
    for file, own in by_file.items():
        before = Path(file).read_bytes()
        old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (before, edited(before, own)))
        for line in unified_diff(old, new, fromfile=file, tofile=file, n=1):
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts)


def _stretches(change: AcceptedChange) -> Iterator[str]:
    """Yield the stretches of a passage that change, as the source has them: marks with the words that have them."""
    before, after = tokens_of(change.before), tokens_of(change.after)
    stretches = differences([token.text for token in before], [token.text for token in after])
    for start, end, begin, stop in _with_marked_words(stretches, before, after):
        old, new = _shown(words_in(before[start:end])), _shown(words_in(after[begin:stop]))
        yield f"{old} → {new}" if old and new else f"+ {new}" if new else f"− {old}" if old else "divided in two"
    if change.joined:
        yield "joined with the next paragraph"


def _with_marked_words(
    stretches: Sequence[Difference], before: Sequence[Token], after: Sequence[Token]
) -> Iterator[Difference]:
    """Yield stretches; two of signs alone, such as both ends of bold words, are one with the words between them."""
    waiting: Difference | None = None
    for stretch in stretches:
        tokens = (*before[stretch.start : stretch.end], *after[stretch.begin : stretch.stop])
        if not all(token.text in _MARKS for token in tokens):
            yield from (waiting,) if waiting is not None else ()
            waiting = None
            yield stretch
        elif waiting is None:
            waiting = stretch
        else:
            yield Difference(waiting.start, stretch.end, waiting.begin, stretch.stop)
            waiting = None
    yield from (waiting,) if waiting is not None else ()


def _shown(words: str) -> str:
    parts = words.split()
    if not parts:
        return ""
    return "“" + " ".join(parts[:_MOST]) + ("…" if len(parts) > _MOST else "") + "”"


def _who(revisions: Iterable[Revision]) -> str:
    """Return the authors of tracked changes, each with the day of the last one."""
    days: dict[str, str] = {}
    for revision in revisions:
        if revision.author:
            days[revision.author] = max(days.get(revision.author, ""), revision.date[:10])
    return ", ".join(f"{author}, {day}" if day else author for author, day in days.items())

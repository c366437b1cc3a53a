"""Waivers: comments in the source that accept a finding, with the reason.

    - {fr: "Page 12", en: "Page 14"}   # builder: ignore FIG002 -- the English edition has two more pages

A waiver is at the end of the line that the finding names, or alone on the line above it. On the line where a
multi-line text begins (`fr: |  # builder: ignore …`), it covers the whole text. On the line that names a data file
(`data: budget.csv  # builder: ignore …`), it covers that file too. `ignore-file` covers the publication with all its
files, in an included file that file. Codes may be shortened to their group: `ignore TYP -- …`. What resembles a waiver
inside a text is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.rule import Rule
from builder.content.yaml_values import Scalar
from builder.diagnostics import Diagnostic
from builder.source import Span

__all__ = ["RULES", "Waiver", "apply", "read_waivers", "waivers_of"]

_FORM = re.compile(
    r"#\s*builder:\s*(ignore|ignore-file)\s+([A-Z]{3}\d{0,3}(?:\s*,\s*[A-Z]{3}\d{0,3})*)\s*(?:--\s*(.*))?$"
)
_DATA_FILE = re.compile(
    r"""(?:^|[\s{,])(?:data:\s*(?:\{[^}]*?\b(?:file|snapshot):\s*)?|file:\s*|snapshot:\s*)["']?([^\s"',{}#]+)"""
)
_QUERY = re.compile(r"""(?:^|[\s{,])query:\s*["']?([^\s"',{}#]+)\.sql\b""")
"""A query, whose snapshot has its name unless the line names another."""


class Waiver(Struct, frozen=True):
    """One waiver: the codes (or their beginnings) it accepts, the lines it covers (0: all), and the reason."""

    codes: tuple[str, ...]
    first: int
    last: int
    reason: str
    span: Span
    data_file: str = ""
    """The data file that the covered line names, which is covered too."""
    everywhere: bool = False
    """True if all files of the publication are covered."""

    def covers(self, finding: Diagnostic) -> bool:
        """Return True if a finding is accepted."""
        if not finding.code.startswith(self.codes):
            return False
        if self.everywhere or finding.span.file == self.data_file:
            return True
        if finding.span.file != self.span.file:
            return False
        return not self.first or self.first <= finding.span.line <= self.last


def read_waivers(file: str, text: str, scalars: Iterable[Scalar] = (), folder: str | None = None) -> tuple[Waiver, ...]:
    """Return the waivers of a YAML file: comments of that form, alone on their line or after white space.

    `scalars` are the publication's texts: they hold no comments, and a waiver where one begins covers all its lines.
    `folder` is the publication's, if the file is one that it includes.
    """
    if "builder:" not in text:
        return ()
    inside, ends = _text_lines(file, scalars)
    waivers = []
    lines = text.splitlines()
    root = file.rpartition("/")[0] if folder is None else folder
    for number, line in enumerate(lines, start=1):
        match = _FORM.search(line)
        before = line[: match.start()] if match else ""
        if match is None or (before and not before[-1].isspace()) or inside(number, match.start() + 1):
            continue
        covered = 0 if match[1] == "ignore-file" else number if before.strip() else number + 1
        codes = tuple(code.strip() for code in match[2].split(","))
        last = ends.get(covered, covered)
        name = _data_file(lines[covered - 1]) if 0 < covered <= len(lines) else ""
        data_file = "/".join(filter(None, (root, name))) if name else ""
        span = Span(file, number, match.start() + 1)
        everywhere = not covered and folder is None
        waivers.append(Waiver(codes, covered, last, (match[3] or "").strip(), span, data_file, everywhere))
    return tuple(waivers)


def waivers_of(context: CheckContext) -> tuple[Waiver, ...]:
    """Return the waivers of a publication's file and of the files that it includes."""
    own, *included = context.publication.files
    folder = own.rpartition("/")[0]
    sources = {file: Path(file).read_text(encoding="utf-8-sig") for file in (own, *included)}
    if not any("builder:" in source for source in sources.values()):
        return ()
    scalars = [markup.scalar for text in context.texts for markup in text.entries.values()]
    known = [scalar for scalar in scalars if scalar is not None]
    waivers = read_waivers(own, sources.pop(own), known)
    for file, source in sources.items():
        waivers += read_waivers(file, source, known, folder=folder)
    return waivers


def _data_file(line: str) -> str:
    """Return the data file that a line names, the snapshot of a query included; "" for none."""
    named = _DATA_FILE.search(line)
    if named is not None:
        return named[1]
    query = _QUERY.search(line)
    return f"{query[1]}.csv" if query is not None else ""


def _text_lines(file: str, scalars: Iterable[Scalar]) -> tuple[Callable[[int, int], bool], dict[int, int]]:
    """Return a test for positions inside a text, and the last line of each multi-line text by its first."""
    covered: set[int] = set()
    quoted: dict[int, list[tuple[int, int]]] = {}
    ends: dict[int, int] = {}
    for scalar in scalars:
        if scalar.source.file != file:
            continue
        last = scalar.place(len(scalar.value)).line
        if last > scalar.line:
            ends[scalar.line] = max(last, ends.get(scalar.line, 0))
            covered.update(range(scalar.line + 1, last + (scalar.style == "|")))
        end = scalar.column + scalar.end - scalar.start if last == scalar.line else 10**9
        if scalar.style != "|":
            quoted.setdefault(scalar.line, []).append((scalar.column, end))

    def inside(line: int, column: int) -> bool:
        return line in covered or any(start <= column < end for start, end in quoted.get(line, ()))

    return inside, ends


def apply(
    findings: Iterable[Diagnostic], waivers: tuple[Waiver, ...], ran: Sequence[Rule], all_ran: bool
) -> list[Diagnostic]:
    """Return the findings that no waiver accepts, and the problems of the waivers themselves.

    `ran` are the rules that ran; that a waiver is not needed is known only if every rule did (`all_ran`).
    """
    used: set[Waiver] = set()
    left = []
    for finding in findings:
        accepting = [waiver for waiver in waivers if waiver.covers(finding)]
        used.update(accepting)
        if not accepting:
            left.append(finding)
    selected = {rule.code for rule in ran}
    for waiver in waivers:
        if not waiver.reason and _REASON.code in selected:
            problem = "this waiver has no reason"
            left.append(Diagnostic(_REASON.code, problem, waiver.span, "add ` -- ` and the reason", _REASON.severity))
        if waiver not in used and all_ran and _UNUSED.code in selected:
            problem = f"this waiver of {', '.join(waiver.codes)} accepts no finding"
            left.append(Diagnostic(_UNUSED.code, problem, waiver.span, "delete it", _UNUSED.severity))
    return left


_REASON = Rule(
    code="WAV001",
    name="waiver-without-reason",
    severity="warning",
    summary="A waiver has no reason.",
    find=lambda context: (),
    bad="title: {fr: Mistral, en: Mistral}  # builder: ignore PAR002",
    good="title: {fr: Mistral, en: Mistral}  # builder: ignore PAR002 -- the German edition will differ",
)
_UNUSED = Rule(
    code="WAV002",
    name="waiver-unused",
    severity="warning",
    summary="A waiver accepts no finding (reported only if every rule runs).",
    find=lambda context: (),
    bad="title: Mistral  # builder: ignore PAR002 -- a name",
    good="title: Mistral",
)
RULES: tuple[Rule, ...] = (_REASON, _UNUSED)
"""Problems of waivers themselves; `apply` finds them after all other rules."""

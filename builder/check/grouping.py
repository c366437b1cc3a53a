"""Group findings of one cause, so that a template with large titles gives one remark and not one for each title."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from builder.check.registry import rule
from builder.check.runner import Report
from builder.diagnostics import Diagnostic
from builder.source import Span
from builder.source_edits.edits import SourceEdit

__all__ = ["FindingGroup", "groups"]

_LEAST = 10
"""Findings of one cause beyond which they are grouped."""
_SHOWN = 5
"""Lines that the message of a group names."""
_QUOTED = re.compile(r"(`[^`]*`)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FIT = "FIT"
"""Rules about the space on slides: their remarks have one cause, whatever the slide, the language and the measure."""


class FindingGroup(Struct, frozen=True):
    """One finding, or more than ten of one cause as one: its message has their number and the first lines."""

    finding: Diagnostic
    spans: tuple[Span, ...]
    edits: tuple[SourceEdit, ...] = ()


def groups(report: Report, *, fixable: bool) -> list[FindingGroup]:
    """Return the findings of a report, those of one cause as one, in the order of their first places.

    Findings of one cause are of one rule and file and have the same message; remarks may differ in measures ("set at
    90%"). Errors stay single: each has to be fixed. With `fixable=False`, so do findings with a fix, which keep it.
    """
    by_cause: dict[object, list[int]] = {}
    edits = report.edits or ((),) * len(report.diagnostics)
    for number, finding in enumerate(report.diagnostics):
        single = finding.severity == "error" or (edits[number] and not fixable)
        by_cause.setdefault(number if single else _cause(finding), []).append(number)
    grouped: dict[int, FindingGroup] = {}
    for numbers in by_cause.values():
        members = [report.diagnostics[number] for number in numbers]
        if len(members) > _LEAST:
            grouped[numbers[0]] = FindingGroup(_summary(members), tuple(member.span for member in members))
        else:
            for number, member in zip(numbers, members, strict=True):
                grouped[number] = FindingGroup(member, (member.span,), edits[number])
    return [grouped[number] for number in sorted(grouped)]


def _cause(finding: Diagnostic) -> object:
    """Return what findings of one cause share: all; for remarks, all but their measures, which backquotes are not."""
    kind = (finding.code, finding.severity, finding.span.file)
    if finding.severity != "info":
        return *kind, finding.message
    if finding.code.startswith(_FIT):
        return kind
    parts = _QUOTED.split(finding.message)
    return *kind, *(part if part.startswith("`") else _NUMBER.sub("0", part) for part in parts)


def _summary(findings: list[Diagnostic]) -> Diagnostic:
    """Return findings of one cause as one, at the first place."""
    first = findings[0]
    lines = list(dict.fromkeys(finding.span.line for finding in findings))
    shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    known = rule(first.code)
    same = len({finding.message for finding in findings}) == 1
    message = first.message if same or known is None else known.summary.removesuffix(".")
    hint = first.hint if len({finding.hint for finding in findings}) == 1 else ""
    return replace(first, message=f"{message}; {len(findings)} findings, on lines {shown}", hint=hint)

"""Waivers: comments in the source that accept a finding, with the reason.

    - {fr: "Page 12", en: "Page 14"}   # builder: ignore FIG002 -- the English edition has two more pages

A waiver stands at the end of the line that the finding names, or alone on the line above it. `ignore-file` covers the
whole file. Codes may be shortened to their group: `ignore TYP -- …`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.diagnostics import Diagnostic
from builder.source import Span

__all__ = ["WAIVER_UNUSED", "WAIVER_WITHOUT_REASON", "Waiver", "apply", "read_waivers"]

WAIVER_WITHOUT_REASON = "WAV001"
WAIVER_UNUSED = "WAV002"

_FORM = re.compile(
    r"#\s*builder:\s*(ignore|ignore-file)\s+([A-Z]{3}\d{0,3}(?:\s*,\s*[A-Z]{3}\d{0,3})*)\s*(?:--\s*(.*))?$"
)


class Waiver(Struct, frozen=True):
    """One waiver: the codes (or beginnings of codes) it accepts, the line it covers (0: the whole file), and why."""

    codes: tuple[str, ...]
    line: int
    reason: str
    span: Span

    def covers(self, one: Diagnostic) -> bool:
        """Whether a finding is accepted."""
        same_place = one.span.file == self.span.file and self.line in (0, one.span.line)
        return same_place and one.code.startswith(self.codes)


def read_waivers(file: str, text: str) -> tuple[Waiver, ...]:
    """The waivers of a YAML file: comments of that form, alone on their line or after white space."""
    if "builder:" not in text:
        return ()
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _FORM.search(line)
        before = line[: match.start()] if match else ""
        if match is None or (before and not before[-1].isspace()):
            continue
        covered = 0 if match[1] == "ignore-file" else number if before.strip() else number + 1
        codes = tuple(code.strip() for code in match[2].split(","))
        found.append(Waiver(codes, covered, (match[3] or "").strip(), Span(file, number, match.start() + 1)))
    return tuple(found)


def apply(findings: Iterable[Diagnostic], waivers: tuple[Waiver, ...]) -> list[Diagnostic]:
    """The findings that no waiver accepts, and what is wrong with the waivers themselves."""
    used: set[Waiver] = set()
    left = []
    for one in findings:
        accepting = [waiver for waiver in waivers if waiver.covers(one)]
        used.update(accepting)
        if not accepting:
            left.append(one)
    for waiver in waivers:
        if not waiver.reason:
            problem = "a waiver gives no reason"
            left.append(Diagnostic(WAIVER_WITHOUT_REASON, problem, waiver.span, "add -- and why", "warning"))
        if waiver not in used:
            problem = f"nothing here needs the waiver of {', '.join(waiver.codes)}"
            left.append(Diagnostic(WAIVER_UNUSED, problem, waiver.span, "delete it", "warning"))
    return left

"""How `builder check` prints what it found."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING

from builder.cli.console import MOST_SHOWN
from builder.diagnostics import Diagnostic, Severity, one_line

if TYPE_CHECKING:
    from builder.actions.check.runner import Report

__all__ = ["show_report"]

_RULE = re.compile(r"[A-Z]{3}[0-9]{3}")
_NAMES: dict[Severity, tuple[str, str]] = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("remark", "remarks")}


def show_report(report: Report, output_format: str) -> None:
    """Findings for people on standard error, with a last line that counts them; data on standard output."""
    if output_format == "text":
        _text(report)
        return
    from builder.actions.check import formats

    if output_format == "sarif":
        from importlib.metadata import version

        sys.stdout.write(formats.as_sarif(report, version("bilingual-builder")))
    else:
        sys.stdout.write(formats.as_json(report) if output_format == "json" else formats.as_github(report))


def _text(report: Report) -> None:
    found = report.diagnostics
    lines = [_line(one) for one in found[:MOST_SHOWN]]
    if len(found) > MOST_SHOWN:
        lines.append(f"builder: {len(found) - MOST_SHOWN:,} more, not shown\n")
    if any(_RULE.fullmatch(one.code) for one in found):
        lines.append(_count(report))
    sys.stderr.write("".join(lines))


def _line(one: Diagnostic) -> str:
    """`place: CODE severity: message (mend)`; what the loader refuses has no code that could be waived."""
    place = f"{one.span}: " if one.span.file else ""
    code = f"{one.code} " if _RULE.fullmatch(one.code) else ""
    kind = "" if one.severity == "error" else f"{one.severity}: "
    mend = f" ({one.hint})" if one.hint else ""
    return f"{one_line(place)}{code}{kind}{one_line(one.message)}{one_line(mend)}\n"


def _count(report: Report) -> str:
    counts = Counter(one.severity for one in report.diagnostics)
    told = [
        f"{counts[severity]} {names[counts[severity] > 1]}" for severity, names in _NAMES.items() if counts[severity]
    ]
    fixable = len(report.fixes)
    mend = f"; --fix mends {fixable}" if fixable else ""
    return f"builder: {', '.join(told)}{mend}\n"

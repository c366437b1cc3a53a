"""Output of `builder check`."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from builder.cli.console import show_diagnostics, show_note
from builder.diagnostics import Severity

if TYPE_CHECKING:
    from builder.check.runner import Report

__all__ = ["show_report"]

_NAMES: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("remark", "remarks"),
}


def show_report(report: Report, output_format: str) -> None:
    """Print findings for people on standard error, with a count as the last line; data on standard output."""
    if output_format == "text":
        _text(report)
        return
    from builder.check import formats

    if output_format == "sarif":
        from importlib.metadata import version

        sys.stdout.write(formats.as_sarif(report, version("bilingual-builder")))
    else:
        sys.stdout.write(formats.as_json(report) if output_format == "json" else formats.as_github(report))


def _text(report: Report) -> None:
    from builder.check.grouping import groups

    show_diagnostics(group.finding for group in groups(report, fixable=True))
    if any(finding.code.isupper() for finding in report.diagnostics):
        show_note(_count(report))


def _count(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.diagnostics)
    parts = [
        f"{counts[severity]} {names[counts[severity] > 1]}" for severity, names in _NAMES.items() if counts[severity]
    ]
    fixable = len(report.fixes)
    hint = f"; {fixable} fixable with --fix" if fixable else ""
    return f"{', '.join(parts)}{hint}"

"""Report on a template as builds use it: what it offers, what is used for each role, and what to fix."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from builder.brand.report import Fact, TemplateReport
from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["check_template", "template_findings"]

_KINDS: dict[str, Literal["docx", "pptx"]] = {
    ".docx": "docx", ".dotx": "docx", ".docm": "docx", ".dotm": "docx",
    ".pptx": "pptx", ".potx": "pptx", ".ppsx": "pptx", ".pptm": "pptx", ".potm": "pptx",
}  # fmt: skip


def check_template(path: Path) -> TemplateReport:
    """Return the report on the template in a file. Raises UsageError if its name has no suffix of Word or PowerPoint.

    A problem that makes a template unusable is in the report as an error, and `usable` is then False.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{path} is not a template: expected .docx, .dotx, .pptx or .potx")
    if not path.is_file():
        raise UsageError(f"no template at {path}")
    try:
        return _report(path, kind)
    except BuildError as error:
        return TemplateReport(file=str(path), kind=kind, usable=False, diagnostics=error.diagnostics)


def template_findings(path: Path, kind: Literal["docx", "pptx"]) -> tuple[Diagnostic, ...]:
    """Return the problems of a template that a publication names, for `builder check`."""
    try:
        return _report(path, kind).diagnostics
    except BuildError as error:
        return error.diagnostics


def _report(path: Path, kind: Literal["docx", "pptx"]) -> TemplateReport:
    from builder.templates.open import open_template

    file = open_template(path, kind)
    if kind == "docx":
        from builder.brand.brief_template import brief_report

        report = brief_report(file, str(path))
    else:
        from builder.brand.deck_template import deck_report

        report = deck_report(file, str(path))
    facts = [Fact("format", "Strict Open XML, read as Transitional")] if file.strict else []
    if file.macros:
        facts.append(Fact("macros", "left out by builds"))
    return replace(report, facts=(*report.facts, *facts)) if facts else report

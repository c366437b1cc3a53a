"""Look at a template as builds will: what it offers, what will be used for each purpose, and what to mend."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from builder.brand.report import TemplateReport
from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["check_template", "template_findings"]

_KINDS: dict[str, Literal["docx", "pptx"]] = {
    ".docx": "docx", ".dotx": "docx", ".docm": "docx", ".dotm": "docx",
    ".pptx": "pptx", ".potx": "pptx", ".ppsx": "pptx", ".pptm": "pptx", ".potm": "pptx",
}  # fmt: skip


def check_template(path: Path) -> TemplateReport:
    """The report on the template in a file. Raises UsageError where its name is none of Word's or PowerPoint's.

    What makes a template unusable stands in the report as an error, and `usable` is then False.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{path} is not named as a template: .docx, .dotx, .pptx or .potx")
    if not path.is_file():
        raise UsageError(f"no template at {path}")
    try:
        return _report(path, kind)
    except BuildError as error:
        return TemplateReport(file=str(path), kind=kind, usable=False, diagnostics=error.diagnostics)


def template_findings(path: Path, kind: Literal["docx", "pptx"]) -> tuple[Diagnostic, ...]:
    """What is wrong with a template that a publication names, as `builder check` tells it."""
    try:
        return _report(path, kind).diagnostics
    except BuildError as error:
        return error.diagnostics


def _report(path: Path, kind: Literal["docx", "pptx"]) -> TemplateReport:
    from builder.templates.open import open_template

    file = open_template(path, kind)
    if kind == "docx":
        from builder.brand.brief import brief_report

        return brief_report(file, str(path))
    from builder.brand.deck import deck_report

    return deck_report(file, str(path))

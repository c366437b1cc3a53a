"""The report on a template: its content, the layout or style used for each role, its fonts, and the findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from builder.diagnostics import Diagnostic

__all__ = ["Fact", "FontUse", "TemplateReport", "Use", "as_text"]


class Fact(Struct, frozen=True):
    """One fact about the file: its subject, and measures or members in words."""

    name: str
    value: str


class Use(Struct, frozen=True, kw_only=True):
    """The layout or style used for a role: the template's own, a substitute, or one added by the build."""

    purpose: str
    served_by: str
    how: Literal["own", "substitute", "added"]
    details: tuple[str, ...] = ()


class FontUse(Struct, frozen=True, kw_only=True):
    """A font of the template: its purposes, how its text is measured, and whether it has U+202F, the narrow no-break
    space of French.
    """

    font: str
    used_for: tuple[str, ...]
    measured: Literal["exactly", "with a similar font", "as a wide font"]
    metrics: str
    narrow_space: Literal["yes", "no", "unknown"]


class TemplateReport(Struct, frozen=True, kw_only=True):
    """The report on a template. `usable` is False if no build can be made from it."""

    file: str
    kind: Literal["docx", "pptx"]
    usable: bool
    facts: tuple[Fact, ...] = ()
    uses: tuple[Use, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


_HOW = {"own": "", "substitute": "  (substitute)", "added": "  (added by builds)"}
_KINDS = {"docx": "Word template", "pptx": "PowerPoint template"}


def as_text(report: TemplateReport) -> str:
    """Return the report for a terminal without findings, which are shown like all others."""
    lines = [f"{report.file}: {_KINDS[report.kind]}"]
    if report.facts:
        lines += ["", "Contents", *_columns((fact.name, fact.value) for fact in report.facts)]
    if report.uses:
        rows = [(use.purpose, f"{use.served_by}{_HOW[use.how]}", "; ".join(use.details)) for use in report.uses]
        lines += ["", "Used for each purpose", *_columns(rows)]
    if report.fonts:
        lines += ["", "Fonts", *_columns(map(_font_row, report.fonts))]
    return "\n".join(lines) + "\n"


def _font_row(font: FontUse) -> tuple[str, str, str]:
    measured = f"measured {font.measured}" + (f" ({font.metrics})" if font.measured != "exactly" else "")
    return font.font, f"{measured}; U+202F: {font.narrow_space}", ", ".join(font.used_for)


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return rows as lines, each column as wide as its longest entry."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    ]

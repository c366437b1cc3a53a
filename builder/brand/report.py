"""What a look at a template tells: what the file has, what serves which purpose, its fonts, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from builder.diagnostics import Diagnostic

__all__ = ["Fact", "FontUse", "TemplateReport", "Use", "as_text"]


class Fact(Struct, frozen=True):
    """Something found in the file: what it is, and its measures or members in words."""

    name: str
    value: str


class Use(Struct, frozen=True, kw_only=True):
    """What serves a purpose: the template's own layout or style, one that stands in, or one that builds bring along."""

    purpose: str
    served_by: str
    how: Literal["own", "stands in", "added"]
    details: tuple[str, ...] = ()


class FontUse(Struct, frozen=True, kw_only=True):
    """A font of the template: where it serves, how its text is measured, and whether it has U+202F.

    U+202F is the narrow no-break space of French.
    """

    font: str
    used_for: tuple[str, ...]
    measured: Literal["exactly", "by a relative", "as a wide font"]
    metrics: str
    narrow_space: Literal["yes", "no", "unknown"]


class TemplateReport(Struct, frozen=True, kw_only=True):
    """Everything that can be told of a template. `usable` says whether a build can be made from it."""

    file: str
    kind: Literal["docx", "pptx"]
    usable: bool
    found: tuple[Fact, ...] = ()
    uses: tuple[Use, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


_HOW = {"own": "", "stands in": "  (stands in)", "added": "  (added by builds)"}
_KINDS = {"docx": "Word template", "pptx": "PowerPoint template"}


def as_text(report: TemplateReport) -> str:
    """The report for a terminal, findings left out: those are shown like all others."""
    lines = [f"{report.file}: {_KINDS[report.kind]}"]
    if report.found:
        lines += ["", "Found", *_columns((one.name, one.value) for one in report.found)]
    if report.uses:
        rows = [(one.purpose, f"{one.served_by}{_HOW[one.how]}", "; ".join(one.details)) for one in report.uses]
        lines += ["", "Used for each purpose", *_columns(rows)]
    if report.fonts:
        lines += ["", "Fonts", *_columns(map(_font_row, report.fonts))]
    return "\n".join(lines) + "\n"


def _font_row(one: FontUse) -> tuple[str, str, str]:
    measured = f"measured {one.measured}" + (f" ({one.metrics})" if one.measured != "exactly" else "")
    return one.font, f"{measured}; U+202F: {one.narrow_space}", ", ".join(one.used_for)


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Rows as lines, each column as wide as its longest entry."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    ]

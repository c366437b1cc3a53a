"""Legibility of text and shapes: contrast (WCAG 2.1, 1.4.3 and 1.4.11) and sizes."""

from __future__ import annotations

import itertools

from builder.diagnostics import Diagnostic
from builder.office.colour import contrast
from builder.source import Span

__all__ = ["accent_findings", "contrast_finding", "size_finding"]

_TEXT, _LARGE = 4.5, 3.0
_LARGE_SIZE, _LARGE_BOLD = 18.0, 14.0
"""Points from which text counts as large."""
_STEP = 1.12
"""Luminance ratio below which two neighbouring series look alike in greyscale."""


def contrast_finding(
    what: str, colour: str, background: str, size: float, bold: bool, file: str, fix: str
) -> Diagnostic | None:
    """Return a finding about text with too little contrast, or None. Colours are RRGGBB, the size points."""
    least = _LARGE if size >= _LARGE_SIZE or (bold and size >= _LARGE_BOLD) else _TEXT
    ratio = contrast(colour, background)
    if ratio >= least:
        return None
    message = f"{what}: #{colour} on #{background} has a contrast of {ratio:.1f}:1; the minimum is {least:g}:1"
    return Diagnostic("TPL201", message, Span(file), fix, "warning")


def size_finding(what: str, size: float, least: float, file: str, fix: str) -> Diagnostic | None:
    """Return a finding about text that is too small, or None. Sizes are points."""
    if size >= least:
        return None
    return Diagnostic("TPL203", f"{what}: {size:g} pt; the minimum is {least:g} pt", Span(file), fix, "warning")


def accent_findings(colours: dict[str, str], background: str, file: str) -> list[Diagnostic]:
    """Return findings about accents that charts must change: too pale on the background, or alike in greyscale."""
    accents = [(name, colours[name]) for name in (f"accent{n}" for n in range(1, 7)) if name in colours]
    fix = "change the theme in Design > Variants > Colors; charts now use a darker or lighter shade"
    problems = [
        Diagnostic(
            "TPL202",
            f"{name} (#{rgb}) on #{background} has a contrast of {contrast(rgb, background):.1f}:1; charts need 3:1",
            Span(file),
            fix,
            "info",
        )
        for name, rgb in accents
        if contrast(rgb, background) < _LARGE
    ]
    for (name, rgb), (next_name, next_rgb) in itertools.pairwise(accents[:4]):
        if contrast(rgb, next_rgb) < _STEP:
            message = f"{name} and {next_name} are alike in greyscale (#{rgb}, #{next_rgb})"
            problems.append(Diagnostic("TPL204", message, Span(file), fix, "info"))
    return problems

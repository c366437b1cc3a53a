"""The fonts of a template: how their text is measured, and whether they have the narrow no-break space of French.

The shipped metrics describe the glyphs of the fonts they were taken from; a font with the same metrics may have other
glyphs. Other facts here were looked up font by font; nothing is assumed about all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from builder import typeset
from builder.brand.report import FontUse
from builder.diagnostics import Diagnostic
from builder.source import Span

__all__ = ["NARROW_SPACE", "font_findings", "font_uses"]

NARROW_SPACE = 0x202F
_METRICS = Path(typeset.__file__).parent / "metrics"
_HAVE = frozenset({"noto sans", "noto serif"})
_LACK = frozenset({"eb garamond", "fira code", "ibm plex mono", "ibm plex sans", "ibm plex serif", "ubuntu"})
"""Families of which many versions in use have no U+202F."""
_NO_PLACES: Mapping[str, Span] = {}
_SYMBOLS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})


def font_uses(purposes: Mapping[str, Iterable[str]]) -> tuple[FontUse, ...]:
    """Return what is known of each font, from its purposes."""
    return tuple(
        _use(font, tuple(dict.fromkeys(used_for)))
        for font, used_for in purposes.items()
        if font.casefold() not in _SYMBOLS
    )


def _use(font: str, used_for: tuple[str, ...]) -> FontUse:
    from builder.typeset.substitutes import UNKNOWN, substitute

    substitution = substitute(font)
    measured: Literal["exactly", "with a similar font", "as a wide font"] = "as a wide font"
    if substitution is not None:
        measured = "exactly" if substitution.exact else "with a similar font"
    metrics = (substitution or UNKNOWN).metrics
    return FontUse(
        font=font, used_for=used_for, measured=measured, metrics=metrics, narrow_space=_narrow_space(font, metrics)
    )


def _narrow_space(font: str, metrics: str) -> Literal["yes", "no", "unknown"]:
    name = " ".join(font.casefold().split())
    if name.replace(" ", "-") == metrics:
        return "yes" if _has_glyph(metrics, NARROW_SPACE) else "no"
    if name in _HAVE:
        return "yes"
    return "no" if name in _LACK else "unknown"


def _has_glyph(metrics: str, point: int) -> bool:
    """Return True if the regular face in a metrics file has a glyph for a code point."""
    from builder.typeset.metrics_format import MISSING, code_points, unpack

    regular = unpack((_METRICS / f"{metrics}.bin").read_bytes())[0]
    return regular.widths[code_points().index(point)] != MISSING


def font_findings(fonts: Iterable[FontUse], file: str, places: Mapping[str, Span] = _NO_PLACES) -> list[Diagnostic]:
    """Return the findings about inexact metrics and missing glyphs of fonts, at the `places` that name them."""
    problems = []
    for font in fonts:
        place = places.get(font.font) or Span(file)
        if font.narrow_space == "no":
            message = f"the font '{font.font}' has no narrow no-break space (U+202F), which French sets in numbers"
            hint = "write `narrow_space: full` in publications that use it"
            problems.append(Diagnostic("TPL301", message, place, hint, "warning"))
        if font.measured == "exactly":
            continue
        similar = font.measured == "with a similar font"
        how = f"with the widths of {font.metrics} and a margin" if similar else "as that of a wide font"
        message = f"the font '{font.font}' has no metrics here: its text is measured {how}"
        problems.append(Diagnostic("TPL302", message, place, "check full pages and slides in Office", "info"))
    return problems

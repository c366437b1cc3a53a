"""Formulas between dollars, which other programs set and which hold neither sums of money nor values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.late_patterns import compiled

__all__ = ["formulas"]

_FORMULA = r"\$\$[^$\n]{1,200}\$\$|(?<![\w$])\$(?![\s$])(?P<inside>[^$\n]{1,120}?)(?<!\s)\$(?![\w$])"
_SIGN = r"[\\^_{}=<>+⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]|\A[^\W\d_]\w?\Z"
"""What is in a formula and in no sum of money; or a name of one or two letters."""

_SUM = r"\d\S*\s"
"""The beginning of a sum of money, which a sentence follows."""


def formulas(text: str) -> Iterator[re.Match[str]]:
    """Yield the formulas of a text; `$5 and $6` has none."""
    for match in compiled(_FORMULA).finditer(text) if "$" in text else ():
        inside = match["inside"]
        if inside is None or (compiled(_SIGN).search(inside) and not compiled(_SUM).match(inside)):
            yield match

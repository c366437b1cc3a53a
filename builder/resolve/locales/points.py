"""House rules: percentage points, for which CLDR has no unit.

Words are those of the national statistics offices; letters those of their tables. A language without an entry writes
`pp`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.language import fallbacks

__all__ = ["points_patterns"]

_NAMES: Final[dict[str, tuple[str, str, str, str]]] = {
    "fr": ("point de pourcentage", "points de pourcentage", "pt", "pts"),
    "en": ("percentage point", "percentage points", "pp", "pp"),
    "de": ("Prozentpunkt", "Prozentpunkte", "PP", "PP"),
    "es": ("punto porcentual", "puntos porcentuales", "p.\u00a0p.", "p.\u00a0p."),
    "it": ("punto percentuale", "punti percentuali", "p.p.", "p.p."),
    "nl": ("procentpunt", "procentpunt", "pp", "pp"),
    "pt": ("ponto percentual", "pontos percentuais", "p.p.", "p.p."),
}
"""Language → the words for one and for several, the letters for one and for several."""
_UNKNOWN: Final = ("pp", "pp", "pp", "pp")


def points_patterns(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the patterns of percentage points by width and plural category, as CLDR has them for units."""
    one, several, short_one, short_several = next(
        (_NAMES[tag] for tag in fallbacks(language) if tag in _NAMES), _UNKNOWN
    )
    return {
        "long": {"one": f"{{0}} {one}", "other": f"{{0}} {several}"},
        "short": {"one": f"{{0}} {short_one}", "other": f"{{0}} {short_several}"},
    }

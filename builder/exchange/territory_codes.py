"""Codes of territories with a preposition, `{neighbour:in}`, in languages that have none: they print the name alone.

French and English have these styles. A translator into another language types the preposition, and keeps the code as it
is protected; what is written is `{neighbour}`.
"""

from __future__ import annotations

import re

from builder.content.model.figures import TerritoryFigure
from builder.content.model.publication import Publication
from builder.language import base_language
from builder.resolve.locales.prepositions import PREPOSITION_LANGUAGES

__all__ = ["TerritoryCodes"]

_CODE = re.compile(r"(?P<code>`+)(?:(?!`).)+?(?P=code)(?!`)|\{\{|\{(?P<name>[a-z0-9-]+):(?:in|of)\}", re.DOTALL)


class TerritoryCodes:
    """The codes of one publication in the translations into one language."""

    def __init__(self, publication: Publication, language: str):
        self._names: frozenset[str] = frozenset()
        """The figures whose code has no preposition in the language."""
        if base_language(language) not in PREPOSITION_LANGUAGES:
            self._names = frozenset(
                name for name, figure in publication.figures.items() if isinstance(figure, TerritoryFigure)
            )

    def has_no_preposition(self, name: str, style: str) -> bool:
        """Return True if the code of a figure prints the name alone, whatever its style asks for."""
        return style in ("in", "of") and name in self._names

    def written(self, words: str) -> tuple[str, tuple[str, ...]]:
        """Return mark-up as it can be written in the language, and the codes that lose their style in it."""
        changed: list[str] = []

        def plain(match: re.Match[str]) -> str:
            if match["name"] not in self._names:
                return match[0]
            changed.append(match[0])
            return f"{{{match['name']}}}"

        return (_CODE.sub(plain, words), tuple(dict.fromkeys(changed))) if self._names else (words, ())

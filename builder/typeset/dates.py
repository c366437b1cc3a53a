"""Dates, which documents hold as plain words, as inlines."""

from __future__ import annotations

import re

from builder.language import base_language
from builder.tree.prose import Inlines, Run
from builder.typeset.inlines import text

__all__ = ["dated"]

_FIRST = re.compile(r"(?<![\w.,:/-])1(er)(?!\w)")
"""The one ordinal that French dates have."""


def dated(words: str, language: str) -> Inlines:
    """Return a date with its ordinal set as elsewhere in the language: in French, its letters superscript."""
    if base_language(language) != "fr":
        return text(words)
    runs: list[Run] = []
    at = 0
    for match in _FIRST.finditer(words):
        start, end = match.span(1)
        runs += [Run(words[at:start], protected=True), Run(words[start:end], protected=True, superscript=True)]
        at = end
    return (*runs, *text(words[at:]))

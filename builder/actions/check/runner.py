"""Run every check over a publication and gather what they find."""

from __future__ import annotations

from pathlib import Path

from builder.actions import stages
from builder.content.loader import load
from builder.diagnostics import BuildError, Diagnostic

__all__ = ["check"]


def check(path: Path) -> tuple[Diagnostic, ...]:
    """All findings about a publication in source order: what the loader refuses, then what a language cannot print."""
    try:
        publication = load(path)
    except BuildError as error:
        return error.diagnostics
    found: list[Diagnostic] = []
    for language in publication.languages:
        try:
            stages.document(publication, language)
        except BuildError as error:
            found += [one for one in error.diagnostics if one not in found]
    return tuple(sorted(found, key=lambda one: one.span))

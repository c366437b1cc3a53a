"""Problems about missing texts: one each, or one for a language in which many are missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from builder.content.model.untranslated import Untranslated
from builder.diagnostics import Diagnostic
from builder.language import fallbacks
from builder.source import NOWHERE, Span

__all__ = ["missing_texts", "unfinished_language"]

_MOST_LISTED = 9
"""Missing texts of a language that are reported one by one: more would hide the other problems."""


def missing_texts(
    untranslated: Sequence[Untranslated], languages: Collection[str], places: Mapping[str, Span], texts: int
) -> list[Diagnostic]:
    """Return the problems about the texts that are missing in some languages.

    `places` are the declared languages with the place of each declaration, the source language first; `texts` is the
    number of texts written by language.
    """
    problems: list[Diagnostic] = []
    for tag in languages:
        missing = [text for text in untranslated if text.tag == tag]
        if len(missing) > _MOST_LISTED:
            problems.append(unfinished_language(tag, len(missing), places, texts))
        else:
            problems += [Diagnostic("missing-language", text.message, text.span, text.hint) for text in missing]
    return problems


def unfinished_language(tag: str, missing: int, places: Mapping[str, Span], texts: int) -> Diagnostic:
    """Return the problem that a number of texts are missing in a language."""
    declared = next((own for own in fallbacks(tag) if own in places), "")
    message = f"{missing} of {texts} texts have no `{tag}`"
    return Diagnostic("missing-language", message, places.get(declared, NOWHERE), _export(tag, list(places)))


def _export(tag: str, languages: Sequence[str]) -> str:
    """Return the command that sends the missing texts to a translator."""
    if not languages or tag != languages[0] or len(languages) == 1:
        return f"builder export --to {tag}"
    return f"builder export --to {tag} --from {languages[1]}"

"""Citations: the first of a source in full, later ones in short, with the author's locator.

A citation is a note of its own in the text. Inside a note of the author's it is written out in place.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.content import markup as m
from builder.resolve.context import ResolveContext
from builder.tree.prose import Inline, Inlines, NoteRef, Paragraph, Run

__all__ = ["citation_note", "citation_runs", "ended"]


def citation_note(context: ResolveContext, citation: m.Citation) -> NoteRef:
    """Return a citation in the text: a note that ends with a full stop."""
    inlines = context.set(ended(citation_runs(context, citation)))
    return NoteRef((Paragraph(inlines, citation.span),), citation.span, tuple(dict.fromkeys(citation.sources)))


def citation_runs(context: ResolveContext, citation: m.Citation) -> Inlines:
    """Return the words of a citation, before typography. The locator belongs to the last of several sources."""
    runs: list[Inline] = []
    for name in citation.sources:
        if context.source(name, citation.span) is None:
            continue
        if runs:
            runs.append(Run(context.words.phrases["list_separator"], citation.span))
        entry = context.entries[name]
        runs.extend(entry.short if name in context.cited else entry.full)
        if context.brief:
            context.cited.add(name)
    if citation.locator:
        runs.append(Run(f", {citation.locator}", citation.span))
    return tuple(runs)


def ended(inlines: Inlines) -> Inlines:
    """Return the inlines with a full stop, unless they end with a mark already."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Run) or last.text.endswith((".", "!", "?", "…")):
        return inlines
    plain_end = not (last.emphasis or last.link or last.language or last.protected)
    if plain_end:
        return (*inlines[:-1], replace(last, text=f"{last.text}."))
    return (*inlines, Run(".", last.span))

"""Named texts: each is used."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import NamedText
from builder.content.model.publication import choosing_texts
from builder.content.text import inlines_of

__all__ = ["RULES"]


def unused(context: CheckContext) -> Iterator[Finding]:
    """Find named texts that no text uses in any language, and that choose no rows of data."""
    declared = context.publication.texts
    if not declared:
        return
    markups = (markup for text in context.texts for markup in text.entries.values() if "{=" in markup.source)
    inlines = (inline for markup in markups for inline in inlines_of(markup.blocks))
    used = {inline.name for inline in inlines if isinstance(inline, NamedText)}
    used |= choosing_texts(context.publication)
    for name, text in declared.items():
        if name not in used:
            yield Finding(
                f"the named text `{name}` is not used", text.span, f"write {{={name}}} in a text, or delete it"
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="TXT001",
        name="unused-named-text",
        severity="info",
        summary="A named text is declared but not used.",
        find=unused,
        bad="texts:\n  ministry: {fr: le ministère, en: the Ministry}\nsections: []",
        good='texts:\n  ministry: {fr: le ministère, en: the Ministry}\nsections:\n  - title: "{=ministry}"',
    ),
)

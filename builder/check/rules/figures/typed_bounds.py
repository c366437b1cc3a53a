"""Bounds typed before a figure that has a bound of its own: "jusqu'à {n}" prints "jusqu'à au moins 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.content.markup import NESTING, FigureRef, Foreign, Inline, InlineNote, Str
from builder.content.model.bounds import OPPOSITE_BOUNDS
from builder.content.model.figures import Bound, DateFigure, TerritoryFigure
from builder.content.text import paragraphs_of
from builder.language import base_language
from builder.late_patterns import compiled
from builder.resolve.locales.profiles import profile

__all__ = ["RULES"]

_PHRASES: dict[str, dict[str, Bound]] = {
    "fr": {
        r"jusqu['’]à|au (?:plus|maximum)|pas plus (?:de|d['’])|un maximum (?:de|d['’])": "at-most",
        r"moins (?:de|d['’])|inférieure?s? à": "less-than",
        r"au (?:moins|minimum)|un minimum (?:de|d['’])|à partir (?:de|d['’])": "at-least",
        r"plus (?:de|d['’])|supérieure?s? à": "more-than",
        r"environ|près (?:de|d['’])|à peu près|presque": "about",
    },
    "en": {
        r"up to|at (?:the )?most|(?:no|not) (?:more|greater) than|a maximum of": "at-most",
        r"(?<!no )(?<!not )(?:less|fewer) than": "less-than",
        r"at (?:the )?least|(?:no|not) (?:less|fewer) than|a minimum of": "at-least",
        r"(?<!no )(?<!not )(?:more|greater) than": "more-than",
        r"about|approximately|roughly|nearly|almost": "about",
    },
}
"""Words before a figure that are a bound and nothing else; `over`, `under` or `sous` may be of time or place."""
_LONGEST = 40


def typed_bounds(context: CheckContext) -> Iterator[Finding]:
    """Find words of a bound before a figure that prints a bound of its own."""
    bounded = {
        name: figure.bound
        for name, figure in context.publication.figures.items()
        if figure.bound and not isinstance(figure, DateFigure | TerritoryFigure)
    }
    if not bounded:
        return
    for text in context.texts:
        for tag, markup in text.entries.items():
            if "{" in markup.source:
                for inlines in paragraphs_of(markup.blocks):
                    yield from _in_paragraph(inlines, tag or context.source_tag, bounded, [""])


def _in_paragraph(
    inlines: tuple[Inline, ...], tag: str, bounded: dict[str, Bound], before: list[str]
) -> Iterator[Finding]:
    """Check the figures of a paragraph; `before` holds the words typed before the next inline."""
    for inline in inlines:
        if isinstance(inline, Str):
            before[0] = (before[0] + inline.text)[-_LONGEST:]
        elif isinstance(inline, FigureRef):
            if inline.figure in bounded:
                yield from _doubled(inline, bounded[inline.figure], before[0], tag)
            before[0] = ""
        elif isinstance(inline, Foreign | InlineNote):
            language = inline.language if isinstance(inline, Foreign) else tag
            yield from _in_paragraph(inline.children, language, bounded, [""])
            before[0] = before[0] if isinstance(inline, InlineNote) else ""
        elif isinstance(inline, NESTING):
            yield from _in_paragraph(inline.children, tag, bounded, before)
        else:
            before[0] = ""


def _doubled(reference: FigureRef, bound: Bound, before: str, tag: str) -> Iterator[Finding]:
    """Report the words of a bound at the end of a text, unless they are the figure's own, which are printed once."""
    if reference.style == "absolute" and bound != OPPOSITE_BOUNDS[bound]:
        return  # the bound that is printed depends on the sign
    house = profile(tag)
    printed = house.bounds[bound]
    for phrase, typed in _PHRASES.get(base_language(tag), {}).items():
        match = compiled(rf"(?<![\w-])(?P<words>{phrase})\s*\Z", re.IGNORECASE).search(before)
        if match is None:
            continue
        words = " ".join(match["words"].lower().replace("’", "'").split())
        own = {printed, house.counted_bounds.get(bound, printed)}
        if words in own or any(words == f"{own_words[:-1]}'" for own_words in own if own_words.endswith("e")):
            return
        message = f"“{match['words']}” before `{reference.figure}`, which prints “{printed}” of its own"
        hint = "delete these words" if typed == bound else "change these words, or the figure's `bound`"
        yield Finding(message, reference.span, hint)
        return


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG012",
        name="typed-bound",
        severity="warning",
        summary="The words of a bound are typed before a figure that has another bound.",
        find=typed_bounds,
        bad='figures: {jobs: {number: 5, bound: at-least}}\nsections:\n  - title: {fr: "Jusqu\'à {jobs}"}',
        good='figures: {jobs: {number: 5, bound: at-most}}\nsections:\n  - title: {fr: "{jobs}"}',
    ),
)

"""Units typed beside a figure that prints its own: "{growth} %" prints "12,5 % %"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.typed import read_by
from builder.content.markup import NESTING, FigureRef, Foreign, Inline, InlineNote, Str
from builder.content.model.figures import AmountFigure, Figure, FigureNumberBase, PercentFigure
from builder.content.text import paragraphs_of
from builder.language import base_language
from builder.late_patterns import compiled
from builder.resolve.figures import figure_text
from builder.resolve.locales.currencies import house_name, house_symbol
from builder.resolve.locales.locale_data import locale_data
from builder.resolve.numbers import formatter

__all__ = ["RULES"]

_STYLES = ("standard", "long", "compact")
_PERCENT = {"fr": ("%", "pour cent"), "en": ("%", "percent", "per cent")}


class _Line(Struct, frozen=True):
    """The words of a paragraph, and what parts them: a figure, or None for anything else. `words` has one entry more
    than `between`. `apart` has the notes and the passages in other languages, each with its language.
    """

    words: list[str]
    between: list[FigureRef | None]
    apart: list[tuple[tuple[Inline, ...], str]]


def typed_units(context: CheckContext) -> Iterator[Finding]:
    """Find units, currencies and counted nouns typed before or after a figure that prints the same."""
    figures = {
        name: figure for name, figure in context.publication.figures.items() if isinstance(figure, FigureNumberBase)
    }
    if not figures:
        return
    for text in context.texts:
        for tag, markup in text.entries.items():
            if "{" not in markup.source:
                continue
            language = read_by(context, tag or context.source_tag)
            for inlines in paragraphs_of(markup.blocks):
                yield from _in_paragraph(inlines, language, figures)


def _in_paragraph(inlines: tuple[Inline, ...], language: str, figures: Mapping[str, Figure]) -> Iterator[Finding]:
    """Check the words beside each figure of a paragraph, and those of its notes and passages in other languages."""
    line = _Line([""], [], [])
    _gather(inlines, language, line)
    for place, reference in enumerate(line.between):
        if reference is not None and reference.figure in figures:
            before, after = line.words[place : place + 2]
            yield from _doubled(reference, figures[reference.figure], before, after, language)
    for children, own in line.apart:
        yield from _in_paragraph(children, own, figures)


def _gather(inlines: tuple[Inline, ...], language: str, line: _Line) -> None:
    """Add inlines to a line. Emphasis and the like do not part words; what else may stand between two words does."""
    for inline in inlines:
        if isinstance(inline, Str):
            line.words[-1] += inline.text
        elif isinstance(inline, InlineNote):
            line.apart.append((inline.children, language))
        elif isinstance(inline, NESTING) and not isinstance(inline, Foreign):
            _gather(inline.children, language, line)
        else:
            if isinstance(inline, Foreign):
                line.apart.append((inline.children, inline.language))
            line.between.append(inline if isinstance(inline, FigureRef) else None)
            line.words.append("")


def _doubled(reference: FigureRef, figure: Figure, before: str, after: str, language: str) -> Iterator[Finding]:
    """Report a unit at the end of the words before a figure, or at the start of those after it."""
    first, last = _units(figure, language)
    typed = compiled(rf"(?<!\w)(?:{_alternatives(first)})(?=\s*\Z)").search(before) if first else None
    side = "before"
    if typed is None and last:
        typed = compiled(rf"\s*(?P<unit>{_alternatives(last)})(?!\w)").match(after)
        side = "after"
    if typed is None:
        return
    try:
        printed = figure_text(figure, formatter(language), reference.style)
    except ValueError:
        return
    message = f"“{typed[0].strip()}” {side} `{reference.figure}`, which prints “{printed}”"
    yield Finding(message, reference.span, "delete it: the figure has its unit")


def _units(figure: Figure, language: str) -> tuple[set[str], set[str]]:
    """Return the units that a figure prints in one style or another, as they may be typed before and after it."""
    first: set[str] = set()
    last: set[str] = set()
    for style in _STYLES:
        with suppress(ValueError):
            printed = figure_text(figure, formatter(language), style)
            tail = compiled(r"\d(\D*)\Z").search(printed)
            last |= _runs(tail[1]) if tail else set()
    if isinstance(figure, AmountFigure):
        symbols = _currency(figure.currency, language)
        first |= symbols
        last |= symbols
        with suppress(ValueError):
            last |= {
                *locale_data(language).currency_name(figure.currency),
                *(house_name(figure.currency, language) or ()),
            }
    elif isinstance(figure, PercentFigure):
        last.update(_PERCENT.get(base_language(language), ("%",)))
    return {unit for unit in first if unit}, {unit for unit in last if unit}


def _currency(code: str, language: str) -> set[str]:
    """Return the code of a currency and its symbols."""
    symbols = {code, house_symbol(code, language) or code}
    with suppress(ValueError):
        symbols.add(locale_data(language).currency_symbol(code))
    return symbols


def _runs(words: str) -> set[str]:
    """Return the words after a number, and each shorter run of them that ends or begins as they do: of "millions
    d’euros" also "millions" and "euros".
    """
    parts = [(match.start(), match.end()) for match in compiled(r"[^\s’']+(?:[’'](?=\s|\Z))?").finditer(words)]
    runs = {words[start : parts[-1][1]] for start, _ in parts}
    return runs | {words[parts[0][0] : end] for _, end in parts}


def _alternatives(units: set[str]) -> str:
    """Return alternatives, longest first, with any white space between words and either apostrophe."""
    ordered = sorted(units, key=lambda unit: (-len(unit), unit))
    return "|".join(r"\s+".join(re.escape(word) for word in unit.split()).replace("’", "['’]") for unit in ordered)


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG019",
        name="typed-unit",
        severity="warning",
        summary="The unit of a figure is typed beside it, and is printed twice.",
        find=typed_units,
        bad='figures: {growth: {percent: 12.5}}\nsections:\n  - title: {fr: "Hausse de {growth} %"}',
        good='figures: {growth: {percent: 12.5}}\nsections:\n  - title: {fr: "Hausse de {growth}"}',
    ),
)

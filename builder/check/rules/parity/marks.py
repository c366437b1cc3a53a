"""Figures, citations, notes, references, links, code and emphasis: both languages have the same ones.

What is absent from a language is more severe than one occurrence more or less: a sentence may name a figure twice where
its translation says "it".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.parity.links import link_differences
from builder.content.markup import (
    Citation,
    CodeSpan,
    CrossReference,
    Emph,
    FigureRef,
    Inline,
    InlineNote,
    Link,
    Markup,
    Str,
    Strong,
)
from builder.content.text import inlines_of
from builder.diagnostics import Severity
from builder.source import Span

__all__ = ["RULES", "Marks", "Side", "sides"]


class Side(Struct, frozen=True, gc=False):
    """One language's marks of a text, by their type, in reading order."""

    tag: str
    markup: Markup
    marks: dict[type, list[Inline]]

    def all(self, kind: type) -> list[Inline]:
        """Return the marks of a type."""
        return self.marks.get(kind, [])


Marks = tuple[Side, Side]


def sides(context: CheckContext) -> tuple[Marks, ...]:
    """Yield the marks of every text that has any in one of two languages, regional entries included."""
    found = []
    for pair in (*context.pairs, *context.variants):
        source, target = _marks(pair.source), _marks(pair.target)
        if source or target:
            found.append(
                (Side(pair.source_tag, pair.source, source), Side(pair.target_tag, pair.target, target)),
            )
    return tuple(found)


def _marks(markup: Markup) -> dict[type, list[Inline]]:
    blocks = markup.blocks
    if len(blocks) == 1 and len(markup.inlines) == 1 and type(markup.inlines[0]) is Str:
        return {}
    found: dict[type, list[Inline]] = {}
    for inline in inlines_of(blocks):
        if type(inline) is not Str:
            found.setdefault(type(inline), []).append(inline)
    return found


Names = Callable[[Inline], tuple[str, ...]]


def _differences(context: CheckContext, kind: type, names: Names, what: str, hint: str) -> Iterator[Finding]:
    """Find what one language has and the other lacks, at its place, and what occurs a different number of times."""
    for source, target in context.once(sides):
        here = [(name, one.span) for one in source.all(kind) for name in names(one)]
        there = [(name, one.span) for one in target.all(kind) for name in names(one)]
        if not here and not there:
            continue
        for mine, other, own, tag in ((here, there, source.tag, target.tag), (there, here, target.tag, source.tag)):
            yield from _lone(mine, other, own, tag, what, hint)


def _lone(
    mine: list[tuple[str, Span]], other: list[tuple[str, Span]], own: str, tag: str, what: str, hint: str
) -> Iterator[Finding]:
    counts, others = Counter(name for name, _ in mine), Counter(name for name, _ in other)
    told: set[str] = set()
    for position, (name, span) in enumerate(mine):
        if name in told or counts[name] <= others[name]:
            continue
        told.add(name)
        if not others[name]:
            yield Finding(f"{what} `{name}` is not in the `{tag}` text", span, hint)
        else:
            times = [there for at, (one, there) in enumerate(mine) if one == name and at >= position]
            message = f"{what} `{name}` is {counts[name]} times in the `{own}` text, {others[name]} in the `{tag}` one"
            yield Finding(message, times[others[name]], "", (), "info")


def _figure(one: Inline) -> tuple[str, ...]:
    return (one.figure,) if isinstance(one, FigureRef) else ()


def _sources(one: Inline) -> tuple[str, ...]:
    return one.sources if isinstance(one, Citation) else ()


def _code(one: Inline) -> tuple[str, ...]:
    return (one.text,) if isinstance(one, CodeSpan) else ()


def _target(one: Inline) -> tuple[str, ...]:
    if not isinstance(one, CrossReference):
        return ()
    prefix, _, rest = one.target.partition("-")
    return (rest if rest and prefix in ("tbl", "fig", "sec") else one.target,)


def figures(context: CheckContext) -> Iterator[Finding]:
    """Find figures that one language uses and the other does not."""
    return _differences(context, FigureRef, _figure, "figure", "name it in both")


def citations(context: CheckContext) -> Iterator[Finding]:
    """Find sources that one language cites and the other does not."""
    return _differences(context, Citation, _sources, "source", "cite it in both")


def references(context: CheckContext) -> Iterator[Finding]:
    """Find tables, charts and sections that one language refers to and the other does not."""
    return _differences(context, CrossReference, _target, "a reference to", "refer to it in both")


def code_spans(context: CheckContext) -> Iterator[Finding]:
    """Find code that differs."""
    return _differences(context, CodeSpan, _code, "code", "write the same code in both")


def styles(context: CheckContext) -> Iterator[Finding]:
    """Find a figure written in one style in a language and in another style in the other."""
    for source, target in context.once(sides):
        there = [one for one in target.all(FigureRef) if isinstance(one, FigureRef)]
        for figure in dict.fromkeys(one.figure for one in there):
            mine = Counter(one.style for one in source.all(FigureRef) if _figure(one) == (figure,))  # type: ignore[union-attr]
            other = [one for one in there if one.figure == figure]
            if not mine or sum(mine.values()) != len(other):
                continue
            for one in other:
                if mine[one.style]:
                    mine[one.style] -= 1
                    continue
                shown = next(style for style, count in mine.items() if count)
                mine[shown] -= 1
                names = [f"`{style}`" if style else "no style" for style in (one.style, shown)]
                message = f"figure `{figure}` has {names[0]} here, {names[1]} in the `{source.tag}` text"
                yield Finding(message, one.span, "take one style for both")


def notes(context: CheckContext) -> Iterator[Finding]:
    """Find notes that one language has and the other lacks."""
    yield from _counts(context, InlineNote, "note")


def _counts(context: CheckContext, kind: type, what: str) -> Iterator[Finding]:
    for source, target in context.once(sides):
        mine, other = source.all(kind), target.all(kind)
        if len(mine) == len(other):
            continue
        longer, shorter = (source, target) if len(mine) > len(other) else (target, source)
        marks = longer.all(kind)
        few = len(shorter.all(kind))
        message = f"{len(marks)} {what}{'s' if len(marks) > 1 else ''} here, {few} in the `{shorter.tag}` text"
        yield Finding(message, marks[few].span, f"give both the same {what}s")


def links(context: CheckContext) -> Iterator[Finding]:
    """Find links that one language has and the other lacks, or that lead to other sites."""
    for source, target in context.once(sides):
        mine = [one for one in source.all(Link) if isinstance(one, Link)]
        other = [one for one in target.all(Link) if isinstance(one, Link)]
        if mine or other:
            yield from link_differences(mine, other, source.tag, target.tag)


def strong(context: CheckContext) -> Iterator[Finding]:
    """Find words in bold in one language only."""
    yield from _counts(context, Strong, "strong passage")


def emphasis(context: CheckContext) -> Iterator[Finding]:
    """Find words in italic in one language only, except words that are foreign to that language alone."""
    for source, target in context.once(sides):
        mine, other = _own_emphasis(source, target), _own_emphasis(target, source)
        if len(mine) != len(other):
            longer, few, tag = (
                (mine, len(other), target.tag) if len(mine) > len(other) else (other, len(mine), source.tag)
            )
            message = f"{len(longer)} in italic here, {few} in the `{tag}` text"
            yield Finding(message, longer[few].span, "emphasise the same words in both")


def _own_emphasis(side: Side, other: Side) -> list[Inline]:
    """Return the emphasis, except that of a word which the other language has too: foreign in one language, native in
    the other.
    """
    found: list[Inline] = []
    for one in side.all(Emph):
        assert isinstance(one, Emph)
        words = "".join(part.text for part in one.children if isinstance(part, Str))
        there = other.markup.source
        if words.lower() not in there.lower() or f"*{words}*" in there or f"_{words}_" in there:
            found.append(one)
    return found


def _rule(
    code: str,
    name: str,
    severity: Severity,
    summary: str,
    find: Callable[[CheckContext], Iterator[Finding]],
    *shown: str,
) -> Rule:
    bad, good = shown
    return Rule(code=code, name=name, severity=severity, summary=summary, find=find, bad=bad, good=good)


RULES: tuple[Rule, ...] = (
    _rule(
        "PAR003",
        "figure-missing",
        "error",
        "A figure is named in one language and not in the other.",
        figures,
        'fr: "Un budget de {budget}."\nen: A large budget.',
        'fr: "Un budget de {budget}."\nen: "A budget of {budget}."',
    ),
    _rule(
        "PAR004",
        "figure-style",
        "info",
        "A figure is written in different styles in the two languages.",
        styles,
        'fr: "{budget:long} dépensés"\nen: "{budget:compact} spent"',
        'fr: "{budget:compact} dépensés"\nen: "{budget:compact} spent"',
    ),
    _rule(
        "PAR005",
        "citation-missing",
        "error",
        "A source is cited in one language and not in the other.",
        citations,
        'fr: "Selon le rapport [@report]."\nen: According to the report.',
        'fr: "Selon le rapport [@report]."\nen: "According to the report [@report]."',
    ),
    _rule(
        "PAR006",
        "note-missing",
        "error",
        "One language has a note that the other has not.",
        notes,
        'fr: "Le taux^[En moyenne annuelle.]"\nen: The rate',
        'fr: "Le taux^[En moyenne annuelle.]"\nen: "The rate^[Yearly average.]"',
    ),
    _rule(
        "PAR007",
        "reference-missing",
        "error",
        "One language refers to a table, a chart or a section, and the other does not.",
        references,
        'fr: "Voir @tbl-costs."\nen: See the table.',
        'fr: "Voir @tbl-costs."\nen: "See @tbl-costs."',
    ),
    _rule(
        "PAR008",
        "link-missing",
        "warning",
        "One language has a link that the other has not, or the links lead to different sites.",
        links,
        'fr: "[Le rapport](https://example.org/fr)"\nen: The report',
        'fr: "[Le rapport](https://example.org/fr)"\nen: "[The report](https://example.org/en)"',
    ),
    _rule(
        "PAR009",
        "strong-missing",
        "warning",
        "Words are in bold in one language only.",
        strong,
        'fr: "Un point **essentiel**"\nen: An essential point',
        'fr: "Un point **essentiel**"\nen: "An **essential** point"',
    ),
    _rule(
        "PAR010",
        "emphasis-missing",
        "info",
        "Words are emphasised in one language only (words that both languages have are not counted).",
        emphasis,
        'fr: "Un point *essentiel*"\nen: An essential point',
        'fr: "Un point *essentiel*"\nen: "An *essential* point"',
    ),
    _rule(
        "PAR012",
        "code-differs",
        "warning",
        "Code differs between the languages.",
        code_spans,
        'fr: "Tapez `builder build`."\nen: "Type `builder check`."',
        'fr: "Tapez `builder build`."\nen: "Type `builder build`."',
    ),
)

"""Figures, citations, notes, references, links, code and emphasis: both languages have the same ones.

A missing mark is more severe than a different number of occurrences: a sentence may name a figure twice where its
translation says "it". Findings are in the translation, where they are fixed, and name the place in the source text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.counterparts import counterpart, named
from builder.check.rule import Finding, Rule
from builder.check.rules.parity.compared_links import link_differences
from builder.content.markup import (
    Citation,
    CodeSpan,
    CrossReference,
    FigureRef,
    Inline,
    InlineNote,
    Link,
    Markup,
    NamedText,
    Str,
    Strong,
    Struck,
    Subscript,
    Superscript,
)
from builder.content.model.figures import TerritoryFigure
from builder.content.text import inlines_of
from builder.diagnostics import Severity
from builder.source import Span

__all__ = ["RULES", "Side", "Sides", "sides"]


class Side(Struct, frozen=True, gc=False):
    """One language's marks of a text, by their type, in reading order."""

    tag: str
    markup: Markup
    marks: dict[type, list[Inline]]

    def all(self, kind: type) -> list[Inline]:
        """Return the marks of a type."""
        return self.marks.get(kind, [])


Sides = tuple[Side, Side]
"""A text in the source language and its translation, or in a language and one of its regions."""


def sides(context: CheckContext) -> tuple[Sides, ...]:
    """Return the marks of every text that has any in one of two languages, regional entries included."""
    marked = []
    for pair in (*context.pairs, *context.variants):
        source, target = _marks(pair.source), _marks(pair.target)
        if source or target:
            marked.append((Side(pair.source_tag, pair.source, source), Side(pair.target_tag, pair.target, target)))
    return tuple(marked)


def _marks(markup: Markup) -> dict[type, list[Inline]]:
    blocks = markup.blocks
    if len(blocks) == 1 and len(markup.inlines) == 1 and type(markup.inlines[0]) is Str:
        return {}
    by_type: dict[type, list[Inline]] = {}
    for inline in inlines_of(blocks):
        if type(inline) is not Str:
            by_type.setdefault(type(inline), []).append(inline)
    return by_type


Names = Callable[[Inline], tuple[str, ...]]


def _differences(
    context: CheckContext, kind: type, names: Names, what: str, hint: str, replaceable: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Find the named marks of a type that a translation lacks, adds, or has another number of times. The loss of a
    `replaceable` one is a remark.
    """
    for source, target in context.once(sides):
        wanted = [(name, mark.span) for mark in source.all(kind) for name in names(mark)]
        actual = [(name, mark.span) for mark in target.all(kind) for name in names(mark)]
        if wanted or actual:
            yield from _missing(wanted, actual, source, target, what, hint, replaceable)
            yield from _added(wanted, actual, source, what, hint, replaceable)


def _missing(
    wanted: list[tuple[str, Span]],
    actual: list[tuple[str, Span]],
    source: Side,
    target: Side,
    what: str,
    hint: str,
    replaceable: frozenset[str],
) -> Iterator[Finding]:
    """Find the marks that a translation lacks, where they belong."""
    places, counts = _by_name(wanted), Counter(name for name, _ in actual)
    for name, spans in places.items():
        if len(spans) <= counts[name]:
            continue
        here = counterpart(source.markup, spans[counts[name]], target.markup)
        if not counts[name]:
            message = f"{what} `{name}` is missing here; the `{source.tag}` text has it ({named(spans[0], here)})"
            yield _lost(message, here, hint, name in replaceable)
        else:
            yield Finding(_times(what, name, source.tag, len(spans), counts[name]), here, "", (), "info")


def _lost(message: str, span: Span, hint: str, replaceable: bool) -> Finding:
    """Return the finding about a mark that one language lacks."""
    if replaceable:
        return Finding(message, span, f"{hint}, unless an adjective takes its place", (), "info")
    return Finding(message, span, hint)


def _added(
    wanted: list[tuple[str, Span]],
    actual: list[tuple[str, Span]],
    source: Side,
    what: str,
    hint: str,
    replaceable: frozenset[str],
) -> Iterator[Finding]:
    """Find the marks of a translation that its source text lacks."""
    places, counts = _by_name(actual), Counter(name for name, _ in wanted)
    for name, spans in places.items():
        if len(spans) <= counts[name]:
            continue
        if not counts[name]:
            source_place = named(source.markup.place(0), spans[0])
            message = f"{what} `{name}` is not in the `{source.tag}` text ({source_place})"
            yield _lost(message, spans[0], hint, name in replaceable)
        else:
            message = _times(what, name, source.tag, counts[name], len(spans))
            yield Finding(message, spans[counts[name]], "", (), "info")


def _by_name(marks: list[tuple[str, Span]]) -> dict[str, list[Span]]:
    places: dict[str, list[Span]] = {}
    for name, span in marks:
        places.setdefault(name, []).append(span)
    return places


def _times(what: str, name: str, tag: str, wanted: int, actual: int) -> str:
    counts = [f"{count} time{'s' if count > 1 else ''}" for count in (actual, wanted)]
    return f"{what} `{name}` is used {counts[0]} here, {counts[1]} in the `{tag}` text"


def _figure(mark: Inline) -> tuple[str, ...]:
    return (mark.figure,) if isinstance(mark, FigureRef) else ()


def _territories(context: CheckContext) -> frozenset[str]:
    """Return the names of the figures that are territories."""
    figures = context.publication.figures
    return frozenset(name for name, figure in figures.items() if isinstance(figure, TerritoryFigure))


def _named_text(mark: Inline) -> tuple[str, ...]:
    return (mark.name,) if isinstance(mark, NamedText) else ()


def _sources(mark: Inline) -> tuple[str, ...]:
    return mark.sources if isinstance(mark, Citation) else ()


def _code(mark: Inline) -> tuple[str, ...]:
    return (mark.text,) if isinstance(mark, CodeSpan) else ()


def _target(mark: Inline) -> tuple[str, ...]:
    if not isinstance(mark, CrossReference):
        return ()
    prefix, _, rest = mark.target.partition("-")
    return (rest if rest and prefix in ("tbl", "fig", "sec") else mark.target,)


def figures(context: CheckContext) -> Iterator[Finding]:
    """Find figures that one language uses and the other does not. An adjective may take the place of a territory:
    "l'industrie {seat:of}", "French industry".
    """
    return _differences(context, FigureRef, _figure, "figure", "use it in both", context.once(_territories))


def named_texts(context: CheckContext) -> Iterator[Finding]:
    """Find named texts that one language uses and the other does not."""
    return _differences(context, NamedText, _named_text, "named text", "use it in both, or waive a deliberate wording")


def citations(context: CheckContext) -> Iterator[Finding]:
    """Find sources that one language cites and the other does not."""
    return _differences(context, Citation, _sources, "source", "cite it in both")


def references(context: CheckContext) -> Iterator[Finding]:
    """Find tables, charts and sections that one language refers to and the other does not."""
    return _differences(context, CrossReference, _target, "reference to", "refer to it in both")


def code_spans(context: CheckContext) -> Iterator[Finding]:
    """Find code that differs."""
    return _differences(context, CodeSpan, _code, "code", "write the same code in both")


def styles(context: CheckContext) -> Iterator[Finding]:
    """Find a figure written in one style in a language and in another style in the other. The styles of a territory are
    prepositions, which each language chooses for itself.
    """
    territories = context.once(_territories)
    for source, target in context.once(sides):
        targets = [mark for mark in target.all(FigureRef) if isinstance(mark, FigureRef)]
        sources = [mark for mark in source.all(FigureRef) if isinstance(mark, FigureRef)]
        for name in dict.fromkeys(mark.figure for mark in targets if mark.figure not in territories):
            unmatched = Counter(mark.style for mark in sources if mark.figure == name)
            own = [mark for mark in targets if mark.figure == name]
            if not unmatched or sum(unmatched.values()) != len(own):
                continue
            for mark in own:
                if unmatched[mark.style]:
                    unmatched[mark.style] -= 1
                    continue
                style = next(style for style, count in unmatched.items() if count)
                unmatched[style] -= 1
                shown = [f"`{style}`" if style else "no style" for style in (mark.style, style)]
                message = f"figure `{name}` has {shown[0]} here, {shown[1]} in the `{source.tag}` text"
                yield Finding(message, mark.span, "use one style in both")


def notes(context: CheckContext) -> Iterator[Finding]:
    """Find notes that one language has and the other lacks."""
    for source, target in context.once(sides):
        hint = "give both texts the same notes"
        yield from _counts(source.all(InlineNote), target.all(InlineNote), source, target, "note", hint)


def links(context: CheckContext) -> Iterator[Finding]:
    """Find links that one language has and the other lacks, or that lead to other sites."""
    for source, target in context.once(sides):
        wanted = [mark for mark in source.all(Link) if isinstance(mark, Link)]
        actual = [mark for mark in target.all(Link) if isinstance(mark, Link)]
        if wanted or actual:
            yield from link_differences(wanted, actual, source.markup, target.markup, source.tag)


def strong(context: CheckContext) -> Iterator[Finding]:
    """Find words in bold in one language only."""
    for source, target in context.once(sides):
        hint = "set the same words in bold in both"
        yield from _counts(source.all(Strong), target.all(Strong), source, target, "bold passage", hint)


def emphasis(context: CheckContext) -> Iterator[Finding]:
    """Find words in italics in one language only, except words that are foreign to that language alone."""
    from builder.check.rules.parity.compared_emphasis import (
        compared_emphasis,  # its word lists take longer than these rules
    )

    for source, target in context.once(sides):
        hint = "emphasise the same words in both, or mark foreign words: `[…]{lang=…}`"
        yield from _counts(
            compared_emphasis(source, target), compared_emphasis(target, source), source, target, "italic passage", hint
        )


def formatting(context: CheckContext) -> Iterator[Finding]:
    """Find words that are struck, lowered or raised in one language only. Raised letters are ordinals and titles, which
    each language writes in its own way.
    """
    for source, target in context.once(sides):
        for kind, what in ((Struck, "struck passage"), (Subscript, "subscript"), (Superscript, "superscript")):
            wanted, actual = (list(filter(_has_no_letter, side.all(kind))) for side in (source, target))
            yield from _counts(wanted, actual, source, target, what, "write the same marks in both")


def _has_no_letter(mark: Inline) -> bool:
    """Return True unless a mark is a superscript with letters: `1^er^`, `M^me^`."""
    words = (child.text for child in mark.children if isinstance(child, Str)) if isinstance(mark, Superscript) else ()
    return not any(map(str.isalpha, "".join(words)))


def _counts(
    wanted: list[Inline], actual: list[Inline], source: Side, target: Side, what: str, hint: str
) -> Iterator[Finding]:
    """Report a translation with fewer or more marks than its source text: where the first one is missing, or at the
    first additional one.
    """
    if len(wanted) == len(actual):
        return
    count = f"{len(actual) or 'no'} {what}{'s' * (len(actual) > 1)}"
    counts = f"{count} here, {len(wanted) or 'none'} in the `{source.tag}` text"
    if len(wanted) > len(actual):
        mark = wanted[len(actual)]
        here = counterpart(source.markup, mark.span, target.markup)
        yield Finding(f"{counts} ({named(mark.span, here)})", here, hint)
    else:
        mark = actual[len(wanted)]
        yield Finding(f"{counts} ({named(source.markup.place(0), mark.span)})", mark.span, hint)


def _rule(
    code: str,
    name: str,
    severity: Severity,
    summary: str,
    find: Callable[[CheckContext], Iterator[Finding]],
    *examples: str,
) -> Rule:
    bad, good = examples
    return Rule(code=code, name=name, severity=severity, summary=summary, find=find, bad=bad, good=good)


RULES: tuple[Rule, ...] = (
    _rule(
        "PAR003",
        "figure-missing",
        "error",
        "A figure is used in one language and not in the other (information for a country, which an adjective may "
        "replace).",
        figures,
        'fr: "Un budget de {budget}."\nen: A large budget.',
        'fr: "Un budget de {budget}."\nen: "A budget of {budget}."',
    ),
    _rule(
        "PAR004",
        "figure-style",
        "info",
        "A figure is written in different styles in the two languages (the prepositions of territories aside).",
        styles,
        'fr: "{budget:long} dépensés"\nen: "{budget:compact} spent"',
        'fr: "{budget:compact} dépensés"\nen: "{budget:compact} spent"',
    ),
    _rule(
        "PAR016",
        "named-text-missing",
        "warning",
        "A named text is used in one language and not in the other.",
        named_texts,
        'fr: "{=ministry} publie les comptes."\nen: The Ministry publishes the accounts.',
        'fr: "{=ministry} publie les comptes."\nen: "{=ministry} publishes the accounts."',
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
        "One language has a note that the other lacks.",
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
        "One language has a link that the other lacks, or the links lead to different sites.",
        links,
        'fr: "[Le rapport](https://example.org/fr)"\nen: The report',
        'fr: "[Le rapport](https://example.org/fr)"\nen: "[The report](https://example.org/en)"',
    ),
    _rule(
        "PAR015",
        "formatting-missing",
        "warning",
        "Words are struck through, lowered or raised in one language only.",
        formatting,
        'fr: "Le CO~2~ monte."\nen: CO2 rises.',
        'fr: "Le CO~2~ monte."\nen: "CO~2~ rises."',
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
        "Words are in italics in one language only (foreign words, which need it in one language, are not counted).",
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

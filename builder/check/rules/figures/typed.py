"""Numbers typed by hand: those that a figure already declares, and amounts and shares that none declares.

Not reported: years ("the 2025 budget" names it, and reporting each would hide what matters), small numbers, ordinals,
times, names with numbers in them ("Mistral 7B", "Apache 2.0", "COVID-19", "article 12"), quotations (they keep their
words), titles of works, headers of columns, and labels of figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.text_values import TextValue, values_of
from builder.content.markup import Markup
from builder.content.model.figures import (
    AmountFigure,
    Figure,
    FigureNumberBase,
    NumberFigure,
    PercentFigure,
    PointsFigure,
    QuantityFigure,
)
from builder.content.model.publication import choosing_texts
from builder.content.model.values import Text
from builder.language import fallbacks
from builder.resolve.decimals import rounded, scaled
from builder.resolve.figures import ROUNDING_MODES, figure_text, figure_value
from builder.resolve.numbers import formatter
from builder.source_edits.edits import SourceEdit
from builder.source_edits.scalars import replace

__all__ = ["RULES", "figure_edit", "is_verbatim", "printed_end", "read_by"]

_LARGE = 10_000
_SCALES = (0, 6, 9, 12)
"""Powers of ten in which figures with `round` are printed."""
_VERBATIM = re.compile(
    r"(?:sources|figures|terms|brief|deck|authors|keywords)\.|.*\.(?:quote|credit)(?:\.|\Z)|.*\.header\Z"
)
_NAMED = re.compile(
    r"(?:[A-Z][\w+]*|[Aa]rt(?:icles?|\.)|n[°ᵒo]s?|[Nn]os?\.|[Pp](?:ages?|p?\.)|[Ff]ig(?:ures?|\.)|[Tt]ab(?:leau|le|\.)|"
    r"[Vv]ersion|v\.?|[Cc]hap(?:itre|ter|\.)|[Ss]ection|[Vv]ol\.|§)[ \u00a0\u202f-]\Z"
)
_BLANK = frozenset(" \u00a0\u202f\u2009")


def declared_elsewhere(context: CheckContext) -> Iterator[Finding]:
    """Find typed numbers that a figure declares: they will not update when the figure does."""
    for _, tag, value in _typed(context):
        figure, end = _declared(context, value, tag)
        if figure is None:
            continue
        edit = figure_edit(value, figure, end, tag)
        words = value.piece.text[value.reading.start : end or value.reading.end]
        message = f"`{words}` is the figure `{figure.id}`"
        yield Finding(message, value.span, f"write {{{figure.id}}}", (edit,) if edit else ())


def undeclared(context: CheckContext) -> Iterator[Finding]:
    """Find amounts, shares and large numbers that no figure declares: reported once, for the first language."""
    first = context.source_tag
    for text, tag, value in _typed(context):
        if tag not in (first, "") and text.markup(first) is not text.markup(tag):
            continue
        if _is_significant(value) and _declared(context, value, tag)[0] is None:
            hint = "declare it under `figures`, and write its name here in braces"
            yield Finding(f"`{value.words}` is typed by hand", value.span, hint)


def _typed(context: CheckContext) -> Iterator[tuple[Text, str, TextValue]]:
    """Yield each number in digits in each text's own entries, except names and numbers that must stay as written."""
    codes = {f"texts.{name}" for name in choosing_texts(context.publication)}
    for text in context.texts:
        if is_verbatim(text.key) or text.key in codes:
            continue
        for tag, markup in text.entries.items():
            for value in values_of(context, markup, tag or context.source_tag):
                reading = value.reading
                usual = reading.kind in ("number", "percent", "money") and reading.values and not reading.spelled
                if usual and not value.piece.language and not _is_name(value) and not _is_code(value, markup):
                    yield text, tag, value


def _is_code(value: TextValue, markup: Markup) -> bool:
    """Return True for digits that a data file stores as a text of their own."""
    stored = markup.scalar is not None and markup.scalar.style in ("cell", "csv")
    return stored and value.words == markup.source.strip()


def is_verbatim(key: str) -> bool:
    """Return True if a text keeps its numbers as written: titles of works, labels, quotations, headers."""
    return _VERBATIM.match(key) is not None


def _is_name(value: TextValue) -> bool:
    """Return True if a bare number belongs to the name before it."""
    reading = value.reading
    if reading.kind != "number" or reading.scaled:
        return False
    before = value.piece.text[: reading.start]
    if not _NAMED.search(before):
        return before.endswith("-")
    # The first word of a sentence has a capital without being a name; a number in groups of digits belongs to no name.
    first = re.search(r"(?:\A|[.!?…]\s)[A-Z][a-zé]+\s\Z", before)
    return first is None and (reading.values[0] < _LARGE or value.words.isdecimal())


def _declared(context: CheckContext, value: TextValue, tag: str) -> tuple[Figure | None, int]:
    """Return the figure that a typed number equals, and where its printed form ends in the piece (0: it prints
    differently).
    """
    language = read_by(context, tag)
    same: Figure | None = None
    for figure in context.once(_figures_by_value).get(value.reading.values[0], ()):
        end = printed_end(value, figure, language)
        if end:
            return figure, end
        if same is None and _is_same(value, figure):
            same = figure
    return same, 0


def read_by(context: CheckContext, tag: str) -> str:
    """Return the declared language that reads an entry."""
    return next((full for full in context.publication.languages if full == tag or tag in fallbacks(full)), tag)


def _figures_by_value(context: CheckContext) -> dict[Decimal, list[Figure]]:
    """Return the figures by their numbers, exact and as `round` prints them."""
    by_value: dict[Decimal, list[Figure]] = {}
    for figure in context.publication.figures.values():
        value = figure_value(figure)
        if value is None or not isinstance(figure, FigureNumberBase):
            continue
        for number in _printed_values(figure, value):
            by_value.setdefault(number, []).append(figure)
    return by_value


def _printed_values(figure: FigureNumberBase, value: Decimal) -> dict[Decimal, None]:
    """Return the number of a figure, exact and as its `round` prints it: in ones, millions, …"""
    numbers = {value: None}
    if figure.round is not None:
        for power in _SCALES:
            if not power or abs(scaled(value, power)) >= 1:
                printed = rounded(scaled(value, power), figure.round.decimals, ROUNDING_MODES[figure.round.mode])
                numbers[scaled(printed, -power)] = None
    return numbers


def _is_same(value: TextValue, figure: Figure) -> bool:
    """Return True if a typed number is a figure's: of its kind, and not a small bare number, which may count others."""
    reading = value.reading
    if isinstance(figure, AmountFigure):
        return reading.kind == "money" and reading.unit in (figure.currency, "$")
    if isinstance(figure, PercentFigure):
        return reading.kind == "percent"
    if isinstance(figure, QuantityFigure | PointsFigure) or reading.kind != "number":
        return False
    return reading.values[0] >= 100 and not re.fullmatch(r"[12]\d{3}", value.words)


def printed_end(value: TextValue, figure: Figure, language: str) -> int:
    """Return where the printed form of the figure ends, if exactly that is written here with its unit or noun;
    else 0.
    """
    if figure.bound or value.piece.language:
        return 0
    try:
        printed = figure_text(figure, formatter(language))
    except ValueError:
        return 0
    text, at = value.piece.text, value.reading.start
    for char in printed:
        if char in _BLANK:
            continue
        while at < len(text) and text[at] in _BLANK:
            at += 1
        if at >= len(text) or text[at].replace("’", "'") != char.replace("’", "'"):
            return 0
        at += 1
    bare = isinstance(figure, NumberFigure) and figure.counted is None and not _is_same(value, figure)
    return 0 if bare or at < value.reading.end or text[at : at + 1].isalnum() else at


def _is_significant(value: TextValue) -> bool:
    """Return True if a number should be declared: an amount, a share, or a large number."""
    reading = value.reading
    return reading.kind in ("money", "percent") or reading.scaled or abs(reading.values[0]) >= _LARGE


def figure_edit(value: TextValue, figure: Figure, end: int, tag: str) -> SourceEdit | None:
    """Return an edit that replaces the number by a reference to the figure, if it prints exactly the same text."""
    piece, start = value.piece, value.reading.start
    if not tag or not end or not piece.in_step(start, end):
        return None
    return replace(piece.markup, piece.offset(start), piece.offset(end - 1) + 1, f"{{{figure.id}}}")


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG001",
        name="typed-figure",
        severity="warning",
        summary="A number typed by hand equals a declared figure: it will not update when the figure does.",
        find=declared_elsewhere,
        bad='figures:\n  budget: {amount: 184_500_000, currency: EUR}\n…\nfr: "Le budget est de 184,5 M€."',
        good='figures:\n  budget: {amount: 184_500_000, currency: EUR}\n…\nfr: "Le budget est de {budget}."',
        fixable=True,
    ),
    Rule(
        code="FIG003",
        name="typed-number",
        severity="warning",
        summary="An amount, a percentage or a large number is typed by hand; reported once, for the first language.",
        find=undeclared,
        bad="fr: La hausse est de 12,5 %.",
        good='figures:\n  growth: {percent: 12.5}\n…\nfr: "La hausse est de {growth}."',
    ),
)

"""Dates typed by hand that a figure declares: they will not update when the figure does."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.text_values import TextValue, values_of
from builder.check.rules.figures.typed import figure_edit, is_verbatim, printed_end, read_by
from builder.content.model.figures import DateFigure
from builder.content.model.values import PartialDate

__all__ = ["RULES"]

_GAP = 4
"""Characters between the parts of a day at most: `1er mars`, `March 1, 2025`, `3. März`."""


def typed_days(context: CheckContext) -> Iterator[Finding]:
    """Find a day, month and year in a text that equal those of a figure."""
    declared = {
        figure.date: figure
        for figure in context.publication.figures.values()
        if isinstance(figure, DateFigure) and isinstance(figure.date, PartialDate) and figure.date.day
    }
    if not declared:
        return
    for text in context.texts:
        if is_verbatim(text.key):
            continue
        for tag, markup in text.entries.items():
            for first, day in _days(values_of(context, markup, tag or context.source_tag)):
                figure = declared.get(day)
                if figure is None:
                    continue
                end = printed_end(first, figure, read_by(context, tag))
                edit = figure_edit(first, figure, end, tag)
                message = f"this date is the figure `{figure.id}`"
                yield Finding(message, first.span, f"write {{{figure.id}}}", (edit,) if edit else ())


def _days(values: tuple[TextValue, ...]) -> Iterator[tuple[TextValue, PartialDate]]:
    """Yield each three consecutive values that form a date, with the first of them."""
    for three in zip(values, values[1:], values[2:], strict=False):
        months = [value for value in three if value.reading.kind == "month"]
        rest = [
            value.reading.values[0]
            for value in three
            if value.reading.kind in ("number", "ordinal") and value.reading.values
        ]
        if len(months) != 1 or len(rest) != 2 or not _are_close(three):
            continue
        day, year = sorted(rest)
        if 1 <= day <= 31 and 1000 <= year <= 9999 and day == int(day) and year == int(year):
            month = Decimal(months[0].reading.values[0])
            yield three[0], PartialDate(int(year), int(month), int(day))


def _are_close(three: tuple[TextValue, TextValue, TextValue]) -> bool:
    pieces = {id(value.piece) for value in three}
    gaps = [after.reading.start - before.reading.end for before, after in pairwise(three)]
    return len(pieces) == 1 and max(gaps) <= _GAP


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG009",
        name="typed-day",
        severity="warning",
        summary="A date typed by hand equals a declared figure: it will not update when the figure does.",
        find=typed_days,
        bad='figures:\n  vote: {date: 2024-12-16}\n…\nfr: "Le vote aura lieu le 16 décembre 2024."',
        good='figures:\n  vote: {date: 2024-12-16}\n…\nfr: "Le vote aura lieu le {vote}."',
        fixable=True,
    ),
)

"""Totals of stacked columns and bars, which are written above or beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from builder.content.model.exhibits import Chart, ValueFormat
from builder.resolve.context import ResolveContext
from builder.resolve.figures import column_texts
from builder.tree.exhibits import SeriesNode

__all__ = ["stack_totals"]


def stack_totals(
    context: ResolveContext, chart: Chart, series: Sequence[SeriesNode], format_: ValueFormat | None
) -> SeriesNode | None:
    """Return the total of each stack of columns or bars, written like its parts. A category with a missing value has
    none.

    None if the chart has no totals: parts below zero, shares of a whole, figures with a bound, or no labels at all.
    """
    if chart.kind not in ("column", "bar") or chart.stacked is not True or len(series) < 2 or chart.labels == "none":
        return None
    if format_ is not None and (format_.percent or format_.points):
        return None
    values = [value for row in series for value in row.values if value is not None]
    if any(value < 0 for value in values) or _has_bound(context, chart):
        return None
    totals = [
        None if None in column else sum((value for value in column if value is not None), Decimal(0))
        for column in zip(*(row.values for row in series), strict=True)
    ]
    known = [total for total in totals if total is not None]
    if not any(known):
        return None
    texts = context.attempt(
        lambda: column_texts([*values, *known], format_, context.formatter), ["" for _ in (*values, *known)], chart.span
    )
    written = iter(texts[len(values) :])
    labels = tuple("" if total is None else next(written) for total in totals)
    return SeriesNode(name=context.words.phrases["total"], values=tuple(totals), labels=labels)


def _has_bound(context: ResolveContext, chart: Chart) -> bool:
    names = (value for row in chart.series for value in row.values if isinstance(value, str))
    figures = (context.publication.figures.get(name) for name in names)
    return any(getattr(figure, "bound", None) for figure in figures)

"""Series stacked to 100%: each value's share of the sum of its category, in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_05UP, Context, Decimal

from msgspec.structs import replace

from builder.content.model.exhibits import Chart, ValueFormat
from builder.resolve.context import ResolveContext
from builder.resolve.figures import column_texts
from builder.tree.exhibits import SeriesNode

__all__ = ["stacked_shares"]

_HUNDRED = Decimal(100)
_EXACT_ENOUGH = Context(prec=20, rounding=ROUND_05UP)
"""The digits of a share; cut so that rounding again is right."""


def stacked_shares(context: ResolveContext, chart: Chart, series: Sequence[SeriesNode]) -> tuple[SeriesNode, ...]:
    """Return the series with their shares as labels, in whole percent. Report values without a share: below zero, with
    a bound, or of a category whose sum is zero.
    """
    known = True
    for author, row in zip(chart.series, series, strict=True):
        if any(value is not None and value < 0 for value in row.values):
            message = f"a share cannot be below 0, and the series `{row.name}` has a value that is"
            context.report("not-a-number", message, author.span, "write `stacked: true`, or delete `stacked`")
            known = False
        for name in (value for value in author.values if isinstance(value, str)):
            figure = context.publication.figures.get(name)
            if figure is not None and figure.bound not in (None, "about"):
                message = f"figure `{name}` has a bound: its share of the total is not known"
                context.report("not-a-number", message, author.span, "write `stacked: true`")
                known = False
    sums = [
        sum((value for value in column if value is not None), Decimal(0))
        for column in zip(*(row.values for row in series), strict=True)
    ]
    empty = [number for number, total in enumerate(sums, start=1) if not total]
    if known and empty:
        message = f"category {empty[0]} adds up to zero: it has no shares"
        context.report("not-a-number", message, chart.span, "delete the category, or write `stacked: true`")
        known = False
    if not known:
        return tuple(series)
    percent = ValueFormat(span=chart.span, key="", percent=True, decimals=0)
    rows = []
    for row in series:
        shares = [
            None if value is None else _EXACT_ENOUGH.divide(value * _HUNDRED, total)
            for value, total in zip(row.values, sums, strict=True)
        ]
        texts = column_texts(shares, percent, context.formatter)
        labels = tuple(text if value is not None else "" for text, value in zip(texts, row.values, strict=True))
        rows.append(replace(row, labels=labels))
    return tuple(rows)

"""Descriptions of scatter charts: the points, or how far they reach on both axes, and how many there are.

No description says that one quantity follows the other: that is for the author.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.resolve.context import ResolveContext
from builder.tree.exhibits import ChartNode, SeriesNode

__all__ = ["point_counts", "scatter_data"]


def point_counts(context: ResolveContext, series: tuple[SeriesNode, ...]) -> str:
    """Return the number of points, and of series if there are several."""
    count = sum(value is not None for row in series for value in row.values)
    counts = [_counted(context, "points", count)]
    if len(series) > 1:
        counts.append(_counted(context, "series", len(series)))
    return ", ".join(counts)


def scatter_data(context: ResolveContext, chart: ChartNode, x: SeriesNode) -> Iterator[str]:
    """Yield what can be said of a scatter chart, the fullest first: each named point; how many points there are, and
    the ends of their values on both axes, with the names of the points there and without them.
    """
    if chart.categories:
        yield _every_point(context, chart, x)
    counts = point_counts(context, chart.series)
    for named in (True, False) if chart.categories else (False,):
        measured = (row for row in (x, *chart.series) if any(value is not None for value in row.values))
        parts = (_reach(context, chart, row, named=named) for row in measured)
        yield f"{counts}. {context.words.phrases['list_separator'].join(parts)}"


def _counted(context: ResolveContext, what: str, number: int) -> str:
    return context.words.counted(what, number, context.formatter.number(Decimal(number)))


def _every_point(context: ResolveContext, chart: ChartNode, x: SeriesNode) -> str:
    """Return the points of each series with their values: `Income; life expectancy: Spain (€32,000; 84 years)`."""
    colon, separator = context.words.phrases["colon"], context.words.phrases["list_separator"]
    parts = []
    for row in chart.series:
        points = ", ".join(
            f"{name} ({across}{separator}{up})"
            for name, across, up in zip(chart.categories, x.texts, row.texts, strict=True)
            if up
        )
        parts.append(f"{row.name}{colon} {points}")
    return f"{x.name}{separator}{separator.join(parts)}"


def _reach(context: ResolveContext, chart: ChartNode, row: SeriesNode, *, named: bool) -> str:
    """Return the least and the greatest value of a series or of the horizontal axis, with the points that have it."""
    known = [index for index, value in enumerate(row.values) if value is not None]
    low, high = (choose(known, key=lambda index: row.values[index] or Decimal(0)) for choose in (min, max))
    colon = context.words.phrases["colon"]
    if row.interval:
        return f"{row.name}{colon} {row.interval}"
    if row.values[low] == row.values[high]:
        return f"{row.name}{colon} {row.texts[low]}"
    least, most = (
        f"{row.texts[index]} ({chart.categories[index]})" if named else row.texts[index] for index in (low, high)
    )
    return f"{row.name}{colon} {context.words.phrases['from_to'].format(low=least, high=most)}"

"""Generated alternative texts: a table's size and headers, a chart's data, in 300 characters at most."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from builder.resolve.context import ResolveContext
from builder.resolve.point_descriptions import point_counts, scatter_data
from builder.resolve.sentences import capital
from builder.tree.exhibits import ChartNode, ColumnNode, SeriesNode
from builder.tree.prose import unformatted

__all__ = ["LIMIT", "chart_alt", "table_alt"]

LIMIT: Final = 300
"""Characters of an alternative text; screen readers read it in one breath, without a way to pause."""


def table_alt(context: ResolveContext, caption: str, columns: tuple[ColumnNode, ...], rows: int) -> str:
    """Return one sentence: the caption and the size; the headers replace a missing caption."""
    words = context.words
    size = words.phrases["table_of"].format(
        rows=_count(context, "rows", rows), columns=_count(context, "columns", len(columns))
    )
    if caption:
        subject = _shortened(_bare(caption), LIMIT - len(size) - 4)
        asked = subject.endswith(("?", "!", "…"))
        joint = f" {capital(size)}" if asked else f"{words.phrases['colon']} {size}"
        return context.set_words(f"{subject}{joint}.")
    headers = ", ".join(unformatted(column.header) for column in columns)
    opening = f"{capital(size)}{words.phrases['colon']} "
    return context.set_words(f"{opening}{_shortened(headers, LIMIT - len(opening) - 1)}.")


def chart_alt(context: ResolveContext, chart: ChartNode, caption: str) -> str:
    """Return the kind of chart, its caption, then as much of its data as fits: every value, or each series from its
    least to its greatest value, or the numbers of series and categories.
    """
    words = context.words
    categories, series = chart.categories, chart.series
    stacking = "_shares" if chart.shares else "_stacked" if chart.stacked else ""
    opening = words.phrases[f"{chart.kind}{stacking}"]
    subject = _bare(caption) or (series[0].name if len(series) == 1 else "")
    if subject:
        opening = f"{opening}{words.phrases['colon']} {subject}"
    data: Iterable[str]
    if chart.x is not None:
        counts, data = point_counts(context, series), scatter_data(context, chart, chart.x)
    else:
        counts = f"{_count(context, 'series', len(series))}, {_count(context, 'categories', len(categories))}"
        data = (_every_value(context, categories, series), _extremes(context, categories, series))
    for sentence in (*data, counts):
        text = context.set_words(f"{opening}. {sentence}." if sentence else f"{opening}.")
        if len(text) <= LIMIT:
            return text
    return context.set_words(f"{_shortened(opening, LIMIT - len(counts) - 4)}. {capital(counts)}.")


def _every_value(context: ResolveContext, categories: tuple[str, ...], series: tuple[SeriesNode, ...]) -> str:
    colon, separator = context.words.phrases["colon"], context.words.phrases["list_separator"]
    if len(series) == 1:
        return separator.join(f"{category}{colon} {label}" for category, label in _labelled(categories, series[0]))
    return separator.join(
        f"{row.name}{colon} {', '.join(f'{category} ({label})' for category, label in _labelled(categories, row))}"
        for row in series
    )


def _labelled(categories: tuple[str, ...], series: SeriesNode) -> list[tuple[str, str]]:
    """Return the categories that have a value, with its label."""
    return [(category, label) for category, label in zip(categories, series.texts, strict=False) if label]


def _extremes(context: ResolveContext, categories: tuple[str, ...], series: tuple[SeriesNode, ...]) -> str:
    words = context.words
    parts = []
    for row in series:
        known = [index for index, value in enumerate(row.values[: len(categories)]) if value is not None]
        if not known:
            continue
        low, high = (choose(known, key=lambda index: row.values[index] or Decimal(0)) for choose in (min, max))
        span = words.phrases["from_to"].format(
            low=f"{row.texts[low]} ({categories[low]})", high=f"{row.texts[high]} ({categories[high]})"
        )
        parts.append(f"{row.name}{words.phrases['colon']} {span}")
    return words.phrases["list_separator"].join(parts)


def _count(context: ResolveContext, what: str, n: int) -> str:
    return context.words.counted(what, n, context.formatter.number(Decimal(n)))


def _bare(text: str) -> str:
    """Return a caption without its own full stop."""
    return text.rstrip(" .")


def _shortened(text: str, room: int) -> str:
    """Return the text, cut at a space if it is longer than `room` characters."""
    if len(text) <= room:
        return text
    return f"{text[: max(room - 1, 1)].rsplit(' ', 1)[0].rstrip(' ,;:')}…"

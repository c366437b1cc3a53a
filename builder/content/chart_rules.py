"""Charts that Office would draw wrongly, refused at their place with the fix."""

from __future__ import annotations

from builder.content.context import LoadContext
from builder.content.model.exhibits import Category, Chart, Series
from builder.content.model.values import PartialDate, Text
from builder.content.yaml_values import Mapping, Sequence, Value
from builder.language import fallbacks
from builder.source import Span

__all__ = ["check_chart"]

_STACKS = ("column", "bar", "area")


def check_chart(chart: Chart, value: Mapping, context: LoadContext) -> None:
    """Report what the kind of the chart cannot show, and names that no reader could tell apart."""
    if chart.stacked and chart.kind not in _STACKS:
        stacked = value.get("stacked")
        hint = "delete `stacked`, or choose kind: column or area" if chart.kind == "line" else "delete `stacked`"
        message = f"`stacked` and `kind: {chart.kind}` cannot be combined"
        context.problem("value", message, stacked.span if stacked is not None else chart.span, hint)
    _check_names(chart, context)
    if chart.kind == "area":
        _check_area(chart, value, context)


def _check_names(chart: Chart, context: LoadContext) -> None:
    """Report a series with the name of another one, in any language."""
    names: set[tuple[str, str]] = set()
    for series in chart.series:
        entries = {}
        for language in context.languages:
            entry = next((series.name.entries[t] for t in (*fallbacks(language), "") if t in series.name.entries), None)
            if entry is not None:
                entries[language, entry.source.strip()] = entry
        repeated = [key for key in entries if key in names]
        if repeated:
            language, name = repeated[0]
            where = f" in `{language}`" if len(repeated) < len(entries) else ""
            context.problem(
                "value", f"two series are named `{name}`{where}", entries[repeated[0]].span, "rename one of them"
            )
        names.update(entries)


def _check_area(chart: Chart, value: Mapping, context: LoadContext) -> None:
    """Report an area with a gap, which Office draws as a fall to zero, and an area of one point, which is invisible."""
    if len(chart.categories) == 1:
        kind = value.get("kind")
        message = "an area of one category has no width"
        context.problem("value", message, kind.span if kind is not None else chart.span, "choose kind: column")
        return
    for index, series in enumerate(chart.series):
        gaps = [number for number, written in enumerate(series.values) if written is None]
        if gaps:
            at = _category_name(chart.categories[gaps[0]], gaps[0])
            more = f" and {len(gaps) - 1} more" if len(gaps) > 1 else ""
            message = f"an area cannot show a missing value: there is none for {at}{more}"
            span = _value_span(value, index, gaps[0], series)
            context.problem("values", message, span, "give the value, or choose kind: line or column")


def _category_name(category: Category, index: int) -> str:
    """Return the name of a category as the author wrote it, else its number."""
    if isinstance(category, PartialDate):
        parts = (f"{category.year:04}", *(f"{part:02}" for part in (category.month, category.day) if part))
        return f"`{'-'.join(parts)}`"
    if isinstance(category, Text) and category.entries:
        return f"`{next(iter(category.entries.values())).source.strip()}`"
    return f"category {index + 1}"


def _value_span(chart: Mapping, index: int, number: int, series: Series) -> Span:
    """Return the place of a value in the YAML; that of its series if the values are in a data file."""
    item: Value | None = chart.get("series")
    item = item.items[index] if isinstance(item, Sequence) else None
    item = item.get("values") if isinstance(item, Mapping) else None
    return item.items[number].span if isinstance(item, Sequence) else series.span

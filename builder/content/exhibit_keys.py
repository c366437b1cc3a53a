"""What tables and charts share when their keys are read: places in the YAML, and keys that need a data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.content.context import LoadContext
from builder.content.model.values import Node
from builder.content.yaml_values import Mapping, Sequence, Value
from builder.source import Span

__all__ = ["chart_series", "column_items", "counted", "key_span", "refuse_keys_of_data", "span_of", "value_span"]

_OF_DATA = ("header_row", "decimal", "date_format", "where")
"""Keys that describe a data file, one of its columns or the rows to show."""


def span_of(value: Mapping, key: str) -> Span:
    """Return the place of a key's value."""
    inner = value.get(key)
    return inner.span if inner is not None else value.span


def column_items(table: Mapping) -> list[Value]:
    """Return the columns of a table as written, those under a common header one by one."""
    listed = table.get("columns")
    return list(_flat(listed.items)) if isinstance(listed, Sequence) else []


def chart_series(chart: Mapping) -> list[Value]:
    """Return the series of a chart as written, and after them the horizontal axis of a scatter chart."""
    listed, axis = chart.get("series"), chart.get("x")
    series = list(listed.items) if isinstance(listed, Sequence) else []
    return series if axis is None else [*series, axis]


def key_span(items: list[Value], number: int, owner: Mapping) -> Span:
    """Return the place of the `key` of a column or a series of `owner`, one of its `items` as written."""
    inner = items[number] if items else owner
    return span_of(inner, "key") if isinstance(inner, Mapping) else inner.span


def value_span(chart: Mapping, index: int, number: int, series: Node) -> Span:
    """Return the place of a value of a series in the YAML; that of the series if its values are in a data file."""
    items = chart_series(chart)
    item = items[index] if index < len(items) else None
    listed = item.get("values") if isinstance(item, Mapping) else None
    return listed.items[number].span if isinstance(listed, Sequence) else series.span


def _flat(items: Iterable[Value]) -> Iterator[Value]:
    """Yield columns, those under a common header one by one."""
    for item in items:
        grouped = item.get("columns") if isinstance(item, Mapping) else None
        if isinstance(grouped, Sequence):
            yield from grouped.items
        else:
            yield item


def refuse_keys_of_data(owner: str, value: Mapping, items: list[Value], context: LoadContext) -> None:
    """Report the keys of a data file in a table or chart without one, or in its columns or series."""
    parts = [part for part in items if isinstance(part, Mapping)]
    for name, _ in (pair for part in (value, *parts) for pair in part.pairs if pair[0].value in _OF_DATA):
        message = f"`{name.value}` describes a data file, and this {owner} has no `data`"
        context.problem("value", message, name.span, "delete it")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the singular or the plural."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

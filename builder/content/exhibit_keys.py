"""What tables and charts share when their keys are read: places in the YAML, and keys that need a data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.content.context import LoadContext
from builder.content.yaml_values import Mapping, Sequence, Value
from builder.source import Span

__all__ = ["counted", "item_key_span", "refuse_keys_of_data", "span_of"]

_OF_DATA = ("header_row", "decimal", "date_format", "where")
"""Keys that describe a data file, one of its columns or the rows to show."""


def span_of(value: Mapping, key: str) -> Span:
    """Return the place of a key's value."""
    inner = value.get(key)
    return inner.span if inner is not None else value.span


def item_key_span(value: Mapping, items: str, number: int) -> Span:
    """Return the place of the `key` of a column or a series."""
    listed = value.get(items)
    flat = list(_flat(listed.items)) if isinstance(listed, Sequence) else []
    inner = flat[number] if flat else value
    return span_of(inner, "key") if isinstance(inner, Mapping) else inner.span


def _flat(items: Iterable[Value]) -> Iterator[Value]:
    """Yield columns, those under a common header one by one."""
    for item in items:
        grouped = item.get("columns") if isinstance(item, Mapping) else None
        if isinstance(grouped, Sequence):
            yield from grouped.items
        else:
            yield item


def refuse_keys_of_data(owner: str, value: Mapping, items: str, context: LoadContext) -> None:
    """Report the keys of a data file in a table or chart without one."""
    inner = value.get(items)
    parts = [part for part in _flat(inner.items) if isinstance(part, Mapping)] if isinstance(inner, Sequence) else []
    for name, _ in (pair for part in (value, *parts) for pair in part.pairs if pair[0].value in _OF_DATA):
        message = f"`{name.value}` describes a data file, and this {owner} has no `data`"
        context.problem("value", message, name.span, "delete it")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the singular or the plural."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""What differs between two readings of a publication: figures, cells of tables, values of charts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.exhibits import (
    CellDate,
    CellFigure,
    CellMissing,
    CellNumber,
    CellTerritory,
    Chart,
    Table,
)
from builder.content.model.figures import Figure
from builder.content.model.publication import Publication, Section
from builder.content.model.values import PartialDate, Text
from builder.content.sources.cell_values import date_text, number_text

__all__ = ["changes"]

_NOTHING = "–"
_VALUES = ("amount", "number", "percent", "quantity", "date", "points")


def changes(before: Publication, after: Publication) -> Iterator[str]:
    """Yield a line for each figure, cell and chart value that differs: `figure jobs: 1200 → 1250`."""
    for name, figure in after.figures.items():
        earlier = before.figures.get(name)
        old, new = _figure(earlier) if earlier is not None else _NOTHING, _figure(figure)
        if old != new:
            yield f"figure {name}: {old} → {new}"
    old_exhibits = dict(_exhibits(before.sections))
    for name, exhibit in _exhibits(after.sections):
        yield from _differences(name, old_exhibits.get(name, {}), exhibit)


def _figure(figure: Figure) -> str:
    return next((_shown(getattr(figure, name)) for name in _VALUES if hasattr(figure, name)), "")


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return " to ".join(map(_shown, value))
    if isinstance(value, Decimal):
        return number_text(value)
    return date_text(value) if isinstance(value, PartialDate) else _NOTHING if value is None else str(value)


Values = dict[tuple[str, str], str]
"""The values of a table or a chart by row and column."""


def _differences(name: str, before: Values, after: Values) -> Iterator[str]:
    """Yield the rows that were added or removed, and the values that differ in the others."""
    old_rows, new_rows = {row for row, _ in before}, {row for row, _ in after}
    added = list(dict.fromkeys(row for row, _ in after if row not in old_rows))
    removed = list(dict.fromkeys(row for row, _ in before if row not in new_rows))
    for (row, column), value in after.items():
        if row in old_rows and before.get((row, column), _NOTHING) != value:
            yield f"{name}, {row}, {column}: {before.get((row, column), _NOTHING)} → {value}"
    for word, rows in (("new", added), ("removed", removed)):
        if rows:
            more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
            yield f"{name}, {len(rows)} {word} row{'s' * (len(rows) > 1)}: {', '.join(rows[:5])}{more}"


def _exhibits(sections: tuple[Section, ...]) -> Iterator[tuple[str, Values]]:
    for section in sections:
        for number, block in enumerate(section.blocks, start=1):
            if isinstance(block, TableBlock):
                yield _name("table", block.table, section, number), _table(block.table)
            elif isinstance(block, ChartBlock):
                yield _name("chart", block.chart, section, number), _chart(block.chart)
        yield from _exhibits(section.sections)


def _name(kind: str, exhibit: Table | Chart, section: Section, number: int) -> str:
    return f"{kind} {exhibit.id}" if exhibit.id else f"{kind} in block {number} of {section.id or _text(section.title)}"


def _table(table: Table) -> Values:
    names = [_text(column.header) for column in table.columns]
    labels = _distinct([_cell(row[0]) if row else "" for row in table.rows])
    return {
        (label, name): _cell(cell)
        for label, row in zip(labels, table.rows, strict=True)
        for name, cell in zip(names, row, strict=True)
    }


def _chart(chart: Chart) -> Values:
    measured = (*chart.series, chart.x) if chart.x is not None else chart.series
    names = [_category(category) for category in chart.categories] or ["" for _ in measured[-1].values]
    labels = _distinct(names)
    return {
        (label, _text(each.name)): _shown(value)
        for each in measured
        for label, value in zip(labels, each.values, strict=True)
    }


def _distinct(labels: list[str]) -> list[str]:
    """Return labels that name one row each: those that occur again have the number of their row."""
    seen: set[str] = set()
    distinct = []
    for number, label in enumerate(labels, start=1):
        distinct.append(f"{label} (row {number})".strip() if label in seen or not label else label)
        seen.add(label)
    return distinct


def _category(category: object) -> str:
    return date_text(category) if isinstance(category, PartialDate) else _cell(category)


def _cell(cell: object) -> str:
    if isinstance(cell, Text):
        return _text(cell)
    if isinstance(cell, CellNumber | CellDate):
        return _shown(cell.value)
    if isinstance(cell, CellMissing):
        return cell.symbol
    if isinstance(cell, CellFigure):
        return f"{{{cell.figure}}}"
    return cell.territory if isinstance(cell, CellTerritory) else _NOTHING


def _text(text: Text) -> str:
    return next(iter(text.entries.values())).source.strip() if text.entries else ""

"""Rows of a table as written: lists of cells, names of groups, subtotals and totals; cells merged across and down."""

from __future__ import annotations

from typing import Any, Final, Literal

from msgspec import Struct

from builder.content.context import LoadContext
from builder.content.decoders import unknown_key
from builder.content.exhibit_keys import counted
from builder.content.model.exhibits import Merged
from builder.content.scalar_forms import integer
from builder.content.typed_numbers import split_in_list
from builder.content.yaml_values import Mapping, Scalar, Sequence, Value, kind_of
from builder.source import Span

__all__ = ["GridRow", "RowGrid", "expand_rows", "is_plain"]

_KINDS: Final = ("group", "subtotal", "total")
_MERGING: Final = ("span", "rows")
_CONTENT: Final = ("text", "number")
"""Keys that hold the content of a merged cell, beside the languages, `figure` and `territory`."""


class GridRow(Struct):
    """A row: what it is, and its cells, one for each typed column; None where a merged cell covers the place.

    `computed` rows have no cells: the builder sums the rows above; `label` is the author's name for them, if any.
    """

    span: Span
    cells: list[Value | None]
    kind: Literal["row", "group", "subtotal", "total"] = "row"
    computed: bool = False
    label: Value | None = None


class RowGrid(Struct):
    """All rows of a table, and its merged cells. `valid` is False if a problem was reported."""

    rows: list[GridRow]
    merged: list[Merged]
    valid: bool = True


def is_plain(rows: Sequence) -> bool:
    """Return True if all rows are lists of cells without a merged one, as in most tables."""
    return all(type(row) is Sequence and not any(map(_is_merging, row.items)) for row in rows.items)


def expand_rows(rows: Sequence, positions: list[int], columns: int, context: LoadContext) -> RowGrid:
    """Return the grid of a table with `columns` columns, of which those at `positions` are typed."""
    return _Expansion(positions, columns, context).grid(rows)


def _is_merging(value: Value) -> bool:
    return type(value) is Mapping and any(name.value in _MERGING for name, _ in value.pairs)


class _Expansion:
    """Expands the rows of one table. `_open` has the rows that cells above still cover, by typed column."""

    def __init__(self, positions: list[int], columns: int, context: LoadContext):
        self._positions = positions
        self._columns = columns
        self._context = context
        self._open: dict[int, int] = {}
        self._anchor: dict[int, Span] = {}
        self._merged: list[Merged] = []
        self._valid = True

    def grid(self, rows: Sequence) -> RowGrid:
        expanded: list[GridRow] = []
        part = whole = 0
        for number, row in enumerate(rows.items):
            last = number == len(rows.items) - 1
            grid_row = self._row(row, number, last)
            if grid_row is None:
                continue
            expanded.append(grid_row)
            if grid_row.kind == "row":
                part, whole = part + 1, whole + 1
                continue
            if grid_row.computed and not (part if grid_row.kind == "subtotal" else whole):
                self._problem(
                    "value", f"this {grid_row.kind} has no rows to sum", row.span, "add `cells`, or delete it"
                )
            part = 0
        for column, left in self._open.items():
            if left > 0:
                self._problem(
                    "value", f"this cell extends {counted(left, 'row')} below the table", self._anchor[column]
                )
                break
        return RowGrid(expanded, self._merged, self._valid)

    def _problem(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self._context.problem(code, message, span, hint)
        self._valid = False

    def _row(self, row: Value, number: int, last: bool) -> GridRow | None:
        if type(row) is Sequence:
            cells = self._cells(row, number, 0)
            return GridRow(row.span, cells) if cells is not None else None
        if type(row) is not Mapping:
            hint = "write [cell, cell, …], or each cell after a dash"
            message = f"row {number + 1}: expected a list of cells, found {kind_of(row)}"
            self._problem("wrong-type", message, row.span, hint)
            return None
        kinds = [(name, inner) for name, inner in row.pairs if name.value in _KINDS]
        if len(kinds) != 1:
            hint = "write a list of cells, or one of the keys group, subtotal, total"
            self._problem("wrong-type", f"row {number + 1} is neither a list nor a group or a total", row.span, hint)
            return None
        return self._special(row, kinds[0][0].value, kinds[0][1], number, last)

    def _special(self, row: Mapping, kind: str, label: Value, number: int, last: bool) -> GridRow | None:
        known = (kind,) if kind == "group" else (kind, "cells")
        for name, inner in row.pairs:
            if name.value not in known:
                unknown_key(name, dict.fromkeys(known), self._context, type(inner) is Scalar and inner.is_null)
                self._valid = False
        if any(left > 0 for left in self._open.values()):
            column = next(column for column, left in self._open.items() if left > 0)
            self._problem("value", f"this cell extends into the {kind} of row {number + 1}", self._anchor[column])
            self._open.clear()
        if kind == "total" and not last:
            self._problem("value", "a `total` is the last row", row.span, "use `subtotal`, or move it to the end")
        if self._positions[:1] != [0]:
            message = f"the first column is computed, and a `{kind}` has its name there"
            self._problem("value", message, row.span, "put a column of names first")
            return None
        if kind == "group":
            if self._columns > 1:
                self._merged.append(Merged(row=number, column=0, across=self._columns))
            return GridRow(row.span, [label, *[None] * (len(self._positions) - 1)], "group")
        typed = row.get("cells")
        named: Any = kind
        if typed is None:
            default = type(label) is Scalar and not label.style and label.value == "sum"
            return GridRow(row.span, [], named, computed=True, label=None if default else label)
        if type(typed) is not Sequence:
            self._context.mismatch(typed, "cells", "a list")
            self._valid = False
            return None
        cells = self._cells(typed, number, 1)
        return GridRow(row.span, [label, *cells], named) if cells is not None else None

    def _cells(self, row: Sequence, number: int, first: int) -> list[Value | None] | None:
        """Return the cells of the typed columns from `first` on; None after reporting a problem."""
        width = len(self._positions)
        if not self._open and not any(map(_is_merging, row.items)):
            return list(row.items) if self._fits(row, len(row.items), width - first, first) else None
        cells: list[Value | None] = []
        items = iter(row.items)
        taken, column = 0, first
        while column < width:
            if self._open.get(column, 0) > 0:
                self._open[column] -= 1
                cells.append(None)
                column += 1
                continue
            item = next(items, None)
            if item is None:
                break
            taken += 1
            across, down, content = self._merging(item)
            if content is None:
                return None
            if across > width - column or any(self._open.get(column + step, 0) > 0 for step in range(across)):
                self._problem("value", f"this cell extends over {across} columns; there is no room for them", item.span)
                return None
            if across > 1 or down > 1:
                self._merge(number, column, across, down, item.span)
            cells += [content, *[None] * (across - 1)]
            column += across
        covered = len(cells) - taken
        rest = sum(1 for _ in items)
        if column < width or rest:
            self._fits(row, taken + rest, width - first - covered, first)
            return None
        self._open = {column: left for column, left in self._open.items() if left > 0}
        return cells

    def _merge(self, number: int, column: int, across: int, down: int, span: Span) -> None:
        start, end = self._positions[column], self._positions[column + across - 1]
        if end - start != across - 1:
            self._problem("value", "this cell extends over a computed column", span, "merge typed cells only")
        self._merged.append(Merged(row=number, column=start, across=across, down=down))
        if down > 1:
            for step in range(across):
                self._open[column + step] = down - 1
                self._anchor[column + step] = span

    def _fits(self, row: Sequence, have: int, need: int, first: int) -> bool:
        """Return True if a row has as many cells as the table has places for; else report it."""
        if have == need:
            return True
        if numbers := split_in_list(row.items, need):
            for split in numbers:
                self._context.typed_number(split)
            self._valid = False
            return False
        computed = " that are not computed" if len(self._positions) < self._columns else ""
        after = " after its first" if first else ""
        plain = need == len(self._positions) - first
        place = f"{counted(need, 'column')}{computed}{after}" if plain else f"{counted(need, 'place')} here"
        message = f"this row has {counted(have, 'cell')}; the table has {place}"
        self._problem("ragged-row", message, row.span, "write null for an empty cell")
        return False

    def _merging(self, item: Value) -> tuple[int, int, Value | None]:
        """Return over how many columns and rows a cell extends, and its content; None after reporting a problem."""
        if not _is_merging(item):
            return 1, 1, item
        assert isinstance(item, Mapping)
        sizes = [self._size(item.get(name), name) for name in _MERGING]
        content = [(name, inner) for name, inner in item.pairs if name.value not in _MERGING]
        if None in sizes:
            return 1, 1, None
        if not content:
            self._problem(
                "missing-key", "this merged cell has no content", item.span, "add `text`, or a text by language"
            )
            return 1, 1, None
        across, down = (size or 1 for size in sizes)
        if len(content) == 1 and content[0][0].value in _CONTENT:
            return across, down, content[0][1]
        return across, down, Mapping(content, item.line, item.column, item.source, item.flow)

    def _size(self, value: Value | None, name: str) -> int | None:
        if value is None:
            return 1
        if type(value) is not Scalar:
            self._context.mismatch(value, name, "a whole number")
            self._valid = False
            return None
        size = self._context.convert(integer, value.value, value.span)
        if size is not None and not 2 <= size <= 1_000:
            self._problem("value", f"`{name}`: expected a number from 2 on, found {size}", value.span, "delete it")
            return None
        self._valid = self._valid and size is not None
        return size

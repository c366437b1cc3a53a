"""Totals typed by hand must equal the rows above them.

Values with decimals count as rounded: a sum within their rounding is right. Whole numbers must add up exactly; a
difference that rounding can explain is reported as information.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext
from builder.check.late_patterns import compiled
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import is_share, number, tables, tolerance, unit, words_of
from builder.content.model.exhibits import Cell, CellEmpty, Column, Table
from builder.diagnostics import Severity

__all__ = ["RULES"]

_PART = r"\b(?:sous-tota|sub-?total|zwischensumme|subtotaal|subtotale|totale parziale|teilsumme)"
_TOTAL = r"(?:^|\s)(?:total|totaux|totals|grand total|ensemble|somme|sum|gesamt|summe|insgesamt|totaal|totale|somma)\b"


def totals(context: CheckContext) -> Iterator[Finding]:
    """Find total rows that do not add up, and tables with both a computed and a typed row of totals."""
    for table in tables(context):
        rows = table.rows
        marks = [_kind(row) for row in rows]
        if table.total and rows and marks[-1] == "total":
            message = "this row of totals is typed, and `total: true` adds another one"
            yield Finding(message, rows[-1][0].span, "delete the row")
            continue
        for column in range(1, len(table.columns)):
            if table.columns[column].compute is None:
                yield from _column(context, table, column, marks)


def _kind(row: tuple[Cell, ...]) -> str:
    words = words_of(row[0])
    return "part" if compiled(_PART).search(words) else "total" if compiled(_TOTAL).search(words) else ""


def _column(context: CheckContext, table: Table, column: int, marks: list[str]) -> Iterator[Finding]:
    """Check each total of one column against the rows that it sums."""
    whole: list[Cell] = []
    part: list[Cell] = []
    for row, mark in zip(table.rows, marks, strict=True):
        cell = row[column]
        if not mark:
            whole.append(cell)
            part.append(cell)
            continue
        # A total may be that of its own part: revenue and its total, then expenditure and its total.
        yield from _wrong(context, table.columns[column], cell, (part,) if mark == "part" else (whole, part))
        part = []


def _wrong(context: CheckContext, head: Column, total: Cell, parts: tuple[list[Cell], ...]) -> Iterator[Finding]:
    """Report a total that equals none of its possible sums, with the nearest of them."""
    given = number(total, context)
    sums = [values for cells in parts if (values := _addends(context, head, total, cells)) is not None]
    if given is None or isinstance(total, CellEmpty) or not sums:
        return
    values = min(sums, key=lambda addends: abs(sum(addends, Decimal(0)) - given))
    if is_share(total, head, context) and abs(given - 100) > tolerance(values):
        return  # a rate of the whole, not the sum of rates
    actual = sum(values, Decimal(0))
    severity = _severity(actual - given, values, given)
    if severity is not None:
        message = f"this total is {given.normalize():f}; the rows above add up to {actual.normalize():f}"
        yield Finding(message, total.span, "correct it, or write `total: true` and delete the row", (), severity)


def _addends(context: CheckContext, head: Column, total: Cell, cells: list[Cell]) -> list[Decimal] | None:
    """Return the numbers of the cells; None if there are fewer than two, or if not all have the total's unit."""
    values = [number(cell, context) for cell in cells]
    units = {repr(counted) for cell in (*cells, total) if (counted := unit(cell, head, context)) is not None}
    if len(cells) < 2 or len(units) > 1:
        return None
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _severity(difference: Decimal, values: list[Decimal], given: Decimal) -> Severity | None:
    """Return the severity of a difference; None if there is none, or if rounding explains it."""
    if not difference:
        return None
    close = abs(difference) <= tolerance([*values, given])
    if not close:
        return "error"
    whole = all(value == value.to_integral_value() for value in (*values, given))
    return "info" if whole else None


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG007",
        name="wrong-total",
        severity="error",
        summary="A row of totals does not equal the sum of the rows above it (information if rounding can explain it).",
        find=totals,
        bad="rows:\n  - [Nord, 12]\n  - [Sud, 30]\n  - [Total, 52]",
        good="rows:\n  - [Nord, 12]\n  - [Sud, 30]\n  - [Total, 42]",
    ),
)

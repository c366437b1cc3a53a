"""Rows of totals typed by hand: they must equal what stands above them.

Values with decimals are taken for rounded: a sum that is off by no more than their rounding is right. Whole numbers
add up exactly, or are told; off by what rounding can explain, they are only mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.actions.check.context import Context
from builder.actions.check.rule import Finding, Rule
from builder.actions.check.rules.figures.tables import is_share, number, tables, tolerance, unit, words_of
from builder.content.model import Cell, CellEmpty, Table
from builder.diagnostics import Severity

__all__ = ["RULES"]

_PART = re.compile(r"\b(?:sous-tota|sub-?total|zwischensumme|subtotaal|subtotale|totale parziale|teilsumme)")
_TOTAL = re.compile(
    r"(?:^|\s)(?:total|totaux|totals|grand total|ensemble|somme|sum|gesamt|summe|insgesamt|totaal|totale|somma)\b"
)


def totals(context: Context) -> Iterator[Finding]:
    """Total rows that do not add up, and tables that add a row of totals to one typed by hand."""
    for table in tables(context):
        rows = table.rows
        marks = [_kind(row) for row in rows]
        if table.total and rows and marks[-1] == "total":
            message = "this row of totals is typed, and `total: true` adds another"
            yield Finding(message, rows[-1][0].span, "delete the row")
            continue
        for column in range(1, len(table.columns)):
            yield from _column(context, table, column, marks)


def _kind(row: tuple[Cell, ...]) -> str:
    words = words_of(row[0])
    return "part" if _PART.search(words) else "total" if _TOTAL.search(words) else ""


def _column(context: Context, table: Table, column: int, marks: list[str]) -> Iterator[Finding]:
    """Each total of one column against the rows that it sums."""
    whole: list[Cell] = []
    part: list[Cell] = []
    for row, mark in zip(table.rows, marks, strict=True):
        cell = row[column]
        if not mark:
            whole.append(cell)
            part.append(cell)
            continue
        yield from _sum(context, table, column, cell, part if mark == "part" else whole)
        part = []


def _sum(context: Context, table: Table, column: int, total: Cell, cells: list[Cell]) -> Iterator[Finding]:
    head = table.columns[column]
    given = number(total, context)
    values = [number(cell, context) for cell in cells]
    if given is None or isinstance(total, CellEmpty) or len(cells) < 2 or None in values:
        return
    # Compared by what they print: units of different kinds do not add up, and no one says that they do.
    if len({repr(found) for cell in (*cells, total) if (found := unit(cell, head, context)) is not None}) > 1:
        return
    known = [value for value in values if value is not None]
    found = sum(known, Decimal(0))
    share = is_share(total, head, context)
    if share and abs(given - 100) > tolerance(known):
        return  # a rate of the whole, not the sum of rates
    severity = _severity(found - given, known, given)
    if severity is not None:
        shown = f"{found.normalize():f}"
        message = f"this total is {given.normalize():f}; the rows above add up to {shown}"
        yield Finding(message, total.span, "mend it, or let `total: true` add it", (), severity)


def _severity(difference: Decimal, values: list[Decimal], given: Decimal) -> Severity | None:
    """How grave a difference is; None for one that is none, or that rounding explains."""
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
        summary="A row of totals does not equal the rows above it (whole numbers off by their rounding: information).",
        find=totals,
        bad="rows:\n  - [Nord, 12]\n  - [Sud, 30]\n  - [Total, 52]",
        good="rows:\n  - [Nord, 12]\n  - [Sud, 30]\n  - [Total, 42]",
    ),
)

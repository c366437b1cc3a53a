"""Totals typed by hand must equal the rows above them.

Values with decimals count as rounded: a sum within their rounding is right. Whole numbers must add up exactly; a
difference that rounding can explain is reported as information.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import is_share, number, tables, tolerance, unit, words_of
from builder.content.model.exhibits import Cell, CellEmpty, CellNumber, Column, Table
from builder.content.model.measure_units import unit_of_format
from builder.content.model.values import Text
from builder.diagnostics import Severity
from builder.language import base_language
from builder.late_patterns import compiled

__all__ = ["RULES"]

_EXACT = Context(prec=200)
_PART = r"\b(?:sous-tota|sub-?total|zwischensumme|subtotaal|subtotale|totale parziale|teilsumme)"
_TOTAL = r"(?:^|\s)(?:total|totaux|totals|grand total|ensemble|somme|sum|gesamt|summe|insgesamt|totaal|totale|somma)\b"
_RATES = {
    "fr": r"^(?:taux|part|proportion|ratio|indice|moyenne|médiane|densité|rang|pourcentage)\b"
    r"|\b(?:moyen|moyenne|moyens|moyennes|médian|médiane|unitaire|unitaires)(?=$|\s*[(,])|\bpar (?:habitant|tête)\b",
    "en": r"^(?:average|mean|median|share|rate|percentage|ratio|index|density|rank)\b"
    r"|\bper (?:capita|head|inhabitant)\b"
    r"|(?<![\w-])(?:share|rate|ratio|average|median|density|percentage|index)(?=$|\s*[(,])|\bunit (?:price|cost)",
}
"""Headers of numbers that are not added up: rates, shares, averages, prices of one unit."""
_YEARS = {"fr": r"(?:année|an)\b", "en": r"year\b"}
_RATE_HINT = "give a share `format: {percent: true}`, which has no total, or delete `total` and type the last row"


def totals(context: CheckContext) -> Iterator[Finding]:
    """Find total rows that do not add up, and tables with both a computed and a typed row of totals."""
    for table in tables(context):
        rows = table.rows
        if table.marks:
            yield from _marked(context, table)
            continue
        marks = [_kind(row) for row in rows]
        if table.total and rows and marks[-1] == "total":
            message = "this row of totals is typed, and `total: true` adds another one"
            yield Finding(message, rows[-1][0].span, "delete the row")
            continue
        for column in range(1, len(table.columns)):
            if table.columns[column].compute is None:
                yield from _column(context, table, column, marks)


def summed_rates(context: CheckContext) -> Iterator[Finding]:
    """Find columns whose header names a rate, an average or years, and which `total: true` adds up all the same."""
    for table in tables(context):
        for number_, column in enumerate(table.columns if _is_summed(table) else ()):
            cells = [row[number_] for row in table.rows]
            numbers = [cell.value for cell in cells if isinstance(cell, CellNumber)]
            unit_of_column = unit_of_format(column.format)
            summed = column.compute is None and unit_of_column is not None and unit_of_column.additive
            if not numbers or not summed or any(isinstance(cell, Text) for cell in cells):
                continue
            for tag, markup in column.header.entries.items():
                words = " ".join(piece.text for piece in context.pieces(markup)).strip()
                noun = _not_added(words, tag or context.source_tag, numbers)
                if noun:
                    message = f"the total adds up the column `{words}`, whose numbers are {noun}"
                    yield Finding(message, markup.place(0), _RATE_HINT)
                    break


def _is_summed(table: Table) -> bool:
    """Return True if the builder adds up rows of the table."""
    return table.total or any(mark.computed for mark in table.marks)


def _not_added(words: str, tag: str, numbers: list[Decimal]) -> str:
    """Return what the numbers below a header are if they have no sum; "" if they may have one."""
    base = base_language(tag)
    if abs(sum(numbers, Decimal(0)) - 100) <= tolerance(numbers):
        return ""  # shares of a whole
    if "%" in words or compiled(_RATES.get(base, "(?!)"), re.IGNORECASE).search(words):
        return "rates or averages"
    years = all(value == value.to_integral_value() and 1000 <= value < 3000 for value in numbers)
    return "years" if years and compiled(_YEARS.get(base, "(?!)"), re.IGNORECASE).match(words) else ""


def _marked(context: CheckContext, table: Table) -> Iterator[Finding]:
    """Check the subtotals and totals that a table names as such, and that are typed as published."""
    for index, column in enumerate(table.columns):
        if not index or column.compute is not None:
            continue
        whole: list[Cell] = []
        part: list[Cell] = []
        below = {
            merged.row + step for merged in table.merged if merged.column == index for step in range(1, merged.down)
        }
        for position, (mark, row) in enumerate(zip(table.marks, table.rows, strict=True)):
            if mark.kind == "row":
                if position not in below:  # a merged cell counts once
                    whole.append(row[index])
                    part.append(row[index])
                continue
            if mark.kind != "group" and not mark.computed:
                yield from _wrong(context, table, index, row[index], (whole if mark.kind == "total" else part,))
            part = []


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
        yield from _wrong(context, table, column, cell, (part,) if mark == "part" else (whole, part))
        part = []


def _wrong(
    context: CheckContext, table: Table, column: int, total: Cell, parts: tuple[list[Cell], ...]
) -> Iterator[Finding]:
    """Report a total that equals none of its possible sums, with the nearest of them, as they are typed."""
    head = table.columns[column]
    given = number(total, context)
    sums = [values for cells in parts if (values := _addends(context, head, total, cells)) is not None]
    if given is None or isinstance(total, CellEmpty) or not sums:
        return
    stated: Decimal = given
    values = min(sums, key=lambda addends: abs(sum(addends, Decimal(0)) - stated))
    if is_share(total, head, context) and abs(given - 100) > tolerance(values):
        return  # a rate of the whole, not the sum of rates
    if head.scale is not None:
        values = [_typed(value, head.scale) for value in values]
        given = _typed(given, head.scale)
    actual = sum(values, Decimal(0))
    severity = _severity(actual - given, values, given)
    if severity is None or (severity == "info" and table.rounding):
        return
    message = f"this total is {given.normalize():f}; the rows above add up to {actual.normalize():f}"
    hint = "correct it, or write `total: true` and delete the row"
    if table.marks:
        hint = "correct it, or delete its `cells`; if rounding explains it, add `rounding: true` to the table"
    yield Finding(message, total.span, hint, (), severity)


def _typed(value: Decimal, scale: Decimal) -> Decimal:
    """Return a number as it is typed, before it was multiplied by the scale of its column."""
    typed: Decimal = _EXACT.divide(value, scale).normalize(_EXACT)
    return typed


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
    Rule(
        code="FIG015",
        name="summed-rates",
        severity="error",
        summary="`total: true` adds up a column of rates, averages or years.",
        find=summed_rates,
        bad="columns: [Ville, Taux de chômage]\nrows: [[A, 7.1], [B, 8.4]]\ntotal: true",
        good="columns:\n  - Ville\n  - {header: Taux de chômage, format: {percent: true}}\nrows: [[A, 7.1], [B, 8.4]]\n"
        "total: true",
    ),
)

"""Rows that a workbook hides and that are printed all the same."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.table_cells import charts, tables
from builder.content.model.exhibits import Chart, Table
from builder.source import Span

__all__ = ["RULES"]

_MOST_SHOWN = 5


def hidden_rows(context: CheckContext) -> Iterator[Finding]:
    """Find tables and charts that show rows which their workbook hides, by hand or by a filter."""
    exhibits: list[Table | Chart] = [*tables(context), *charts(context)]
    for rows in dict.fromkeys(exhibit.hidden for exhibit in exhibits if exhibit.hidden):
        yield Finding(_message(rows), rows[0], "unhide them, or delete them from the data")


def _message(rows: tuple[Span, ...]) -> str:
    if len(rows) == 1:
        return f"row {rows[0].line} is hidden in the workbook, and is printed"
    shown = ", ".join(str(row.line) for row in rows[:_MOST_SHOWN])
    more = f" and {len(rows) - _MOST_SHOWN} more" if len(rows) > _MOST_SHOWN else ""
    return f"rows {shown}{more} are hidden in the workbook, and are printed"


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG014",
        name="hidden-rows",
        severity="warning",
        summary="A workbook hides rows that the publication prints.",
        find=hidden_rows,
        bad="- table: {data: {file: budget.xlsx, table: Budget}}   # a filter is on in Excel",
        good="- table: {data: {file: budget.xlsx, table: Budget}}   # the filter is cleared",
    ),
)

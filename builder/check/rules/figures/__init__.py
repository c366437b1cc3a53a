"""Numbers are declared once, agree in all languages, and add up."""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.figures import agreement, declared, number_columns, percentages, totals, typed, typed_dates

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *typed.RULES,
    *agreement.RULES,
    *declared.RULES,
    *totals.RULES,
    *percentages.RULES,
    *typed_dates.RULES,
    *number_columns.RULES,
)

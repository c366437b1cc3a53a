"""Numbers are declared once, agree in all languages, and add up."""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.figures import agreement, days, declared, shares, totals, typed

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (*typed.RULES, *agreement.RULES, *declared.RULES, *totals.RULES, *shares.RULES, *days.RULES)

"""The two languages say the same thing in the same shape."""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.parity import marks, sameness, shape

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (*sameness.RULES, *marks.RULES, *shape.RULES)

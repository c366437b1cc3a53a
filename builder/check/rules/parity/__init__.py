"""The two languages have the same content in the same structure."""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.parity import data_labels, marks, sameness, shape

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (*sameness.RULES, *marks.RULES, *shape.RULES, *data_labels.RULES)

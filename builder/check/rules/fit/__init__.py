"""Texts fit their slides, in every language."""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.fit import lengths, planned

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (*planned.RULES, *lengths.RULES)

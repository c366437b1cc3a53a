"""The two languages say the same thing in the same shape."""

from __future__ import annotations

from builder.actions.check.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()

"""What typography corrects, and what it cannot know."""

from __future__ import annotations

from builder.actions.check.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()

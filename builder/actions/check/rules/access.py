"""Everybody can read it."""

from __future__ import annotations

from builder.actions.check.rule import Rule

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = ()

"""Every rule, in the order of its code. A new rule is a module under `rules/` and a line here."""

from __future__ import annotations

from builder.actions.check.rule import Rule

__all__ = ["RULES", "rule"]

RULES: tuple[Rule, ...] = ()


def rule(code: str) -> Rule | None:
    """The rule with a code, if there is one."""
    return next((one for one in RULES if one.code == code), None)

"""Every rule, in the order of its code. A new rule is a function under `rules/`, and an entry in its module's tuple."""

from __future__ import annotations

from builder.check import waivers
from builder.check.rule import Rule
from builder.check.rules import (
    access,
    figures,
    fit,
    language,
    left_over,
    named_texts,
    parity,
    staleness,
    terms,
    typography,
)

__all__ = ["RULES", "rule"]

_GROUPS = (access, figures, fit, language, left_over, named_texts, parity, staleness, terms, typography, waivers)

RULES: tuple[Rule, ...] = tuple(sorted((rule for group in _GROUPS for rule in group.RULES), key=lambda rule: rule.code))


def rule(code: str) -> Rule | None:
    """Return the rule with a code, or None."""
    return next((candidate for candidate in RULES if candidate.code == code), None)

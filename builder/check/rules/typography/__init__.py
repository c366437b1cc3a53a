"""Typography that the builder cannot correct, because it cannot know, or does not correct, because it was typed on
purpose.

What an author types plainly (straight quotes, plain spaces, three full stops) is set by the builder and never reported.
"""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.typography import habits as habits
from builder.check.rules.typography import numbers as numbers
from builder.check.rules.typography import pairs as pairs
from builder.check.rules.typography import signs as signs
from builder.check.rules.typography import words as words

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (*pairs.RULES, *words.RULES, *numbers.RULES, *signs.RULES, *habits.RULES)

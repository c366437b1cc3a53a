"""Typography that the builder cannot correct, or leaves alone because it was typed on purpose.

What an author types plainly (straight quotes, plain spaces, three full stops) is set by the builder and never reported.
"""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.typography import elision, neutral_text, numbers, paired_marks, punctuation, spelling

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *paired_marks.RULES,
    *spelling.RULES,
    *numbers.RULES,
    *punctuation.RULES,
    *neutral_text.RULES,
    *elision.RULES,
)

"""What looks like mark-up and is not understood: it is printed with its signs, as ordinary characters.

The rules read the visible words of a text, where understood marks are gone. Signs written with a backslash, in code or
in an address are meant as signs and never reported.
"""

from __future__ import annotations

from builder.check.rule import Rule
from builder.check.rules.left_over import emphasis, links, syntax

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (*emphasis.RULES, *links.RULES, *syntax.RULES)

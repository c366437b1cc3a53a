"""Every rule, in the order of its code. A new rule is a function under `rules/`, and an entry in its module's tuple.

A module that has rules for errors is named in `builder/check/counting.py` as well.
"""

from __future__ import annotations

from builder.check import waivers
from builder.check.rule import Rule
from builder.check.rules import language, named_texts, staleness, terms
from builder.check.rules.access import alternatives, headings, legibility, link_texts, pictures, tables
from builder.check.rules.figures import (
    agreement,
    cut_axes,
    dates_in_words,
    declared,
    event_order,
    hidden_rows,
    number_columns,
    opposite_signs,
    percentages,
    scatter_points,
    totals,
    typed,
    typed_bounds,
    typed_dates,
    typed_units,
)
from builder.check.rules.fit import planned, text_lengths
from builder.check.rules.left_over import emphasis, links, syntax
from builder.check.rules.parity import data_labels, marks, sameness, shape
from builder.check.rules.typography import elision, neutral_text, numbers, paired_marks, punctuation, spelling

__all__ = ["RULES", "rule"]

_MODULES = (
    *(alternatives, headings, legibility, link_texts, pictures, tables),
    *(
        agreement,
        cut_axes,
        dates_in_words,
        declared,
        event_order,
        hidden_rows,
        number_columns,
        opposite_signs,
        percentages,
        scatter_points,
        totals,
        typed,
        typed_bounds,
        typed_dates,
        typed_units,
    ),
    *(planned, text_lengths),
    language,
    *(emphasis, links, syntax),
    named_texts,
    *(data_labels, marks, sameness, shape),
    staleness,
    terms,
    *(elision, neutral_text, numbers, paired_marks, punctuation, spelling),
    waivers,
)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for module in _MODULES for rule in module.RULES), key=lambda rule: rule.code)
)


def rule(code: str) -> Rule | None:
    """Return the rule with a code, or None."""
    return next((candidate for candidate in RULES if candidate.code == code), None)

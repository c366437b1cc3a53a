"""The two texts have the same values, however each language writes them.

Values are matched by their possible meanings. Those in digits must have a match; those in words may have none (a
translator writes "both" for "les deux"), but one unmatched value on each side is a disagreement. Repetitions are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext, TextPair
from builder.check.reading.languages import knows
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.text_values import TextValue, values_of

__all__ = ["RULES"]


def disagreements(context: CheckContext) -> Iterator[Finding]:
    """Find values of one text that the other does not have."""
    for pair in (*context.pairs, *context.variants):
        yield from _compared(context, pair)


def _compared(context: CheckContext, pair: TextPair) -> Iterator[Finding]:
    mine = values_of(context, pair.source, pair.source_tag)
    other = values_of(context, pair.target, pair.target_tag)
    if not mine and not other:
        return
    loose = not (knows(pair.source_tag) and knows(pair.target_tag))
    for months in (True, False):
        here = _unmatched(_of(mine, months), _of(other, months), loose)
        there = _unmatched(_of(other, months), _of(mine, months), loose)
        if not (months or loose):
            yield from _told(here, there, pair)
        elif here and there:
            yield from _told(here[:1], there[:1], pair)


def _told(here: list[TextValue], there: list[TextValue], pair: TextPair) -> Iterator[Finding]:
    """Pair the unmatched values of both sides, then report those that remain; values in words alone are no alarm."""
    # A lone 1 is the last to find a partner: it may be "un" or "one", which are no alarm.
    in_digits = [sorted((one for one in side if not one.reading.spelled), key=_is_one) for side in (here, there)]
    in_words = [[one for one in side if one.reading.spelled and not one.reading.unsure] for side in (here, there)]
    for left, right in (in_digits, in_words):
        while left and right:
            one, twin = left.pop(0), right.pop(0)
            yield _finding(twin, one, pair.source_tag)
    for side, words, tag in (
        (in_digits[0], in_words[1], pair.target_tag),
        (in_digits[1], in_words[0], pair.source_tag),
    ):
        for one in side:
            if words:
                yield _finding(one, words.pop(0), tag)
            elif not _is_one(one):
                yield Finding(f"`{one.words}` is not in the `{tag}` text", one.span, "give both the same values")


def _is_one(found: TextValue) -> bool:
    return found.reading.values[0] == 1


def _finding(one: TextValue, twin: TextValue, tag: str) -> Finding:
    return Finding(
        f"`{one.words}` here, `{twin.words}` in the `{tag}` text (line {twin.span.line})",
        one.span,
        "give both the same values; a declared figure cannot differ",
        severity="error",
    )


def _of(found: tuple[TextValue, ...], months: bool) -> list[TextValue]:
    return [one for one in found if (one.reading.kind == "month") == months and one.reading.values]


def _unmatched(mine: list[TextValue], other: list[TextValue], loose: bool) -> list[TextValue]:
    """Return the values of one side that no value of the other may mean."""
    return [one for one in mine if not any(_agree(one, twin, loose) for twin in other)]


def _agree(one: TextValue, twin: TextValue, loose: bool) -> bool:
    """Return True if two readings may be the same value. A bare number may match a share or an amount, as in a range.

    `loose` compares digits only: the scales of one of the languages are not known.
    """
    first, second = one.reading, twin.reading
    if "time" in (first.kind, second.kind):
        return (first.kind == second.kind and first.values == second.values) or _as_hour(first.kind, second.kind)
    if {first.kind, second.kind} == {"percent", "money"}:
        return False
    if first.unit and second.unit and not _same_currency(first.unit, second.unit):
        return False
    if loose and any(_digits(value) == _digits(there) for value in first.values for there in second.values):
        return True
    return any(abs(value) == abs(there) for value in first.values for there in second.values)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _as_hour(kind: str, other: str) -> bool:
    """Return True for a time written otherwise than as a time ("noon", "at 3"), which is no alarm."""
    return {kind, other} == {"time", "number"}


def _same_currency(one: str, other: str) -> bool:
    return one == other or ("$" in (one, other) and {one, other} <= {"$", "USD", "CAD", "AUD"})


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG002",
        name="values-disagree",
        severity="warning",
        summary="A value in one language is not in the other, whatever the way each writes it. "
        "Two values that face each other are an error, one alone is a warning.",
        find=disagreements,
        bad="fr: 2,5 millions d'euros\nen: 2.4 million euros",
        good="fr: 2,5 millions d'euros\nen: €2.5 million",
    ),
)

"""The two texts have the same values, however each language writes them.

Values are matched by their possible meanings. Those in digits must have a match; those in words may have none (a
translator writes "both" for "les deux"), but one unmatched value on each side is a disagreement. Repetitions are not.
Findings are in the translation, where they are fixed, and name the place in the source text.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.check.context import CheckContext, TextPair
from builder.check.counterparts import counterpart, named
from builder.check.reading import Reading
from builder.check.reading.languages import knows
from builder.check.rule import Finding, Rule
from builder.check.rules.figures.text_values import TextValue, values_of

__all__ = ["RULES"]

_HALF_DAY = 12 * 60
_FREE = frozenset(["name", "period", "length"])
_HINT = "give both texts the same values"


def disagreements(context: CheckContext) -> Iterator[Finding]:
    """Find values of one text that the other does not have."""
    for pair in (*context.pairs, *context.variants):
        yield from _compared(context, pair)


def _compared(context: CheckContext, pair: TextPair) -> Iterator[Finding]:
    source = values_of(context, pair.source, pair.source_tag)
    target = values_of(context, pair.target, pair.target_tag)
    if not source and not target:
        return
    loose = not (knows(pair.source_tag) and knows(pair.target_tag))
    candidates = [[value for value in side if value.reading.values] for side in (source, target)]
    for months in (True, False):
        missing = _unmatched(_of(source, months), candidates[1], loose)
        added = _unmatched(_of(target, months), candidates[0], loose)
        if not (months or loose):
            yield from _findings(missing, added, pair)
        elif missing and added:
            yield from _findings(missing[:1], added[:1], pair)


def _findings(missing: list[TextValue], added: list[TextValue], pair: TextPair) -> Iterator[Finding]:
    """Pair the unmatched values of both texts, then report those that remain; values in words alone are no alarm."""
    # A lone 1 is the last to find a partner: it may be "un" or "one", which are no alarm.
    digits = [sorted((value for value in side if not value.reading.spelled), key=_is_one) for side in (missing, added)]
    words = [
        [value for value in side if value.reading.spelled and not value.reading.unsure] for side in (missing, added)
    ]
    for sources, targets in (
        (digits[0], digits[1]),
        (words[0], words[1]),
        (digits[0], words[1]),
        (words[0], digits[1]),
    ):
        while sources and targets:
            yield _disagreement(sources.pop(0), targets.pop(0), pair.source_tag)
    for value in digits[0]:
        if not _is_one(value):
            here = counterpart(pair.source, value.span, pair.target)
            message = (
                f"`{value.words}` is missing here; the `{pair.source_tag}` text has it ({named(value.span, here)})"
            )
            yield Finding(message, here, _HINT)
    for value in digits[1]:
        if not _is_one(value):
            place = named(pair.source.place(0), value.span)
            yield Finding(f"`{value.words}` is not in the `{pair.source_tag}` text ({place})", value.span, _HINT)


def _is_one(value: TextValue) -> bool:
    return value.reading.values[0] == 1


def _disagreement(source: TextValue, target: TextValue, tag: str) -> Finding:
    alike = source.words == target.words
    words, source_words = ((value.counted_words if alike else value.words) for value in (target, source))
    return Finding(
        f"`{words}` here, `{source_words}` in the `{tag}` text ({named(source.span, target.span)})",
        target.span,
        f"{_HINT}; a declared figure cannot differ",
        severity="error",
    )


def _of(values: tuple[TextValue, ...], months: bool) -> list[TextValue]:
    return [value for value in values if (value.reading.kind == "month") == months and value.reading.values]


def _unmatched(values: list[TextValue], candidates: list[TextValue], loose: bool) -> list[TextValue]:
    """Return the values of one text that no value of the other may mean. Digits in a name and periods need no match,
    lengths in feet only if the other text has any.
    """
    free = {"name", "period"} if any(other.reading.kind == "length" for other in candidates) else _FREE
    return [
        value
        for value in values
        if value.reading.kind not in free and not any(_agree(value, candidate, loose) for candidate in candidates)
    ]


def _agree(value: TextValue, candidate: TextValue, loose: bool) -> bool:
    """Return True if two readings may be the same value. A bare number may match a share or an amount, as in a range.

    `loose` compares digits only: the scales of one of the languages are not known.
    """
    first, second = value.reading, candidate.reading
    kinds = (first.kind, second.kind)
    if "period" in kinds or (first.durations and second.durations):
        return not first.durations.isdisjoint(second.durations)
    if kinds.count("month") == 1 and not (first.slashed or second.slashed):
        return False
    if "time" in (first.kind, second.kind):
        return _agree_as_times(first, second)
    if {first.kind, second.kind} == {"percent", "money"}:
        return False
    if first.unit and second.unit and not _same_currency(first.unit, second.unit):
        return False
    if loose and any(_digits(meaning) == _digits(twin) for meaning in first.values for twin in second.values):
        return True
    return any(abs(meaning) == abs(twin) for meaning in first.values for twin in second.values)


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _agree_as_times(first: Reading, second: Reading) -> bool:
    """Return True if two readings, at least one of them a clock time in minutes, may be the same time.

    A bare number may be an hour of the day or of half a day ("from 2 to 4 p.m."), the minutes after an hour ("18 heures
    30"), or minutes.
    """
    if first.kind == second.kind:
        return not set(first.values).isdisjoint(second.values)
    time, number = (first, second) if first.kind == "time" else (second, first)
    if number.kind != "number":
        return False
    return any(
        value in (minutes, minutes % 60) or 60 * value - minutes + minutes % 60 in (0, -_HALF_DAY, _HALF_DAY)
        for minutes in time.values
        for value in number.values
    )


def _same_currency(*codes: str) -> bool:
    return len(set(codes)) == 1 or ("$" in codes and set(codes) <= {"$", "USD", "CAD", "AUD"})


RULES: tuple[Rule, ...] = (
    Rule(
        code="FIG002",
        name="values-disagree",
        severity="warning",
        summary="A value in one language is not in the other, whatever its notation. "
        "Two conflicting values are an error, one without a counterpart is a warning.",
        finds_errors=True,
        find=disagreements,
        bad="fr: 2,5 millions d'euros\nen: 2.4 million euros",
        good="fr: 2,5 millions d'euros\nen: €2.5 million",
    ),
)

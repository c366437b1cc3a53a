"""Numbers typed in another language's notation: `2.5 %` in French, `2,5%` in English.

A point or a comma between digits is reported only if it cannot belong to a version, a list or a date: before a unit, or
where groups of three digits show that it separates thousands. Regions whose official notation differs are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.typography.passages import edit, passages
from builder.language import base_language

__all__ = ["RULES"]

_POINT = frozenset({"en"})
_COMMA = frozenset({"fr", "de", "nl", "it", "es", "pt"})
_EITHER = ("-CH", "-LI", "-ZA", "-MX", "-US", "-PR", "-DO", "-GT", "-HN", "-NI", "-PA", "-PE", "-SV", "-419")
"""Regions that write a point where their language has a comma, or the reverse, in some numbers at least."""
_GROUPS = {"fr": " ", "en": ",", "de": ".", "nl": ".", "it": ".", "es": " ", "pt": "."}

_UNIT = (
    r"[ \u00a0\u202f]?(?:%|‰|€|£|(?:M|Md|k|G)?[€$]|°C|(?:km|cm|mm|kg|ha|t|kWh|MWh|GWh|TWh|MW|GW|Go|Mo|To|GB|MB|TB|km²"
    r"|m²|m³|points?|Punkte|punten|punti|puntos|pontos|millions?|milliards?|billions?|trillions?|Millionen|Milliarden"
    r"|Mio\.|Mrd\.|miljoen|miljard|milioni|miliardi|millones|milhões|euros?|Euro|dollars?|francs?|Franken|livres)(?!\w))"
)
_MONEY = r"(?:(?<=[€$£])|(?<=[€$£] ))"
_DECIMAL = {
    "comma": re.compile(rf"(?<![\w.,/])\d{{1,3}}(?P<mark>\.)\d{{1,2}}(?={_UNIT})"),
    "point": re.compile(
        rf"(?<![\w.,/])(?:\d{{1,3}}(?P<mark>,)\d{{1,2}}(?={_UNIT})|{_MONEY}\d{{1,3}}(?P<paid>,)\d{{1,2}}(?![\d,]))"
    ),
}
_THOUSANDS = {
    ",": re.compile(r"(?<![\w.,/-])[1-9]\d{0,2}(?:,\d{3}){2,}(?![\w,])"),
    ".": re.compile(r"(?<![\w.,/-])[1-9]\d{0,2}(?:\.\d{3}){2,}(?!\.?\w)"),
}


def decimal_marks(context: CheckContext) -> Iterator[Finding]:
    """Find decimal points where the language has a comma, and the reverse."""
    for tag, piece in passages(context):
        base = base_language(tag)
        if tag.endswith(_EITHER) or base not in _POINT | _COMMA:
            continue
        wanted, name = (".", "point") if base in _POINT else (",", "comma")
        for match in _DECIMAL[name].finditer(piece.text):
            at = match.start("mark")
            at = match.start("paid") if at < 0 else at
            message = f"`{match[0]}` has a decimal {'comma' if name == 'point' else 'point'} in the `{tag}` text"
            right = piece.text[match.start() : at] + wanted + piece.text[at + 1 : match.end()]
            edits = edit(piece, at, at + 1, wanted)
            yield Finding(message, piece.span(match.start()), f"write {right}, or declare a figure", edits)


def thousands(context: CheckContext) -> Iterator[Finding]:
    """Find thousands grouped as in another language."""
    for tag, piece in passages(context):
        base = base_language(tag)
        if base not in _GROUPS or tag.endswith(_EITHER):
            continue
        for mark in ",." if base in ("fr", "es") else "." if base == "en" else ",":
            for match in _THOUSANDS[mark].finditer(piece.text):
                if mark == "." and _is_address(match[0]):
                    continue
                right = match[0].replace(mark, _GROUPS[base])
                edits = edit(piece, *match.span(), right)
                message = f"`{match[0]}` does not group thousands as `{tag}` does"
                yield Finding(message, piece.span(match.start()), f"write {right}, or declare a figure", edits)


def _is_address(text: str) -> bool:
    """Return True if four groups of digits may be an internet address."""
    groups = text.split(".")
    return len(groups) == 4 and all(int(group) < 256 for group in groups)


RULES: tuple[Rule, ...] = (
    Rule(
        code="TYP006",
        name="decimal-mark",
        severity="warning",
        summary="A number has the decimal mark of another language.",
        find=decimal_marks,
        bad="fr: Une hausse de 2.5 %",
        good="fr: Une hausse de 2,5 %",
        fixable=True,
    ),
    Rule(
        code="TYP007",
        name="thousands-mark",
        severity="warning",
        summary="The thousands of a number are grouped as in another language.",
        find=thousands,
        bad="fr: Près de 1,234,567 habitants",
        good="fr: Près de 1 234 567 habitants",
        fixable=True,
    ),
)

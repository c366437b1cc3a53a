"""Brackets and quotation marks: they are in pairs, and they are those of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.bibliography import is_entry
from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.typography.passages import edit, in_languages, passages
from builder.check.visible_text import VisiblePiece
from builder.language import base_language
from builder.source_edits.edits import SourceEdit

__all__ = ["RULES"]

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_QUOTES = {
    "fr": {"«": "»", "“": "”", "‹": "›"},
    "en": {"“": "”", "«": "»"},
    "de": {"„": "“", "«": "»", "‹": "›"},
    "nl": {"“": "”", "„": "”", "«": "»"},
    "it": {"«": "»", "“": "”"},
    "es": {"«": "»", "“": "”"},
    "pt": {"«": "»", "“": "”"},
}
_MARK = re.compile('[()\\[\\]{}«»“”„‹›"]')
_NO_PAIR = re.compile(
    r"[:;]-?[()](?=\s|$)|\([!?]\)|[\[\]][\d,;.\s+∞-]*\d[\d,;.\s+∞-]*[\[\]]|\d+\s?['’′]\s?\d+(?:[.,]\d+)?\s?(?:[\"”″]|'')|\d['’′]?\d*[\"″]"
)
"""A smiley, a mark in brackets, an interval `]0, 1[`, feet and inches, inches."""
_ITEM = re.compile(r"(?:^|[\s)])(?:\w|\d{2}|[ivx]{2,4})$")
"""The letter or number of an item: `a)`, `34(1)b)`."""
_SPACES = " \u00a0\u202f"


def unbalanced(context: CheckContext) -> Iterator[Finding]:
    """Find brackets and quotation marks of a paragraph without a partner."""
    for tag, piece in passages(context):
        if not _MARK.search(piece.text):
            continue
        pairs = _BRACKETS | _QUOTES.get(base_language(tag), {})
        if base_language(tag) == "de" and 0 <= piece.text.find("»") < piece.text.find("«"):
            pairs = _BRACKETS | {"„": "“", "»": "«", "›": "‹"}
        for at in _unpaired(piece.text, pairs, _foreign_marks(piece.text, tag)):
            mark = piece.text[at]
            if mark in pairs and _goes_on(context, piece, mark):
                continue
            problem = "is not closed" if mark in pairs else "has no partner" if mark == '"' else "closes nothing"
            message, hint = f"`{mark}` {problem} in this paragraph", "add the missing mark, or delete this one"
            yield Finding(message, piece.span(at), hint)


def _unpaired(text: str, pairs: dict[str, str], skipped: set[int]) -> list[int]:
    """Return the positions of marks without a partner."""
    skipped = skipped.union(*(range(*match.span()) for match in _NO_PAIR.finditer(text)))
    closing = frozenset(pairs.values())
    waiting: list[int] = []
    unpaired: list[int] = []
    straight: list[int] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if at in skipped:
            continue
        if mark == '"':
            straight.append(at)
        elif waiting and pairs[text[waiting[-1]]] == mark:
            waiting.pop()
        elif mark in pairs:
            waiting.append(at)
        elif mark in closing:
            partner = next((n for n in reversed(range(len(waiting))) if pairs[text[waiting[n]]] == mark), None)
            if partner is None:
                is_item = mark == ")" and _ITEM.search(text, max(0, at - 5), at) is not None
                is_inches = mark == "”" and text[at - 1 : at].isdecimal()
                unpaired += [] if is_item or is_inches else [at]
            else:
                unpaired += waiting[partner + 1 :]
                del waiting[partner:]
    return sorted(unpaired + waiting + straight[-1:] * (len(straight) % 2))


def _goes_on(context: CheckContext, piece: VisiblePiece, mark: str) -> bool:
    """Return True if a quotation continues in the next paragraph, which then opens with the same mark."""
    pieces = [sibling for sibling in context.pieces(piece.markup) if sibling.kind == piece.kind]
    following = pieces[pieces.index(piece) + 1 :]
    return mark in "«“„" and bool(following) and following[0].text.lstrip().startswith(mark)


# Marks of another language, by language: what they are, and the opening and closing ones to write.
_FOREIGN_PAIRS = {
    "fr": (re.compile("“([^“”«»]*)”"), ("« ", " »")),
    "en": (re.compile("«([^«»]*)»|„([^„“”]*)[“”]"), ("“", "”")),
    "de": (re.compile("“([^“”„]*)”"), ("„", "“")),
}


def _foreign_marks(text: str, tag: str) -> set[int]:
    """Return the positions of paired marks of another language."""
    if base_language(tag) not in _FOREIGN_PAIRS:
        return set()
    pattern, _ = _FOREIGN_PAIRS[base_language(tag)]
    return {at for match in pattern.finditer(text) for at in (match.start(), match.end() - 1)}


def foreign_quotes(context: CheckContext) -> Iterator[Finding]:
    """Find quotation marks typed as in another language; the builder leaves typed ones as they are."""
    for tag, piece in in_languages(context, *_FOREIGN_PAIRS):
        pattern, (opening, closing) = _FOREIGN_PAIRS[base_language(tag)]
        if tag.endswith(("-CH", "-LI")) and base_language(tag) == "de":
            opening, closing = "«", "»"
        for match in pattern.finditer(piece.text):
            if is_entry(piece.text) or (base_language(tag) == "fr" and _is_inside(piece.text, match.start())):
                continue
            message = f"`{match[0][0]} {match[0][-1]}` are not the quotation marks of `{tag}`"
            hint = f'write {opening}…{closing}, or "…", which is set as the language requires'
            yield Finding(message, piece.span(match.start()), hint, _quoted(piece, *match.span(), opening, closing))


def _is_inside(text: str, at: int) -> bool:
    """Return True if a position is inside guillemets: second-level marks are right there."""
    return text.count("«", 0, at) > text.count("»", 0, at)


def _quoted(piece: VisiblePiece, start: int, end: int, opening: str, closing: str) -> tuple[SourceEdit, ...]:
    """Return the edits of both marks, with the spaces inside them; none if one cannot be made."""
    inside = piece.text[start + 1 : end - 1]
    left = start + 1 + len(inside) - len(inside.lstrip(_SPACES))
    right = end - 1 - len(inside) + len(inside.rstrip(_SPACES))
    edits = (*edit(piece, start, left, opening), *edit(piece, right, end, closing)) if inside.strip() else ()
    return edits if len(edits) == 2 else ()


RULES: tuple[Rule, ...] = (
    Rule(
        code="TYP001",
        name="unbalanced",
        severity="warning",
        summary="A bracket or a quotation mark has no partner in its paragraph.",
        find=unbalanced,
        bad='fr: "Le projet (voir la carte est prêt."',
        good='fr: "Le projet (voir la carte) est prêt."',
    ),
    Rule(
        code="TYP002",
        name="foreign-quotes",
        severity="info",
        summary="Quotation marks are those of another language.",
        find=foreign_quotes,
        bad="fr: Le mot “budget” vient de l'anglais.",
        good="fr: Le mot « budget » vient de l'anglais.",
        fixable=True,
    ),
)

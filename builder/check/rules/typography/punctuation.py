"""Punctuation typed in place of other punctuation: a hyphen for a dash, two full stops, French spaces in English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.bibliography import is_entry
from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.typography.passages import edit, in_languages, passages
from builder.language import base_language

__all__ = ["RULES"]

_SPACED = re.compile(r"(?<=[\w)\]»”\"%€’'])[ \u00a0\u202f]+(?P<mark>[;:](?=[\s\]»”\"]|$)|[?!]+(?=[\s)\]»”\"]|$))")
_UNSPACED = ("en", "de", "nl", "it", "es", "pt")


def french_spaces(context: CheckContext) -> Iterator[Finding]:
    """Find spaces before `; : ? !` in a language that sets none."""
    for tag, piece in in_languages(context, *_UNSPACED):
        for match in _SPACED.finditer(piece.text):
            if is_entry(piece.text):
                break  # it has the spaces of the work's own language
            start, end = match.start(), match.end()
            before, after = piece.text[start - 1], piece.text[end : end + 2].strip()
            if match["mark"] == ":" and before.isdecimal() and after.isdecimal():
                continue  # a ratio: 16 : 9
            message = f"space before `{match['mark']}` in the `{tag}` text"
            yield Finding(message, piece.span(start), "delete it", edit(piece, start, match.start("mark"), ""))


_HYPHEN = re.compile(r"(?<=[^\W\d_])[.,)»”\"]?(?P<hyphen> - )(?=[«“\"(]?[^\W\d_])|(?<=\d)(?P<after> - )(?=[^\W\d_]{2})")
_CLOSED_DASH = frozenset({"en", "en-US", "en-CA"})


def hyphens_for_dashes(context: CheckContext) -> Iterator[Finding]:
    """Find hyphens between spaces used as dashes."""
    for tag, piece in passages(context):
        for match in _HYPHEN.finditer(piece.text) if tag and " - " in piece.text else ():
            group = "hyphen" if match["hyphen"] else "after"
            dash = "—" if tag in _CLOSED_DASH else " – "
            message = "hyphen used as a dash"
            edits = edit(piece, *match.span(group), dash)
            yield Finding(message, piece.span(match.start(group) + 1), f"write `{dash.strip()}`", edits)


_DOTS = re.compile(r"(?<=[\w)\]»”%’])\.{2}(?![./\w])|(?<!\.)\.{4,}(?!\.)|…\.+|\. \. \.")
"""Two full stops by themselves are no typing error: tables mark a missing value with them."""
_ETC = re.compile(r"\b(?P<word>etc)(?P<dots>\.\.\.+|…|\.…)")


def dots(context: CheckContext) -> Iterator[Finding]:
    """Find two full stops or more than three in place of an ellipsis or of one stop, and `etc…`."""
    for tag, piece in passages(context):
        if ".." not in piece.text and "…" not in piece.text and ". ." not in piece.text:
            continue
        reported: set[int] = set()
        for match in _ETC.finditer(piece.text) if base_language(tag) in ("fr", "en") else ():
            reported.update(range(*match.span()))
            edits = edit(piece, *match.span("dots"), ".")
            yield Finding("`etc.` needs no ellipsis", piece.span(match.start()), "write etc.", edits)
        for match in _DOTS.finditer(piece.text):
            if match.start() in reported:
                continue
            if match[0] == "..":
                message, hint = "two full stops in a row", "write one, or an ellipsis"
                yield Finding(message, piece.span(match.start()), hint)
            else:
                message = f"`{match[0]}` is not an ellipsis"
                yield Finding(message, piece.span(match.start()), "write …", edit(piece, *match.span(), "…"))


RULES: tuple[Rule, ...] = (
    Rule(
        code="TYP008",
        name="french-space",
        severity="info",
        summary="There is a space before ; : ? or ! in a language that sets none.",
        find=french_spaces,
        bad='en: "Three questions : who, what, when ?"',
        good='en: "Three questions: who, what, when?"',
        fixable=True,
    ),
    Rule(
        code="TYP009",
        name="hyphen-for-dash",
        severity="info",
        summary="A hyphen between spaces is used as a dash.",
        find=hyphens_for_dashes,
        bad="fr: Le projet - enfin prêt - avance.",
        good="fr: Le projet – enfin prêt – avance.",
        fixable=True,
    ),
    Rule(
        code="TYP010",
        name="dots",
        severity="info",
        summary="Two or more than three full stops in a row, or an ellipsis after `etc`.",
        find=dots,
        bad="fr: Les rues, les ponts, etc...",
        good="fr: Les rues, les ponts, etc.",
        fixable=True,
    ),
)

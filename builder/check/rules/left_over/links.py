"""Links and notes that are printed with their brackets, because of a space."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.left_over.literal import is_literal
from builder.check.rules.typography.passages import edit, passages
from builder.late_patterns import compiled

__all__ = ["RULES"]

_APART = r"\](?P<space>[ \u00a0\u202f]+)\(\ufffc{6}[^\s()]*\)"
"""The end of `[words] (https://…)`: an address is a row of U+FFFC in the visible words."""
_REMARK = r"[\W\d_]*|(?i:sic)"
"""Brackets of a cut in a quotation, a number or a remark: an address may follow `[…]` or `[sic]`."""
_BROKEN = r"\]\((?=\ufffc{6,})"
_NOTE = r"\^(?P<space>[ \u00a0\u202f]+)\[(?=[^\[\]]{0,2000}\])"


def apart(context: CheckContext) -> Iterator[Finding]:
    """Find `[words] (https://…)`."""
    for _, piece in passages(context):
        for match in compiled(_APART).finditer(piece.text) if _may_be_apart(piece.text) else ():
            start = _opening(piece.text, match.start())
            if (
                start < 0
                or compiled(_REMARK).fullmatch(piece.text, start + 1, match.start())
                or not is_literal(piece, match.start(), match.start("space") + 1)
            ):
                continue
            picture = piece.text[start - 1 : start] == "!"
            edits = () if picture else edit(piece, *match.span("space"), "")
            hint = "delete the space between ] and (; for the signs themselves write \\]"
            yield Finding(
                "a link is printed with its address: a space is in its middle", piece.span(start), hint, edits
            )


def _may_be_apart(text: str) -> bool:
    return "]" in text and ("](" not in text or "] (" in text)


def _opening(text: str, close: int) -> int:
    """Return the position of the bracket that `text[close]` closes, or -1."""
    depth = 0
    for at in range(close, -1, -1):
        depth += (text[at] == "]") - (text[at] == "[")
        if depth == 0:
            return at
    return -1


def broken(context: CheckContext) -> Iterator[Finding]:
    """Find `[words](https://… …)`: an address with a space or unpaired brackets."""
    for _, piece in passages(context):
        for match in compiled(_BROKEN).finditer(piece.text) if "](" in piece.text else ():
            if is_literal(piece, *match.span()):
                hint = "write %20 for a space in the address, %28 and %29 for brackets, or <…> around it"
                yield Finding("a link is printed: its address is not understood", piece.span(match.start()), hint)


def notes(context: CheckContext) -> Iterator[Finding]:
    """Find `^ [note]`."""
    for _, piece in passages(context):
        for match in compiled(_NOTE).finditer(piece.text) if "^" in piece.text else ():
            if is_literal(piece, match.start(), match.end()):
                edits = edit(piece, *match.span("space"), "")
                hint = "write ^[ without a space; for the sign itself write \\^"
                yield Finding(
                    "a note is printed in the text: a space is in its mark", piece.span(match.start()), hint, edits
                )


RULES: tuple[Rule, ...] = (
    Rule(
        code="MRK004",
        name="link-apart",
        severity="warning",
        summary="A link is printed with its address, because a space is between its words and its address.",
        find=apart,
        bad='fr: "Voir le [rapport] (https://example.org/rapport)."',
        good='fr: "Voir le [rapport](https://example.org/rapport)."',
        fixable=True,
    ),
    Rule(
        code="MRK005",
        name="link-address",
        severity="warning",
        summary="A link is printed with its brackets, because its address has a space or unpaired brackets.",
        find=broken,
        bad='fr: "Voir le [rapport](https://example.org/le rapport)."',
        good='fr: "Voir le [rapport](https://example.org/le%20rapport)."',
    ),
    Rule(
        code="MRK006",
        name="note-apart",
        severity="warning",
        summary="A note is printed in the text, because a space is between its sign and its bracket.",
        find=notes,
        bad='fr: "Un mot^ [expliqué ici]."',
        good='fr: "Un mot^[expliqué ici]."',
        fixable=True,
    ),
)

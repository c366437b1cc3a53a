"""Marks of emphasis, strike-through, scripts and code that are printed: unpaired, or with a space inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.check.context import CheckContext
from builder.check.rule import Finding, Rule
from builder.check.rules.left_over.literal import is_literal
from builder.check.rules.typography.passages import edit, passages
from builder.check.visible_text import VisiblePiece
from builder.late_patterns import compiled
from builder.source_edits.edits import SourceEdit

__all__ = ["RULES"]

_LETTER = r"[^\W\d_]"


def _doubled(sign: str) -> str:
    """Return the pattern of two marks of two or three equal signs, and the words between them.

    `Price** ` does not open: it is the mark of a note.
    """
    mark = re.escape(sign * 2) + (f"{re.escape(sign)}?" if sign == "*" else "")
    inside = "(?<![\\w_])" if sign == "_" else ""
    outside = "(?![\\w_])" if sign == "_" else ""
    sign = re.escape(sign)
    return (
        rf"{inside}(?<!{sign})(?P<mark>{mark})(?!{sign})(?:(?<!\w{sign}{sign})|(?!\s))"
        rf"(?P<words>[^\ufffc]{{1,300}}?)"
        rf"(?<!{sign})(?P=mark)(?!{sign}){outside}"
    )


_PAIRS = (
    ("**", _doubled("*")),
    ("__", _doubled("_")),
    ("~~", _doubled("~")),
    (
        "*",
        r"(?<![\w*])(?P<mark>\*)(?![\s*])(?P<words>[^*\ufffc]{1,80}?)(?:(?<=\s)\*(?![\w*])|(?<=[^\w\s*])\*(?=[^\W\d_]))",
    ),
    ("_", r"(?<![\w_])(?P<mark>_)(?![\s_])(?P<words>[^_\ufffc]{1,80}?)(?<=\s)_(?![\w_])"),
)
"""The patterns of two marks with words between them, and the signs without which a text has none."""
_UNCLOSED = r"(?<![\w*])\*\*(?=[^\W\d_])|(?<![\w~])~~(?=[^\W\d_])"


def emphasis(context: CheckContext) -> Iterator[Finding]:
    """Find marks that are printed because of a space or sign on their wrong side, or because one of two is missing."""
    for _, piece in passages(context):
        if "*" in piece.text or "_" in piece.text or "~~" in piece.text:
            yield from _emphasis(piece)


def _emphasis(piece: VisiblePiece) -> Iterator[Finding]:
    paired = bytearray(len(piece.text))
    for signs, pattern in _PAIRS:
        for match in compiled(pattern).finditer(piece.text) if signs in piece.text else ():
            start, end = match.span()
            width = len(match["mark"])
            if not is_literal(piece, start, start + width) or not is_literal(piece, end - width, end):
                continue
            if paired[start] or paired[end - 1] or compiled(_LETTER).search(match["words"]) is None:
                continue
            paired[start:end] = b"\1" * (end - start)
            yield _pair(piece, match)
    for match in compiled(_UNCLOSED).finditer(piece.text):
        start, end = match.span()
        if is_literal(piece, start, end) and not paired[start]:
            hint = f"close it in the same paragraph; for the signs themselves write {_escaped(match[0])}"
            yield Finding(f"`{match[0]}` is not closed and is printed", piece.span(start), hint)


def _pair(piece: VisiblePiece, match: re.Match[str]) -> Finding:
    mark, words = match["mark"], match["words"]
    wanted = f"{mark}{words.strip()}{mark}"
    message = f"`{mark}` is printed: it marks nothing here"
    if words == words.strip():
        hint = f"put a space or a comma outside {wanted if len(wanted) < 60 else mark}, not a letter"
        return Finding(message, piece.span(match.start()), hint)
    hint = f"write {wanted if len(wanted) < 60 else f'{mark}…{mark} without spaces inside'}"
    edits = _outside(piece, match) if len(mark) > 1 else ()
    return Finding(f"{message}, because a space is inside", piece.span(match.start()), hint, edits)


def _outside(piece: VisiblePiece, match: re.Match[str]) -> tuple[SourceEdit, ...]:
    """Return the edits that move the spaces inside two marks out of them; none if the marks would not be understood
    then, or the source is not certain.
    """
    start, end = match.span()
    mark, words = match["mark"], match["words"]
    before, after = piece.text[start - 1 : start], piece.text[end : end + 1]
    bare = words.strip()
    if before.isalnum() and (words != words.lstrip() or not bare[0].isalnum()):
        return ()
    if after.isalnum() and words != words.rstrip():
        return ()  # both may be beginnings
    close = mark + (words[len(words.rstrip()) :] if after in ("(", "«", "“", "[") and after else "")
    whole = edit(piece, start, end, f"{mark}{bare}{close}")
    if whole:
        return whole
    lead, tail = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    edits: list[SourceEdit] = []
    for first, last, new in (
        (start, start + len(mark) + lead, mark) if lead else (0, 0, ""),
        (end - len(mark) - tail, end, close) if tail else (0, 0, ""),
    ):
        if last:
            change = edit(piece, first, last, new)
            if not change:
                return ()
            edits += change
    return tuple(edits)


def _escaped(signs: str) -> str:
    return "".join(f"\\{sign}" for sign in signs)


_SCRIPT = (
    r"(?<=\w)(?P<mark>[\^~])(?![\s~^])[^\s~^\ufffc]{0,40}[ \u00a0\u202f](?:[^~^\ufffc\n]{0,40}\S)?(?P=mark)"
    r"(?![\w~^+−-])"
    r"|(?<=\w)(?P<spaced>[\^~]) (?=\w)[^\s~^\ufffc]{1,20}(?P=spaced)(?![\w~^])"
)


def scripts(context: CheckContext) -> Iterator[Finding]:
    """Find `m^2 ^` and `H~eau pure~`: raised and lowered characters have no space inside."""
    for _, piece in passages(context):
        if "^" not in piece.text and "~" not in piece.text:
            continue
        for match in compiled(_SCRIPT).finditer(piece.text):
            start, end = match.span()
            mark = match["mark"] or match["spaced"]
            if not is_literal(piece, start, start + 1) or not is_literal(piece, end - 1, end):
                continue
            name = "raised" if mark == "^" else "lowered"
            words = match[0][1:-1]
            inside = f"write {mark}{words.strip()}{mark}" if " " not in words.strip() else "use a no-break space inside"
            hint = f"{inside}; for the sign itself write \\{mark}"
            yield Finding(f"`{mark}` is printed: {name} characters have no space inside", piece.span(start), hint)


_BACKTICK = r"`+"


def code(context: CheckContext) -> Iterator[Finding]:
    """Find backticks that mark no code."""
    for _, piece in passages(context):
        for match in compiled(_BACKTICK).finditer(piece.text) if "`" in piece.text else ():
            if is_literal(piece, *match.span()):
                hint = "close it with as many, or write an apostrophe; for the sign itself write \\`"
                yield Finding(f"`{match[0]}` marks no code and is printed", piece.span(match.start()), hint)


RULES: tuple[Rule, ...] = (
    Rule(
        code="MRK001",
        name="emphasis-left-over",
        severity="warning",
        summary="Marks of emphasis or strike-through are printed: a space is inside them, or one has no partner.",
        find=emphasis,
        bad="fr: Un mot **gras ** ici.",
        good="fr: Un mot **gras** ici.",
        fixable=True,
    ),
    Rule(
        code="MRK002",
        name="script-left-over",
        severity="warning",
        summary="Marks of raised or lowered characters are printed, because a space is inside them.",
        find=scripts,
        bad="fr: Une surface de 12 m^2 ^.",
        good="fr: Une surface de 12 m^2^.",
    ),
    Rule(
        code="MRK003",
        name="backtick-left-over",
        severity="warning",
        summary="A backtick is printed, because no other closes the code.",
        find=code,
        bad="fr: La commande `builder build.",
        good="fr: La commande `builder build`.",
    ),
)

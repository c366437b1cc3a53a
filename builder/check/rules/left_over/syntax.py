"""Mark-up of other programs: footnotes by number, formulas, boxes, highlighting, wiki links, lists of tasks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from builder.check.context import CheckContext
from builder.check.formulas import formulas
from builder.check.rule import Finding, Rule
from builder.check.rules.left_over.literal import is_literal
from builder.check.rules.typography.passages import passages
from builder.check.visible_text import VisiblePiece
from builder.late_patterns import compiled

__all__ = ["RULES"]


def _always(_: re.Match[str], __: VisiblePiece) -> bool:
    return True


def _has_definition(match: re.Match[str], piece: VisiblePiece) -> bool:
    """Return True if the text defines the address of `[words][name]`."""
    return f"[{match['name'] or match['words']}]:" in piece.markup.source


class _Dialect(Struct, frozen=True):
    """A construct of another program. `signs` are characters without which it cannot be in a text."""

    signs: str
    pattern: str
    message: str
    hint: str
    applies: Callable[[re.Match[str], VisiblePiece], bool] = _always


_DIALECTS = (
    _Dialect(
        "[^",
        r"\[\^[^\[\]\s]{1,40}\]",
        "`{0}` is not understood and is printed",
        "write the note where its mark is: ^[the note]",
    ),
    _Dialect(
        ":::",
        r"(?<![^\s]):{3,}(?!:)",
        "`{0}` is not understood and is printed",
        "use a `callout` block",
    ),
    _Dialect(
        "==",
        r"(?<![=\w<>!])==(?![\s=])[^=\n]{1,200}?(?<!\s)==(?![=\w])",
        "`==` does not highlight and is printed",
        "write **…** or *…*",
    ),
    _Dialect(
        "[[",
        r"\[\[(?=[^\[\]]{0,80}[^\W\d_])[^\[\]\n]{1,80}\]\]",
        "`{0}` is not understood and is printed",
        "write @sec-… for a reference, or [words](https://…) for a link",
    ),
    _Dialect(
        "[",
        r"\[(?P<words>[^\[\]^\n]{1,200})\](?:\[(?P<name>[^\[\]\n]{0,200})\])?(?![:\w(])",
        "the link `{0}` is printed: addresses are not collected at the end of a text",
        "write the address beside its words: [words](https://…)",
        _has_definition,
    ),
    _Dialect(
        "]:",
        r"\A\[[^\[\]^\n]+\]:\s+(?=\ufffc{6,})",
        "`{0}` defines nothing and is printed",
        "write the address beside its words: [words](https://…)",
    ),
    _Dialect(
        ")[",
        r"\([^()\n]{1,200}\)\[(?=\ufffc{6})",
        "a link is printed: its brackets are the other way round",
        "write [words](https://…)",
    ),
    _Dialect(
        "[",
        r"\A\[[ xX]\](?=\s)",
        "`{0}` is no box to tick and is printed",
        "write ☐ or ☑",
    ),
    _Dialect(
        "#",
        r"\A#{2,6}(?=[^\W\d_])",
        "`{0}` begins no heading and is printed",
        "make it the title of a section",
    ),
    _Dialect(
        "&",
        r"&[a-z]{2,8};",
        "`{0}` is the name of no character and is printed",
        "write the character itself",
    ),
    _Dialect(
        "|",
        r"\A(?:\|(?=[^|\n]*\|)|[^|\n]*\|.*?(?<=\|)\s*:?-{3,}:?\s*(?=\|))",
        "a table is not understood and is printed",
        "write a header, below it |---|---| with as many cells, then the rows, after an empty line",
    ),
)


def syntax(context: CheckContext) -> Iterator[Finding]:
    """Find constructs of other programs."""
    for _, piece in passages(context):
        for match in formulas(piece.text):
            if is_literal(piece, match.start(), match.start() + 1):
                hint = "write it in words with m^2^ and CO~2~; for a sum of money write \\$ or use a figure"
                message = f"the formula `{_shown(match)}` is not understood and is printed"
                yield Finding(message, piece.span(match.start()), hint)
        for dialect in _DIALECTS:
            if dialect.signs in piece.text:
                yield from _found(piece, dialect)


def _found(piece: VisiblePiece, dialect: _Dialect) -> Iterator[Finding]:
    for match in compiled(dialect.pattern).finditer(piece.text):
        start = match.start()
        if is_literal(piece, start, start + len(dialect.signs)) and dialect.applies(match, piece):
            yield Finding(dialect.message.format(_shown(match)), piece.span(start), dialect.hint)


def _shown(match: re.Match[str]) -> str:
    shown = match[0].strip().replace("\n", " ")
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


RULES: tuple[Rule, ...] = (
    Rule(
        code="MRK007",
        name="unknown-markup",
        severity="warning",
        summary="Mark-up of another program is printed: `[^1]`, `$a^2$`, `:::`, `==words==`, `[[page]]`, `[ ]`.",
        find=syntax,
        bad='fr: "Un mot[^1].\\n\\n[^1]: Expliqué ici."',
        good='fr: "Un mot^[Expliqué ici]."',
    ),
)

"""Compare the codes of a translation with those of its source, and say what differs as translators see it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.exchange.words import REQUIRED, CodeKind, InlineCode, Words, named_codes, words_of

__all__ = ["CodeDifferences", "code_differences"]

_MARKS: dict[CodeKind, str] = {
    "code": "pieces of code", "break": "line breaks", "bold": "bold passages", "italic": "passages in italics",
    "struck": "struck passages", "superscript": "raised characters", "subscript": "lowered characters",
    "link": "links to {name}", "lang": "passages marked as `{name}`",
}  # fmt: skip
"""What a translator may have a reason to leave out or to add."""
_CODE_SIGNS = re.compile(r"\\.|\{[^{}]*\}|\[@[^\[\]]*\]|@[a-z0-9-]+|`[^`]*`|[`*_~^<>&!{}()\[\]\n]", re.DOTALL)


class CodeDifferences(Struct, frozen=True):
    """What is wrong with the codes that a translation must have as often as its source, a hint, and what differs in the
    marks.
    """

    faults: tuple[str, ...] = ()
    hint: str = ""
    warnings: tuple[str, ...] = ()


def code_differences(source: str, target: str, as_written: bool = False) -> CodeDifferences:
    """Return how the codes of two mark-ups differ; `as_written`: the translator sees the mark-up, not codes."""
    if _CODE_SIGNS.findall(source) == _CODE_SIGNS.findall(target):
        return CodeDifferences()
    ours, theirs = words_of(source), words_of(target)
    missing, others = _required(ours, theirs, as_written)
    typed = any(f"{{{sign}}}" in target for sign in missing)
    return CodeDifferences(
        (*missing.values(), *others),
        "insert the code: typed in braces, it is plain text here" if typed else "",
        tuple(_marks(ours, theirs)),
    )


def _required(source: Words, target: Words, as_written: bool) -> tuple[dict[str, str], list[str]]:
    """Return the codes that a translation lacks, each with what is wrong, and what is wrong with others."""
    ours, theirs = named_codes(source, REQUIRED), named_codes(target, REQUIRED)
    signs = _signs((*source, *target), as_written)
    missing: dict[str, str] = {}
    others: list[str] = []
    for code in dict.fromkeys((*ours, *theirs)):
        sign, sent, got = signs.get(code, code[0]), ours[code], theirs[code]
        if got < sent:
            times = f" ({_times(sent)} in the source, {_times(got)} here)" if got else ""
            missing[sign] = f"{sign} is missing{times}"
        elif got > sent:
            others.append(f"{sign} is here {_times(got)}, {_times(sent)} in the source" if sent else _unknown(sign))
    return missing, others


def _unknown(sign: str) -> str:
    return f"{sign} is not in the source"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _marks(source: Words, target: Words) -> Iterable[str]:
    ours, theirs = named_codes(source, frozenset(_MARKS)), named_codes(target, frozenset(_MARKS))
    for kind, name in dict.fromkeys((*ours, *theirs)):
        sent, got = ours[kind, name], theirs[kind, name]
        if sent != got:
            yield f"{_MARKS[kind].format(name=name)}: {got or 'none'} here, {sent or 'none'} in the source"


def _signs(words: Words, as_written: bool) -> dict[tuple[CodeKind, str], str]:
    """Return how a translator sees each code."""
    signs: dict[tuple[CodeKind, str], str] = {}
    for code in words:
        if not isinstance(code, str):
            signs.setdefault((code.kind, code.name), _written(code) if as_written else code.shown)
    return signs


def _written(code: InlineCode) -> str:
    """Return a code as the author writes it; of a note, its signs."""
    return "the note `^[…]`" if code.kind == "note" else code.shown if code.kind == "figure" else code.markup

"""Codes with numbers: how formats with protected codes name them, in the source and in the target alike."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from builder.exchange.words import CodeKind, InlineCode, Piece, Words, codes_of, words_of

__all__ = [
    "ELLIPSIS",
    "NumberedCode",
    "NumberedPiece",
    "NumberedWords",
    "code_of_template",
    "is_usual",
    "numbered",
    "template_of",
]

ELLIPSIS = "…"
"""Between the two ends of a pair in a template: `[…](https://a.fr)`."""

_USUAL: dict[CodeKind, str] = {
    "bold": "**…**", "italic": "*…*", "struck": "~~…~~", "superscript": "a^…^", "subscript": "a~…~", "break": "a\\\na",
}  # fmt: skip


class NumberedCode(Struct, frozen=True, gc=False):
    """A code under its number; the two ends of a pair are one. `closing` is the other end of a pair."""

    number: str
    code: InlineCode
    closing: InlineCode | None = None

    @property
    def kind(self) -> CodeKind:
        """What the code is."""
        return self.code.kind


class NumberedPiece(Struct, frozen=True, gc=False):
    """Literal words (`code` None), or one end of a code."""

    text: str
    code: NumberedCode | None = None
    closes: bool = False


class NumberedWords(Struct, frozen=True, gc=False):
    """Words whose codes have numbers, and these codes."""

    pieces: tuple[NumberedPiece, ...]
    codes: tuple[NumberedCode, ...]


def numbered(words: Words, source: NumberedWords | None = None) -> NumberedWords:
    """Return words with numbered codes, from 1 on. The codes of a translation have the numbers that they have in
    `source`; those that are not there, or are written otherwise, have further ones.
    """
    if len(words) == 1 and isinstance(only := words[0], str):
        return NumberedWords((NumberedPiece(only),), ())
    free = list(source.codes) if source is not None else []
    last = len(free)
    pieces: list[NumberedPiece] = []
    codes: list[NumberedCode] = []
    opened: list[NumberedCode] = []
    for index, piece in enumerate(words):
        if isinstance(piece, str):
            pieces.append(NumberedPiece(piece))
        elif piece.form == "close":
            pieces.append(NumberedPiece("", opened.pop(), closes=True))
        else:
            closing = _closing(words, index) if piece.form == "open" else None
            like = next((own for own in free if _is_same(own, piece, closing)), None)
            if like is not None:
                free.remove(like)
            else:
                last += 1
            code = NumberedCode(like.number if like is not None else str(last), piece, closing)
            codes.append(code)
            pieces.append(NumberedPiece("", code))
            if closing is not None:
                opened.append(code)
    return NumberedWords(tuple(pieces), tuple(codes))


def _closing(words: Words, index: int) -> InlineCode | None:
    """Return the other end of the pair that opens at an index."""
    depth = 0
    for piece in words[index:]:
        if isinstance(piece, InlineCode):
            depth += {"open": 1, "close": -1, "alone": 0}[piece.form]
            if depth == 0:
                return piece
    return None


def _is_same(known: NumberedCode, code: InlineCode, closing: InlineCode | None) -> bool:
    """Return True if a code of the translation is one of the source: a note may have other words, any other code is
    written alike.
    """
    if known.kind == code.kind == "note":
        return known.code.shown == code.shown
    ends = known.closing.markup if known.closing is not None else ""
    return (known.kind, known.code.markup, ends) == (code.kind, code.markup, closing.markup if closing else "")


def template_of(code: NumberedCode) -> str:
    """Return a code as the author writes it, ELLIPSIS between the ends of a pair."""
    return code.code.markup if code.closing is None else f"{code.code.markup}{ELLIPSIS}{code.closing.markup}"


def code_of_template(number: str, kind: str, template: str) -> NumberedCode | None:
    """Return the code that a template writes; for an empty one, the usual code of its kind. None if it is not one code
    of that kind: files come from outside.
    """
    ends = _ends_of(kind, template)
    return NumberedCode(number, *ends) if ends is not None else None


@lru_cache(maxsize=1000)
def _ends_of(kind: str, template: str) -> tuple[InlineCode, InlineCode | None] | None:
    """Return the two ends of the code that a template writes, the second None for a code that stands alone."""
    if kind == "paragraph":
        sound = template.strip(" \t\n-+*0123456789.)") == "" and "\n" in template
        return (InlineCode("paragraph", "", template, "{paragraph}"), None) if sound else None
    if kind in ("superscript", "subscript") and template and template[:1] in "~^":
        template = f"a{template}"  # there is no script without a base
    codes = codes_of(_pieces(template or _USUAL.get(kind, "")))  # type: ignore[call-overload]
    if not codes or codes[0].kind != kind or len(codes) != (1 if codes[0].form == "alone" else 2):
        return None
    return codes[0], codes[1] if len(codes) == 2 else None


def is_usual(code: NumberedCode) -> bool:
    """Return True if the kind of a code alone says how it is written."""
    usual = code_of_template(code.number, code.kind, "") if code.kind in _USUAL else None
    return usual is not None and template_of(usual) == template_of(code)


def _pieces(template: str) -> Sequence[Piece]:
    return words_of(template) if "\n\n" not in template else ()

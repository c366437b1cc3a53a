"""Words as a word processor has them: stretches of text with formatting, codes as signs in braces.

A table cell knows no nesting: bold italics are a stretch with two marks. Braces that are no code are doubled, so that
both can be distinguished when the table comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.exchange.words import CodeKind, InlineCode, Piece, Unwritable, Words, codes_of, joined

__all__ = ["Mark", "MarkedStretch", "ShownCodes", "stretches_of", "tidy", "words_of_stretches"]

Mark = tuple[CodeKind, str]
"""A format and what it names: the address of a link, else ""."""

_MARKS: dict[CodeKind, str] = {"bold": "**", "italic": "*", "struck": "~~", "superscript": "^", "subscript": "~"}
_ORDER: tuple[CodeKind, ...] = ("link", "italic", "bold", "struck", "superscript", "subscript")
_SIGN = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_LOOKS_LIKE_CODE = re.compile(r"\{=?/?[A-Za-z][^{}]*\}")
_SPACE = re.compile(r"[ \t\r\n]+")


class MarkedStretch(Struct, frozen=True, gc=False):
    """Words, or a code that stands alone, with the marks on them."""

    content: Piece
    marks: frozenset[Mark] = frozenset()


class ShownCodes:
    """The codes of a unit by the signs that stand for them: two codes that are written otherwise have other signs."""

    def __init__(self, *texts: Words):
        self._codes: dict[str, InlineCode] = {}
        self._signs: dict[tuple[str, str, str], str] = {}
        for code in (_anonymous(code) for words in texts for code in codes_of(words)):
            if not _is_mark(code) and code.kind != "break" and _identity(code) not in self._signs:
                sign = self._unused(code.shown)
                self._codes[sign], self._signs[_identity(code)] = code, sign

    def sign(self, code: InlineCode) -> str:
        """Return the sign of a code."""
        return self._signs.get(_identity(_anonymous(code)), code.shown)

    def pieces(self, text: str) -> Iterator[Piece]:
        """Yield the words and codes of a text. Raises Unwritable for a sign that stands for no code of the unit."""
        at = 0
        for match in _SIGN.finditer(text):
            yield text[at : match.start()]
            at = match.end()
            if match[0] in ("{{", "}}"):
                yield match[0][0]
            elif (code := self._codes.get(match[0]) or self._retyped(match[0])) is not None:
                yield code
            elif _LOOKS_LIKE_CODE.fullmatch(match[0]):
                raise Unwritable(f"{match[0]} is no code of this text")
            else:
                yield match[0]
        yield text[at:]

    def _retyped(self, sign: str) -> InlineCode | None:
        """Return the code of a sign typed with a capital letter or other spaces, as word processors correct them."""
        like = [code for known, code in self._codes.items() if _typed(known) == _typed(sign)]
        return like[0] if len(like) == 1 else None

    def _unused(self, shown: str) -> str:
        number, sign = 1, shown
        while sign in self._codes:
            number += 1
            sign = f"{shown[:-1]} {number}}}"
        return sign


def _typed(sign: str) -> str:
    return "".join(sign.split()).casefold()


def _identity(code: InlineCode) -> tuple[str, str, str]:
    """Return what distinguishes a code from those that are written otherwise."""
    return code.form, code.name, code.markup


def _anonymous(code: InlineCode) -> InlineCode:
    """Return a note by its number alone: its words are those of another row."""
    return replace(code, markup=code.shown) if code.kind == "note" else code


def _is_mark(code: InlineCode) -> bool:
    return code.form != "alone" and code.kind != "lang"


def stretches_of(words: Words) -> tuple[MarkedStretch, ...]:
    """Return words as stretches with marks."""
    if len(words) == 1 and isinstance(only := words[0], str):
        return tidy((MarkedStretch(only),))
    marks: list[Mark] = []
    stretches: list[MarkedStretch] = []
    for piece in words:
        if isinstance(piece, str) or not _is_mark(piece):
            content = piece if isinstance(piece, str) else _anonymous(piece)
            stretches.append(MarkedStretch(content, frozenset(marks)))
        elif piece.form == "open":
            marks.append(_mark_of(piece))
        else:
            marks.remove(_mark_of(piece))
    return tidy(stretches)


def _mark_of(code: InlineCode) -> Mark:
    return code.kind, code.name if code.kind == "link" else ""


def tidy(stretches: Sequence[MarkedStretch]) -> tuple[MarkedStretch, ...]:
    """Return stretches with single spaces and without marks on spaces alone, neighbours with equal marks joined."""
    if len(stretches) == 1 and not stretches[0].marks and isinstance(only := stretches[0].content, str):
        text = _SPACE.sub(" ", only).strip(" ")
        return (MarkedStretch(text),) if text else ()
    merged: list[MarkedStretch] = []
    for stretch in stretches:
        content = _SPACE.sub(" ", stretch.content) if isinstance(stretch.content, str) else stretch.content
        if content == "":
            continue
        last = merged[-1] if merged else None
        if last is not None and isinstance(content, str) and isinstance(last.content, str):
            if last.content.endswith(" "):
                content = content.removeprefix(" ")
            if last.marks == stretch.marks or not content.strip(" "):
                merged[-1] = MarkedStretch(last.content + content, last.marks)
                continue
        if content != "":
            merged.append(MarkedStretch(content, stretch.marks if content != " " else frozenset()))
    return _trimmed(merged)


def _trimmed(stretches: list[MarkedStretch]) -> tuple[MarkedStretch, ...]:
    for index, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if stretches and isinstance(words := stretches[index].content, str) and strip(words, " ") != words:
            stretches[index] = MarkedStretch(strip(words, " "), stretches[index].marks)
    return tuple(stretch for stretch in stretches if stretch.content != "")


def words_of_stretches(stretches: Sequence[MarkedStretch], links: dict[str, tuple[InlineCode, InlineCode]]) -> Words:
    """Return stretches as words with codes. `links` are the two ends of the links of the unit, by address."""
    pieces: list[Piece] = []
    opened: list[tuple[Mark, InlineCode]] = []
    for stretch in stretches:
        while any(mark not in stretch.marks for mark, _ in opened):
            pieces.append(opened.pop()[1])
        known = {mark for mark, _ in opened}
        for mark in sorted(stretch.marks - known, key=lambda mark: _ORDER.index(mark[0])):
            opening, closing = _ends(mark, links)
            pieces.append(opening)
            opened.append((mark, closing))
        pieces.append(stretch.content)
    pieces += [closing for _, closing in reversed(opened)]
    return joined(pieces)


def _ends(mark: Mark, links: dict[str, tuple[InlineCode, InlineCode]]) -> tuple[InlineCode, InlineCode]:
    kind, name = mark
    if kind == "link" and name in links:
        return links[name]
    opening, closing = ("[", f"]({name})") if kind == "link" else (_MARKS[kind], _MARKS[kind])
    return InlineCode(kind, name, opening, f"{{{kind}}}", "open"), InlineCode(
        kind, name, closing, f"{{/{kind}}}", "close"
    )

"""Words with codes: the mark-up of one paragraph, divided into what is translated and what has to stay.

Translation tools show a code as one protected sign. `words_of` divides the mark-up that an author writes, `markup_of`
writes it again: what is between the codes is literal there, so signs of mark-up in it are escaped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from builder.content.markup import Markup
from builder.content.simple_marks import SimpleMark, simple_marks
from builder.content.syntax import ID, LANG
from builder.source import NOWHERE
from builder.source_edits.paragraphs import paragraphs
from builder.source_edits.paragraphs import words_of as line_of

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = [
    "MOST_BRACKETS",
    "MOST_CHARACTERS",
    "REQUIRED",
    "CodeKind",
    "InlineCode",
    "Piece",
    "Unwritable",
    "Words",
    "canonical",
    "codes_of",
    "joined",
    "marked_pieces",
    "markup_of",
    "named_codes",
    "number_of_words",
    "plain_words",
    "read_pieces",
    "words_of",
]

CodeKind = Literal[
    "figure", "text", "cite", "ref", "note", "code", "break", "paragraph",
    "bold", "italic", "struck", "superscript", "subscript", "link", "lang",
]  # fmt: skip

REQUIRED: frozenset[CodeKind] = frozenset(("figure", "text", "cite", "ref", "note"))
"""The codes that a translation must have as often as its source."""


class InlineCode(Struct, frozen=True, gc=False):
    """A code: a figure, a citation, the beginning or the end of bold words.

    `name` is what it names (the id of a figure, the sources of a citation, the address of a link), `markup` how the
    author writes it, `shown` how translators see it. `form`: on its own, or one end of a pair.
    """

    kind: CodeKind
    name: str
    markup: str
    shown: str
    form: Literal["alone", "open", "close"] = "alone"


Piece = str | InlineCode
Words = tuple[Piece, ...]
"""Literal words and codes in turn; no two strings side by side, none empty."""


def joined(pieces: Iterable[Piece]) -> Words:
    """Return pieces as words: strings side by side joined, empty ones left out."""
    words: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and words and isinstance(last := words[-1], str):
            words[-1] = last + piece
        elif piece != "":
            words.append(piece)
    return tuple(words)


MOST_CHARACTERS, MOST_BRACKETS = 100_000, 2_000
"""Of one paragraph."""


class Unwritable(ValueError):
    """Words that mark-up cannot express: bold words that end in punctuation in the middle of a word."""


_SIGNS = re.compile(r"[\\`*_\[\]{}~^@<>&!\n]")
"""Signs that are, or may be, mark-up."""
_ESCAPABLE = "\\`*_[]{}~^@<>&!"
_LINE_ENDS = ("break", "paragraph")
"""The codes after which a new line begins."""
_LINE_START = re.compile(
    r"(?P<lead>[0-9]{1,9})(?=[.)](?:\s|$))|(?=[-+*](?:\s|$))|(?=#{1,6}(?:\s|$))|(?=>)|(?=`{3}[^`]*$|~{3})|(?=[-=]+\s*$)"
    r"|(?=(?:[-*_]\s*){3,}$)|(?=<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s>]|/>|$)|[!?]))"
)
"""The head of a line that would begin a list, a heading, a quotation, code or a rule."""
_SPACE = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile(r"(?<!\\)\n")
_WORD = re.compile(r"(?:[^\w\s]|_)*[^\W_]\S*")


# --- From mark-up to words -------------------------------------------------------------------------------------------


def words_of(markup: str, literal: bool = False) -> Words:
    """Return the words of mark-up on one line; `literal`: there is no mark-up in it (a cell of a data file).

    Of a text of several paragraphs, what is between them is a code: a blank line, the mark of a list, lines of code.
    """
    if literal or _SIGNS.search(markup) is None:
        return (markup,) if markup else ()
    return _parsed(markup)[0]


@lru_cache(maxsize=10_000)  # the words of a text are asked for by its unit, by its notes and by the file
def _parsed(markup: str) -> tuple[Words, bool]:
    """Return the words of mark-up, and True if all of it is allowed: what is not is read as literal words."""
    if not _LINE_END.search(markup):
        marks = simple_marks(markup)
        return (tuple(marked_pieces(markup, marks)), True) if marks is not None else read_pieces(markup)
    pieces: list[Piece] = []
    at, sound = 0, True
    for extent in paragraphs(Markup(markup, NOWHERE, ())):
        if extent.start > at:
            pieces.append(InlineCode("paragraph", "", markup[at : extent.start], "{paragraph}"))
        reader = _Reader(line_of(markup, extent))
        pieces += reader.read()
        at, sound = extent.end, sound and reader.sound
    if at < len(markup):
        pieces.append(InlineCode("paragraph", "", markup[at:], "{paragraph}"))
    return joined(pieces), sound


def read_pieces(markup: str) -> tuple[Words, bool]:
    """Return the words of any paragraph, as a parser of Markdown reads them, and True if all of it is allowed."""
    reader = _Reader(markup)
    return joined(reader.read()), reader.sound


def marked_pieces(markup: str, marks: Iterable[SimpleMark]) -> Iterator[Piece]:
    """Yield the pieces of a paragraph whose marks are known."""
    notes = 0
    for mark in marks:
        written = markup[mark.start : mark.end]
        if mark.kind == "words":
            yield written
        elif mark.kind == "figure":
            yield InlineCode("figure", mark.figure, written, written)
        elif mark.kind == "note":
            notes += 1
            yield InlineCode("note", "", written, f"{{note {notes}}}")
        else:
            yield InlineCode("bold", "", "**", "{bold}", "open")
            yield from marked_pieces(markup, mark.inner)
            yield InlineCode("bold", "", "**", "{/bold}", "close")


_PAIRS: dict[str, tuple[CodeKind, int]] = {
    "strong": ("bold", 2), "em": ("italic", 1), "s": ("struck", 2), "superscript": ("superscript", 1),
    "subscript": ("subscript", 1), "link": ("link", 1), "foreign": ("lang", 1),
}  # fmt: skip
"""Tokens that come in pairs: the kind of their codes and the length of the opening mark."""


class _Reader:
    """Reads the inline tokens of one paragraph. `sound` is False if there is mark-up that is not allowed."""

    def __init__(self, source: str):
        from builder.content.inline_rules import parser

        md = parser()
        self._source = source
        self._tokens = md.inline.parse(source, md, {}, [])
        self.sound = not any(token.type in _NOT_ALLOWED for token in self._tokens)
        self._numbers: Counter[str] = Counter()

    def read(self) -> Iterator[Piece]:
        """Yield the pieces in order."""
        opened: list[InlineCode] = []
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            kind, _, end = token.type.rpartition("_")
            if token.type == "link_open" and token.markup == "autolink":
                close = self._closing(index)
                yield self._alone("link", str(token.attrs.get("href", "")), self._until(token, ">"))
                index = close
            elif token.type == "note_open":
                close = self._closing(index)
                yield self._alone("note", "", self._source[token.meta["at"] : self._tokens[close].meta["at"] + 1])
                index = close
            elif kind in _PAIRS and end == "open":
                opened.append(self._opening(kind, token))
                yield opened[-1]
            elif kind in _PAIRS and end == "close":
                yield self._end(opened.pop(), index)
            else:
                yield self._single(token)
            index += 1

    def _opening(self, kind: str, token: Token) -> InlineCode:
        code, length = _PAIRS[kind]
        start = _start(token)
        name = str(token.attrs.get("href", "") if code == "link" else token.meta.get("language", ""))
        shown = f"{code} {name}" if code == "lang" else code
        return InlineCode(code, name, self._source[start : start + length], f"{{{shown}}}", "open")

    def _end(self, opening: InlineCode, index: int) -> InlineCode:
        at = self._tokens[index].meta["at"]
        if opening.kind == "link":
            following = self._tokens[index + 1] if index + 1 < len(self._tokens) else None
            markup = self._source[at : _start(following) if following is not None else len(self._source)]
        elif opening.kind == "lang":
            match = LANG.match(self._source, at + 1)
            markup = "]" + (match[0] if match else "")
        else:
            markup = opening.markup
        return replace(opening, markup=markup, shown=f"{{/{opening.shown[1:]}", form="close")

    def _single(self, token: Token) -> Piece:
        match: re.Match[str] | None = token.meta.get("match")
        if token.type == "softbreak":
            return " "
        if token.type == "hardbreak":
            return InlineCode("break", "", "\\\n", "{break}")
        if token.type == "code_inline":
            start: int = token.meta["at"] + len(token.markup)
            end = re.compile(rf"(?<!`){token.markup}(?!`)").search(self._source, start)
            whole = self._source[token.meta["at"] : end.end() if end else len(self._source)]
            return self._alone("code", token.content, whole)
        if match is None:
            return token.content or _BROKEN.get(token.type, "")
        if token.type == "figure":
            return InlineCode("figure", match[1], match[0], match[0])
        if token.type == "named_text":
            return InlineCode("text", match[1], match[0], match[0])
        if token.type == "citation":
            sources = "; ".join(re.findall(ID, match[1]))
            return InlineCode("cite", sources, match[0], f"{{source {sources}}}")
        return InlineCode("ref", match[1], match[0], f"{{{match[1]}}}")

    def _alone(self, kind: CodeKind, name: str, markup: str) -> InlineCode:
        self._numbers[kind] += 1
        return InlineCode(kind, name, markup, f"{{{kind} {self._numbers[kind]}}}")

    def _closing(self, index: int) -> int:
        """Return the index of the token that closes the one at `index`."""
        depth = 0
        for number in range(index, len(self._tokens)):
            depth += self._tokens[number].nesting
            if depth == 0:
                return number
        raise AssertionError("an opening token without its closing one")

    def _until(self, token: Token, mark: str) -> str:
        start: int = token.meta["at"]
        return self._source[start : self._source.index(mark, start) + 1]


_NOT_ALLOWED = frozenset(("bad_brace", "bad_citation", "bad_note", "image", "html_inline"))
_BROKEN = {"bad_citation": "[@", "bad_note": "^["}
"""Mark-up that is wrong, as literal words: the loader reports it."""


def _start(token: Token) -> int:
    """Return the offset of a token's first character; markdown-it has moved past the first one of some marks."""
    at: int = token.meta["at"]
    moved = token.type == "strong_open" or (token.type == "link_open" and token.markup != "autolink")
    return at - 1 if moved else at


# --- From words to mark-up -------------------------------------------------------------------------------------------


def markup_of(words: Sequence[Piece], literal: bool = False) -> str:
    """Return words as the author writes them. Raises Unwritable if mark-up cannot express them."""
    plain = _plain_markup(words) if not literal else None
    if plain is not None:
        return plain
    pieces = _tidied(words)
    _check_size("".join(piece for piece in pieces if isinstance(piece, str)))
    if literal:
        return "".join(piece if isinstance(piece, str) else piece.markup for piece in pieces)
    for wanted in (pieces, tuple(piece if isinstance(piece, str) else _with_stars(piece) for piece in pieces)):
        plain = _written(wanted, "")
        if _says(plain, wanted):
            return plain
        if _says(_written(wanted, _ESCAPABLE), wanted):
            return _with_fewest_escapes(wanted)
    raise Unwritable(_reason(pieces))


def _plain_markup(words: Sequence[Piece]) -> str | None:
    """Return words without any sign of mark-up, as most are; None for others."""
    if len(words) != 1 or not isinstance(only := words[0], str) or _SIGNS.search(only.strip()) is not None:
        return None
    text = _SPACE.sub(" ", only).strip(" ")
    _check_size(text)
    return text if _LINE_START.match(text) is None else None


def _check_size(text: str) -> None:
    """Raise Unwritable for words that would take too long to read: they come from outside."""
    if len(text) > MOST_CHARACTERS:
        raise Unwritable(f"longer than {MOST_CHARACTERS} characters")
    if text.count("[") > MOST_BRACKETS:
        raise Unwritable(f"more than {MOST_BRACKETS} brackets in one text")


def _says(markup: str, words: Words) -> bool:
    """Return True if mark-up means these words."""
    if _SIGNS.search(markup) is None:
        return True
    found, sound = _parsed(markup)
    return sound and len(found) == len(words) and all(map(_is_alike, found, words))


def _with_fewest_escapes(words: Words) -> str:
    """Return mark-up in which only those signs are escaped that would mean something."""
    escaped = "".join(sign for sign in _ESCAPABLE if any(sign in piece for piece in words if isinstance(piece, str)))
    for sign in escaped:
        fewer = escaped.replace(sign, "")
        if _says(_written(words, fewer), words):
            escaped = fewer
    return _written(words, escaped)


def canonical(markup: str, literal: bool = False) -> str:
    """Return mark-up with the fewest escapes: equal for two ways to write the same words."""
    try:
        return markup_of(words_of(markup, literal), literal)
    except Unwritable:
        return markup


def _tidied(words: Sequence[Piece]) -> Words:
    """Return words in which tidying changes nothing more: a space may leave several marks."""
    if all(isinstance(piece, str) or (piece.form == "alone" and piece.kind not in _LINE_ENDS) for piece in words):
        return _stripped([_SPACE.sub(" ", piece) if isinstance(piece, str) else piece for piece in joined(words)])
    before, after = tuple(words), _tidied_once(words)
    while after != before:
        before, after = after, _tidied_once(after)
    return after


def _tidied_once(words: Sequence[Piece]) -> Words:
    """Return words with single spaces, none at both ends, and none at the inner side of the marks of a pair, where
    Markdown reads no mark.
    """
    pieces: list[Piece] = []
    for piece in words:
        piece = _SPACE.sub(" ", piece) if isinstance(piece, str) else piece
        last = pieces[-1] if pieces else ""
        if isinstance(piece, str) and piece[:1] == " " and isinstance(last, InlineCode) and last.form == "open":
            pieces[-1:] = [" ", last, piece[1:]]
        elif isinstance(piece, InlineCode) and piece.form == "close" and isinstance(last, str) and last[-1:] == " ":
            pieces[-1:] = [last[:-1], piece, " "]
        else:
            pieces.append(piece)
    return _stripped(
        list(_with_single_spaces(joined(_with_italics_outside(list(_without_empty_pairs(joined(pieces)))))))
    )


def _stripped(pieces: list[Piece]) -> Words:
    """Return pieces as words without spaces at both ends."""
    if pieces and isinstance(first := pieces[0], str):
        pieces[0] = first.lstrip(" ")
    if pieces and isinstance(last := pieces[-1], str):
        pieces[-1] = last.rstrip(" ")
    return joined(pieces)


def _with_single_spaces(words: Words) -> Iterator[Piece]:
    """Yield the pieces without doubled spaces, and without spaces beside breaks."""
    for number, piece in enumerate(words):
        if isinstance(piece, str):
            piece = _SPACE.sub(" ", piece)
            before = words[number - 1] if number else None
            after = words[number + 1] if number + 1 < len(words) else None
            if isinstance(before, InlineCode) and before.kind in _LINE_ENDS:
                piece = piece.lstrip(" ")
            if isinstance(after, InlineCode) and after.kind in _LINE_ENDS:
                piece = piece.rstrip(" ")
        yield piece


def _with_italics_outside(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with italics around bold, where both are on the same words: that is how `***words***` is read."""
    for at in range(len(pieces) - 1):
        if not (_is_end(pieces[at], "bold", "open") and _is_end(pieces[at + 1], "italic", "open")):
            continue
        depth = 0
        for other in range(at + 1, len(pieces) - 1):
            piece = pieces[other]
            depth += {"open": 1, "close": -1, "alone": 0}[piece.form] if isinstance(piece, InlineCode) else 0
            if depth == 0:
                if _is_end(pieces[other + 1], "bold", "close"):
                    pieces[at], pieces[at + 1] = pieces[at + 1], pieces[at]
                    pieces[other], pieces[other + 1] = pieces[other + 1], pieces[other]
                break
    return pieces


def _is_end(piece: Piece, kind: CodeKind, form: str) -> bool:
    return isinstance(piece, InlineCode) and (piece.kind, piece.form) == (kind, form)


def _without_empty_pairs(words: Words) -> Iterator[Piece]:
    """Yield the pieces without marks around nothing."""
    kept: list[Piece] = []
    for piece in words:
        last = kept[-1] if kept else ""
        if (
            isinstance(piece, InlineCode)
            and piece.form == "close"
            and isinstance(last, InlineCode)
            and last.form == "open"
        ):
            kept.pop()
        else:
            kept.append(piece)
    return iter(kept)


def _written(words: Words, escaped: str) -> str:
    """Return words as mark-up in which some signs are escaped, and those at the head of a line that would begin a list
    or a heading.
    """
    lines: list[list[Piece]] = [[]]
    for piece in words:
        lines[-1].append(piece)
        if isinstance(piece, InlineCode) and piece.kind in _LINE_ENDS:
            lines.append([])
    return "".join(_line(line, escaped) for line in lines)


def _line(pieces: Sequence[Piece], escaped: str) -> str:
    ending = ""
    if pieces and isinstance(last := pieces[-1], InlineCode) and last.kind in _LINE_ENDS:
        pieces, ending = pieces[:-1], last.markup
    escapes = str.maketrans({sign: sign * 2 if sign in "{}" else f"\\{sign}" for sign in escaped})
    line = "".join(piece.translate(escapes) if isinstance(piece, str) else piece.markup for piece in pieces)
    if pieces and isinstance(pieces[0], str) and _LINE_START.match(line):
        line = _LINE_START.sub(r"\g<lead>\\", line, count=1)
    return line + ending


def _with_stars(code: InlineCode) -> InlineCode:
    """Return a mark written with stars: an underline is none in the middle of a word."""
    return replace(code, markup=code.markup.replace("_", "*")) if code.kind in ("bold", "italic") else code


def _is_alike(piece: Piece, other: Piece) -> bool:
    """Return True if two pieces say the same: how a note is numbered says nothing."""
    if isinstance(piece, InlineCode) and isinstance(other, InlineCode):
        return piece == other or replace(piece, shown=other.shown) == other
    return piece == other


def _reason(words: Words) -> str:
    kinds = {piece.kind for piece in words if isinstance(piece, InlineCode) and piece.form != "alone"}
    scripts = kinds & {"superscript", "subscript"}
    if scripts:
        return f"a {min(scripts)} cannot hold a space, nor stand apart from a word"
    if kinds & {"bold", "italic", "struck"}:
        return "marked words cannot end in punctuation inside a word"
    return "these words cannot be written as mark-up"


# --- Comparing -------------------------------------------------------------------------------------------------------


def codes_of(words: Iterable[Piece]) -> list[InlineCode]:
    """Return the codes in order."""
    return [piece for piece in words if isinstance(piece, InlineCode)]


def named_codes(words: Iterable[Piece], kinds: frozenset[CodeKind] = REQUIRED) -> Counter[tuple[CodeKind, str]]:
    """Return how often each code of some kinds occurs, by its kind and what it names. Pairs count once."""
    return Counter((code.kind, code.name) for code in codes_of(words) if code.kind in kinds and code.form != "close")


def plain_words(words: Iterable[Piece]) -> str:
    """Return words as people read them, codes as they are shown; without the marks of pairs."""
    return "".join(
        piece if isinstance(piece, str) else piece.shown
        for piece in words
        if isinstance(piece, str) or piece.form == "alone"
    )


def number_of_words(words: Iterable[Piece]) -> int:
    """Return the number of words that people read, without codes; a sign that stands alone is none."""
    text = "".join([piece if isinstance(piece, str) else " " * (piece.form == "alone") for piece in words])
    return len(_WORD.findall(text))

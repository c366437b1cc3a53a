"""Texts whose mark-up is unmistakable, parsed in one pass.

Most texts of a publication are plain words, figures, citations and a little emphasis. This reads exactly those, many
times faster than a whole CommonMark parser and without loading it; anything else, and anything that could be read in
two ways, is left to `commonmark`. What this accepts, both read alike (a tested property).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.content.markup import (
    Block,
    Citation,
    CodeSpan,
    CrossRef,
    Emph,
    FigureRef,
    Foreign,
    HardBreak,
    Inline,
    InlineNote,
    Link,
    ListBlock,
    Para,
    Str,
    Strong,
)
from builder.content.syntax import CITATION, CROSS, FIGURE, ID, LANG
from builder.language import normalise_tag
from builder.source import Span

__all__ = ["parse_simple"]

Place = Callable[[int], Span]

_BLOCK_START = re.compile(
    r"^(?:[ \t]|[#>~<=|]|[*+-](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|```|-+[ \t]*$|(?:[*_-][ \t]*){3,}$)", re.MULTILINE
)
_MARKER = re.compile(r"(?:(?P<bullet>[*+-])|(?P<number>[0-9]{1,9})(?P<delimiter>[.)])) (?=[^ \t\n])")
"""What begins an item of a list, one space after it."""
_CHUNK = re.compile(r"\S[^\n]*(?:\n(?![ \t]*(?:\n|\Z))[^\n]*)*")
_SPECIAL = re.compile(r"[\\`*_\[\]{}<]|&[#\w]")
_BREAK = re.compile(r"([ \t]*)\n[ \t]*")
_INNER = r"[^*\\`<\[\]]"
_TOKEN = re.compile(
    rf"""
      (?P<brace>\{{\{{|\}}\}})
    | (?P<figure>{FIGURE.pattern})
    | (?P<cite>{CITATION.pattern})
    | \^\[(?P<note>(?:[^\[\]\\`<]|(?<!\^)\[[^\[\]\\`<]*\])+)\]
    | (?<!!)\[(?P<label>[^\[\]\\`<^]+)\](?:\((?P<target>(?:https?://|mailto:)[A-Za-z0-9_][A-Za-z0-9_./?=:~+,@\#-]+)\)|{LANG.pattern})
    | (?<![*\w])\*\*(?P<strong>(?=\S){_INNER}+(?<=\S))\*\*(?![*\w])
    | (?<![*\w])\*(?P<emph>(?=\S){_INNER}+(?<=\S))\*(?![*\w])
    | (?<!`)`(?P<code>[^`\n]+)`(?!`)
    | (?P<cross>{CROSS.pattern})
    """,
    re.VERBOSE,
)
_TOKEN_SIGN = re.compile(r"[\[{}*`@]")
"""What every token holds near its beginning: a stretch without any is words, found many times faster."""
_AROUND = frozenset(" \n.,;:!?)")


class _NotSimpleError(Exception):
    """The text needs the whole parser."""


def parse_simple(text: str, place: Place) -> tuple[Block, ...] | None:
    """The paragraphs and plain lists of a text, or None where it holds more than simple mark-up."""
    found: list[Block] = []
    try:
        for chunk in _CHUNK.finditer(text):
            start, end = chunk.span()
            if start and text[start - 1] != "\n":
                return None
            marker = _MARKER.match(text, start, end)
            if marker is None:
                if _BLOCK_START.search(text, start, end):
                    return None
                found.append(_paragraph(text, start, end, place))
            elif found and isinstance(found[-1], ListBlock):
                return None
            else:
                found.append(_list(text, start, end, marker, place))
    except _NotSimpleError:
        return None
    return tuple(found)


def _list(text: str, start: int, end: int, first: re.Match[str], place: Place) -> ListBlock:
    """A list of one level whose lines each begin an item, or go on with one in its own column."""
    kind = first["bullet"] or first["delimiter"]
    begun: list[tuple[int, int]] = []
    at = start
    while at < end:
        line_end = text.find("\n", at, end)
        line_end = end if line_end < 0 else line_end
        marker = _MARKER.match(text, at, line_end)
        if marker is not None:
            if (marker["bullet"] or marker["delimiter"]) != kind:
                raise _NotSimpleError
            width, content = len(marker[0]), marker.end()
            begun.append((content, line_end))
        else:
            content = at + len(text[at:line_end]) - len(text[at:line_end].lstrip(" "))
            if content - at != width:
                raise _NotSimpleError
            begun[-1] = (begun[-1][0], line_end)
        if _BLOCK_START.match(text[content:line_end]) or content == line_end:
            raise _NotSimpleError
        at = line_end + 1
    items = tuple((_paragraph(text, *one, place),) for one in begun)
    return ListBlock(not first["bullet"], items, place(start), int(first["number"] or 1))


def _paragraph(text: str, start: int, end: int, place: Place) -> Para:
    end = start + len(text[start:end].rstrip())
    return Para(_inlines(text, start, end, place), place(start))


def _inlines(text: str, start: int, end: int, place: Place) -> tuple[Inline, ...]:
    found: list[Inline] = []
    at = start
    words, words_at = "", start
    for token in _TOKEN.finditer(text, start, end) if _TOKEN_SIGN.search(text, start, end) else ():
        if token.start() > at:
            words, words_at = _gap(text, at, token.start(), words, words_at, found, place)
        at = token.end()
        if token["brace"]:
            words_at = words_at if words else token.start()
            words += token["brace"][0]
            continue
        if words:
            found.append(Str(words, place(words_at)))
            words = ""
        found.append(_node(token, place))
    if at < end:
        words, words_at = _gap(text, at, end, words, words_at, found, place)
    if words:
        found.append(Str(words, place(words_at)))
    return tuple(found)


def _gap(
    text: str, start: int, end: int, words: str, words_at: int, found: list[Inline], place: Place
) -> tuple[str, int]:
    """Add the words between two tokens to those before them; hard breaks end them."""
    if _SPECIAL.search(text, start, end):
        raise _NotSimpleError
    if not words:
        words_at = start
    gap = text[start:end]
    if "\n" not in gap:
        return words + gap, words_at
    at = 0
    for newline in _BREAK.finditer(gap):
        words += gap[at : newline.start()]
        at = newline.end()
        if newline[1].startswith("  "):
            if words:
                found.append(Str(words, place(words_at)))
            found.append(HardBreak(place(start + newline.end(1))))
            words, words_at = "", start + at
        elif "\t" in newline[1]:
            raise _NotSimpleError
        else:
            words += " "
    return words + gap[at:], words_at


def _node(token: re.Match[str], place: Place) -> Inline:
    """The node of a token, its inside parsed likewise."""
    span = place(token.start())
    text = token.string
    if token["figure"]:
        match = FIGURE.match(text, token.start())
        assert match is not None
        return FigureRef(match[1], match[2] or "", span)
    if token["cite"]:
        match = CITATION.match(text, token.start())
        assert match is not None
        return Citation(tuple(re.findall(ID, match[1])), match[2] or "", span)
    if token["cross"]:
        return CrossRef(token["cross"][1:], span)
    if token["code"]:
        code = token["code"]
        if code[0] == code[-1] == " " and code.strip(" "):
            code = code[1:-1]
        return CodeSpan(code, span)
    if token["note"]:
        return InlineNote(_inlines(text, *token.span("note"), place), span)
    if token["label"]:
        inside = _inlines(text, *token.span("label"), place)
        if token["target"]:
            return Link(inside, token["target"], span)
        language = LANG.match(text, token.end("label") + 1)
        assert language is not None
        return Foreign(inside, normalise_tag(language[1]), span)
    kind = "strong" if token["strong"] else "emph"
    start, end = token.span(kind)
    if not _flanked(text, token.start(), start, end, token.end()):
        raise _NotSimpleError
    children = _inlines(text, start, end, place)
    return Strong(children, span) if kind == "strong" else Emph(children, span)


def _flanked(text: str, outer_start: int, start: int, end: int, outer_end: int) -> bool:
    """Whether the stars certainly open and close (CommonMark 0.31, section 6.2)."""
    opens = text[start].isalnum() or outer_start == 0 or text[outer_start - 1] in " \n"
    closes = text[end - 1].isalnum() or outer_end == len(text) or text[outer_end] in _AROUND
    return opens and closes

"""Break words into lines where neither Markdown nor YAML reads another meaning into a line's beginning or end."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["NARROWEST", "WIDTH", "line_ends_of", "wrapped"]

WIDTH = 78
"""Column at which lines end if a text does not show where its author breaks them."""
NARROWEST = 60
"""Column before which no line is broken: short lines are those of a short text, or of an author who breaks sentences.
"""

_UNBROKEN = re.compile(
    r"(?P<ticks>`+)(?:(?!`).)+?(?P=ticks)(?!`)"  # code
    r"|\[@[^\[\]]*\]"  # a citation
    r"|\]\([^()]*\)"  # the address of a link
    r"|\]?\{[^{}]*\}"  # a figure, the language of a passage
    r"|<[^<>]*>"
)
_OPENS = re.compile(r"[-+*#>=|<~:]|\d{1,9}[.)]\Z|```")
"""Beginnings of a line that CommonMark or its tables read as a list, a heading, a quotation, a rule or code."""

_BREAK = re.compile(r"(?<! ) (?! )")


def wrapped(words: str, width: int | None, first: int, indent: int) -> list[str]:
    """Return words as lines that end at column `width` at most, if there is a place to break (None: never break).

    The first line begins after `first` characters, the others after `indent`. Hard breaks stay.
    """
    lines: list[str] = []
    for part in words.split("\n"):
        lines += _filled(part, width, first if not lines else indent, indent)
    return lines


def _filled(part: str, width: int | None, first: int, indent: int) -> list[str]:
    if width is None or first + len(part) <= width:
        return [part]
    lines: list[str] = []
    line, room = "", width - first
    for piece in _pieces(part):
        if line and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line, room = piece, width - indent
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def line_ends_of(part: str) -> list[int]:
    """Return the offsets of the spaces at which a line may end."""
    protected = [match.span() for match in _UNBROKEN.finditer(part)]
    ends: list[int] = []
    start = 0
    for match in _BREAK.finditer(part):
        at = match.start()
        inside = any(begin < at < end for begin, end in protected)
        following = part[at + 1 :].split(" ", 1)[0]
        if inside or _escapes(part[start:at]) or _OPENS.match(following):
            continue
        ends.append(at)
        start = at + 1
    return ends


def _pieces(part: str) -> Iterator[str]:
    """Yield the pieces between which a line may end."""
    start = 0
    for at in line_ends_of(part):
        yield part[start:at]
        start = at + 1
    yield part[start:]


def _escapes(text: str) -> bool:
    """Return True if a text ends in a backslash that is not escaped itself."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1

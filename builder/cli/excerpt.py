"""The line of a source file that a problem is on, with a caret under its column."""

from __future__ import annotations

import linecache
import re
import unicodedata

from builder.diagnostics import one_line
from builder.source import Span

__all__ = ["excerpt"]

_PASSWORD = re.compile(r"(?<=://)[^\s/@]*:[^\s@]*(?=@)")
"""The user and the password in the address of a database."""
_LEAST_WIDTH = 20
"""Columns of the source below which nothing useful can be shown."""


def excerpt(span: Span, width: int) -> tuple[str, str] | None:
    """Return the source line of `span` behind its number, and the white space before the caret, for a terminal of
    `width` columns. A long line is cut around the column.

    Returns None if the file cannot be read as text, has no such line or column, or if the terminal is too narrow.
    """
    if not span.file or span.line < 1 or span.column < 1 or span.sheet:
        return None
    line = linecache.getline(span.file, span.line).rstrip("\r\n")
    line = _PASSWORD.sub(lambda match: "*" * len(match[0]), line)
    column = span.column - 1
    number = f"{span.line:>5} | "
    room = width - len(number) - 1
    if not line.strip() or column > len(line) or room < _LEAST_WIDTH:
        return None
    before, after = _printable(line[:column]), _printable(line[column:])
    if _columns(before) + _columns(after) > room:
        before = _end_of(before, room // 2)
        after = _start_of(after, room - _columns(before))
    return number + before + after, " " * (len(number) - 2) + "| " + " " * _columns(before)


def _printable(text: str) -> str:
    """Return the text with a space for each tab, and control characters escaped, which must not reach a terminal."""
    return "".join(one_line(char) for char in text.replace("\t", " "))


def _start_of(text: str, room: int) -> str:
    if _columns(text) <= room:
        return text
    while _columns(text) > room - 2:
        text = text[:-1]
    return text + " …"


def _end_of(text: str, room: int) -> str:
    if _columns(text) <= room:
        return text
    while _columns(text) > room - 2:
        text = text[1:]
    return "… " + text


def _columns(text: str) -> int:
    """Return the columns that the text takes on a terminal: two for wide characters, none for combining ones."""
    return sum(
        2 if unicodedata.east_asian_width(char) in "WF" else 0 if unicodedata.combining(char) else 1 for char in text
    )

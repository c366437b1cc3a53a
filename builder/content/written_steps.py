"""Follow the words of a parsed text through its mark-up: which characters of the source show which."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import NamedTuple

from builder.late_patterns import compiled

__all__ = ["WrittenStep", "written_steps"]

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
_SOFT_HYPHEN = "\u00ad"
_SOFT_BREAK = r"[ \t]*\n[ \t]*"


class WrittenStep(NamedTuple):
    """Characters that are shown, and the source that shows them, from `start` to `end`.

    From `own` on they are equal; `start` may be before it (a backslash) and `end` after it (an entity, a line's end).
    """

    shown: str
    start: int
    own: int
    end: int


def written_steps(text: str, source: str, at: int) -> Iterator[WrittenStep]:
    """Yield the steps in which the source, from the offset `at` on, shows the words of a `Str`. Soft hyphens are steps
    of their own.
    """
    while text:
        if _SOFT_HYPHEN not in text and source.startswith(text, at):
            yield WrittenStep(text, at, at, at + len(text))
            return
        step = _common(text, source, at)
        if step:
            yield WrittenStep(text[:step], at, at, at + step)
            text, at = text[step:], at + step
            continue
        written, shown, own = _shifted(text, source, at)
        yield WrittenStep(text[:shown], at, at + own, at + written)
        text, at = text[shown:], at + written


def _common(text: str, source: str, at: int) -> int:
    """Return how many characters of the text equal the source, up to the first that may be written differently."""
    count = 0
    for count, char in enumerate(text):
        if char in "\\{}&\u00ad" or source[at + count : at + count + 1] != char:
            return count
        if char == " " and compiled(_SOFT_BREAK).match(source, at + count):
            return count
    return count + 1


def _shifted(text: str, source: str, at: int) -> tuple[int, int, int]:
    """For a character written as several, return their number, how many it shows, and its own position among them."""
    written = source[at : at + 1]
    if written == "&" and (entity := compiled(_ENTITY).match(source, at)):
        shown = html.unescape(entity[0])
        if shown != entity[0] and text.startswith(shown):
            return len(entity[0]), len(shown), 0
    if text[0] == " " and (line_end := compiled(_SOFT_BREAK).match(source, at)):
        return len(line_end[0]), 1, 0
    if written == "\\" and source[at + 1 : at + 2] == text[0]:
        return 2, 1, 1
    if written == text[0] and written in "{}" and source[at + 1 : at + 2] == written:
        return 2, 1, 0
    return 1, 1, 0

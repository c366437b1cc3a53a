"""Read paragraphs of words alone, without any mark, without a parser of Markdown: that takes a tenth of the time."""

from __future__ import annotations

import re
from collections.abc import Callable

from builder.content.markup import Block, Para, Str
from builder.source import Span

__all__ = ["plain_paragraphs"]

_SIGN = re.compile(r"[\\`*_\[{}<@~^\t&]")
"""Signs that words alone do not have."""
_OPENING = re.compile(r"[#>~=+|:-]|[0-9]{1,9}[.)]")
"""How no line of words alone begins."""


def plain_paragraphs(text: str, place: Callable[[int], Span]) -> tuple[Block, ...] | None:
    """Return the paragraphs of words without marks; None if a sign is in them, or a line begins or ends as one of a
    paragraph may not.
    """
    lines = text.split("\n")
    if _SIGN.search(text) or not all(line == line.strip() and _OPENING.match(line) is None for line in lines):
        return None
    paragraphs: list[Block] = []
    words: list[str] = []
    at = start = 0
    for line in (*lines, ""):
        if line:
            start = start if words else at
            words.append(line)
        elif words:
            span = place(start)
            paragraphs.append(Para((Str(" ".join(words), span),), span))
            words = []
        at += len(line) + 1
    return tuple(paragraphs) or None

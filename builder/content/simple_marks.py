"""Find figures, bold words and notes without a Markdown parser, in a fraction of its time: most texts with marks have
no others.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from builder.content.syntax import FIGURE

__all__ = ["SimpleMark", "simple_marks"]


class SimpleMark(NamedTuple):
    """What is at `start:end` of a text: words without marks, or a mark. A figure has its name and style, bold words and
    notes have what is between their ends.
    """

    kind: Literal["words", "figure", "bold", "note"]
    start: int
    end: int
    figure: str = ""
    style: str = ""
    inner: tuple[SimpleMark, ...] = ()


_SIGN = re.compile(r"[\\`*_\[{}<@~^\n&]")
"""Signs that are, or may be, other marks."""
_SPACES = " \u00a0\u202f"
_MARK = re.compile(
    rf"(?P<figure>{FIGURE.pattern})"
    rf"|(?<![^{_SPACES}(\[])\*\*(?=[^\W_]|{{)(?P<bold>[^*\[^]+)(?<=[^\W_]|[%}}])\*\*"
    rf"(?=[{_SPACES}.,;:!?)]|\Z)"
    r"|\^\[(?P<note>[^\[\]]+)\]"
)
"""A figure, bold words, a note. Bold words have space around them, or signs that leave no doubt which of the two stars
are the first (CommonMark 0.31, 6.2).
"""


def simple_marks(text: str, start: int = 0, end: int | None = None) -> tuple[SimpleMark, ...] | None:
    """Return the marks of `text[start:end]` and the words between them, in order; None if there may be others."""
    end = len(text) if end is None else end
    marks: list[SimpleMark] = []
    at = start
    for match in _MARK.finditer(text, start, end):
        if _SIGN.search(text, at, match.start()) is not None:
            return None
        if match.start() > at:
            marks.append(SimpleMark("words", at, match.start()))
        at = match.end()
        if match["figure"] is not None:
            marks.append(SimpleMark("figure", match.start(), at, match[2], match[3] or ""))
            continue
        kind: Literal["bold", "note"] = "bold" if match["bold"] is not None else "note"
        inner = simple_marks(text, match.start(kind), match.end(kind))
        if inner is None:
            return None
        marks.append(SimpleMark(kind, match.start(), at, inner=inner))
    if _SIGN.search(text, at, end) is not None:
        return None
    if at < end:
        marks.append(SimpleMark("words", at, end))
    return tuple(marks)

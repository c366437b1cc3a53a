"""Find the marks of usual texts without a parser of Markdown: that takes a tenth of the time.

Only what can be read in one way is found here: figures, named texts, citations and references, notes with these alone,
bold and italics that begin after a space and end before one. Everything else is left to the parser.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from builder.content.syntax import CITATION, CROSS, FIGURE, NAMED_TEXT

__all__ = ["SimpleMark", "simple_marks"]

_WORDS = r"[^\\`*_\[\]{}~^@<>&!\n]++"
_ALONE = rf"(?P<figure>{FIGURE.pattern})|(?P<text>{NAMED_TEXT.pattern})|(?P<cite>{CITATION.pattern})"
_SIMPLE = rf"(?P<words>{_WORDS})|{_ALONE}|(?P<ref>{CROSS.pattern})|(?P<line_end>\n)"
_TOKEN = re.compile(
    rf"{_SIMPLE}|(?P<note>\^\[(?:{re.sub(r'[(](?:[?]P<[a-z_]+>|(?![?]))', '(?:', _SIMPLE)})*+\])"
    r"|(?P<opening>(?<![^ \n])\*\*?(?=[^\s*]))|(?P<closing>(?<=[^\s*])\*\*?(?=[ \n,.;:?)^]|\Z))"
)

_Kind = Literal["words", "line_end", "figure", "text", "cite", "ref", "note", "opening", "closing"]


class SimpleMark(NamedTuple):
    """Words, a line end, or a mark as written, with its offset. A note is whole."""

    kind: _Kind
    at: int
    written: str


def simple_marks(text: str, start: int = 0, end: int | None = None) -> list[SimpleMark] | None:
    """Return the words and marks of a paragraph, or of a part of it, or None if it takes a parser to read them."""
    found: list[SimpleMark] = []
    at, stop, opened = start, len(text) if end is None else end, ""
    while at < stop:
        match = _TOKEN.match(text, at, stop)
        if match is None:
            return None
        kind, written = match.lastgroup, match[0]
        if kind in ("opening", "closing"):
            if (kind == "opening") is bool(opened) or (opened and written != opened):
                return None
            opened = written if kind == "opening" else ""
        found.append(SimpleMark(kind, at, written))  # type: ignore[arg-type]
        at = match.end()
    return None if opened else found

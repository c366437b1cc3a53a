"""Divide mark-up of the usual kinds into words and codes without a parser of Markdown: that takes a tenth of the time.

Only what can be read in one way is read here: figures, named texts, citations and references, notes with these alone,
bold and italics that begin after a space and end before one. Everything else is left to the parser.
"""

from __future__ import annotations

import re

from builder.content.syntax import CITATION, CROSS, FIGURE, ID, NAMED_TEXT
from builder.exchange.codes import Code, CodeKind, Piece, Words, joined

__all__ = ["simple_words"]

_LITERAL = r"[^\\`*_\[\]{}~^@<>&!\n]++"
_ALONE = rf"{FIGURE.pattern}|{NAMED_TEXT.pattern}|{CITATION.pattern}"
_INSIDE = re.sub(r"\((?=[^?])", "(?:", rf"{_LITERAL}|{_ALONE}|{CROSS.pattern}")
_TOKEN = re.compile(
    rf"(?P<literal>{_LITERAL})|(?P<figure>{FIGURE.pattern})|(?P<text>{NAMED_TEXT.pattern})|(?P<cite>{CITATION.pattern})"
    rf"|(?P<ref>{CROSS.pattern})|(?P<note>\^\[(?:{_INSIDE})*+\])"
    r"|(?P<mark>(?:(?<![^ ])\*\*?(?=[^\s*])|(?<=[^\s*])\*\*?(?=[ ,.;:?)^]|\Z)))"
)
_SOURCES = re.compile(ID)


def simple_words(markup: str) -> Words | None:
    """Return the words of mark-up on one line, or None if it takes a parser to read them."""
    pieces: list[Piece] = []
    at, notes, opened = 0, 0, ""
    while at < len(markup):
        match = _TOKEN.match(markup, at)
        if match is None:
            return None
        at, kind, written = match.end(), match.lastgroup, match[0]
        if kind == "literal":
            pieces.append(written)
        elif kind == "mark":
            opens = match.start() == 0 or markup[match.start() - 1] == " "
            if opens == bool(opened) or (opened and written != opened):
                return None
            opened = written if opens else ""
            pieces.append(_mark(written, opens=opens))
        elif kind == "note":
            notes += 1
            pieces.append(Code("note", "", written, f"{{note {notes}}}"))
        else:
            pieces.append(_alone(kind, written))
    return joined(pieces) if not opened else None


def _mark(written: str, *, opens: bool) -> Code:
    kind: CodeKind = "italic" if written == "*" else "bold"
    return Code(kind, "", written, f"{{{kind}}}", "open") if opens else Code(kind, "", written, f"{{/{kind}}}", "close")


def _alone(kind: str | None, written: str) -> Code:
    if kind == "figure":
        return Code("figure", written[1:-1].partition(":")[0], written, written)
    if kind == "text":
        return Code("text", written[2:-1], written, written)
    if kind == "ref":
        return Code("ref", written[1:], written, f"{{{written[1:]}}}")
    citation = CITATION.match(written)
    sources = "; ".join(_SOURCES.findall(citation[1] if citation else ""))
    return Code("cite", sources, written, f"{{source {sources}}}")

"""French ordinals: which letters are superscript (`1er`, `2e`, `XXIe`). The letters themselves are never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from builder.language import base_language
from builder.tree.prose import Inline, Inlines, Run

__all__ = ["mark_ordinals", "ordinal_pieces"]

# Roman numerals are those of centuries and regimes, of X, V and I: `Le`, `Ce`, `Me` are words. A lone I takes er or re.
_ORDINAL = re.compile(
    r"(?<![\w.,:/-])(?:1(?P<first>ers?|res?)|I(?P<roman_first>er|re)|\d{1,3}(?P<nth>es?)|2(?P<second>de?s?)(?=\s\w)|"
    r"(?P<numeral>X{0,3}(?:IX|IV|V?I{0,3}))(?P<roman>es?))(?![\w’'-])"
)
_QUICK = re.compile(r"[0-9IVX](?:e|r|d)")


def mark_ordinals(inlines: Inlines, language: str) -> Inlines:
    """Put the letters of ordinals in runs of their own. Runs of other languages are left unchanged."""
    for inline in inlines:
        if type(inline) is Run and _QUICK.search(inline.text):
            break
    else:
        return inlines
    marked: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run) and not inline.code and not inline.superscript:
            marked += _split(inline) if base_language(inline.language or language) == "fr" else [inline]
        else:
            marked.append(inline)
    return tuple(marked)


def _split(run: Run) -> Iterator[Run]:
    position = 0
    for start, end in _superscripts(run.text):
        if start > position:
            yield replace(run, text=run.text[position:start])
        yield replace(run, text=run.text[start:end], superscript=True)
        position = end
    if position < len(run.text) or not position:
        yield replace(run, text=run.text[position:]) if position else run


def ordinal_pieces(text: str, language: str) -> list[tuple[str, bool]]:
    """Split a text at the letters of its ordinals: each piece, and True if it is superscript in this language."""
    if base_language(language) != "fr" or not _QUICK.search(text):
        return [(text, False)]
    return [(run.text, run.superscript) for run in _split(Run(text))]


def _superscripts(text: str) -> Iterator[tuple[int, int]]:
    for match in _ORDINAL.finditer(text):
        numeral = match["numeral"]
        if match["roman"] and not numeral:
            continue
        yield match.span(match.lastgroup or 0)

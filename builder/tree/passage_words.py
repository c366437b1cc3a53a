"""The words of a passage as the lists of anchors of both media know them, and their checksum."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

from builder.tree.exhibits import CellNode
from builder.tree.prose import SOFT_HYPHEN, Inlines, NoteRef, Prose, Run, plain

__all__ = [
    "cell_check",
    "cells_form",
    "cells_words",
    "form_check",
    "letters_check",
    "passage_words",
    "short_check",
    "words_check",
]

_NO_LETTERS = re.compile(r"[\W_]+")


def passage_words(inlines: Inlines) -> str:
    """Return the words of a passage as printed, then those of each of its notes on a line of its own."""
    if not inlines:
        return ""
    if len(inlines) == 1 and type(inlines[0]) is Run:
        return inlines[0].text
    notes = [_note_words(inline.blocks) for inline in inlines if isinstance(inline, NoteRef)]
    return "\n".join([plain(inlines), *notes])


def cells_words(rows: Iterable[Sequence[CellNode]]) -> str:
    """Return the words of the cells of rows, one on a line."""
    return "\n".join([passage_words(cell.inlines) for row in rows for cell in row])


def cell_check(inlines: Inlines) -> str:
    """Return the checksum of the words of a cell, with one after "-" for each of its notes."""
    if len(inlines) == 1 and type(inlines[0]) is Run:
        return short_check(inlines[0].text)
    notes = [_note_words(inline.blocks) for inline in inlines if isinstance(inline, NoteRef)]
    return "-".join(map(short_check, (plain(inlines), *notes)))


def short_check(words: str) -> str:
    """Return a checksum of six digits of the letters and signs of words, whatever spaces are between them."""
    signs = "".join(words.split())
    return f"{crc32(signs.replace(SOFT_HYPHEN, '').encode()) & 0xFFFFFF:06x}"


def form_check(inlines: Inlines) -> str:
    """Return a checksum of the marks and the links of a passage and its notes, "" if it has none: what `words_check`
    does not see.
    """
    forms = list(_forms(inlines))
    return words_check("\n".join(forms)) if forms else ""


def cells_form(rows: Iterable[Sequence[CellNode]]) -> str:
    """Return the checksum of the marks and links of the cells of rows."""
    forms = [form for row in rows for cell in row for form in _forms(cell.inlines)]
    return words_check("\n".join(forms)) if forms else ""


def _forms(inlines: Inlines) -> Iterator[str]:
    """Yield the words with a mark or a link, with these."""
    for inline in inlines:
        if isinstance(inline, NoteRef):
            for block in inline.blocks:
                yield from _forms(getattr(block, "inlines", ()))
        elif isinstance(inline, Run) and _is_marked(inline):
            marks = (inline.strong, inline.emphasis, inline.strike, inline.superscript, inline.subscript)
            yield f"{inline.text}\t{''.join(str(int(mark)) for mark in marks)}\t{inline.link or ''}"


def _is_marked(run: Run) -> bool:
    marked = run.strong or run.emphasis or run.strike or run.superscript or run.subscript
    return marked or bool(run.link)


def words_check(words: str) -> str:
    """Return a checksum of the words of a passage, which reveals later edits."""
    return f"{crc32(words.encode()):08x}"


def letters_check(words: str) -> str:
    """Return a checksum of the letters and digits of words, whatever spaces and signs are between them."""
    return words_check(_NO_LETTERS.sub("", words))


def _note_words(blocks: Prose) -> str:
    return " ".join(plain(block.inlines) for block in blocks if hasattr(block, "inlines"))

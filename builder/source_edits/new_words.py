"""Check words before they are written: none missing, none that Office cannot hold, no list where a sentence was."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from builder.content.model.values import Text
from builder.source_edits.changes import NotWritable
from builder.source_edits.paragraphs import divided, one_line
from builder.source_edits.scalars import is_unsafe

__all__ = ["check_division", "paragraph_words", "several_paragraphs"]

_SENTENCE = re.compile(r"[^\W\d_]|[\"'(«“‘{*][^\W\d_]")
"""The head of words that cannot be read as a list, a heading, a quotation, code, a table or an address."""


def paragraph_words(words: str, text: Text) -> str:
    """Return the words of a paragraph on one line. Raises NotWritable for words that cannot be written."""
    return _checked(one_line(words), text)


def several_paragraphs(words: str, text: Text) -> str:
    """Return the words of a whole text with LF line ends. Raises NotWritable for words that cannot be written."""
    return _checked(words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip("\n").rstrip(), text)


def _checked(words: str, text: Text) -> str:
    if not words.strip():
        raise NotWritable("a text without words", text.span, "delete the text in the source")
    if is_unsafe(words):
        raise NotWritable("a character that cannot be written in an Office file", text.span, "delete it")
    return words


def check_division(text: Text, value: str, words: Collection[str], suffixes: Sequence[str], rich: bool) -> None:
    """Raise NotWritable if Markdown would not read `value` as the paragraphs `suffixes`; `words` are the new ones among
    them.
    """
    if all(_SENTENCE.match(new) and "\n" not in new for new in words):
        return
    # "2024. A year" is read as a sentence where no list is allowed.
    if not rich and value[:1].isdigit() and "\n" not in value:
        return
    if [extent.suffix for extent in divided(value)] != (list(suffixes) if rich else ["0"]):
        sign = value.strip().split(" ")[0][:20] if not rich else next(iter(words)).split(" ")[0][:20]
        message = f"`{sign}` would begin a list, a heading or a quotation here, or divide the paragraph"
        raise NotWritable(message, text.span, "write a backslash before the sign")

"""Texts that a publication lacks in one of its languages."""

from __future__ import annotations

from msgspec import Struct

from builder.source import Span

__all__ = ["Untranslated"]


class Untranslated(Struct, frozen=True, gc=False):
    """A text that has no entry in a language, nor one in a language that it falls back to.

    `key` is that of the text, `tag` the language, `span` the place of the text or of its empty entry. `message` and
    `hint` are those of the problem that is reported if the language is wanted. `column` is the name of the column that
    a data file would need for it, "" for other texts.
    """

    key: str
    tag: str
    span: Span
    message: str
    hint: str = ""
    column: str = ""

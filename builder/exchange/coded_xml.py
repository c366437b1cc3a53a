"""Words with codes as the content of an XML element, and back: what XLIFF 1.2 and 2.0 have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from builder.exchange.numbered_codes import NumberedCode, NumberedWords
from builder.exchange.words import Piece, Unwritable, Words, joined
from builder.exchange.xml_files import local_name
from builder.exchange.xml_output import write_element, write_end, write_start, write_text

__all__ = ["KINDS", "read_words", "write_words"]

Describe = Callable[[NumberedCode], tuple[str, dict[str, str]]]
"""Returns the element of a code: its tag and attributes."""

KINDS = {
    "figure": "bb:figure", "text": "bb:text", "cite": "bb:cite", "ref": "bb:ref", "note": "bb:note", "code": "bb:code",
    "paragraph": "bb:paragraph", "break": "xlf:lb", "bold": "xlf:b", "italic": "xlf:i", "struck": "bb:struck",
    "superscript": "bb:superscript", "subscript": "bb:subscript", "link": "bb:link", "lang": "bb:lang",
}  # fmt: skip
"""The names of the kinds of codes in XLIFF 2: those of the standard where it has one."""


def write_words(content: NumberedWords, describe: Describe) -> str:
    """Return words as the content of an element."""
    written: list[str] = []
    opened: list[str] = []
    for piece in content.pieces:
        if piece.code is None:
            written.append(write_text(piece.text))
        elif piece.closes:
            written.append(write_end(opened.pop()))
        else:
            tag, attributes = describe(piece.code)
            if piece.code.closing is not None:
                written.append(write_start(tag, attributes))
                opened.append(tag)
            else:
                written.append(write_element(tag, attributes))
    return "".join(written)


def read_words(parent: Any, code_of: Callable[[Any], NumberedCode]) -> Words:
    """Return the words of an element. `code_of` returns the code of an element inside it; it raises Unwritable for one
    that was not sent out.
    """
    return joined(_pieces(parent, code_of))


def _pieces(parent: Any, code_of: Callable[[Any], NumberedCode]) -> Iterator[Piece]:
    yield parent.text or ""
    for inner in parent:
        name = local_name(inner)
        if name in ("mrk", "sm", "em", ""):  # marks of tools, comments
            yield from _pieces(inner, code_of) if name == "mrk" else ()
        else:
            code = code_of(inner)
            yield code.code
            if code.closing is not None:
                yield from _pieces(inner, code_of)
                yield code.closing
            elif len(inner) or (inner.text or "").strip():
                raise Unwritable(f"the code {code.code.shown} has words in it")
        yield inner.tail or ""

"""Words with codes as the content of an XML element, and back: what XLIFF 1.2 and 2.0 have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from builder.exchange.numbered_codes import NumberedCode, NumberedWords
from builder.exchange.words import Piece, Unwritable, Words, joined
from builder.exchange.xml_files import add_text, inline, local_name

__all__ = ["KINDS", "read_words", "write_words"]

Describe = Callable[[NumberedCode], tuple[str, dict[str, str]]]
"""Returns the element of a code: its tag and attributes."""

KINDS = {
    "figure": "bb:figure", "text": "bb:text", "cite": "bb:cite", "ref": "bb:ref", "note": "bb:note", "code": "bb:code",
    "paragraph": "bb:paragraph", "break": "xlf:lb", "bold": "xlf:b", "italic": "xlf:i", "struck": "bb:struck",
    "superscript": "bb:superscript", "subscript": "bb:subscript", "link": "bb:link", "lang": "bb:lang",
}  # fmt: skip
"""The names of the kinds of codes in XLIFF 2: those of the standard where it has one."""


def write_words(element: Any, words: NumberedWords, describe: Describe) -> None:
    """Write words into an element."""
    at = [element]
    for piece in words.pieces:
        if piece.code is None:
            add_text(at[-1], piece.text)
        elif piece.closes:
            at.pop()
        else:
            tag, attributes = describe(piece.code)
            added = inline(at[-1], tag, attributes)
            if piece.code.closing is not None:
                at.append(added)


def read_words(element: Any, code_of: Callable[[Any], NumberedCode]) -> Words:
    """Return the words of an element. `code_of` returns the code of an element inside it; it raises Unwritable for one
    that was not sent out.
    """
    return joined(_pieces(element, code_of))


def _pieces(element: Any, code_of: Callable[[Any], NumberedCode]) -> Iterator[Piece]:
    yield element.text or ""
    for inner in element:
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

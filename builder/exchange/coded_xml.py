"""Words with codes as the content of an XML element, and back: what XLIFF 1.2 and 2.0 have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from builder.exchange.numbered_codes import NumberedCode, NumberedWords
from builder.exchange.words import InlineCode, Piece, Unwritable, Words, joined
from builder.exchange.xml_files import local_name
from builder.exchange.xml_output import write_element, write_end, write_start, write_text

__all__ = ["CLOSING", "KINDS", "OPENING", "check_pairs", "read_words", "write_words"]

Describe = Callable[[NumberedCode], tuple[str, dict[str, str]]]
"""Returns the element of a code: its tag and attributes."""

KINDS = {
    "figure": "bb:figure", "text": "bb:text", "cite": "bb:cite", "ref": "bb:ref", "note": "bb:note", "code": "bb:code",
    "paragraph": "bb:paragraph", "break": "xlf:lb", "bold": "xlf:b", "italic": "xlf:i", "struck": "bb:struck",
    "superscript": "bb:superscript", "subscript": "bb:subscript", "link": "bb:link", "lang": "bb:lang",
}  # fmt: skip
"""The names of the kinds of codes in XLIFF 2: those of the standard where it has one."""


OPENING, CLOSING = frozenset(("sc", "bx")), frozenset(("ec", "ex"))
"""Elements that are one end of a pair: tools write them where the ends are in different segments."""


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
    that was not sent out. The ends of a pair may be elements of their own, also in another segment.
    """
    return joined(_pieces(parent, code_of))


def check_pairs(words: Words) -> None:
    """Raise Unwritable if the ends of pairs are not one inside the other."""
    opened: list[InlineCode] = []
    for piece in words:
        if isinstance(piece, str) or piece.form == "alone":
            continue
        if piece.form == "open":
            opened.append(piece)
        elif not opened or (opened.pop().kind != piece.kind):
            raise Unwritable(f"{piece.shown} has no beginning in these words, or crosses another mark")
    if opened:
        raise Unwritable(f"{opened[-1].shown} has no end in these words")


def _pieces(parent: Any, code_of: Callable[[Any], NumberedCode]) -> Iterator[Piece]:
    yield parent.text or ""
    for inner in parent:
        name = local_name(inner)
        if name in ("mrk", "sm", "em", ""):  # marks of tools, comments
            yield from _pieces(inner, code_of) if name == "mrk" else ()
        else:
            code = code_of(inner)
            if name in CLOSING:
                yield code.closing if code.closing is not None else code.code
                yield inner.tail or ""
                continue
            yield code.code
            if code.closing is not None and name not in OPENING:
                yield from _pieces(inner, code_of)
                yield code.closing
            elif len(inner) or (inner.text or "").strip():
                raise Unwritable(f"the code {code.code.shown} has words in it")
        yield inner.tail or ""

"""The form of a paragraph's XML apart from its words: paragraphs of one form are read as elements once.

A long document has few forms. Names of bookmarks, addresses of links and the instructions of fields are no part of a
form: they decide nothing about lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

__all__ = ["Form", "form_of", "is_paragraph", "paragraph_texts"]

Form = tuple[str, ...]
_BOOKMARK, _NAME = "<w:bookmark", 'w:name="'
_LINK, _INSTRUCTION, _TEXT_END = "<w:hyperlink", "<w:instrText", "</w:t>"
_CONTROL, _CONTENT, _CONTENT_END, _PARAGRAPH, _PARAGRAPH_END = (
    "<w:sdt>", "<w:sdtContent>", "</w:sdtContent>", "<w:p>", "</w:p>",
)  # fmt: skip
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&#13;", "\r"), ("&amp;", "&"))


def is_paragraph(piece: str) -> bool:
    """Return True if a piece of a body is one paragraph."""
    return piece.startswith(_PARAGRAPH) and piece.find(_PARAGRAPH, len(_PARAGRAPH)) < 0


def paragraph_texts(piece: str) -> Iterator[str] | None:
    """Return the paragraphs of a piece of a body that is a content control of paragraphs alone, each as XML; None for
    anything else.
    """
    if not piece.startswith(_CONTROL) or "<w:tbl>" in piece or piece.count(_CONTENT) != 1:
        return None
    inner = piece.partition(_CONTENT)[2].partition(_CONTENT_END)[0]
    return (part + _PARAGRAPH_END for part in inner.split(_PARAGRAPH_END)[:-1])


def form_of(xml: str, wanted: Collection[str]) -> tuple[Form, list[str], tuple[str, ...]]:
    """Return the form of a paragraph, its words (the content of each `w:t`), and those of its bookmarks that are
    wanted.
    """
    texts: list[str] = []
    parts: list[str] = []
    rest = xml
    # From the end, so that the words themselves are not searched.
    while (end := rest.rfind(_TEXT_END)) >= 0:
        begin = rest.rindex(">", 0, end) + 1
        text = rest[begin:end]
        texts.append(_unescaped(text) if "&" in text else text)
        parts.append(rest[end:])
        rest = rest[:begin]
    parts.append(rest)
    parts.reverse()
    texts.reverse()
    names: list[str] = []
    for index, part in enumerate(parts):
        if _BOOKMARK in part:
            part = _without_bookmarks(part, names)
        if _LINK in part:
            part = _without(part, _LINK, ">")
        if _INSTRUCTION in part:
            part = _without(part, _INSTRUCTION, "</w:instrText>")
        parts[index] = part
    return tuple(parts), texts, tuple([name for name in names if name in wanted])


def _without_bookmarks(part: str, names: list[str]) -> str:
    """Return XML without the ends of bookmarks, whose names are added to `names`."""
    first, *rest = part.split(_BOOKMARK)
    kept = [first]
    for tag in rest:
        end = tag.index(">")
        if tag.startswith("Start"):
            begin = tag.index(_NAME) + len(_NAME)
            names.append(tag[begin : tag.index('"', begin)])
        kept.append(tag[end + 1 :])
    return "".join(kept)


def _without(xml: str, begin: str, end: str) -> str:
    first, *rest = xml.split(begin)
    return begin.join([first, *(part.partition(end)[2] for part in rest)])


def _unescaped(text: str) -> str:
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text

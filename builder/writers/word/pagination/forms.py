"""The form of a paragraph's XML apart from its words: paragraphs of one form are read as elements once.

A long document has few forms. Names of bookmarks, addresses of links and the instructions of fields are no part of a
form: they decide nothing about lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

__all__ = ["Form", "form_of", "paragraph_texts", "table_texts"]

Form = tuple[str, ...]
_BOOKMARK, _LINK, _INSTRUCTION, _TEXT_END = "<w:bookmark", "<w:hyperlink", "<w:instrText", "</w:t>"
_CONTROL, _CONTENT, _CONTENT_END, _PARAGRAPH, _PARAGRAPH_END = (
    "<w:sdt>", "<w:sdtContent>", "</w:sdtContent>", "<w:p>", "</w:p>",
)  # fmt: skip
_TABLE, _ROW, _ROW_END = "<w:tbl>", "<w:tr>", "</w:tr>"
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&#13;", "\r"), ("&amp;", "&"))


def paragraph_texts(piece: str) -> Iterator[str] | None:
    """Return the paragraphs of a piece of a body that is a paragraph, or a content control of paragraphs alone, each as
    XML; None for anything else.
    """
    if piece.startswith(_PARAGRAPH):
        return iter((piece,)) if piece.count(_PARAGRAPH) == 1 else None
    if not piece.startswith(_CONTROL) or "<w:tbl>" in piece or piece.count(_CONTENT) != 1:
        return None
    inner = piece.partition(_CONTENT)[2].partition(_CONTENT_END)[0]
    return (part + _PARAGRAPH_END for part in inner.split(_PARAGRAPH_END)[:-1])


def table_texts(piece: str) -> tuple[str, list[str]] | None:
    """Return a piece of a body that is one plain table without its rows, and the rows, each as XML; None for anything
    else.
    """
    if piece.count(_TABLE) != 1 or _CONTROL in piece:
        return None
    head, first, rest = piece.partition(_ROW)
    inner, last, tail = rest.rpartition(_ROW_END)
    rows = inner.split(_ROW_END + _ROW)
    if not (first and last) or _PARAGRAPH in head + tail or piece.count(_ROW_END) != len(rows):
        return None
    return head + tail, [_ROW + row + _ROW_END for row in rows]


def form_of(xml: str, wanted: Collection[str]) -> tuple[Form, list[str], tuple[str, ...]]:
    """Return the form of a paragraph, its words (the content of each `w:t`), and those of its bookmarks that are
    wanted.
    """
    marks: tuple[str, ...] = ()
    if _BOOKMARK in xml:
        first, *rest = xml.split(_BOOKMARK)
        kept = [first]
        for part in rest:
            head, _, tail = part.partition("/>")
            name = head.partition('w:name="')[2]
            if name and (name := name.partition('"')[0]) in wanted:
                marks += (name,)
            kept.append(tail)
        xml = "".join(kept)
    if _LINK in xml:
        xml = _without(xml, _LINK, ">")
    if _INSTRUCTION in xml:
        xml = _without(xml, _INSTRUCTION, "</w:instrText>")
    *chunks, last = xml.split(_TEXT_END)
    form, words = [], []
    for chunk in chunks:
        markup, _, text = chunk.rpartition(">")
        form.append(markup)
        words.append(_unescaped(text) if "&" in text else text)
    form.append(last)
    return tuple(form), words, marks


def _without(xml: str, begin: str, end: str) -> str:
    first, *rest = xml.split(begin)
    return begin.join([first, *(part.partition(end)[2] for part in rest)])


def _unescaped(text: str) -> str:
    for escape, character in _ESCAPES:
        text = text.replace(escape, character)
    return text

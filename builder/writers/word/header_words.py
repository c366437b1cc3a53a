"""The words of headers and footers by paragraph, without those that a program computes (ECMA-376 part 1, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.opc.part import XmlPart

from builder.office.word_package import WordPackage
from builder.office.xml import qn

__all__ = ["header_words", "paragraphs_of_header"]

_TEXT, _FIELD, _SIMPLE = qn("w:t"), qn("w:fldChar"), qn("w:fldSimple")
_KIND = qn("w:fldCharType")
_GAPS = (qn("w:tab"), qn("w:ptab"), qn("w:br"))


def header_words(package: WordPackage) -> Iterator[str]:
    """Yield the words of each paragraph of the headers and footers of a document."""
    for relationship in package.main_document_part.rels.values():
        kind = relationship.reltype.rpartition("/")[2]
        if kind in ("header", "footer") and isinstance(relationship.target_part, XmlPart):
            yield from paragraphs_of_header(relationship.target_part.element)


def paragraphs_of_header(root: Any) -> Iterator[str]:
    """Yield the words of each paragraph that has any. The results of fields, such as numbers of pages, are left out."""
    for paragraph in root.iter(qn("w:p")):
        depth = 0
        words: list[str] = []
        for element in paragraph.iter(_TEXT, _FIELD, *_GAPS):
            if element.tag == _FIELD:
                depth += {"begin": 1, "end": -1}.get(element.get(_KIND, ""), 0)
            elif depth <= 0 and not any(ancestor.tag == _SIMPLE for ancestor in element.iterancestors()):
                words.append(" " if element.tag in _GAPS else element.text or "")
        if text := " ".join("".join(words).split()):
            yield text

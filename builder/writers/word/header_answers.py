"""Answer the fields of headers and footers that cannot work in a brief: by the title, a property, or their own text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from builder.office.properties import shorten
from builder.office.xml import qn
from builder.templates.word.field_codes import CORE_PROPERTIES, FieldCode, answer_of, fields_of, style_named
from builder.templates.word.roles import HEADING_LEVELS
from builder.templates.word.style_sheet import StyleSheet
from builder.tree.document import SectionNode
from builder.tree.prose import unformatted
from builder.writers.word.context import BriefContext
from builder.writers.word.inlines import language_element, word_runs
from builder.writers.word.pagination.reading import Piece
from builder.writers.word.paragraphs import flat, part_xml

__all__ = ["HeaderAnswers"]

_STYLE = re.compile(r'<w:[pr]Style w:val="([^"]+)"')
_ERRORS = ("error!", "erreur", "fehler!")
_RUN_PROPERTIES, _TEXT, _CODE = qn("w:rPr"), qn("w:t"), qn("w:instrText")
_FIELD_PARTS = (qn("w:fldChar"), _CODE)


class HeaderAnswers:
    """Answers the fields of the headers and footers of one file with this body."""

    def __init__(self, state: BriefContext, body: Sequence[Piece]):
        self._state, self._body = state, body
        self._used: frozenset[str] | None = None
        self._sheet: StyleSheet | None = None
        document = state.document
        title, subtitle, status = (unformatted(part) for part in (document.title, document.subtitle, document.status))
        authors = "; ".join(document.authors)
        self._properties = {
            "title": title, "subtitle": subtitle, "subject": subtitle, "status": status, "category": status,
            "date": document.date_text, "author": authors, "authors": authors,
            "keywords": ", ".join(document.keywords),
        }  # fmt: skip

    def answer(self, root: Any) -> None:
        """Answer the fields of a header or footer."""
        for field in fields_of(root):
            style = self._style(field)
            match answer_of(field, root, style, self._styles_used() if style else (), self._properties):
                case "keep":
                    if style:
                        _show(field, self._shown_of(style))
                case "title":
                    self._replace(field, self._properties["title"])
                case "property" if field.property_name in CORE_PROPERTIES:
                    _show(field, self._properties[field.property_name])
                case "property":
                    self._replace(field, self._properties[field.property_name])
                case "text":
                    _unlink(field)
                case "drop":
                    _remove(field)

    def _style(self, field: FieldCode) -> str:
        if field.name != "STYLEREF":
            return ""
        if self._sheet is None:
            styles = self._state.package.main_document_part.part_related_by(RELATIONSHIP_TYPE.STYLES)
            self._sheet = StyleSheet(parse_xml(styles.blob))
        return style_named(self._sheet, field.argument, self._headings())

    def _headings(self) -> list[str]:
        return [self._state.styles[f"heading_{level}"] for level in HEADING_LEVELS]

    def _styles_used(self) -> frozenset[str]:
        if self._used is None:
            self._used = frozenset(name for xml in flat(self._body) for name in _STYLE.findall(xml))
        return self._used

    def _shown_of(self, style: str) -> str | None:
        """Return the first words in a style, if they are the title's or a heading's; else None."""
        if style == self._state.styles["title"]:
            return self._properties["title"]
        if style not in self._headings():
            return None
        return _first_title(self._state.document.sections, self._headings().index(style) + 1)

    def _replace(self, field: FieldCode, words: str) -> None:
        """Put words in the place of a field, in the formatting of its result."""
        language = language_element(self._state.language)
        shown = word_runs(shorten(words), f"<w:rPr>{language}</w:rPr>", self._state.language, language) if words else ""
        runs = list(parse_xml(part_xml("p", shown)))
        source = next((run for run in (*field.result, *field.pieces) if run.find(_RUN_PROPERTIES) is not None), None)
        for run in runs:
            formatting = source.find(_RUN_PROPERTIES) if source is not None else ()
            own = [child for child in deepcopy(formatting) if child.tag != qn("w:lang")]
            run[0][0:0] = own
            for text in run.findall(_TEXT) if field.inner else ():
                text.tag = _CODE
        first = field.pieces[0]
        for run in runs:
            first.addprevious(run)
        _remove(field)


def _first_title(sections: Sequence[SectionNode], level: int) -> str | None:
    if level == 1:
        return unformatted(sections[0].title) if sections else None
    titles = (_first_title(section.sections, level - 1) for section in sections)
    return next((title for title in titles if title is not None), None)


def _show(field: FieldCode, words: str | None) -> None:
    """Set the result of a field that stays, for programs that do not work it out."""
    if words is None or not field.result:
        return
    first, *others = field.result
    for run in others:
        run.getparent().remove(run)
    for child in [child for child in first if child.tag != _RUN_PROPERTIES]:
        first.remove(child)
    shown = first.makeelement(_TEXT, {qn("xml:space"): "preserve"})
    shown.text = words
    first.append(shown)


def _unlink(field: FieldCode) -> None:
    """Leave the text of a field without its code; an error message goes too."""
    shown = "".join(text.text or "" for run in field.result for text in run.iter(_TEXT))
    if field.inner or shown.casefold().startswith(_ERRORS):
        _remove(field)
        return
    if field.pieces[0].tag == qn("w:fldSimple"):
        simple = field.pieces[0]
        parent = simple.getparent()
        index = parent.index(simple)
        parent[index : index + 1] = [child for child in simple if child.tag != qn("w:fldData")]
        return
    for run in (*field.code_pieces, field.pieces[-1]):
        for child in [child for child in run if child.tag in _FIELD_PARTS]:
            run.remove(child)
        if run.getparent() is not None and all(child.tag == _RUN_PROPERTIES for child in run):
            run.getparent().remove(run)


def _remove(field: FieldCode) -> None:
    for piece in field.pieces:
        if piece.getparent() is not None:
            piece.getparent().remove(piece)

"""Headers and footers: the template's own, with the content controls that a build fills replaced by their text."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from builder.office.properties import shorten
from builder.office.xml import qn
from builder.templates.word.emptying import header_fields
from builder.tree.prose import unformatted
from builder.writers.word.context import BriefContext
from builder.writers.word.fields import field
from builder.writers.word.header_answers import HeaderAnswers
from builder.writers.word.inlines import language_element, word_runs
from builder.writers.word.pagination.reading import Piece
from builder.writers.word.paragraphs import part_xml, text

__all__ = ["fill_headers"]

_LONGEST = 110
"""Characters of a title in a header; a longer one is cut after a word."""
_RUN, _RUN_PROPERTIES, _PARAGRAPH = qn("w:r"), qn("w:rPr"), qn("w:p")
_HOLDERS = frozenset(qn(f"w:{name}") for name in ("hdr", "ftr", "tc", "tr", "tbl", "txbxContent"))
"""What holds paragraphs, cells or rows."""
_BLOCKS = frozenset(qn(f"w:{name}") for name in ("p", "tbl", "sdt"))


def fill_headers(state: BriefContext, body: Sequence[Piece]) -> None:
    """Fill the content controls of every header and footer, and answer the fields that could not work over this
    body.
    """
    answers = HeaderAnswers(state, body)
    for rel in state.package.main_document_part.rels.values():
        if rel.reltype.rpartition("/")[2] in ("header", "footer") and isinstance(rel.target_part, XmlPart):
            root = rel.target_part.element
            for tag, control in header_fields(root):
                if any(ancestor is root for ancestor in control.iterancestors()):  # not within a control filled before
                    _fill(state, tag, control)
            answers.answer(root)


def _fill(state: BriefContext, tag: str, control: Any) -> None:
    """Replace a content control by its content, whose first paragraph holds the runs of the field, in the formatting of
    the control's first run. What the control wraps (runs, paragraphs, cells, rows; 17.5.2) stays what it was.
    """
    content = control.find(qn("w:sdtContent"))
    runs = _runs(state, tag, _formatting(control, content))
    wrapped = _wrapped(control)
    if wrapped == "runs":
        replacement = runs
    else:
        paragraph = next(content.iter(_PARAGRAPH), None)
        if paragraph is None:
            paragraph = content.makeelement(_PARAGRAPH, {})
            content.append(_framed(paragraph, control.getparent().tag))
        for child in list(paragraph):
            if child.tag != qn("w:pPr"):
                paragraph.remove(child)
        paragraph.extend(runs)
        _leave_first(paragraph, content)
        replacement = list(content)
    parent = control.getparent()
    index = parent.index(control)
    parent[index : index + 1] = replacement


def _wrapped(control: Any) -> str:
    """Return the content that replaces a content control: runs or larger pieces."""
    for ancestor in control.iterancestors():
        if ancestor.tag == _PARAGRAPH:
            return "runs"
        if ancestor.tag in _HOLDERS:
            return "blocks"
    return "blocks"


def _framed(paragraph: Any, holder: str) -> Any:
    """Return a paragraph in the cell, or the row, that replaces an empty control."""
    framed = paragraph
    for tag in {qn("w:tr"): ("tc",), qn("w:tbl"): ("tc", "tr")}.get(holder, ()):
        outer = paragraph.makeelement(qn(f"w:{tag}"), {})
        outer.append(framed)
        framed = outer
    return framed


def _leave_first(paragraph: Any, content: Any) -> None:
    """Remove the blocks beside the filled paragraph, in its cell or, outside tables, in the control."""
    place = paragraph
    while place.getparent() is not content and place.getparent().tag not in _HOLDERS:
        place = place.getparent()  # a control within the control
    holder = place.getparent()
    if place is not paragraph:
        holder.replace(place, paragraph)
    for child in list(holder):
        if child is not paragraph and child.tag in _BLOCKS:
            holder.remove(child)


def _formatting(control: Any, content: Any) -> Any | None:
    """Return the properties of the first run, else those of the control, without a placeholder's style and the
    template's language.
    """
    properties = content.find(f".//{_RUN}/{_RUN_PROPERTIES}")
    if properties is None:
        properties = control.find(f"{qn('w:sdtPr')}/{_RUN_PROPERTIES}")
    if properties is None:
        return None
    properties = deepcopy(properties)
    for child in list(properties):
        placeholder = child.tag == qn("w:rStyle") and "placeholder" in child.get(qn("w:val"), "").casefold()
        if placeholder or child.tag == qn("w:lang"):
            properties.remove(child)
    return properties


def _runs(state: BriefContext, tag: str, formatting: Any | None) -> list[Any]:
    """Return the runs of a field as elements, in the document's language."""
    language = language_element(state.language)
    properties = f"<w:rPr>{language}</w:rPr>"
    runs = list(deepcopy(_parsed(_field_xml(state, tag, properties))))
    if formatting is not None:
        for run in runs:
            for index, child in enumerate(deepcopy(formatting)):
                run[0].insert(index, child)
    return runs


@lru_cache(maxsize=64)
def _parsed(runs: str) -> Any:
    """Return an element that holds runs. The headers of a file, and those of others, have the same for the most
    part.
    """
    return parse_xml(part_xml("p", runs))


def _field_xml(state: BriefContext, tag: str, properties: str) -> str:
    if tag == "page-of":
        before, between, after = state.labels.page_of
        page, pages = field("PAGE", "1", properties), field("NUMPAGES", "1", properties)
        return _run(before, properties) + page + _run(between, properties) + pages + _run(after, properties)
    document = state.document
    kind = unformatted(document.status)
    words = {
        # The kind of document may be on the same line.
        "title": shorten(unformatted(document.title), max(_LONGEST - len(kind), _LONGEST // 2)),
        "subtitle": shorten(unformatted(document.subtitle), _LONGEST),
        "status": kind,
        "date": document.date_text,
        "authors": document.authors_text,
        "issued": " · ".join(filter(None, (document.authors_text, document.date_text))),
    }[tag]
    return word_runs(words, properties, state.language, language_element(state.language))


def _run(words: str, properties: str) -> str:
    return f"<w:r>{properties}{text(words)}</w:r>" if words else ""

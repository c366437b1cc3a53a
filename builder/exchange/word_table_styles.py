"""The paragraph styles of the Word table: what all cells of a column have in common is said once, in the style of the
column, and what is typed into an empty cell is in its language.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

__all__ = ["CELL", "GREY", "NOTES", "NUMBER", "SOURCE", "TARGET", "add_styles"]

CELL, NUMBER, SOURCE, TARGET, NOTES = "TableCell", "TableNumber", "TableSource", "TableTranslation", "TableNotes"
"""The ids of the styles: of any cell, and of the cells of each column."""
GREY = "666666"
_NAMES = {NUMBER: "Table Number", SOURCE: "Table Source", TARGET: "Table Translation", NOTES: "Table Notes"}
_FONT, _SIZE, _NOTE_SIZE = "Calibri", Pt(10), Pt(8.5)
_NOTES_LANGUAGE = "en-GB"


def add_styles(document: Document, source: str, target: str) -> None:
    """Add the styles to a document, given the languages of source and translation as Office writes them (`fr-FR`)."""
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, _SIZE
    _set_language(normal, _NOTES_LANGUAGE)
    cell: Any = _add(document, CELL, "Table Cell", normal)
    form = cell.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), 1.0
    columns = {name: _add(document, name, shown, cell) for name, shown in _NAMES.items()}
    columns[NUMBER].font.color.rgb = RGBColor.from_string(GREY)
    columns[NOTES].font.size = _NOTE_SIZE
    _set_language(columns[SOURCE], source)
    _set_language(columns[TARGET], target)


def _add(document: Document, name: str, shown: str, base: Any) -> Any:
    style: Any = document.styles.add_style(shown, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), name)
    style.base_style = base
    return style


def _set_language(style: Any, language: str) -> None:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(element)

"""The package of the Word table: the builder's own brief template without the parts and styles of briefs, and with a
paragraph style for each column. What all cells of a column have in common is said once, in its style, and what is typed
into an empty cell is in its language.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from builder.office.properties import application_properties
from builder.office.word_package import WordPackage
from builder.templates.defaults import default_template

__all__ = ["CELL", "GREY", "NOTES", "NUMBER", "SOURCE", "TARGET", "TITLE", "table_package"]

TITLE, CELL = "Title", "TableCell"
"""The ids of the styles of the title and of any cell."""
NUMBER, SOURCE, TARGET, NOTES = "TableNumber", "TableSource", "TableTranslation", "TableNotes"
"""The ids of the styles of the cells of each column."""
GREY = "666666"
_NAMES = {NUMBER: "Table Number", SOURCE: "Table Source", TARGET: "Table Translation", NOTES: "Table Notes"}
_SIZE, _TITLE_SIZE, _NOTE_SIZE = Pt(10), Pt(16), Pt(8.5)
_AFTER = Pt(8)
_NOTES_LANGUAGE = "en-GB"
_KEPT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME)


def table_package(source: str, target: str) -> WordPackage:
    """Return the package, given the languages of source and translation as Office writes them (`fr-FR`). Its main part
    is to be replaced: it still has the text of the template.
    """
    package = WordPackage.from_bytes(default_template("docx").read_bytes())
    main = package.main_document_part
    for name, relationship in list(main.rels.items()):
        if relationship.reltype not in _KEPT:
            del main.rels[name]
    settings = main.settings.element
    for pointer in settings.findall(qn("w:footnotePr")):
        settings.remove(pointer)
    _set_styles(package.document, source, target)
    application = PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, application_properties("builder")
    package.relate_to(Part(*application, package), RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    return package


def _set_styles(document: Document, source: str, target: str) -> None:
    """Replace the styles of briefs by those of the table; the default ones stay."""
    styles: Any = document.styles.element
    for own in styles.findall(qn("w:style")):
        if own.get(qn("w:default")) != "1":
            styles.remove(own)
    normal: Any = document.styles["Normal"]
    normal.font.size = _SIZE
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = _AFTER, 1.0
    _set_language(normal, _NOTES_LANGUAGE)
    title: Any = _add(document, TITLE, "Title", normal)
    title.font.bold, title.font.size = True, _TITLE_SIZE
    cell: Any = _add(document, CELL, "Table Cell", normal)
    cell.paragraph_format.space_after = Pt(0)
    columns = {name: _add(document, name, shown, cell) for name, shown in _NAMES.items()}
    columns[NUMBER].font.color.rgb = RGBColor.from_string(GREY)
    columns[NOTES].font.size = _NOTE_SIZE
    _set_language(columns[SOURCE], source)
    _set_language(columns[TARGET], target)


def _add(document: Document, name: str, shown: str, base: Any) -> Any:
    style: Any = document.styles.add_style(shown, WD_STYLE_TYPE.PARAGRAPH, builtin=name == TITLE)
    style.element.set(qn("w:styleId"), name)
    style.base_style = base
    return style


def _set_language(style: Any, language: str) -> None:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    style.element.get_or_add_rPr().append(element)

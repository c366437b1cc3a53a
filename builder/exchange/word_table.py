"""The Word table for translators without a tool: source and target side by side, codes as grey signs in braces.

A row is found again by the bookmark in the cell of its target; a custom XML part lists the bookmarks. Nothing is
protected: rows may be sorted and inserted, and the whole cell is the translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.shared import Pt
from lxml import etree

from builder.exchange.collect import Outgoing
from builder.exchange.marked_text import ShownCodes, Stretch, stretches_of
from builder.exchange.note_units import note_units
from builder.exchange.table_part import UnitList, listed, write_unit_list
from builder.exchange.unit import State, Unit
from builder.exchange.unit_notes import unit_notes
from builder.exchange.word_table_reading import read_word_table
from builder.exchange.words import words_of
from builder.language import office_tag
from builder.office.properties import application_properties, utc_second
from builder.office.word_package import WordPackage
from builder.office.xml import PROLOGUE, declare, qn
from builder.resolve.locales.data import language_name
from builder.writers.word.anchors import anchor_name

__all__ = ["read_word_table", "write_word_table"]

_A4 = (16_838, 11_906)
_MARGIN = 850
_WIDTHS = (700, 5_600, 5_600, 3_238)
"""Of the columns, in twips: number, source, target, notes."""
_FONT, _SIZE = "Calibri", 10
_GREY, _RULE, _HEAD = "666666", "BFBFBF", "E7EBF0"
_NOTES = "en-GB"
_STATE_WORDS: dict[State, str] = {
    "missing": "To translate.", "stale": "To revise: the source has changed.", "translated": "",
    "accepted": "Accepted.",
}  # fmt: skip
_ADVICE = (
    "Write each translation in the third column. Signs in grey braces, such as {fund}, stand for figures, sources, "
    "notes and references: keep each of them, where the sentence needs it. Bold, italics and links may be used as in "
    "the source. Rows may be sorted; do not delete any."
)


def write_word_table(outgoing: Outgoing) -> bytes:
    """Return the units as a Word document with one table."""
    package = WordPackage.from_bytes((Path(docx.__file__).parent / "templates" / "default.docx").read_bytes())
    document = package.document
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    writer = _TableWriter(outgoing, package)
    body = document.element.body
    for element in list(body):
        body.remove(element)
    for element in writer.elements():
        body.append(element)
    _set_properties(package, outgoing, writer.title)
    _add_list(package, outgoing, writer.rows)
    return package.to_bytes()


class _TableWriter:
    """Writes the elements of one document; `rows` are its units with the numbers that they show."""

    def __init__(self, outgoing: Outgoing, package: WordPackage):
        self._outgoing = outgoing
        self._part = package.main_document_part
        self._languages = (office_tag(outgoing.source), office_tag(outgoing.target))
        self._ids = 0
        names = [language_name(tag, "en") or tag for tag in (outgoing.source, outgoing.target)]
        self._heads = ("No.", f"{names[0]} (source)", f"{names[1]} (translation)", "Notes")
        self.title = f"{outgoing.publication.name}: {names[0]} to {names[1]}"
        self.rows = list(_numbered_rows(outgoing))

    def elements(self) -> Iterator[Any]:
        """Yield the paragraphs above the table, the table, and the settings of the page."""
        yield self._paragraph(Stretch(self.title, frozenset({("bold", "")})), size=32)
        yield self._paragraph(Stretch(_ADVICE))
        yield self._table()
        yield _element("w:p")
        section = _element("w:sectPr")
        _element("w:pgSz", section, w=str(_A4[0]), h=str(_A4[1]), orient="landscape")
        edges = dict.fromkeys(("top", "right", "bottom", "left"), str(_MARGIN))
        _element("w:pgMar", section, **edges, header="425", footer="425", gutter="0")
        yield section

    def _paragraph(self, stretch: Stretch, size: int = 0) -> Any:
        paragraph = _element("w:p")
        self._run(paragraph, str(stretch.content), _NOTES, stretch.marks, size=size)
        return paragraph

    def _table(self) -> Any:
        table = _element("w:tbl")
        properties = _element("w:tblPr", table)
        _element("w:tblW", properties, w=str(sum(_WIDTHS)), type="dxa")
        borders = _element("w:tblBorders", properties)
        for edge in ("top", "bottom", "insideH", "insideV"):
            _element(f"w:{edge}", borders, val="single", sz="4", space="0", color=_RULE)
        _element("w:tblLayout", properties, type="fixed")
        margins = _element("w:tblCellMar", properties)
        for edge, width in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90)):
            _element(f"w:{edge}", margins, w=str(width), type="dxa")
        _element("w:tblLook", properties, val="0020", firstRow="1")
        _element("w:tblCaption", properties, val=self.title)
        grid = _element("w:tblGrid", table)
        for width in _WIDTHS:
            _element("w:gridCol", grid, w=str(width))
        self._header(table)
        for number, unit in self.rows:
            self._row(table, number, unit)
        return table

    def _header(self, table: Any) -> None:
        row = _row(table, header=True)
        for head, width in zip(self._heads, _WIDTHS, strict=True):
            paragraph = _cell(row, width, fill=_HEAD)
            self._run(paragraph, head, _NOTES, frozenset({("bold", "")}))

    def _row(self, table: Any, number: str, unit: Unit) -> None:
        source = words_of(unit.source, unit.literal)
        target = words_of(unit.target, unit.literal) if unit.target is not None else ()
        codes = ShownCodes(source, target)
        row = _row(table)
        self._run(_cell(row, _WIDTHS[0]), number, _NOTES, colour=_GREY)
        self._words(_cell(row, _WIDTHS[1]), stretches_of(source), codes, self._languages[0])
        paragraph = _cell(row, _WIDTHS[2])
        self._ids += 1
        _element("w:bookmarkStart", paragraph, id=str(self._ids), name=anchor_name(unit.key))
        self._words(paragraph, stretches_of(target), codes, self._languages[1])
        _element("w:bookmarkEnd", paragraph, id=str(self._ids))
        if not target:
            _language_of_mark(paragraph, self._languages[1])
        paragraph = _cell(row, _WIDTHS[3])
        lines = [line for line in (_STATE_WORDS[unit.state], *unit_notes(unit)) if line]
        for index, line in enumerate(lines):
            if index:
                _element("w:br", _element("w:r", paragraph))
            marks = frozenset({("bold", "")}) if index == 0 and _STATE_WORDS[unit.state] else frozenset()
            self._run(paragraph, line, _NOTES, marks, size=17)

    def _words(self, paragraph: Any, stretches: tuple[Stretch, ...], codes: ShownCodes, language: str) -> None:
        for stretch in stretches:
            parent = paragraph
            address = next((name for kind, name in stretch.marks if kind == "link"), "")
            if address:
                relation = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                parent = _element("w:hyperlink", paragraph)
                parent.set(qn("r:id"), relation)
            if isinstance(stretch.content, str):
                text = stretch.content.replace("{", "{{").replace("}", "}}")
                self._run(parent, text, language, stretch.marks)
            elif stretch.content.kind == "break":
                _element("w:br", _element("w:r", parent))
            else:
                sign = codes.sign(stretch.content)
                self._run(parent, sign, language, stretch.marks, colour=_GREY, proof=False)

    def _run(
        self,
        paragraph: Any,
        text: str,
        language: str,
        marks: frozenset[Any] = frozenset(),
        *,
        size: int = 0,
        colour: str = "",
        proof: bool = True,
    ) -> None:
        run = _element("w:r", paragraph)
        properties = _element("w:rPr", run)
        kinds = {kind for kind, _ in marks}
        for kind, tag in (("bold", "w:b"), ("italic", "w:i"), ("struck", "w:strike")):
            if kind in kinds:
                _element(tag, properties)
        if not proof:
            _element("w:noProof", properties)
        if colour or "link" in kinds:
            _element("w:color", properties, val=colour or "0563C1")
        if size:
            _element("w:sz", properties, val=str(size))
        if "link" in kinds:
            _element("w:u", properties, val="single")
        script = kinds & {"superscript", "subscript"}
        if script:
            _element("w:vertAlign", properties, val=min(script))
        _element("w:lang", properties, val=language)
        words = _element("w:t", run)
        words.text = text
        words.set(qn("xml:space"), "preserve")


def _numbered_rows(outgoing: Outgoing) -> Iterator[tuple[str, Unit]]:
    """Yield the units with their numbers, a note below its text: 12, 12a, 12b."""
    for number, unit in enumerate(outgoing.units, 1):
        yield str(number), unit
        for index, note in enumerate(note_units(unit)):
            letter = ascii_lowercase[index] if index < len(ascii_lowercase) else f".{index + 1}"
            yield f"{number}{letter}", note


def _element(tag: str, parent: Any = None, /, **attributes: str) -> Any:
    element: Any = etree.Element(qn(tag)) if parent is None else etree.SubElement(parent, qn(tag))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _row(table: Any, *, header: bool = False) -> Any:
    row = _element("w:tr", table)
    properties = _element("w:trPr", row)
    _element("w:cantSplit", properties)
    if header:
        _element("w:tblHeader", properties)
    return row


def _cell(row: Any, width: int, fill: str = "") -> Any:
    """Add a cell and return its paragraph."""
    cell = _element("w:tc", row)
    properties = _element("w:tcPr", cell)
    _element("w:tcW", properties, w=str(width), type="dxa")
    if fill:
        _element("w:shd", properties, val="clear", color="auto", fill=fill)
    paragraph = _element("w:p", cell)
    _element("w:spacing", _element("w:pPr", paragraph), before="0", after="0", line="240", lineRule="auto")
    return paragraph


def _language_of_mark(paragraph: Any, language: str) -> None:
    """Set the language of an empty paragraph: what is typed there has it."""
    _element("w:lang", _element("w:rPr", paragraph[0]), val=language)


def _set_properties(package: WordPackage, outgoing: Outgoing, title: str) -> None:
    """Set the file's properties, which must not tell when and by whom python-docx's template was made."""
    properties = package.document.core_properties
    date = utc_second(outgoing.date)
    properties.title, properties.language = title, outgoing.target
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = date
    properties.revision = 1
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = application_properties("builder")


def _add_list(package: WordPackage, outgoing: Outgoing, rows: list[tuple[str, Unit]]) -> None:
    units = tuple(listed(number, unit) for number, unit in rows)
    blob = write_unit_list(UnitList(outgoing.publication.name, outgoing.source, outgoing.target, units))
    digest = blake2b(f"{outgoing.publication.name} {outgoing.target}".encode(), digest_size=16).hexdigest().upper()
    guid = f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}}}"
    store = f'{PROLOGUE}<ds:datastoreItem ds:itemID="{guid}" {declare("ds")}><ds:schemaRefs/></ds:datastoreItem>'
    part = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, blob, package)
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    name = package.next_partname("/customXml/itemProps%d.xml")
    part.relate_to(Part(name, kind, store.encode(), package), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    package.main_document_part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

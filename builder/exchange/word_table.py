"""The Word table for translators without a tool: source and target side by side, codes as grey signs in braces.

A row is found again by the bookmark in the cell of its target; a custom XML part lists the bookmarks. Nothing is
protected: rows may be sorted and inserted, and the whole cell is the translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from hashlib import blake2b
from string import ascii_lowercase
from typing import NamedTuple

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part

from builder.exchange.collect import Outgoing
from builder.exchange.marked_text import Mark, MarkedStretch, ShownCodes, stretches_of
from builder.exchange.table_part import UnitList, listed, write_entries, write_unit_list
from builder.exchange.unit import State, Unit
from builder.exchange.unit_notes import layout_notes, word_notes
from builder.exchange.word_table_package import CELL, GREY, NOTES, NUMBER, SOURCE, TARGET, TITLE, table_package
from builder.exchange.word_table_reading import read_word_table
from builder.exchange.words import CodeKind, words_of
from builder.exchange.xml_output import write_text
from builder.language import office_tag
from builder.office.properties import utc_second
from builder.office.word_package import BriefPart, WordPackage
from builder.office.xml import PROLOGUE, attribute, declare
from builder.resolve.locales.locale_data import locale_name
from builder.writers.word.anchors import anchor_name

__all__ = ["read_word_table", "write_word_table"]

_A4 = (16_838, 11_906)
_MARGIN = 850
_WIDTHS = (700, 5_600, 5_600, 3_238)
"""Of the columns, in twips: number, source, target, notes."""
_COLUMNS = tuple(zip(_WIDTHS, (NUMBER, SOURCE, TARGET, NOTES), strict=True))
_RULE, _HEAD, _LINK = "BFBFBF", "E7EBF0", "0563C1"
_LINE_END = "<w:r><w:br/></w:r>"
_BOLD: frozenset[Mark] = frozenset({("bold", "")})
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
    package = table_package(office_tag(outgoing.source), office_tag(outgoing.target))
    writer = _TableWriter(outgoing, package)
    part = package.main_document_part
    assert isinstance(part, BriefPart)
    _set_properties(package, outgoing, writer.title)
    entries = write_entries(listed(number, unit) for number, unit in writer.rows)
    body = writer.body().encode()  # waits for the layout
    _add_list(package, outgoing, entries)
    part.replace_xml(body)  # last: who asks python-docx for the document has it parsed
    return package.to_bytes()


class _TableWriter:
    """Writes the body of one document; `rows` are its units with the numbers that they show."""

    def __init__(self, outgoing: Outgoing, package: WordPackage):
        self._outgoing = outgoing
        self._part = package.main_document_part
        names = [locale_name(tag, "en") for tag in (outgoing.source, outgoing.target)]
        self._heads = ("No.", f"Source: {names[0]}", f"Translation: {names[1]}", "Notes")
        self.title = f"{outgoing.publication.name}: {names[0]} to {names[1]}"
        self.rows = list(_numbered_rows(outgoing.parts))

    def body(self) -> str:
        """Return the main part: the paragraphs above the table, the table, and the settings of the page."""
        edges = " ".join(f'w:{edge}="{_MARGIN}"' for edge in ("top", "right", "bottom", "left"))
        return (
            f"{PROLOGUE}<w:document {declare('w', 'r')}><w:body>"
            f"{_paragraph(_run(self.title), TITLE)}<w:p>{_run(_ADVICE)}</w:p>"
            f"{self._table()}<w:p/>"
            f'<w:sectPr><w:pgSz w:w="{_A4[0]}" w:h="{_A4[1]}" w:orient="landscape"/>'
            f'<w:pgMar {edges} w:header="425" w:footer="425" w:gutter="0"/></w:sectPr></w:body></w:document>'
        )

    def _table(self) -> str:
        borders = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>'
            for edge in ("top", "bottom", "insideH", "insideV")
        )
        margins = "".join(
            f'<w:{edge} w:w="{width}" w:type="dxa"/>'
            for edge, width in (("top", 50), ("left", 90), ("bottom", 50), ("right", 90))
        )
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
        heads = "".join(
            _cell(width, CELL, _run(head, _BOLD), fill=_HEAD) for head, width in zip(self._heads, _WIDTHS, strict=True)
        )
        written = self._outgoing.written_parts(partial(self._prepared, enumerate(self.rows, 1)))
        rows = "".join([_row(prepared, unit) for unit, prepared in written])
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f'<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{attribute(self.title)}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"
        )

    def _prepared(self, rows: Iterator[tuple[int, tuple[str, Unit]]], unit: Unit) -> _PreparedRow:
        """Return what a row has before the layout is done; `rows` has its number, and what it shows as such."""
        number, (name, _) = next(rows)
        source = words_of(unit.source, unit.literal)
        target = words_of(unit.target, unit.literal) if unit.target is not None else ()
        codes = ShownCodes(source, target)
        bookmark = f'<w:bookmarkStart w:id="{number}" w:name="{anchor_name(unit.key)}"/>'
        cells = (
            _run(name),
            self._words(stretches_of(source), codes),
            f'{bookmark}{self._words(stretches_of(target), codes)}<w:bookmarkEnd w:id="{number}"/>',
        )
        state = _STATE_WORDS[unit.state]
        return _PreparedRow(
            "".join([_cell(width, style, cell) for (width, style), cell in zip(_COLUMNS, cells, strict=False)]),
            (_run(state, _BOLD),) if state else (),
            _lines(word_notes(unit)),
        )

    def _words(self, stretches: tuple[MarkedStretch, ...], codes: ShownCodes) -> str:
        return "".join([self._stretch(stretch, codes) for stretch in stretches])

    def _stretch(self, stretch: MarkedStretch, codes: ShownCodes) -> str:
        content = stretch.content
        if isinstance(content, str):
            run = _run(content.replace("{", "{{").replace("}", "}}"), stretch.marks)
        elif content.kind == "break":
            run = _LINE_END
        else:
            run = _run(codes.sign(content), stretch.marks, colour=GREY, proof=False)
        address = next((name for kind, name in stretch.marks if kind == "link"), "")
        if not address:
            return run
        relation = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{relation}">{run}</w:hyperlink>'


class _PreparedRow(NamedTuple):
    """The first cells of a row, and the lines in the cell of its notes before and after those of the layout."""

    cells: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def _row(row: _PreparedRow, unit: Unit) -> str:
    """Return the row of a unit."""
    notes = _LINE_END.join((*row.before, *_lines(layout_notes(unit)), *row.after))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row.cells}{_cell(*_COLUMNS[-1], notes)}</w:tr>"


def _lines(notes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple([_run(note) for _, note in notes])


_FORMATS: tuple[tuple[CodeKind, str], ...] = (("bold", "<w:b/>"), ("italic", "<w:i/>"), ("struck", "<w:strike/>"))


_NO_MARKS: frozenset[Mark] = frozenset()


def _run(text: str, marks: frozenset[Mark] = _NO_MARKS, *, colour: str = "", proof: bool = True) -> str:
    properties = _properties(marks, colour, proof) if marks or colour or not proof else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{properties}<w:t{space}>{write_text(text)}</w:t></w:r>"


@lru_cache(maxsize=1000)
def _properties(marks: frozenset[Mark], colour: str, proof: bool) -> str:
    kinds = {kind for kind, _ in marks}
    linked = "link" in kinds
    script = next((kind for kind in ("superscript", "subscript") if kind in kinds), "")
    parts = [tag for kind, tag in _FORMATS if kind in kinds]
    parts.append("" if proof else "<w:noProof/>")
    parts.append(f'<w:color w:val="{colour or _LINK}"/>' if colour or linked else "")
    parts.append('<w:u w:val="single"/>' if linked else "")
    parts.append(f'<w:vertAlign w:val="{script}"/>' if script else "")
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


def _cell(width: int, style: str, content: str, fill: str = "") -> str:
    """Return a cell of one paragraph."""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shading}</w:tcPr>{_paragraph(content, style)}</w:tc>'


def _paragraph(content: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _numbered_rows(texts: Iterable[tuple[Unit, ...]]) -> Iterator[tuple[str, Unit]]:
    """Yield the units with their numbers, a note below its text: 12, 12a, 12b."""
    for number, (unit, *notes) in enumerate(texts, 1):
        yield str(number), unit
        for index, note in enumerate(notes):
            letter = ascii_lowercase[index] if index < len(ascii_lowercase) else f".{index + 1}"
            yield f"{number}{letter}", note


def _set_properties(package: WordPackage, outgoing: Outgoing, title: str) -> None:
    properties = package.core_properties
    properties.title, properties.language = title, outgoing.target
    properties.created = properties.modified = utc_second(outgoing.date)


def _add_list(package: WordPackage, outgoing: Outgoing, entries: str) -> None:
    limits = {unit.key: unit.limit for unit in outgoing.units if unit.limit is not None}
    sent = UnitList(outgoing.publication.name, outgoing.source, outgoing.target, only=outgoing.only, limits=limits)
    blob = write_unit_list(sent, entries)
    digest = blake2b(f"{outgoing.publication.name} {outgoing.target}".encode(), digest_size=16).hexdigest().upper()
    guid = f"{{{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:]}}}"
    store = f'{PROLOGUE}<ds:datastoreItem ds:itemID="{guid}" {declare("ds")}><ds:schemaRefs/></ds:datastoreItem>'
    part = Part(package.next_partname("/customXml/item%d.xml"), CONTENT_TYPE.XML, blob, package)
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    name = package.next_partname("/customXml/itemProps%d.xml")
    part.relate_to(Part(name, kind, store.encode(), package), RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    package.main_document_part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)

"""Pages of made documents, measured by the builder and laid out by LibreOffice."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from docx.opc.part import XmlPart
from lxml import etree

from builder.office.word_package import WordPackage
from builder.office.xml import declare
from builder.templates.open import default_template, open_template
from builder.templates.word.reader import BriefTemplate, read_brief_template
from builder.tree.document import BriefSettings
from builder.writers.word.brief import write_brief
from builder.writers.word.pagination.measure import DocumentParts, measured_pages
from builder.writers.word.pagination.shared import StyleMeasures
from tests.documents import document, note, prose, section, words

__all__ = [
    "FIRST_COLUMN",
    "FIRST_ROW",
    "LAST_ROW",
    "NOTE",
    "Content",
    "case_document",
    "measured_offsets",
    "open_copy",
    "open_house",
    "paragraph",
    "table",
]

OPEN_FONTS = {"Calibri": "Carlito", "Cambria": "Caladea"}
"""What LibreOffice sets for the fonts of the builder's template: the open font is named, so that both measure it."""

Content = Callable[[str], Sequence[str]]
"""Returns the blocks of a case as XML; its argument is a mark to set where the page is compared."""


def open_copy(folder: Path) -> Path:
    """A copy of the builder's template with open fonts."""
    path = folder / "open.dotx"
    with zipfile.ZipFile(default_template("docx")) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for font, twin in OPEN_FONTS.items() if name.endswith(".xml") else ():
                data = data.replace(f'"{font}"'.encode(), f'"{twin}"'.encode())
            new.writestr(name, data)
    return path


def open_house(folder: Path) -> BriefTemplate:
    """The same, read."""
    return read_brief_template(open_template(open_copy(folder), "docx"))


def paragraph(style: str, words: str = "Words", properties: str = "", mark: str = "", run: str = "") -> str:
    """A paragraph as XML. `properties` are further ones of it, `run` those of its words."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{mark}'
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def table(
    style: str,
    rows: int,
    words: str = "Words",
    *,
    look: int = 0,
    cell: str = "",
    row: str = "",
    header: bool = False,
    mark: str = "",
) -> str:
    """A table of two columns as XML: `look` are the bits of `w:tblLook`, `cell` and `row` properties of each. The
    first row is repeated if it is a `header`; the mark is in the last one.
    """
    cells = f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{cell}</w:tcPr>{{}}</w:tc>'
    columns = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    properties = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="8000" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    lines = []
    for number in range(rows):
        repeated = "<w:tblHeader/>" if header and not number else ""
        first = paragraph("TableText", words, mark=mark if number == rows - 1 else "")
        second = paragraph("TableNumber", "1")
        both = cells.format(first) + cells.format(second)
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{row}{repeated}</w:trPr>{both}</w:tr>")
    properties += f'<w:tblLook w:val="{look:04X}"/>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{columns}{''.join(lines)}</w:tbl>"


FIRST_ROW, LAST_ROW, FIRST_COLUMN = 0x0020, 0x0040, 0x0080
"""Bits of `w:tblLook`."""

NOTE = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
"""The mark of a footnote of one line."""


class _Marks:
    """Numbers the bookmarks of a document."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def new(self, name: str) -> str:
        self.names.append(name)
        number = len(self.names)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def case_document(template: BriefTemplate, content: Content, heights: Sequence[float]) -> tuple[bytes, dict[str, int]]:
    """Return a file that has the content once below an empty line of each height, each time from the top of a page, and
    the measured page of each of its marks.
    """
    marks = _Marks()
    pieces: list[str] = []
    for index, height in enumerate(heights):
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(height * 20)}" w:lineRule="exact"/>'
        start = marks.new(f"_Toc{index:03}0")
        pieces.append(paragraph("Normal", "", f"<w:pageBreakBefore/>{spacing}", start))
        pieces += content(marks.new(f"_Toc{index:03}1"))
    noted = section(1, "Noted", prose(*words("Words"), note("A note.")))
    package = write_brief(document(noted, brief=BriefSettings(toc=False)), template)
    body = package.main_document_part.element.body
    end = body[-1]
    for child in list(body)[:-1]:
        body.remove(child)
    for child in etree.fromstring(f"<w:body {declare('w', 'r', 'wp', 'a', 'pic')}>{''.join(pieces)}</w:body>"):
        end.addprevious(child)
    pieces.append(etree.tostring(end, encoding="unicode"))
    return package.to_bytes(), measured_pages(pieces, marks.names, _parts(package, template)).bookmarks


def _parts(package: WordPackage, template: BriefTemplate) -> DocumentParts:
    main = package.main_document_part
    related: dict[str, Any] = {rel.reltype.rpartition("/")[2]: rel.target_part for rel in main.rels.values()}
    headers = {
        key: rel.target_part.element
        for key, rel in main.rels.items()
        if rel.reltype.rpartition("/")[2] in ("header", "footer") and isinstance(rel.target_part, XmlPart)
    }
    return DocumentParts(
        styles=StyleMeasures(etree.fromstring(related["styles"].blob), main.numbering_part.element, template.theme),
        numbering=main.numbering_part.element,
        settings=main.settings.element,
        footnotes=package.footnotes.element,
        headers=headers,
    )


def measured_offsets(pages: dict[str, int], heights: Sequence[float]) -> dict[float, int]:
    """Return for each height of the empty line how many pages after it the mark stands."""
    return dict(_offsets(pages, heights))


def _offsets(pages: dict[str, int], heights: Sequence[float]) -> Iterator[tuple[float, int]]:
    for index, height in enumerate(heights):
        yield height, pages[f"_Toc{index:03}1"] - pages[f"_Toc{index:03}0"]

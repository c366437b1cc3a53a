"""Workbooks for tests: by openpyxl with formats, and by hand where a library would not write the case."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["SPREADSHEET", "handmade", "saved", "workbook"]

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(
    rows: Iterable[Iterable[Any]],
    formats: dict[str, str] | None = None,
    sheet: str = "Budget",
    change: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """A workbook of one sheet; `formats` by column or cell (`B`, `B3`), `change` for anything else."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for place, code in (formats or {}).items():
        cells = page[place] if place[-1].isalpha() else (page[place],)
        for cell in cells:
            cell.number_format = code
    if change is not None:
        change(page)
    return saved(book)


def handmade(
    cells: str,
    formats: tuple[str, ...] = (),
    strings: tuple[str, ...] = (),
    workbook_properties: str = "",
    names: str = "",
    sheet: str = "Budget",
    more: dict[str, bytes] | None = None,
    namespace: str = SPREADSHEET,
) -> bytes:
    """A workbook with the sheet data `cells` as XML; style 1 and on have the `formats`."""
    codes = "".join(f'<numFmt numFmtId="{164 + at}" formatCode={quoteattr(code)}/>' for at, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(formats)))
    parts = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": _relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{_RELATIONS}">{workbook_properties}<sheets>'
        f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="r1"/></sheets>{names}</workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "styles", "styles.xml"),
            ("r3", "sharedStrings", "/xl/sharedStrings.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">'
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        + "</sst>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}">{cells}</worksheet>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {**parts, **(more or {})}.items():
            package.writestr(name, text)
    return stream.getvalue()


def _relations(*relations: tuple[str, str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for id_, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'

"""Prepare a brief for LibreOffice: a copy whose drawings can be found again in the PDF, and the facts of the file."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from io import BytesIO
from typing import Any

from lxml import etree

from builder.office.part_reader import PartReader
from builder.office.saving import ArchiveWriter
from builder.office.xml import qn
from builder.pdf.fonts import fonts_of_brief
from builder.pdf.kept_headings import begin_pages, kept_headings
from builder.pdf.office_facts import BriefDrawing, BriefFacts, TableFacts, alternative_of
from builder.pdf.roles import STANDARD_TYPES

__all__ = ["prepare_brief"]

_HEADING = re.compile(r"heading [1-9]", re.IGNORECASE)
_MARKER = "builder-drawing-{}"
_FIRST_COLUMN = 0x0080
"""The bit of `w:tblLook` (ECMA-376 part 1, 17.4.55) for a first column of its own."""
_OFF = ("0", "false", "off")


def prepare_brief(data: bytes, page_starts: Collection[str] = ()) -> tuple[bytes, BriefFacts]:
    """Return the file to lay out instead of a brief, and the facts of the brief. `page_starts` are bookmarks of
    headings that begin a page in it.

    In the copy each drawing has a marker as its title, which LibreOffice writes as the alternative text of pictures and
    shapes, and no style has the name of a standard structure type: LibreOffice tags paragraphs with their style's name.
    Both change nothing on the pages.
    """
    parts = PartReader(data)
    body = parts.root(parts.main_part)
    drawings = tuple(_marked(number, node) for number, node in enumerate(body.iter(qn("wp:docPr"))))
    tables = tuple(_headers(table) for table in body.iter(qn("w:tbl")))
    fonts = fonts_of_brief(parts, body)
    changed = {parts.main_part: body}
    headings: set[str] = set()
    for name in parts.related(parts.main_part, "styles"):
        changed[name] = parts.root(name)
        headings |= _heading_styles(changed[name])
        _rename_styles(changed[name])
    kept = kept_headings(body.find(qn("w:body")), headings)
    begin_pages(body, page_starts)
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as original, ArchiveWriter(stream, compressed=False) as copy:
        for member in original.namelist():
            root = changed.get(f"/{member}")
            copy.add(member, original.read(member) if root is None else etree.tostring(root, encoding="UTF-8"))
    return stream.getvalue(), BriefFacts(drawings, tables, fonts, kept)


def _marked(number: int, node: Any) -> BriefDrawing:
    marker = _MARKER.format(number)
    alternative = alternative_of(node, node.getparent())
    node.attrib.pop("descr", None)
    node.set("title", marker)
    return BriefDrawing(marker, alternative)


def _headers(table: Any) -> TableFacts:
    rows = table.findall(qn("w:tr"))
    header_rows = 0
    for row in rows:
        mark = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        if mark is None or mark.get(qn("w:val")) in _OFF:
            break
        header_rows += 1
    look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    described = table.find(f"{qn('w:tblPr')}/{qn('w:tblDescription')}")
    return TableFacts(
        rows=len(rows),
        header_rows=header_rows,
        first_column=look is not None and _first_column(look),
        summary="" if described is None else described.get(qn("w:val"), ""),
    )


def _first_column(look: Any) -> bool:
    named = look.get(qn("w:firstColumn"))
    if named is not None:
        return named not in _OFF
    return bool(int(look.get(qn("w:val"), "0"), 16) & _FIRST_COLUMN)


def _heading_styles(styles: Any) -> set[str]:
    """Return the ids of the styles of headings; their names are English in any language of Word."""
    ids = set()
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and _HEADING.fullmatch(name.get(qn("w:val"), "")):
            ids.add(style.get(qn("w:styleId"), ""))
    return ids


def _rename_styles(styles: Any) -> None:
    names = styles.findall(f"{qn('w:style')}/{qn('w:name')}")
    taken = {node.get(qn("w:val")) for node in names}
    for node in names:
        name = node.get(qn("w:val"))
        while name in STANDARD_TYPES:
            name += " style"
            while name in taken:
                name += "s"
        node.set(qn("w:val"), name)

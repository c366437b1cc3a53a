"""The cells of one sheet, streamed from its XML: values as the file writes them, formulas, merged cells, hidden rows.

Cell libraries return binary floating-point numbers and leave out formulas without a result; a publication needs the
digits of the file, and must refuse such formulas.
"""

from __future__ import annotations

from typing import IO, Any

from msgspec import Struct

from builder.content.files import FileProblem
from builder.content.sources.areas import MOST_COLUMNS, MOST_ROWS, Area, AreaFault, column_number, parse_area

__all__ = ["MOST_CELLS", "RawCell", "Sheet", "read_sheet", "text_of"]

MOST_CELLS = 1_000_000
MOST_MERGED = 100_000

RawCell = tuple[str, str | None, int, bool]
"""A cell as written: its type ("n", "s", "str", "inlineStr", "b", "e", "d"), its value or None, the index of its
style, True if it is a formula.
"""


class Sheet(Struct):
    """The cells of a sheet that hold something, by row and column, and the rows that are hidden."""

    name: str
    rows: dict[int, dict[int, RawCell]]
    merged: list[Area]
    hidden: frozenset[int]

    def used(self) -> Area | None:
        """Return the area of the cells, or None for an empty sheet."""
        if not self.rows:
            return None
        left = min(min(row) for row in self.rows.values())
        right = max(max(row) for row in self.rows.values())
        return Area(self.name, min(self.rows), left, max(self.rows), right)


def read_sheet(stream: IO[bytes], name: str) -> Sheet:
    """Read the cells of a sheet. Raises FileProblem if there are too many, or XMLSyntaxError."""
    from lxml.etree import iterparse

    rows: dict[int, dict[int, RawCell]] = {}
    merged: list[Area] = []
    hidden: set[int] = set()
    columns: dict[str, int] = {}
    number, count = 0, 0
    tags = ("{*}row", "{*}mergeCell")
    for _, element in iterparse(stream, tag=tags, resolve_entities=False, no_network=True, load_dtd=False):
        if element.getroottree().docinfo.doctype and not number:
            raise FileProblem("data", f"the sheet `{name}` has a document type, as no workbook has")
        if element.tag.endswith("}mergeCell"):
            if len(merged) == MOST_MERGED:
                raise FileProblem("too-large", f"the sheet `{name}` has more than {MOST_MERGED:,} merged areas")
            try:
                merged.append(parse_area(element.get("ref", "")))
            except AreaFault:
                continue
        else:
            number = _row_number(element.get("r"), number)
            cells = _read_row(element, number, columns)
            if cells:
                rows.setdefault(number, {}).update(cells)
                count += len(cells)
                if count > MOST_CELLS:
                    raise FileProblem("too-large", f"the sheet `{name}` has more than {MOST_CELLS:,} cells")
            if element.get("hidden") in ("1", "true"):
                hidden.add(number)
        _forget(element)
    return Sheet(name, dict(sorted(rows.items())), merged, frozenset(hidden))


def _row_number(written: str | None, before: int) -> int:
    number = int(written) if written is not None and written.isdecimal() and len(written) < 9 else before + 1
    if not 1 <= number <= MOST_ROWS:
        raise FileProblem("data", f"a row of the workbook has the number {number}")
    return number


def _forget(element: Any) -> None:
    """Free an element that was read, with those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _read_row(row: Any, number: int, columns: dict[str, int]) -> dict[int, RawCell]:
    """Return the cells of a row that hold something; `columns` remembers the numbers of letters."""
    cells: dict[int, RawCell] = {}
    column = 0
    suffix = str(number)
    for element in row:
        attributes = element.attrib
        address = attributes.get("r")
        letters = address.removesuffix(suffix) if address else ""
        column = columns.get(letters) or _column(letters, column, columns)
        value: str | None = None
        formula = False
        kind = attributes.get("t", "n")
        for part in element:
            tag = part.tag
            if not isinstance(tag, str):
                continue
            if tag.endswith("}v"):
                value = part.text or ""
            elif tag.endswith("}f"):
                formula = True
            elif tag.endswith("}is"):
                value = text_of(part)
        if value is not None or formula:
            style = attributes.get("s", "0")
            cells[column] = (kind, value, int(style) if style.isdecimal() and len(style) < 7 else 0, formula)
    return cells


def _column(letters: str, before: int, columns: dict[str, int]) -> int:
    """Return the number of a column; the one after `before` if the cell has no address."""
    if not letters:
        number = before + 1
    elif letters.isascii() and letters.isalpha() and len(letters) <= 3:
        number = columns[letters] = column_number(letters)
    else:
        raise FileProblem("data", f"a cell of the workbook has the address `{letters[:20]}`")
    if number > MOST_COLUMNS:
        raise FileProblem("data", f"a cell of the workbook is in column {number:,}")
    return number


def text_of(element: Any) -> str:
    """Return the words of a shared or inline string, without the readings of its characters (`rPh`)."""
    words: list[str] = []
    for part in element:
        if not isinstance(part.tag, str):
            continue
        if part.tag.endswith("}t"):
            words.append(part.text or "")
        elif part.tag.endswith("}r"):
            words += [inner.text or "" for inner in part if isinstance(inner.tag, str) and inner.tag.endswith("}t")]
    return "".join(words)

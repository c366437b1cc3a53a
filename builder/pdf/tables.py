"""Headers of tables, and tables that only place their content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Name, String

from builder.pdf.office_facts import TableFacts
from builder.pdf.structure import Element, elements

__all__ = ["correct_tables"]

_CELLS = ("TH", "TD")
_GROUPS = ("THead", "TBody", "TFoot")


def correct_tables(root: Element, facts: Sequence[TableFacts]) -> None:
    """Set the headers of the tables of a tree. `facts` are those of its tables in the same order.

    A table whose number of rows is not that of the file keeps the headers that LibreOffice wrote. A table without
    headers becomes a division: screen readers announce rows and columns only where they mean something.
    """
    tables = [element for element in elements(root) if element.type == "Table"]
    known = len(tables) == len(facts)
    for index, table in enumerate(tables):
        table.kids = [kid for kid in table.kids if isinstance(kid, Element)]
        rows = list(_rows(table))
        if known and len(rows) == facts[index].rows:
            _set_headers(rows, facts[index])
            if facts[index].summary:
                table.set_attribute("/Table", "/Summary", String(facts[index].summary))
        if not any(cell.type == "TH" for row in rows for cell in _cells(row)):
            _flatten(table, rows)


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.kids:
        if isinstance(kid, Element):
            if kid.type == "TR":
                yield kid
            elif kid.type in _GROUPS:
                yield from _rows(kid)


def _cells(row: Element) -> list[Element]:
    return [kid for kid in row.kids if isinstance(kid, Element) and kid.type in _CELLS]


def _set_headers(rows: Sequence[Element], facts: TableFacts) -> None:
    below = 0
    """Rows that the first cell of an earlier row still covers."""
    for number, row in enumerate(rows):
        for place, cell in enumerate(_cells(row)):
            first = place == 0 and not below
            in_head = number < facts.header_rows
            cell.type = "TH" if in_head or (first and facts.first_column) else "TD"
            if cell.type == "TH":
                cell.set_attribute("/Table", "/Scope", Name.Column if in_head else Name.Row)
        cells = _cells(row)
        if below:
            below -= 1
        elif cells:
            below = int(cells[0].attribute("/Table", "/RowSpan") or 1) - 1


def _flatten(table: Element, rows: Sequence[Element]) -> None:
    table.type = "Div"
    table.entries = {}
    table.kids = [kid for row in rows for cell in _cells(row) for kid in cell.kids]

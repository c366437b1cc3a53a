"""Tables: every row has the same columns, and headers have their scope (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.pdf.checks.fault import Fault
from builder.pdf.structure import Element

__all__ = ["table_faults"]

_SCOPES = ("/Row", "/Column", "/Both")


def table_faults(table: Element, page: int) -> Iterator[Fault]:
    """Yield the faults of a table on a page."""
    rows = list(_rows(table))
    cells = [cell for row in rows for cell in _cells(row)]
    headers = [cell for cell in cells if cell.type == "TH"]
    if not headers:
        yield Fault("7.5", "table without headers", page)
    if any(str(cell.attribute("/Table", "/Scope")) not in _SCOPES for cell in headers):
        yield Fault("7.5", "table header without scope", page)
    if len(set(_widths(rows))) > 1:
        yield Fault("7.5", "table whose rows have different numbers of columns", page)


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.kids:
        if isinstance(kid, Element):
            if kid.type == "TR":
                yield kid
            else:
                yield from _rows(kid)


def _cells(row: Element) -> list[Element]:
    return [kid for kid in row.kids if isinstance(kid, Element)]


def _widths(rows: list[Element]) -> list[int]:
    """Return the number of columns of each row, with what cells of earlier rows cover."""
    covered = [0] * len(rows)
    widths = []
    for number, row in enumerate(rows):
        width = covered[number]
        for cell in _cells(row):
            across = _span(cell, "/ColSpan")
            width += across
            for below in range(number + 1, number + _span(cell, "/RowSpan")):
                if below < len(rows):
                    covered[below] += across
        widths.append(width)
    return widths


def _span(cell: Element, name: str) -> int:
    value = cell.attribute("/Table", name)
    return 1 if value is None else int(value)

"""Rows of a table on a slide: one or two of headers, then those of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.tree.exhibits import CellNode
from builder.typeset.plan import TablePart
from builder.writers.powerpoint.drawing import fill

__all__ = ["NO_BOTTOM", "TableRow", "header_rows", "rule"]

NO_BOTTOM = '<a:lnB w="0"><a:noFill/></a:lnB>'


class TableRow(Struct, frozen=True):
    """A row: its key, its cells, its least height in EMU and its kind, that of the tree or a row of headers."""

    key: str
    cells: Sequence[CellNode]
    height: int
    kind: str = "row"


def header_rows(part: TablePart) -> Iterator[TableRow]:
    """Yield the header row; or the headers over several columns beside those of single columns, then the others."""
    headers = [CellNode(column.header, highlight=column.highlight) for column in part.columns]
    if not part.header_groups:
        yield TableRow(f"{part.key}.header", headers, part.header_height, "header")
        return
    upper = [CellNode(cell.inlines, down=2, highlight=cell.highlight) for cell in headers]
    lower = [CellNode((), covered="above", highlight=cell.highlight) for cell in headers]
    for group in part.header_groups:
        upper[group.start] = CellNode(group.header, across=group.count)
        for index in range(group.start, group.start + group.count):
            lower[index] = headers[index]
            if index > group.start:
                upper[index] = CellNode((), covered="left")
    yield TableRow(f"{part.key}.header", upper, part.upper_height, "upper-header")
    yield TableRow(f"{part.key}.header.lower", lower, part.header_height - part.upper_height, "lower-header")


def rule(side: str, width: int, colour: str) -> str:
    """Return a border of a cell (`lnB`, `lnT`): its width in EMU and the name of its colour."""
    return f'<a:{side} w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill(colour)}<a:prstDash val="solid"/></a:{side}>'

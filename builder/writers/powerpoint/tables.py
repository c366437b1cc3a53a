"""Native tables. Widths, heights, type size and insets come from the plan; rules and weights from the table style.

Decimal columns have equal decimals and are right-aligned, which aligns them on the decimal mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.office.xml import declare
from builder.tree.exhibits import CellNode, ColumnNode
from builder.tree.prose import plain
from builder.typeset.plan import TablePart
from builder.writers.powerpoint.anchors import number
from builder.writers.powerpoint.frames import add_graphic_frame
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import TextFormat

__all__ = ["add_table"]

_ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r", "decimal": "r"}
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_COLUMN_ID = "{9D8B030D-6E8A-4147-A177-3AD203B41FA5}"
_ROW_ID = "{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}"


def add_table(shapes: SlideShapes, part: TablePart) -> None:
    """Add a table, or those of its rows that this slide shows, in the layout's table placeholder if it has one."""
    flags = ' firstRow="1"' + (' firstCol="1"' if part.row_header else "") + (' lastRow="1"' if part.total else "")
    columns = "".join(_column(part, index, width) for index, width in enumerate(part.widths))
    placeholder = shapes.exhibit_placeholder("table", "tbl")
    properties = shapes.identify("Table", part.key or "table", [], part.alt or part.name)
    table = (
        f"<a:tbl><a:tblPr{flags}><a:tableStyleId>{shapes.context.table_style}</a:tableStyleId></a:tblPr>"
        f"<a:tblGrid>{columns}</a:tblGrid>{_rows(shapes, part)}</a:tbl>"
    )
    add_graphic_frame(shapes, placeholder, properties, part.frame, _TABLE, table)


def _column(part: TablePart, index: int, width: int) -> str:
    identity = _identity(_COLUMN_ID, "colId", f"{part.key}.columns.{index}")
    return f'<a:gridCol w="{width}">{identity}</a:gridCol>'


def _identity(uri: str, element: str, key: str) -> str:
    """Return the extension with the lasting identity of a column or row, in PowerPoint's own form."""
    value = f'<a16:{element} {declare("a16")} val="{number(key)}"/>'
    return f'<a:extLst><a:ext uri="{uri}">{value}</a:ext></a:extLst>'


def _rows(shapes: SlideShapes, part: TablePart) -> str:
    """Return the header row and the rows of this slide; keys count on from those of earlier slides."""
    inks = shapes.context.table_inks
    plain_format = _format(part, inks)
    header_format, total_format = _format(part, inks, "firstRow"), _format(part, inks, "lastRow")
    first_format = _format(part, inks, "firstCol") if part.row_header else plain_format
    left, top, right, bottom = part.insets
    insets = f' marL="{left}" marR="{right}" marT="{top}" marB="{bottom}"'
    header = [CellNode(column.header) for column in part.columns]
    written = shapes.context.rows_written
    first = written.get(part.key, 0)
    written[part.key] = first + len(part.rows)
    properties = f'<a:tcPr{insets} anchor="ctr"/>'
    heading = _Row(f"{part.key}.header", header, part.header_height, f'<a:tcPr{insets} anchor="b"/>')
    xml = [heading.xml(shapes, part.columns, header_format, header_format)]
    last = first + len(part.rows) - 1
    for index, (cells, height) in enumerate(zip(part.rows, part.row_heights, strict=True), first):
        formats = (total_format, total_format) if part.total and index == last else (plain_format, first_format)
        xml.append(_Row(f"{part.key}.rows.{index}", cells, height, properties).xml(shapes, part.columns, *formats))
    return "".join(xml)


def _format(part: TablePart, inks: dict[str, str], name: str = "wholeTbl") -> TextFormat:
    """Return the format of text in a part of the table style: in a colour of its own if the style's cannot be read."""
    return TextFormat(size=part.size, colour=inks.get(name, ""))


class _Row:
    """A table row: its key, its cells, its least height in EMU, and the properties of its cells."""

    def __init__(self, key: str, cells: Sequence[CellNode], height: int, properties: str):
        self.key = key
        self.cells = cells
        self.height = height
        self.properties = properties

    def xml(
        self, shapes: SlideShapes, columns: Sequence[ColumnNode], text_format: TextFormat, first_format: TextFormat
    ) -> str:
        """Return `a:tr`; `first_format` is that of its first cell."""
        cells = (
            self._cell(shapes, cell, column, first_format if index == 0 else text_format)
            for index, (cell, column) in enumerate(zip(self.cells, columns, strict=True))
        )
        return f'<a:tr h="{self.height}">{"".join(cells)}{_identity(_ROW_ID, "rowId", self.key)}</a:tr>'

    def _cell(self, shapes: SlideShapes, cell: CellNode, column: ColumnNode, text_format: TextFormat) -> str:
        align = _ALIGNMENTS[column.align]
        alignment = f'<a:pPr algn="{align}"/>' if align != "l" else ""
        text = shapes.runs.inlines(cell.inlines, text_format) if plain(cell.inlines) else ""
        paragraph = f"<a:p>{alignment}{text or shapes.runs.end(text_format)}</a:p>"
        return f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>{self.properties}</a:tc>"

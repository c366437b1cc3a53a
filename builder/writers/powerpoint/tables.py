"""Native tables. Widths, heights, type size and insets are the plan's; rules and weights the table style's.

Decimal columns carry equal decimals and are set to the right, which aligns them on the decimal mark.
"""

from __future__ import annotations

from builder.tree.nodes import CellNode, ColumnNode, plain
from builder.typeset.plan import TablePart
from builder.writers.powerpoint.anchors import number
from builder.writers.powerpoint.drawing import placed
from builder.writers.powerpoint.fields import marker
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.text import TextFormat

__all__ = ["add_table"]

_ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r", "decimal": "r"}
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_A16 = 'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main"'


def add_table(shapes: SlideShapes, part: TablePart) -> None:
    """Put the table, or the run of its rows that this slide shows, in the layout's table placeholder if it has one."""
    placeholder = shapes.placeholder("table", "body2", "body")
    while placeholder is not None and placeholder.type not in ("tbl", "obj"):
        shapes.used.discard(placeholder.role)
        placeholder = None
    held = f"<p:nvPr>{marker(placeholder)}</p:nvPr>" if placeholder else "<p:nvPr/>"
    described = shapes.identified("Table", part.key or "table", [], part.alt or part.name)
    flags = ' firstRow="1"' + (' firstCol="1"' if part.row_header else "") + (' lastRow="1"' if part.total else "")
    columns = "".join(_column(part, place, width) for place, width in enumerate(part.widths))
    shapes.add(
        f'<p:graphicFrame><p:nvGraphicFramePr>{described}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
        f"</p:cNvGraphicFramePr>{held}</p:nvGraphicFramePr>{placed(part.frame, 'p')}<a:graphic><a:graphicData "
        f'uri="{_TABLE}"><a:tbl><a:tblPr{flags}><a:tableStyleId>{shapes.context.table_style}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{_rows(shapes, part)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _column(part: TablePart, place: int, width: int) -> str:
    identity = number(f"{part.key}.columns.{place}")
    return (
        f'<a:gridCol w="{width}"><a:extLst><a:ext uri="{{9D8B030D-6E8A-4147-A177-3AD203B41FA5}}"><a16:colId {_A16} '
        f'val="{identity}"/></a:ext></a:extLst></a:gridCol>'
    )


def _rows(shapes: SlideShapes, part: TablePart) -> str:
    look = TextFormat(size=part.size)
    left, top, right, bottom = part.insets
    insets = f' marL="{left}" marR="{right}" marT="{top}" marB="{bottom}"'
    header = [(CellNode(column.header), column) for column in part.columns]
    shown = shapes.context.rows_written.get(part.key, 0)
    rows = [_row(shapes, header, part.header_height, look, f'<a:tcPr{insets} anchor="b"/>', f"{part.key}.header")]
    style = f'<a:tcPr{insets} anchor="ctr"/>'
    for place, (cells, height) in enumerate(zip(part.rows, part.row_heights, strict=True), shown):
        pairs = list(zip(cells, part.columns, strict=True))
        rows.append(_row(shapes, pairs, height, look, style, f"{part.key}.rows.{place}"))
    shapes.context.rows_written[part.key] = shown + len(part.rows)
    return "".join(rows)


def _row(
    shapes: SlideShapes, cells: list[tuple[CellNode, ColumnNode]], height: int, look: TextFormat, style: str, key: str
) -> str:
    parts = [f'<a:tr h="{height}">']
    for cell, column in cells:
        align = _ALIGNMENTS[column.align]
        properties = f'<a:pPr algn="{align}"/>' if align != "l" else ""
        words = shapes.runs.inlines(cell.inlines, look) if plain(cell.inlines) else ""
        parts.append(
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p>{properties}{words or shapes.runs.end(look)}</a:p>"
            "</a:txBody>"
            f"{style}</a:tc>"
        )
    parts.append(
        f'<a:extLst><a:ext uri="{{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}}"><a16:rowId {_A16} val="{number(key)}"/>'
        "</a:ext>"
        "</a:extLst></a:tr>"
    )
    return "".join(parts)

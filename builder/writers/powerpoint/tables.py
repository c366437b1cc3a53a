"""Native tables. Widths, heights, type size and insets come from the plan; rules and weights from the table style.

Decimal columns have equal decimals and are right-aligned, which aligns them on the decimal mark.
"""

from __future__ import annotations

from msgspec.structs import replace

from builder.office.colour import contrast, shade_of
from builder.office.xml import declare
from builder.templates.deck.facts import SlideLayout
from builder.templates.deck.table_style import TABLE_STYLE_ID, header_colour
from builder.tree.exhibits import CellNode
from builder.tree.prose import plain
from builder.typeset.plan import TablePart
from builder.writers.powerpoint.anchors import DeckCells, number
from builder.writers.powerpoint.drawing import fill
from builder.writers.powerpoint.frames import add_graphic_frame
from builder.writers.powerpoint.shapes import SlideShapes
from builder.writers.powerpoint.table_rows import NO_BOTTOM, TableRow, header_rows, rule
from builder.writers.powerpoint.text import TextFormat

__all__ = ["add_table"]

_ALIGNMENTS = {"left": "l", "center": "ctr", "right": "r", "decimal": "r"}
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_COLUMN_ID = "{9D8B030D-6E8A-4147-A177-3AD203B41FA5}"
_THIN, _STRONG = 12_700, 22_225
"""Rules over subtotals and under headers of several columns; under the header, as in the builder's table style."""
_TINT = "bg2-6"
_READABLE = 4.5
"""The least contrast ratio of text (WCAG 2.2, 1.4.3)."""
_ROW_ID = "{0D108BD9-81ED-4DB2-BD59-A6C34878D82A}"


def add_table(shapes: SlideShapes, part: TablePart) -> None:
    """Add a table, or those of its rows that this slide shows, in the layout's table placeholder if it has one."""
    flags = ' firstRow="1"' + (' firstCol="1"' if part.row_header else "") + (' lastRow="1"' if part.total else "")
    columns = "".join(_column(part, index, width) for index, width in enumerate(part.widths))
    placeholder = shapes.exhibit_placeholder("table", "tbl")
    cells = DeckCells(part, shapes.context.rows_written.get(part.key, 0))
    properties = shapes.identify("Table", part.key or "table", cells, part.alt or part.name)
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
    """Return the header rows and the rows of this slide; keys count on from those of earlier slides."""
    formats = _Formats(shapes, part)
    written = shapes.context.rows_written
    first = written.get(part.key, 0)
    written[part.key] = first + len(part.rows) - part.repeated
    rows = [*header_rows(part)]
    for index, (cells, height) in enumerate(zip(part.rows, part.row_heights, strict=True), first - part.repeated):
        # The name of a group that goes on is another row than the first time.
        key = f"{part.key}.rows.{index}" if index >= first else f"{part.key}.rows.{first}.group"
        position = index - first + part.repeated
        last = part.total and position == len(part.rows) - 1
        kind = part.kinds[position] if part.kinds else "total" if last else "row"
        rows.append(TableRow(key, cells, height, kind))
    return "".join(_row(shapes, part, row, formats) for row in rows)


class _Formats:
    """The formats of text and the properties of cells in one table.

    Text has a colour of its own where that of the table style cannot be read. Only the builder's own table style has
    no fills, so that only there cells can have some.
    """

    def __init__(self, shapes: SlideShapes, part: TablePart):
        inks = shapes.context.table_inks
        self.size = part.size
        self._inks = inks
        self._first_part = "firstCol" if part.row_header else "wholeTbl"
        own = shapes.context.table_style == TABLE_STYLE_ID
        self.fill = fill("bg2") if own and shapes.layout.panel else ""
        self._highlight, self._highlighted_header = _highlight_fills(shapes.layout) if own else ("", "")
        self.rule = header_colour(shapes.layout) if own else shapes.layout.ink
        self._lower_header = self.rule if own else inks.get("wholeTbl", "")
        self.header_rule = self.rule
        self._header_fill = ""
        if header := shapes.context.header_fill:
            # The style formats the first row alone; the second row of headers looks like it.
            self._header_fill = f'<a:solidFill><a:srgbClr val="{header}"/></a:solidFill>'
            colours = shapes.layout.colours
            self._lower_header = self.header_rule = max(
                ("bg1", "tx1"), key=lambda name: contrast(shade_of(name, colours), header)
            )
        left, top, right, bottom = part.insets
        self.insets = f' marL="{left}" marR="{right}" marT="{top}" marB="{bottom}"'

    def text(self, kind: str, index: int, *, bold: bool) -> TextFormat:
        """Return the format of the text of a cell in a row of this kind."""
        if kind == "lower-header":
            return TextFormat(size=self.size, colour=self._lower_header, bold=True)
        name = _style_part(kind, index, self._first_part)
        return TextFormat(size=self.size, colour=self._inks.get(name, ""), bold=bold)

    def highlighted(self, kind: str, usual: TextFormat) -> TextFormat:
        """Return the format of the text of a cell that is set off: on the accent in a header."""
        return replace(usual, colour="bg1") if "header" in kind and self._highlighted_header else usual

    def cell(self, kind: str, borders: str = "", *, filled: bool = False, highlight: bool = False) -> str:
        """Return the properties of a cell in a row of this kind (`a:tcPr`); one that is set off has a stronger fill."""
        anchor = "b" if "header" in kind else "ctr"
        ground = self._header_fill if kind == "lower-header" else self.fill if filled else ""
        if highlight:
            ground = (self._highlighted_header if "header" in kind else self._highlight) or ground
        inner = borders + ground
        end = f">{inner}</a:tcPr>" if inner else "/>"
        return f'<a:tcPr{self.insets} anchor="{anchor}"{end}'


def _highlight_fills(layout: SlideLayout) -> tuple[str, str]:
    """Return the fills of cells that are set off, and of their header: the second background, darker, and the first
    accent; "" where text could not be read on them.
    """
    colours = layout.colours
    tint = fill(_TINT) if contrast(shade_of(_TINT, colours), colours[layout.ink]) >= _READABLE else ""
    header = fill("accent1") if contrast(colours["accent1"], colours["bg1"]) >= _READABLE else ""
    return tint, header if layout.ink == "tx1" else ""


def _row(shapes: SlideShapes, part: TablePart, row: TableRow, formats: _Formats) -> str:
    """Return `a:tr`."""
    below_merged = False
    xml = []
    for index, (cell, column) in enumerate(zip(row.cells, part.columns, strict=True)):
        if cell.covered != "left":
            below_merged = cell.covered == "above"
        strong = row.kind in ("group", "subtotal") or cell.highlight
        text_format = formats.text(row.kind, index, bold=strong)
        if cell.highlight:
            text_format = formats.highlighted(row.kind, text_format)
        align = _ALIGNMENTS[column.align] if cell.across == 1 or cell.value is not None else ""
        if not align:
            align = "l" if row.kind == "group" or index == 0 else "ctr"
        alignment = f'<a:pPr algn="{align}"/>' if align != "l" else ""
        text = shapes.runs.inlines(cell.inlines, text_format) if plain(cell.inlines) else ""
        paragraph = f"<a:p>{alignment}{text or shapes.runs.end(text_format)}</a:p>"
        properties = formats.cell(
            row.kind,
            _borders(row, cell, formats),
            filled=row.kind == "group" or cell.highlight,
            highlight=cell.highlight,
        )
        merge = _merge(cell, below_merged)
        xml.append(f"<a:tc{merge}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody>{properties}</a:tc>")
    return f'<a:tr h="{row.height}">{"".join(xml)}{_identity(_ROW_ID, "rowId", row.key)}</a:tr>'


def _style_part(kind: str, index: int, first: str) -> str:
    """Return the part of the table style that formats a cell."""
    if kind in ("header", "upper-header"):
        return "firstRow"
    if kind == "total":
        return "lastRow"
    return first if index == 0 else "wholeTbl"


def _merge(cell: CellNode, below_merged: bool) -> str:
    """Return the attributes of a merged cell, or of one that such a cell covers (21.1.3.16)."""
    if cell.covered == "left":
        return ' hMerge="1" vMerge="1"' if below_merged else ' hMerge="1"'
    down = f' rowSpan="{cell.down}"' if cell.down > 1 else ""
    across = f' gridSpan="{cell.across}"' if cell.across > 1 else ""
    below = ' vMerge="1"' if cell.covered else ""
    return f"{down}{across}{below}"


def _borders(row: TableRow, cell: CellNode, formats: _Formats) -> str:
    """Return the rules of a cell that the table style does not have."""
    colour = formats.header_rule if "header" in row.kind else formats.rule
    if row.kind == "upper-header":
        if cell.down > 1:
            return rule("lnB", _STRONG, colour)
        return rule("lnB", _THIN, colour) if cell.across > 1 or cell.covered else NO_BOTTOM
    if row.kind == "lower-header":
        return rule("lnB", _STRONG, colour)
    return rule("lnT", _THIN, colour) if row.kind == "subtotal" else ""

"""Tables: header row repeated on each page, rows unbroken, columns aligned by their content (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from builder.office.xml import attribute
from builder.tree.exhibits import CellNode, ColumnNode, TableNode
from builder.typeset.measure import words as measured
from builder.writers.word.captions import caption_runs, lines_below, put_caption, put_lines
from builder.writers.word.columns import Layout, cell_text, column_needs, lay_out
from builder.writers.word.context import BriefContext
from builder.writers.word.decimals import decimal_indents, is_decimal, with_decimals
from builder.writers.word.flow import AFTER_EXHIBIT
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["table_look", "write_table"]

_MARGIN = 85
"""Twips at each side of a cell, as in the table style."""
_NARROW_MARGIN = 50
_UNBROKEN = 12
"""A table of so many rows stays on one page, if it can."""
_LONG = 300
"""Characters up to which a cell is not high."""
_LINE = 1.2
"""Line height in ems, for estimating heights."""
_TALL = 0.5
"""Share of the page's height from which a row may break."""
_SMALL_FROM = 7
"""Columns from which a table has narrower cell margins."""


def table_look(first_row: bool, last_row: bool, first_column: bool) -> str:
    """Return `w:tblLook` (17.4.55): the parts of the style that apply. Bands are off."""
    value = 0x0600 | first_row * 0x20 | last_row * 0x40 | first_column * 0x80
    return (
        f'<w:tblLook w:val="{value:04X}" w:firstRow="{first_row:d}" w:lastRow="{last_row:d}" '
        f'w:firstColumn="{first_column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def write_table(state: BriefContext, table: TableNode) -> None:
    """Write a table with its caption above and its note and source below."""
    margin = _NARROW_MARGIN if len(table.columns) >= _SMALL_FROM else _MARGIN
    style = state.template.type["table_text"]
    needs = column_needs(table, state.fonts, style.font)
    needs = with_decimals(needs, table, state.fonts, style.font, state.document.decimal_mark)
    axis = state.template.body_left
    layout = lay_out(needs, state.flow.width, state.flow.landscape_width, axis, style.size, 2 * margin)
    if layout.landscape:
        state.flow.begin_landscape()
    if table.caption or table.number:
        runs = caption_runs(state, "table", table.number, table.caption, table.key, table.id)
        put_caption(state, runs, left=layout.left)
    else:
        state.flow.part_tables()
    state.flow.add(_table(state, table, layout, margin, bool(table.note or table.source)))
    # After the cells: notes are numbered in the order in which they are written.
    lines = lines_below(state, table.key, table.note, table.source)
    put_lines(state, lines, layout.left)
    if layout.landscape:
        state.flow.end_landscape()
    elif not lines:
        state.flow.gap = AFTER_EXHIBIT


def _table(state: BriefContext, table: TableNode, layout: Layout, margin: int, lines_follow: bool) -> str:
    width = sum(layout.widths)
    title = attribute(_title(state, table))
    described = attribute(table.alt)
    margins = (
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        if margin != _MARGIN
        else ""
    )
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{state.styles["brief_table"]}"/>'
        f'{state.table_direction}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'{_indented(layout.left)}<w:tblLayout w:type="fixed"/>{margins}'
        + table_look(True, table.total, table.row_header)
        + (f'<w:tblCaption w:val="{title}"/>' if title else "")
        + (f'<w:tblDescription w:val="{described}"/>' if described else "")
        + "</w:tblPr><w:tblGrid>"
        + "".join([f'<w:gridCol w:w="{column_width}"/>' for column_width in layout.widths])
        + "</w:tblGrid>"
    )
    rows = _Rows(state, table, layout, margin)
    rows_xml = [head, rows.header()]
    together = len(table.rows) <= _UNBROKEN
    last = len(table.rows) - 1
    for index, row in enumerate(table.rows):
        # The first two and the last two rows never part; the last stays with the source line below it.
        keep = (together or index == 0 or index == last - 1) if index < last else lines_follow
        rows_xml.append(rows.row(row, keep))
    rows_xml.append("</w:tbl>")
    return state.anchors.around(table.key, "".join(rows_xml), table.alt) if table.key else "".join(rows_xml)


def _indented(left: int) -> str:
    return f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else ""


def _title(state: BriefContext, table: TableNode) -> str:
    """Return the table's name for screen readers: its number."""
    return f"{state.labels.table}\u00a0{table.number}" if table.number else ""


class _Rows:
    """Writes the rows of one table; what is the same in every row is prepared once."""

    def __init__(self, state: BriefContext, table: TableNode, layout: Layout, margin: int):
        self._state, self._table, self._layout, self._margin = state, table, layout, margin
        style = state.styles["table_text"], state.styles["table_number"]
        self._cells = []
        self._indents: dict[int, dict[str, int]] = {}
        for index, (column, width) in enumerate(zip(table.columns, layout.widths, strict=True)):
            named = table.row_header and index == 0
            head = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            look = style[1] if column.align in ("right", "decimal") and not named else style[0]
            if is_decimal(table, index):
                self._indents[index] = self._decimal_indents(index, width - 2 * margin)
            end = f"{_alignment(column, named)}</w:pPr>"
            self._cells.append((f'{head}<w:p><w:pPr><w:pStyle w:val="{look}"/>', end))

    def _decimal_indents(self, index: int, room: int) -> dict[str, int]:
        state, style = self._state, self._state.template.type["table_text"]
        size = self._layout.size or style.size
        return decimal_indents(self._table, index, state.fonts, style.font, state.document.decimal_mark, size, room)

    def header(self) -> str:
        """Return the header row, repeated on each page."""
        state, size = self._state, self._layout.size
        cells = []
        for index, (column, width) in enumerate(zip(self._table.columns, self._layout.widths, strict=True)):
            named = self._table.row_header and index == 0
            runs = state.passage(f"{self._table.key}.columns.{index}", column.header, size=size)
            align = "right" if column.align == "decimal" and not named else "" if named else column.align
            jc = f'<w:jc w:val="{align}"/>' if align in ("right", "center") else ""
            text = WordParagraph(state.styles["table_header"], runs, keep=True, align=jc).xml()
            cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{text}</w:tc>')
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def row(self, cells: tuple[CellNode, ...], keep: bool) -> str:
        """Return a row; its paragraphs are kept with the next row's if `keep`."""
        keep_next = "<w:keepNext/>" if keep else ""
        runs, size = self._state.inlines.runs, self._layout.size
        row_cells = [
            f"{start}{keep_next}{self._indent(index, cell)}{end}{runs(cell.inlines, size=size)}</w:p></w:tc>"
            for index, ((start, end), cell) in enumerate(zip(self._cells, cells, strict=True))
        ]
        properties = "" if self._is_tall(cells) else "<w:trPr><w:cantSplit/></w:trPr>"
        return f"<w:tr>{properties}{''.join(row_cells)}</w:tr>"

    def _indent(self, index: int, cell: CellNode) -> str:
        """Return the indent (17.3.1.12) that aligns a number on its decimal mark."""
        indents = self._indents.get(index)
        indent = indents[cell_text(cell)] if indents else 0
        return f'<w:ind w:right="{indent}"/>' if indent else ""

    def _is_tall(self, cells: tuple[CellNode, ...]) -> bool:
        """Return True for a row that fills a good part of a page by itself: kept whole, it would leave a hole before
        it, and past a page's height Word would cut it off.
        """
        style = self._state.template.type["table_text"]
        size = self._layout.size or style.size
        lines = max(
            (
                measured(cell.inlines, self._state.fonts, style.font).lines((width - 2 * self._margin) / (20 * size))
                for cell, width in zip(cells, self._layout.widths, strict=True)
                if len(cell_text(cell)) > _LONG
            ),
            default=0,
        )
        return lines * size * _LINE > _TALL * self._state.page.text_height / 20


def _alignment(column: ColumnNode, named: bool) -> str:
    return '<w:jc w:val="center"/>' if column.align == "center" and not named else ""

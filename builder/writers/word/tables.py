"""Tables: header row repeated on each page, rows unbroken, columns aligned by their content (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from math import ceil

from msgspec.structs import replace

from builder.office.xml import attribute
from builder.tree.exhibits import CellNode, ColumnNode, RowKind, TableNode
from builder.tree.passage_words import cells_words
from builder.tree.prose import Run
from builder.typeset.column_units import header_unit, with_units_in_headers
from builder.typeset.measure import words as measured
from builder.writers.word.captions import caption_runs, lines_below, put_caption, put_lines
from builder.writers.word.cell_shapes import (
    FLUSH,
    NO_BOTTOM,
    PLAIN_SHAPE,
    CellShape,
    bottom_rule,
    cell_properties,
    rows_kept_together,
    tinted_fill,
    top_rule,
)
from builder.writers.word.columns import (
    TableLayout,
    cell_text,
    column_needs,
    lay_out,
    measured_rows,
    with_merged,
)
from builder.writers.word.context import BriefContext
from builder.writers.word.decimals import decimal_indents, is_decimal, with_decimals
from builder.writers.word.flow import AFTER_EXHIBIT, FlowUnit
from builder.writers.word.pagination.reading import TableXml
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["table_look", "write_table"]

_MARGIN = 142
"""Twips at the right of a cell, as in the table style: columns begin where they are ruled; the last one, without a
margin, ends at the edge of the table.
"""
_NARROW_MARGIN = 90
_UNBROKEN = 15
"""A table of so many rows stays on one page, if it can."""
_LEAST_PART = 5
"""Least number of rows of a longer one on a page."""
_EVEN = 8
"""Rows of a table in which all are as high as the highest, where that has two lines."""
_SPARE = 1.02
"""Renderers differ a little in widths."""
_LONG = 300
"""Characters up to which a cell is not high."""
_LINE = 1.2
"""Line height in ems, for estimating heights."""
_TALL = 0.5
"""Share of the page's height from which a row may break."""
_THIN, _STRONG = 6, 10
"""Rules in eighths of a point: over subtotals and under headers of several columns; under the header."""
_GROUP_TINT, _HIGHLIGHT_TINT = 0x12, 0x1C
"""Shares of the colour, in 255ths, in the fills of a group's name and of what is set off."""
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
    table = with_units_in_headers(table)
    margin = _NARROW_MARGIN if len(table.columns) >= _SMALL_FROM else _MARGIN
    style = state.template.type["table_text"]
    needs = column_needs(table, state.fonts, style.font)
    needs = with_decimals(needs, table, state.fonts, style.font, state.document.decimal_mark)
    axis = state.template.body_left
    needs = with_merged(needs, table, state.fonts, style.font)
    layout = lay_out(
        needs,
        state.flow.width,
        state.flow.landscape_width,
        axis,
        style.size,
        margin,
        landscape=table.landscape,
        rows=measured_rows(table, state.fonts, style.font),
    )
    if layout.landscape:
        state.flow.begin_landscape()
    with state.flow.unit(FlowUnit("table", state.targets.bookmark(table.id))):
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


def _table(state: BriefContext, table: TableNode, layout: TableLayout, margin: int, lines_follow: bool) -> TableXml:
    width = sum(layout.widths)
    title = attribute(_title(state, table))
    described = attribute(table.alt)
    margins = (
        f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
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
    rows_xml = rows.headers()
    together = len(table.rows) <= _UNBROKEN
    last = len(table.rows) - 1
    joined = rows_kept_together(table)
    for index, row in enumerate(table.rows):
        # No page has fewer than five rows; the last stays with the source line below it.
        at_end = index < _LEAST_PART - 1 or index > last - _LEAST_PART
        keep = (together or at_end or index in joined) if index < last else lines_follow
        rows_xml.append(rows.row(row, keep, table.kind(index)))
    begin, end = state.anchors.marks(table.key, cells_words(table.rows)) if table.key else ("", "")
    return TableXml(begin + head, tuple(rows_xml), f"</w:tbl>{end}")


def _indented(left: int) -> str:
    return f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else ""


def _title(state: BriefContext, table: TableNode) -> str:
    """Return the table's name for screen readers: its number."""
    return f"{state.labels.table}\u00a0{table.number}" if table.number else ""


class _Rows:
    """Writes the rows of one table; what is the same in every row is prepared once."""

    def __init__(self, state: BriefContext, table: TableNode, layout: TableLayout, margin: int):
        self._state, self._table, self._layout, self._margin = state, table, layout, margin
        style = state.styles["table_text"], state.styles["table_number"]
        self._mark = state.inlines.mark(layout.size)
        self._least_height = self._even_height()
        self._cells = []
        self._indents: dict[int, dict[str, int]] = {}
        colours = state.template.theme.colours
        self._rule_colour = colours.get("dk2", "auto")
        self._group_fill = tinted_fill("text1", colours.get("dk1", "000000"), _GROUP_TINT)
        self._highlight = tinted_fill("accent1", colours.get("accent1", "4472C4"), _HIGHLIGHT_TINT)
        for index, (column, width) in enumerate(zip(table.columns, layout.widths, strict=True)):
            named = table.row_header and index == 0
            flush = FLUSH if self._is_flush(index) else ""
            head = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{flush}</w:tcPr>'
            look = style[1] if column.align in ("right", "decimal") and not named else style[0]
            if is_decimal(table, index):
                self._indents[index] = self._decimal_indents(index, width - margin)
            end = f"{_alignment(column, named)}{self._mark}</w:pPr>"
            self._cells.append((f'{head}<w:p><w:pPr><w:pStyle w:val="{look}"/>', end))

    def _decimal_indents(self, index: int, room: int) -> dict[str, int]:
        state, style = self._state, self._state.template.type["table_text"]
        size = self._layout.size or style.size
        return decimal_indents(self._table, index, state.fonts, style.font, state.document.decimal_mark, size, room)

    def _is_flush(self, index: int) -> bool:
        """Return True for the last column, whose words end at the edge of the table unless it is tinted."""
        return index == len(self._table.columns) - 1 and not self._table.columns[index].highlight

    def _even_height(self) -> str:
        """Return the least height of every row, that of two lines, where a short table has rows of one and of two."""
        if len(self._table.rows) > _EVEN or self._table.shaped or self._table.kinds:
            return ""
        lines = {max(self._lines(row), default=1) for row in self._table.rows}
        if lines != {1, 2}:
            return ""
        style = self._state.template.type["table_text"]
        face = self._state.fonts.face(style.font)
        line = style.exact or style.line * face.natural_line * (self._layout.size or style.size)
        return f'<w:trHeight w:val="{ceil((2 * line + style.before + style.after) * 20)}" w:hRule="atLeast"/>'

    def _lines(self, cells: tuple[CellNode, ...]) -> list[int]:
        style = self._state.template.type["table_text"]
        em = 20 * (self._layout.size or style.size) * _SPARE
        return [
            measured(cell.inlines, self._state.fonts, style.font, bold=self._table.row_header and index == 0).lines(
                (width - self._margin) / em
            )
            for index, (cell, width) in enumerate(zip(cells, self._layout.widths, strict=True))
        ]

    def headers(self) -> list[str]:
        """Return the header row, or both rows of headers over headers, repeated on each page."""
        groups = self._table.header_groups
        if not groups:
            cells = [self._header_cell(index) for index in range(len(self._table.columns))]
            return [_header_row(cells)]
        empty = WordParagraph(self._state.styles["table_header"], "", keep=True, mark=self._mark).xml()
        rule = bottom_rule(_STRONG, self._rule_colour)
        upper = self._upper_headers()
        lower = [
            self._header_cell(index, CellShape(borders=rule))
            if any(group.start <= index < group.start + group.count for group in groups)
            else self._cell(index, CellShape(merge="continue", borders=rule), empty)
            for index in range(len(self._table.columns))
        ]
        return [_header_row(upper), _header_row(lower)]

    def _upper_headers(self) -> list[str]:
        """Return the upper row of headers: those over several columns, and those of single columns, two rows high."""
        starts = {group.start: (number, group) for number, group in enumerate(self._table.header_groups)}
        state, size = self._state, self._layout.size
        cells: list[str] = []
        index = 0
        while index < len(self._table.columns):
            if index not in starts:
                cells.append(self._header_cell(index, CellShape(merge="restart", borders=NO_BOTTOM)))
                index += 1
                continue
            number, group = starts[index]
            runs = state.passage(f"{self._table.key}.header_groups.{number}", group.header, size=size)
            centred = '<w:jc w:val="center"/>'
            text = WordParagraph(state.styles["table_header"], runs, keep=True, align=centred, mark=self._mark).xml()
            shape = CellShape(across=group.count, borders=bottom_rule(_THIN, self._rule_colour))
            cells.append(self._cell(index, shape, text))
            index += group.count
        return cells

    def _header_cell(self, index: int, shape: CellShape = PLAIN_SHAPE) -> str:
        state, size, column = self._state, self._layout.size, self._table.columns[index]
        named = self._table.row_header and index == 0
        runs = state.passage(f"{self._table.key}.columns.{index}", column.header, size=size)
        if unit := header_unit(column):
            runs += state.inlines.runs((Run(unit, protected=True),), size=size)
        align = "right" if column.align == "decimal" and not named else "" if named else column.align
        jc = f'<w:jc w:val="{align}"/>' if align in ("right", "center") else ""
        text = WordParagraph(state.styles["table_header"], runs, keep=True, align=jc, mark=self._mark).xml()
        if column.highlight:
            shape = replace(shape, fill=self._highlight)
        return self._cell(index, shape, text)

    def _cell(self, index: int, shape: CellShape, paragraph: str) -> str:
        """Return a cell that begins in a column."""
        if self._is_flush(index + shape.across - 1):
            shape = replace(shape, flush=True)
        width = sum(self._layout.widths[index : index + shape.across])
        return f"<w:tc>{cell_properties(width, shape)}{paragraph}</w:tc>"

    def row(self, cells: tuple[CellNode, ...], keep: bool, kind: RowKind = "row") -> str:
        """Return a row; its paragraphs are kept with the next row's if `keep`."""
        keep_next = "<w:keepNext/>" if keep else ""
        if kind in ("group", "subtotal") or (self._table.shaped and any(map(_is_shaped, cells))):
            row_cells = self._shaped_cells(cells, keep_next, kind)
        else:
            runs, size = self._state.inlines.runs, self._layout.size
            row_cells = [
                f"{start}{keep_next}{self._indent(index, cell)}{end}{runs(cell.inlines, size=size)}</w:p></w:tc>"
                for index, ((start, end), cell) in enumerate(zip(self._cells, cells, strict=True))
            ]
        properties = "" if self._is_tall(cells) else f"<w:trPr><w:cantSplit/>{self._least_height}</w:trPr>"
        return f"<w:tr>{properties}{''.join(row_cells)}</w:tr>"

    def _shaped_cells(self, cells: tuple[CellNode, ...], keep_next: str, kind: RowKind) -> list[str]:
        """Return the cells of a row that is no ordinary one, or has merged cells or some that are set off."""
        row_cells = []
        for index, cell in enumerate(cells):
            if cell.covered == "left":
                continue
            fill = self._group_fill if kind == "group" else self._highlight if cell.highlight else ""
            merge = "continue" if cell.covered else "restart" if cell.down > 1 else ""
            borders = top_rule(_THIN, self._rule_colour) if kind == "subtotal" else ""
            shape = CellShape(across=cell.across, merge=merge, borders=borders, fill=fill)
            strong = kind != "row" or cell.highlight
            row_cells.append(self._cell(index, shape, self._paragraph(index, cell, keep_next, strong, kind)))
        return row_cells

    def _paragraph(self, index: int, cell: CellNode, keep_next: str, strong: bool, kind: RowKind) -> str:
        runs = self._state.inlines.runs(cell.inlines, size=self._layout.size, strong=strong)
        if cell.across > 1 and cell.value is None:
            style, jc = (
                self._state.styles["table_text"],
                "" if kind == "group" or index == 0 else '<w:jc w:val="center"/>',
            )
            return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep_next}{jc}{self._mark}</w:pPr>{runs}</w:p>'
        start, end = self._cells[index]
        return f"{start[start.index('<w:p>') :]}{keep_next}{self._indent(index, cell)}{end}{runs}</w:p>"

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
                measured(cell.inlines, self._state.fonts, style.font).lines((width - self._margin) / (20 * size))
                for cell, width in zip(cells, self._layout.widths, strict=True)
                if len(cell_text(cell)) > _LONG
            ),
            default=0,
        )
        return lines * size * _LINE > _TALL * self._state.page.text_height / 20


def _is_shaped(cell: CellNode) -> bool:
    """Return True for a cell that is merged or set off."""
    return cell.across > 1 or cell.down > 1 or bool(cell.covered) or cell.highlight


def _header_row(cells: list[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _alignment(column: ColumnNode, named: bool) -> str:
    return '<w:jc w:val="center"/>' if column.align == "center" and not named else ""

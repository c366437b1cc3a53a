"""The rows of tables: unbroken, aligned by their content, header rows repeated on each page (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from math import ceil

from msgspec.structs import replace

from builder.tree.exhibits import CellNode, ColumnNode, RowKind, TableNode
from builder.tree.prose import Run
from builder.typeset.column_units import header_unit
from builder.typeset.measure import words as measured
from builder.writers.word.cell_shapes import (
    NO_BOTTOM,
    PLAIN_SHAPE,
    CellShape,
    bottom_rule,
    cell_properties,
    ends_right,
    highlight_fill,
    left_inset,
    tinted_fill,
    top_rule,
)
from builder.writers.word.columns import TableLayout, cell_text
from builder.writers.word.context import BriefContext
from builder.writers.word.decimals import decimal_indents, is_decimal
from builder.writers.word.paragraphs import WordParagraph

__all__ = ["TableRows"]

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
_GROUP_TINT = 0x12
"""Share of the text colour, in 255ths, in the fill of a group's name."""


class TableRows:
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
        self._highlight = highlight_fill(colours)
        for index, (column, width) in enumerate(zip(table.columns, layout.widths, strict=True)):
            named = table.row_header and index == 0
            shape = CellShape(flush=self._is_flush(index), inset=left_inset(table, index))
            head = f"<w:tc>{cell_properties(width, shape)}"
            look = style[1] if ends_right(table, index) else style[0]
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
                (width - self._margin - left_inset(self._table, index)) / em
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
        if shape.across == 1 and (inset := left_inset(self._table, index)):
            shape = replace(shape, inset=inset)
        width = sum(self._layout.widths[index : index + shape.across])
        return f"<w:tc>{cell_properties(width, shape)}{paragraph}</w:tc>"

    def row(self, cells: tuple[CellNode, ...], keep: bool, kind: RowKind = "row") -> str:
        """Return a row; its paragraphs are kept with the next row's if `keep`."""
        return self._row(cells, self._runs(cells, kind), keep, kind)

    def row_forms(self, cells: tuple[CellNode, ...], kind: RowKind = "row") -> tuple[str, str]:
        """Return a row, and the same row kept with the next. Its words are written once: notes in them are numbered."""
        runs = self._runs(cells, kind)
        return self._row(cells, runs, False, kind), self._row(cells, runs, True, kind)

    def _runs(self, cells: tuple[CellNode, ...], kind: RowKind) -> list[str]:
        """Return the words of each cell as runs; none where another cell is over it."""
        runs, size = self._state.inlines.runs, self._layout.size
        if not self._is_shaped_row(cells, kind):
            return [runs(cell.inlines, size=size) for cell in cells]
        return [
            "" if cell.covered == "left" else runs(cell.inlines, size=size, strong=_is_strong(cell, kind))
            for cell in cells
        ]

    def _is_shaped_row(self, cells: tuple[CellNode, ...], kind: RowKind) -> bool:
        return kind in ("group", "subtotal") or (self._table.shaped and any(map(_is_shaped, cells)))

    def _row(self, cells: tuple[CellNode, ...], runs: list[str], keep: bool, kind: RowKind) -> str:
        keep_next = "<w:keepNext/>" if keep else ""
        if self._is_shaped_row(cells, kind):
            row_cells = self._shaped_cells(cells, runs, keep_next, kind)
        else:
            row_cells = [
                f"{start}{keep_next}{self._indent(index, cell)}{end}{words}</w:p></w:tc>"
                for index, ((start, end), cell, words) in enumerate(zip(self._cells, cells, runs, strict=True))
            ]
        properties = "" if self._is_tall(cells) else f"<w:trPr><w:cantSplit/>{self._least_height}</w:trPr>"
        return f"<w:tr>{properties}{''.join(row_cells)}</w:tr>"

    def _shaped_cells(self, cells: tuple[CellNode, ...], runs: list[str], keep_next: str, kind: RowKind) -> list[str]:
        """Return the cells of a row that is no ordinary one, or has merged cells or some that are set off."""
        row_cells = []
        for index, (cell, words) in enumerate(zip(cells, runs, strict=True)):
            if cell.covered == "left":
                continue
            fill = self._group_fill if kind == "group" else self._highlight if cell.highlight else ""
            merge = "continue" if cell.covered else "restart" if cell.down > 1 else ""
            borders = top_rule(_THIN, self._rule_colour) if kind == "subtotal" else ""
            shape = CellShape(across=cell.across, merge=merge, borders=borders, fill=fill)
            row_cells.append(self._cell(index, shape, self._paragraph(index, cell, words, keep_next, kind)))
        return row_cells

    def _paragraph(self, index: int, cell: CellNode, runs: str, keep_next: str, kind: RowKind) -> str:
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


def _is_strong(cell: CellNode, kind: RowKind) -> bool:
    return kind != "row" or cell.highlight


def _header_row(cells: list[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _alignment(column: ColumnNode, named: bool) -> str:
    return '<w:jc w:val="center"/>' if column.align == "center" and not named else ""

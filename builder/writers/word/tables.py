"""Tables: as one, or in parts of which each is on a page (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.office.xml import attribute
from builder.tree.exhibits import CellNode, TableNode
from builder.tree.passage_words import cells_form, cells_words
from builder.tree.prose import Run
from builder.typeset.column_units import with_units_in_headers, without_header_notes
from builder.typeset.inlines import prose_without_notes, without_notes
from builder.typeset.shown_cells import cell_checks
from builder.writers.word.captions import (
    caption_paragraphs,
    caption_runs,
    close_lines,
    continued_caption,
    lines_below,
    put_caption,
    put_lines,
)
from builder.writers.word.cell_shapes import rows_kept_together
from builder.writers.word.columns import TableLayout, column_needs, lay_out, measured_rows, with_merged
from builder.writers.word.context import BriefContext
from builder.writers.word.decimals import with_decimals
from builder.writers.word.flow import AFTER_EXHIBIT, FlowUnit
from builder.writers.word.pagination.parting import LEAST_ROWS
from builder.writers.word.pagination.reading import DivisibleTable, Piece, TableXml
from builder.writers.word.table_rows import TableRows

__all__ = ["table_look", "write_table"]

_MARGIN = 142
"""Twips at the right of a cell, as in the table style: columns begin where they are ruled; the last one, without a
margin, ends at the edge of the table.
"""
_NARROW_MARGIN = 90
_UNBROKEN = 15
"""A table of so many rows stays on one page, if it can."""
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
    written = _WrittenTable(state, table, layout, margin)
    divisible = bool(table.note) and len(table.rows) >= 2 * LEAST_ROWS
    target = written.reserve_number() if divisible else table.id
    unit = FlowUnit("table", state.targets.bookmark(table.id), parts=written if divisible else None)
    with state.flow.unit(unit):
        if table.caption or table.number:
            runs = caption_runs(state, "table", table.number, table.caption, table.key, target)
            put_caption(state, runs, left=layout.left)
        else:
            state.flow.part_tables()
        state.flow.add(written.divisible_xml() if divisible else written.xml())
        # After the cells: notes are numbered in the order in which they are written.
        lines = lines_below(state, table.key, table.note, table.source)
        put_lines(state, lines, layout.left)
    if layout.landscape:
        state.flow.end_landscape()
    elif not lines:
        state.flow.gap = AFTER_EXHIBIT


class _WrittenTable:
    """One table, whole or in parts."""

    def __init__(self, state: BriefContext, table: TableNode, layout: TableLayout, margin: int):
        self._state, self._table, self._layout, self._margin = state, table, layout, margin
        self._lines_follow = bool(table.note or table.source)
        self._stay = rows_kept_together(table)
        self._rows = TableRows(state, table, layout, margin)
        self._headers: list[str] = []
        self._row_forms: list[tuple[str, str]] = []
        """Each row of a table that may have parts, as the last of its page and as one that is kept with the next."""
        self._marks = ("", "")
        """What begins and ends the bookmark around the table, or its first part."""

    def xml(self) -> TableXml:
        """Return the table as one."""
        self._headers = self._rows.headers()
        table = self._table
        rows = [self._rows.row(row, self._keeps(index), table.kind(index)) for index, row in enumerate(table.rows)]
        return self._framed(rows)

    def divisible_xml(self) -> TableXml:
        """Return the table as one, as it stays if its pages cannot be measured, and remember its rows for the parts."""
        self._headers = self._rows.headers()
        table = self._table
        self._row_forms = [self._rows.row_forms(row, table.kind(index)) for index, row in enumerate(table.rows)]
        return self._framed([forms[self._keeps(index)] for index, forms in enumerate(self._row_forms)])

    def _framed(self, rows: Sequence[str]) -> TableXml:
        self._marks = self._bookmark(self._table.rows)
        return self._part(self._marks, self._title, self._headers, rows, total=self._table.total)

    def _keeps(self, index: int) -> bool:
        """Return True if a row stays with the next one: no page has fewer than five rows; the last stays with the lines
        below it.
        """
        last = len(self._table.rows) - 1
        if index == last:
            return self._lines_follow
        at_end = index < LEAST_ROWS - 1 or index > last - LEAST_ROWS
        return last < _UNBROKEN or at_end or index in self._stay

    # --- Parts -------------------------------------------------------------------------------------------------------

    def reserve_number(self) -> str:
        """Reserve a bookmark for the number in the caption, if no reference has done so. Return its target."""
        target = self._table.id or self._table.key
        if self._table.number and target not in self._state.targets.bookmarks:
            self._state.targets.bookmarks[target] = self._state.anchors.reserve("_Ref"), ""
        return target

    def _further_caption(self) -> tuple[str, str]:
        """Return the caption of a further part, as words and as runs."""
        return continued_caption(self._state, self._table.number, self._table.id or self._table.key)

    def _captioned(self, runs: str) -> str:
        return "".join([paragraph.xml() for paragraph in caption_paragraphs(self._state, runs, left=self._layout.left)])

    def divisible(self, place: int) -> DivisibleTable:
        """Return what decides the parts of the table, for its place in the body."""
        _, runs = self._further_caption()
        return DivisibleTable(
            place=place, caption=self._captioned(runs), stay=frozenset(self._stay), unbroken=_UNBROKEN
        )

    def pieces(self, starts: Sequence[int]) -> list[Piece]:
        """Return the parts that begin with these rows, and between two of them the lines below the first, which the
        table has in the end, and the caption of the second. What is repeated has no marks of notes.
        """
        count = len(self._table.rows)
        ends = (*starts[1:], count)
        anchors = self._state.anchors
        repeated = TableRows(self._state, without_header_notes(self._table), self._layout, self._margin)
        pieces: list[Piece] = []
        for start, end in zip(starts, ends, strict=True):
            marks, title, headers = self._marks, self._title, self._headers
            if start:
                title, runs = self._further_caption()
                words = (Run(title, protected=True),)
                pieces.append(self._captioned(anchors.passage(f"{self._table.key}.continued", runs, words)))
                marks, headers = self._bookmark(self._table.rows[start:end]), repeated.headers()
            lines = self._repeated_lines(range(start, end)) if end < count else []
            rows = [forms[index < end - 1 or end == count or bool(lines)] for index, forms in self._forms(start, end)]
            pieces.append(self._part(marks, title, headers, rows, total=self._table.total and end == count))
            pieces += lines
        return pieces

    def _forms(self, start: int, end: int) -> Iterator[tuple[int, tuple[str, str]]]:
        return enumerate(self._row_forms[start:end], start)

    def _repeated_lines(self, rows: range) -> list[str]:
        """Return the lines below a part: what its rows need of the note, and the source."""
        table = self._table
        note, source = prose_without_notes(table.note_of(rows)), without_notes(table.source)
        lines = lines_below(self._state, table.key, note, source)
        return [line.xml() for line in close_lines(lines, self._layout.left)]

    def _bookmark(self, rows: Sequence[Sequence[CellNode]]) -> tuple[str, str]:
        """Return what begins and ends a bookmark with the table's key and the words of rows: that of the first part has
        those of all, cell by cell too.
        """
        key = self._table.key
        if not key:
            return "", ""
        cells = cell_checks(self._table) if len(rows) == len(self._table.rows) else ""
        words, form = cells_words(rows), cells_form(rows)
        return self._state.anchors.marks(key, words, self._table.alt, form=form, cells=cells)

    # --- XML ---------------------------------------------------------------------------------------------------------

    @property
    def _title(self) -> str:
        """The table's name for screen readers: its number."""
        return f"{self._state.labels.table}\u00a0{self._table.number}" if self._table.number else ""

    def _part(
        self, marks: tuple[str, str], title: str, headers: Sequence[str], rows: Sequence[str], *, total: bool
    ) -> TableXml:
        """Return rows as a table; the last one holds the totals if `total`."""
        state, table, layout = self._state, self._table, self._layout
        width = sum(layout.widths)
        name, described = attribute(title), attribute(table.alt)
        margins = (
            f'<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="{self._margin}" w:type="dxa"/></w:tblCellMar>'
            if self._margin != _MARGIN
            else ""
        )
        head = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{state.styles["brief_table"]}"/>'
            f'{state.table_direction}<w:tblW w:w="{width}" w:type="dxa"/>'
            f'{_indented(layout.left)}<w:tblLayout w:type="fixed"/>{margins}'
            + table_look(True, total, table.row_header)
            + (f'<w:tblCaption w:val="{name}"/>' if name else "")
            + (f'<w:tblDescription w:val="{described}"/>' if described else "")
            + "</w:tblPr><w:tblGrid>"
            + "".join([f'<w:gridCol w:w="{column_width}"/>' for column_width in layout.widths])
            + "</w:tblGrid>"
        )
        begin, end = marks
        return TableXml(begin + head, (*headers, *rows), f"</w:tbl>{end}")


def _indented(left: int) -> str:
    return f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else ""

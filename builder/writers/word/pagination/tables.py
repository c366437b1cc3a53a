"""Measure the rows of tables (ECMA-376 part 1, 17.4). Lengths are points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.word.style_sheet import StyleSheet, W, is_on
from builder.writers.word.pagination.blocks import MeasuredParagraph, MeasuredRow
from builder.writers.word.pagination.forms import Form, form_of
from builder.writers.word.pagination.paragraph_looks import points
from builder.writers.word.pagination.paragraphs import ParagraphMeasure, ParagraphPlan
from builder.writers.word.pagination.reading import parsed
from builder.writers.word.pagination.table_look import (
    Place,
    TableLook,
    place_of,
    row_edges,
    table_look,
    take_margins,
)

__all__ = ["RowKey", "RowMeasure", "RowPlan"]

RowKey = tuple[str, Place, Form]
"""What rows measured in one way have in common: the XML around them, their place and their form."""

_MOST_FORMS = 500
"""How many forms of rows are remembered."""


class _CellPlan(Struct, frozen=True):
    """How a cell of one paragraph is measured: its paragraph with so many texts, its margins and the width between.
    `heights` are those of cells with so many lines, in the grid of a section.
    """

    paragraph: ParagraphPlan
    texts: int
    margins: dict[str, float]
    room: float
    heights: dict[tuple[int, float], float] = {}


class RowPlan(Struct, frozen=True):
    """How rows of one form are measured: what they have in common with the first, and their cells. `rows` are those
    without bookmarks by the height of their tallest cell and the rule above them.
    """

    row: MeasuredRow
    cells: tuple[_CellPlan, ...]
    rows: dict[tuple[float, float], MeasuredRow] = {}


class RowMeasure:
    """Measures the rows of the tables of one document. `plans` are those of rows by what they have in common, which
    other documents share.
    """

    def __init__(self, sheet: StyleSheet, paragraphs: ParagraphMeasure, plans: dict[RowKey, RowPlan | None]):
        self._sheet, self._paragraphs, self._plans = sheet, paragraphs, plans

    def look(self, properties: Any | None) -> TableLook:
        """Return the look of a table with these properties (`w:tblPr`)."""
        named = properties.find(f"{W}tblStyle") if properties is not None else None
        style = self._sheet.by_id.get(named.get(f"{W}val", "")) if named is not None else self._sheet.default("table")
        return table_look(self._sheet.chain(style), properties)

    def row_texts(self, frame: str, rows: Sequence[str], look: TableLook, notes_width: float) -> Iterator[MeasuredRow]:
        """Yield the rows of a table, each given as XML, measured: rows of one form are read as elements once. `frame`
        is the XML around them. Raises NotMeasurable.
        """
        plans = self._plans
        above = 0.0
        for index, xml in enumerate(rows):
            place = place_of(index, len(rows))
            form, texts, marks = form_of(xml, self._paragraphs.wanted)
            key, row = (frame, place, form), None
            if key not in plans:
                element = parsed(xml)[0]
                row = self._row(element, look, notes_width, place, above)
                if len(plans) >= _MOST_FORMS:
                    plans.clear()
                plans[key] = self._plan(element, row, look, place)
            elif (plan := plans[key]) is not None:
                row = self._planned(plan, texts, marks, above)
            if row is None:
                row = self._row(parsed(xml)[0], look, notes_width, place, above)
            yield row
            above = row.rule_below

    def rows(self, elements: Sequence[Any], look: TableLook, notes_width: float) -> Iterator[MeasuredRow]:
        """Yield the rows of a table (`w:tr`), measured. Raises NotMeasurable."""
        above = 0.0
        for index, element in enumerate(elements):
            row = self._row(element, look, notes_width, place_of(index, len(elements)), above)
            yield row
            above = row.rule_below

    def _plan(self, element: Any, row: MeasuredRow, look: TableLook, place: Place) -> RowPlan | None:
        """Return how rows of the form of this one are measured, or None if each is read by itself."""
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}trHeight") is not None:
            return None
        plans = []
        cells = element.findall(f"{W}tc")
        for index, cell in enumerate(cells):
            margins, room = self._room(cell, look)
            paragraphs = cell.findall(f"{W}p")
            type_ = look.cell_type(place, place_of(index, len(cells)))
            plan = self._paragraphs.plan(paragraphs[0], type_) if len(paragraphs) == 1 else None
            if plan is None or plan.words is None or plan.tabs:
                return None
            plans.append(_CellPlan(plan, len(plan.types), margins, room))
        return RowPlan(row, tuple(plans))

    def _planned(self, plan: RowPlan, texts: list[str], marks: tuple[str, ...], above: float) -> MeasuredRow | None:
        tallest, place = 0.0, 0
        for cell in plan.cells:
            cell_texts = texts[place : place + cell.texts]
            place += cell.texts
            lines = self._paragraphs.count_lines(cell.paragraph, cell_texts, cell.room)
            if not lines:
                return None
            height = cell.heights.get((lines, self._paragraphs.grid))
            if height is None:
                block = self._paragraphs.block_of(cell.paragraph, lines)
                height = cell.heights[lines, self._paragraphs.grid] = _stacked(cell.margins, (block,))
            if height > tallest:
                tallest = height
        row = plan.rows.get((tallest, above))
        if row is None:
            height = tallest + max(above, plan.row.edges[0])
            row = plan.rows[tallest, above] = replace(plan.row, height=height, marks=())
        return replace(row, marks=marks) if marks else row

    def _row(self, row: Any, look: TableLook, notes_width: float, place: Place, above: float) -> MeasuredRow:
        """Return a row (`w:tr`) measured. `above` is the width of the rule below the row before it."""
        properties = row.find(f"{W}trPr")
        least, exact, header, whole = 0.0, False, False, False
        for child in properties if properties is not None else ():
            name = child.tag.removeprefix(W)
            if name == "trHeight":
                least, exact = points(child.get(f"{W}val")), child.get(f"{W}hRule") == "exact"
            elif name == "tblHeader":
                header = is_on(child)
            elif name == "cantSplit":
                whole = is_on(child)
        tallest, notes, keep = 0.0, 0.0, False
        marks: list[str] = []
        cells = row.findall(f"{W}tc")
        for index, cell in enumerate(cells):
            margins, room = self._room(cell, look)
            type_ = look.cell_type(place, place_of(index, len(cells)))
            paragraphs = [self._paragraphs.measure(p, room, notes_width, type_) for p in cell.iterfind(f"{W}p")]
            tallest = max(tallest, _stacked(margins, paragraphs))
            notes += sum(note for paragraph in paragraphs for _, note in paragraph.notes)
            marks += [mark for paragraph in paragraphs for mark in paragraph.marks]
            if index == 0:
                keep = any(paragraph.keep_next for paragraph in paragraphs)
        edges = row_edges(row, look.edges(place))
        height = least if exact else max(tallest + max(above, edges[0]), least)
        return MeasuredRow(height, keep, header, not whole, notes, tuple(marks), edges)

    @staticmethod
    def _room(cell: Any, table: TableLook) -> tuple[dict[str, float], float]:
        """Return the margins of a cell, and the width between them."""
        properties = cell.find(f"{W}tcPr")
        margins = table.margins
        width = 0.0
        if properties is not None:
            size, own = properties.find(f"{W}tcW"), properties.find(f"{W}tcMar")
            width = points(size.get(f"{W}w")) if size is not None else 0.0
            if own is not None:
                margins = dict(margins)
                take_margins(margins, own)
        return margins, width - margins["left"] - margins["right"]


def _stacked(margins: dict[str, float], paragraphs: Sequence[MeasuredParagraph]) -> float:
    """Return the height of a cell with these paragraphs."""
    height = margins["top"] + margins["bottom"]
    after = 0.0
    for paragraph in paragraphs:
        look = paragraph.look
        height += max(after, look.before) + paragraph.height + sum(size for _, size in look.borders)
        after = look.after
    return height + after

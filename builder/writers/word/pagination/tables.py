"""Measure the rows of tables (ECMA-376 part 1, 17.4). Lengths are points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.templates.word.style_sheet import StyleSheet, W, is_on, number
from builder.writers.word.pagination.blocks import MeasuredParagraph, MeasuredRow
from builder.writers.word.pagination.forms import Form, form_of
from builder.writers.word.pagination.paragraphs import ParagraphMeasure, ParagraphPlan
from builder.writers.word.pagination.properties import points
from builder.writers.word.pagination.reading import parsed

__all__ = ["RowMeasure", "RowPlan", "TableLook"]

_SIDES = {"top": "top", "bottom": "bottom", "left": "left", "start": "left", "right": "right", "end": "right"}
_MOST_FORMS = 500
"""How many forms of rows are remembered."""
_USUAL_MARGINS = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}


class TableLook(Struct, frozen=True):
    """What the rows of a table have in common: the margins of its cells, and the rule between rows."""

    margins: dict[str, float]
    rule: float


class _CellPlan(Struct, frozen=True):
    """How a cell of one paragraph is measured: its paragraph with so many texts, its margins and the width between."""

    paragraph: ParagraphPlan
    texts: int
    margins: dict[str, float]
    room: float


class RowPlan(Struct, frozen=True):
    """How rows of one form are measured: what they have in common with the first, and their cells."""

    row: MeasuredRow
    cells: tuple[_CellPlan, ...]
    rule: float


class RowMeasure:
    """Measures the rows of the tables of one document. `plans` are those of rows by the frame of their table and their
    form, which other documents share.
    """

    def __init__(self, sheet: StyleSheet, paragraphs: ParagraphMeasure, plans: dict[tuple[str, Form], RowPlan | None]):
        self._sheet, self._paragraphs, self._plans = sheet, paragraphs, plans

    def look(self, properties: Any | None) -> TableLook:
        """Return the look of a table with these properties (`w:tblPr`)."""
        margins, rules = dict(_USUAL_MARGINS), {"top": 0.0, "insideH": 0.0}
        named = properties.find(f"{W}tblStyle") if properties is not None else None
        style = self._sheet.by_id.get(named.get(f"{W}val", "")) if named is not None else self._sheet.default("table")
        levels = [ancestor.find(f"{W}tblPr") for ancestor in reversed(self._sheet.chain(style))]
        for level in (*levels, properties):
            if level is not None:
                _take_margins(margins, level.find(f"{W}tblCellMar"))
                for border in level.iterfind(f"{W}tblBorders/*"):
                    rules[border.tag.removeprefix(W)] = _rule(border)
        return TableLook(margins, rules["insideH"])

    def row_texts(self, frame: str, rows: Iterable[str], look: TableLook, notes_width: float) -> Iterator[MeasuredRow]:
        """Yield the rows of a table, each given as XML, measured: rows of one form are read as elements once. `frame`
        is the XML around them. Raises NotMeasurable.
        """
        plans = self._plans
        for xml in rows:
            form, texts, marks = form_of(xml, self._paragraphs.wanted)
            key, row = (frame, form), None
            if key not in plans:
                element = parsed(xml)[0]
                row = self.row(element, look, notes_width)
                if len(plans) >= _MOST_FORMS:
                    plans.clear()
                plans[key] = self._plan(element, row, look)
            elif (plan := plans[key]) is not None:
                row = self._planned(plan, texts, marks)
            yield row if row is not None else self.row(parsed(xml)[0], look, notes_width)

    def _plan(self, element: Any, row: MeasuredRow, look: TableLook) -> RowPlan | None:
        """Return how rows of the form of this one are measured, or None if each is read by itself."""
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}trHeight") is not None:
            return None
        cells = []
        for cell in element.iterfind(f"{W}tc"):
            margins, room = self._room(cell, look)
            paragraphs = cell.findall(f"{W}p")
            plan = self._paragraphs.plan(paragraphs[0]) if len(paragraphs) == 1 else None
            if plan is None or not plan.single:
                return None
            cells.append(_CellPlan(plan, len(plan.types), margins, room))
        return RowPlan(row, tuple(cells), look.rule)

    def _planned(self, plan: RowPlan, texts: list[str], marks: tuple[str, ...]) -> MeasuredRow | None:
        tallest, place = 0.0, 0
        for cell in plan.cells:
            text = "".join(texts[place : place + cell.texts])
            place += cell.texts
            block = self._paragraphs.block(cell.paragraph, text, cell.room)
            if block is None:
                return None
            tallest = max(tallest, _stacked(cell.margins, (block,)))
        return replace(plan.row, height=tallest + plan.rule, marks=marks)

    def row(self, row: Any, look: TableLook, notes_width: float) -> MeasuredRow:
        """Return a row (`w:tr`) measured. Raises NotMeasurable."""
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
        for index, cell in enumerate(row.iterfind(f"{W}tc")):
            height, paragraphs = self._cell(cell, look, notes_width)
            tallest = max(tallest, height)
            notes += sum(note for paragraph in paragraphs for _, note in paragraph.notes)
            marks += [mark for paragraph in paragraphs for mark in paragraph.marks]
            if index == 0:
                keep = any(paragraph.keep_next for paragraph in paragraphs)
        height = least if exact else max(tallest, least) + look.rule
        return MeasuredRow(height, keep, header, not whole, notes, tuple(marks))

    def _cell(self, cell: Any, table: TableLook, notes_width: float) -> tuple[float, list[MeasuredParagraph]]:
        margins, room = self._room(cell, table)
        measured = [self._paragraphs.measure(child, room, notes_width) for child in cell.iterfind(f"{W}p")]
        return _stacked(margins, measured), measured

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
                _take_margins(margins, own)
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


def _take_margins(margins: dict[str, float], element: Any | None) -> None:
    for side in element if element is not None else ():
        if (name := _SIDES.get(side.tag.removeprefix(W))) is not None:
            margins[name] = points(side.get(f"{W}w"))


def _rule(border: Any) -> float:
    return 0.0 if border.get(f"{W}val") in ("nil", "none", None) else number(border.get(f"{W}sz")) / 8

"""What the rows and cells of a table have from its style and its own properties: margins, rules, type (ECMA-376 part 1,
17.4.39, 17.4.42, 17.4.66, 17.7.6). Lengths are points.

Each rule takes room above the row below it, the last one below the table. Where two rows say something else of the rule
between them the wider counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from builder.templates.word.style_sheet import W, number
from builder.writers.word.pagination.paragraph_looks import points

__all__ = ["Edges", "Place", "TableLook", "place_of", "row_edges", "table_look", "take_margins"]

Edges = tuple[float, float]
"""Widths of the rules above and below a row."""
Place = tuple[bool, bool]
"""True if a row is the first of its table, and if it is the last; the same for a cell in its row."""

_SIDES = {"top": "top", "bottom": "bottom", "left": "left", "start": "left", "right": "right", "end": "right"}
_USUAL_MARGINS = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}
_FIRST_COLUMN, _LAST_COLUMN, _FIRST_ROW, _LAST_ROW = "firstCol", "lastCol", "firstRow", "lastRow"
_SHOWN = {
    _FIRST_COLUMN: ("firstColumn", 0x0080),
    _LAST_COLUMN: ("lastColumn", 0x0100),
    _FIRST_ROW: ("firstRow", 0x0020),
    _LAST_ROW: ("lastRow", 0x0040),
}
"""Conditions of styles, with the attribute of `w:tblLook` (17.4.56) that shows them and its bit in older files."""


class TableLook(Struct, frozen=True):
    """The look of a table: the margins of its cells, the widths of its rules by side, those of its first and its last
    row where they differ, and the properties of runs (`w:rPr`) that its style gives to all cells ("") and to those of a
    condition.
    """

    margins: dict[str, float]
    sides: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]
    types: dict[str, tuple[Any, ...]]

    def edges(self, place: Place) -> Edges:
        """Return the rules of the rows in a place."""
        first, last = place
        above = self.sides["top" if first else "insideH"]
        below = self.sides["bottom" if last else "insideH"]
        for applies, own in ((last, self.last), (first, self.first)):
            if applies:
                above, below = own.get("top", above), own.get("bottom", below)
        return above, below

    def cell_type(self, row: Place, column: Place) -> tuple[Any, ...]:
        """Return what the style says of runs in a cell, the weakest first."""
        conditions = zip((_FIRST_COLUMN, _LAST_COLUMN, _FIRST_ROW, _LAST_ROW), (*column, *row), strict=True)
        applying = ["", *(condition for condition, applies in conditions if applies)]
        return tuple(element for condition in applying for element in self.types.get(condition, ()))


def place_of(index: int, count: int) -> Place:
    """Return the place of a row or cell by its index among so many."""
    return index == 0, index == count - 1


def table_look(styles: Sequence[Any], properties: Any | None) -> TableLook:
    """Return the look of a table with these properties (`w:tblPr`). `styles` are its style and those that it is based
    on, nearest first.
    """
    margins, sides = dict(_USUAL_MARGINS), {"top": 0.0, "bottom": 0.0, "insideH": 0.0}
    rows: dict[str, dict[str, float]] = {_FIRST_ROW: {}, _LAST_ROW: {}}
    types: dict[str, tuple[Any, ...]] = {}
    for style in reversed(styles):
        for holder in (style, *style.iterfind(f"{W}tblStylePr")):
            condition = holder.get(f"{W}type", "") if holder is not style else ""
            if condition and not _shows(properties, condition):
                continue
            if condition in rows:
                rows[condition] |= _widths(holder.find(f"{W}tcPr/{W}tcBorders"))
            if (run := holder.find(f"{W}rPr")) is not None:
                types[condition] = (*types.get(condition, ()), *run)
    levels = [style.find(f"{W}tblPr") for style in reversed(styles)]
    for level in (*levels, properties):
        if level is not None:
            take_margins(margins, level.find(f"{W}tblCellMar"))
            sides |= _widths(level.find(f"{W}tblBorders"))
    return TableLook(margins, sides, rows[_FIRST_ROW], rows[_LAST_ROW], types)


def row_edges(row: Any, usual: Edges) -> Edges:
    """Return the rules of a row (`w:tr`): the widest of its cells, of which some may have rules of their own."""
    above, below = [], []
    for cell in row.iterfind(f"{W}tc"):
        own = _widths(cell.find(f"{W}tcPr/{W}tcBorders"))
        above.append(own.get("top", usual[0]))
        below.append(own.get("bottom", usual[1]))
    return max(above, default=usual[0]), max(below, default=usual[1])


def take_margins(margins: dict[str, float], element: Any | None) -> None:
    """Let the margins that an element names override those that are known."""
    for side in element if element is not None else ():
        if (name := _SIDES.get(side.tag.removeprefix(W))) is not None:
            margins[name] = points(side.get(f"{W}w"))


def _shows(properties: Any | None, condition: str) -> bool:
    """Return True if a table shows a condition of its style."""
    look = properties.find(f"{W}tblLook") if properties is not None else None
    if look is None or condition not in _SHOWN:
        return False
    name, bit = _SHOWN[condition]
    if (named := look.get(f"{W}{name}")) is not None:
        return named in ("1", "true", "on")
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & bit)
    except ValueError:
        return False


def _widths(borders: Any | None) -> dict[str, float]:
    """Return the width of each border that an element names, 0 for none."""
    widths = {}
    for border in borders if borders is not None else ():
        none = border.get(f"{W}val") in ("nil", "none", None)
        widths[border.tag.removeprefix(W)] = 0.0 if none else number(border.get(f"{W}sz")) / 8
    return widths

"""The rows of a returned Word table: which row holds which text, and in which column its translation is.

People delete, move and merge columns, sort and copy rows, and cut words together with their bookmark. So a row is that
of a text if two of three agree: the bookmark of its target, its number, its source. Columns are those in which most
rows have the bookmarks, the numbers and the sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from builder.exchange.marked_text import ShownCodes
from builder.exchange.table_part import ListedUnit
from builder.exchange.words import Words, words_of
from builder.office.xml import qn

__all__ = ["PlacedRows", "TableRow", "place_rows", "shown_in", "source_shown", "without_spaces"]

_TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "t"))
_MARK, _NAME = qn("w:bookmarkStart"), qn("w:name")
_VERTICAL = f"{qn('w:tcPr')}/{qn('w:vMerge')}"
_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"
_OF_ROW = frozenset((_TC, qn("w:trPr"), qn("w:tblPrEx")))
"""The elements of a row without content controls (ECMA-376 part 1, 17.4.78)."""
_NUMBER, _SOURCE, _TARGET, _WIDTH = 0, 1, 2, 4
"""The columns as sent out, and their number."""
_DECIDING = 200
"""Of at least so many rows, a part decides which columns are which: the words of a table are read slowly."""
_AGREEING = 2
"""How many of bookmark, number and source make a row certain."""


class TableRow(Struct, frozen=True):
    """A row: its number in the document from 1 on, the cells of its source and its translation (None without that
    column), and what keeps it from being read ("" if nothing does).
    """

    number: int
    source: Any
    target: Any
    fault: str = ""


class PlacedRows(Struct, frozen=True):
    """The texts that are in the table with their rows, in the order of the texts, and the rows of no text."""

    placed: tuple[tuple[ListedUnit, TableRow], ...]
    others: tuple[TableRow, ...]


class _Row:
    """A row with what shows whose it is."""

    def __init__(self, number: int, cells: list[Any], names: frozenset[str], shown: str):
        self.number = number
        self.cells = cells
        self.names = names
        self.shown = shown


class _Columns(Struct, frozen=True):
    """The number of cells of a usual row, and the places of three columns in it; None for one that is not there."""

    width: int
    number: int | None
    source: int | None
    target: int | None


def place_rows(root: Any, units: Sequence[ListedUnit]) -> PlacedRows:
    """Return the rows of a main part by the texts that were sent out."""
    rows = [_Row(number, cells, _names(cells), "") for number, cells in _rows(root)]
    sources = _Sources(units)
    columns = _columns(rows, units, sources)
    for row in rows:
        row.shown = _number_of(row, columns)
    placed = _Placing(rows, columns, sources).result(units)
    taken = {row.number for _, row in placed}
    others = (row for row in rows if row.number not in taken)
    return PlacedRows(
        tuple((unit, _table_row(row, columns)) for unit, row in placed),
        tuple(_table_row(row, columns) for row in others),
    )


def _rows(root: Any) -> Iterator[tuple[int, list[Any]]]:
    """Yield the numbers and cells of the rows that are not in a cell themselves, nor deleted in tracked changes."""
    number = 0
    table, nested = None, False
    for row in root.iter(_TR):
        parent = row.getparent()
        if parent is not table:
            table, nested = parent, next(row.iterancestors(_TC), None) is not None
        if nested:
            continue
        number += 1
        if row.find(_DELETED) is None:
            yield number, _cells(row)


def _cells(row: Any) -> list[Any]:
    """Return the cells of a row, those in content controls too, but not those of tables in its cells."""
    children = list(row)
    if all(child.tag in _OF_ROW for child in children):
        return [child for child in children if child.tag == _TC]
    return [cell for cell in row.iter(_TC) if next(cell.iterancestors(_TR)) is row]


def _names(cells: list[Any]) -> frozenset[str]:
    return frozenset(mark.get(_NAME, "") for cell in cells for mark in cell.iter(_MARK))


def without_spaces(text: str) -> str:
    """Return words to compare: word processors set other spaces and line ends."""
    return "".join(text.split())


def shown_in(cell: Any) -> str:
    """Return the words of a cell without spaces, those of tracked moves twice."""
    return without_spaces("".join(text.text or "" for text in cell.iter(_T)))


def source_shown(words: Words, codes: ShownCodes) -> str:
    """Return what the cell of a source shows, without spaces."""
    return without_spaces(
        "".join(
            piece.replace("{", "{{").replace("}", "}}")
            if isinstance(piece, str)
            else codes.sign(piece)
            if (piece.form == "alone" and piece.kind != "break") or piece.kind == "lang"
            else ""
            for piece in words
        )
    )


class _Sources:
    """What the cells of the sources show, made when it is asked for: most rows are certain without."""

    def __init__(self, units: Sequence[ListedUnit]):
        self._units = units
        self._shown: dict[str, str] = {}

    def of(self, unit: ListedUnit) -> str:
        """Return what the cell of a text's source shows."""
        if unit.key not in self._shown:
            source = words_of(unit.source, unit.literal)
            target = words_of(unit.target, unit.literal) if unit.target is not None else ()
            self._shown[unit.key] = source_shown(source, ShownCodes(source, target))
        return self._shown[unit.key]

    def all(self) -> frozenset[str]:
        """Return what the cells of all sources show."""
        return frozenset(map(self.of, self._units))


# --- Columns ---------------------------------------------------------------------------------------------------------


def _columns(rows: Sequence[_Row], units: Sequence[ListedUnit], sources: _Sources) -> _Columns:
    anchors = frozenset(unit.anchor for unit in units)
    marked = [row for row in rows if row.names & anchors]
    width = _most(len(row.cells) for row in marked or rows) or _WIDTH
    usual = _some([row for row in marked or rows if len(row.cells) == width])
    target = _most(
        at
        for row in usual
        for at, cell in enumerate(row.cells)
        if any(m.get(_NAME) in anchors for m in cell.iter(_MARK))
    )
    if target is None:
        target = _TARGET if width == _WIDTH else None
    numbers = frozenset(unit.number for unit in units)
    number = _column_of(usual, numbers, {target})
    if (width, number, target) == (_WIDTH, _NUMBER, _TARGET):
        return _Columns(width, number, _SOURCE, target)
    return _Columns(width, number, _column_of(usual, sources.all(), {target, number}), target)


def _some(rows: list[_Row]) -> list[_Row]:
    """Return the rows that decide about columns: all of a few, else every so many from the first to the last."""
    return rows[:: max(1, len(rows) // _DECIDING)]


def _column_of(rows: Sequence[_Row], words: frozenset[str], others: set[int | None]) -> int | None:
    """Return the column in which at least half of the rows show some of the words."""
    votes = Counter(
        at
        for row in rows
        for at, cell in enumerate(row.cells)
        if at not in others and (shown := shown_in(cell)) and shown in words
    )
    ((column, count),) = votes.most_common(1) or [(-1, 0)]
    return column if count and 2 * count >= len(rows) else None


def _most(numbers: Iterator[int]) -> int | None:
    most = Counter(numbers).most_common(1)
    return most[0][0] if most else None


def _number_of(row: _Row, columns: _Columns) -> str:
    """Return the number that a row shows; that of a row whose cells were merged is in its first one."""
    if columns.number is None:
        return ""
    at = columns.number if len(row.cells) == columns.width else 0
    return shown_in(row.cells[at]) if row.cells else ""


def _table_row(row: _Row, columns: _Columns) -> TableRow:
    if columns.target is None:
        return TableRow(row.number, None, None, "the column of the translations is not in the table")
    if len(row.cells) != columns.width:
        return TableRow(row.number, None, None, "the cells of its row were joined or divided")
    target = row.cells[columns.target]
    source = row.cells[columns.source] if columns.source is not None else None
    joined = target.find(_VERTICAL) is not None
    return TableRow(row.number, source, target, "its cell was joined with that of another row" if joined else "")


# --- Rows ------------------------------------------------------------------------------------------------------------


class _Placing:
    """Finds the row of each text, each row for one text: first where two of three agree, then by the bookmark or the
    number alone.
    """

    def __init__(self, rows: Sequence[_Row], columns: _Columns, sources: _Sources):
        self._columns = columns
        self._sources = sources
        self._taken: set[int] = set()
        self._by_name: dict[str, list[_Row]] = {}
        self._by_number: dict[str, list[_Row]] = {}
        for row in rows:
            for name in row.names:
                self._by_name.setdefault(name, []).append(row)
            if row.shown:
                self._by_number.setdefault(row.shown, []).append(row)

    def result(self, units: Sequence[ListedUnit]) -> list[tuple[ListedUnit, _Row]]:
        """Return the texts with their rows, in the order of the texts."""
        rows: dict[str, _Row] = {}
        for least in (_AGREEING, 1):
            for unit in units:
                row = self._best(unit, least) if unit.key not in rows else None
                if row is not None:
                    rows[unit.key] = row
                    self._taken.add(row.number)
        return [(unit, rows[unit.key]) for unit in units if unit.key in rows]

    def _best(self, unit: ListedUnit, least: int) -> _Row | None:
        """Return the first free row for which most agrees, at least so much."""
        named = [row for row in self._by_name.get(unit.anchor, ()) if row.number not in self._taken]
        numbered = [row for row in self._by_number.get(unit.number, ()) if row.number not in self._taken]
        if len(named) == 1 and numbered == named:
            return named[0]
        candidates = {row.number: row for row in (*named, *numbered)}
        scores = {
            number: (row in named) + (row in numbered) + self._has_source(row, unit)
            for number, row in candidates.items()
        }
        best = max(scores, key=lambda number: (scores[number], -number), default=None)
        return candidates[best] if best is not None and scores[best] >= least else None

    def _has_source(self, row: _Row, unit: ListedUnit) -> bool:
        column = self._columns.source
        if column is None or len(row.cells) != self._columns.width:
            return False
        return shown_in(row.cells[column]) == self._sources.of(unit)

"""An area of a workbook's sheet as data: the header row names the columns, the rows under it are read cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from builder.content.csvdata import Data, Field
from builder.content.files import FileProblem
from builder.content.sources.areas import Area
from builder.content.sources.cell_values import EMPTY, CellValue, cell_value
from builder.content.sources.sheet_cells import Sheet
from builder.content.sources.typed_values import CellFormats, Native, ValueFault
from builder.content.sources.workbook import Workbook
from builder.content.yaml_values import SourceText
from builder.source import Span

__all__ = ["sheet_data"]


def sheet_data(
    workbook: Workbook, file: str, area: Area, header_row: int | None = None, names: Sequence[str] = ()
) -> Data:
    """Return the data of an area. Raises FileProblem if it has no header.

    The header is the row `header_row` of the sheet, by default the first of the area that holds something; the area
    has none if the columns' `names` are given. Rows and columns that hold nothing are left out.
    """
    sheet = workbook.sheet(area.sheet)
    reader = _AreaReader(workbook, sheet, area, file)
    rows = [number for number in sheet.rows if area.top <= number <= area.bottom and reader.holds_text(number)]
    if header_row is not None and header_row not in rows:
        raise FileProblem("data", f"row {header_row} of the sheet `{sheet.name}`, the `header_row`, is empty")
    if not rows:
        raise FileProblem("data", f"{_shown(area)} is empty", "its first row names the columns")
    header = [(name, area.top, area.left + at) for at, name in enumerate(names)]
    if not header:
        top = header_row if header_row is not None else rows[0]
        reader.refuse_merged_header(top)
        header = reader.header(top)
        rows = [number for number in rows if number > top]
    texts = [reader.row(number) for number in rows]
    kept = [at for at, (name, _, _) in enumerate(header) if name or any(row[at][0] for row in texts)]
    return Data(
        file=file,
        source=SourceText(file, "", sheet.name),
        header=[header[at] for at in kept],
        rows=[[row[at] for at in kept] for row in texts],
        natives=[[reader.natives[number][at] for at in kept] for number in rows],
        faults=reader.faults,
        formats=[reader.formats[at] for at in kept],
        hidden=tuple(Span(file, number, area.left, sheet.name) for number in rows if number in sheet.hidden),
    )


def _shown(area: Area) -> str:
    return f"{area.address} of the sheet `{area.sheet}`"


class _AreaReader:
    """Reads the rows of an area, and notes what their cells are beside texts."""

    def __init__(self, workbook: Workbook, sheet: Sheet, area: Area, file: str) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._area = area
        self._file = file
        self._columns = range(area.left, area.right + 1)
        self._merged = _covered(sheet.merged, area)
        self.natives: dict[int, list[Native | None]] = {}
        self.faults: dict[tuple[int, int], ValueFault] = {}
        self.formats: list[CellFormats] = [{} for _ in self._columns]

    def holds_text(self, number: int) -> bool:
        """Return True if a row of the area holds something, an error included."""
        area = self._area
        return any(
            area.left <= column <= area.right and (value or formula)
            for column, (_, value, _, formula) in self._sheet.rows[number].items()
        )

    def header(self, number: int) -> list[Field]:
        """Return the names of the columns."""
        cells = self._sheet.rows[number]
        names: list[Field] = []
        for column in self._columns:
            raw = cells.get(column)
            value = cell_value(self._workbook, raw) if raw is not None else EMPTY
            if value.fault is not None:
                raise FileProblem("data", f"{self._span(number, column)}: {value.fault.message}", value.fault.hint)
            names.append((" ".join(value.text.split()), number, column))
        return names

    def refuse_merged_header(self, top: int) -> None:
        """Raise FileProblem for a header of two rows, of which the second would be read as data."""
        for merged in self._sheet.merged:
            inside = merged.left <= self._area.right and merged.right >= self._area.left
            if inside and merged.top <= top < merged.bottom and top < self._area.bottom:
                place = self._span(merged.top, merged.left)
                message = (
                    f"{place}: the header cells {merged.address} are merged over {merged.bottom - merged.top + 1} rows"
                )
                raise FileProblem("data", message, "unmerge them, and name each column in one row")

    def row(self, number: int) -> list[Field]:
        """Return the texts of a row."""
        cells = self._sheet.rows[number]
        fields: list[Field] = []
        natives: list[Native | None] = []
        workbook, merged = self._workbook, self._merged
        for at, column in enumerate(self._columns):
            raw = cells.get(column)
            if merged and (number, column) in merged:
                value = self._merged_value(number, column)
            elif raw is None:
                value = EMPTY
            else:
                value = cell_value(workbook, raw)
            if value.fault is not None:
                self.faults[number, column] = value.fault
            elif value.native is not None and value.format is not None and value.format.kind != "date":
                self.formats[at].setdefault(value.format, self._span(number, column))
            fields.append((value.text if value.fault is None else "#", number, column))
            natives.append(value.native)
        self.natives[number] = natives
        return fields

    def _merged_value(self, number: int, column: int) -> CellValue:
        """Return the value of a merged cell: a text is that of each row; a number would count once for several rows."""
        area = self._merged[number, column]
        raw = self._sheet.rows.get(area.top, {}).get(area.left)
        value = cell_value(self._workbook, raw) if raw is not None and column == area.left else EMPTY
        if area.bottom == area.top or value.native is None:
            return value
        message = f"{area.address} are merged: one number stands for {area.bottom - area.top + 1} rows"
        return CellValue(fault=ValueFault(message, "unmerge the cells, and write the number of each row"))

    def _span(self, row: int, column: int) -> Span:
        return Span(self._file, row, column, self._sheet.name)


def _covered(merged: list[Area], area: Area) -> dict[tuple[int, int], Area]:
    """Return the merged area of each cell of an area that belongs to one."""
    cells: dict[tuple[int, int], Area] = {}
    for each in merged:
        for row in range(max(each.top, area.top), min(each.bottom, area.bottom) + 1):
            for column in range(max(each.left, area.left), min(each.right, area.right) + 1):
                cells[row, column] = each
                if len(cells) > 1_000_000:
                    raise FileProblem("too-large", f"the sheet `{area.sheet}` has too many merged cells")
    return cells

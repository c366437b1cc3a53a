"""The workbook embedded in a chart, which opens when a user chooses "Edit data" (ECMA-376 part 1, 18).

One sheet with texts, numbers and dates needs six short parts. XlsxWriter took 16 ms to import and 2 ms for each
workbook, this takes 0.3 ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from builder.office.saving import write_archive
from builder.office.xml import PROLOGUE, attribute, declare, escape
from builder.tree.exhibits import ChartNode
from builder.writers.charts.data import SHEET, cell, data_rows, number
from builder.writers.charts.text import text_width

__all__ = ["write_workbook"]

_NARROWEST, _WIDEST = 12, 60
"""Widths of columns in characters."""
_DIGIT, _PADDING = 7, 5
"""Pixels of a digit in Calibri 11, and of the margins of a cell: the width of a column counts both (18.3.1.13)."""
_LONGEST = 32_767
"""Characters in a cell, at most."""
_FIRST_CODE = 164
"""Id of the first number format that is not built in (18.8.30)."""
_NUMBER, _DATE, _SECOND = 1, 2, 2
"""Places of the formats of cells in the styles; 0 is that of texts. A chart with a second axis, whose values have the
third, has no dates.
"""

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONSHIPS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = 'xmlns="http://schemas.openxmlformats.org/package/2006/content-types"'
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_CONTENT_TYPES = (
    f"<Types {_TYPES}>"
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_ML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_ML}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_ML}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET_ML}.sharedStrings+xml"/></Types>'
)
_PACKAGE_RELATIONSHIPS = (
    f'<Relationships {_RELATIONSHIPS}><Relationship Id="rId1" Type="{_RELATED}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_WORKBOOK = (
    f"<workbook {_MAIN} {declare('r')}><bookViews><workbookView/></bookViews>"
    f'<sheets><sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_WORKBOOK_RELATIONSHIPS = (
    f"<Relationships {_RELATIONSHIPS}>"
    f'<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATED}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATED}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)


def write_workbook(chart: ChartNode) -> bytes:
    """Return an .xlsx file with the chart's categories, series and values, in the cells that the chart refers to.

    Values keep their number format; a missing value is an empty cell.
    """
    sheet = _Sheet()
    sheet.add_row(0, enumerate((sheet.text(row.name) for row in data_rows(chart)), start=1))
    for place, category in enumerate(chart.categories):
        name = sheet.text(category) if chart.time is None else _value(str(chart.time.positions[place]), _DATE)
        values = ((series.values[place], _SECOND if series.secondary else _NUMBER) for series in chart.series)
        numbers = ("" if value is None else _value(number(value), style) for value, style in values)
        sheet.add_row(place + 1, enumerate((name, *numbers, *_total(chart, place))))
    code = chart.time.code if chart.time is not None else chart.second_format if chart.second_axis is not None else ""
    codes = (chart.number_format, code) if code else (chart.number_format,)
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELATIONSHIPS,
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _WORKBOOK_RELATIONSHIPS,
        "xl/worksheets/sheet1.xml": sheet.xml(_widths(chart)),
        "xl/styles.xml": _styles(codes),
        "xl/sharedStrings.xml": sheet.texts_xml(),
    }
    stream = BytesIO()
    write_archive(stream, ((name, f"{PROLOGUE}{xml}".encode()) for name, xml in parts.items()))
    return stream.getvalue()


class _Sheet:
    """The rows of the sheet, and the texts of its cells, each once."""

    def __init__(self) -> None:
        self._rows: list[str] = []
        self._texts: dict[str, int] = {}
        self._count = 0

    def text(self, text: str) -> str:
        """Return the attributes and the content of a cell with a text."""
        self._count += 1
        return f' t="s"><v>{self._texts.setdefault(text[:_LONGEST], len(self._texts))}</v>'

    def add_row(self, row: int, contents: Iterator[tuple[int, str]]) -> None:
        """Add a row; `contents` gives its cells by column, an empty one as ""."""
        cells = "".join(f'<c r="{cell(row, column)}"{content}</c>' for column, content in contents if content)
        self._rows.append(f'<row r="{row + 1}">{cells}</row>')

    def xml(self, widths: list[float]) -> str:
        """Return the sheet. `widths` are those of its columns in characters."""
        columns = "".join(
            f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
            for column, width in enumerate(widths, start=1)
        )
        return (
            f'<worksheet {_MAIN}><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
            f"<cols>{columns}</cols><sheetData>{''.join(self._rows)}</sheetData></worksheet>"
        )

    def texts_xml(self) -> str:
        """Return the table of texts. `_x` begins the code of a character there (22.9.2.19, ST_Xstring)."""
        items = (escape(text.replace("_x", "_x005F_x")) for text in self._texts)
        texts = "".join(f'<si><t xml:space="preserve">{item}</t></si>' for item in items)
        return f'<sst {_MAIN} count="{self._count}" uniqueCount="{len(self._texts)}">{texts}</sst>'


def _total(chart: ChartNode, place: int) -> tuple[str, ...]:
    """Return the cell of a category's total, which adds its parts up again when they are edited."""
    total = chart.total.values[place] if chart.total is not None else None
    if total is None:
        return ()
    parts = f"{cell(place + 1, 1)}:{cell(place + 1, len(chart.series))}"
    return (f' s="{_NUMBER}"><f>SUM({parts})</f><v>{number(total)}</v>',)


def _value(value: str, style: int) -> str:
    return f' s="{style}"><v>{value}</v>'


def _styles(codes: tuple[str, ...]) -> str:
    """Return the styles: the format of texts, then one for each number format."""
    formats = "".join(
        f'<numFmt numFmtId="{_FIRST_CODE + place}" formatCode="{attribute(code)}"/>' for place, code in enumerate(codes)
    )
    cells = "".join(
        f'<xf numFmtId="{_FIRST_CODE + place}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for place, _ in enumerate(codes)
    )
    return (
        f'<styleSheet {_MAIN}><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{1 + len(codes)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{cells}'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _widths(chart: ChartNode) -> list[float]:
    """Return the widths of the columns, at which their names are visible."""
    longest = [max((text_width(category, 2) for category in chart.categories), default=0)]
    longest += [text_width(series.name, 2) for series in chart.series]
    characters = (min(_WIDEST, max(_NARROWEST, round(width) + 2)) for width in longest)
    return [int((count * _DIGIT + _PADDING) / _DIGIT * 256) / 256 for count in characters]

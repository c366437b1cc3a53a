"""The workbook inside a chart: what opens when a colleague chooses "Edit data".

One sheet of text and numbers, written by hand because it must be small, quick and the same at every build. It has no
document properties: they could only hold dates that mean nothing. (SpreadsheetML, ECMA-376 part 1, clause 18.)
"""

from __future__ import annotations

from builder.office.package import RELATIONSHIPS, ROOT, Package
from builder.office.xml import PROLOGUE, attribute, escape
from builder.tree.nodes import ChartNode
from builder.writers.charts.data import SHEET, cell, number
from builder.writers.charts.text import text_width

__all__ = ["write_workbook"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_BOOK = (
    f'{PROLOGUE}<workbook xmlns="{_MAIN}" xmlns:r="{RELATIONSHIPS}"><sheets>'
    f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
).encode()


def write_workbook(chart: ChartNode) -> bytes:
    """The .xlsx file with the chart's categories, series and values. Numbers keep their digits and their format."""
    package = Package()
    package.add_part("/xl/workbook.xml", f"{_TYPE}sheet.main+xml", _BOOK)
    package.add_part("/xl/worksheets/sheet1.xml", f"{_TYPE}worksheet+xml", _sheet(chart))
    package.add_part("/xl/styles.xml", f"{_TYPE}styles+xml", _styles(chart.number_format))
    package.relate(ROOT, f"{RELATIONSHIPS}/officeDocument", "/xl/workbook.xml")
    package.relate("/xl/workbook.xml", f"{RELATIONSHIPS}/worksheet", "/xl/worksheets/sheet1.xml")
    package.relate("/xl/workbook.xml", f"{RELATIONSHIPS}/styles", "/xl/styles.xml")
    return package.to_bytes()


def _sheet(chart: ChartNode) -> bytes:
    names = ("", *(series.name for series in chart.series))
    rows = [_row(0, [_text(0, column, name) for column, name in enumerate(names) if name])]
    for index, category in enumerate(chart.categories):
        cells = [_text(index + 1, 0, category)]
        for column, series in enumerate(chart.series, start=1):
            value = series.values[index]
            if value is not None:
                cells.append(f'<c r="{cell(index + 1, column)}" s="1"><v>{number(value)}</v></c>')
        rows.append(_row(index + 1, cells))
    area = f"A1:{cell(len(chart.categories), len(chart.series))}"
    return (
        f'{PROLOGUE}<worksheet xmlns="{_MAIN}"><dimension ref="{area}"/>{_columns(chart)}'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    ).encode()


def _columns(chart: ChartNode) -> str:
    """Widths, in characters, that show every name (at most 60)."""
    longest = [max((text_width(text, 2) for text in chart.categories), default=0)]
    longest += [text_width(series.name, 2) for series in chart.series]
    lines = (
        f'<col min="{i}" max="{i}" width="{min(60, max(12, round(width) + 2))}" customWidth="1"/>'
        for i, width in enumerate(longest, start=1)
    )
    return f"<cols>{''.join(lines)}</cols>"


def _row(index: int, cells: list[str]) -> str:
    return f'<row r="{index + 1}">{"".join(cells)}</row>'


def _text(row: int, column: int, text: str) -> str:
    words = escape(text)
    return f'<c r="{cell(row, column)}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _styles(number_format: str) -> bytes:
    """Two cell formats: general, and the values' number format."""
    formats, number_id = "", 0
    if number_format != "General":
        number_id = 164
        formats = f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{attribute(number_format)}"/></numFmts>'
    plain = 'fontId="0" fillId="0" borderId="0"'
    return (
        f'{PROLOGUE}<styleSheet xmlns="{_MAIN}">{formats}'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {plain}/></cellStyleXfs>'
        f'<cellXfs count="2"><xf numFmtId="0" {plain} xfId="0"/>'
        f'<xf numFmtId="{number_id}" {plain} xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ).encode()

"""The data of a chart in the file: references to the cells of its workbook, with the cached values.

One module defines the cells: names of series in row 1 from column B, categories in column A from row 2. In a scatter
chart, column A has the values on the horizontal axis, and the column after the last series the names of the points. The
workbook writer and the references both use it, so cells and caches cannot differ.
"""

from __future__ import annotations

from decimal import Decimal

from builder.office.xml import escape
from builder.tree.exhibits import ChartNode, SeriesNode

__all__ = [
    "SHEET",
    "categories",
    "cell",
    "data_rows",
    "number",
    "point_names",
    "scatter_values",
    "series_name",
    "values",
]

SHEET = "Sheet1"


def cell(row: int, column: int) -> str:
    """Return the name of a cell, row and column counted from 0: (0, 0) → A1, (1, 27) → AB2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def number(value: Decimal) -> str:
    """Return a number as XML Schema and SpreadsheetML write it: all its digits, no exponent, no trailing zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _reference(first: str, last: str | None = None) -> str:
    return f"<c:f>{_area(first, last)}</c:f>"


def _area(first: str, last: str | None = None) -> str:
    """Return the absolute address of cells: `Sheet1!$B$2:$B$5`."""
    names = [first] if last is None or last == first else [first, last]
    absolute = ["$" + name.rstrip("0123456789") + "$" + name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for name in names]
    return f"{SHEET}!{':'.join(absolute)}"


def _strings(texts: tuple[str, ...]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>' for i, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def data_rows(chart: ChartNode) -> tuple[SeriesNode, ...]:
    """Return the series of a chart, and the totals after them if it has any: a column of the workbook each."""
    return chart.series if chart.total is None else (*chart.series, chart.total)


def series_name(chart: ChartNode, index: int) -> str:
    """Return `c:tx` of a series: the cell above its values."""
    text = _strings((data_rows(chart)[index].name,))
    return f"<c:tx><c:strRef>{_reference(cell(0, index + 1))}{text}</c:strRef></c:tx>"


def categories(chart: ChartNode) -> str:
    """Return `c:cat`: the first column, as text, so that no reader's locale rewrites a date; as numbers if the
    categories are placed in time.
    """
    area = _reference(cell(1, 0), cell(len(chart.categories), 0))
    if chart.time is None:
        return f"<c:cat><c:strRef>{area}{_strings(chart.categories)}</c:strRef></c:cat>"
    points = "".join(f'<c:pt idx="{i}"><c:v>{day}</c:v></c:pt>' for i, day in enumerate(chart.time.positions))
    code = f"<c:formatCode>{escape(chart.time.code)}</c:formatCode>"
    cache = f'<c:numCache>{code}<c:ptCount val="{len(chart.categories)}"/>{points}</c:numCache>'
    return f"<c:cat><c:numRef>{area}{cache}</c:numRef></c:cat>"


def values(chart: ChartNode, index: int) -> str:
    """Return `c:val` of a series. A missing value has no point in the cache and no cell in the workbook."""
    row = data_rows(chart)[index]
    code = chart.second_format if row.secondary else chart.number_format
    return f"<c:val>{_numbers(row.values, index + 1, code)}</c:val>"


def scatter_values(chart: ChartNode, x: SeriesNode, index: int) -> str:
    """Return `c:xVal` and `c:yVal` of a series of points."""
    across, up = (
        _numbers(x.values, 0, chart.x_format),
        _numbers(chart.series[index].values, index + 1, chart.number_format),
    )
    return f"<c:xVal>{across}</c:xVal><c:yVal>{up}</c:yVal>"


def point_names(chart: ChartNode) -> str:
    """Return `c15:datalabelsRange`: the cells of the names of points ([MS-ODRAWXML] 2.24.3.13)."""
    column = len(chart.series) + 1
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(name)}</c:v></c:pt>' for i, name in enumerate(chart.categories))
    area = _area(cell(1, column), cell(len(chart.categories), column))
    cache = f'<c15:dlblRangeCache><c:ptCount val="{len(chart.categories)}"/>{points}</c15:dlblRangeCache>'
    return f"<c15:datalabelsRange><c15:f>{area}</c15:f>{cache}</c15:datalabelsRange>"


def _numbers(values: tuple[Decimal | None, ...], column: int, code: str) -> str:
    """Return `c:numRef` of a column of numbers."""
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number(value)}</c:v></c:pt>' for i, value in enumerate(values) if value is not None
    )
    area = _reference(cell(1, column), cell(len(values), column))
    cache = f'<c:formatCode>{escape(code)}</c:formatCode><c:ptCount val="{len(values)}"/>{points}'
    return f"<c:numRef>{area}<c:numCache>{cache}</c:numCache></c:numRef>"

"""The data of a chart in the file: references to the cells of its workbook, with the cached values.

One module defines the cells: names of series in row 1 from column B, categories in column A from row 2. The workbook
writer and the references both use it, so cells and caches cannot differ.
"""

from __future__ import annotations

from decimal import Decimal

from builder.office.xml import escape
from builder.tree.exhibits import ChartNode, SeriesNode

__all__ = ["SHEET", "categories", "cell", "data_rows", "number", "series_name", "values"]

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
    names = [first] if last is None or last == first else [first, last]
    absolute = ["$" + name.rstrip("0123456789") + "$" + name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for name in names]
    return f"<c:f>{SHEET}!{':'.join(absolute)}</c:f>"


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
    given = row.values
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number(value)}</c:v></c:pt>' for i, value in enumerate(given) if value is not None
    )
    area = _reference(cell(1, index + 1), cell(len(given), index + 1))
    code = chart.second_format if row.secondary else chart.number_format
    cache = f'<c:formatCode>{escape(code)}</c:formatCode><c:ptCount val="{len(given)}"/>{points}'
    return f"<c:val><c:numRef>{area}<c:numCache>{cache}</c:numCache></c:numRef></c:val>"

"""The workbook embedded in a chart, which opens when a user chooses "Edit data"; written by XlsxWriter."""

from __future__ import annotations

import datetime
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from builder.tree.exhibits import ChartNode, SeriesNode
from builder.writers.charts.data import SHEET, cell, data_rows
from builder.writers.charts.text import text_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_workbook"]

_CREATED = datetime.datetime(1980, 1, 1)
"""A constant, so that the same chart gives the same bytes; XlsxWriter would write the time of day."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROWEST, _WIDEST = 12, 60
"""Widths of columns in characters."""


@lru_cache(maxsize=64)
def write_workbook(chart: ChartNode) -> bytes:
    """Return an .xlsx file with the chart's categories, series and values, in the cells that the chart refers to.

    Values keep their number format; a missing value is an empty cell. The last workbooks are remembered: a brief and a
    deck have the same.
    """
    from xlsxwriter import Workbook

    stream = BytesIO()
    workbook = Workbook(stream, _OPTIONS)
    workbook.set_properties({"created": _CREATED})
    sheet = workbook.add_worksheet(SHEET)
    number_format = workbook.add_format({"num_format": chart.number_format})
    second_format = workbook.add_format({"num_format": chart.second_format or chart.number_format})
    _set_widths(sheet, chart)
    if chart.x is not None:
        _write_points(sheet, chart, chart.x, workbook.add_format({"num_format": chart.x_format}))
    elif chart.time is None:
        for row, category in enumerate(chart.categories, start=1):
            sheet.write_string(row, 0, category)
    else:
        date_format = workbook.add_format({"num_format": chart.time.code})
        for row, day in enumerate(chart.time.positions, start=1):
            sheet.write_number(row, 0, day, date_format)
    for column, row_data in enumerate(data_rows(chart), start=1):
        sheet.write_string(0, column, row_data.name)
    for column, series in enumerate(chart.series, start=1):
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, float(value), second_format if series.secondary else number_format)
    _write_totals(sheet, chart, number_format)
    workbook.close()
    return stream.getvalue()


def _write_points(sheet: Worksheet, chart: ChartNode, x: SeriesNode, x_format: Format) -> None:
    """Write the values on the horizontal axis before those of the series, and the names of the points after them."""
    sheet.write_string(0, 0, x.name)
    for row, value in enumerate(x.values, start=1):
        if value is not None:
            sheet.write_number(row, 0, float(value), x_format)
    for row, name in enumerate(chart.categories, start=1):
        sheet.write_string(row, len(chart.series) + 1, name)


def _write_totals(sheet: Worksheet, chart: ChartNode, number_format: Format) -> None:
    """Write the cells of totals, which add their parts up again when they are edited."""
    last = len(chart.series)
    for row, total in enumerate(chart.total.values if chart.total is not None else (), start=1):
        if total is not None:
            parts = f"{cell(row, 1)}:{cell(row, last)}"
            sheet.write_formula(row, last + 1, f"=SUM({parts})", number_format, float(total))


def _set_widths(sheet: Worksheet, chart: ChartNode) -> None:
    """Set the width of each column so that its names are visible."""
    names = max((text_width(category, 2) for category in chart.categories), default=0.0)
    longest = [text_width(series.name, 2) for series in chart.series]
    longest = [names, *longest] if chart.x is None else [text_width(chart.x.name, 2), *longest, names]
    for column, width in enumerate(longest):
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, round(width) + 2)))

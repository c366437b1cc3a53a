"""Cells of a workbook as values: exact decimals, dates, texts; what cannot be used is a fault with its fix."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from builder.content import scalar_forms
from builder.content.files import has_controls
from builder.content.model.values import PartialDate
from builder.content.scalar_forms import MAX_DIGITS
from builder.content.sources.number_formats import NumberFormat
from builder.content.sources.sheet_cells import RawCell
from builder.content.sources.typed_values import Native, ValueFault
from builder.content.sources.workbook import Workbook

__all__ = ["EMPTY", "CellValue", "cell_value", "date_text", "number_text", "stored_number"]

_LAST_DAY = 2_958_465
"""The serial number of 9999-12-31."""
_FORMULA_FIX = "open the workbook in Excel or LibreOffice and save it"


class CellValue(Struct, frozen=True):
    """A cell: its text, and the number or date that it is; or its fault. `format` is that of a number."""

    text: str = ""
    native: Native | None = None
    format: NumberFormat | None = None
    fault: ValueFault | None = None


EMPTY = CellValue()
_TIME = ValueFault("expected a date, found a date with a time of day", "round the cell to whole days")


def number_text(number: Decimal) -> str:
    """Return a number as the format of publications writes it."""
    return f"{number:f}"


def date_text(date: PartialDate) -> str:
    """Return a date in ISO 8601."""
    return "-".join([f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)])


def stored_number(text: str) -> Decimal | None:
    """Return the number that a workbook stores, None if the text is none.

    Whole numbers are as written; others have the 15 significant digits that spreadsheet programs show: they write 1.1
    as 1.1000000000000001.

    >>> stored_number("1.1000000000000001"), stored_number("0.30000000000000004"), stored_number("1.5E3")
    (Decimal('1.1'), Decimal('0.3'), Decimal('1500'))
    """
    if text.isdecimal() and text.isascii() and len(text) <= MAX_DIGITS:
        return Decimal(text)
    try:
        if "." not in text and "e" not in text and "E" not in text:
            number = Decimal(text)
        else:
            shown = f"{float(text):.15g}"
            number = Decimal(shown)
            if number and "e" not in shown and "n" not in shown:
                return number
    except (InvalidOperation, ValueError):
        return None
    if not number.is_finite():
        return None
    exponent = int(number.as_tuple().exponent)
    if max(number.adjusted() + 1, 1) - min(exponent, 0) > MAX_DIGITS:
        return None
    if not number:
        return Decimal(0)
    return number.quantize(Decimal(1)) if exponent > 0 else number


def cell_value(workbook: Workbook, raw: RawCell) -> CellValue:
    """Return a cell of a workbook. Raises FileProblem if the workbook is damaged."""
    kind, value, style, formula = raw
    if formula and _is_not_calculated(workbook, kind, value):
        return CellValue(fault=ValueFault("the formula was never calculated", _FORMULA_FIX))
    if value is None:
        return EMPTY
    if kind == "n":
        return _number(workbook, value, style) if value else EMPTY
    if kind == "s":
        text = workbook.text(int(value)) if value.isdecimal() and len(value) < 10 else None
        return (
            CellValue(fault=ValueFault("the text of this cell is missing in the workbook"))
            if text is None
            else _text(text)
        )
    if kind == "e":
        return CellValue(
            fault=ValueFault(f"`{value[:20]}` is an error in the workbook", "correct the formula or its cells")
        )
    if kind == "b":
        word = "TRUE" if value == "1" else "FALSE"
        return CellValue(
            fault=ValueFault(f"expected text, a number or a date, found {word}", "write a word in its place")
        )
    if kind == "d":
        return _iso_date(value)
    return _text(value)


def _is_not_calculated(workbook: Workbook, kind: str, value: str | None) -> bool:
    """Return True for a formula without a result. Programs that calculate nothing write none, or 0, and ask for the
    calculation when the workbook is opened.
    """
    if value is None or (value == "" and kind == "n"):
        return True
    return workbook.never_calculated and kind == "n" and value == "0"


def _text(text: str) -> CellValue:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if has_controls(text):
        return CellValue(fault=ValueFault("the text contains a control character", "delete it"))
    return CellValue(text=text)


def _number(workbook: Workbook, written: str, style: int) -> CellValue:
    format_ = workbook.format(style)
    number = stored_number(written)
    if number is None:
        return CellValue(fault=ValueFault(f"`{written[:40]}` is not a number of at most {MAX_DIGITS} digits"))
    if format_.kind in ("date", "time"):
        return _serial_date(number, format_, workbook.epoch_1904)
    if format_.hundredfold:
        number = number.scaleb(2)
        number = number if int(number.as_tuple().exponent) <= 0 else number.quantize(Decimal(1))
    return CellValue(number_text(number), number, format_)


def _serial_date(serial: Decimal, format_: NumberFormat, epoch_1904: bool) -> CellValue:
    """Return the date of a serial number. Its format says whether the year, the month or the day is meant."""
    days = int(serial)
    if format_.kind == "time" or (0 <= serial < 1 and not epoch_1904):
        return CellValue(
            fault=ValueFault("expected a date, found a time of day", "format the cell as a date or as text")
        )
    if not 0 <= days <= _LAST_DAY - (1_462 if epoch_1904 else 0):
        return CellValue(fault=ValueFault(f"`{serial}` is not a date", "correct the cell, or format it as a number"))
    if days == 60 and not epoch_1904:
        message = "1900-02-29 is not a date, though spreadsheet programs show it"
        return CellValue(fault=ValueFault(message, "correct the cell"))
    if serial != days:
        return CellValue(fault=_TIME)
    start = datetime.date(1904, 1, 1) if epoch_1904 else datetime.date(1899, 12, 31 if days < 60 else 30)
    day = start + datetime.timedelta(days=days)
    month = day.month if format_.month or format_.day else None
    date = PartialDate(day.year, month, day.day if format_.day else None)
    return CellValue(date_text(date), date, format_)


def _iso_date(written: str) -> CellValue:
    day, _, time = written.partition("T")
    if time.strip("0:.Z"):
        return CellValue(fault=_TIME)
    try:
        date = scalar_forms.date(day)
    except scalar_forms.FormError as error:
        return CellValue(fault=ValueFault(error.message, error.hint))
    return CellValue(date_text(date), date, NumberFormat("date"))

"""Parquet files as data: decimals, whole numbers, dates and texts as their columns store them."""

from __future__ import annotations

import datetime
import io
import math
import struct
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from builder.content.csvdata import MAX_FIELDS, Data
from builder.content.files import FileProblem, has_controls
from builder.content.model.values import PartialDate
from builder.content.sources.cell_values import date_text, number_text, stored_number
from builder.content.sources.extras import require
from builder.content.sources.typed_values import Native, ValueFault
from builder.content.yaml_values import SourceText

__all__ = ["parquet_data", "short_float"]

MAX_UNPACKED = 512_000_000
"""Largest size of the unpacked columns in bytes."""

_Cell = tuple[str, Native | None, ValueFault | None]
_EMPTY: _Cell = ("", None, None)
_TIME = ValueFault("expected a date, found a date with a time of day", "round the column to whole days")


def parquet_data(name: str, file: str, blob: bytes) -> Data:
    """Return the data of a Parquet file. `name` is the author's, `file` that of messages. Raises FileProblem.

    Rows have the numbers that they would have in a CSV file: the first is on line 2, under the names of the columns.
    """
    require("pyarrow", "parquet", "reading a Parquet file")
    try:
        table = _read(name, blob)
        columns = [list(_cells(table.column(at))) for at in range(table.num_columns)]
    except FileProblem:
        raise
    except Exception:  # the library raises errors of many classes for damaged files
        raise FileProblem("data", f"`{name}` is not a Parquet file, or is damaged", "write the file again") from None
    names = [" ".join(column.split()) for column in table.column_names]
    rows = [number for number in range(table.num_rows) if any(column[number] is not _EMPTY for column in columns)]
    return Data(
        file=file,
        source=SourceText(file, ""),
        header=[(column, 1, at + 1) for at, column in enumerate(names)],
        rows=[[(column[number][0], number + 2, at + 1) for at, column in enumerate(columns)] for number in rows],
        natives=[[column[number][1] for column in columns] for number in rows],
        faults={
            (number + 2, at + 1): fault
            for at, column in enumerate(columns)
            for number, (_, _, fault) in enumerate(column)
            if fault is not None
        },
    )


def _read(name: str, blob: bytes) -> Any:
    """Return the table of a file whose size is within the limits; texts are read once each, as dictionaries."""
    import pyarrow
    from pyarrow import parquet

    file = parquet.ParquetFile(io.BytesIO(blob))
    metadata = file.metadata
    if metadata.num_rows * max(metadata.num_columns, 1) > MAX_FIELDS:
        raise FileProblem("too-large", f"`{name}` has more than {MAX_FIELDS:,} fields")
    unpacked = sum(metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    if unpacked > MAX_UNPACKED:
        size = f"{unpacked / 1e6:,.0f} MB; the limit is {MAX_UNPACKED / 1e6:.0f} MB"
        raise FileProblem("too-large", f"`{name}` unpacks to {size}")
    texts = [field.name for field in file.schema_arrow if pyarrow.types.is_string(field.type)]
    return parquet.ParquetFile(io.BytesIO(blob), read_dictionary=texts).read(use_threads=False)


def _cells(column: Any) -> Iterator[_Cell]:
    """Yield the cells of a column."""
    import pyarrow

    for chunk in column.chunks:
        if pyarrow.types.is_dictionary(chunk.type):
            reader = _reader(chunk.type.value_type)
            values = [_EMPTY if value is None else reader(value) for value in chunk.dictionary.to_pylist()]
            yield from (_EMPTY if index is None else values[index] for index in chunk.indices.to_pylist())
        else:
            reader = _reader(chunk.type)
            if pyarrow.types.is_timestamp(chunk.type):
                chunk = chunk.cast(pyarrow.timestamp("us", chunk.type.tz), safe=False)
            yield from (_EMPTY if value is None else reader(value) for value in chunk.to_pylist())


def _reader(kind: Any) -> Callable[[Any], _Cell]:
    """Return what reads the values of a type, except None."""
    import pyarrow

    types = pyarrow.types
    if types.is_string(kind) or types.is_large_string(kind):
        return _text
    if types.is_integer(kind) or types.is_decimal(kind):
        return _number
    if types.is_floating(kind):
        return _single if types.is_float32(kind) or types.is_float16(kind) else _double
    if types.is_date(kind) or types.is_timestamp(kind):
        return _day
    fault = ValueFault(
        f"expected text, a number or a date, found a value of the type `{str(kind)[:60]}`", "convert the column"
    )
    return lambda value: ("#", None, fault)


def _text(value: str) -> _Cell:
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if has_controls(text):
        return "#", None, ValueFault("the text contains a control character", "delete it")
    return (text, None, None) if text.strip() else _EMPTY


def _number(value: int | Decimal) -> _Cell:
    number = Decimal(value)
    return number_text(number), number, None


def _double(value: float) -> _Cell:
    return _stored(value, repr(value))


def _single(value: float) -> _Cell:
    return _stored(value, short_float(value))


def _stored(value: float, written: str) -> _Cell:
    """Return a binary number, which is NaN where programs have no value."""
    if math.isnan(value):
        return _EMPTY
    number = stored_number(written)
    if number is None:
        return "#", None, ValueFault(f"`{written}` is not a number of at most 40 digits", "correct the column")
    return number_text(number), number, None


def short_float(value: float) -> str:
    """Return the shortest decimal digits of a binary number of 32 bits.

    >>> short_float(0.10000000149011612)
    '0.1'
    """
    if not math.isfinite(value):
        return repr(value)
    for digits in range(1, 10):
        written = f"{value:.{digits}g}"
        if struct.unpack("f", struct.pack("f", float(written)))[0] == value:
            return written
    return repr(value)


def _day(value: datetime.date) -> _Cell:
    """Return a day. A time with a zone is that of its zone."""
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return "#", None, _TIME
    date = PartialDate(value.year, value.month, value.day)
    return date_text(date), date, None

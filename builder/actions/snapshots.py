"""Write the result of a query as its snapshot: CSV in which texts are in quotes, numbers and dates are not.

Rows are written as they come, so that the memory does not grow with the result.
"""

from __future__ import annotations

import datetime
import math
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from builder.actions.database import QueryFault, ResultRows
from builder.content.files import MAX_DATA, has_controls
from builder.content.sources.cell_values import number_text, stored_number

__all__ = ["write_snapshot"]


def write_snapshot(result: ResultRows, file: Path, last_line: str = "") -> int:
    """Write a result to a file, and after it the line that names its query. Return the number of its rows.

    Raises QueryFault for a value that no page can show.
    """
    duplicate = next((name for name in result.columns if result.columns.count(name) > 1), None)
    if duplicate is not None:
        raise QueryFault(f"the query has two columns `{duplicate}`", "name one of them with AS")
    with file.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(map(_quoted, result.columns)) + "\n")
        count = _write_rows(result, stream)
        stream.write(last_line)
        return count


def _write_rows(result: ResultRows, stream: IO[str]) -> int:
    columns, writers = result.columns, _WRITERS
    count, size = 0, 0
    for row in result.rows:
        count += 1
        try:
            line = ",".join([writers[type(value)](value) for value in row]) + "\n"
        except (KeyError, TypeError):  # an unusual type, or a value that has no written form
            line = ",".join(_field(value, columns[index], count) for index, value in enumerate(row)) + "\n"
        size += len(line)
        if size > MAX_DATA:
            raise QueryFault(f"the result is larger than {MAX_DATA / 1e6:.0f} MB", "narrow the query")
        stream.write(line)
    return count


def _field(value: object, column: str, row: int) -> str:
    """Return a value as written. Raises QueryFault."""
    kinds = (kind for kind in _WRITERS if isinstance(value, kind))
    writer = _WRITERS.get(type(value)) or _WRITERS.get(next(kinds, object))
    place = f"column `{column}`, row {row}"
    if writer is None:
        message = f"{place}: a value of the type `{type(value).__name__}` cannot be printed"
        raise QueryFault(message, "convert it in the query, as in CAST(… AS text)")
    field: str | None = writer(value)
    if field is None:
        raise QueryFault(f"{place}: `{str(value)[:40]}` cannot be printed", "correct it in the query")
    return field


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _text(value: Any) -> str | None:
    text = str(value)
    if text.isprintable():
        return _quoted(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return None if has_controls(text) else _quoted(text)


def _integer(value: int) -> str | None:
    text = str(value)
    return text if len(text) <= 40 else None


def _decimal(value: Decimal) -> str | None:
    if not value.is_finite():
        return None
    text = number_text(value)
    return text if len(text) <= 42 else None


def _float(value: float) -> str | None:
    text = f"{value:.15g}"
    if "e" not in text and math.isfinite(value):
        return text
    number = stored_number(repr(value))
    return None if number is None else number_text(number)


def _moment(value: datetime.datetime) -> str:
    return value.isoformat()


_WRITERS: dict[type, Callable[[Any], Any]] = {
    type(None): lambda value: "",
    str: _text,
    int: _integer,
    float: _float,
    Decimal: _decimal,
    bool: lambda value: "true" if value else "false",
    datetime.date: datetime.date.isoformat,
    datetime.datetime: _moment,
    datetime.time: _text,
    uuid.UUID: _text,
}

"""JSON Lines as data: one object a line, its keys the columns. Of a value by language (`{"fr": …, "en": …}`) each
language is a column, `name.fr`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from builder.content.csvdata import Data, Field
from builder.content.files import has_controls
from builder.content.scalar_forms import MAX_DIGITS
from builder.content.sources.cell_values import number_text
from builder.content.sources.typed_values import Native, ValueFault
from builder.content.yaml_values import SourceText
from builder.diagnostics import Diagnostic
from builder.source import Span

__all__ = ["json_lines_data"]

_SPACE: Final = " \t"
_Cell = tuple[str, Native | None, ValueFault | None]
_EMPTY: Final[_Cell] = ("", None, None)
_TRUTH: Final = ValueFault("expected text or a number, found true or false", "write words")
_NESTED: Final = ValueFault("expected text or a number, found a list or an object", "write one value")


def _number(text: str) -> Decimal | ValueFault:
    """Return a number with its digits, or the fault of one with too many or none."""
    number = Decimal(text)
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS or len(number.as_tuple().digits) > MAX_DIGITS:
        return ValueFault(f"`{text[:60]}` is not a number of at most {MAX_DIGITS} digits", "correct it")
    return Decimal(number_text(number))


_DECODER: Final = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_number)


def json_lines_data(source: SourceText, problems: list[Diagnostic]) -> Data | None:
    """Return the data of a text in JSON Lines; None after reporting a problem. Empty lines are left out."""
    names: dict[str, Field] = {}
    records: list[tuple[int, dict[str, tuple[int, Any]]]] = []
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            values = dict(_members(line))
        except ValueError as problem:
            at = getattr(problem, "pos", 0) + 1
            message = "expected one JSON object on this line"
            problems.append(Diagnostic("data", message, Span(source.file, number, at), 'write {"name": value, …}'))
            continue
        for name, (column, _) in values.items():
            names.setdefault(name, (name, number, column))
        records.append((number, values))
    if not records and not problems:
        problems.append(Diagnostic("data", "the data file is empty", Span(source.file)))
    return None if problems else _data(source, list(names.values()), records)


def _data(source: SourceText, header: list[Field], records: list[tuple[int, dict[str, tuple[int, Any]]]]) -> Data:
    data = Data(file=source.file, source=SourceText(source.file, ""), header=header, rows=[], natives=[])
    assert data.natives is not None
    for line, values in records:
        fields: list[Field] = []
        natives: list[Native | None] = []
        for name, _, _ in header:
            column, value = values.get(name, (1, None))
            text, native, fault = _cell(value)
            fields.append((text, line, column))
            natives.append(native)
            if fault is not None:
                data.faults[line, column] = fault
        data.rows.append(fields)
        data.natives.append(natives)
    return data


def _members(line: str) -> Iterator[tuple[str, tuple[int, Any]]]:
    """Yield the members of an object with the column of each value; those of an object in it by a joined name."""
    at = _past(line, 0, "{")
    if line[at : at + 1] == "}":
        _end(line, at + 1)
        return
    while True:
        if line[at : at + 1] != '"':
            raise json.JSONDecodeError("expected a name", line, at)
        name, at = _DECODER.raw_decode(line, at)
        at = _past(line, at, ":")
        start = at
        value, at = _DECODER.raw_decode(line, at)
        name = " ".join(name.split())
        if isinstance(value, dict):
            for place, (inner, each) in enumerate(value.items(), start + 1):
                yield f"{name}.{' '.join(inner.split())}", (place, each)
        else:
            yield name, (start + 1, value)
        at = _skip(line, at)
        if line[at : at + 1] == "}":
            _end(line, at + 1)
            return
        at = _past(line, at, ",")


def _skip(line: str, at: int) -> int:
    while line[at : at + 1] and line[at] in _SPACE:
        at += 1
    return at


def _past(line: str, at: int, sign: str) -> int:
    """Return the position after a sign and the spaces around it."""
    at = _skip(line, at)
    if line[at : at + 1] != sign:
        raise json.JSONDecodeError(f"expected {sign}", line, at)
    return _skip(line, at + 1)


def _end(line: str, at: int) -> None:
    if line[at:].strip():
        raise json.JSONDecodeError("expected nothing more", line, at)


def _cell(value: object) -> _Cell:
    if value is None:
        return _EMPTY
    if isinstance(value, ValueFault):
        return "#", None, value
    if isinstance(value, bool):
        return "#", None, _TRUTH
    if isinstance(value, Decimal):
        return number_text(value), value, None
    if not isinstance(value, str):
        return "#", None, _NESTED
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    if has_controls(text):
        return "#", None, ValueFault("the text contains a control character", "delete it")
    return (text, None, None) if text.strip() else _EMPTY

"""Columns of numbers of a data file: one decimal mark for each, and one message for all that is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from builder.content import missing_values
from builder.content.context import LoadContext
from builder.content.csvdata import Data, places
from builder.content.local_numbers import MARKS, certain_mark, has_mark, read_number, scaled, suggested_format
from builder.content.model.values import PartialDate
from builder.content.sources.typed_values import Native
from builder.source import Span

__all__ = ["DataColumn", "decimal_mark", "read_numbers", "report_values"]

_WITH_EXPONENT = re.compile(r"[0-9][eE][+-]?[0-9]+\Z")
_USUAL = {";": ",", ",": "."}
"""The decimal mark that a delimiter implies; a tab implies none."""


class DataColumn(Struct, frozen=True):
    """One column of a data file, and what the author says of it.

    `owner` is the author's word for what names the column ("column", "series"), `signs` what its numbers may carry.
    """

    data: Data
    index: int
    owner: str
    signs: tuple[str, ...]
    symbols: frozenset[str]
    decimal: str | None
    scale: Decimal | None

    @property
    def name(self) -> str:
        """The column's name in the file."""
        return self.data.header[self.index][0]

    def span(self, row: int) -> Span:
        """Return the place of a row's field."""
        return self.data.span(self.data.rows[row][self.index])

    def texts(self) -> list[str]:
        """Return the fields' texts; "" for a missing value."""
        symbols, texts = self.symbols, self.data.column(self.index)
        return ["" if text in symbols else text for text in texts] if symbols else texts

    def natives(self) -> list[Native | None] | None:
        """Return the numbers and dates that the file stores as such; None for a file of texts."""
        return self.data.native_column(self.index)


def decimal_mark(column: DataColumn, texts: list[str]) -> tuple[str | None, list[int]]:
    """Return the decimal mark of a column; or None and the rows that can be read in two ways if nothing decides.

    The numbers of the column decide, then those of the file and its delimiter, if they agree.
    """
    if column.decimal is not None:
        return column.decimal, []
    ambiguous: list[int] = []
    for row, text in enumerate(texts):
        if has_mark(text):
            mark = certain_mark(text, column.signs)
            if mark:
                return mark, []
            if mark is None:
                ambiguous.append(row)
    if not ambiguous:
        return ".", []
    marks = {mark for mark in MARKS if any(mark in texts[row] for row in ambiguous)}
    if len(marks) > 1:
        return None, ambiguous
    proved = set(column.data.proved_marks())
    usual = _USUAL.get(column.data.delimiter)
    if usual is not None and (usual == "," or usual in marks):
        proved.add(usual)
    return (proved.pop(), []) if len(proved) == 1 else (None, ambiguous)


def read_numbers(column: DataColumn, texts: list[str], context: LoadContext) -> list[Decimal | None] | None:
    """Return the numbers of a column, None for an empty field; or None after reporting those that are none."""
    natives = column.natives()
    if natives is not None:
        return _with_natives(column, texts, natives, context)
    return _read_texts(column, texts, context)


def _with_natives(
    column: DataColumn, texts: list[str], natives: list[Native | None], context: LoadContext
) -> list[Decimal | None] | None:
    """Return the numbers of a column of a file that stores them, some perhaps as text."""
    dates = [row for row, native in enumerate(natives) if isinstance(native, PartialDate) and texts[row]]
    if dates:
        report_values(column, texts, dates, ("a number", "numbers"), "format the cells as numbers", context)
        return None
    rest = ["" if native is not None and text else text for native, text in zip(natives, texts, strict=True)]
    numbers: list[Decimal | None] | None = [None] * len(texts)
    if any(rest):
        numbers = _read_texts(column, rest, context)
    if numbers is None:
        return None
    factor = column.scale
    for row, native in enumerate(natives):
        if isinstance(native, Decimal) and texts[row]:
            numbers[row] = native if factor is None else scaled(native, factor)
    return numbers


def _read_texts(column: DataColumn, texts: list[str], context: LoadContext) -> list[Decimal | None] | None:
    """Return the numbers of texts, None for an empty one; or None after reporting those that are none."""
    mark, ambiguous = decimal_mark(column, texts)
    if mark is None:
        _report_ambiguous(column, texts, ambiguous, context)
        return None
    signs = column.signs
    numbers = [read_number(text, mark, signs) if text else None for text in texts]
    wrong = [row for row, number in enumerate(numbers) if number is None and texts[row]]
    if wrong:
        _report_unreadable(column, texts, wrong, mark, context)
        return None
    factor = column.scale
    return numbers if factor is None else [None if number is None else scaled(number, factor) for number in numbers]


def _report_ambiguous(column: DataColumn, texts: list[str], rows: list[int], context: LoadContext) -> None:
    text = texts[rows[0]]
    readings = " or ".join(f"{read_number(text, mark, column.signs)}" for mark in MARKS)
    if len(rows) == 1:
        message = f"`{text}` can be read in two ways, as {readings}"
    else:
        spans = places(map(column.span, rows))
        message = f"{len(rows)} numbers of `{column.name}` can be read in two ways, `{text}` as {readings}: {spans}"
    hint = f'add `decimal: ","` or `decimal: "."` to the {column.owner}'
    context.problem("value", message, column.span(rows[0]), hint)


def _report_unreadable(column: DataColumn, texts: list[str], rows: list[int], mark: str, context: LoadContext) -> None:
    opposite = "." if mark == "," else ","
    by_opposite = [row for row in rows if read_number(texts[row], opposite, column.signs) is not None]
    if by_opposite and column.decimal is None:
        first = next(row for row, text in enumerate(texts) if certain_mark(text, column.signs) == mark)
        message = (
            f"`{column.name}` has both decimal marks: `{texts[first]}` at {column.span(first)}, "
            f"and `{texts[by_opposite[0]]}`"
        )
        if len(by_opposite) > 1:
            message += f", with {len(by_opposite)} values like it: {places(map(column.span, by_opposite))}"
        context.problem("value", message, column.span(by_opposite[0]), "write one decimal mark in the whole column")
        rows = [row for row in rows if row not in set(by_opposite)]
    if rows:
        expected = "a number" if column.decimal is None else f'a number with `decimal: "{mark}"`'
        plural = expected.replace("a number", "numbers")
        report_values(column, texts, rows, (expected, plural), _hint(column, [texts[row] for row in rows]), context)


def report_values(
    column: DataColumn, texts: list[str], rows: list[int], expected: tuple[str, str], hint: str, context: LoadContext
) -> None:
    """Report the values of a column that are not what is expected, in one message.

    `expected` names it in the singular and the plural: `a number`, `numbers`.
    """
    samples = _listed(texts[row] for row in rows)
    if len(rows) == 1:
        message = f"{samples} is not {expected[0]}"
    else:
        spans = places(map(column.span, rows))
        message = f"{len(rows)} values of `{column.name}` are not {expected[1]}, such as {samples}: {spans}"
    context.problem("value", message, column.span(rows[0]), hint)


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f"`{text[:60]}`" for text in list(dict.fromkeys(texts))[:3])


def _hint(column: DataColumn, texts: list[str]) -> str:
    """Return the fix for texts that are not numbers."""
    symbols = list(filter(None, map(missing_values.likely_symbol, texts)))
    if symbols:
        return f"for symbols, add {missing_values.suggested(symbols)} to the publication or the table"
    if any(map(_WITH_EXPONENT.search, texts)):
        return "write its digits out"
    if column.signs:
        return f"write digits, with no other sign than `{column.signs[0]}`"
    format_ = suggested_format(texts)
    return f"write digits, or add {format_}" if format_ else "write digits, as in 12.5"

"""Data files, every field with its line and column, and the reader of CSV in UTF-8.

The header row determines the delimiter (comma, semicolon or tab), unless a first line `sep=;` names it as Excel's files
may. Fields may be quoted and hold delimiters, doubled quotes and line ends (RFC 4180). The standard library's reader
gives no columns and accepts what RFC 4180 does not, so this is a reader of our own: a split if there are no quotes, a
pattern if there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from msgspec import Struct

from builder.content.local_numbers import file_marks
from builder.content.sources.typed_values import CellFormats, Native, ValueFault
from builder.content.yaml_values import Scalar, SourceText
from builder.diagnostics import Diagnostic
from builder.late_patterns import compiled
from builder.source import Span

__all__ = ["Data", "Field", "check_columns", "parse_csv", "places"]

Field = tuple[str, int, int]
"""A field's text, line and column."""

MAX_FIELDS = 2_000_000
MAX_PLACES = 3
"""Places that a message about several fields names."""

_DELIMITERS = ",;\t"
_SEPARATOR_LINE = r'(?i)"?sep=([^\n"]?)[^\n]*(?:\n|\Z)'
_QUOTED_OR_LINE_END = r'(?:(?<=[,;\t\n])|\A)"(?:[^"]|"")*"|\n'
_FIELD = {delimiter: rf'"((?:[^"]|"")*)"(?=[{delimiter}\n]|\Z)|((?!")[^{delimiter}\n]*)' for delimiter in _DELIMITERS}


class Data(Struct):
    """A data file: its header row, the rows under it that hold something, and the delimiter of CSV.

    Other files store numbers and dates as such: `natives` has one list for each of `rows`, `faults` the cells that
    cannot be used, by line and column, `formats` the number formats of each column, `hidden` the hidden rows.
    """

    file: str
    source: SourceText
    header: list[Field]
    rows: list[list[Field]]
    delimiter: str = ""
    line_starts: list[int] = []
    """Offset of each line in the source's text."""
    proved: frozenset[str] | None = None
    natives: list[list[Native | None]] | None = None
    faults: dict[tuple[int, int], ValueFault] = {}
    formats: list[CellFormats] = []
    hidden: tuple[Span, ...] = ()
    whole: Data | None = None
    """The data of which these are some rows."""
    indexes: dict[int, dict[str, list[int]]] = {}
    """The positions of the rows by the texts of a column, for each column that was searched."""

    def proved_marks(self) -> frozenset[str]:
        """Return the decimal marks that the file's columns of numbers prove, computed on first use."""
        if self.whole is not None:
            return self.whole.proved_marks()
        if self.proved is None:
            self.proved = file_marks(self.column(index) for index in range(len(self.header)))
        return self.proved

    def rows_with(self, column: int, text: str) -> list[int]:
        """Return the positions of the rows with a text in a column, indexed on first use."""
        index = self.indexes.get(column)
        if index is None:
            index = self.indexes[column] = {}
            for number, value in enumerate(self.column(column)):
                index.setdefault(value, []).append(number)
        return index.get(text, [])

    def some_rows(self, numbers: Sequence[int]) -> Data:
        """Return some of the rows, by their positions."""
        rows = [self.rows[number] for number in numbers]
        lines = {row[0][1] for row in rows}
        return Data(
            file=self.file,
            source=self.source,
            header=self.header,
            rows=rows,
            delimiter=self.delimiter,
            line_starts=self.line_starts,
            natives=None if self.natives is None else [self.natives[number] for number in numbers],
            faults=self.faults,
            formats=self.formats,
            hidden=tuple(span for span in self.hidden if span.line in lines),
            whole=self,
        )

    def span(self, field: Field) -> Span:
        """Return the place of a field."""
        return Span(self.file, field[1], field[2], self.source.sheet)

    def scalar(self, field: Field) -> Scalar:
        """Return a field as a scalar, which maps each of its characters to its place."""
        value, line, column = field
        if self.natives is not None and not self.line_starts:
            return Scalar(value, "cell", line, column, self.source, 0, 0)
        start = self.line_starts[line - 1] + column - 1
        if self.source.text[start : start + 1] == '"':
            end = start + len(value) + value.count('"') + 2
            return Scalar(value, "csv", line, column, self.source, start, end)
        return Scalar(value, "", line, column, self.source, start, start + len(value))

    def column(self, index: int) -> list[str]:
        """Return the texts of a column, without the spaces around them."""
        return [row[index][0].strip() for row in self.rows]

    def native_column(self, index: int) -> list[Native | None] | None:
        """Return the numbers and dates of a column, None for its other cells; None if the file has only texts."""
        return None if self.natives is None else [row[index] for row in self.natives]

    @property
    def names(self) -> list[str]:
        """The names of the columns, "" for a column without one."""
        return [name for name, _, _ in self.header]

    @property
    def listed(self) -> str:
        """The names of the columns, for messages."""
        return ", ".join(filter(None, self.names))


def places(spans: Iterable[Span]) -> str:
    """Return the first places of several fields: `d.csv:2:1, d.csv:3:1, …`."""
    first = list(islice(spans, MAX_PLACES + 1))
    return ", ".join([*map(str, first[:MAX_PLACES]), *("…" for _ in first[MAX_PLACES:])])


def parse_csv(source: SourceText, problems: list[Diagnostic], header_row: int | None = None) -> Data | None:
    """Return the rows of a data file, or None after reporting why there are none.

    `header_row` is the number of the header row as a spreadsheet counts it; by default the first row that is not empty.
    Rows and columns that hold nothing are left out.
    """
    text, file = source.text, source.file
    separator = compiled(_SEPARATOR_LINE).match(text)
    start = separator.end() if separator else 0
    delimiter = separator[1] if separator else _delimiter(text, header_row)
    if delimiter not in _DELIMITERS or not delimiter:
        message = f"`sep={delimiter}`: the fields of a data file are separated by commas, semicolons or tabs"
        problems.append(Diagnostic("data", message, Span(file, 1, 1), "save the file with one of them"))
        return None
    if text.count(delimiter) > MAX_FIELDS:
        problems.append(_too_many_fields(file))
        return None
    rows = _quoted(source, start, delimiter, problems) if '"' in text else _split(text, start, delimiter)
    if rows is None:
        return None
    top = header_row - 1 if header_row else next((at for at, row in enumerate(rows) if _holds_text(row)), None)
    if top is None:
        problems.append(Diagnostic("data", "the data file is empty", Span(file), "its first row names the columns"))
        return None
    if top >= len(rows) or not _holds_text(rows[top]):
        message = f"row {top + 1}, the `header_row`, is empty"
        problems.append(Diagnostic("data", message, Span(file), "count rows from 1, as a spreadsheet does"))
        return None
    header = [(" ".join(name.split()), line, column) for name, line, column in rows[top]]
    line_starts = [0, *(line_end.end() for line_end in re.finditer("\n", text))]
    data = Data(file, source, header, [row for row in rows[top + 1 :] if _holds_text(row)], delimiter, line_starts)
    _drop_empty_columns(data)
    return data if check_columns(data, problems) else None


def _holds_text(row: list[Field]) -> bool:
    first = row[0][0]
    return bool(first and not first.isspace()) or any(value and not value.isspace() for value, _, _ in row)


def _delimiter(text: str, header_row: int | None) -> str:
    """Return the delimiter that occurs most often in the header row, outside its quotes."""
    start, number, row = 0, 1, ""
    for match in compiled(_QUOTED_OR_LINE_END).finditer(f"{text}\n"):
        row += text[start : match.start()]
        start = match.end()
        if match[0] != "\n":
            row += "x" if match[0].strip('" \n') else ""  # a word in place of a quoted one
            continue
        if number == header_row or (header_row is None and row.strip(f" {_DELIMITERS}")):
            break
        number, row = number + 1, ""
    return max(_DELIMITERS, key=row.count if any(delimiter in row for delimiter in _DELIMITERS) else text.count)


def _split(text: str, start: int, delimiter: str) -> list[list[Field]]:
    """Return the rows of a text without quotes."""
    rows: list[list[Field]] = []
    for number, line in enumerate(text[start:].split("\n"), 2 if start else 1):
        column = 1
        row: list[Field] = []
        for value in line.split(delimiter):
            row.append((value, number, column))
            column += len(value) + 1
        rows.append(row)
    return rows


def _quoted(source: SourceText, start: int, delimiter: str, problems: list[Diagnostic]) -> list[list[Field]] | None:
    """Return the rows of a text with quotes; None if a quote is wrong."""
    text = source.text
    match_field: Callable[[str, int], re.Match[str] | None] = compiled(_FIELD[delimiter]).match
    rows: list[list[Field]] = []
    row: list[Field] = []
    at, line, line_start = start, 2 if start else 1, start
    while at <= len(text):
        match = match_field(text, at)
        column = at - line_start + 1
        if match is None:
            hint = "close the quote, and double a quote that belongs to the text"
            message = "a quoted field does not end where the next begins"
            problems.append(Diagnostic("data", message, Span(source.file, line, column), hint))
            return None
        quoted = match[1]
        row.append((match[2] if quoted is None else quoted.replace('""', '"'), line, column))
        if quoted is not None and "\n" in quoted:
            line += quoted.count("\n")
            line_start = text.rfind("\n", at, match.end()) + 1
        at = match.end()
        if at >= len(text) or text[at] == "\n":
            rows.append(row)
            row = []
            line, line_start = line + 1, at + 1
        at += 1
    return rows


def _drop_empty_columns(data: Data) -> None:
    """Remove the columns without a name and without a value, and the empty fields beyond the header's width."""
    width = len(data.header)
    for row in data.rows:
        if len(row) > width and not _holds_text(row[width:]):
            del row[width:]
    for index in [index for index, name in enumerate(data.names) if not name][::-1]:
        if not any(len(row) == width and _holds_text([row[index]]) for row in data.rows):
            del data.header[index]
            for row in data.rows:
                if len(row) == width:
                    del row[index]
            width -= 1


def check_columns(data: Data, problems: list[Diagnostic]) -> bool:
    """Return True if the columns have different names and every row has them all; exceptions are reported."""
    before = len(problems)
    seen: set[str] = set()
    for field in data.header:
        if field[0] and field[0] in seen:
            problems.append(Diagnostic("data", f"two columns are named `{field[0]}`", data.span(field), "rename one"))
        seen.add(field[0])
    width = len(data.header)
    if width * len(data.rows) > MAX_FIELDS:
        problems.append(_too_many_fields(data.file))
    irregular: dict[int, list[Field]] = {}
    for row in data.rows:
        if len(row) != width:
            irregular.setdefault(len(row), []).append(row[min(len(row), width) - 1])
    for length, fields in irregular.items():
        spans = list(map(data.span, fields))
        count = f"{length} field" if length == 1 else f"{length} fields"
        message = f"this row has {count}, the header has {width}"
        if len(spans) > 1:
            message = f"{len(spans)} rows have {count}, the header has {width}: {places(spans)}"
        hint = "delete titles and notes around the data" if length == 1 else "quote a field that holds a delimiter"
        problems.append(Diagnostic("data", message, spans[0], hint))
    return len(problems) == before


def _too_many_fields(file: str) -> Diagnostic:
    return Diagnostic("too-large", f"the data file has more than {MAX_FIELDS:,} fields", Span(file))

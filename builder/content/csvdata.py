"""Data files: CSV in UTF-8, every field with its line and column.

The header row determines the delimiter (comma, semicolon or tab). Fields may be quoted and hold delimiters, doubled
quotes and line ends (RFC 4180). The standard library's reader gives no columns and accepts what RFC 4180 does not, so
this is a reader of our own: a split if there are no quotes, a pattern if there are.
"""

from __future__ import annotations

import re

from msgspec import Struct

from builder.content.yaml_values import Scalar, SourceText
from builder.diagnostics import Diagnostic
from builder.source import Span

__all__ = ["Data", "Field", "parse_csv"]

Field = tuple[str, int, int]
"""A field's text, line and column."""

MAX_FIELDS = 2_000_000


class Data(Struct, frozen=True):
    """A data file: its header row, the rows under it, and True if numbers may have a decimal comma."""

    file: str
    source: SourceText
    header: list[Field]
    rows: list[list[Field]]
    decimal_comma: bool
    line_starts: list[int]
    """Offset of each line in the source's text."""

    def span(self, field: Field) -> Span:
        """Return the place of a field."""
        return Span(self.file, field[1], field[2])

    def scalar(self, field: Field) -> Scalar:
        """Return a field as a scalar, which maps each of its characters to its place."""
        value, line, column = field
        start = self.line_starts[line - 1] + column - 1
        if self.source.text[start : start + 1] == '"':
            end = start + len(value) + value.count('"') + 2
            return Scalar(value, "csv", line, column, self.source, start, end)
        return Scalar(value, "", line, column, self.source, start, start + len(value))

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _, _ in self.header]


def parse_csv(source: SourceText, problems: list[Diagnostic]) -> Data | None:
    """Return the rows of a data file, or None after reporting why there are none."""
    first = source.text.split("\n", 1)[0]
    outside = re.sub(r'"[^"]*"', "", first)
    delimiter = max(",;\t", key=outside.count)
    if source.text.count(delimiter) > MAX_FIELDS:
        problems.append(_too_many_fields(source.file))
        return None
    rows = _quoted(source, delimiter, problems) if '"' in source.text else _split(source.text, delimiter)
    if rows is None:
        return None
    if not rows:
        problems.append(
            Diagnostic("data", "the data file is empty", Span(source.file), "its first row names the columns")
        )
        return None
    header = [(name.strip(), line, column) for name, line, column in rows[0]]
    starts = [0, *(line_end.end() for line_end in re.finditer("\n", source.text))]
    data = Data(source.file, source, header, rows[1:], delimiter != ",", starts)
    return data if _is_regular(data, problems) else None


def _split(text: str, delimiter: str) -> list[list[Field]]:
    """Return the rows of a text without quotes."""
    rows: list[list[Field]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        column = 1
        row: list[Field] = []
        for value in line.split(delimiter):
            row.append((value, number, column))
            column += len(value) + 1
        rows.append(row)
    return rows


def _quoted(source: SourceText, delimiter: str, problems: list[Diagnostic]) -> list[list[Field]] | None:
    """Return the rows of a text with quotes; None if a quote is wrong."""
    text = source.text
    field = re.compile(rf'"((?:[^"]|"")*)"(?=[{delimiter}\n]|\Z)|((?!")[^{delimiter}\n]*)')
    rows: list[list[Field]] = []
    row: list[Field] = []
    at, line, line_start = 0, 1, 0
    while at <= len(text):
        match = field.match(text, at)
        column = at - line_start + 1
        if match is None:
            hint = "close the quote, and double a quote that belongs to the text"
            problems.append(
                Diagnostic(
                    "data", "a quoted field does not end where the next begins", Span(source.file, line, column), hint
                )
            )
            return None
        quoted = match[1]
        row.append((match[2] if quoted is None else quoted.replace('""', '"'), line, column))
        if quoted is not None and "\n" in quoted:
            line += quoted.count("\n")
            line_start = text.rfind("\n", at, match.end()) + 1
        at = match.end()
        if at >= len(text) or text[at] == "\n":
            if len(row) > 1 or row[0][0].strip():
                rows.append(row)
            row = []
            line, line_start = line + 1, at + 1
        at += 1
    return rows


def _is_regular(data: Data, problems: list[Diagnostic]) -> bool:
    """Return True if the columns have different names and every row has them all; exceptions are reported."""
    before = len(problems)
    seen: set[str] = set()
    for field in data.header:
        if field[0] in seen:
            problems.append(Diagnostic("data", f"two columns are named `{field[0]}`", data.span(field), "rename one"))
        seen.add(field[0])
    width = len(data.header)
    if width * len(data.rows) > MAX_FIELDS:
        problems.append(_too_many_fields(data.file))
    for row in data.rows:
        if len(row) != width:
            message = f"this row has {len(row)} fields, the header has {width}"
            problems.append(
                Diagnostic(
                    "data", message, data.span(row[min(len(row), width) - 1]), "quote a field that holds a delimiter"
                )
            )
    return len(problems) == before


def _too_many_fields(file: str) -> Diagnostic:
    return Diagnostic("too-large", f"the data file has more than {MAX_FIELDS:,} fields", Span(file))

"""Rows of values: read from a table, checked as a whole, and turned into values of the publication one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from builder.batches.columns import RowColumn, Value, find_columns, read_column
from builder.batches.names import Pattern, clashes
from builder.content.csvdata import Data
from builder.content.model.publication import choosing_texts
from builder.content.model.values import PartialDate
from builder.content.variants import Values, Variants, Words
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

__all__ = ["Rows", "read_rows"]


class Rows(Struct):
    """The rows of a table: for each its key and its line, and the values of each column that sets something. `places`
    are the headers of the columns of words.
    """

    file: str
    sheet: str
    places: dict[tuple[str, str], Span]
    keys: list[str]
    lines: list[int]
    columns: list[tuple[RowColumn, list[Value]]]

    def values(self, number: int) -> Values:
        """Return the values of a row, by its position."""
        figures: dict[str, Any] = {}
        texts: dict[str, Words] = {}
        own: dict[str, Words] = {"title": {}, "subtitle": {}}
        for column, cells in self.columns:
            value = cells[number]
            if column.sets == "figure":
                figures[column.name] = value
            elif column.sets == "text":
                texts.setdefault(column.name, {})[column.tag] = str(value)
            else:
                own[column.name][column.tag] = str(value)
        span = Span(self.file, self.lines[number], 1, self.sheet)
        return Values(figures=figures, texts=texts, places=self.places, span=span, **own)

    def fingerprint(self, number: int, base: str) -> str:
        """Return a hash of the values of a row and of `base`, the hash of all that the rows share."""
        values = [(column.sets, column.name, column.tag, _written(cells[number])) for column, cells in self.columns]
        blob = msgspec.json.encode([base, sorted(values)])
        return hashlib.sha256(blob).hexdigest()[:16]


def _written(value: Value) -> str | None:
    if isinstance(value, PartialDate):
        return f"{value.year}-{value.month}-{value.day}"
    return None if value is None else str(value)


def read_rows(data: Data, variants: Variants, pattern: Pattern, languages: Sequence[str]) -> Rows:
    """Return the rows of a table, checked. Raises BuildError with all problems: of headers, of cells, of names of
    folders, and of tables and charts that would show no row.
    """
    problems: list[Diagnostic] = []
    columns = find_columns(data, variants, pattern.columns, languages, problems)
    if not data.rows:
        problems.append(Diagnostic("data", "there is no row under the header", Span(data.file)))
    if problems:
        raise BuildError(problems)
    read = [(column, read_column(column, data, variants, problems)) for column in columns if column.sets != "pattern"]
    keys = _keys(data, pattern, problems)
    headers = {
        (column.name, column.tag): data.span(data.header[column.index]) for column, _ in read if column.sets != "figure"
    }
    rows = Rows(data.file, data.source.sheet, headers, keys, [row[0][1] for row in data.rows], read)
    if not problems:
        problems += _without_data(rows, data, variants)
    if problems:
        raise BuildError(sorted(problems, key=lambda problem: problem.span))
    return rows


def _keys(data: Data, pattern: Pattern, problems: list[Diagnostic]) -> list[str]:
    """Return the keys of the rows; a cell without a name and two rows with one name are problems."""
    texts = {name: data.column(data.names.index(name)) for name in pattern.columns}
    for name, cells in texts.items():
        index = data.names.index(name)
        for number, text in enumerate(cells):
            if not text:
                message = f"column `{name}`: the cell is empty, and names the folder of the row"
                problems.append(Diagnostic("value", message, data.span(data.rows[number][index]), "write it"))
    keys = [pattern.key({name: cells[number] for name, cells in texts.items()}) for number in range(len(data.rows))]
    first_column = data.names.index(pattern.columns[0])
    for number, first in clashes(keys):
        field, other = data.rows[number][first_column], data.rows[first][first_column]
        if field[0].strip() or other[0].strip():
            message = f"the folder `{keys[number]}` is that of line {other[1]} too"
            hint = "name another column in the pattern of -o"
            problems.append(Diagnostic("two-rows-with-one-name", message, data.span(field), hint))
    return keys


def _without_data(rows: Rows, data: Data, variants: Variants) -> Iterator[Diagnostic]:
    """Yield the problems of rows for which a table or a chart would have no rows."""
    choosing = choosing_texts(variants.publication)
    columns = [(column, cells) for column, cells in rows.columns if column.sets == "text" and column.name in choosing]
    known: dict[tuple[str, ...], tuple[Diagnostic, ...]] = {}
    for number, row in enumerate(data.rows if columns else ()):
        words = tuple(str(cells[number]) for _, cells in columns)
        span = data.span(row[columns[0][0].index])
        if words not in known:
            names = (column.name for column, _ in columns)
            known[words] = variants.check_rows(dict(zip(names, words, strict=True)), span)
        for problem in known[words]:
            message = f"column `{columns[0][0].header}`: {problem.message}, as {problem.span} asks"
            yield Diagnostic(problem.code, message, span, problem.hint)

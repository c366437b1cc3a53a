"""Tables outside a publication: CSV, a part of a workbook, Parquet, JSON Lines, the snapshot of a query."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from builder.content.csvdata import Data, check_columns, parse_csv
from builder.content.files import MAX_DATA, FileProblem, decode, read_whole, shown
from builder.content.model.data import QueryKeys
from builder.content.sources.json_lines import json_lines_data
from builder.content.sources.opening import PARQUET, WORKBOOKS, for_spreadsheets, part_of_workbook
from builder.content.sources.origins import split_origin
from builder.content.sources.parquet import parquet_data
from builder.content.sources.queries import Queries, read_snapshot
from builder.content.sources.sheet_data import sheet_data
from builder.content.sources.workbook import open_workbook
from builder.content.yaml_values import SourceText
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

__all__ = ["read_table", "split_part"]

JSON_LINES: Final = (".jsonl", ".ndjson")
_QUERY: Final = ".sql"


def split_part(text: str) -> tuple[Path, str]:
    """Return the file and the part that a table's name means: `book.xlsx!Sheet` is a sheet or a table of a workbook."""
    file, mark, part = text.rpartition("!")
    if mark and file.lower().endswith(WORKBOOKS):
        return Path(file), part.strip()
    return Path(text), ""


def read_table(text: str) -> Data:
    """Read the table that `split_part` describes; for a query (`.sql`), the snapshot beside it. Raises BuildError."""
    path, part = split_part(text)
    file = shown(path)
    problems: list[Diagnostic] = []
    try:
        data = _read(path, part, file, problems)
    except FileProblem as problem:
        raise BuildError(Diagnostic(problem.code, problem.message, Span(file), problem.hint)) from None
    if data is None or problems or not check_columns(data, problems):
        raise BuildError(problems)
    return data


def _read(path: Path, part: str, file: str, problems: list[Diagnostic]) -> Data | None:
    kind = path.suffix.lower()
    if kind == _QUERY:
        query = QueryKeys(span=Span(file), key="", query=path.name)
        return read_snapshot(query, shown(path.with_suffix(".csv")), path.parent, Queries(), problems)
    blob = read_whole(path, MAX_DATA)
    if kind in WORKBOOKS:
        workbook = open_workbook(path.name, blob)
        area, names = part_of_workbook(workbook, part)
        return sheet_data(workbook, file, area, names=names)
    if kind in PARQUET:
        return parquet_data(path.name, file, blob)
    source, faults = decode(blob, file)
    problems.extend(map(for_spreadsheets, faults))
    if problems:
        return None
    if kind in JSON_LINES:
        return json_lines_data(SourceText(file, source), problems)
    rows, _ = split_origin(source)
    return parse_csv(SourceText(file, rows), problems)

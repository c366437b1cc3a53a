"""Queries of databases, and the snapshots of their results that builds read.

A snapshot is CSV with commas, in UTF-8. Texts are in quotes, numbers and dates are not: `"01234"` is a text, `1234` a
number, an empty field has no value. Its last line says which query it comes from, so that another one is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from builder.content import scalar_forms
from builder.content.csvdata import Data, parse_csv
from builder.content.files import MAX_DATA, FileProblem, decode, read_inside, read_whole
from builder.content.model.data import QueryKeys
from builder.content.model.values import PartialDate
from builder.content.sources.origins import Origin, split_origin, statement_digest
from builder.content.sources.typed_values import Native, ValueFault
from builder.content.yaml_values import SourceText
from builder.diagnostics import Diagnostic

__all__ = ["MAX_QUERY", "Queries", "read_snapshot"]

MAX_QUERY = 1_000_000
"""Largest file of a query in bytes."""

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:.]+)(Z|[+-][0-9]{2}:[0-9]{2})?\Z")
_TIME = ValueFault("expected a date, found a date with a time of day", "round it to days in the query: CAST(… AS date)")
_ZONE = ValueFault(
    "expected a date, found a moment with a time zone",
    "choose the day in the query: CAST(… AT TIME ZONE 'Europe/Paris' AS date)",
)
_TRUTH = ValueFault("expected text, a number or a date, found true or false", "write words in the query: CASE WHEN …")


class Queries(Struct):
    """The queries that a publication names, as they are read, and `fresh` snapshots that are not yet beside it.

    `refreshing` is True if a snapshot may come from another query than the present one.
    """

    used: list[QueryKeys] = []
    fresh: dict[str, Path] = {}
    refreshing: bool = False


def read_snapshot(
    query: QueryKeys, file: str, folder: Path, queries: Queries, problems: list[Diagnostic]
) -> Data | None:
    """Return the data of a query's snapshot, `file` in messages; None after reporting a problem. Raises FileProblem."""
    known = any(_origin_keys(used) == _origin_keys(query) for used in queries.used)
    queries.used.append(query)
    name = query.snapshot_file
    fresh = queries.fresh.get(name)
    try:
        blob = read_whole(fresh, MAX_DATA) if fresh is not None else read_inside(folder, name, MAX_DATA)
    except FileProblem as problem:
        if problem.code == "file-missing":
            message = f"no snapshot `{name}` of the query `{query.query}`"
            raise FileProblem("no-snapshot", message, "run `builder data refresh --apply`") from None
        raise
    text, faults = decode(blob, file)
    if faults:
        problems.extend(faults)
        return None
    rows, origin = split_origin(text)
    if origin is not None and not (known or queries.refreshing):
        problems.extend(_other_origin(query, origin, folder))
    data = parse_csv(SourceText(file, rows), problems, 1)
    if data is not None:
        _add_natives(data)
    return data


def _origin_keys(query: QueryKeys) -> tuple[str | None, str | None, str]:
    return query.query, query.connection, query.snapshot_file


def _other_origin(query: QueryKeys, origin: Origin, folder: Path) -> Iterator[Diagnostic]:
    """Yield the problem of a snapshot that comes from another query or connection. Raises FileProblem."""
    name = query.query or ""
    text = read_inside(folder, name, MAX_QUERY).decode("utf-8-sig", "replace")
    message = ""
    if statement_digest(text) != origin.statement:
        message = f"the query `{name}` has changed since its snapshot `{query.snapshot_file}`"
    elif query.connection is not None and query.connection != origin.connection:
        other = f"comes from the connection {origin.connection}, not {query.connection}"
        message = f"the snapshot `{query.snapshot_file}` {other}"
    if message:
        yield Diagnostic("stale-snapshot", message, query.span, "run `builder data refresh --apply`")


def _add_natives(data: Data) -> None:
    """Add the numbers and dates of a snapshot: its fields without quotes."""
    text, starts = data.source.text, data.line_starts
    natives: list[list[Native | None]] = []
    for row in data.rows:
        values: list[Native | None] = []
        for value, line, column in row:
            start = starts[line - 1] + column - 1
            native = None if not value or text[start : start + 1] == '"' else _native(value)
            if isinstance(native, ValueFault):
                data.faults[line, column] = native
                native = None
            values.append(native)
        natives.append(values)
    data.natives = natives


def _native(written: str) -> Native | ValueFault | None:
    """Return the value of a field without quotes; None for a text, which another program may have left without."""
    if scalar_forms.is_number(written):
        return Decimal(written)
    if written in ("true", "false"):
        return _TRUTH
    if written[:1].isdigit():
        moment = _MOMENT.match(written)
        if moment is not None and moment[3]:
            return _ZONE
        if moment is not None and moment[2].strip("0:."):
            return _TIME
        try:
            return _day(moment[1] if moment is not None else written)
        except scalar_forms.FormError:
            return None
    return None


def _day(written: str) -> PartialDate | None:
    return scalar_forms.date(written) if len(written) == len("2024-05-31") else None

"""Run the queries of a publication again, and say what would change before anything is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from builder.actions.changes import changes
from builder.actions.database import QueryFault, run_query
from builder.actions.snapshots import write_snapshot
from builder.content.files import FileProblem, decode, inside, read_inside, shown
from builder.content.loader import load
from builder.content.model.data import QueryKeys
from builder.content.model.publication import Publication
from builder.content.sources.origins import origin_line, split_origin
from builder.content.sources.queries import MAX_QUERY, Queries
from builder.diagnostics import BuildError, Diagnostic
from builder.output import write_whole

__all__ = ["Refreshed", "refresh"]


class Refreshed(Struct):
    """The outcome for one publication: its snapshots with their new rows (None: unchanged), and what differs.

    `requeried` are the snapshots whose rows are unchanged, and come from another query than before.
    """

    rows: dict[str, int | None]
    changes: list[str]
    written: list[Path] = []
    requeried: set[str] = set()


def refresh(publication: Path, apply: bool, environment: Mapping[str, str] = os.environ) -> Refreshed:
    """Run each query of a publication once; with `apply`, write the snapshots that differ.

    Raises BuildError for queries that fail (nothing is written then), and for a publication that could be read with its
    present snapshots and could not with the new ones. Raises UsageError for a missing variable or library.
    """
    present = Queries(refreshing=True)
    before, problems = _read(publication, present)
    queries = {query.snapshot_file: query for query in present.used}
    _refuse_conflicts(present.used)
    if not queries and problems:
        raise BuildError(problems)
    folder = publication.parent
    outcome = Refreshed({}, [])
    with tempfile.TemporaryDirectory() as work:
        fresh: dict[str, Path] = {}
        for name, query in queries.items():
            target = Path(work) / f"{len(fresh)}.csv"
            rows = _run(folder, query, target, environment)
            old = _present(folder, name, query)
            before_bytes = old.read_bytes() if old is not None and old.is_file() else None
            same = before_bytes == target.read_bytes()
            outcome.rows[name] = None if same else rows
            if not same:
                fresh[name] = target
                if before_bytes is not None and _rows_of(before_bytes) == _rows_of(target.read_bytes()):
                    outcome.requeried.add(name)
        if fresh:
            after, faults = _read(publication, Queries(fresh=fresh))
            if before is not None and after is None:
                raise BuildError(faults)
            if before is not None and after is not None:
                outcome.changes = list(changes(before, after))
        if apply:
            for name, target in fresh.items():
                write_whole(folder / name, target.read_bytes())
                outcome.written.append(folder / name)
    return outcome


def _rows_of(blob: bytes) -> str:
    return split_origin(blob.decode("utf-8-sig", "replace"))[0]


def _read(publication: Path, queries: Queries) -> tuple[Publication | None, tuple[Diagnostic, ...]]:
    """Return the publication, or None and its problems."""
    try:
        return load(publication, (), queries), ()
    except BuildError as error:
        return None, error.diagnostics


def _refuse_conflicts(queries: list[QueryKeys]) -> None:
    """Raise BuildError for two different queries with the same snapshot."""
    known: dict[str, QueryKeys] = {}
    for query in queries:
        first = known.setdefault(query.snapshot_file, query)
        if (first.query, first.connection) != (query.query, query.connection):
            message = f"the snapshot `{query.snapshot_file}` is that of another query, at {first.span}"
            raise BuildError(Diagnostic("data", message, query.span, "add `snapshot` with another name"))


def _run(folder: Path, query: QueryKeys, target: Path, environment: Mapping[str, str]) -> int:
    """Write the result of a query to a file. Return the number of its rows. Raises BuildError."""
    name = query.query or ""
    try:
        text, problems = decode(read_inside(folder, name, MAX_QUERY), shown(folder / name))
        if problems:
            raise BuildError(problems)
        with run_query(text, query.connection or "", query.timeout, query.limit, environment) as result:
            return write_snapshot(result, target, origin_line(text, query.connection or ""))
    except FileProblem as problem:
        raise BuildError(Diagnostic(problem.code, problem.message, query.span, problem.hint)) from None
    except QueryFault as fault:
        message, hint = fault.args
        raise BuildError(Diagnostic("query", f"`{name}`: {message}", query.span, hint)) from None


def _present(folder: Path, name: str, query: QueryKeys) -> Path | None:
    """Return the path of a snapshot in the publication's folder. Raises BuildError if it is outside."""
    try:
        return inside(folder, name)
    except FileProblem as problem:
        raise BuildError(Diagnostic(problem.code, problem.message, query.span, problem.hint)) from None

"""Run a query in a read-only session of a database, within a time and a number of rows.

The address comes from an environment variable and goes nowhere: no message repeats it, or what a driver says about it.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.actions.statements import StatementFault, single_select
from builder.diagnostics import UsageError

__all__ = ["QueryFault", "ResultRows", "run_query"]

_BATCH = 1_000
"""Rows that are in memory at a time."""
_CONNECT_SECONDS = 10
_INSTALL = "install it: pip install 'bilingual-builder[sql]'"
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mariadb+pymysql",
}
"""The driver of an address that names none."""


class QueryFault(Exception):
    """A query that gives no result; `args` are the message and the fix."""


class ResultRows(Struct):
    """The result of a query: the names of its columns and its rows, which can be read once."""

    columns: list[str]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def run_query(
    text: str, variable: str, seconds: int, limit: int, environment: Mapping[str, str] = os.environ
) -> Iterator[ResultRows]:
    """Give the result of the query `text` in the database whose address is in the environment variable `variable`.

    Raises QueryFault, also while the rows are read: after `seconds`, and for more than `limit` rows. Raises UsageError
    if the variable or a library is missing.
    """
    try:
        statement = single_select(text)
    except StatementFault as fault:
        raise QueryFault(*fault.args) from None
    engine, url = _engine(variable, environment)
    deadline = time.monotonic() + seconds
    try:
        with _connected(engine, variable) as connection:
            _restrict(connection, seconds, deadline)
            with _query_faults(url, seconds, deadline):
                options = {"stream_results": True, "max_row_buffer": _BATCH, "no_parameters": True}
                result = connection.execution_options(**options).exec_driver_sql(statement)
                if not result.returns_rows:
                    raise QueryFault("the query returns no rows", "write a SELECT")
                yield ResultRows(list(result.keys()), _rows(result, seconds, limit, deadline))
            connection.rollback()
    finally:
        engine.dispose()


def _rows(result: Any, seconds: int, limit: int, deadline: float) -> Iterator[tuple[Any, ...]]:
    count = 0
    while batch := result.fetchmany(_BATCH):
        count += len(batch)
        if count > limit:
            message = f"the query returns more than {limit:,} rows"
            raise QueryFault(message, "narrow it, or raise `limit` beside `query`")
        if time.monotonic() > deadline:
            raise _too_slow(seconds)
        yield from batch


def _too_slow(seconds: int) -> QueryFault:
    return QueryFault(f"the query takes more than {seconds} seconds", "narrow it, or raise `timeout` beside `query`")


def _engine(variable: str, environment: Mapping[str, str]) -> tuple[Any, Any]:
    """Return the engine of a database, not yet connected, and its address. Raises UsageError."""
    try:
        import sqlalchemy
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
    except ImportError:
        raise UsageError(f"reading a database needs sqlalchemy ({_INSTALL})") from None
    address = environment.get(variable, "").strip()
    if not address:
        raise UsageError(f"the environment variable {variable} is not set (put the address of the database into it)")
    try:
        url = make_url(address)
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
        name = url.get_backend_name()
        arguments: dict[str, Any] = {}
        if name in ("postgresql", "mysql", "mariadb"):
            arguments["connect_timeout"] = _CONNECT_SECONDS
        elif name == "sqlite":
            _refuse_missing_file(url.database, variable)
        return sqlalchemy.create_engine(url, connect_args=arguments, poolclass=sqlalchemy.pool.NullPool), url
    except ModuleNotFoundError as error:
        raise UsageError(f"the database of {variable} needs the driver {error.name} (install it with pip)") from None
    except (ArgumentError, NoSuchModuleError, ValueError):
        form = "dialect+driver://user:password@host/database"
        raise UsageError(f"{variable} does not hold an address of a database (write it as {form})") from None


def _refuse_missing_file(database: str | None, variable: str) -> None:
    """Raise UsageError for an SQLite file that does not exist: connecting would create it."""
    if database and database != ":memory:" and not database.startswith("file:") and not Path(database).is_file():
        raise UsageError(f"there is no file at the address in {variable} (correct the path of the database)")


@contextmanager
def _connected(engine: Any, variable: str) -> Iterator[Any]:
    from sqlalchemy.exc import DBAPIError

    try:
        connection = engine.connect()
    except DBAPIError:
        hint = "check that it runs, and the server, the user and the password in the address"
        raise QueryFault(f"cannot connect to the database of {variable}", hint) from None
    with connection:
        yield connection


def _restrict(connection: Any, seconds: int, deadline: float) -> None:
    """Make the session read-only, limit the time of its statements, and set its time zone to UTC."""
    name = connection.dialect.name
    if name == "postgresql":
        for statement in (
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
            f"SET statement_timeout = {seconds * 1000}",
            "SET TIME ZONE 'UTC'",
            "SET datestyle = 'ISO'",
        ):
            connection.exec_driver_sql(statement)
        connection.commit()
    elif name == "sqlite":
        connection.exec_driver_sql("PRAGMA query_only = ON")
        driver = connection.connection.dbapi_connection
        driver.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
    elif name in ("mysql", "mariadb"):
        connection.exec_driver_sql("SET SESSION TRANSACTION READ ONLY")
        connection.exec_driver_sql("SET time_zone = '+00:00'")
        limited = (
            f"max_statement_time = {seconds}"
            if connection.dialect.is_mariadb
            else f"max_execution_time = {seconds * 1000}"
        )
        connection.exec_driver_sql(f"SET SESSION {limited}")
        connection.commit()


@contextmanager
def _query_faults(url: Any, seconds: int, deadline: float) -> Iterator[None]:
    """Raise what the database says about a query as a QueryFault, without the address."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        original = getattr(error, "orig", None)
        if time.monotonic() > deadline or type(original).__name__ == "QueryCanceled":
            raise _too_slow(seconds) from None
        said = str(original if original is not None else type(error).__name__).strip().split("\n")[0]
        raise QueryFault(
            f"the database refuses the query: {_without_address(said, url)}", "correct the query"
        ) from None


def _without_address(text: str, url: Any) -> str:
    """Return what a driver says, without any part of the address."""
    parts = [url.password, url.username, url.host, url.database, str(url.port or "")]
    parts += [value for values in url.query.values() for value in ([values] if isinstance(values, str) else values)]
    for part in sorted({str(part) for part in parts if part}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "…", text)
    return text[:300]

"""Data of databases: queries become snapshots, builds read these, and what changes is said before it is written."""

from __future__ import annotations

import datetime
import gc
import os
import sqlite3
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if not os.environ.get("CI"):  # where everything must be installed
    pytest.importorskip("sqlalchemy")

from builder.actions.database import QueryFault, ResultRows, run_query
from builder.actions.refresh import refresh
from builder.actions.snapshots import write_snapshot
from builder.actions.statements import StatementFault, single_select
from builder.check.runner import check
from builder.content.csvdata import Data
from builder.content.loader import load
from builder.content.model.blocks import ChartBlock, TableBlock
from builder.content.model.data import DataSource
from builder.content.model.values import PartialDate
from builder.content.sources.origins import Origin, origin_line, split_origin, statement_digest
from builder.content.sources.queries import Queries, read_snapshot
from builder.diagnostics import BuildError, UsageError
from builder.source import NOWHERE
from tests.content.test_workbooks import value_of
from tests.files.tools import module

TEXT = """\
languages: [fr, en]
title: {fr: Emplois, en: Jobs}
figures:
  north: {number: {query: jobs.sql, connection: BUDGET_DB, column: jobs, row: {region: Nord}}}
  all: {sum: [north, north]}
sections:
  - id: one
    title: {fr: Un, en: One}
    blocks:
      - table:
          id: jobs
          data: {query: jobs.sql, connection: BUDGET_DB}
          columns: [{header: {fr: Région, en: Region}, key: region}, {header: {fr: Emplois, en: Jobs}, key: jobs}]
      - chart:
          id: trend
          kind: bar
          data: {query: jobs.sql, connection: BUDGET_DB}
          series: [{name: {fr: Emplois, en: Jobs}, key: jobs}]
"""
QUERY = "SELECT region, jobs FROM work ORDER BY region;\n"


def database(folder: Path, *rows: tuple[str, object]) -> dict[str, str]:
    """A database of SQLite with its rows, as the environment names it."""
    file = folder / "work.db"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE work (region TEXT, jobs NUMERIC)")
        connection.executemany("INSERT INTO work VALUES (?, ?)", rows)
    connection.close()
    return {"BUDGET_DB": f"sqlite:///{file}"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "publication.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "jobs.sql").write_text(QUERY, encoding="utf-8")
    return tmp_path


PUBLICATION = Path("publication.yaml")


def problems(call: Callable[[], object]) -> list[str]:
    with pytest.raises(BuildError) as caught:
        call()
    return list(map(str, caught.value.diagnostics))


def test_a_build_reads_the_snapshot_and_no_database(place: Path) -> None:
    outcome = refresh(PUBLICATION, True, database(place, ("Nord", 12.5), ("Sud", 7)))
    assert (outcome.rows, outcome.written) == ({"jobs.csv": 2}, [Path("jobs.csv")])
    rows, origin = split_origin((place / "jobs.csv").read_text("utf-8"))
    assert rows == '"region","jobs"\n"Nord",12.5\n"Sud",7\n'
    assert origin == Origin(statement_digest(QUERY), "BUDGET_DB")
    (place / "work.db").unlink()
    publication = load(PUBLICATION)
    table, chart = publication.sections[0].blocks
    assert isinstance(table, TableBlock) and isinstance(chart, ChartBlock)
    assert [[value_of(cell) for cell in row] for row in table.table.rows] == [
        ["Nord", Decimal("12.5")],
        ["Sud", Decimal(7)],
    ]
    assert chart.chart.series[0].values == (Decimal("12.5"), Decimal(7))
    assert publication.figures["all"].number == Decimal(25)


def test_without_a_snapshot_the_fix_is_the_command(place: Path) -> None:
    fix = "no snapshot `jobs.csv` of the query `jobs.sql` (run `builder data refresh --apply`)"
    assert [problem.partition(": ")[2] for problem in problems(lambda: load(PUBLICATION))] == [fix] * 3


def test_changes_are_named_by_figure_before_anything_is_written(place: Path) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12), ("Sud", 7)))
    before = (place / "jobs.csv").read_bytes()
    environment = database(place, ("Est", 3), ("Nord", 15))
    outcome = refresh(PUBLICATION, False, environment)
    assert outcome.changes == [
        "figure north: 12 → 15",
        "figure all: 24 → 30",
        "table jobs, Nord, Emplois: 12 → 15",
        "table jobs, 1 new row: Est",
        "table jobs, 1 removed row: Sud",
        "chart trend, Nord, Emplois: 12 → 15",
        "chart trend, 1 new row: Est",
        "chart trend, 1 removed row: Sud",
    ]
    assert (place / "jobs.csv").read_bytes() == before
    assert refresh(PUBLICATION, True, environment).written == [Path("jobs.csv")]
    unchanged = refresh(PUBLICATION, True, environment)
    assert (unchanged.rows, unchanged.changes, unchanged.written) == ({"jobs.csv": None}, [], [])


def test_a_query_that_fails_writes_nothing(place: Path) -> None:
    environment = database(place, ("Nord", 12))
    refresh(PUBLICATION, True, environment)
    before = (place / "jobs.csv").read_bytes()
    (place / "jobs.sql").write_text("SELECT region, jbs FROM work")
    (problem,) = problems(lambda: refresh(PUBLICATION, True, environment))
    assert "`jobs.sql`: the database refuses the query: no such column: jbs (correct the query)" in problem
    assert (place / "jobs.csv").read_bytes() == before


def test_a_result_that_breaks_the_publication_is_refused(place: Path) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12)))
    (problem,) = problems(lambda: refresh(PUBLICATION, True, database(place, ("Sud", 12))))
    assert "no row of `jobs.csv` has `Nord` in `region`" in problem
    assert b"Nord" in (place / "jobs.csv").read_bytes()


def test_limits_of_rows_and_time(place: Path) -> None:
    environment = database(place, *[(f"R{number}", number) for number in range(5)])
    with (
        pytest.raises(QueryFault, match="the query returns more than 3 rows"),
        run_query(QUERY, "BUDGET_DB", 30, 3, environment) as result,
    ):
        list(result.rows)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    with (
        pytest.raises(QueryFault, match="takes more than 1 seconds"),
        run_query(endless, "BUDGET_DB", 1, 10, environment) as result,
    ):
        list(result.rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the query is empty"),
        ("-- only a comment\n", "the query is empty"),
        ("DELETE FROM work", "the query begins with `DELETE`"),
        ("/* x */ update work set jobs = 1", "the query begins with `update`"),
        ("SELECT 1; DROP TABLE work", "the query has several statements"),
        ("SELECT ';'; COMMIT; SELECT 2", "the query has several statements"),
        ("# a comment\nSELECT 1", "the query begins with `#`"),
        ("SELECT 1 /*! INTO OUTFILE '/tmp/x' */", "a comment that the server runs"),
        ("SELECT 1 /*M!100000 INTO OUTFILE '/tmp/x' */", "a comment that the server runs"),
        ("SELECT 1\nINTO /* x */ OUTFILE '/tmp/x'", "the query writes a file on the server"),
        ("select * into dumpfile '/tmp/x' from work", "the query writes a file on the server"),
    ],
)
def test_only_one_select_is_run(text: str, message: str) -> None:
    with pytest.raises(StatementFault, match=message):
        single_select(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ';' AS a",
        "(SELECT 1)",
        'SELECT 1 AS "a;b" -- ; c',
        "with a as (select 1) /* ; */ select * from a",
        "VALUES (1)",
        "SELECT $$a;b$$, $x$;$x$",
        "SELECT 'it''s; ok'",
        "SELECT 'into outfile' AS \"/*! a */\" -- into outfile",
        "SELECT data #> '{a}' FROM work",
    ],
)
def test_semicolons_in_quotes_and_comments_are_part_of_it(text: str) -> None:
    assert single_select(text) == text
    assert single_select(f"{text}\n;\n").strip() == text


def test_the_session_cannot_write(place: Path) -> None:
    environment = database(place, ("Nord", 1))
    with sqlite3.connect(place / "work.db") as connection:
        connection.execute("CREATE VIEW v AS SELECT * FROM work")
    connection.close()
    writing = "WITH x AS (SELECT 1) INSERT INTO work SELECT 'Sud', 2"
    with pytest.raises(QueryFault, match="readonly"), run_query(writing, "BUDGET_DB", 5, 5, environment):
        pass


@pytest.mark.parametrize(
    "data",
    [
        "{query: jobs.sql, connection: BUDGET_DB}  # builder: ignore PAR013 -- names",
        "{query: jobs.sql, connection: BUDGET_DB, snapshot: jobs.csv}  # builder: ignore PAR013 -- names",
        "{snapshot: jobs.csv, query: jobs.sql, connection: BUDGET_DB}  # builder: ignore PAR013 -- names",
    ],
)
def test_a_waiver_on_the_line_of_the_query_covers_its_snapshot(place: Path, data: str) -> None:
    (place / "publication.yaml").write_text(
        TEXT.replace("{query: jobs.sql, connection: BUDGET_DB}\n", f"{data}\n", 1), encoding="utf-8"
    )
    refresh(PUBLICATION, True, database(place, ("Nord", 12), ("Grande région", 7)))
    assert not check(PUBLICATION, ["PAR013"]).diagnostics
    (place / "publication.yaml").write_text(TEXT, encoding="utf-8")
    assert check(PUBLICATION, ["PAR013"]).diagnostics


# --- The address is never shown --------------------------------------------------------------------------------------

SECRETS = ("s3cret", "auteur", "hote.example", "base_secrete", "6543")


@pytest.mark.parametrize(
    "address",
    [
        "mysql+nodriver://auteur:s3cret@hote.example:6543/base_secrete",
        "auteur:s3cret@hote.example",
        "nodialect://auteur:s3cret@hote.example:6543/base_secrete",
        "sqlite:///base_secrete/s3cret.db",
        "postgresql://auteur:s3cret@127.0.0.1:1/base_secrete",
        "postgresql://auteur:s3cret@hote.example:not-a-port/base_secrete",
        "",
    ],
)
def test_no_message_repeats_the_address(place: Path, address: str) -> None:
    module("psycopg")
    with pytest.raises((UsageError, BuildError)) as caught:
        refresh(PUBLICATION, False, {"BUDGET_DB": address})
    assert "BUDGET_DB" in str(caught.value)
    assert not [part for part in (*SECRETS, "127.0.0.1") if part in str(caught.value)]


def test_an_address_in_the_publication_is_refused_without_repeating_it(place: Path) -> None:
    address = "postgresql://auteur:s3cret@hote.example/base_secrete"
    (place / "publication.yaml").write_text(TEXT.replace("BUDGET_DB", f'"{address}"'), encoding="utf-8")
    messages = problems(lambda: load(PUBLICATION))
    assert messages and all(
        "expected the name of an environment variable, found something else" in each for each in messages
    )
    assert not [part for part in SECRETS if part in str(messages)]


def test_a_missing_library_is_one_line_with_its_extra(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)  # as if it were not installed
    with pytest.raises(UsageError, match=r"needs sqlalchemy \(install it: pip install 'bilingual-builder\[sql\]'\)"):
        refresh(PUBLICATION, False, {"BUDGET_DB": "sqlite://"})


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("{query: jobs.sql}", "a query needs `connection`"),
        ("{query: jobs, connection: X}", "`query`: expected the name of a file, found `jobs`"),
        ("{query: jobs.sql, connection: X, snapshot: a.txt}", "`snapshot`: expected the name of a CSV file"),
        ("{query: jobs.sql, connection: X, limit: 0}", "`limit`: expected a number from 1 to 1,000,000, found 0"),
        ("{query: jobs.sql, connection: X, timeout: 9999}", "`timeout`: expected a number from 1 to 3,600"),
        ("{query: jobs.sql, connection: X, file: a.csv}", "`file` and `query` cannot be combined"),
        ("{query: jobs.sql, connection: X, sheet: a}", "`query` and `sheet` cannot be combined"),
        ("{connection: X}", "expected `file`, or `query` with `connection`"),
    ],
)
def test_keys_of_queries(place: Path, data: str, problem: str) -> None:
    text = TEXT.replace("data: {query: jobs.sql, connection: BUDGET_DB}", f"data: {data}", 1)
    (place / "publication.yaml").write_text(text, encoding="utf-8")
    assert [each for each in problems(lambda: load(PUBLICATION)) if problem in each]


def test_two_queries_cannot_share_a_snapshot(place: Path) -> None:
    other = "data: {query: other.sql, connection: BUDGET_DB, snapshot: jobs.csv}"
    text = TEXT.replace("data: {query: jobs.sql, connection: BUDGET_DB}", other, 1)
    (place / "publication.yaml").write_text(text, encoding="utf-8")
    (problem,) = problems(lambda: refresh(PUBLICATION, False, database(place)))
    assert "the snapshot `jobs.csv` is that of another query" in problem


# --- The query of a snapshot -----------------------------------------------------------------------------------------

STALE = "the query `jobs.sql` has changed since its snapshot `jobs.csv` (run `builder data refresh --apply`)"


def test_a_query_that_has_changed_since_its_snapshot_is_one_error(place: Path) -> None:
    environment = database(place, ("Nord", 12), ("Sud", 7))
    refresh(PUBLICATION, True, environment)
    (place / "jobs.sql").write_text("SELECT region, jobs * 2 AS jobs FROM work ORDER BY region", encoding="utf-8")
    (problem,) = problems(lambda: load(PUBLICATION))
    assert problem == f"publication.yaml:4:19: {STALE}"
    assert [str(finding) for finding in check(PUBLICATION).diagnostics] == [problem]
    outcome = refresh(PUBLICATION, True, environment)
    assert "figure north: 12 → 24" in outcome.changes
    assert load(PUBLICATION).figures["north"].number == 24


def test_another_connection_is_another_origin(place: Path) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12)))
    (place / "publication.yaml").write_text(TEXT.replace("BUDGET_DB", "OTHER_DB"), encoding="utf-8")
    (problem,) = problems(lambda: load(PUBLICATION))
    assert "the snapshot `jobs.csv` comes from the connection BUDGET_DB, not OTHER_DB (run" in problem


def test_a_query_without_its_file_cannot_be_compared(place: Path) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12)))
    (place / "jobs.sql").unlink()
    assert all(
        "no file `jobs.sql` in the publication's folder" in problem for problem in problems(lambda: load(PUBLICATION))
    )


@pytest.mark.parametrize(
    "change", [f"{QUERY}\n\n", QUERY.replace("\n", "\r\n"), f"\ufeff{QUERY}", QUERY.replace("\n", "  \n")]
)
def test_spaces_and_line_ends_do_not_change_a_query(place: Path, change: str) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12)))
    (place / "jobs.sql").write_bytes(change.encode())
    assert load(PUBLICATION).figures["north"].number == 12


@pytest.mark.parametrize("change", ["{}", "{},", "{}\t", '"{}"'])
def test_a_spreadsheet_program_may_save_a_snapshot_again(place: Path, change: str) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12)))
    text = (place / "jobs.csv").read_text("utf-8")
    rows, line = text[: text.index("#")], text[text.index("#") :].strip()
    (place / "jobs.csv").write_text(f"{rows}{change.format(line)}\n", encoding="utf-8")
    assert load(PUBLICATION).figures["north"].number == 12
    (place / "jobs.sql").write_text("SELECT 1", encoding="utf-8")
    assert len(problems(lambda: load(PUBLICATION))) == 1


def test_a_snapshot_that_does_not_name_its_query_is_read(place: Path) -> None:
    """Those written by earlier versions, or by hand."""
    (place / "jobs.csv").write_text('"region","jobs"\n"Nord",12\n', encoding="utf-8")
    assert load(PUBLICATION).figures["north"].number == 12
    assert refresh(PUBLICATION, True, database(place, ("Nord", 12))).requeried == {"jobs.csv"}
    assert load(PUBLICATION).figures["north"].number == 12


def test_a_snapshot_is_a_csv_file_like_any_other(place: Path) -> None:
    refresh(PUBLICATION, True, database(place, ("Nord", 12), ("Sud", 7)))
    text = TEXT.replace("data: {query: jobs.sql, connection: BUDGET_DB}", "data: jobs.csv")
    (place / "publication.yaml").write_text(text, encoding="utf-8")
    table = load(PUBLICATION).sections[0].blocks[0]
    assert isinstance(table, TableBlock) and len(table.table.rows) == 2


@given(st.text(max_size=300))
def test_no_text_of_a_query_breaks_its_line(text: str) -> None:
    rows, origin = split_origin(f'"a"\n1\n{origin_line(text, "DB_1")}')
    assert (rows, origin) == ('"a"\n1\n', Origin(statement_digest(text), "DB_1"))


# --- Snapshots -------------------------------------------------------------------------------------------------------


def snapshot(folder: Path, columns: list[str], rows: list[tuple[Any, ...]]) -> Data:
    write_snapshot(ResultRows(columns, iter(rows)), folder / "s.csv")
    query = DataSource(span=NOWHERE, key="", query="s.sql", connection="X")
    data = read_snapshot(query, "s.csv", folder, Queries(), [])
    assert data is not None
    return data


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(str.strip)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**20), max_value=10**20)
VALUES = st.none() | TEXTS | NUMBERS | st.integers(-(10**30), 10**30) | st.dates()


@given(st.lists(st.tuples(st.just("x"), VALUES), min_size=1, max_size=6))
@settings(deadline=None)
def test_values_are_read_back_with_their_kind(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]
) -> None:
    data = snapshot(tmp_path_factory.mktemp("s"), ["key", "value; with"], rows)
    assert data.natives is not None and len(data.rows) == len(rows)
    for (_, value), natives, fields in zip(rows, data.natives, data.rows, strict=True):
        if isinstance(value, Decimal | int):
            assert natives[1] == value
            assert fields[1][0] == f"{Decimal(value):f}"
        elif isinstance(value, datetime.date):
            assert natives[1] == PartialDate(value.year, value.month, value.day)
        else:
            assert natives[1] is None
            assert fields[1][0] == (value or "")


def test_times_truth_and_zones_are_refused_where_they_are_used(tmp_path: Path) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    moment = datetime.datetime(2024, 5, 31, 14, 30)
    row = ("a", moment, moment.replace(tzinfo=zone), True, datetime.datetime(2024, 5, 31), 0.1 + 0.2)
    data = snapshot(tmp_path, ["k", "a", "b", "c", "d", "e"], [row])
    assert (tmp_path / "s.csv").read_text().splitlines()[1] == (
        '"a",2024-05-31T14:30:00,2024-05-31T14:30:00+02:00,true,2024-05-31T00:00:00,0.3'
    )
    assert data.natives == [[None, None, None, None, PartialDate(2024, 5, 31), Decimal("0.3")]]
    assert [fault.message.rpartition("found ")[2] for fault in data.faults.values()] == [
        "a date with a time of day",
        "a moment with a time zone",
        "true or false",
    ]


@pytest.mark.parametrize("value", [b"x", [1], {"a": 1}, datetime.timedelta(1), Decimal("NaN"), float("inf"), "a\x01"])
def test_values_that_no_page_can_show_are_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(QueryFault, match="column `a`, row 1"):
        write_snapshot(ResultRows(["a"], iter([(value,)])), tmp_path / "s.csv")


@pytest.mark.full
def test_the_memory_does_not_grow_with_the_rows(place: Path) -> None:
    database(place)
    environment = {"BUDGET_DB": f"sqlite:///{place / 'work.db'}"}
    counting = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < %d) SELECT x, 'r' || x FROM n"

    def peak(rows: int) -> int:
        gc.collect()
        tracemalloc.start()
        with run_query(counting % rows, "BUDGET_DB", 60, 100_000, environment) as result:
            assert write_snapshot(result, place / "n.csv") == rows
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(100)
    assert peak(10_000) < 1.5 * peak(2_000)


# --- PostgreSQL ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def postgresql() -> Iterator[dict[str, str]]:
    module("psycopg")
    import sqlalchemy

    from tests.files.postgresql import server

    with server() as address:
        engine = sqlalchemy.create_engine(address)
        with engine.begin() as connection:
            connection.exec_driver_sql(
                "CREATE TABLE work (region text, jobs numeric(38, 10), day date, moment timestamptz)"
            )
            connection.exec_driver_sql("CREATE SEQUENCE counter")
            connection.exec_driver_sql(
                "INSERT INTO work VALUES ('Nord', 1234567890123456789012345678.0123456789, '2024-02-29', "
                "'2024-05-31 14:30:00+02'), ('Sud', NULL, NULL, NULL), ('Est', 0.10, '0001-01-01', '2024-01-01Z')"
            )
        engine.dispose()
        yield {"BUDGET_DB": address}


def selected(environment: dict[str, str], text: str, seconds: int = 20) -> list[tuple[Any, ...]]:
    with run_query(text, "BUDGET_DB", seconds, 200_000, environment) as result:
        return list(result.rows)


@pytest.mark.postgresql
def test_postgresql_is_exact(postgresql: dict[str, str], tmp_path: Path) -> None:
    with run_query("SELECT * FROM work ORDER BY region", "BUDGET_DB", 20, 10, postgresql) as result:
        write_snapshot(result, tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text() == (
        '"region","jobs","day","moment"\n'
        '"Est",0.1000000000,0001-01-01,2024-01-01T00:00:00+00:00\n'
        '"Nord",1234567890123456789012345678.0123456789,2024-02-29,2024-05-31T12:30:00+00:00\n'
        '"Sud",,,\n'
    )


@pytest.mark.postgresql
@pytest.mark.parametrize(
    "text",
    [
        "WITH x AS (INSERT INTO work VALUES ('x') RETURNING region) SELECT * FROM x",
        "SELECT set_config('default_transaction_read_only', 'off', false), nextval('counter')",
        "SELECT 1 FROM work FOR UPDATE",
    ],
)
def test_a_session_of_postgresql_cannot_write(postgresql: dict[str, str], text: str) -> None:
    with pytest.raises(QueryFault, match=r"refuses the query|returns no rows"):
        selected(postgresql, text)
    assert selected(postgresql, "SELECT count(*) FROM work") == [(3,)]


@pytest.mark.postgresql
def test_postgresql_stops_a_slow_statement_and_names_a_wrong_column(postgresql: dict[str, str]) -> None:
    with pytest.raises(QueryFault, match="takes more than 1 seconds"):
        selected(postgresql, "SELECT pg_sleep(30)", seconds=1)
    with pytest.raises(QueryFault, match='column "jbs" does not exist'):
        selected(postgresql, "SELECT jbs FROM work")


@pytest.mark.postgresql
def test_percent_signs_and_colons_are_part_of_the_query(postgresql: dict[str, str]) -> None:
    text = "SELECT '100%', '12:30', ' :name', region FROM work WHERE region LIKE 'N%' AND jobs::text LIKE '%9'"
    assert selected(postgresql, text) == [("100%", "12:30", " :name", "Nord")]


@pytest.mark.postgresql
def test_a_wrong_password_is_not_repeated(postgresql: dict[str, str]) -> None:
    wrong = postgresql["BUDGET_DB"].replace("s3cret-word", "other-word")
    with pytest.raises(QueryFault) as caught:
        selected({"BUDGET_DB": wrong}, "SELECT 1")
    said = str(caught.value.args)
    assert "cannot connect to the database of BUDGET_DB" in said
    assert not [part for part in ("other-word", "auteur", "127.0.0.1") if part in said]


@pytest.mark.full
@pytest.mark.postgresql
def test_rows_of_postgresql_are_streamed(postgresql: dict[str, str], tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        gc.collect()
        tracemalloc.start()
        text = f"SELECT n, 'r' || n AS name, n / 7.0 AS share FROM generate_series(1, {rows}) AS n"
        with run_query(text, "BUDGET_DB", 60, 200_000, postgresql) as result:
            assert write_snapshot(result, tmp_path / "n.csv") == rows
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(100)
    assert peak(10_000) < 1.5 * peak(2_000)


@pytest.mark.postgresql
def test_a_snapshot_of_postgresql_names_its_query(postgresql: dict[str, str], place: Path) -> None:
    (place / "jobs.sql").write_text("SELECT region, 12.50 AS jobs FROM work ORDER BY region")
    refresh(PUBLICATION, True, postgresql)
    assert load(PUBLICATION).figures["north"].number == Decimal("12.50")
    (place / "jobs.sql").write_text("SELECT region, 13.50 AS jobs FROM work ORDER BY region")
    (problem,) = problems(lambda: load(PUBLICATION))
    assert STALE in problem
    assert "figure north: 12.50 → 13.50" in refresh(PUBLICATION, True, postgresql).changes
    assert load(PUBLICATION).figures["north"].number == Decimal("13.50")

"""Queries of a real MariaDB through PyMySQL: exact values, a session that only reads, the limits of time and rows."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

if not os.environ.get("CI"):  # where everything must be installed
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("pymysql")

from builder.actions.database import QueryFault, run_query
from tests.files.mariadb import server

pytestmark = pytest.mark.full

SCRIPT = """
CREATE TABLE work (region varchar(40), jobs decimal(38,10), share decimal(5,2), day date, moment timestamp NULL);
INSERT INTO work VALUES
  ('Nord', 1234567890123456789012345678.0123456789, 0.10, '2024-02-29', '2024-05-31 14:30:00'),
  ('Île', NULL, NULL, NULL, NULL);
CREATE SEQUENCE counter;
DELIMITER //
CREATE FUNCTION wipe() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM work; RETURN 1; END//
"""


@pytest.fixture(scope="module")
def mariadb() -> Iterator[dict[str, str]]:
    with server(SCRIPT) as address:
        yield {"BUDGET_DB": address}


def selected(environment: dict[str, str], text: str, seconds: int = 20, limit: int = 100_000) -> list[tuple[Any, ...]]:
    with run_query(text, "BUDGET_DB", seconds, limit, environment) as result:
        return list(result.rows)


def test_values_are_exact(mariadb: dict[str, str]) -> None:
    north, island = selected(mariadb, "SELECT * FROM work ORDER BY region DESC")
    assert north[:4] == (
        "Nord",
        Decimal("1234567890123456789012345678.0123456789"),
        Decimal("0.10"),
        datetime.date(2024, 2, 29),
    )
    assert island == ("Île", None, None, None, None)
    assert selected(mariadb, "SELECT @@session.time_zone") == [("+00:00",)]
    assert selected(mariadb, "SELECT '100%' AS a, 5 % 3 AS b") == [("100%", 2)]


WRITING = ("SELECT wipe()", "SELECT NEXT VALUE FOR counter", "SELECT region FROM work FOR UPDATE")
ENDLESS = ("SELECT sleep(20)", f"SELECT count(*) FROM {', '.join(f'seq_1_to_10000 n{i}' for i in range(4))}")


@pytest.mark.parametrize("text", WRITING)
def test_the_session_only_reads(mariadb: dict[str, str], text: str) -> None:
    with pytest.raises(QueryFault, match="READ ONLY transaction"):
        selected(mariadb, text)
    assert selected(mariadb, "SELECT count(*) FROM work") == [(2,)]


@pytest.mark.parametrize("text", ENDLESS)
def test_a_statement_ends_with_its_time(mariadb: dict[str, str], text: str) -> None:
    with pytest.raises(QueryFault, match="takes more than 1 seconds"):
        selected(mariadb, text, seconds=1)


def test_many_rows_come_and_too_many_are_refused(mariadb: dict[str, str]) -> None:
    assert len(selected(mariadb, "SELECT seq FROM seq_1_to_50000")) == 50_000
    with pytest.raises(QueryFault, match="more than 3 rows"):
        selected(mariadb, "SELECT seq FROM seq_1_to_10", limit=3)


def test_messages_do_not_repeat_the_address(mariadb: dict[str, str]) -> None:
    with pytest.raises(QueryFault) as fault:
        selected({"BUDGET_DB": mariadb["BUDGET_DB"].replace("s3cret-word", "wrong-word")}, "SELECT 1")
    assert "cannot connect to the database of BUDGET_DB" in str(fault.value)
    assert "wrong-word" not in str(fault.value)

"""`builder data refresh` on the command line."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.cli.excerpt import excerpt
from builder.source import Span
from tests.cli.conftest import Outcome, write

if not os.environ.get("CI"):  # where everything must be installed
    pytest.importorskip("sqlalchemy")

Builder = Callable[..., Outcome]

TEXT = """\
languages: [fr, en]
title: {fr: Emplois, en: Jobs}
figures:
  jobs: {number: {query: jobs.sql, connection: WORK_DB, column: jobs}}
sections:
  - title: {fr: Un, en: One}
    message: {fr: "Il y a {jobs} emplois.", en: "There are {jobs} jobs."}
"""


def fill(file: Path, jobs: int) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS work (jobs INTEGER)")
        connection.execute("DELETE FROM work")
        connection.execute("INSERT INTO work VALUES (?)", (jobs,))
    connection.close()


def test_what_changes_is_shown_then_written(place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(place, "jobs", TEXT).parent
    (folder / "jobs.sql").write_text("SELECT jobs FROM work")
    fill(place / "work.db", 1200)
    monkeypatch.setenv("WORK_DB", "sqlite:///work.db")
    assert builder("brief", "jobs", "--lang", "fr").err.startswith(
        "content/jobs/publication.yaml:4:18: no snapshot `jobs.csv` of the query `jobs.sql` "
    )
    first = builder("data", "refresh", "jobs", "--apply")
    assert (first.code, first.out, first.err) == (0, "jobs.csv: 1 row, changed\ncontent/jobs/jobs.csv\n", "")
    assert builder("brief", "jobs", "--lang", "fr").code == 0
    fill(place / "work.db", 1250)
    shown = builder("data", "refresh", "jobs")
    assert shown.out == "jobs.csv: 1 row, changed\n  figure jobs: 1200 → 1250\n"
    assert shown.err == "builder: nothing is written (add --apply to write the snapshots)\n"
    assert (folder / "jobs.csv").read_text().startswith('"jobs"\n1200\n')
    assert builder("data", "refresh", "jobs", "--yes").out.endswith("content/jobs/jobs.csv\n")
    assert builder("data", "refresh", "jobs", "-y").out == "jobs.csv: unchanged\n"
    (folder / "jobs.sql").write_text("SELECT max(jobs) AS jobs FROM work")
    stale = "content/jobs/publication.yaml:4:18: the query `jobs.sql` has changed since its snapshot `jobs.csv` "
    assert builder("brief", "jobs", "--lang", "fr").err.startswith(stale)
    assert builder("data", "refresh", "jobs", "-y").out.startswith("jobs.csv: the same rows, from the present query\n")
    assert builder("brief", "jobs", "--lang", "fr").code == 0


def test_a_variable_that_is_not_set_is_a_usage_error(
    place: Path, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    (write(place, "jobs", TEXT).parent / "jobs.sql").write_text("SELECT 1 AS jobs")
    monkeypatch.delenv("WORK_DB", raising=False)
    done = builder("data", "refresh", "jobs")
    message = "the environment variable WORK_DB is not set (put the address of the database into it)"
    assert (done.code, done.out, done.err) == (2, "", f"builder: {message}\n")


def test_a_publication_without_queries_says_so(place: Path, builder: Builder) -> None:
    done = builder("data", "refresh", "small")
    assert (done.code, done.out, done.err) == (0, "", "builder: the publication has no queries\n")


def test_the_line_of_a_problem_hides_a_password(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("data: {query: a.sql, connection: 'postgresql://auteur:s3cret@hote/base'}\n", encoding="utf-8")
    shown = excerpt(Span(str(file), 1, 34), 120)
    assert shown is not None
    assert "postgresql://*************@hote/base" in shown[0]

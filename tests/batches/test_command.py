"""`builder batch` as a user sees it: paths, progress, exit codes, an interrupt."""

from __future__ import annotations

import os
import pty
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batches.conftest import ROWS, rows, start
from tests.cli.conftest import Outcome
from tests.cli.conftest import builder as builder

COMMAND = ("batch", "communes", "--rows", "rows.csv", "-o", "out/{code}", "--workers", "1")


@pytest.fixture
def table(place: Path) -> Path:
    (place / "rows.csv").write_text(rows(3), "utf-8")
    return place


def test_each_path_is_printed_and_the_end_is_reported(table: Path, builder: Callable[..., Outcome]) -> None:
    outcome = builder(*COMMAND)
    assert outcome.code == 0
    assert outcome.out.splitlines()[0] == "out/001/communes.fr.docx" and len(outcome.out.splitlines()) == 12
    assert outcome.err == "builder: 3 of 3 rows done; out/manifest.jsonl\n"
    assert builder(*COMMAND, "-q", "--resume").err == ""


def test_a_failed_row_is_reported_with_its_line_and_ends_in_1(table: Path, builder: Callable[..., Outcome]) -> None:
    (table / "rows.csv").write_text(ROWS + "001,A,B,1,2,2000\n002,A,B,0,2,2000\n", "utf-8")
    outcome = builder(*COMMAND)
    assert outcome.code == 1 and len(outcome.out.splitlines()) == 4
    assert outcome.err.startswith("002 (line 3): content/communes/publication.yaml:11:19: growth from `before`")
    assert outcome.err.endswith("builder: 1 of 2 rows done, 1 failed; out/manifest.jsonl\n")


def test_wrong_rows_end_in_1_before_anything_is_written(table: Path, builder: Callable[..., Outcome]) -> None:
    (table / "rows.csv").write_text("code,people\n001,many\n", "utf-8")
    outcome = builder(*COMMAND)
    assert outcome.code == 1 and not (table / "out").exists()
    assert "rows.csv:2:5: column `people`: expected a number" in outcome.err


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "out"], "is one folder for all rows"),
        (["--rows", "none.csv"], "--rows: no file 'none.csv'"),
        (["--shard", "4/3"], "--shard: '4/3' is no part of a whole"),
        (["--scheduler", "tcp://127.0.0.1:1"], "`--workers` and `--scheduler` cannot be combined"),
        (["-o", "nowhere://x/{code}"], "cannot be opened"),
    ],
)
def test_wrong_use_ends_in_2(table: Path, builder: Callable[..., Outcome], options: list[str], message: str) -> None:
    outcome = builder(*COMMAND, *options)
    assert outcome.code == 2 and message in outcome.err and not (table / "out").exists()


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_shows_a_bar(table: Path) -> None:
    (table / "rows.csv").write_text(rows(39), "utf-8")
    master, slave = pty.openpty()
    process = start(
        table,
        "--rows",
        "rows.csv",
        "-o",
        "out/{code}",
        "--workers",
        "1",
        stderr=slave,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(slave)
    out, _ = process.communicate(timeout=60)
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert process.returncode == 0 and out.count(b"\n") == 4 * 39
    assert re.search(r"\[#+\.*\] \d+% \d+ of 39 rows, \d+ files/s, \d+:\d\d left", shown)
    assert shown.endswith("builder: 39 of 39 rows done; out/manifest.jsonl\r\n")


@pytest.mark.full
@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_lets_running_rows_end_and_resume_goes_on(table: Path, workers: str) -> None:
    (table / "rows.csv").write_text(rows(39), "utf-8")
    arguments = ("--rows", "rows.csv", "-o", "out/{code}", "--workers", workers)
    process = start(table, *arguments)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    done = len((table / "out/manifest.jsonl").read_text("utf-8").splitlines())
    assert process.returncode == 130 and b"interrupted" in err and 0 < done < 39
    assert not list(table.rglob("*.part"))
    again = start(table, *arguments, "--resume")
    _, err = again.communicate(timeout=60)
    assert again.returncode == 0 and f"builder: {done} row".encode() in err
    assert len((table / "out/manifest.jsonl").read_text("utf-8").splitlines()) == 39


def test_a_warning_of_every_row_is_reported_once(table: Path, builder: Callable[..., Outcome]) -> None:
    source = table / "content/communes/publication.yaml"
    long = "une phrase qui ne tient pas sur deux lignes " * 8
    text = source.read_text("utf-8").replace("{=zone} et plaine ont les mêmes règles.", f"Ceci est {long.strip()}.")
    source.write_text(text, "utf-8")
    (table / "rows.csv").write_text(rows(5), "utf-8")
    reported = [line for line in builder(*COMMAND).err.splitlines() if "warning in" in line]
    assert len(reported) == 1
    assert reported[0].startswith("builder: warning in 5 rows (001, 002, 003, …): content/communes/publication.yaml:")

"""`builder check` as its users meet it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.check.runner import check
from tests.cli.conftest import Outcome, write
from tests.small import SMALL

Builder = Callable[..., Outcome]

TWICE = SMALL.replace("title: {fr: Argent, en: Money}", "title: {fr: Budget, en: Budget}")
TYPED = SMALL.replace('en: "The fund reaches {fund}."', 'en: "The fund reaches €2.4 million."')


def test_findings_carry_their_codes_and_are_counted(place: Path, builder: Builder) -> None:
    write(place, "typed", TYPED)
    done = builder("check", "typed", "--select", "PAR")
    assert done.code == 1
    first, last = done.err.splitlines()
    assert first.startswith(
        "content/typed/publication.yaml:9:52: PAR003 figure `fund` is missing here; the `fr` text has it (line 9)"
    )
    assert last == "builder: 1 error"


def test_only_errors_fail_unless_strict(place: Path, builder: Builder) -> None:
    write(place, "typed", TYPED)
    arguments = ("check", "typed", "--select", "FIG002")
    assert builder(*arguments).code == 0
    assert builder(*arguments, "--strict").code == 1
    assert builder("check", "typed", "--select", "PAR,FIG", "--ignore", "PAR003", "--strict").code == 1
    assert builder("check", "typed", "--select", "PAR,FIG", "--ignore", "PAR003,FIG", "--strict").code == 0


def test_fix_changes_the_source(place: Path, builder: Builder) -> None:
    file = write(place, "twice", TWICE)
    done = builder("check", "twice", "--fix", "--select", "PAR")
    assert (done.code, done.out, done.err) == (0, "", "builder: 1 fixed\n")
    assert file.read_text("utf-8") == TWICE.replace("{fr: Budget, en: Budget}", "Budget")


def test_several_publications_are_one_report(place: Path, builder: Builder) -> None:
    paths = [str(write(place, name, TWICE).relative_to(place)) for name in ("one", "two")]
    data = json.loads(builder("check", *paths, "--select", "PAR002", "--output-format", "json").out)
    assert [entry["span"]["file"] for entry in data] == paths


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_data_goes_to_standard_output_alone(place: Path, builder: Builder, form: str) -> None:
    write(place, "twice", TWICE)
    done = builder("check", "twice", "--output-format", form, "--select", "PAR")
    assert done.err == ""
    assert "PAR002" in done.out


def test_explain(place: Path, builder: Builder) -> None:
    assert builder("check", "--explain", "par003").out.startswith("PAR003 figure-missing (error)\n")
    group = builder("check", "--explain", "FIG").out
    assert "FIG001" in group
    assert "PAR001" not in group
    assert builder("check", "--explain", "ABC").code == 2
    assert builder("check", "--select", "ABC").code == 2


def test_titles_that_are_all_too_long_are_one_remark(place: Path, builder: Builder) -> None:
    # As long as a title of the default deck may be on two lines, if it is set smaller.
    words = "Les dépenses de la ville augmentent encore cette année et les recettes ne suivent pas, "
    words += "numéro 1 de la liste des quartiers du ce"
    sections = "".join(
        f"  - title: Partie {number}\n    message: {words}{number:02}\n    blocks: [{{points: [Un]}}]\n"
        for number in range(1, 21)
    )
    path = write(place, "long", f"languages: [fr, en]\ntitle: Titres\nsections:\n{sections}")
    count = len(check(path, ["FIT004"]).diagnostics)
    assert count > 10
    done = builder("check", "long", "--select", "FIT004", "--strict")
    first, last = done.err.splitlines()
    assert first.startswith("content/long/publication.yaml:5:14: FIT004 info: A title is set smaller")
    assert f"; {count} findings, on lines 5, 8, 11, 14, 17 …" in first
    assert last == f"builder: {count} remarks"
    assert done.code == 0


def test_watching_ends_quietly(place: Path) -> None:
    command = [sys.executable, "-m", "builder", "check", "small", "--watch", "--select", "PAR"]
    running = subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    try:
        assert "no findings; watching" in running.stderr.readline()
        time.sleep(0.05)
        (place / "content/small/publication.yaml").write_text(TWICE, "utf-8")
        assert "PAR002" in running.stderr.readline()
        running.send_signal(signal.SIGINT)
        _, rest = running.communicate(timeout=120)
        assert running.returncode == 0
        assert "Traceback" not in rest
    finally:
        running.kill()
        running.communicate()

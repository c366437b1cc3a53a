"""The guide docs/batch.md, followed command by command."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batches.conftest import files

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "batch.md").read_text("utf-8")
EXAMPLE = ROOT / "docs" / "examples" / "communes"
FENCE = re.compile(r"^```(console|console cluster|yaml|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAMS = {"builder": [sys.executable, "-m", "builder"], "dask": [sys.executable, "-m", "dask"]}
BLOCKS = [match.groups() for match in FENCE.finditer(GUIDE)]
ONE_WORKER = ("--workers", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example as the guide has it, with a changed table and two wrong ones."""
    shutil.copytree(EXAMPLE, tmp_path / "communes")
    table = (EXAMPLE / "communes.csv").read_text("utf-8")
    (tmp_path / "communes" / "june.csv").write_text(re.sub(r"(90104,\D*),\d+,", r"\1,12000,", table), "utf-8")
    (tmp_path / "wrong.csv").write_text(table.replace(",commune,", ",comune,"), "utf-8")
    (tmp_path / "zero.csv").write_text(table.replace(",3050,", ",0,"), "utf-8")
    return tmp_path


def commands(text: str) -> list[tuple[list[str], list[str]]]:
    """The commands of a block, each with the lines that it prints."""
    parts = [part.partition("\n") for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]]
    return [(shlex.split(command), shown.splitlines()) for command, _, shown in parts]


def run(folder: Path, words: list[str], shown: list[str]) -> None:
    """Run a command; each line shown is printed, and nothing else unless a line is left out (`…`)."""
    # One worker prints in the order of the rows, and starts at once.
    more = ONE_WORKER if words[1] == "batch" and "--scheduler" not in words else ()
    done = subprocess.run([*PROGRAMS[words[0]], *words[1:], *more], cwd=folder, capture_output=True, text=True)
    printed = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    expected = [line for line in shown if line != "…"]
    assert [line for line in expected if line not in printed] == [], (words, printed)
    assert "…" in shown or sorted(printed) == sorted(expected), words
    assert done.returncode == (0 if not re.search(r"failed|sets no", done.stderr) else 1)


@pytest.mark.full
def test_the_guide_works_command_by_command(folder: Path) -> None:
    for kind, text in BLOCKS:
        if kind == "console":
            for words, shown in commands(text):
                run(folder, words, shown)
    entries = [json.loads(line) for line in (folder / "out" / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert [entry["status"] for entry in entries] == ["done"] * 12


def test_the_guide_shows_what_the_example_has() -> None:
    source = (EXAMPLE / "publication.yaml").read_text("utf-8")
    assert [text for kind, text in BLOCKS if kind == "yaml" and text not in source] == []
    for line in re.findall(r"^(?:code|90101),.*$", GUIDE, re.MULTILINE):
        assert f"{line}\n" in (EXAMPLE / "communes.csv").read_text("utf-8")


@pytest.mark.full
def test_the_guide_s_python_works(folder: Path) -> None:
    (code,) = [text for kind, text in BLOCKS if kind == "python" and "SLURM" not in text]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "90101 2 done python/90101/communes.fr.docx"


@pytest.mark.full
def test_the_guide_s_cluster_works(folder: Path) -> None:
    (text,) = [text for kind, text in BLOCKS if kind == "console cluster"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    started: list[subprocess.Popen[bytes]] = []
    try:
        for words, shown in commands(text.replace("8786", port)):
            if words[-1] == "&":
                program = [*PROGRAMS[words[0]], *words[1:-1], "--no-dashboard"]
                started.append(subprocess.Popen(program, cwd=folder, stderr=subprocess.DEVNULL))
                wait_for(int(port))
            else:
                time.sleep(3)
                run(folder, words, shown)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=60)
    run(folder, shlex.split("builder batch communes --rows communes/communes.csv -o 'here/{code}'"), ["…"])
    assert files(folder / "cluster") == files(folder / "here")


def wait_for(port: int) -> None:
    """Wait until the scheduler listens."""
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the scheduler does not listen")

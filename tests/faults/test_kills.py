"""Killed, interrupted, or not alone: the earlier file stays whole or the new one is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.running import NAMES, build, contents, leftovers, place, start
from tests.marking import sampled
from tests.small import SMALL

if os.name != "posix":
    pytest.skip("signals are POSIX only", allow_module_level=True)

CHANGED = SMALL.replace("Petit essai", "Autre essai").replace("Small trial", "Other trial")


def _duration(root: Path) -> float:
    begun = time.monotonic()
    assert build(root)[0] == 0
    return time.monotonic() - begun


@pytest.mark.full
def test_killed_at_any_moment_each_file_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    kills = 24
    place(tmp_path)
    output = tmp_path / "output"
    whole = _duration(tmp_path)
    old = contents(output)
    place(tmp_path, CHANGED)
    assert build(tmp_path, "--output", "new")[0] == 0
    new = contents(tmp_path / "new")
    assert not set(old.values()) & set(new.values())
    for number in range(kills):
        for name, blob in old.items():
            (output / name).write_bytes(blob)
        process = start(tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(whole * (0.25 + number / kills))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        files = contents(output)
        assert sorted(files) == NAMES
        for name, blob in files.items():
            assert blob in (old[name], new[name]), name
        assert len(leftovers(output)) <= 2 * len(NAMES)
    assert build(tmp_path)[0] == 0
    assert contents(output) == new
    assert leftovers(output) == []


@pytest.mark.full
@pytest.mark.parametrize(
    ("sent", "code"), sampled([(signal.SIGINT, 130), (signal.SIGTERM, 143)], (signal.SIGTERM, 143))
)
@pytest.mark.parametrize("share", sampled([0.5, 0.8, 0.95], 0.8))
def test_interrupted_it_says_so_and_leaves_nothing_half_written(
    tmp_path: Path, sent: signal.Signals, code: int, share: float
) -> None:
    place(tmp_path)
    whole = _duration(tmp_path)
    place(tmp_path, CHANGED)
    process = start(tmp_path)
    time.sleep(whole * share)
    process.send_signal(sent)
    err = process.communicate(timeout=20)[1].decode()
    time.sleep(0.2)
    assert process.returncode in (code, 0, -sent), err
    assert "Traceback" not in err or process.returncode == -sent, err
    assert sorted(contents(tmp_path / "output")) == NAMES
    assert leftovers(tmp_path / "output") == []


KILLED_CHILD = """
import os, signal, sys
from builder.actions import build
from builder.cli.app import run
first, write_decks = os.getpid(), build._write_decks
def write(task):
    if os.getpid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    return write_decks(task)
build._write_decks = write
sys.argv = ["builder", "build", "small"]
run()
"""


@pytest.mark.full
def test_the_second_process_killed_the_first_does_its_work(tmp_path: Path) -> None:
    place(tmp_path)
    done = subprocess.run([sys.executable, "-c", KILLED_CHILD], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert sorted(contents(tmp_path / "output")) == NAMES
    assert leftovers(tmp_path / "output") == []


@pytest.mark.full
@pytest.mark.parametrize("many", sampled([2, 10], 2))
def test_builds_at_once_on_the_same_files_leave_whole_files(tmp_path: Path, many: int) -> None:
    place(tmp_path)
    processes = [start(tmp_path) for _ in range(many)]
    ends = [(process.communicate(timeout=120)[1].decode(), process.returncode) for process in processes]
    assert ends == [("", 0)] * many
    assert sorted(contents(tmp_path / "output")) == NAMES
    assert leftovers(tmp_path / "output") == []

"""Processes killed at any moment: what is resumed is byte for byte the run that nothing interrupted."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batches.conftest import files, rows, start, write_publication
from tests.files.once import once

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds processes in /proc")


MANY = 80
"""Rows of a run that is killed ten times: two workers take three times as long for them as the kills."""


@pytest.fixture(scope="session")
def unbroken_run(shared_folder: Path) -> dict[str, bytes]:
    """The files and the manifest of a run of `MANY` rows that nothing interrupts, made once."""

    def make(folder: Path) -> None:
        write_publication(folder)
        unbroken(folder, MANY)

    return files(once(shared_folder / "unbroken", make) / "quiet")


def unbroken(place: Path, count: int) -> dict[str, bytes]:
    """The files and the manifest of a run that nothing interrupts."""
    write_rows(place, count)
    process = start(place, "--rows", "rows.csv", "-o", "quiet/{slug}", "--workers", "1")
    process.communicate(timeout=600)
    assert process.returncode == 0
    return files(place / "quiet")


def write_rows(place: Path, count: int) -> None:
    (place / "rows.csv").write_text(numbered(count), "utf-8")


def numbered(count: int) -> str:
    """Rows with a folder of their own each: the publication has data for 39 codes."""
    header, *lines = rows(count).splitlines()
    return "\n".join([f"slug,{header}", *(f"r{number:04},{line}" for number, line in enumerate(lines))]) + "\n"


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The worker processes of a command; the process that counts resources is none."""
    try:
        words = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        return [pid for pid in map(int, words) if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    except OSError:
        return []


def wait_for_end(pids: list[int]) -> None:
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, "a worker outlives the process that started it"
        time.sleep(0.02)


def resume_until_done(place: Path, workers: int, chances: random.Random, kills: int) -> int:
    """Run and kill until the work is done; return how many processes were killed."""
    killed = 0
    for _ in range(kills + 20):
        arguments = ("--rows", "rows.csv", "-o", "out/{slug}", "--workers", str(workers), "--resume")
        process = start(place, *arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        workers_seen: list[int] = []
        while killed < kills and process.poll() is None:
            time.sleep(chances.uniform(0.05, 0.5))
            workers_seen = children(process) or workers_seen
            of_worker = bool(workers_seen) and chances.random() < 0.6
            victim = chances.choice(workers_seen) if of_worker else process.pid
            if process.poll() is None:
                try:
                    os.kill(victim, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                killed += 1
                if victim == process.pid:
                    break
        process.wait(timeout=600)
        wait_for_end(workers_seen)
        if process.returncode == 0:
            return killed
    raise AssertionError("the work does not come to an end")


@pytest.mark.full
def test_a_killed_run_is_resumed_to_the_same_bytes(place: Path) -> None:
    expected = unbroken(place, 12)
    process = start(place, "--rows", "rows.csv", "-o", "out/{slug}", "--workers", "1")
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate(timeout=60)
    resume_until_done(place, 1, random.Random(1), 0)
    assert files(place / "out") == expected


@pytest.mark.full
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kills_at_random_moments_change_nothing(place: Path, unbroken_run: dict[str, bytes], seed: int) -> None:
    """Workers and the command itself, again and again."""
    write_rows(place, MANY)
    assert resume_until_done(place, 2, random.Random(seed), 10) >= 5
    assert files(place / "out") == unbroken_run

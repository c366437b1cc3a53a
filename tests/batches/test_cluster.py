"""A Dask cluster writes the bytes that this machine writes, and survives a lost worker."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import builder
from builder.batches import executors
from tests.batches.conftest import files, rows
from tests.batches.test_kills import numbered
from tests.files.tools import module

distributed = module("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")

ADDRESS = re.compile(rb"tcp://127\.0\.0\.1:\d+")


def test_a_cluster_on_this_machine_writes_the_same_bytes(place: Path) -> None:
    Path("rows.csv").write_text(rows(6), "utf-8")
    list(builder.batch("communes", "rows.csv", "here/{code}"))
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp", host="127.0.0.1", dashboard_address=":0"
    ) as cluster:
        outcomes = list(builder.batch("communes", "rows.csv", "there/{code}", scheduler=cluster.scheduler_address))
        with distributed.Client(cluster, set_as_default=False) as client:
            executor = client.get_executor(retries=0, pure=False)
            again = list(builder.batch("communes", "rows.csv", "again/{code}", executor))
    assert {outcome.status for outcome in (*outcomes, *again)} == {"done"}
    assert files(Path("there")) == files(Path("here")) == files(Path("again"))


def test_an_address_without_a_scheduler_is_reported(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "CONNECT", 1)
    Path("rows.csv").write_text(rows(1), "utf-8")
    with pytest.raises(builder.UsageError, match=r"no Dask scheduler answers at 'tcp://127\.0\.0\.1:1'"):
        list(builder.batch("communes", "rows.csv", "out/{code}", scheduler="tcp://127.0.0.1:1"))


class Process:
    """A process of the cluster, whose output is read to the end so that it never waits."""

    def __init__(self, place: Path, *arguments: str):
        root = str(Path(builder.__file__).parents[1])
        environment = {**os.environ, "PYTHONPATH": root, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=place,
            env=environment,
            start_new_session=True,
        )
        self.lines: list[bytes] = []
        self._seen = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._seen:
                self.lines.append(line)
                self._seen.notify_all()

    def wait_for(self, pattern: bytes) -> bytes:
        """The first match in its output."""
        with self._seen:
            self._seen.wait_for(lambda: re.search(pattern, b"".join(self.lines)), timeout=60)
        match = re.search(pattern, b"".join(self.lines))
        assert match is not None, b"".join(self.lines).decode()
        return match[0]

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)
        if self.process.stderr is not None:
            self.process.stderr.close()


@pytest.fixture
def cluster(place: Path) -> Iterator[tuple[str, list[Process]]]:
    """The address of a scheduler, and the processes: two workers and the scheduler, which talk TCP."""
    (place / "workers").mkdir()
    scheduler = Process(place, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    workers: list[Process] = []
    try:
        address = scheduler.wait_for(ADDRESS.pattern).decode()
        for name in ("one", "two"):
            options = ("--name", name, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
            workers.append(Process(place / "workers", "worker", address, *options))
        for worker in workers:
            worker.wait_for(rb"Registered to")
        yield address, [*workers, scheduler]
    finally:
        for process in (*workers, scheduler):
            process.kill()


@pytest.mark.full
def test_a_worker_killed_midway_changes_nothing(place: Path, cluster: tuple[str, list[Process]]) -> None:
    address, processes = cluster
    Path("rows.csv").write_text(numbered(60), "utf-8")
    list(builder.batch("communes", "rows.csv", "here/{slug}"))
    states: dict[str, Any] = {}
    for outcome in builder.batch("communes", "rows.csv", "there/{slug}", scheduler=address):
        states[outcome.key] = outcome.status
        if len(states) == 12:
            processes[0].kill()
    assert len(states) == 60
    if "failed" in states.values():  # the row that ran on it, if the scheduler counted that against the row
        list(builder.batch("communes", "rows.csv", "there/{slug}", scheduler=address, resume=True))
    assert files(Path("there")) == files(Path("here"))


@pytest.mark.full
def test_a_lost_scheduler_is_reported_and_the_work_goes_on_elsewhere(
    place: Path, cluster: tuple[str, list[Process]]
) -> None:
    address, processes = cluster
    Path("rows.csv").write_text(numbered(40), "utf-8")
    list(builder.batch("communes", "rows.csv", "here/{slug}"))
    seen = 0
    with pytest.raises(builder.BuildError, match="run again with --resume"):
        for _ in builder.batch("communes", "rows.csv", "there/{slug}", scheduler=address):
            seen += 1
            if seen == 8:
                for process in processes:
                    process.kill()
    list(builder.batch("communes", "rows.csv", "there/{slug}", resume=True))
    assert files(Path("there")) == files(Path("here"))

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from builder.actions import worker
from builder.actions.worker import Worker, WorkerStopped, beside, start_worker
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

PROBLEM = Diagnostic("cannot-write", "no room", Span("a.pptx", 1, 1))
Start = Callable[..., Worker]


@pytest.fixture(params=["forked", "new interpreter"])
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start a worker in each way that a platform may have."""
    monkeypatch.setattr(worker, "usable_processors", lambda: 2)
    # Tests of browsers and clusters leave threads of their libraries behind.
    monkeypatch.setattr(worker, "_other_threads", lambda: False)
    if request.param == "new interpreter":
        monkeypatch.delattr(os, "fork", raising=False)
    elif not hasattr(os, "fork"):
        pytest.skip("this platform does not fork")

    def started(work: Callable[[Any], Any], prepare: Callable[[Any], object] = print, argument: object = "") -> Worker:
        running = start_worker(work, prepare, argument)
        assert running is not None
        return running

    return started


def double(task: str) -> tuple[str, int]:
    return task * 2, os.getpid()


def fail(_: object) -> None:
    raise BuildError([PROBLEM])


def die(_: object) -> None:
    os._exit(9)


def wait_for_ever(path: str) -> None:
    Path(path).touch()
    time.sleep(60)


def note(path: str) -> None:
    Path(path).write_text("prepared, ", encoding="utf-8")


def read_note(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") + "then worked"


def test_work_runs_in_another_process_on_its_task_and_returns_its_value(start: Start) -> None:
    running = start(double)
    running.send("x" * 200_000)
    value, process = running.result()
    assert value == "x" * 400_000
    assert process != os.getpid()


def test_the_worker_prepares_itself_before_its_task_comes(start: Start, tmp_path: Path) -> None:
    path = str(tmp_path / "ready")
    running = start(read_note, note, path)
    _wait_for(Path(path))
    running.send(path)
    assert running.result() == "prepared, then worked"


def _wait_for(path: Path) -> None:
    limit = time.monotonic() + 30
    while not path.exists() and time.monotonic() < limit:
        time.sleep(0.01)


def wait_for_word(folder: str) -> None:
    """Wait until somebody has written `word` in a folder, and note whether it came."""
    _wait_for(Path(folder, "word"))
    Path(folder, "seen" if Path(folder, "word").exists() else "missed").touch()


def test_who_sends_a_long_task_does_not_wait_for_the_end_of_the_preparation(start: Start, tmp_path: Path) -> None:
    running = start(len, wait_for_word, str(tmp_path))
    running.send("x" * 10_000_000)
    (tmp_path / "word").touch()
    assert running.result() == 10_000_000
    assert (tmp_path / "seen").exists()


def test_a_problem_of_the_preparation_is_left_to_the_work(start: Start) -> None:
    running = start(len, fail)
    running.send("abc")
    assert running.result() == 3


def test_an_exception_of_the_work_is_raised_here_with_its_diagnostics(start: Start) -> None:
    running = start(fail)
    running.send(None)
    with pytest.raises(BuildError) as caught:
        running.result()
    assert caught.value.diagnostics == (PROBLEM,)


def test_a_worker_that_dies_is_an_error_and_nobody_waits(start: Start) -> None:
    running = start(len, die)
    running.send("x" * 1_000_000)
    with pytest.raises(WorkerStopped):
        running.result()


def test_a_worker_without_a_task_ends(start: Start) -> None:
    running = start(len)
    process = running._process
    identifier = process.pid if isinstance(process, subprocess.Popen) else process._identifier  # type: ignore[attr-defined]
    running.dismiss()
    if hasattr(os, "waitpid"):
        with pytest.raises(ChildProcessError):
            os.waitpid(identifier, os.WNOHANG)


def test_a_worker_can_be_stopped(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "begun"
    running = start(wait_for_ever)
    running.send(str(path))
    _wait_for(path)
    begun = time.monotonic()
    running.stop()
    assert time.monotonic() - begun < 30


def test_on_one_core_there_is_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "usable_processors", lambda: 1)
    assert start_worker(len, print, "") is None


@pytest.fixture(params=[True, False], ids=["in a copy of this process", "in this process"])
def copied(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run work that is done beside in each way that a platform may have; return True if in another process."""
    monkeypatch.setattr(worker, "usable_processors", lambda: 2)
    monkeypatch.setattr(worker, "_other_threads", lambda: False)
    if not request.param:
        monkeypatch.delattr(os, "fork", raising=False)
    elif not hasattr(os, "fork"):
        pytest.skip("this platform does not fork")
    return bool(request.param)


def test_work_done_beside_knows_what_this_process_knows_and_returns_its_value(copied: bool) -> None:
    known = ["read before"]
    steps = (lambda: (*known, os.getpid())), os.getpid, (lambda begun, sent: (*begun, sent, os.getpid()))
    with beside(*steps) as result:
        known.append("read later")
        words, *_, first, second, third = result()
    assert words == "read before"
    assert [process != os.getpid() for process in (first, second, third)] == [copied, False, copied]


def test_the_first_step_beside_does_not_wait_for_the_second_one(copied: bool, tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def second() -> int:
        deadline = time.monotonic() + 60
        while copied and not begun.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return 1

    with beside(begun.touch, second, lambda _, sent: sent) as result:
        assert result() == 1
        assert begun.exists()


def test_more_than_a_pipe_holds_reaches_the_last_step(copied: bool) -> None:
    with beside(lambda: time.sleep(0.1), lambda: b" " * 10_000_000, lambda _, sent: len(sent)) as result:
        assert result() == 10_000_000


@pytest.mark.parametrize("step", ["first", "last"])
def test_what_work_beside_raises_is_raised_where_its_result_is_asked_for(copied: bool, step: str) -> None:
    first = (lambda: fail(None)) if step == "first" else (lambda: None)
    with beside(first, lambda: None, lambda _, sent: fail(sent)) as result, pytest.raises(BuildError) as raised:
        result()
    assert raised.value.diagnostics == (PROBLEM,)


@pytest.fixture
def as_in_commands() -> Iterator[None]:
    """Let SIGTERM raise SystemExit, as commands do."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("as_in_commands")
def test_what_this_process_meets_meanwhile_is_raised_at_once(copied: bool, tmp_path: Path) -> None:
    def wait() -> None:
        if copied:
            wait_for_ever(str(tmp_path / "began"))

    started = time.monotonic()
    with pytest.raises(BuildError) as raised, beside(wait, lambda: fail(None), lambda _, __: None) as result:
        result()
    assert raised.value.diagnostics == (PROBLEM,)
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("step", ["first", "last"])
def test_work_beside_is_done_here_if_its_process_dies(copied: bool, step: str) -> None:
    here = os.getpid()

    def done(own: str, value: str) -> str:
        return die(None) if own == step and os.getpid() != here else value  # type: ignore[func-returns-value, return-value]

    steps = (lambda: done("first", "begun")), (lambda: " and done"), (lambda begun, sent: done("last", begun + sent))
    with beside(*steps) as result:
        assert result() == "begun and done"


@pytest.mark.parametrize("step", ["first", "last"])
def test_nothing_goes_on_beside_when_nobody_waits_for_it(copied: bool, tmp_path: Path, step: str) -> None:
    def wait(own: str) -> None:
        if own == step and copied:
            wait_for_ever(str(tmp_path / "began"))

    started = time.monotonic()
    with pytest.raises(ZeroDivisionError), beside(lambda: wait("first"), lambda: "last", lambda _, sent: wait(sent)):
        raise ZeroDivisionError
    assert time.monotonic() - started < 30

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.actions.apart import Apart, ChildStopped
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_work_runs_in_another_process_on_its_task_and_gives_its_value() -> None:
    apart = Apart(lambda task: (task * 2, os.getpid()))
    apart.give("x" * 200_000)
    value, process = apart.result()
    assert value == "x" * 400_000
    assert process != os.getpid()


def test_the_child_prepares_itself_before_its_task_comes(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    apart = Apart(lambda task: ready.read_text() + task, lambda: ready.write_text("prepared, "))
    while not ready.exists():
        os.sched_yield()
    apart.give("then worked")
    assert apart.result() == "prepared, then worked"


def test_what_preparing_raises_is_left_to_the_work_to_tell() -> None:
    def prepare() -> None:
        raise BuildError(Diagnostic("template", "broken"))

    apart = Apart(lambda task: task, prepare)
    apart.give(1)
    assert apart.result() == 1


def test_what_the_work_raises_is_raised_here_with_its_diagnostics() -> None:
    problem = Diagnostic("cannot-write", "no room", Span("a.pptx", 1, 1))

    def work(_: None) -> None:
        raise BuildError([problem])

    apart = Apart(work)
    apart.give(None)
    with pytest.raises(BuildError) as caught:
        apart.result()
    assert caught.value.diagnostics == (problem,)


def test_a_child_that_dies_is_an_error_not_a_wait() -> None:
    apart = Apart(lambda _: None, lambda: os._exit(9))
    apart.give("x" * 1_000_000)
    with pytest.raises(ChildStopped):
        apart.result()


def test_a_child_that_is_not_needed_goes() -> None:
    apart = Apart(lambda task: task)
    apart.dismiss()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)

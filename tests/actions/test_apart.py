from __future__ import annotations

import os

import pytest

from builder.actions.apart import Apart
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_work_runs_in_another_process_and_gives_its_value() -> None:
    value, process = Apart(lambda: ("x" * 200_000, os.getpid())).result()
    assert value == "x" * 200_000
    assert process != os.getpid()


def test_what_the_work_raises_is_raised_here_with_its_diagnostics() -> None:
    problem = Diagnostic("cannot-write", "no room", Span("a.pptx", 1, 1))

    def work() -> None:
        raise BuildError([problem])

    with pytest.raises(BuildError) as caught:
        Apart(work).result()
    assert caught.value.diagnostics == (problem,)


def test_a_child_that_dies_is_an_error_not_a_wait() -> None:
    with pytest.raises(RuntimeError):
        Apart(lambda: os._exit(9)).result()

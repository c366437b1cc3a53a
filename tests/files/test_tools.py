"""A tool that is missing skips a test on a machine, and fails it in CI."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.files.tools import module, program


@pytest.mark.parametrize("need", [module, program])
def test_what_is_missing_skips_a_test_and_fails_it_in_ci(
    monkeypatch: pytest.MonkeyPatch, need: Callable[[str], object]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no_such_tool is not installed"):
        need("no_such_tool")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no_such_tool is not installed, and CI must have it"):
        need("no_such_tool")


def test_what_is_there_is_returned() -> None:
    assert module("re").match
    assert program("no_such_tool", "sh").endswith("sh")

"""The help of every command, with any supported version of Typer and Click."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Outcome

COMMANDS = [
    "build",
    "brief",
    "deck",
    "check",
    "accept",
    "init",
    "schema",
    "template check",
    "template new",
    "data refresh",
]
Builder = Callable[..., Outcome]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(builder: Builder, command: str) -> None:
    done = builder(*command.split(), "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: builder {command} ")
    assert "\\" not in done.out
    assert all(option in done.out for option in ("-q, --quiet", "-v, --verbose", "--no-color"))


def test_defaults_are_shown(builder: Builder) -> None:
    shown = builder("build", "--help").out
    assert "[default: output]" in shown and "[default: all]" in shown


@pytest.mark.parametrize("words", [["biuld"], ["build", "--nonsense"], ["template", "nonsense"]])
def test_unknown_words_are_usage_errors(builder: Builder, words: list[str]) -> None:
    done = builder(*words)
    assert (done.code, done.out) == (2, "")
    assert words[-1].lstrip("-") in done.err

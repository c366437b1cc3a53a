from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from builder.cli.app import run
from tests.small import SMALL, write_publication


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one small publication, which is the current folder."""
    write(tmp_path, "small", SMALL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, name: str, text: str) -> Path:
    return write_publication(root / "content" / name, text)


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Outcome]:
    """Run the command line in this process: `builder("build", "--lang", "fr")`."""

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["builder", *arguments])
        code = 0
        try:
            run()
        except SystemExit as end:
            code = int(end.code or 0)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode("utf-8", "replace"), err.decode())

    return call

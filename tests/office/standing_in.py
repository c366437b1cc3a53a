"""A shell script that stands in for LibreOffice, and the processes that it starts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

__all__ = ["OUTPUT", "STARTED", "program", "runs", "script", "wait_until"]

OUTPUT = 'while [ "$1" != --outdir ]; do shift; done; folder="$2"; shift 2'
"""Shell commands after which `$folder` is the folder for PDFs and the arguments are the files."""

STARTED = "sleep 600 & echo $! > {0}.new; mv {0}.new {0}; wait"
"""Shell commands that start a process without end and write its number to the file `STARTED.format(file)`."""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file `soffice` that is found before any other; the test writes it with `script`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return folder / "soffice"


def script(path: Path, lines: str) -> None:
    """Write a shell script."""
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(0o755)


def runs(process: int) -> bool:
    """Return whether a process is there and is not a zombie that its parent has yet to collect."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(true: Callable[[], bool]) -> None:
    """Wait for a condition; fail after a minute."""
    for _ in range(1_200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come true in a minute")

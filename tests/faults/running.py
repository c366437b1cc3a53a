"""The real command on a machine that fails."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.small import SMALL

__all__ = ["COMMAND", "NAMES", "build", "contents", "leftovers", "place", "start"]

COMMAND = [sys.executable, "-m", "builder", "build", "small"]
NAMES = sorted(f"small.{tag}.{kind}" for tag in ("fr", "en") for kind in ("docx", "pptx"))


def place(root: Path, source: str = SMALL) -> Path:
    """A folder with one small publication, `output` in it not there yet."""
    folder = root / "content" / "small"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "publication.yaml").write_text(source, encoding="utf-8")
    return root


def start(root: Path, *arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """The build begun."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": root, **options}
    return subprocess.Popen([*COMMAND, *arguments], **options)


def build(
    root: Path, *arguments: str, before: Callable[[], None] | None = None, **options: Any
) -> tuple[int, str, str]:
    """The build done: exit code, standard output, standard error. `before` runs in the process before the command."""
    process = start(root, *arguments, preexec_fn=before, **options)
    out, err = process.communicate(timeout=60)
    reported = err.decode()
    assert "Traceback" not in reported, reported
    return process.returncode, (out or b"").decode(), reported


def contents(folder: Path) -> dict[str, bytes]:
    """The Office files of a folder, each proved whole."""
    named = {}
    for file in sorted(folder.glob("small.*")):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None, file
        named[file.name] = file.read_bytes()
    return named


def leftovers(folder: Path) -> list[str]:
    """What is in the folder besides the files that belong there."""
    return [path.name for path in folder.iterdir() if path.name not in NAMES]

"""LibreOffice: Office files to PDF, many in one call.

A test that compares its files with their renderings carries the mark `render` with a function that writes them:
`@pytest.mark.render(files=write)`, where `write(folder)` returns the files (`write(folder, 1, 2)` with
`arguments=(1, 2)`). Its fixture `rendering` is that folder with a PDF beside each file, `a.docx.pdf` beside `a.docx`.
The files of all selected tests are rendered in one start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.files.fonts import font_environment
from tests.files.tools import program

__all__ = ["Source", "office_program", "render", "render_all", "source_of"]


class Source(NamedTuple):
    """What writes files to render: a function of a folder and some arguments, which returns the files."""

    make: Callable[..., Iterable[Path]]
    arguments: tuple[Any, ...]

    @property
    def name(self) -> str:
        """A name for the folder of these files."""
        return "-".join([f"{self.make.__module__}.{self.make.__qualname__}", *map(str, self.arguments)])


PATIENCE = 600.0
"""Seconds for one call of LibreOffice, which converts all files of a run."""


def office_program() -> str:
    """Return LibreOffice's program. Skip the test if it is not installed."""
    return program("soffice", "libreoffice")


def render(files: Iterable[Path], folder: Path) -> None:
    """Convert files to `folder`/NAME.pdf in one start of LibreOffice, with its own profile and the tests' fonts."""
    copies = [_copy(file, folder / "in") for file in files]
    profile = folder / "profile"
    command = [office_program(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    conversion = subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), *map(str, copies)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env={**os.environ, **font_environment(folder / "fonts")},
    )
    for copy in copies:
        if not (folder / f"{copy.stem}.pdf").is_file():
            raise AssertionError(f"LibreOffice made no PDF from {copy.stem}: {conversion.stderr or conversion.stdout}")
    shutil.rmtree(profile, ignore_errors=True)


def source_of(item: pytest.Item) -> Source | None:
    """Return what the mark `render` of a test names, if it names a function."""
    mark = item.get_closest_marker("render")
    return Source(mark.kwargs["files"], mark.kwargs.get("arguments", ())) if mark and mark.kwargs else None


def render_all(files: Iterable[Path], sources: Iterable[Source], folder: Path) -> None:
    """Convert files to `folder`/NAME.pdf, and those of each source in the folder of its name, in one start.

    A source that fails leaves its traceback there in the file `failed`: the other files are rendered.
    """
    targets: dict[Path, Path] = {}
    for source in sources:
        own = folder / source.name
        own.mkdir()
        try:
            written = list(source.make(own, *source.arguments))
        except Exception:
            (own / "failed").write_text(traceback.format_exc(), encoding="utf-8")
            continue
        for file in written:
            targets[Path(shutil.copy(file, folder / f"{source.name}.{file.name}"))] = own / f"{file.name}.pdf"
    render([*files, *targets], folder)
    for copy, target in targets.items():
        (folder / f"{copy.name}.pdf").rename(target)


def _copy(file: Path, folder: Path) -> Path:
    """Copy `a.docx` as `a.docx.docx`: LibreOffice names the PDF after the stem, which a brief and a deck share."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file, folder / f"{file.name}{file.suffix}"))

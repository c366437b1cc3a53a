"""PDFs of the sample publications, made by the command line in one start of LibreOffice, which is counted."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.files.fonts import font_environment
from tests.files.rendering import office_program
from tests.files.samples import folder_of

__all__ = ["Printed", "print_samples", "run_printing"]

PATIENCE = 600.0


class Printed(NamedTuple):
    """A publication built with PDFs: its name, and the folder of all files."""

    name: str
    folder: Path

    def pdf(self, language: str, medium: str) -> Path:
        """The PDF of a medium, "brief" or "deck"."""
        return self.folder / "output" / f"{self.name}.{language}.{medium}.pdf"

    def office(self, language: str, kind: str) -> Path:
        """The Office file of a format."""
        return self.folder / "output" / f"{self.name}.{language}.{kind}"

    def starts(self) -> list[str]:
        """The command lines with which LibreOffice was started."""
        return (self.folder / "starts").read_text(encoding="utf-8").splitlines()

    def reported(self) -> str:
        """What the command printed on standard error."""
        return (self.folder / "stderr").read_text(encoding="utf-8")

    def paths(self) -> list[str]:
        """What the command printed on standard output."""
        return (self.folder / "stdout").read_text(encoding="utf-8").splitlines()


def print_samples(names: Sequence[str], folder: Path) -> None:
    """Build publications with PDFs to `folder`/output."""
    sources = [str(folder_of(name, folder / "sources")) for name in names]
    code = run_printing(folder, ["build", *sources, "--pdf", "-o", "output"])
    assert code == 0, (folder / "stderr").read_text(encoding="utf-8")


def run_printing(folder: Path, arguments: Sequence[str], **environment: str) -> int:
    """Run the command in `folder` with a LibreOffice that writes its command lines to `starts`. Return the exit code;
    the output is in `stdout` and `stderr`.
    """
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    wrapper = programs / "soffice"
    wrapper.write_text(f'#!/bin/sh\necho "$*" >> "{folder}/starts"\nexec "{office_program()}" "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        return subprocess.run(
            [sys.executable, "-m", "builder", *arguments],
            cwd=folder,
            stdout=out,
            stderr=err,
            timeout=PATIENCE,
            check=False,
            env={**os.environ, **font_environment(folder / "fonts"), "PATH": path, **environment},
        ).returncode

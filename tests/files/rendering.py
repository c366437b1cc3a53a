"""LibreOffice: Office files to PDF, many in one call."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.files.fonts import font_environment
from tests.files.tools import absent

__all__ = ["office_program", "render"]

PATIENCE = 600.0
"""Seconds for one call of LibreOffice, which converts all files of a run."""


def office_program() -> str:
    """Return LibreOffice's program. Skip the test if it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        absent("LibreOffice")
    return program


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


def _copy(file: Path, folder: Path) -> Path:
    """Copy `a.docx` as `a.docx.docx`: LibreOffice names the PDF after the stem, which a brief and a deck share."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file, folder / f"{file.name}{file.suffix}"))

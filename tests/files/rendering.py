"""LibreOffice: Office files to PDF, many in one call."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.files.tools import absent

__all__ = ["office_program", "render"]


def office_program() -> str:
    """LibreOffice's program. Skips the test where it is absent."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        absent("LibreOffice")
    return program


def render(files: Iterable[Path], folder: Path) -> None:
    """Convert files to PDF into `folder`, with a LibreOffice profile of their own."""
    files = list(files)
    profile = folder / "profile"
    command = [office_program(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
    run = subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder / "out"), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    for file in files:
        made = folder / "out" / f"{file.stem}.pdf"
        if not made.is_file():
            raise AssertionError(f"LibreOffice made no PDF from {file.name}: {run.stderr or run.stdout}")
        made.replace(folder / f"{file.name}.pdf")
    shutil.rmtree(profile, ignore_errors=True)

"""Lay Office files out with LibreOffice: one start for all files, with a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["LayoutStopped", "lay_out", "office_program"]

_START_TIME = 60.0
"""Seconds that a start may take, and more for each file."""
_FILE_TIME = 30.0
_LOOK = 0.05
"""Seconds between two questions whether the PDFs are still wanted."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
"""Where installers put the program without adding it to PATH."""
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Filter/PDF/Export"><prop oor:name="ExportBookmarksToPDFDestination"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""Settings of the new profile: bookmarks become named destinations of the PDF. On the command line such options belong
to one filter only.
"""


class LayoutStopped(Exception):
    """Raised when PDFs are not wanted any more; LibreOffice has been ended."""


def office_program() -> str:
    """Return the path of LibreOffice's program. Raises UsageError if it is not installed."""
    for name in ("soffice", "libreoffice", *_PLACES):
        program = shutil.which(name)
        if program is not None:
            return program
    raise UsageError("no LibreOffice on this machine (install LibreOffice Writer, or leave out --exact-pages)")


def lay_out(
    files: Sequence[bytes], suffixes: str | Sequence[str], unwanted: Callable[[], bool] | None = None
) -> list[bytes]:
    """Return the files as PDFs, laid out by LibreOffice in one start; `suffixes` is that of all (".docx"), or one each.

    The profile is new: that of a user's running LibreOffice would be locked. `unwanted` is asked while LibreOffice
    runs; if it returns True, LibreOffice is ended. Raises UsageError if LibreOffice is not installed, BuildError if it
    makes no PDF in time, LayoutStopped if the PDFs are unwanted.
    """
    each = [suffixes] * len(files) if isinstance(suffixes, str) else suffixes
    program = office_program()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        sources = [folder / f"{index}{suffix}" for index, suffix in enumerate(each)]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nologo", "--convert-to", "pdf", "--outdir", name, *map(str, sources)]
        _run(command, _START_TIME + _FILE_TIME * len(files), unwanted)
        # The exit code says nothing: only a file that exists counts.
        results = [source.with_suffix(".pdf") for source in sources]
        if not all(result.is_file() for result in results):
            raise BuildError(Diagnostic("layout-failed", "LibreOffice made no PDF of the file"))
        return [result.read_bytes() for result in results]


def _run(command: list[str], seconds: float, unwanted: Callable[[], bool] | None) -> None:
    """Run a program and end it with all processes that it has started, also when this process is interrupted."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        if unwanted is None:
            process.wait(seconds)
        else:
            _wait(process, seconds, unwanted)
    except subprocess.TimeoutExpired:
        raise BuildError(Diagnostic("layout-failed", f"LibreOffice did not finish in {seconds:.0f} seconds")) from None
    finally:
        _end(process)


def _wait(process: subprocess.Popen[bytes], seconds: float, unwanted: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while True:
        if unwanted():
            raise LayoutStopped
        try:
            process.wait(_LOOK)
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # The program is a script on some systems: what it started is in its process group.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()

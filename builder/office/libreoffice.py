"""Lay Office files out with LibreOffice: one start for all files, with a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["lay_out", "office_program"]

_START_TIME = 60.0
"""Seconds that a start may take, and more for each file."""
_FILE_TIME = 30.0
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


def office_program() -> str:
    """Return the path of LibreOffice's program. Raises UsageError if it is not installed."""
    for name in ("soffice", "libreoffice", *_PLACES):
        program = shutil.which(name)
        if program is not None:
            return program
    raise UsageError("no LibreOffice on this machine (install LibreOffice Writer, or leave out --exact-pages)")


def lay_out(files: Sequence[bytes], suffix: str) -> list[bytes]:
    """Return the files as PDFs, laid out by LibreOffice in one start; `suffix` is theirs (".docx").

    The profile is new: that of a user's running LibreOffice would be locked. Raises UsageError if LibreOffice is not
    installed, BuildError if it makes no PDF in time.
    """
    program = office_program()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        sources = [folder / f"{index}{suffix}" for index in range(len(files))]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nologo", "--convert-to", "pdf", "--outdir", name, *map(str, sources)]
        _run(command, _START_TIME + _FILE_TIME * len(files))
        # The exit code says nothing: only a file that exists counts.
        results = [source.with_suffix(".pdf") for source in sources]
        if not all(result.is_file() for result in results):
            raise BuildError(Diagnostic("layout-failed", "LibreOffice made no PDF of the brief"))
        return [result.read_bytes() for result in results]


def _run(command: list[str], seconds: float) -> None:
    """Run a program and end it with all processes that it has started, also when this process is interrupted."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise BuildError(Diagnostic("layout-failed", f"LibreOffice did not finish in {seconds:.0f} seconds")) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        # The program is a script on some systems: what it started is in its process group.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()

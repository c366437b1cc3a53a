"""Lay Office files out with LibreOffice: one start for all files, with a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.diagnostics import BuildError, Diagnostic, UsageError

__all__ = ["LayoutStopped", "lay_out", "office_program", "office_version", "try_lay_out"]

_START_TIME = 60.0
"""Seconds that a start may take, and more for each file."""
_FILE_TIME = 30.0
_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)
_LOOK = 0.05
"""Seconds between two questions whether the PDFs are still wanted."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
"""Where installers put the program without adding it to PATH."""
_EXPORT = {
    "ExportBookmarks": "true",
    "ExportBookmarksToPDFDestination": "true",
    "PDFUACompliance": "true",
    "SelectPdfVersion": "2",
    "UseTaggedPDF": "true",
}
"""Settings of the new profile: a tagged PDF/A-2b with an outline, and named destinations for bookmarks. On the command
line such options belong to one filter only; in the profile those of Writer and of Impress both obey them.
"""
_INSTALL = "install it: 'apt install libreoffice-writer libreoffice-impress', or from https://www.libreoffice.org"


class LayoutStopped(Exception):
    """Raised when PDFs are not wanted any more; LibreOffice has been ended."""


def office_program() -> str:
    """Return the path of LibreOffice's program. Raises UsageError if it is not installed."""
    for name in ("soffice", "libreoffice", *_PLACES):
        program = shutil.which(name)
        if program is not None:
            return program
    raise UsageError(f"no LibreOffice on this machine, which lays out pages ({_INSTALL})")


def office_version() -> str:
    """Return the name and version of LibreOffice, "" if it is not installed or does not answer."""
    try:
        run = subprocess.run(
            [office_program(), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_START_TIME,
            check=False,
        )
    except (OSError, UsageError, subprocess.SubprocessError):
        return ""
    words = run.stdout.decode("utf-8", "replace").split()
    return " ".join(words[:2])


def lay_out(
    files: Sequence[bytes], suffixes: str | Sequence[str], unwanted: Callable[[], bool] | None = None
) -> list[bytes]:
    """Return the files as PDFs, laid out by LibreOffice in one start; `suffixes` is that of all (".docx"), or one each.

    The profile is new: that of a user's running LibreOffice would be locked. `unwanted` is asked while LibreOffice
    runs; if it returns True, LibreOffice is ended. Raises UsageError if LibreOffice is not installed, BuildError if it
    makes no PDF in time, LayoutStopped if the PDFs are unwanted.
    """
    results = try_lay_out(files, suffixes, unwanted)
    for result in results:
        if isinstance(result, Diagnostic):
            raise BuildError(result)
    return [result for result in results if isinstance(result, bytes)]


def try_lay_out(
    files: Sequence[bytes], suffixes: str | Sequence[str], unwanted: Callable[[], bool] | None = None
) -> list[bytes | Diagnostic]:
    """Return for each file its PDF, or the problem for which there is none. Otherwise like `lay_out`."""
    each = [suffixes] * len(files) if isinstance(suffixes, str) else suffixes
    program = office_program()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        sources = [folder / f"{index}{suffix}" for index, suffix in enumerate(each)]
        for source, data in zip(sources, files, strict=True):
            source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nologo", "--convert-to", "pdf", "--outdir", name, *map(str, sources)]
        reason = _run(command, _START_TIME + _FILE_TIME * len(files), unwanted)
        problem = Diagnostic("layout-failed", reason or "LibreOffice made no PDF of the file")
        # The exit code says nothing: only a file that exists counts.
        results = [source.with_suffix(".pdf") for source in sources]
        return [result.read_bytes() if result.is_file() else problem for result in results]


def _profile() -> str:
    path = "/org.openoffice.Office.Common/Filter/PDF/Export"
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for name, value in _EXPORT.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
    )


def _run(command: list[str], seconds: float, unwanted: Callable[[], bool] | None) -> str:
    """Run a program and end it with all processes that it has started, also when this process is interrupted. Return
    the reason if it had to be ended because its time was over, else "".
    """
    process: subprocess.Popen[bytes] | None = None
    try:
        with _interrupts_held():
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        if unwanted is None:
            process.wait(seconds)
        else:
            _wait(process, seconds, unwanted)
    except subprocess.TimeoutExpired:
        return f"LibreOffice did not finish in {seconds:.0f} seconds"
    finally:
        if process is not None:
            _end(process)
    return ""


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let interrupts wait until the block is done: one that came while a program starts would leave it behind."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is interrupted
        return
    received: list[int] = []
    handlers = {number: signal.signal(number, lambda number, _: received.append(number)) for number in _INTERRUPTS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    for interrupt in received:
        signal.raise_signal(interrupt)


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

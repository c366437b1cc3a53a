"""Standard output and standard error: paths, problems, progress."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from builder.diagnostics import Diagnostic, one_line

__all__ = ["prepare_streams", "progress", "show_diagnostics", "show_error", "show_paths"]

_CLEAR = "\r\x1b[K"
_ESCAPE = "builder-escape"
MOST_SHOWN = 200
"""Problems printed one by one. One slip can cause a hundred thousand, and nobody reads more than this at once."""


def show_paths(paths: Iterable[Path]) -> None:
    """Print each path on standard output, one per line."""
    for path in paths:
        sys.stdout.write(f"{path}\n")


def show_error(message: str) -> None:
    """Print a usage error, or an error of the machine, on standard error."""
    sys.stderr.write(one_line(f"builder: {message}") + "\n")


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print problems on standard error, one per line, at most MOST_SHOWN of them."""
    problems = list(diagnostics)
    for problem in problems[:MOST_SHOWN]:
        sys.stderr.write(_line(problem))
    if len(problems) > MOST_SHOWN:
        sys.stderr.write(f"builder: {len(problems) - MOST_SHOWN:,} more, not shown\n")


def _line(problem: Diagnostic) -> str:
    """Return a problem as a line: its location, its code if a rule of `builder check` has one, the problem, the fix."""
    location = f"{problem.span}: " if problem.span.file else ""
    code = f"{problem.code} " if problem.code.isupper() else ""
    severity = "" if problem.severity == "error" else f"{problem.severity}: "
    fix = f" ({problem.hint})" if problem.hint else ""
    return f"{one_line(location)}{code}{severity}{one_line(problem.message)}{one_line(fix)}\n"


def progress() -> Callable[[str], None] | None:
    """Return a function that shows the current step on one line of standard error, or None if it is not a terminal."""
    if not sys.stderr.isatty():
        return None

    def show(message: str) -> None:
        sys.stderr.write(f"{_CLEAR}{message}" if message else _CLEAR)
        sys.stderr.flush()

    return show


def prepare_streams() -> None:
    """Write UTF-8 to files and pipes whatever the machine's locale, and never fail on a character.

    A terminal with another encoding keeps it, and so does a stream whose encoding PYTHONIOENCODING sets; characters
    that it lacks are written as escapes. Bytes of file names that are not text come out as they were.
    """
    codecs.register_error(_ESCAPE, _escape)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if _keeps_encoding(stream) else "utf-8", errors=_ESCAPE)


def _keeps_encoding(stream: io.TextIOWrapper) -> bool:
    if os.environ.get("PYTHONIOENCODING"):
        return True
    return stream.isatty() and codecs.lookup(stream.encoding).name not in ("ascii", "utf-8")


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.backslashreplace_errors(error)

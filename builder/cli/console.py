"""Standard output and standard error: paths, problems, progress."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from builder.cli.settings import settings
from builder.diagnostics import Diagnostic, Severity, one_line

__all__ = [
    "Progress",
    "prepare_streams",
    "progress",
    "show_diagnostics",
    "show_error",
    "show_error_line",
    "show_note",
    "show_paths",
]

Progress = Callable[[str, float], None]
"""Shows a step ("" for none) and the share of the work that is done before it, from 0 to 1."""

_CLEAR = "\r\x1b[K"
_ESCAPE = "builder-escape"
_BAR = 24
"""Columns of the progress bar."""
_QUICK = 0.5
"""Seconds for which no bar is drawn: a build that ends before leaves the terminal alone."""
_COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "cyan"}
MOST_SHOWN = 200
"""Problems printed one by one. One slip can cause a hundred thousand, and nobody reads more than this at once."""


def show_paths(paths: Iterable[Path]) -> None:
    """Print each path on standard output, one per line."""
    for path in paths:
        sys.stdout.write(f"{path}\n")


def show_error(message: str) -> None:
    """Print a usage error, or an error of the machine, on standard error."""
    sys.stderr.write(_styled("builder:", fg="red", bold=True) + one_line(f" {message}") + "\n")


def show_error_line(text: str) -> None:
    """Print a problem that is a text already, on standard error."""
    sys.stderr.write(one_line(text) + "\n")


def show_note(message: str) -> None:
    """Print what a user should know and may not want to, on standard error."""
    if not settings().quiet:
        sys.stderr.write(one_line(f"builder: {message}") + "\n")


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print problems on standard error, one per line, at most MOST_SHOWN of them; on a terminal each with its line of
    the source. With `--quiet`, errors only.
    """
    problems = [problem for problem in diagnostics if problem.severity == "error" or not settings().quiet]
    width = shutil.get_terminal_size().columns if sys.stderr.isatty() else 0
    for problem in problems[:MOST_SHOWN]:
        sys.stderr.write(_line(problem))
        if width:
            _show_excerpt(problem, width)
    if len(problems) > MOST_SHOWN:
        sys.stderr.write(f"builder: {len(problems) - MOST_SHOWN:,} more, not shown\n")


def _line(problem: Diagnostic) -> str:
    """Return a problem as a line: its location, its code if a rule of `builder check` has one, the problem, the fix."""
    color = _COLORS[problem.severity]
    location = _styled(f"{one_line(str(problem.span))}:", bold=True) + " " if problem.span.file else ""
    code = _styled(problem.code, fg=color) + " " if problem.code.isupper() else ""
    severity = "" if problem.severity == "error" else _styled(f"{problem.severity}:", fg=color) + " "
    fix = f" ({problem.hint})" if problem.hint else ""
    return f"{location}{code}{severity}{one_line(problem.message)}{one_line(fix)}\n"


def _show_excerpt(problem: Diagnostic, width: int) -> None:
    from builder.cli.excerpt import excerpt

    lines = excerpt(problem.span, width)
    if lines is not None:
        source, indent = lines
        caret = _styled("^", fg=_COLORS[problem.severity], bold=True)
        sys.stderr.write(f"{_styled(source, dim=True)}\n{_styled(indent, dim=True)}{caret}\n")


def _styled(text: str, *, fg: str | None = None, bold: bool | None = None, dim: bool | None = None) -> str:
    """Return the text in a colour or weight, if standard error is a terminal that has them and nobody objects
    (`--no-color`, or NO_COLOR as no-color.org defines it).
    """
    if not settings().color or os.environ.get("NO_COLOR") or not _draws(sys.stderr):
        return text
    return typer.style(text, fg=fg, bold=bold, dim=dim)


def _draws(stream: io.TextIOBase | object) -> bool:
    """Return True for a terminal that obeys control sequences."""
    return bool(getattr(stream, "isatty", bool)()) and os.environ.get("TERM") != "dumb"


def progress(clock: Callable[[], float] = time.monotonic) -> Progress | None:
    """Return a function that shows the progress on standard error, or None if nobody would see it.

    With `--verbose` each step is a line with the seconds since the start. Otherwise a terminal shows a bar and the
    step on one line, which the next one replaces; with `--quiet`, and elsewhere, nothing is shown. `clock` gives
    seconds.
    """
    begin = clock()
    if settings().verbose:
        return lambda step, share: _show_step(step, clock() - begin)
    if settings().quiet or not _draws(sys.stderr):
        return None

    def show(step: str, share: float) -> None:
        if step and clock() - begin < _QUICK:
            return
        sys.stderr.write(f"{_CLEAR}{_bar(step, share)}" if step else _CLEAR)
        sys.stderr.flush()

    return show


def _show_step(step: str, seconds: float) -> None:
    if step:
        sys.stderr.write(f"builder: {seconds:.2f} s: {one_line(step)}\n")
        sys.stderr.flush()


def _bar(step: str, share: float) -> str:
    """Return a bar and a step in the columns of the terminal: a longer line would turn and could not be cleared."""
    full = round(share * _BAR)
    line = f"[{'#' * full}{'.' * (_BAR - full)}] {round(share * 100)}% {one_line(step)}"
    return line[: shutil.get_terminal_size().columns - 1]


def prepare_streams() -> None:
    """Write UTF-8 to files and pipes whatever the machine's locale, and never fail on a character.

    A terminal with another encoding keeps it, and so does a stream whose encoding PYTHONIOENCODING sets; characters
    that it lacks are written as escapes. Bytes of file names that are not text come out as they were.
    """
    codecs.register_error(_ESCAPE, _escape)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if _keeps_encoding(stream) else "utf-8", errors=_ESCAPE)
    if sys.platform == "win32":
        import colorama  # Click depends on it on Windows

        colorama.just_fix_windows_console()


def _keeps_encoding(stream: io.TextIOWrapper) -> bool:
    if os.environ.get("PYTHONIOENCODING"):
        return True
    return stream.isatty() and codecs.lookup(stream.encoding).name not in ("ascii", "utf-8")


def _escape(error: UnicodeError) -> tuple[str | bytes, int]:
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.backslashreplace_errors(error)

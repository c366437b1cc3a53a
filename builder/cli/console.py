"""The only place that prints and knows exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from builder.diagnostics import Diagnostic, one_line

__all__ = ["progress", "show_diagnostics", "show_paths", "show_usage_problem"]

_CLEAR = "\r\x1b[K"
MOST_SHOWN = 200
"""Findings that the text form tells one by one: nobody reads more at once, and one slip can make a hundred thousand."""


def show_paths(paths: Iterable[Path]) -> None:
    """Print each written path on standard output, one a line."""
    for path in paths:
        sys.stdout.write(f"{path}\n")


def show_usage_problem(message: str) -> None:
    """Print a wrong use of the command on standard error."""
    sys.stderr.write(one_line(f"builder: {message}") + "\n")


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print diagnostics on standard error, one a line."""
    found = list(diagnostics)
    for one in found[:MOST_SHOWN]:
        sys.stderr.write(_line(one))
    if len(found) > MOST_SHOWN:
        sys.stderr.write(f"builder: {len(found) - MOST_SHOWN:,} more, not shown\n")


def _line(one: Diagnostic) -> str:
    """A diagnostic on a line: its place, its code if a rule has it (to waive it by), what is wrong, and the mend."""
    place = f"{one.span}: " if one.span.file else ""
    code = f"{one.code} " if one.code.isupper() else ""
    kind = "" if one.severity == "error" else f"{one.severity}: "
    mend = f" ({one.hint})" if one.hint else ""
    return f"{one_line(place)}{code}{kind}{one_line(one.message)}{one_line(mend)}\n"


def progress() -> Callable[[str], None] | None:
    """A function that shows what is being done on one line of standard error, or None when that is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(message: str) -> None:
        sys.stderr.write(f"{_CLEAR}{message}" if message else _CLEAR)
        sys.stderr.flush()

    return show


def use_utf8() -> None:
    """Write UTF-8 whatever the machine's locale: messages hold accents, and paths must come out as they were given."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]

"""The only place that prints and knows exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from builder.diagnostics import Diagnostic, one_line

__all__ = ["OutputFormat", "progress", "show_diagnostics", "show_paths", "show_usage_problem"]

OutputFormat = Literal["text", "json", "github"]

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


def show_diagnostics(found: Iterable[Diagnostic], output_format: OutputFormat = "text") -> None:
    """Print diagnostics: as text on standard error, or as JSON or GitHub annotations on standard output."""
    _FORMATS[output_format](list(found))


def progress() -> Callable[[str], None] | None:
    """A function that shows what is being done on one line of standard error, or None when that is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(message: str) -> None:
        sys.stderr.write(f"{_CLEAR}{message}" if message else _CLEAR)
        sys.stderr.flush()

    return show


def _text(found: list[Diagnostic]) -> None:
    for one in found[:MOST_SHOWN]:
        kind = "" if one.severity == "error" else f"{one.severity}: "
        place = f"{one.span}: " if one.span.file else ""
        mend = f" ({one.hint})" if one.hint else ""
        sys.stderr.write(f"{one_line(place)}{kind}{one_line(one.message)}{one_line(mend)}\n")
    if len(found) > MOST_SHOWN:
        sys.stderr.write(f"builder: {len(found) - MOST_SHOWN:,} more, not shown\n")


def _json(found: list[Diagnostic]) -> None:
    import msgspec

    sys.stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n")


def _github(found: list[Diagnostic]) -> None:
    names = {"error": "error", "warning": "warning", "info": "notice"}
    for one in found:
        place = f"file={_property(one.span.file)},line={one.span.line},col={one.span.column}," if one.span.file else ""
        mend = f" ({one.hint})" if one.hint else ""
        sys.stdout.write(f"::{names[one.severity]} {place}title={_property(one.code)}::{_data(one.message + mend)}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_FORMATS: dict[str, Callable[[list[Diagnostic]], None]] = {"text": _text, "json": _json, "github": _github}


def use_utf8() -> None:
    """Write UTF-8 whatever the machine's locale: messages hold accents, and paths must come out as they were given."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]

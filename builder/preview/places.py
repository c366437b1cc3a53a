"""Places in the author's files as the page shows them, and the address that opens them in an editor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from builder.diagnostics import UsageError
from builder.source import NOWHERE, Span

__all__ = ["EDITOR_VARIABLE", "FileList", "editor_address", "is_somewhere"]

EDITOR_VARIABLE = "BUILDER_EDITOR"
_VSCODE = "vscode://file/{file}:{line}:{column}"
_FORM = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s\"'<>\\^`|]*\Z")
_ACTIVE = ("javascript:", "data:", "vbscript:", "blob:", "filesystem:", "about:")
"""Schemes whose addresses run or show content in the page instead of opening an editor."""


def editor_address(environment: Mapping[str, str]) -> str:
    """Return the form of the address that opens a place in an editor, with `{file}`, `{line}` and `{column}`.

    The server starts no program: the browser hands the address to the editor that is registered for its scheme.
    Raises UsageError if the variable holds something else than such an address, for example a command.
    """
    form = environment.get(EDITOR_VARIABLE, "").strip() or _VSCODE
    if not _FORM.match(form) or "{file}" not in form or form.lower().startswith(_ACTIVE):
        fix = f"write an address that an editor opens, as in {_VSCODE}"
        raise UsageError(f"{EDITOR_VARIABLE}: expected an address with {{file}} ({fix})")
    return form


def is_somewhere(span: Span) -> bool:
    """Return True for the place of something that an author wrote."""
    return span != NOWHERE and bool(span.file)


class FileList:
    """The files that places are in, each once: a place is then its file's number, a line and a column."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def place(self, span: Span) -> list[int | str]:
        """Return a place as the page's script reads it: file number, line, column, and the sheet of a workbook."""
        number = self._numbers.setdefault(span.file, len(self._numbers))
        return [number, span.line, span.column, str(span)] if span.sheet else [number, span.line, span.column]

    def names(self) -> list[list[str]]:
        """Return for each file its name as messages show it, and its absolute path, encoded for an address."""
        folder = Path.cwd()
        return [[name, quote((folder / name).as_posix())] for name in self._numbers]

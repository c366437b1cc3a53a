"""Folders of rows: the pattern of `-o`, and the names that values become."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from builder.diagnostics import UsageError
from builder.file_names import name_fault

__all__ = ["Pattern", "clashes", "parse_pattern"]

MAX_BYTES: Final = 120
"""Longest part of a folder's name; file systems allow 255 bytes, and the whole path 260 characters on Windows."""

_COLUMN: Final = re.compile(r"\{([^{}]*)\}")
_KEPT: Final = frozenset("LMN")
"""Unicode categories of letters, marks and numbers."""
_RESERVED: Final = re.compile(r"manifest\..*", re.IGNORECASE)


class Pattern(Struct, frozen=True):
    """The pattern of `-o`: the fixed folder (a path or an address) that it begins with, the parts of the row's folder
    in it, and the columns that these name.
    """

    root: str
    parts: tuple[str, ...]
    columns: tuple[str, ...]

    def key(self, cells: Mapping[str, str]) -> str:
        """Return the folder of a row in the fixed folder, from the texts of its columns."""
        return "/".join(
            _part_name(_COLUMN.sub(lambda match: _cleaned(cells[_column(match[1])]), part)) for part in self.parts
        )


def parse_pattern(text: str) -> Pattern:
    """Return the pattern of `-o`. Raises UsageError for one that names the same folder for all rows, or another folder
    than its own.
    """
    parts = text.replace("\\", "/").split("/") if "://" not in text else text.split("/")
    first = next((number for number, part in enumerate(parts) if "{" in part or "}" in part), None)
    if first is None:
        raise UsageError(
            f"-o: '{text}' is one folder for all rows (name a column in it: -o '{text.rstrip('/')}/{{code}}')"
        )
    inner = tuple(part for part in parts[first:] if part)
    columns: dict[str, None] = {}
    for part in inner:
        rest = _COLUMN.sub("", part)
        if "{" in rest or "}" in rest:
            raise UsageError(f"-o: '{part}' has a brace without its other one (write {{column}})")
        if part in (".", "..") or (not _COLUMN.search(part) and name_fault(part)):
            raise UsageError(f"-o: '{part}' is no name of a folder")
        for name in map(_column, _COLUMN.findall(part)):
            if not name:
                raise UsageError("-o: {} names no column (write {column})")
            columns[name] = None
    root = "/".join(parts[:first])
    return Pattern(root or ("/" if text.startswith("/") else "."), inner, tuple(columns))


def folded(key: str) -> str:
    """Return what two keys share if a file system takes them for one."""
    return unicodedata.normalize("NFC", key.casefold())


def clashes(keys: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of the keys that file systems take for an earlier one, each with that one's."""
    known: dict[str, int] = {}
    pairs = []
    for number, key in enumerate(keys):
        first = known.setdefault(folded(key), number)
        if first != number:
            pairs.append((number, first))
    return pairs


def _column(written: str) -> str:
    return " ".join(written.split())


def _cleaned(value: str) -> str:
    """Return a value with everything but letters, digits, `.`, `-` and `_` as `-`."""
    text = unicodedata.normalize("NFC", value.strip())
    return "".join(char if char in "._-" or unicodedata.category(char)[0] in _KEPT else "-" for char in text)


def _part_name(name: str) -> str:
    """Return a name that every file system takes: cut to its bytes, not hidden, no device, nothing that Windows drops,
    and not that of a manifest.
    """
    while len(name.encode()) > MAX_BYTES:
        name = name[:-1]
    if name.startswith("."):
        name = f"-{name[1:]}"
    if name.endswith((".", " ")):
        name = f"{name[:-1]}-"
    if name_fault(name) or _RESERVED.fullmatch(name):
        name = f"-{name}"
    return name

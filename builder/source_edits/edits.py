"""Apply edits to the author's files: exact characters, every other byte kept.

A file keeps its line ends and its byte order mark, and is written whole or not at all. Overlapping edits are refused:
the caller applies those that do not overlap, then checks again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from builder.output import write_whole
from builder.source import Span

__all__ = ["SourceEdit", "apply_edits", "compatible_edits", "edited", "edited_with_places"]

_LINE_END = re.compile(r"\r\n|\r|\n")


class SourceEdit(Struct, frozen=True):
    """Replacement of the characters of a file from `start` to `end` (exclusive, same file) by `text`."""

    start: Span
    end: Span
    text: str


def compatible_edits(fixes: Iterable[Sequence[SourceEdit]]) -> list[SourceEdit]:
    """Return the edits of as many fixes as can be applied together, each fix whole, in order."""
    taken: list[SourceEdit] = []
    for fix in fixes:
        if not any(_overlap(edit, earlier) for n, edit in enumerate(fix) for earlier in (*taken, *fix[:n])):
            taken += fix
    return taken


def apply_edits(edits: Iterable[SourceEdit]) -> dict[Path, bytes]:
    """Apply the edits to their files. Return the previous content by path.

    Raises ValueError for edits that overlap or lie outside their file (nothing is written then), BuildError if a file
    cannot be written.
    """
    by_file: dict[str, list[SourceEdit]] = {}
    for edit in edits:
        by_file.setdefault(edit.start.file, []).append(edit)
    before = {Path(file): Path(file).read_bytes() for file in by_file}
    after = {Path(file): edited(before[Path(file)], file_edits) for file, file_edits in by_file.items()}
    for path, data in after.items():
        write_whole(path, data)
    return before


def edited(data: bytes, edits: Sequence[SourceEdit]) -> bytes:
    """Return a UTF-8 file with the edits applied. Raises ValueError for edits that overlap or lie outside the file."""
    return edited_with_places(data, edits)[0]


def edited_with_places(data: bytes, edits: Sequence[SourceEdit]) -> tuple[bytes, dict[SourceEdit, tuple[Span, Span]]]:
    """Return what `edited` returns, and where the text of each edit begins and ends in it."""
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(mark) :]
    starts, ends = [0], []
    for match in _LINE_END.finditer(text):
        starts.append(match.end())
        ends.append(match.start())
    ends.append(len(text))
    first_end = _LINE_END.search(text)
    line_end = first_end[0] if first_end else "\n"

    def index(line: int, column: int) -> int:
        if not 1 <= line <= len(starts) or not 0 <= column - 1 <= ends[line - 1] - starts[line - 1]:
            raise ValueError(f"an edit at {line}:{column} lies outside the file")
        return starts[line - 1] + column - 1

    parts: list[str] = []
    places: dict[SourceEdit, tuple[Span, Span]] = {}
    at = 0
    line, column = 1, 1
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        start = index(edit.start.line, edit.start.column)
        end = index(edit.end.line, edit.end.column)
        if start < at or end < start or (parts and start == at == end):
            raise ValueError(f"edits overlap at {edit.start}")
        kept, new = text[at:start], edit.text.replace("\n", line_end)
        line, column = _after(line, column, kept)
        begin = Span(edit.start.file, line, column)
        line, column = _after(line, column, new)
        places[edit] = (begin, Span(edit.start.file, line, column))
        parts += (kept, new)
        at = end
    return (mark + "".join(parts) + text[at:]).encode("utf-8"), places


def _after(line: int, column: int, text: str) -> tuple[int, int]:
    """Return the line and column after a text that begins at a line and column."""
    ends = text.count("\n") or text.count("\r")
    return (line + ends, len(text) - max(text.rfind("\n"), text.rfind("\r"))) if ends else (line, column + len(text))


def _overlap(first: SourceEdit, second: SourceEdit) -> bool:
    """Return True if two edits change the same characters or insert at the same position."""
    if first.start.file != second.start.file:
        return False
    return (first.start < second.end and second.start < first.end) or first.start == second.start

"""A number typed over in a table, written into the source where the table types it itself."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

from msgspec import Struct

from builder.content.local_numbers import read_number
from builder.round_trip.story import Revision
from builder.source import Span
from builder.source_edits.edits import SourceEdit

__all__ = ["NumberChange", "number_edit"]

_WRITTEN = re.compile(r"[-+]?[0-9][0-9_]*(?:\.[0-9]+)?(?=[\s,\]}#]|\Z)")
_PRINTED = re.compile(r"[-+−]?[0-9](?:[0-9\u00a0\u202f\u2009 '’.,]*[0-9])?")


class NumberChange(Struct, frozen=True, gc=False):
    """A number of a table that changes: its place in the source, and in the table, what it will print, and who changed
    it.
    """

    span: Span
    key: str
    before: str
    after: str
    edit: SourceEdit
    row: int
    column: int
    expected: tuple[str, ...]
    revisions: tuple[Revision, ...] = ()


def number_edit(value: Decimal, span: Span, printed: str, found: str, mark: str) -> tuple[str, str, SourceEdit] | None:
    """Return the number as written, the new one and the edit, where a cell that prints `value` as `printed` reads
    `found` in a file. `mark` is the decimal mark of the language.

    None if the number is not written at the place as such, if words changed with it, or if it is printed rounded. A
    column may scale what is written.
    """
    was, now = _PRINTED.search(printed), _PRINTED.search(found)
    written = _written_at(span)
    if was is None or now is None or written is None:
        return None
    around = printed[: was.start()], printed[was.end() :]
    if _plain(around[0]) != _plain(found[: now.start()]) or _plain(around[1]) != _plain(found[now.end() :]):
        return None
    old, new, typed = read_number(was[0], mark), read_number(now[0], mark), _decimal(written)
    if old is None or new is None or typed is None or not old or not typed:
        return None
    if not _is_power_of_ten(value / typed) or not _is_power_of_ten(typed / old):
        return None
    number = _text(new * (typed / old), "_" in written)
    end = Span(span.file, span.line, span.column + len(written))
    return written, number, SourceEdit(span, end, number)


def _written_at(span: Span) -> str | None:
    """Return the number that a YAML file has at a place."""
    if not span.file.endswith((".yaml", ".yml")) or span.sheet:
        return None
    lines = Path(span.file).read_text(encoding="utf-8-sig").splitlines()
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    match = _WRITTEN.match(line, span.column - 1)
    return match[0] if match is not None else None


def _decimal(written: str) -> Decimal | None:
    try:
        return Decimal(written.replace("_", ""))
    except InvalidOperation:
        return None


def _is_power_of_ten(scale: Decimal) -> bool:
    parts = scale.normalize().as_tuple()
    return parts.digits == (1,) and not parts.sign


def _text(number: Decimal, grouped: bool) -> str:
    """Return a number as YAML, its digits in groups if those of the former one were."""
    text = f"{number.normalize():,f}".replace(",", "_" if grouped else "")
    return "0" if text == "-0" else text


def _plain(text: str) -> str:
    return "".join(text.split()).replace("\u00a0", "").replace("\u202f", "")

"""The formats of exchange files: their names, suffixes, and the functions that write and read them."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from builder.content.files import FileProblem, read_whole, shown
from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.unit import Returned, ReturnedFile
from builder.exchange.words import MOST_BRACKETS, MOST_CHARACTERS
from builder.source import Span

if TYPE_CHECKING:
    from builder.exchange.collect import Outgoing

__all__ = ["FORMATS", "ExchangeFormat", "FormatName", "read_file", "write_units"]

FormatName = Literal["po", "xliff", "xliff2", "docx", "tmx", "tbx"]


class ExchangeFormat(Struct, frozen=True):
    """A format: the suffix of its files, the functions that write and read it ("" if it does not come back), True if
    its notes are units of their own, and True if its files say where readers see each unit.
    """

    suffix: str
    write: str
    read: str = ""
    has_notes: bool = False
    has_places: bool = True


_PACKAGE = "builder.exchange"
FORMATS: dict[FormatName, ExchangeFormat] = {
    "po": ExchangeFormat(".po", "po:write_po", "po:read_po"),
    "xliff": ExchangeFormat(".xlf", "xliff12:write_xliff12", "xliff12:read_xliff12", True),
    "xliff2": ExchangeFormat(".xlf", "xliff20:write_xliff20", "xliff20:read_xliff20", True),
    "docx": ExchangeFormat(".docx", "word_table:write_word_table", "word_table:read_word_table", True),
    "tmx": ExchangeFormat(".tmx", "tmx:write_tmx", has_places=False),
    "tbx": ExchangeFormat(".tbx", "tbx:write_tbx", has_places=False),
}
assert tuple(FORMATS) == get_args(FormatName)


_HEAD = 100_000
_XLIFF = re.compile(rb"<(?:[A-Za-z_][A-Za-z0-9_.-]*:)?xliff\s[^>]*")


def write_units(outgoing: Outgoing, name: FormatName) -> bytes:
    """Return units as a file of a format."""
    data: bytes = _function(FORMATS[name].write)(outgoing)
    return data


def read_file(path: Path) -> ReturnedFile:
    """Return the units of a file that has come back, in the format that its content shows.

    Raises BuildError for a file that cannot be read, or that is in none of the formats.
    """
    name = shown(path)
    try:
        data = read_whole(path, 64_000_000)
    except FileProblem as problem:
        raise BuildError(Diagnostic(problem.code, problem.message, Span(name), problem.hint)) from None
    returned: ReturnedFile = _function(FORMATS[_format_of(data, path, name)].read)(data, name)
    return _sound(returned)


def _sound(file: ReturnedFile) -> ReturnedFile:
    """Return a file with the first of units with one key, and none that is too large; the others are problems."""
    first: dict[str, Returned] = {}
    problems = list(file.problems)
    for unit in file.units:
        words = f"{unit.source}{unit.target or ''}"
        if len(words) > 2 * MOST_CHARACTERS or words.count("[") > 2 * MOST_BRACKETS:
            problems.append(Diagnostic("exchange", f"{unit.key}: this text is too long", Span(file.name, unit.line, 1)))
        elif unit.key in first:
            message = f"{unit.key}: this text is in the file twice, first at line {first[unit.key].line}"
            problems.append(Diagnostic("exchange", message, Span(file.name, unit.line, 1), "delete one of them"))
        else:
            first[unit.key] = unit
    problems.sort(key=lambda problem: problem.span)
    return replace(file, units=tuple(first.values()), problems=tuple(problems))


def _format_of(data: bytes, path: Path, name: str) -> FormatName:
    """Return the format of a file: tools rename files, so its content decides."""
    if data.startswith(b"PK"):
        return "docx"
    head = data[:_HEAD].replace(b"\x00", b"")
    if root := _XLIFF.search(head):
        return "xliff2" if b"urn:oasis:names:tc:xliff:document:2" in root[0] else "xliff"
    if b"msgid" in head or path.suffix.lower() in (".po", ".pot"):
        return "po"
    formats = "PO, XLIFF or the Word table"
    raise BuildError(Diagnostic("exchange", f"this is no file of `builder export`: expected {formats}", Span(name)))


def _function(place: str) -> Callable[..., Any]:
    module, _, function = place.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(f"{_PACKAGE}.{module}"), function)
    return loaded

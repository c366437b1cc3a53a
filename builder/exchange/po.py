"""PO files of gettext: words are mark-up as the author writes it, notes stay in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.collect import Outgoing
from builder.exchange.received_text import received_text
from builder.exchange.unit import Returned, ReturnedFile, ReturnedState, Unit
from builder.exchange.unit_notes import unit_notes
from builder.exchange.words import codes_of, words_of
from builder.source import Span

if TYPE_CHECKING:
    import polib

__all__ = ["read_po", "write_po"]

_WRAP = 78
_REF = re.compile(r"ref ([0-9a-f]{12}|-)")
_ENTRY = re.compile(r"(?:[^\n]+\n)+")
_MOST_PROBLEMS = 100
_COUNT = "X-Units"
"""The number of units sent out: a PO file that was cut off between two entries is a PO file."""


def write_po(outgoing: Outgoing) -> bytes:
    """Return the units as a PO file."""
    import polib

    file = polib.POFile(wrapwidth=_WRAP)
    date = outgoing.date.strftime("%Y-%m-%d %H:%M+0000")
    file.metadata = {
        "Project-Id-Version": outgoing.publication.name,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": outgoing.target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": outgoing.source,
        "X-Original": outgoing.original,
        _COUNT: str(len(outgoing.units)),
    }
    file.extend([_entry(unit) for unit in outgoing.units])
    return str(file).encode("utf-8") + b"\n"


def _entry(unit: Unit) -> polib.POEntry:
    import polib

    stale = unit.state == "stale"
    former = unit.former if stale else None
    return polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=unit.target or "",
        comment="\n".join((*unit_notes(unit), f"ref {unit.was}")),
        occurrences=[(unit.file, str(unit.line))],
        flags=[*(["fuzzy"] if stale else []), *_flags(unit)],
        previous_msgctxt=unit.key if former is not None else None,
        previous_msgid=former,
    )


def _flags(unit: Unit) -> list[str]:
    """Return the flags that tools know: a limit, and the codes that a translation must have."""
    flags = [f"max-length:{unit.limit}"] if unit.limit is not None else []
    codes = () if unit.literal else codes_of(words_of(unit.source))
    named = dict.fromkeys(code.markup for code in codes if code.kind in ("figure", "text"))
    listed = ":".join(f'"{code}"' for code in named)
    return [*flags, f"placeholders:{listed}"] if named else flags


# --- Reading ---------------------------------------------------------------------------------------------------------


def read_po(data: bytes, name: str) -> ReturnedFile:
    """Return the units of a PO file. An entry that cannot be read is a problem; the others are read.

    Raises BuildError for a file that is no PO file.
    """
    text = received_text(data, name, _declared_encoding(data))
    problems: list[Diagnostic] = []
    metadata: dict[str, str] = {}
    units: list[Returned] = []
    for entry, line in _entries(text, name, problems, metadata):
        if not entry.msgctxt and not entry.obsolete:
            message = "an entry without `msgctxt`: it was not sent out"
            problems.append(Diagnostic("exchange", message, Span(name, line, 1)))
        elif not entry.obsolete:
            units.append(_returned(entry, line))
    if not units and not metadata and not problems:
        raise BuildError(Diagnostic("exchange", "this is not a PO file", Span(name)))
    sent = metadata.get(_COUNT, "")
    if sent.isdecimal() and len(units) + len(problems) < int(sent):
        message = f"the file has {len(units)} of the {sent} texts sent out: it was cut off, or some were deleted"
        problems.append(Diagnostic("exchange", message, Span(name, text.count("\n") + 1, 1)))
    original = metadata.get("X-Original", "").partition("/")[0]
    return ReturnedFile(
        name=name,
        publication=original or metadata.get("Project-Id-Version", ""),
        source_language=metadata.get("X-Source-Language", ""),
        target_language=metadata.get("Language", "").replace("_", "-"),
        units=tuple(units),
        problems=tuple(problems),
    )


def _returned(entry: polib.POEntry, line: int) -> Returned:
    state: ReturnedState = "new" if not entry.msgstr else "draft" if entry.fuzzy else "translated"
    refs = (_REF.fullmatch(comment.strip()) for comment in (entry.comment or "").split("\n"))
    was = next((match[1] for match in refs if match), "")
    return Returned(key=entry.msgctxt, source=entry.msgid, target=entry.msgstr or None, state=state, line=line, was=was)


def _entries(
    text: str, name: str, problems: list[Diagnostic], metadata: dict[str, str]
) -> Iterator[tuple[polib.POEntry, int]]:
    """Yield the entries with their lines; `metadata` gets those of the file. A damaged file is read entry by entry."""
    import polib

    try:
        file = polib.pofile(text + "\n\n")
    except (OSError, ValueError, UnicodeError):
        yield from _entries_one_by_one(text, name, problems, metadata)
        return
    metadata.update(file.metadata)
    for entry in file:
        yield entry, entry.linenum or 1


def _entries_one_by_one(
    text: str, name: str, problems: list[Diagnostic], metadata: dict[str, str]
) -> Iterator[tuple[polib.POEntry, int]]:
    import polib

    line = 1
    at = 0
    for match in _ENTRY.finditer(text + "\n"):
        line += text.count("\n", at, match.start())
        at = match.start()
        try:
            file = polib.pofile(match[0] + "\n\n")
        except (OSError, ValueError, UnicodeError) as error:
            fault = re.search(r"line (\d+)", str(error))
            if len(problems) < _MOST_PROBLEMS:
                place = Span(name, line + (int(fault[1]) - 1 if fault else 0), 1)
                message = f"{_key_in(match[0])}this entry cannot be read"
                problems.append(Diagnostic("exchange", message, place, "every text is in quotes, one a line"))
            continue
        metadata.update(file.metadata)
        for entry in file:
            yield entry, line + (entry.linenum or 1) - 1


def _key_in(entry: str) -> str:
    match = re.search(r'^msgctxt "([^"\n]*)"', entry, re.MULTILINE)
    return f"{match[1]}: " if match else ""


def _declared_encoding(data: bytes) -> str:
    match = re.search(rb"charset=([A-Za-z0-9_-]{1,40})", data[:4000])
    return match[1].decode() if match else ""

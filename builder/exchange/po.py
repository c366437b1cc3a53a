"""PO files of gettext: words are mark-up as the author writes it, notes stay in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.received_text import received_text
from builder.exchange.unit import Returned, ReturnedFile, ReturnedState, Unit, limit_of, states_of
from builder.exchange.unit_notes import unit_notes
from builder.exchange.usual_po import UsualEntry, usual_entries
from builder.exchange.words import codes_of, words_of
from builder.source import Span

if TYPE_CHECKING:
    import polib

    from builder.exchange.collect import Outgoing

__all__ = ["read_po", "write_po"]

_REF = re.compile(r"ref ([0-9a-f]{12}|-)")
_WORDLESS = 'msgid ""\nmsgstr ""\n'
"""The end of an entry without words."""
_ENTRY = re.compile(r"(?:[^\n]+\n)+")
_SOUND_LINE = re.compile(
    r"\s*|#(?![|~]).*|(?:\#[|~]+\s*)?(?:(?:msgctxt|msgid(?:_plural)?|msgstr(?:\[\d+\])?)\s*)?\"(?:[^\"\\]|\\.)*\"\s*"
)
"""A line that gettext reads; polib takes more, and loses words of what it takes."""
_MOST_PROBLEMS = 100
_COUNT = "X-Units"
"""The number of units sent out: a PO file that was cut off between two entries is a PO file."""
_ONLY = "X-Only"
"""The states of the texts sent out, if these are not all."""


def write_po(outgoing: Outgoing) -> bytes:
    """Return the units as a PO file."""
    import polib

    file = polib.POFile()
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
        _COUNT: str(len(outgoing.unplaced)),
    }
    if outgoing.only:
        file.metadata[_ONLY] = " ".join(outgoing.only)
    entries = (f"{_comments(unit, codes)}{words}" for unit, (codes, words) in outgoing.written(_written))
    return "\n".join((str(file), *entries, "")).encode("utf-8")


def _written(unit: Unit) -> tuple[list[str], str]:
    """Return the flag of the codes that a translation of the unit must have, and the lines of its words."""
    import polib

    former = unit.former if unit.state == "stale" else None
    entry = polib.POEntry(
        msgctxt=unit.key,
        msgid=unit.source,
        msgstr=unit.target or "",
        previous_msgctxt=unit.key if former is not None else None,
        previous_msgid=former,
    )
    codes = () if unit.literal else codes_of(words_of(unit.source))
    named = dict.fromkeys(code.markup for code in codes if code.kind in ("figure", "text"))
    listed = ":".join(f'"{code}"' for code in named)
    return [f"placeholders:{listed}"] if named else [], str(entry)


def _comments(unit: Unit, codes: list[str]) -> str:
    """Return the lines of a unit above its words: notes, the place in the author's files, and the flags of gettext."""
    import polib

    stale = ["fuzzy"] if unit.state == "stale" else []
    limit = [f"max-length:{unit.limit}"] if unit.limit is not None else []
    entry = polib.POEntry(
        comment="\n".join((*unit_notes(unit), f"ref {unit.was}")),
        occurrences=[(unit.file, str(unit.line))],
        flags=[*stale, *limit, *codes],
    )
    return str(entry).removesuffix(_WORDLESS)


# --- Reading ---------------------------------------------------------------------------------------------------------


def read_po(data: bytes, name: str) -> ReturnedFile:
    """Return the units of a PO file. An entry that cannot be read is a problem; the others are read.

    Raises BuildError for a file that is no PO file.
    """
    text = _without_last_comments(received_text(data, name, _declared_encoding(data)))
    problems: list[Diagnostic] = []
    metadata: dict[str, str] = {}
    units: list[Returned] = []
    for entry in _entries(text, name, problems):
        if entry.context:
            units.append(_returned(entry))
        elif entry.source:
            message = "an entry without `msgctxt`: it was not sent out"
            problems.append(Diagnostic("exchange", message, Span(name, entry.line, 1)))
        else:
            metadata.update(_metadata(entry.target))
    if not units and not metadata and not problems:
        raise BuildError(Diagnostic("exchange", "this is not a PO file", Span(name)))
    sent = metadata.get(_COUNT, "")
    original = metadata.get("X-Original", "").partition("/")[0]
    return ReturnedFile(
        name=name,
        publication=original or metadata.get("Project-Id-Version", ""),
        source_language=metadata.get("X-Source-Language", ""),
        target_language=metadata.get("Language", "").replace("_", "-"),
        units=tuple(units),
        problems=tuple(problems),
        only=states_of(metadata.get(_ONLY, "").split()),
        sent=int(sent) if sent.isdecimal() and len(sent) < 10 else None,
        lines=text.count("\n") + 1,
        as_written=True,
    )


def _without_last_comments(text: str) -> str:
    """Return a file without the comments at its end: polib drops the entry before them."""
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or (lines[-1].startswith("#") and not lines[-1].startswith("#~"))):
        lines.pop()
    return "\n".join((*lines, ""))


def _metadata(header: str) -> dict[str, str]:
    """Return what the header of a file says, by its names."""
    pairs = (line.partition(":") for line in header.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _returned(entry: UsualEntry) -> Returned:
    state: ReturnedState = "new" if not entry.target else "draft" if entry.fuzzy else "translated"
    refs = (_REF.fullmatch(comment.strip()) for comment in entry.comments)
    was = next((match[1] for match in refs if match), "")
    return Returned(
        key=entry.context,
        source=entry.source,
        target=entry.target or None,
        state=state,
        line=entry.line,
        was=was,
        guessed=state == "draft" and entry.former not in ("", entry.source),
        limit=limit_of(entry.limit),
    )


def _entries(text: str, name: str, problems: list[Diagnostic]) -> Iterator[UsualEntry]:
    """Yield the entries that are not obsolete. A damaged file is read entry by entry."""
    usual = usual_entries(text)
    if usual is not None:
        yield from usual
        return
    import polib

    lines = text.split("\n")
    if all(map(_SOUND_LINE.fullmatch, lines)) and not _is_cut(text):
        with suppress(OSError, ValueError, UnicodeError):
            file = polib.pofile(text + "\n\n")
            yield from _of_polib(file, lines, 0, name, problems)
            return
    line, at = 1, 0
    for match in _ENTRY.finditer(text + "\n"):
        line += text.count("\n", at, match.start())
        at = match.start()
        fault = _fault_in(match[0])
        if fault is None:
            yield from _of_polib(polib.pofile(match[0] + "\n\n"), lines, line - 1, name, problems)
        elif len(problems) < _MOST_PROBLEMS:
            message = f"{_key_in(match[0])}this entry cannot be read"
            hint = "every text is in quotes, on a line of its own, and `msgstr` comes last"
            problems.append(Diagnostic("exchange", message, Span(name, line + fault, 1), hint))


def _of_polib(
    file: polib.POFile, lines: list[str], before: int, name: str, problems: list[Diagnostic]
) -> Iterator[UsualEntry]:
    """Yield the entries of a file, or of a part of it that begins after some lines. One with plural forms was not sent
    out so: it is a problem.
    """
    if file.metadata:
        yield UsualEntry("", "", "".join(f"{name}: {value}\n" for name, value in file.metadata.items()), (), False, 1)
    for entry in file:
        if entry.obsolete:
            continue
        first = before + (entry.linenum or 1)
        line = next((own for own in range(first, len(lines) + 1) if lines[own - 1].startswith("msgstr")), first)
        comments = tuple((entry.comment or "").split("\n"))
        context = entry.msgctxt or ""
        if entry.msgid_plural:
            message = f"{context or entry.msgid}: an entry with plural forms: it was not sent out so"
            hint = "write one `msgstr`; each form of a noun is a text of its own"
            problems.append(Diagnostic("exchange", message, Span(name, line, 1), hint))
            continue
        former = entry.previous_msgid or ""
        limits = (flag.removeprefix("max-length:").strip() for flag in entry.flags if flag.startswith("max-length:"))
        limit = next(limits, "")
        yield UsualEntry(context, entry.msgid, entry.msgstr or "", comments, entry.fuzzy, line, former, limit)


def _fault_in(entry: str) -> int | None:
    """Return the line of an entry, from 0 on, that cannot be read, or None if all can."""
    import polib

    for number, line in enumerate(entry.split("\n")):
        if not _SOUND_LINE.fullmatch(line):
            return number
    if _is_cut(entry):
        return entry.count("\n") - 1
    try:
        polib.pofile(entry + "\n\n")
    except (OSError, ValueError, UnicodeError) as error:
        at = re.search(r"line (\d+)", str(error))
        return int(at[1]) - 1 if at else 0
    return None


def _is_cut(text: str) -> bool:
    """Return True if the last entry has a text without a translation, not even an empty one."""
    return text.rfind("\nmsgid ") > text.rfind("\nmsgstr") or text.rfind("\nmsgctxt ") > text.rfind("\nmsgid ")


def _key_in(entry: str) -> str:
    match = re.search(r'^msgctxt "([^"\n]*)"', entry, re.MULTILINE)
    return f"{match[1]}: " if match else ""


def _declared_encoding(data: bytes) -> str:
    match = re.search(rb"charset=([A-Za-z0-9_-]{1,40})", data[:4000])
    return match[1].decode() if match else ""

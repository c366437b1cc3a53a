"""Accept translations as reviewed: record in `reviewed.txt` the translation and the source text it was accepted for."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from builder.check import reviewed
from builder.check.context import CheckContext
from builder.check.reviewed import Recorded, ReviewedText, Translation
from builder.content.files import shown
from builder.content.loader import load
from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.language import fallbacks, normalise_tag
from builder.output import write_whole
from builder.source import Span

__all__ = ["accept"]


def accept(path: Path, languages: Sequence[str] = (), keys: Sequence[str] = ()) -> tuple[ReviewedText, ...]:
    """Accept the translations into some languages (default: all) of the texts under some keys (default: all).

    A key includes everything below it. The file is written whole, without the lines of deleted texts, and with those of
    moved texts under their new keys. Returns the newly accepted translations, sorted.

    Raises BuildError if the content does not load or the file cannot be read or written, UsageError if a language or a
    key is not in the publication.
    """
    publication = load(path, ())
    context = CheckContext(path, publication)
    current = reviewed.translations(context)
    chosen = _under(keys, _into(languages, current))
    recorded = reviewed.read(context)
    _refuse_faults(path, recorded)
    matches, _ = reviewed.matched(current, recorded)
    wanted = {translation.now for translation in chosen}
    data = reviewed.updated(current, recorded, wanted)
    target = path.with_name(reviewed.FILE_NAME)
    if not target.is_file() or target.read_bytes() != data:
        write_whole(target, data)
    return tuple(sorted(entry for entry in wanted if not _same(matches.get(entry), entry)))


def _same(old: ReviewedText | None, now: ReviewedText) -> bool:
    return old is not None and (old.source, old.translation) == (now.source, now.translation)


def _into(languages: Sequence[str], current: Sequence[Translation]) -> list[Translation]:
    """Return the translations written under one of the tags, under a region of it, or read by it."""
    wanted = [normalise_tag(tag) for tag in languages if tag != "all"]
    if not wanted:
        return list(current)
    for tag in wanted:
        if not any(_means(tag, translation.now.tag) for translation in current):
            has = ", ".join(sorted({translation.now.tag for translation in current})) or "none"
            raise UsageError(f"no translation into '{tag}'; translations: {has}")
    return [translation for translation in current if any(_means(tag, translation.now.tag) for tag in wanted)]


def _means(wanted: str, tag: str) -> bool:
    return wanted in fallbacks(tag) or tag in fallbacks(wanted)


def _under(keys: Sequence[str], current: Sequence[Translation]) -> list[Translation]:
    """Return the translations of the texts with one of the keys, or below one."""
    wanted = [key.rstrip(".") for key in keys]
    for key in wanted:
        if not any(_is_under(translation.now.key, key) for translation in current):
            near = difflib.get_close_matches(key, sorted({translation.now.key for translation in current}), n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise UsageError(f"no translated text '{key}'{hint}")
    return [
        translation
        for translation in current
        if not wanted or any(_is_under(translation.now.key, key) for key in wanted)
    ]


def _is_under(key: str, wanted: str) -> bool:
    return key == wanted or key.startswith(f"{wanted}.")


def _refuse_faults(path: Path, recorded: Recorded) -> None:
    """Raise BuildError for a file with unreadable lines: rewriting it would lose them."""
    file = shown(path.with_name(reviewed.FILE_NAME))
    if recorded.faults:
        faults = ((fault.message, Span(file, fault.line, 1), fault.hint) for fault in recorded.faults)
        raise BuildError(Diagnostic("reviewed", *fields) for fields in faults)

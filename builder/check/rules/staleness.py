"""Translations follow their source. Silent until `builder accept` has written `reviewed.txt` (see `check/reviewed`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from builder.check import reviewed
from builder.check.context import CheckContext
from builder.check.reviewed import Entry, Recorded, Translation
from builder.check.rule import Finding, Rule, SourceEdit
from builder.source import Span

__all__ = ["RULES"]


class _Review(Struct, frozen=True):
    """Content of the file compared with the present publication."""

    recorded: Recorded
    current: tuple[Translation, ...] = ()
    found: dict[Entry, Entry] = {}
    gone: tuple[tuple[Entry, int], ...] = ()

    def those(self, source_kept: bool, translation_kept: bool) -> Iterator[Translation]:
        """Return the translations whose two texts were kept or changed since they were accepted."""
        for one in self.current:
            old = self.found.get(one.now)
            kept = old and (old.source == one.now.source, old.translation == one.now.translation)
            if kept == (source_kept, translation_kept):
                yield one


def _review(context: CheckContext) -> _Review:
    recorded = reviewed.read(context)
    if not recorded.exists or (recorded.faults and not recorded.entries):
        return _Review(recorded)
    current = reviewed.translations(context)
    found, gone = reviewed.matched(current, recorded)
    return _Review(recorded, current, found, tuple(gone))


def stale(context: CheckContext) -> Iterator[Finding]:
    """Find translations unchanged since they were accepted, while their source has changed."""
    for one in context.once(_review).those(source_kept=False, translation_kept=True):
        message = f"the `{one.source_tag}` text has changed since this translation was accepted"
        yield Finding(message, one.target.place(0), f"translate the change, or: {_accept(one)}")


def changed_together(context: CheckContext) -> Iterator[Finding]:
    """Find texts changed in both languages since they were accepted."""
    for one in context.once(_review).those(source_kept=False, translation_kept=False):
        message = f"this translation and its `{one.source_tag}` text have both changed since they were accepted"
        yield Finding(message, one.target.place(0), f"read them together, then: {_accept(one)}")


def never_accepted(context: CheckContext) -> Iterator[Finding]:
    """Find translations that nobody has accepted."""
    review = context.once(_review)
    for one in review.current:
        if one.now not in review.found:
            yield Finding("nobody has accepted this translation", one.target.place(0), f"read it, then: {_accept(one)}")


def entries_of_no_text(context: CheckContext) -> Iterator[Finding]:
    """Find lines of the file about texts that no longer exist."""
    for entry, line in context.once(_review).gone:
        place = _place(context, line)
        edit = SourceEdit(place, Span(place.file, line + 1, 1), "")
        yield Finding(f"there is no `{entry.tag}` text `{entry.key}` any more", place, "delete the line", (edit,))


def unreadable(context: CheckContext) -> Iterator[Finding]:
    """Find unreadable lines of the file, such as merge markers."""
    for fault in context.once(_review).recorded.faults:
        yield Finding(fault.message, _place(context, fault.line), fault.hint)


def _accept(one: Translation) -> str:
    return f"builder accept {one.now.key} --lang {one.now.tag}"


def _place(context: CheckContext, line: int) -> Span:
    return Span(str(PurePosixPath(context.publication.span.file).with_name(reviewed.FILE_NAME)), line, 1)


RULES: tuple[Rule, ...] = (
    Rule(
        code="STL001",
        name="stale-translation",
        severity="warning",
        summary="A text has changed since its translation was accepted, and the translation has not.",
        find=stale,
        bad="fr: Le budget baisse enfin.   # accepted as: Le budget baisse.\nen: The budget is falling.",
        good="fr: Le budget baisse enfin.\nen: The budget is falling at last.",
    ),
    Rule(
        code="STL002",
        name="changed-together",
        severity="info",
        summary="A text and its translation have both changed since they were accepted.",
        find=changed_together,
        bad="fr: Le budget baisse enfin.   # accepted as: Le budget baisse.\nen: The budget is falling at last.",
        good="# the same, after: builder accept sections.money.message",
    ),
    Rule(
        code="STL003",
        name="never-accepted",
        severity="info",
        summary="A translation has no line in reviewed.txt (only told where that file exists).",
        find=never_accepted,
        bad="message: {fr: Un nouveau message, en: A new message}",
        good="# the same, after: builder accept sections.money.message",
    ),
    Rule(
        code="STL004",
        name="entry-of-no-text",
        severity="info",
        summary="A line of reviewed.txt is about a text that is not there any more; the next accept drops it.",
        find=entries_of_no_text,
        bad="# reviewed.txt\nsections.gone.message en 5f2d9c01b7aa 0c4e77d1f3b2",
        good="# reviewed.txt, without that line",
        fixable=True,
    ),
    Rule(
        code="STL005",
        name="unreadable-entry",
        severity="error",
        summary="A line of reviewed.txt cannot be read: most often the mark of an unfinished merge.",
        find=unreadable,
        bad="# reviewed.txt\n<<<<<<< HEAD\ntitle en 5f2d9c01b7aa 0c4e77d1f3b2",
        good="# reviewed.txt\ntitle en 5f2d9c01b7aa 0c4e77d1f3b2",
    ),
)

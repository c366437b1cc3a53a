"""Translations follow their source. Silent until `builder accept` has written `reviewed.txt` (see `check/reviewed`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from builder.check import reviewed
from builder.check.context import CheckContext
from builder.check.reviewed import Recorded, ReviewedText, Translation
from builder.check.rule import Finding, Rule
from builder.source import Span
from builder.source_edits.edits import SourceEdit

__all__ = ["RULES"]


class _Review(Struct, frozen=True):
    """Content of the file compared with the present publication."""

    recorded: Recorded
    current: tuple[Translation, ...] = ()
    matches: dict[ReviewedText, ReviewedText] = {}
    gone: tuple[tuple[ReviewedText, int], ...] = ()

    def with_state(self, source_same: bool, translation_same: bool) -> Iterator[Translation]:
        """Yield the accepted translations whose source and translation are as accepted, or have changed."""
        for translation in self.current:
            now, accepted = translation.now, self.matches.get(translation.now)
            same = accepted and (accepted.source == now.source, accepted.translation == now.translation)
            if same == (source_same, translation_same):
                yield translation


def _review(context: CheckContext) -> _Review:
    recorded = reviewed.read(context)
    if not recorded.exists or (recorded.faults and not recorded.entries):
        return _Review(recorded)
    current = reviewed.translations(context)
    matches, gone = reviewed.matched(current, recorded)
    return _Review(recorded, current, matches, tuple(gone))


def stale(context: CheckContext) -> Iterator[Finding]:
    """Find translations unchanged since they were accepted, while their source has changed."""
    for translation in context.once(_review).with_state(source_same=False, translation_same=True):
        message = f"the `{translation.source_tag}` text has changed since this translation was accepted"
        yield Finding(message, translation.target.place(0), f"translate the change, or run `{_accept(translation)}`")


def changed_together(context: CheckContext) -> Iterator[Finding]:
    """Find texts changed in both languages since they were accepted."""
    for translation in context.once(_review).with_state(source_same=False, translation_same=False):
        message = f"this translation and its `{translation.source_tag}` text have both changed since they were accepted"
        yield Finding(message, translation.target.place(0), f"review both, then run `{_accept(translation)}`")


def never_accepted(context: CheckContext) -> Iterator[Finding]:
    """Find translations that have never been accepted."""
    review = context.once(_review)
    for translation in review.current:
        if translation.now not in review.matches:
            hint = f"review it, then run `{_accept(translation)}`"
            yield Finding("this translation has never been accepted", translation.target.place(0), hint)


def entries_of_no_text(context: CheckContext) -> Iterator[Finding]:
    """Find lines of the file about texts that no longer exist."""
    for entry, line in context.once(_review).gone:
        place = _place(context, line)
        edit = SourceEdit(place, Span(place.file, line + 1, 1), "")
        yield Finding(f"the `{entry.tag}` text `{entry.key}` no longer exists", place, "delete the line", (edit,))


def unreadable(context: CheckContext) -> Iterator[Finding]:
    """Find unreadable lines of the file, such as merge markers."""
    for fault in context.once(_review).recorded.faults:
        yield Finding(fault.message, _place(context, fault.line), fault.hint)


def _accept(translation: Translation) -> str:
    return f"builder accept {translation.now.key} --lang {translation.now.tag}"


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
        summary="A translation has no line in reviewed.txt (reported only if that file exists).",
        find=never_accepted,
        bad="message: {fr: Un nouveau message, en: A new message}",
        good="# the same, after: builder accept sections.money.message",
    ),
    Rule(
        code="STL004",
        name="entry-of-no-text",
        severity="info",
        summary="A line of reviewed.txt is about a text that no longer exists; the next `builder accept` drops it.",
        find=entries_of_no_text,
        bad="# reviewed.txt\nsections.gone.message en 5f2d9c01b7aa 0c4e77d1f3b2",
        good="# reviewed.txt, without that line",
        fixable=True,
    ),
    Rule(
        code="STL005",
        name="unreadable-entry",
        severity="error",
        summary="A line of reviewed.txt cannot be read, often because of a conflict marker of an unfinished merge.",
        find=unreadable,
        bad="# reviewed.txt\n<<<<<<< HEAD\ntitle en 5f2d9c01b7aa 0c4e77d1f3b2",
        good="# reviewed.txt\ntitle en 5f2d9c01b7aa 0c4e77d1f3b2",
    ),
)

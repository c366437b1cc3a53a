"""Record in `reviewed.txt` which source a translation that came back was made from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from builder.check import reviewed
from builder.check.context import CheckContext
from builder.check.reviewed import ReviewedText, Translation, hashed
from builder.content.files import shown
from builder.content.markup import Markup
from builder.diagnostics import Diagnostic
from builder.exchange.judging import Judgement
from builder.language import fallbacks
from builder.source import Span
from builder.source_edits.paragraphs import Extent, one_paragraph, paragraphs
from builder.source_edits.passages import passages
from builder.source_edits.rendering import spliced

__all__ = ["Recording"]


class Recording:
    """Records the translations of one file. `context` is the publication with them in it; `unsaved` the content of its
    files, which gets that of `reviewed.txt`, and `before` what they held.
    """

    def __init__(
        self, context: CheckContext, source: str, target: str, unsaved: dict[Path, bytes], before: dict[Path, bytes]
    ):
        self._before = before
        self._context = context
        self._source = source
        self._target = target
        self._unsaved = unsaved

    def record(
        self, taken: Sequence[Judgement], same: Sequence[Judgement], accept: bool
    ) -> tuple[tuple[ReviewedText, ...], tuple[Diagnostic, ...]]:
        """Record the texts of the units taken and of those whose words were there already; return the new entries, and
        the problems that keep `reviewed.txt` from being written.

        With `accept`, a text is recorded if all its paragraphs are in the file and none is a draft. A new translation
        of a source that has changed since is recorded with that source in any case, so that `check` finds it stale.
        """
        outdated = {_text_of(judged) for judged in taken if judged.outdated}
        if self._source != self._context.source_tag or not (accept or outdated):
            return (), ()
        by_text: dict[str, list[Judgement]] = {}
        for judged in (*taken, *same):
            by_text.setdefault(_text_of(judged), []).append(judged)
        accepted = self._accepted(by_text) if accept else set()
        current = reviewed.translations(self._context)
        entries = []
        for translation in current:
            key, tag = translation.now.key, translation.now.tag
            if tag not in fallbacks(self._target):
                continue
            if key in outdated:
                former = self._former_source(translation, by_text[key])
                entries.append(ReviewedText(key, tag, hashed(former), translation.now.translation))
            elif key in accepted:
                entries.append(translation.now)
        return self._write(current, entries)

    def _accepted(self, by_text: dict[str, list[Judgement]]) -> set[str]:
        """Return the texts whose paragraphs are all in the file, from the present source and no drafts."""
        expected: dict[str, set[str]] = {}
        for passage in passages(self._context.publication, (self._source, self._target)):
            expected.setdefault(passage.text.key, set()).add(passage.key)
        return {
            key
            for key, judged in by_text.items()
            if not any(judgement.outdated or judgement.unit.state in ("new", "draft") for judgement in judged)
            and expected.get(key, set())
            <= {judgement.passage.key for judgement in judged if judgement.passage is not None}
        }

    def _former_source(self, translation: Translation, judged: Sequence[Judgement]) -> str:
        """Return the source that a text was translated from: the present one with the paragraphs as sent out."""
        source = translation.text.markup(translation.source_tag)
        if source is None:
            return ""
        key = translation.now.key
        extents = {f"{key}.{extent.suffix}": extent for extent in _divided(source)}
        extents[key] = one_paragraph(source.source)
        sent = {judgement.passage.key: judgement.unit.source for judgement in judged if judgement.passage is not None}
        return spliced(source.source, {extents[part]: words for part, words in sent.items() if part in extents})

    def _write(
        self, current: Sequence[Translation], entries: list[ReviewedText]
    ) -> tuple[tuple[ReviewedText, ...], tuple[Diagnostic, ...]]:
        path = self._context.path.with_name(reviewed.FILE_NAME)
        recorded = reviewed.read(self._context, self._unsaved)
        if recorded.faults:
            file = shown(path)
            faults = [
                Diagnostic("reviewed", fault.message, Span(file, fault.line, 1), fault.hint)
                for fault in recorded.faults
            ]
            return (), tuple(faults)
        known = {entry for entry, _ in recorded.entries}
        new = tuple(entry for entry in entries if entry not in known)
        if new:
            real = path.resolve()
            if real not in self._unsaved and path.is_file():
                self._before[real] = path.read_bytes()
            self._unsaved[real] = reviewed.updated(current, recorded, new)
        return new, ()


def _divided(source: Markup) -> tuple[Extent, ...]:
    return paragraphs(source) if source.blocks else ()


def _text_of(judged: Judgement) -> str:
    assert judged.passage is not None
    return judged.passage.text.key

"""Try edits of a publication in memory: those that bring new errors are held back, the others stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from builder import pipeline
from builder.check.context import CheckContext
from builder.check.counting import COUNTED
from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span
from builder.source_edits.edits import SourceEdit, edited_with_places
from builder.source_edits.paragraphs import one_line, one_paragraph, paragraphs, whole_words, words_of
from builder.source_edits.passages import passages_in, rich_texts
from builder.source_edits.writing import Change, Planned

__all__ = ["Trial", "Tried"]

_MOST_ROUNDS = 50
_RULES = tuple(rule for rule in COUNTED if rule.severity == "error" or rule.finds_errors)


class Tried(Struct, frozen=True):
    """The files after edits, the publication as it then is, its errors, and the places of the edits there."""

    files: dict[Path, bytes]
    publication: Publication
    errors: tuple[Diagnostic, ...] = ()
    places: dict[SourceEdit, tuple[Span, Span]] = {}
    loads: bool = True
    """False if the publication does not load after the edits; `publication` is then that of before."""
    keys: frozenset[str] = frozenset()
    """The keys of the texts that were checked."""
    misread: dict[Planned, Diagnostic] = {}
    """Plans whose words are not read back."""


class Trial:
    """Tries edits of one publication and language. `unsaved` is the content of its files that is not written yet;
    `before` gets that of the files that are read.
    """

    def __init__(
        self,
        path: Path,
        publication: Publication,
        language: str,
        unsaved: Mapping[Path, bytes],
        before: dict[Path, bytes],
    ):
        self._originals = before
        self._path = path
        self._publication = publication
        self._language = language
        self._unsaved = dict(unsaved)

    def without_new_errors(self, plans: Sequence[Planned]) -> tuple[Tried, dict[Change, Diagnostic]]:
        """Return the files after the plans that bring no new errors, and why each change of the others is held back."""
        kept = [plan for plan in plans if plan.edits]
        held: dict[Change, Diagnostic] = {}
        for _ in range(_MOST_ROUNDS):
            if not kept:
                break
            tried = self._try(kept)
            errors = self._new(tried)
            if not errors and not tried.misread:
                return tried, held
            blamed = tried.misread or self._blamed(kept, tried, errors)
            for plan, error in blamed.items():
                held |= _by_change(plan, error, [] if tried.misread else errors, tried)
            kept = [plan for plan in kept if plan not in blamed]
        message = "too many translations of this file bring errors; import it again without those"
        for plan in kept:
            held |= dict.fromkeys(plan.changes, Diagnostic("not-writable", message, plan.edits[0].start))
        return Tried(dict(self._unsaved), self._publication), held

    def _try(self, plans: Sequence[Planned]) -> Tried:
        by_file: dict[str, list[SourceEdit]] = {}
        for plan in plans:
            for edit in plan.edits:
                by_file.setdefault(edit.start.file, []).append(edit)
        files = dict(self._unsaved)
        places: dict[SourceEdit, tuple[Span, Span]] = {}
        for name, edits in by_file.items():
            path = Path(name).resolve()
            if path not in self._unsaved and path not in self._originals:
                self._originals[path] = path.read_bytes()
            data = self._unsaved[path] if path in self._unsaved else self._originals[path]
            files[path], there = edited_with_places(data, edits)
            places |= there
        try:
            publication = load(self._path, (), unsaved=files) if places else self._publication
        except BuildError as error:
            return Tried(files, self._publication, error.diagnostics, places, loads=False)
        texts = {text.key: (text, rich) for text, rich in rich_texts(publication)}
        misread = _misread(plans, texts)
        keys = frozenset(_texts_of(plans, texts))
        changed = [texts[key][0] for key in texts if key in keys]
        errors = () if misread else self._errors_of(publication, changed)
        return Tried(files, publication, errors, places, keys=keys, misread=misread)

    def _errors_of(self, publication: Publication, texts: Sequence[Text]) -> tuple[Diagnostic, ...]:
        """Return the errors of a publication that loads: those that the rules find in some texts, and those of
        resolving the language.
        """
        context = CheckContext(self._path, publication, only=texts)
        problems = [rule.diagnostic(finding) for rule in _RULES for finding in rule.find(context)]
        whole = self._language in publication.complete_languages
        try:
            pipeline.document(publication, self._language, mark_missing=not whole)
        except BuildError as error:
            problems += error.diagnostics
        return tuple(dict.fromkeys(problem for problem in problems if problem.severity == "error"))

    def _new(self, tried: Tried) -> list[Diagnostic]:
        """Return the errors that the same texts did not have before."""
        if not tried.errors:
            return []
        left = Counter(map(_identity, self._errors_before(tried.keys)))
        new = []
        for error in tried.errors:
            if left[_identity(error)] > 0:
                left[_identity(error)] -= 1
            else:
                new.append(error)
        return new

    def _errors_before(self, keys: frozenset[str]) -> tuple[Diagnostic, ...]:
        """Return the errors of the publication as it was, in the texts with some keys."""
        return self._errors_of(
            self._publication, [text for text, _ in rich_texts(self._publication) if text.key in keys]
        )

    # --- Which plan an error comes from ------------------------------------------------------------------------------

    def _blamed(
        self, plans: Sequence[Planned], tried: Tried, errors: Sequence[Diagnostic]
    ) -> dict[Planned, Diagnostic]:
        """Return the plans that errors come from, each with its first one: by the place of the error, or by trying."""
        places = _Places(plans, tried)
        blamed: dict[Planned, Diagnostic] = {}
        for error in errors:
            plan = places.plan_at(error.span)
            if plan is not None:
                blamed.setdefault(plan, error)
        return blamed or {self._culprit(list(plans), errors[0]): errors[0]}

    def _culprit(self, plans: list[Planned], error: Diagnostic) -> Planned:
        """Return a plan that brings an error, found by trying halves."""
        while len(plans) > 1:
            half = plans[: len(plans) // 2]
            brings = any(_identity(problem) == _identity(error) for problem in self._new(self._try(half)))
            plans = half if brings else plans[len(plans) // 2 :]
        return plans[0]


def _by_change(
    plan: Planned, first: Diagnostic, errors: Sequence[Diagnostic], tried: Tried
) -> dict[Change, Diagnostic]:
    """Return why each change of a plan is held back: its own error, or that another one of the same text has some; the
    `first` error for all if it is not known which change brings it.
    """
    if len(plan.changes) == 1 or not tried.loads:
        return dict.fromkeys(plan.changes, first)
    entries = {
        (passage.key, tag): written
        for tag in {change.tag for change in plan.changes}
        for passage in passages_in(tried.publication, tag)
        for written in passage.entries.values()
    }
    own: dict[Change, Diagnostic] = {}
    for change in plan.changes:
        written = entries.get((change.key, change.tag))
        brought = (error for error in errors if written is not None and written.start <= error.span <= written.end)
        if (error := next(brought, None)) is not None:
            own[change] = error
    if not own:
        return dict.fromkeys(plan.changes, first)
    message = f"held back with `{next(iter(own)).key}`, a part of the same text"
    return {change: own.get(change) or Diagnostic("not-writable", message, first.span) for change in plan.changes}


_Texts = dict[str, tuple[Text, bool]]
"""The texts of a publication by their keys, with True for those that may have several paragraphs."""


def _texts_of(plans: Sequence[Planned], texts: _Texts) -> Iterator[str]:
    """Yield the keys of the texts that plans change, each once."""
    keys = (_text_of(change.key, texts) for plan in plans for change in plan.changes)
    yield from dict.fromkeys(key for key in keys if key is not None)


def _text_of(key: str, texts: _Texts) -> str | None:
    """Return the key of the text of a passage."""
    return next((above for above in _above(key) if above in texts), None)


def _misread(plans: Sequence[Planned], texts: _Texts) -> dict[Planned, Diagnostic]:
    """Return the plans whose words are not read back as they were to be written: nothing may be written then."""
    refused: dict[Planned, Diagnostic] = {}
    for plan in plans:
        for change in plan.changes:
            key = _text_of(change.key, texts)
            read = _words_at(*texts[key], change) if key is not None else ""
            if read is not None:
                message = f"these words would be read as “{read}”"
                refused.setdefault(plan, Diagnostic("not-writable", message, plan.edits[0].start))
    return refused


def _words_at(text: Text, rich: bool, change: Change) -> str | None:
    """Return the words of a passage as they are read, or None if these are the words to be written."""
    markup = text.markup(change.tag)
    if markup is None:
        return ""
    suffix = change.key.removeprefix(text.key).removeprefix(".")
    words = " ".join(change.words.split())
    if words in " ".join(markup.source.split()):
        return None
    if rich and not suffix:
        read = whole_words(markup.source)
    else:
        extents = paragraphs(markup) if rich else (one_paragraph(markup.source),)
        read = next((words_of(markup.source, extent) for extent in extents if extent.suffix == suffix), "")
        words = " ".join(one_line(change.words).split())
    return None if " ".join(read.split()) == words else read


class _Places:
    """The places of the words that plans write, and of the other entries of the same texts."""

    def __init__(self, plans: Sequence[Planned], tried: Tried):
        self._by_line: dict[tuple[str, int], list[tuple[Span, Span, Planned]]] = {}
        texts = {text.key: text for text, _ in rich_texts(tried.publication)} if tried.loads else {}
        for plan in plans:
            for edit in plan.edits:
                self._add(*tried.places[edit], plan)
        for plan in plans:
            key = next((key for key in _above(plan.changes[0].key) if key in texts), None)
            for markup in texts[key].entries.values() if key is not None else ():
                if markup.scalar is not None and markup.source:
                    self._add(markup.place(0), markup.place(len(markup.source) - 1), plan)

    def _add(self, begin: Span, end: Span, plan: Planned) -> None:
        for line in range(begin.line, end.line + 1):
            self._by_line.setdefault((begin.file, line), []).append((begin, end, plan))

    def plan_at(self, span: Span) -> Planned | None:
        """Return the plan whose words, or whose text, a place is in."""
        planned = self._by_line.get((span.file, span.line), ())
        return next((plan for begin, end, plan in planned if begin <= span <= end), None)


def _above(key: str) -> Iterator[str]:
    """Yield a key and those that it begins with, the longest first."""
    while key:
        yield key
        key = key.rpartition(".")[0]


_LINE = re.compile(r"\bline \d+")


def _identity(error: Diagnostic) -> tuple[str, str]:
    """Return what an error says, whatever the lines that it names: translations written above it move them."""
    return error.code, _LINE.sub("line", error.message)

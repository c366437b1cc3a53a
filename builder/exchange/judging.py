"""Decide what becomes of each unit of a returned file: taken, there already, not translated, or reported and left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct

from builder.check.reviewed import hashed
from builder.content.model.publication import Publication
from builder.exchange.code_differences import CodeDifferences, code_differences
from builder.exchange.printed_values import PrintedValues
from builder.exchange.territory_codes import TerritoryCodes
from builder.exchange.unit import NO_TARGET, Returned
from builder.exchange.words import canonical, words_of
from builder.source_edits.passages import Passage, passages

__all__ = ["Judge", "Judgement"]

Verdict = Literal["new", "same", "untranslated", "refused"]


class Judgement(Struct, frozen=True):
    """What becomes of a unit. `passage` is the passage that it translates, `words` are its words; `message` says why it
    is refused, `warnings` what may be wrong with it. `outdated` is True if the source has changed since the unit was
    sent out.
    """

    unit: Returned
    verdict: Verdict
    passage: Passage | None = None
    words: str = ""
    message: str = ""
    hint: str = ""
    warnings: tuple[str, ...] = ()
    outdated: bool = False


_GUESSED = "a tool took these words from a similar text, and nobody has confirmed them"
_CONFIRM = "correct them, and take the mark away (`fuzzy`, `needs-…`)"


class Judge:
    """Judges the units of one file, translated from `source` into `target`, by the publication as it is now.

    `as_written`: the file has the author's mark-up, and messages name codes as it does.
    """

    def __init__(self, publication: Publication, source: str, target: str, *, as_written: bool = False):
        self._as_written = as_written
        self._source = source
        self._target = target
        self._passages = {passage.key: passage for passage in passages(publication, (source, target))}
        self._by_source: dict[str, list[Passage]] = {}
        self._territories = TerritoryCodes(publication, target)
        self._publication = publication
        self._sources_of: dict[str, set[str]] | None = None
        """The sources that each translation has, in the publication and in the file, hashed; made when asked for."""
        self._units: Sequence[Returned] = ()

    @cached_property
    def _values(self) -> PrintedValues:
        return PrintedValues(self._publication, self._target, self._source)

    @property
    def passages(self) -> Iterable[Passage]:
        """The passages of the publication, as they are divided in both languages."""
        return self._passages.values()

    def judge(self, units: Sequence[Returned]) -> list[Judgement]:
        """Return the judgement of each unit, in the order of the file; no two units have one key."""
        self._units, self._sources_of = units, None
        return [self._of(unit) for unit in units]

    def _of(self, unit: Returned) -> Judgement:
        passage, outdated = self._passage_of(unit)
        if passage is None:
            return self._unknown(unit)
        literal = self._is_literal(passage)
        words, unstyled = self._territories.written(unit.target if unit.target and unit.target.strip() else "")
        copied = unit.state in ("new", "draft") and _alike(words, unit.source, literal)
        if not words or copied:
            return Judgement(unit, "untranslated", passage)
        written = passage.written(self._target)
        if written is not None and _alike(written.words, words, literal):
            return Judgement(unit, "same", passage, words, outdated=outdated)
        if outdated and written is not None:
            return self._source_changed(unit, passage)
        was = unit.was or (NO_TARGET if written is None else "")
        if was != (hashed(written.words) if written is not None else NO_TARGET):
            return self._conflict(unit, passage)
        if unit.guessed or (unit.state == "draft" and self._is_of_another(words, unit.source)):
            return Judgement(unit, "refused", passage, words, _GUESSED, _CONFIRM)
        differences = CodeDifferences() if literal else code_differences(unit.source, words, self._as_written)
        if differences.faults:
            return Judgement(unit, "refused", passage, words, "; ".join(differences.faults), differences.hint)
        warnings = differences.warnings
        for sign in unstyled:
            name = f"{sign.partition(':')[0]}}}"
            warnings = (*warnings, f"{sign} is written as {name}: see that its preposition stands before it")
        if unit.limit is not None and (length := self._length(words, literal)) > unit.limit:
            warnings = (*warnings, f"{length} characters; there is room for {unit.limit}")
        if outdated:
            warnings = (f"{self._change_of_source(unit, passage)}; written all the same, as stale", *warnings)
        return Judgement(unit, "new", passage, words, warnings=warnings, outdated=outdated)

    def _length(self, words: str, literal: bool) -> int:
        """Return the number of characters that a translation prints, with its figures and named texts."""
        pieces = words_of(words, literal)
        return sum(len(piece if isinstance(piece, str) else self._values.printed(piece)) for piece in pieces)

    def _is_of_another(self, words: str, source: str) -> bool:
        """Return True if words are the translation of other sources, and not of this one: tools fill in such a text as
        a draft, and not all of them say where they found it.
        """
        if self._sources_of is None:
            self._sources_of = {}
            pairs = [(unit.source, unit.target) for unit in self._units if unit.target and unit.state != "draft"]
            for passage in self._passages.values():
                own, translated = passage.written(self._source), passage.written(self._target)
                if own is not None and translated is not None:
                    pairs.append((own.words, translated.words))
            for own_words, target in pairs:
                self._sources_of.setdefault(hashed(target), set()).add(hashed(own_words))
        sources = self._sources_of.get(hashed(words), set())
        return bool(sources) and hashed(source) not in sources

    def _is_literal(self, passage: Passage) -> bool:
        written = passage.written(self._source)
        return written is not None and written.literal

    # --- The passage of a unit ---------------------------------------------------------------------------------------

    def _passage_of(self, unit: Returned) -> tuple[Passage | None, bool]:
        """Return the passage that a unit translates, and True if its source has changed since.

        A passage that was moved to another key is found by its source, if no other passage has the same.
        """
        passage = self._passages.get(unit.key)
        if passage is not None and self._has_source(passage, unit):
            return passage, False
        moved = self._moved(unit)
        if moved is not None:
            return moved, False
        return passage, True

    def _has_source(self, passage: Passage, unit: Returned) -> bool:
        written = passage.written(self._source)
        return written is not None and _alike(written.words, unit.source, written.literal)

    def _moved(self, unit: Returned) -> Passage | None:
        if not self._by_source:
            for passage in self._passages.values():
                written = passage.written(self._source)
                if written is not None and not passage.neutral:
                    self._by_source.setdefault(hashed(written.words), []).append(passage)
        passages = self._by_source.get(hashed(unit.source), [])
        return passages[0] if len(passages) == 1 else None

    # --- Reasons -----------------------------------------------------------------------------------------------------

    def _unknown(self, unit: Returned) -> Judgement:
        if not (unit.target or "").strip():
            return Judgement(unit, "untranslated")
        text, _, _ = unit.key.rpartition(".")
        if text in self._passages or any(key.startswith(f"{unit.key}.") for key in self._passages):
            message = "its text is divided into other paragraphs now"
        else:
            message = "the publication has no such text any more"
        return Judgement(unit, "refused", message=message, hint="export it again")

    def _source_changed(self, unit: Returned, passage: Passage) -> Judgement:
        message = self._change_of_source(unit, passage)
        return Judgement(unit, "refused", passage, message=message, hint="export it again", outdated=True)

    def _change_of_source(self, unit: Returned, passage: Passage) -> str:
        written = passage.written(self._source)
        now = f"{_quoted(written.words)} ({written.start})" if written is not None else "nothing"
        return f"its source has changed since: {_quoted(unit.source)} was sent out, now it is {now}"

    def _conflict(self, unit: Returned, passage: Passage) -> Judgement:
        written = passage.written(self._target)
        theirs, ours = _quoted(unit.target or ""), "nothing"
        if written is not None:
            ours = f"{_quoted(written.words)} ({written.start})"
        since = (
            "the translation has changed since" if unit.was else "the file does not say which translation it changes"
        )
        message = f"{since}: the file has {theirs}, the publication {ours}"
        return Judgement(unit, "refused", passage, message=message, hint="choose one, and write it in the publication")


_ESCAPES = re.compile(r"[\\_*{}<>&\W]")
"""Signs that mark-up writes in several ways, or that do not count; `&eacute;` is a letter."""


def _alike(one: str, other: str, literal: bool) -> bool:
    """Return True if two mark-ups say the same, whatever their escapes and their typography."""
    if one.count("\n\n") != other.count("\n\n"):
        return False
    if one == other or hashed(one) == hashed(other):
        return True
    if literal or ("&" not in one + other and _ESCAPES.sub("", one) != _ESCAPES.sub("", other)):
        return False
    return hashed(canonical(one)) == hashed(canonical(other))


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words if len(words) <= 200 else words[:198].rstrip() + ' …'}”"

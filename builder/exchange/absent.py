"""Texts of a publication that a returned file does not have: units that a translator deleted, or new texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.check.context import CheckContext
from builder.diagnostics import Diagnostic
from builder.exchange.judging import Judgement
from builder.exchange.reviewed_states import ReviewedStates
from builder.exchange.unit import ReturnedFile, State
from builder.source import Span
from builder.source_edits.passages import Passage

__all__ = ["AbsentTexts"]


class AbsentTexts:
    """The texts that could be in a returned file and are not. Of a file that was exported with states (`--only`), texts
    in other states now are none of its own. `passages` are those of the publication, in its order.
    """

    def __init__(
        self,
        file: ReturnedFile,
        judgements: Sequence[Judgement],
        passages: Iterable[Passage],
        context: CheckContext,
        languages: tuple[str, str],
    ):
        self._file = file
        self._source, self._target = languages
        self._states = ReviewedStates(context, self._source) if file.only else None
        there = {judged.passage.key for judged in judgements if judged.passage is not None}
        self._there = there | {unit.key for unit in file.units} | file.unread
        self._texts = {key.rpartition(".")[0] for key in self._there}
        own = [passage for passage in passages if self._is_own(passage)]
        self._absent = [passage for passage in own if not self._is_there(passage)]
        self._lacks_the_last = bool(self._absent) and self._absent[-1] is own[-1]

    def notices(self) -> tuple[Diagnostic, ...]:
        """Return a notice for each text, at its place in the source."""
        return tuple(self._notice(passage) for passage in self._absent)

    def loss(self) -> tuple[Diagnostic, ...]:
        """Return the problem of a file that says how many texts were sent out and lacks the last one: it may have been
        cut off between two of them, and translations lost.
        """
        file, count = self._file, len(self._file.units) + len(self._file.problems)
        if file.sent is None or count >= file.sent or not self._lacks_the_last:
            return ()
        message = f"the file has {count} of the {file.sent} texts sent out: it was cut off, or the last were deleted"
        return (Diagnostic("exchange", message, Span(file.name, file.lines, 0)),)

    def _is_own(self, passage: Passage) -> bool:
        """Return True if a text could be in the file."""
        if passage.neutral or passage.written(self._source) is None:
            return False
        return self._states is None or self._is_there(passage) or self._state(passage, self._states) in self._file.only

    def _is_there(self, passage: Passage) -> bool:
        """Return True if a text is in the file, perhaps divided into other paragraphs."""
        return passage.key in self._there or passage.text.key in self._there or passage.key in self._texts

    def _state(self, passage: Passage, states: ReviewedStates) -> State:
        translated = passage.written(self._target)
        return states.state(passage.text.key, translated.tag) if translated is not None else "missing"

    def _notice(self, passage: Passage) -> Diagnostic:
        written = passage.written(self._source)
        place = written.start if written is not None else passage.span
        return Diagnostic("exchange", f"{passage.key} is not in {self._file.name}", place, severity="info")

"""The problems of the units of a returned file: one for each unit, or one for all that belong into a column of data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from builder.diagnostics import Diagnostic
from builder.exchange.judging import Judgement
from builder.source import NOWHERE, Span, cell_name
from builder.source_edits.changes import DATA_COLUMN

__all__ = ["UnitProblems", "draft_notice"]

_LINE = re.compile(r"\(line (\d+)\)")
_MOST_CELLS = 8
"""Cells of a column that are listed."""
_LONGEST = 40
"""Characters of such a cell that are shown."""


class UnitProblems:
    """The problems of the units of the file `name`. `reasons` say why words of some judgements, by their identity in
    memory, are not written.
    """

    def __init__(self, name: str, judgements: Sequence[Judgement], reasons: Mapping[int, Diagnostic]):
        self._name = name
        self._judgements = judgements
        self._reasons = reasons
        self._columns: dict[Diagnostic, list[Judgement]] = {}
        """The units of each column of a data file, by the problem of its cells."""
        for judged in judgements:
            reason = reasons.get(id(judged))
            if reason is not None and reason.code == DATA_COLUMN:
                self._columns.setdefault(_anywhere(reason), []).append(judged)

    @property
    def grouped(self) -> int:
        """The number of units that share the problem of another one."""
        return sum(len(column) - 1 for column in self._columns.values())

    def listed(self) -> list[Diagnostic]:
        """Return the problems in the order of the file, each at its line there."""
        problems: list[Diagnostic] = []
        for judged in self._judgements:
            key, reason = judged.unit.key, self._reasons.get(id(judged))
            if judged.verdict == "refused":
                problems.append(self._problem(judged, judged.message, judged.hint))
            elif reason is None:
                warnings = (f"{key}: {warning}" for warning in judged.warnings)
                place = Span(self._name, judged.unit.line, 0)
                problems += [Diagnostic("exchange", warning, place, severity="warning") for warning in warnings]
            elif (column := self._columns.get(_anywhere(reason))) is None:
                rule = f"{reason.code} " if reason.code.isupper() else ""
                problems.append(self._problem(judged, f"{rule}{_with_file(reason)}", reason.hint))
            elif column[0] is judged:
                problems.append(self._problem(judged, self._of_column(reason, column), reason.hint))
        return problems

    def _problem(self, judged: Judgement, message: str, hint: str) -> Diagnostic:
        return Diagnostic("exchange", f"{judged.unit.key}: {message}", Span(self._name, judged.unit.line, 0), hint)

    def _of_column(self, reason: Diagnostic, column: Sequence[Judgement]) -> str:
        """Return the message about all translations that belong into a column of a data file, with their words. A cell
        that is shown twice is one.
        """
        cells = list(dict.fromkeys(_in_cell(self._reasons[id(judged)].span, judged) for judged in column))
        count = "1 translation is" if len(cells) == 1 else f"{len(cells)} translations are"
        more = f" and {len(cells) - _MOST_CELLS} more" if len(cells) > _MOST_CELLS else ""
        return f"{reason.message}: {count} not written: {', '.join(cells[:_MOST_CELLS])}{more}"


def draft_notice(name: str, taken: Sequence[Judgement]) -> tuple[Diagnostic, ...]:
    """Return a warning about the drafts among the units that are written: a tool may have guessed them, and the
    publication does not say any more that they are drafts.
    """
    lines = [judged.unit.line for judged in taken if judged.unit.state == "draft"]
    if not lines:
        return ()
    many = len(lines) > 1
    message = f"{len(lines)} draft{'s are' if many else ' is'} written, which a tool may have guessed"
    hint = f"read {'them' if many else 'it'}: line{'s' if many else ''} {', '.join(map(str, lines))}"
    return (Diagnostic("exchange", message, Span(name, lines[0], 0), hint, severity="warning"),)


def _with_file(problem: Diagnostic) -> str:
    """Return the message of a problem in a source file, which names lines of that file: "(line 16)"."""
    return _LINE.sub(lambda match: f"({problem.span.file}:{match[1]})", problem.message)


def _anywhere(problem: Diagnostic) -> Diagnostic:
    """Return the problem of a column, without the place of the cell."""
    return replace(problem, span=NOWHERE)


def _in_cell(cell: Span, judged: Judgement) -> str:
    """Return the words for a cell, with its address or, where the file has no such column yet, with their source."""
    at = cell_name(cell.line, cell.column) if cell.sheet and cell.column else f"“{_short(judged.unit.source)}” →"
    return f"{at} “{_short(judged.words)}”"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2].rstrip()} …"

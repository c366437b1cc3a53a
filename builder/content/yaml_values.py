"""Plain YAML values before interpretation: scalars, sequences and mappings, each with its place in the file.

A scalar maps any offset of its value to the exact line and column in the file, in every style, so that a message can
point at the figure or the word inside a quoted, folded or escaped text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from builder.source import Span

__all__ = ["Mapping", "Scalar", "Sequence", "SourceText", "Value", "kind_of"]

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The null of YAML 1.2's core schema, when written without quotes."""

# What makes an offset of the value differ from an offset of the file, by style: escapes, doubled quotes, folded lines.
_FOLD = r"[ \t]*\n[ \t\n]*"
_SHIFTS = {
    '"': re.compile(r"\\\n[ \t\n]*|\\x..|\\u.{4}|\\U.{8}|\\.|" + _FOLD, re.DOTALL),
    "'": re.compile("''|" + _FOLD),
    "": re.compile(_FOLD),
    "csv": re.compile('""|\n'),
}


Steps = tuple[list[int], list[tuple[int, int]]]
"""Offsets of a value from which on it runs in step with the file, and the line and column of each."""


class SourceText(Struct, frozen=True):
    """A file as text: its name as shown to the author, its lines ended by LF only. A file that is not text, such as a
    workbook, has an empty text; `sheet` is the sheet that is read.
    """

    file: str
    text: str
    sheet: str = ""


class Scalar(Struct, gc=False):
    """A word, a number or a text. `style` is "" (plain), a quote, "|" for both block styles, "csv" for a quoted
    field of a CSV file, or "cell" for a cell of a file that is not text, whose characters all have its place.

    `line` and `column` (from 1) are the start of the scalar, its quote or block mark included; `start` and `end` are
    its bounds in the source's text. The value of a block scalar is always the lines as written, without their
    indentation `indent`, whether announced by "|" or by ">": Markdown folds lines itself, and a list must stay a list.
    """

    value: str
    style: str
    line: int
    column: int
    source: SourceText
    start: int
    end: int
    body_line: int = 0
    indent: int = 0
    flow: bool = False
    steps: Steps | None = None
    in_step: bool | None = None

    @property
    def is_null(self) -> bool:
        """True if nothing was written, or `null` without quotes."""
        return not self.style and self.value in NULLS

    @property
    def span(self) -> Span:
        """Place of the scalar."""
        return Span(self.source.file, self.line, self.column, self.source.sheet)

    def place(self, offset: int) -> Span:
        """Return the place in the file of a character of the value."""
        if self.style == "cell":
            return self.span
        if self.in_step or (self.in_step is None and self._runs_in_step()):
            return Span(self.source.file, self.line, self.column + (1 if self.style else 0) + offset)
        starts, places = self.steps or self._steps()
        at = bisect_right(starts, offset) - 1
        line, column = places[at]
        return Span(self.source.file, line, column + offset - starts[at])

    def offset(self, span: Span) -> int:
        """Return the offset in the value of the character at a place: the inverse of `place`."""
        if self.style == "cell":
            return 0
        if self.in_step or (self.in_step is None and self._runs_in_step()):
            return span.column - self.column - (1 if self.style else 0)
        starts, places = self.steps or self._steps()
        at = bisect_right(places, (span.line, span.column)) - 1
        return starts[at] + span.column - places[at][1]

    def _runs_in_step(self) -> bool:
        """Return True if value and file differ by the quotes only, all on one line."""
        self.in_step = (
            self.style != "|"
            and self.end - self.start == len(self.value) + (2 if self.style else 0)
            and "\n" not in self.value
            and self.source.text.find("\n", self.start, self.end) < 0
        )
        return self.in_step

    def _steps(self) -> Steps:
        self.steps = steps = self._block_steps() if self.style == "|" else self._inline_steps()
        return steps

    def _block_steps(self) -> Steps:
        """Return the mapping of each line of a block scalar, in its column."""
        starts = [0, *(match.end() for match in re.finditer("\n", self.value))]
        return starts, [(self.body_line + number, self.indent + 1) for number in range(len(starts))]

    def _inline_steps(self) -> Steps:
        """Return the ranges in which value and file are equal, in a scalar with escapes, doubled quotes or folded
        lines.
        """
        text = self.source.text
        quote = 1 if self.style else 0
        at, file_at = 0, self.start + quote
        line, line_start = self.line, self.start - self.column + 1
        starts, places = [0], [(line, file_at - line_start + 1)]
        for shift in _SHIFTS[self.style].finditer(text, file_at, self.end - quote):
            written = shift.group()
            for step, index in ((shift.start() - file_at, shift.start()), (_length(written), shift.end())):
                at += step
                if index == shift.end() and "\n" in written:
                    line += written.count("\n")
                    line_start = text.rfind("\n", 0, index) + 1
                starts.append(at)
                places.append((line, index - line_start + 1))
            file_at = shift.end()
        return starts, places


def _length(written: str) -> int:
    """Return the number of characters of the value that a shift covers."""
    if written.startswith("\\\n"):
        return written.count("\n") - 1
    if "\n" in written and not written.startswith("\\"):
        return max(1, written.count("\n") - 1)
    return 1


class Sequence(Struct, gc=False):
    """A list."""

    items: list[Value]
    line: int
    column: int
    source: SourceText
    flow: bool

    @property
    def span(self) -> Span:
        """Place of the list."""
        return Span(self.source.file, self.line, self.column)


class Mapping(Struct, gc=False):
    """Keys and values, in the order written."""

    pairs: list[tuple[Scalar, Value]]
    line: int
    column: int
    source: SourceText
    flow: bool

    @property
    def span(self) -> Span:
        """Place of the mapping."""
        return Span(self.source.file, self.line, self.column)

    def get(self, key: str) -> Value | None:
        """Return the value under a key, or None."""
        for name, value in self.pairs:
            if name.value == key:
                return value
        return None


Value = Scalar | Sequence | Mapping


def kind_of(value: Value) -> str:
    """Return the kind of a value, as messages name it after "found"."""
    if isinstance(value, Sequence):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    return "nothing" if value.is_null else "text"

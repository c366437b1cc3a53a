"""What YAML says, before it means anything: scalars, sequences and mappings, each knowing its place in the file.

A scalar maps any offset of its value to the exact line and column in the file, whatever its style, so that a message
can point at the figure or the word inside a quoted, folded or escaped text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

from builder.source import Span

__all__ = ["Mapping", "Scalar", "Sequence", "Source", "Value", "what"]

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""The null of YAML 1.2's core schema, when written without quotes."""

# What makes an offset of the value differ from an offset of the file, by style: escapes, doubled quotes, folded lines.
_FOLD = r"[ \t]*\n[ \t\n]*"
_SHIFTS = {
    '"': re.compile(r"\\\n[ \t\n]*|\\x..|\\u.{4}|\\U.{8}|\\.|" + _FOLD, re.DOTALL),
    "'": re.compile("''|" + _FOLD),
    "": re.compile(_FOLD),
}


class Source(Struct, frozen=True):
    """A file as text: its name as shown to the author, its lines ended by LF only."""

    file: str
    text: str


class Scalar(Struct, gc=False):
    """A word, a number or a text. `style` is "" (plain), a quote, or "|" for both block styles.

    `line` and `column` (from 1) are where the scalar begins, its quote or block mark included; `start` and `end` bound
    it in the source's text. The value of a block scalar is always the lines as written, without their indentation
    `indent`, whether it was announced by "|" or by ">": Markdown folds lines itself, and a list must stay a list.
    """

    value: str
    style: str
    line: int
    column: int
    source: Source
    start: int
    end: int
    body_line: int = 0
    indent: int = 0
    flow: bool = False

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or `null` without quotes."""
        return not self.style and self.value in NULLS

    @property
    def span(self) -> Span:
        """Where the scalar begins."""
        return Span(self.source.file, self.line, self.column)

    def place(self, offset: int) -> Span:
        """The place in the file of a character of the value."""
        if self.style == "|":
            line_start = self.value.rfind("\n", 0, offset) + 1
            line = self.body_line + self.value.count("\n", 0, offset)
            return Span(self.source.file, line, self.indent + offset - line_start + 1)
        quote = 1 if self.style else 0
        if self.end - self.start == len(self.value) + 2 * quote and "\n" not in self.value:
            text = self.source.text
            if text.find("\n", self.start, self.end) < 0:
                return Span(self.source.file, self.line, self.column + quote + offset)
        return self._shifted_place(offset, quote)

    def _shifted_place(self, offset: int, quote: int) -> Span:
        """The place of a character in a scalar with escapes or over several lines."""
        text = self.source.text
        values, files = _segments(text, self.start + quote, self.end - quote, self.style)
        at = bisect_right(values, offset) - 1
        index = min(files[at] + offset - values[at], self.end - quote)
        line_start = text.rfind("\n", 0, index) + 1
        line = self.line + text.count("\n", self.start, index)
        return Span(self.source.file, line, index - line_start + 1)


def _segments(text: str, start: int, end: int, style: str) -> tuple[list[int], list[int]]:
    """Offsets of the value and of the file from which on both run in step."""
    values, files = [0], [start]
    at, file_at = 0, start
    for shift in _SHIFTS[style].finditer(text, start, end):
        at += shift.start() - file_at
        values.append(at)
        files.append(shift.start())
        at += _length(shift.group())
        file_at = shift.end()
        values.append(at)
        files.append(file_at)
    return values, files


def _length(written: str) -> int:
    """How many characters of the value a shift stands for."""
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
    source: Source
    flow: bool

    @property
    def span(self) -> Span:
        """Where the list begins."""
        return Span(self.source.file, self.line, self.column)


class Mapping(Struct, gc=False):
    """Keys and values, in the order written."""

    pairs: list[tuple[Scalar, Value]]
    line: int
    column: int
    source: Source
    flow: bool

    @property
    def span(self) -> Span:
        """Where the mapping begins."""
        return Span(self.source.file, self.line, self.column)

    def get(self, key: str) -> Value | None:
        """The value under a key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)


Value = Scalar | Sequence | Mapping


def what(value: Value) -> str:
    """The kind of a value in an author's words."""
    if isinstance(value, Sequence):
        return "a list"
    if isinstance(value, Mapping):
        return "a mapping"
    return "empty" if value.is_null else "a text"

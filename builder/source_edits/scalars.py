"""Edits of a text's value: the characters that the YAML file needs for the wanted value.

Each scalar style has its own rules: a quote is doubled between single quotes and escaped between double ones, the lines
of a block are literal, and a plain text that would no longer be plain is quoted. If an edit is not certain to be right,
the result is None and the finding has no fix.
"""

from __future__ import annotations

import re

from builder.content.markup import Markup
from builder.content.yaml_values import NULLS, Scalar
from builder.source import Span
from builder.source_edits.edits import SourceEdit

__all__ = ["double_quoted", "is_plain", "is_unsafe", "plain_or_quoted", "replace", "single_quoted"]

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_NOT_PLAIN_START = re.compile(r"[-?:](?:\s|$)|[,\[\]{}#&*!|>'\"%@`\s]|---|\.\.\.")
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$|\n|\t")
# Parsers that follow YAML 1.1, such as PyYAML's own, end a plain text inside brackets at a question mark.
_NOT_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}?]|^[-:]")


def replace(markup: Markup, start: int, end: int, text: str) -> SourceEdit | None:
    """Return an edit that replaces `markup.source[start:end]` by `text`, or None if that is not certain to be right."""
    scalar = markup.scalar
    if (
        scalar is None
        or scalar.style == "cell"
        or not 0 <= start <= end <= len(scalar.value)
        or _UNSAFE.search(text)
        or "\n" in text
    ):
        return None
    if "\n" in scalar.value[start:end] or (not scalar.style and scalar.start == scalar.end):
        return None
    written = _written(scalar, start, end, text)
    if written is None:
        return None
    if scalar.style == "" and not is_plain(scalar.value[:start] + text + scalar.value[end:], scalar.flow):
        return _quoted_whole(scalar, scalar.value[:start] + text + scalar.value[end:])
    return SourceEdit(scalar.place(start), scalar.place(end), written)


def plain_or_quoted(text: str, flow: bool) -> str:
    """Return a one-line value as YAML: plain if that reads back alike, else in double quotes."""
    return text if is_plain(text, flow) else double_quoted(text)


def double_quoted(text: str) -> str:
    """Return a value in double quotes, its line ends escaped."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def single_quoted(text: str) -> str:
    """Return a one-line value in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def is_unsafe(text: str) -> bool:
    """Return True if a text holds a character that a YAML file or an Office file cannot."""
    return _UNSAFE.search(text) is not None


def _written(scalar: Scalar, start: int, end: int, text: str) -> str | None:
    """Return the text as written inside a scalar of this style."""
    if scalar.style == "|":
        return text if _keeps_its_line(scalar.value, start, end, text) else None
    if scalar.style == "'":
        text = text.replace("'", "''")
    elif scalar.style == '"':
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    elif scalar.style == "csv":
        return text.replace('"', '""')
    elif scalar.source.file.endswith(".csv"):
        return None if re.search(r'[",;\t]', text) else text
    return text if _keeps_its_line(_folded(scalar), start, end, text) else None


def _folded(scalar: Scalar) -> str:
    """Return the value with a line feed at each line end of the file: spaces beside it would be lost."""
    if scalar.source.text.find("\n", scalar.start, scalar.end) < 0:
        return scalar.value
    lines = [scalar.place(at).line for at in range(len(scalar.value))]
    breaks = {at for at in range(1, len(lines)) if lines[at] != lines[at - 1]}
    return "".join("\n" if at + 1 in breaks and char.isspace() else char for at, char in enumerate(scalar.value))


def _keeps_its_line(value: str, start: int, end: int, text: str) -> bool:
    """Return True if the new text has no white space at a line's edge, where YAML or Markdown gives it another
    meaning.
    """
    if value[start:end].find("\n") >= 0:
        return False
    before = value[value.rfind("\n", 0, start) + 1 : start] + text
    after = text + value[end : (value + "\n").index("\n", end)]
    at_head = value[value.rfind("\n", 0, start) + 1 : start].strip() == ""
    at_tail = value[end : (value + "\n").index("\n", end)].strip() == ""
    starts_well = not at_head or (bool(before.strip()) and (not text or not text[0].isspace()))
    ends_well = not at_tail or (bool(after.strip()) and not after[-1].isspace())
    return starts_well and ends_well


def is_plain(text: str, flow: bool) -> bool:
    """Return True if a value reads back alike without quotes."""
    if text in NULLS or _NOT_PLAIN_START.match(text) or _NOT_PLAIN.search(text):
        return False
    return not (flow and _NOT_PLAIN_IN_FLOW.search(text))


def _quoted_whole(scalar: Scalar, text: str) -> SourceEdit | None:
    """Return an edit that rewrites the whole scalar, if it is on one line."""
    if scalar.source.text.find("\n", scalar.start, scalar.end) >= 0:
        return None
    begin = scalar.span
    end = Span(begin.file, begin.line, begin.column + scalar.end - scalar.start)
    return SourceEdit(begin, end, plain_or_quoted(text, scalar.flow))

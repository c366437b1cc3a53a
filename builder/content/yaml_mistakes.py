"""Explain common YAML mistakes in words that authors understand.

French puts " : " inside sentences; texts begin with a figure in braces, a citation in brackets, an asterisk. Without
quotes, YAML reads all of these as its own signs and reports, say, "mapping values are not allowed in this context".
Here each becomes one message with its fix. If the text's bounds on the line are certain, the source with the text
quoted is returned too, so that reading can continue to the next mistake.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct

from builder.content.yaml_values import SourceText
from builder.diagnostics import Diagnostic
from builder.late_patterns import compiled
from builder.source import Span

__all__ = ["COLON", "COMMA", "Mistake", "explain", "quoted"]

COLON = "YAML reads `: ` in an unquoted text as the end of a key"
COMMA = "a comma ends an unquoted text inside { }"
"""Messages for the two most common mistakes."""

_KEY = r"""(?:"[^"]*"|'[^']*'|[^\s"'#:,{}\[\]&*!|>%@`][^\s:#{}\[\],]*(?:[ ][^\s:#{}\[\],]+)*)"""
_ENTRY = rf"(?P<head>[ ]*(?:-[ ]+)*(?:{_KEY}[ ]*:[ ]+)?)(?P<text>\S.*?)[ ]*$"
_NEXT_IN_FLOW = rf"[ ]*(?:,[ ]*{_KEY}[ ]*:(?:[ ]|$)|\}}[ ]*,?[ ]*(?:\}}[ ]*)*$)"
_FLOW_VALUE = rf"[{{,][ ]*{_KEY}[ ]*:[ ]+"
_SHOWN = 60


class Mistake(Struct, frozen=True):
    """A problem, and the source with the text quoted if its bounds are certain."""

    problem: Diagnostic
    repaired: str | None = None


class _Line(Struct, frozen=True):
    """A line of the source with the place of an error in it (`column` from 0)."""

    source: SourceText
    number: int
    text: str
    column: int

    @property
    def char(self) -> str:
        return self.text[self.column : self.column + 1]

    def problem(self, message: str, hint: str = "", column: int | None = None) -> Diagnostic:
        at = self.column if column is None else column
        return Diagnostic("yaml", message, Span(self.source.file, self.number + 1, at + 1), hint)

    def quote(
        self, start: int, end: int, message: str, column: int | None = None, fix: str = "quote the text"
    ) -> Mistake:
        """Return the mistake of an unquoted text from `start` to `end` on the line."""
        text = self.text[start:end].rstrip()
        shown = quoted(text if len(text) <= _SHOWN else text[: _SHOWN - 2].rstrip() + " …")
        lines = self.source.text.split("\n")
        lines[self.number] = self.text[:start] + quoted(text) + self.text[start + len(text) :]
        return Mistake(self.problem(message, f"{fix}: {shown}", column), "\n".join(lines))


def quoted(text: str) -> str:
    """Return the text as a YAML scalar in quotes, double ones if they need no escape."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def explain(source: SourceText, error: yaml.MarkedYAMLError) -> Mistake:
    """Return the error in words that authors understand, at its place."""
    mark = error.problem_mark or error.context_mark
    text = f"{error.context or ''} {error.problem or ''}"
    line = _line(source, mark)
    if "mapping values are not allowed" in text:
        return _colon(line)
    if error.context_mark is not None and ("scanning an alias" in text or "scanning an anchor" in text):
        return _sign(_line(source, error.context_mark))
    if "block scalar" in text and error.context_mark is not None:
        return _sign(_line(source, error.context_mark))
    if "tab character" in text:
        return _tab(line)
    if "cannot start any token" in text:
        return _sign(line)
    if "entries are not allowed" in text or "mapping keys are not allowed" in text:
        return _sign(line)
    if "quoted scalar" in text and error.context_mark is not None:
        return _open_quote(line, _line(source, error.context_mark), text)
    if "flow" in text and error.context_mark is not None:
        return _flow(line, _line(source, error.context_mark))
    if "expected key" in text or "block end" in text or "expected '-' indicator" in text:
        return _after_end(line)
    if "levels deep" in text:
        return Mistake(line.problem(str(error.problem)))
    return Mistake(line.problem(f"not valid YAML: {error.problem}"))


def _line(source: SourceText, mark: yaml.Mark | None) -> _Line:
    if mark is None:
        return _Line(source, 0, "", 0)
    lines = source.text.split("\n")
    if mark.line >= len(lines) or (mark.line == len(lines) - 1 and not lines[mark.line].strip()):
        last = max((n for n, text in enumerate(lines) if text.strip()), default=0)
        return _Line(source, last, lines[last], len(lines[last].rstrip()))
    return _Line(source, mark.line, lines[mark.line], mark.column)


def _entry(line: _Line) -> tuple[int, int] | None:
    """Return start and end of the text of a `key: text` or `- text` line."""
    match = compiled(_ENTRY).match(line.text)
    return match.span("text") if match else None


def _in_flow(line: _Line) -> tuple[int, int] | None:
    """Return start and end of the text around the column inside `{key: text, key: text}`, if certain."""
    start = max((m.end() for m in compiled(_FLOW_VALUE).finditer(line.text, 0, line.column + 1)), default=None)
    if start is None:
        return None
    after = compiled(_NEXT_IN_FLOW).search(line.text, max(line.column, start))
    return (start, after.start()) if after else None


def _colon(line: _Line) -> Mistake:
    """Explain a ": " inside a text without quotes."""
    bounds = _entry(line)
    if bounds is not None and bounds[0] <= line.column and re.search(r":(?:[ ]|$)", line.text[bounds[0] :]):
        start, end = bounds
        if line.text[start] not in "\"'{[":
            return line.quote(start, end, COLON)
        if line.text[start] in "\"'":
            return _after_end(line)
        return Mistake(line.problem(COLON, "quote the text"))
    previous = next((text for text in reversed(line.source.text.split("\n")[: line.number]) if text.strip()), "")
    if _indent(line.text) > _indent(previous) and re.search(r":[ ]+\S", previous):
        key = line.text.strip().split(":")[0].strip()
        if re.fullmatch(r"[a-z_]+", key):
            hint = "align the key with those above, or quote the text"
            return Mistake(line.problem(f"`{key}:` is indented further than the text on the line above", hint))
    hint = "quote the whole text, or put it in a block: `fr: >` and the text on the next, indented lines"
    return Mistake(line.problem(COLON, hint))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


_SIGNS = {
    "@": "`@`",
    "`": "a backtick",
    "%": "`%`",
    "*": "`*`",
    "&": "`&`",
    "!": "`!`",
    ">": "`>`",
    "|": "`|`",
    "-": "`-`",
    "?": "`?`",
}


def _tab(line: _Line) -> Mistake:
    return Mistake(line.problem("YAML does not allow tabs as indentation", "use spaces"))


def _sign(line: _Line) -> Mistake:
    """Explain a text that begins with a reserved sign of YAML."""
    if line.char == "\t":
        return _tab(line)
    sign = _SIGNS.get(line.char, f"`{line.char}`")
    column = line.column
    if line.char in "@`*" and line.text[column - 1 : column] == "[":
        column -= 1
        sign = "`[`"
    message = f"a text that begins with {sign} must be quoted"
    before = line.text[:column]
    if before.count("{") > before.count("}"):
        bounds = _in_flow(line)
        return (
            line.quote(column, bounds[1], message, column) if bounds else Mistake(line.problem(message, column=column))
        )
    if not re.fullmatch(r"[ ]*(?:-[ ]+)*(?:\S.*:[ ]+)?", before):
        return Mistake(line.problem(message, "quote the text", column))
    return line.quote(column, len(line.text), message, column)


def _open_quote(line: _Line, start: _Line, error: str) -> Mistake:
    """Explain a missing closing quotation mark, or an unknown escape."""
    if "escape" in error:
        hint = "double the backslash, or use single quotes"
        return Mistake(line.problem("unknown escape after `\\` in double quotes", hint))
    return Mistake(start.problem("missing closing quotation mark", f"add {start.char} at the end of the text"))


def _flow(line: _Line, start: _Line) -> Mistake:
    """Explain a sign that is not allowed inside { } or [ ], or a missing bracket."""
    bounds = _in_flow(line)
    if line.char == ":" and bounds is not None:
        return line.quote(*bounds, COLON)
    if line.number == start.number and bounds is not None and line.text[bounds[0]] in "\"'{[":
        return _closed_early(line, *bounds)
    if line.number == start.number and line.char not in ("", "]", "}"):
        return Mistake(
            line.problem(f"unexpected `{line.char}` inside `{start.char} }}`", "quote the text, or add a comma")
        )
    if start.char not in "{[" or not start.char:
        start = _last_bracket(line)
    close = "}" if start.char == "{" else "]"
    return Mistake(start.problem(f"`{start.char}` is not closed", f"add {close}"))


def _last_bracket(line: _Line) -> _Line:
    """Return the place of the last bracket before the end of a file that should have closed it."""
    lines = line.source.text.split("\n")
    for number in range(line.number, -1, -1):
        column = max(lines[number].rfind("["), lines[number].rfind("{"))
        if column >= 0:
            return _Line(line.source, number, lines[number], column)
    return line


def _after_end(line: _Line) -> Mistake:
    """Explain words after the end of a quoted text or of a `{figure}`; else an indentation that matches no
    line above.
    """
    before = line.text[: line.column].rstrip()
    bounds = _entry(line)
    if before and before[-1] in "\"'}]" and bounds is not None and bounds[0] < line.column:
        return _closed_early(line, *bounds)
    hint = "align it with the keys or dashes of the same list or mapping"
    return Mistake(line.problem("indentation matches no line above", hint))


def _closed_early(line: _Line, start: int, end: int) -> Mistake:
    first = line.text[start]
    if first in "\"'":
        message = "text after the closing quotation mark"
        return line.quote(start, end, message, start, "quote the whole text")
    message = f"a text that begins with `{first}` must be quoted"
    return line.quote(start, end, message, start)

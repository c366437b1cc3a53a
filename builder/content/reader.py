"""Read YAML to plain values with places.

Built on the events of PyYAML's C parser (the pure Python one if there is no C): measured on 3 MB, seven times faster
than its `compose`, which also overflows the C stack on deep nesting. Scalars stay as written: the field decides the
meaning of `no`, `12:30` or `2024`. Anchors, aliases and tags are refused: everything exists once.
"""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from builder.content import yaml_mistakes
from builder.content.yaml_values import Mapping, Scalar, Sequence, SourceText, Value
from builder.diagnostics import Diagnostic
from builder.source import Span

__all__ = ["read"]

MAX_DEPTH = 60
MAX_SCALAR = 1_000_000
MAX_REPAIRS = 20

_CONTROL = frozenset(
    map(chr, [*range(9), 11, 12, *range(13, 32), 0x7F, *range(0x80, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF])
)


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's parser in Python, for machines without libyaml."""

    def __init__(self, text: str):
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


def _parser(text: str) -> Any:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _PythonParser(text)
    return CParser(text)


def read(source: SourceText) -> tuple[Value | None, list[Diagnostic], frozenset[int]]:
    """Return the file's value, the problems of its YAML, and the lines that were repaired in memory to continue.

    A text that YAML refuses because it is not quoted is reported, then quoted in memory, so that one run reports all
    such mistakes. The value is None if the file could not be read to its end.
    """
    problems: list[Diagnostic] = []
    repaired: set[int] = set()
    for _ in range(MAX_REPAIRS):
        composer = _Composer(source)
        try:
            value = composer.compose()
        except yaml.MarkedYAMLError as error:
            mistake = yaml_mistakes.explain(source, _nesting_error(source, error) or error)
            problems.append(mistake.problem)
            if mistake.repaired is None or mistake.problem.span.line in repaired:
                return None, [*problems, *composer.problems], frozenset(repaired)
            repaired.add(mistake.problem.span.line)
            source = SourceText(source.file, mistake.repaired)
        except yaml.YAMLError as error:
            return None, [*problems, _unreadable(source, error)], frozenset(repaired)
        else:
            lines = {problem.span.line for problem in composer.problems}
            return value, problems + composer.problems, frozenset(repaired | lines)
    return None, problems, frozenset(repaired)


def _unreadable(source: SourceText, error: yaml.YAMLError) -> Diagnostic:
    return Diagnostic("yaml", f"not valid YAML: {str(error).splitlines()[0]}", Span(source.file))


class _TooDeep(yaml.MarkedYAMLError):
    """The nesting is deeper than `MAX_DEPTH`."""


def _nesting_error(source: SourceText, error: yaml.MarkedYAMLError) -> _TooDeep | None:
    """Return the error of the first level beyond `MAX_DEPTH` if there is one before the place of `error`.

    libyaml scans ahead of its events for keys and, in newer releases, stops by itself at 1,000 levels: before the event
    of level 61 arrives here. The text up to that place is read again, so that the limit and its place are ours.
    """
    mark = error.problem_mark
    if isinstance(error, _TooDeep) or mark is None:
        return None
    try:
        _Composer(SourceText(source.file, source.text[: mark.index])).compose()
    except _TooDeep as deep:
        return deep
    except yaml.YAMLError:
        pass
    return None


class _Composer:
    """Builds values from events, without recursion."""

    def __init__(self, source: SourceText):
        self.source = source
        self.problems: list[Diagnostic] = []

    def compose(self) -> Value | None:
        """Return the value of the first document, or None if the file is empty. Raises yaml.MarkedYAMLError."""
        next_event = _parser(self.source.text).get_event
        source = self.source
        stack: list[Sequence | Mapping] = []
        keys: list[Scalar | None] = []
        root: Value | None = None
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            value: Value
            if kind is ScalarEvent:
                start, end, text, style = event.start_mark, event.end_mark, event.value, event.style or ""
                flow = bool(stack) and stack[-1].flow
                value = Scalar(
                    text, style, start.line + 1, start.column + 1, source, start.index, end.index, 0, 0, flow
                )
                if style or event.anchor is not None or event.tag is not None or len(text) > MAX_SCALAR:
                    self._finish(value, event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._refuse_extras(event)
                mark = event.start_mark
                if len(stack) >= MAX_DEPTH:
                    raise _TooDeep(None, None, f"nested more than {MAX_DEPTH} levels deep", mark)
                container = Mapping if kind is MappingStartEvent else Sequence
                stack.append(container([], mark.line + 1, mark.column + 1, source, bool(event.flow_style)))
                keys.append(None)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = stack.pop()
                keys.pop()
                if isinstance(value, Mapping):
                    self._refuse_duplicates(value)
            elif kind is AliasEvent:
                self._refuse_alias(event)
                mark = event.start_mark
                value = Scalar("", "", mark.line + 1, mark.column + 1, source, mark.index, mark.index)
            elif kind is StreamEndEvent:
                return root
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse_document(event)
                        return root
                continue
            if not stack:
                root = value
                continue
            top = stack[-1]
            if isinstance(top, Sequence):
                top.items.append(value)
            elif (key := keys[-1]) is not None:
                top.pairs.append((key, value))
                keys[-1] = None
            else:
                keys[-1] = self._key(value)

    def _key(self, value: Value) -> Scalar:
        if isinstance(value, Scalar):
            if value.value == "<<" and not value.style:
                message = "YAML merge keys (`<<`) are not supported"
                self.problems.append(Diagnostic("yaml-anchor", message, value.span, "repeat the keys"))
            return value
        span = value.span
        hint = 'quote a text that begins with { or [: "{figure} …"'
        self.problems.append(Diagnostic("yaml", "expected a key, found a list or a mapping", span, hint))
        return Scalar("", "'", span.line, span.column, self.source, 0, 0)

    def _finish(self, scalar: Scalar, event: Any) -> None:
        """Read a block scalar as written, and report what no scalar may have."""
        text = scalar.value
        self._refuse_extras(event)
        if scalar.style in (">", "|"):
            _make_literal(scalar)
        elif scalar.style == '"' and not _CONTROL.isdisjoint(text):
            self._refuse_controls(scalar)
        if len(text) > MAX_SCALAR:
            message = f"this text has {len(text):,} characters; the limit is {MAX_SCALAR:,}"
            self.problems.append(Diagnostic("too-large", message, scalar.span))
            scalar.value = ""

    def _refuse_controls(self, scalar: Scalar) -> None:
        at = next(i for i, char in enumerate(scalar.value) if char in _CONTROL)
        message = f"the character U+{ord(scalar.value[at]):04X} cannot be written in an Office file"
        self.problems.append(Diagnostic("control-character", message, scalar.place(at), "delete its escape"))

    def _refuse_extras(self, event: Any) -> None:
        """Report an anchor or a tag: YAML features that a text can trigger by its first character."""
        if event.anchor is None and event.tag is None:
            return
        mark = event.start_mark
        char, name = ("&", "anchor") if event.anchor is not None else ("!", "tag")
        if self.source.text[mark.index : mark.index + 1] != char:
            char, name = ("&", "anchor") if char == "!" else ("!", "tag")
        span = Span(self.source.file, mark.line + 1, mark.column + 1)
        message = f"`{char}` starts a YAML {name}; {name}s are not supported"
        self.problems.append(Diagnostic("yaml-anchor", message, span, f"quote the text if `{char}` is part of it"))

    def _refuse_alias(self, event: Any) -> None:
        mark = event.start_mark
        span = Span(self.source.file, mark.line + 1, mark.column + 1)
        message = f"`*{event.anchor}` is a YAML alias; aliases are not supported"
        self.problems.append(Diagnostic("yaml-anchor", message, span, "quote the text if `*` is part of it"))

    def _refuse_document(self, event: Any) -> None:
        mark = event.start_mark
        span = Span(self.source.file, mark.line + 1, mark.column + 1)
        message = "`---` starts a second document; a publication has only one"
        self.problems.append(Diagnostic("yaml", message, span, "delete the line, or quote it if it is text"))

    def _refuse_duplicates(self, mapping: Mapping) -> None:
        if len({key.value for key, _ in mapping.pairs}) == len(mapping.pairs):
            return
        first: dict[str, int] = {}
        pairs: list[tuple[Scalar, Value]] = []
        for key, value in mapping.pairs:
            if key.value in first:
                message = f"duplicate key `{key.value}`; first on line {first[key.value]}"
                self.problems.append(Diagnostic("duplicate-key", message, key.span, "keep one"))
            else:
                first[key.value] = key.line
                pairs.append((key, value))
        mapping.pairs = pairs


def _make_literal(scalar: Scalar) -> None:
    """Set a block scalar's lines as written, and its indentation, from the text of the file."""
    text = scalar.source.text
    header_end = text.find("\n", scalar.start, scalar.end)
    lines = text[header_end + 1 : scalar.end].split("\n") if header_end >= 0 else []
    first = next((line for line in lines if line.strip(" ")), "")
    spaces = len(first) - len(first.lstrip(" "))
    content = scalar.value.lstrip("\n")
    indent = max(0, spaces - (len(content) - len(content.lstrip(" "))))
    scalar.style = "|"
    scalar.value = "\n".join([line[indent:] for line in lines]).rstrip("\n ")
    scalar.indent = indent
    scalar.body_line = scalar.line + 1

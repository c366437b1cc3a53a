"""The YAML values of a publication's files by their places, as needed to insert an entry beside others."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

from msgspec import Struct

from builder.content.files import Unsaved, read_source
from builder.content.reader import read
from builder.content.yaml_values import Mapping, Scalar, Sequence, SourceText, Value
from builder.language import normalise_tag
from builder.source import Span

__all__ = ["Holder", "SourceFile", "YamlPlaces", "entry_of"]

Place = tuple[int, int]


class Holder(Struct, frozen=True, gc=False):
    """What a scalar is in: a mapping with keys in `column` (from 1), or a list with its dashes there; in brackets if
    `flow`.
    """

    is_list: bool
    column: int
    flow: bool


class SourceFile:
    """A file read again: its mappings and the holders of its scalars, by line and column."""

    def __init__(self, source: SourceText):
        self.source = source
        self.mappings: dict[Place, Mapping] = {}
        self.holders: dict[Place, Holder] = {}
        self._starts = [0, *(at + 1 for at, char in enumerate(source.text) if char == "\n")]
        value, _, _ = read(source)
        if value is not None:
            self._add(value)

    def _add(self, top: Value) -> None:
        waiting: list[Value] = [top]
        while waiting:
            value = waiting.pop()
            if isinstance(value, Mapping):
                self.mappings[value.line, value.column] = value
                column = value.pairs[0][0].column if value.pairs else value.column
                self._hold([inner for _, inner in value.pairs], Holder(False, column, value.flow))
                waiting += [inner for _, inner in value.pairs]
            elif isinstance(value, Sequence):
                self._hold(value.items, Holder(True, value.column, value.flow))
                waiting += value.items

    def _hold(self, values: list[Value], holder: Holder) -> None:
        for value in values:
            if isinstance(value, Scalar):
                self.holders[value.line, value.column] = holder

    def span(self, index: int) -> Span:
        """Return the place of a character of the text."""
        line = bisect_right(self._starts, index) - 1
        return Span(self.source.file, line + 1, index - self._starts[line] + 1)

    def line_end(self, index: int) -> int:
        """Return the offset of the end of a character's line."""
        end = self.source.text.find("\n", index)
        return end if end >= 0 else len(self.source.text)

    def end_of(self, value: Value) -> int:
        """Return the offset after a value: after its last word, quote or bracket, before any comment."""
        if isinstance(value, Scalar):
            return self._block_end(value) if value.style == "|" else value.end
        children = value.items if isinstance(value, Sequence) else [inner for _, inner in value.pairs]
        at = self.end_of(children[-1]) if children else self._starts[value.line - 1] + value.column
        return self._after_bracket(at) if value.flow else at

    def _block_end(self, block: Scalar) -> int:
        """Return the offset after the last words of a block scalar, or after its header if it has none."""
        if not block.value:
            return self.line_end(block.start)
        last = block.value.rpartition("\n")[2]
        return self._starts[block.line + block.value.count("\n")] + (block.indent + len(last) if last else 0)

    def _after_bracket(self, at: int) -> int:
        """Return the offset after the bracket that closes what ends at `at`: spaces, a comma and comments may be
        between.
        """
        text = self.source.text
        while text[at] not in "]}":
            at = self.line_end(at) if text[at] == "#" else at + 1
        return at + 1


class YamlPlaces:
    """The files of a publication, each read again when it is first asked for."""

    def __init__(self, unsaved: Unsaved | None = None) -> None:
        self._unsaved = unsaved
        self._files: dict[str, SourceFile] = {}
        self._lines: dict[str, list[str]] = {}

    def file(self, name: str) -> SourceFile:
        """Return a file by its name as spans have it."""
        if name not in self._files:
            self._files[name] = SourceFile(read_source(Path(name), unsaved=self._unsaved))
        return self._files[name]

    def line(self, span: Span) -> str:
        """Return the line of a place, in a file of any kind of text."""
        if span.file not in self._lines:
            self._lines[span.file] = read_source(Path(span.file), unsaved=self._unsaved).text.split("\n")
        return self._lines[span.file][span.line - 1]

    def mapping(self, span: Span) -> Mapping | None:
        """Return the mapping at a place, if there is one."""
        return self.file(span.file).mappings.get((span.line, span.column))

    def holder(self, scalar: Scalar) -> Holder | None:
        """Return what a scalar is in."""
        return self.file(scalar.source.file).holders.get((scalar.line, scalar.column))


def entry_of(mapping: Mapping, tag: str) -> tuple[Scalar, Value] | None:
    """Return the key and the value of a language in a mapping of languages."""
    return next((pair for pair in mapping.pairs if normalise_tag(pair[0].value) == tag), None)

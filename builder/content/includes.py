"""Sections in files of their own: `include: chapters/*.yaml`, in the publication or in a section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from builder.content.context import label
from builder.content.files import FileProblem, Unsaved, inside, read_source_inside
from builder.content.reader import read
from builder.content.scalar_forms import MAX_LEVELS
from builder.content.yaml_values import Mapping, Scalar, Sequence, SourceText, Value, kind_of
from builder.diagnostics import BuildError, Diagnostic
from builder.source import Span

__all__ = ["IncludedFiles", "expand_includes"]

MAX_FILES = 1_000
"""Most files that one publication may include."""

_KEY, _SECTIONS, _APPENDICES = "include", "sections", "appendices"


class IncludedFiles(Struct):
    """What was read beside the publication's own file: the files, as messages name them, their problems, and the lines
    that were repaired in memory to continue.
    """

    names: list[str]
    problems: list[Diagnostic]
    repaired: set[tuple[str, int]]


def expand_includes(top: Value, path: Path, base: Path | None = None, unsaved: Unsaved | None = None) -> IncludedFiles:
    """Put the sections of included files after the sections written beside `include`, in `top` and in its sections.

    `path` is the publication's own file; names of files are relative to its folder, wherever they are written. `top`
    is changed in place; values from other files keep their places there, as seen from `base`.
    """
    included = IncludedFiles([], [], set())
    _Expansion(path, included, base, unsaved).expand(top, 1)
    return included


class _Expansion:
    """Expands the mappings of one publication; each file is included once, so that there are no circles."""

    def __init__(self, path: Path, included: IncludedFiles, base: Path | None, unsaved: Unsaved | None):
        self.base = base
        self.folder = path.parent
        self.own = path.resolve()
        self.included = included
        self.unsaved = unsaved
        self.known: set[Path] = {self.own}

    def expand(self, value: Value, level: int) -> None:
        """Expand a mapping, then its sections; `level` is that of the sections. The first level that is too deep is
        still read, so that it can be reported.
        """
        if not isinstance(value, Mapping):
            return
        included = value.get(_KEY)
        if included is not None:
            sources = self._sources(included) if level <= MAX_LEVELS + 1 else ()
            self._insert(value, [section for source in sources for section in self._sections(source)])
        for part in (value.get(_SECTIONS), value.get(_APPENDICES) if level == 1 else None):
            for section in part.items if isinstance(part, Sequence) else ():
                self.expand(section, level + 1)

    @staticmethod
    def _insert(value: Mapping, sections: list[Value]) -> None:
        """Replace `include` by the sections, after those that are there."""
        key = next(name for name, _ in value.pairs if name.value == _KEY)
        value.pairs = [pair for pair in value.pairs if pair[0] is not key]
        written = value.get(_SECTIONS)
        if isinstance(written, Sequence):
            written.items.extend(sections)
        elif written is None:
            name = Scalar(_SECTIONS, "", key.line, key.column, key.source, key.start, key.end)
            value.pairs.append((name, Sequence(sections, key.line, key.column, key.source, False)))

    def _sources(self, value: Value) -> Iterator[SourceText]:
        """Yield the text of each file that `include` names, in order."""
        for name in value.items if isinstance(value, Sequence) else [value]:
            if not isinstance(name, Scalar) or name.is_null or not name.value.strip():
                self._problem(
                    "wrong-type", f"{label(_KEY)}: expected the name of a file, found {kind_of(name)}", name.span
                )
                continue
            try:
                for file in self._names(name.value):
                    yield self._read(file)
            except FileProblem as problem:
                self._problem(problem.code, problem.message, name.span, problem.hint)
            except BuildError as error:
                self.included.problems += error.diagnostics

    def _names(self, name: str) -> list[str]:
        """Return the names of the files that a name or a pattern means; those of a pattern in natural order, without
        those that are hidden, the publication itself and what is included already. Raises FileProblem.
        """
        if not any(char in name for char in "*?["):
            return [name]
        inside(self.folder, re.sub(r"[*?]", "x", name))  # a pattern leaves the folder as a name does
        names = [path.relative_to(self.folder).as_posix() for path in self.folder.glob(name) if path.is_file()]
        visible = [name for name in names if not any(part.startswith(".") for part in name.split("/"))]
        others = [name for name in visible if inside(self.folder, name) not in self.known]
        if not others:
            raise FileProblem("file-missing", f"no other file in the publication's folder matches `{name}`")
        return sorted(others, key=_natural_order)

    def _read(self, name: str) -> SourceText:
        """Return the text of a file. Raises FileProblem, also for a file that is included already, and BuildError."""
        path = inside(self.folder, name)
        if path in self.known:
            what = "the publication itself" if path == self.own else f"`{path.name}`, which is included already"
            raise FileProblem("included-twice", f"`{name}` includes {what}", "name each file once")
        if len(self.known) > MAX_FILES:
            raise FileProblem("too-large", f"more than {MAX_FILES:,} files are included")
        self.known.add(path)
        return read_source_inside(self.folder, name, self.base, self.unsaved)

    def _sections(self, source: SourceText) -> list[Value]:
        """Return the sections of a file: one, or a list of them."""
        value, problems, repaired = read(source)
        self.included.names.append(source.file)
        self.included.problems += problems
        self.included.repaired |= {(source.file, line) for line in repaired}
        if isinstance(value, Sequence):
            return value.items
        if isinstance(value, Mapping):
            return [value]
        if not problems:
            kind = "nothing" if value is None else kind_of(value)
            message = f"expected a section or a list of sections, found {kind}"
            self._problem("wrong-type", message, Span(source.file), "begin with `title:`, or with `- title:`")
        return []

    def _problem(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.included.problems.append(Diagnostic(code, message, span, hint))


def _natural_order(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts `2-costs` before `10-outlook`."""
    return [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in re.split(r"(\d+)", name)]

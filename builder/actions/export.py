"""Export the texts of a publication for a translator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import chain
from pathlib import Path
from typing import get_args

from msgspec import Struct

from builder.actions.locate import locate
from builder.actions.worker import beside
from builder.diagnostics import UsageError
from builder.exchange.collect import Outgoing, collecting
from builder.exchange.formats import FORMATS, FormatName, write_units
from builder.exchange.unit import State
from builder.exchange.unit_layout import in_turn
from builder.exchange.words import number_of_words, words_of
from builder.file_names import name_fault
from builder.output import write_whole

__all__ = ["Exported", "export", "export_bytes", "export_file"]

_SUFFIXES = {".xliff": ".xlf"}


class Exported(Struct, frozen=True):
    """What was exported: the number of units in each state, of the texts that they are parts of, and of the words to
    translate without figures and other codes; the name of the file unless another is wanted. Of a term base, `terms`
    counts the entries.
    """

    counts: dict[State, int]
    texts: int
    words: int
    name: str
    terms: int | None = None

    def __str__(self) -> str:
        if self.terms is not None:
            return _counted(self.terms, "term")
        units = _counted(sum(self.counts.values()), "unit")
        if not self.texts:
            return units
        states = ", ".join(f"{self.counts[state]} {state}" for state in get_args(State) if self.counts.get(state))
        return f"{units} in {_counted(self.texts, 'text')}, {_counted(self.words, 'word')}: {states}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"


def export(
    publication: str | Path | None = None,
    to: str = "",
    *,
    source: str | None = None,
    format: FormatName = "po",
    only: Collection[State] = (),
    output: str | Path | None = None,
) -> Path:
    """Write the texts of a publication for a translator into the language `to`. Return the file's path.

    `publication` is a name under content/, or a path; `source` the language to translate from, by default the source
    language; `only` the states of the texts wanted. Raises UsageError for what cannot be meant, BuildError for problems
    of the content other than missing texts.
    """
    path, _ = export_file(locate(publication), to, source, format, only, Path(output) if output is not None else None)
    return path


def export_file(
    path: Path, to: str, source: str | None, name: FormatName, only: Collection[State], target: Path | None
) -> tuple[Path, Exported]:
    """Write the texts of the publication in the file `path` to `target`, by default in the folder `output`."""
    if target is not None:
        check_target(target, name)
    data, exported = export_bytes(path, to, source, name, only)
    written = target if target is not None else Path("output") / exported.name
    write_whole(written, data)
    return written, exported


def export_bytes(
    path: Path, to: str, source: str | None, name: FormatName, only: Collection[State]
) -> tuple[bytes, Exported]:
    """Return the texts of the publication in the file `path` as a file."""
    process = beside if FORMATS[name].has_places else in_turn
    with collecting(path, to, source, only, beside=process) as outgoing:
        exported = _exported(outgoing, name)
        return write_units(outgoing, name), exported


def _exported(outgoing: Outgoing, name: FormatName) -> Exported:
    file = f"{outgoing.publication.name}.{outgoing.source}.{outgoing.target}{FORMATS[name].suffix}"
    terms = len(outgoing.publication.terms) if name == "tbx" else None
    parts = tuple(chain.from_iterable(outgoing.parts))
    units = parts if FORMATS[name].has_notes else outgoing.unplaced
    return Exported(
        dict(Counter(unit.state for unit in units)),
        len({unit.text for unit in units}),
        sum(number_of_words(words_of(unit.source, unit.literal)) for unit in parts),
        file,
        terms,
    )


def check_target(target: Path, name: FormatName) -> None:
    """Raise UsageError if a path cannot be that of a file of a format."""
    suffix = FORMATS[name].suffix
    written = target.suffix.lower()
    if not str(target) or target.is_dir():
        raise UsageError(f"-o: '{target}' is a folder (name a {suffix} file in it)")
    if _SUFFIXES.get(written, written) != suffix:
        raise UsageError(f"-o: the format {name} has the suffix {suffix}, '{target}' has not (write -o NAME{suffix})")
    for part in target.parts:
        fault = name_fault(part)
        if fault:
            raise UsageError(f"-o: '{part}' {fault} (choose another name)")
    if not target.parent.is_dir():
        fault = "is not a folder" if target.parent.exists() else "does not exist (create the folder first)"
        raise UsageError(f"-o: '{target.parent}' {fault}")

"""Import what translators return into the source files of publications."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from builder.actions.locate import locate, publications
from builder.actions.worker import beside
from builder.content.files import shown
from builder.diagnostics import BuildError, Diagnostic, UsageError
from builder.exchange.formats import read_file
from builder.exchange.taking import FileReport, Taking, on_line
from builder.exchange.unit import ReturnedFile
from builder.output import write_whole
from builder.source import Span

__all__ = ["ImportReport", "SourceChange", "import_translations"]


class SourceChange(Struct, frozen=True):
    """A source file before and after an import; `before` is empty if the file is new."""

    path: Path
    before: bytes
    after: bytes

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        name = shown(self.path)
        old, new = (data.decode("utf-8", "replace").splitlines() for data in (self.before, self.after))
        before = f"a/{name}" if self.before else "/dev/null"
        lines = difflib.unified_diff(old, new, before, f"b/{name}", lineterm="")
        return "".join(f"{line}\n" for line in lines)


class ImportReport(Struct, frozen=True):
    """What became of each file, and the source files that change."""

    files: tuple[FileReport, ...]
    changes: tuple[SourceChange, ...]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The problems of all files, in their order."""
        return tuple(problem for file in self.files for problem in file.problems)

    @property
    def failed(self) -> bool:
        """True if something was not taken."""
        return any(problem.severity == "error" for problem in self.problems)


def import_translations(
    files: Sequence[str | Path],
    *,
    publication: str | Path | None = None,
    dry_run: bool = False,
    accept: bool = False,
) -> ImportReport:
    """Write the translations in exchange files into the publications that they were exported from.

    Each unit is for itself: what passes the checks is written, what does not is a problem of the report and left.
    `publication` is the one of all files, by default that which each names. With `dry_run` nothing is written; with
    `accept` translations that are no drafts are recorded as accepted.

    Raises UsageError for a publication that is not there, BuildError for one that does not load, and for source files
    that cannot be written or have changed meanwhile.
    """
    takings = _expected(publication)
    reports: list[FileReport] = []
    for read in _read(files, takings.values()):
        if isinstance(read, FileReport):
            reports.append(read)
            continue
        path = _publication_of(read, publication).resolve()
        reports.append(takings.setdefault(path, Taking(_shown_path(path))).take(read, accept))
    changes = tuple(change for taking in takings.values() for change in _changes(taking))
    if not dry_run:
        _write(changes)
    return ImportReport(tuple(reports), changes)


def _expected(publication: str | Path | None) -> dict[Path, Taking]:
    """Return what takes the files for the publication that they most likely belong to, by its path: the one named, or
    the only one; nothing if there are several.
    """
    try:
        path = locate(publication).resolve()
    except UsageError:  # raised again when a file is taken
        return {}
    return {path: Taking(_shown_path(path))}


def _read(files: Sequence[str | Path], takings: Iterable[Taking]) -> list[ReturnedFile | FileReport]:
    """Return the content of each file, or the report of one that cannot be read. What will take them prepares itself
    meanwhile.
    """

    def prepare() -> None:
        for taking in takings:
            taking.prepare()

    with beside(lambda: list(map(_content, files)), prepare, lambda read, _: read) as result:
        return result()


def _content(name: str | Path) -> ReturnedFile | FileReport:
    try:
        return read_file(Path(name))
    except BuildError as error:
        return FileReport(name=str(name), problems=tuple(map(on_line, error.diagnostics)))


def _publication_of(returned: ReturnedFile, publication: str | Path | None) -> Path:
    """Return the publication that a file was exported from: the one named, the one that the file names, or the only
    one.
    """
    if publication is not None:
        return locate(publication)
    if returned.publication in publications(Path()):
        return locate(returned.publication)
    here = Path("publication.yaml")
    if here.is_file() and Path().resolve().name == returned.publication:
        return here
    try:
        return locate(None)
    except UsageError as error:
        named = f"'{returned.publication}'" if returned.publication else "no publication"
        raise UsageError(f"{returned.name} names {named}; {error} (name it with --publication)") from None


def _shown_path(path: Path) -> Path:
    """Return a path as messages name it."""
    return Path(shown(path))


def _changes(taking: Taking) -> list[SourceChange]:
    changes = []
    for path, after in sorted(taking.unsaved.items()):
        before = taking.before(path)
        if before != after:
            changes.append(SourceChange(path, before, after))
    return changes


def _write(changes: Sequence[SourceChange]) -> None:
    """Write all changes, unless a file is no longer as it was read."""
    for change in changes:
        now = change.path.read_bytes() if change.path.is_file() else b""
        if now != change.before:
            message = "this file has changed while the translations were checked; nothing was written"
            raise BuildError(Diagnostic("changed-meanwhile", message, Span(shown(change.path)), "import again"))
    for change in changes:
        write_whole(change.path, change.after)

"""Take what translators return: write the good units into a publication's files, in memory, and report the others."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from builder.check.context import CheckContext
from builder.check.reviewed import ReviewedText
from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.diagnostics import BuildError, Diagnostic
from builder.exchange.absent import AbsentTexts
from builder.exchange.judging import Judge, Judgement
from builder.exchange.recording import Recording
from builder.exchange.trial import Trial
from builder.exchange.unit import ReturnedFile
from builder.exchange.unit_problems import UnitProblems, draft_notice
from builder.language import declared_tags, fallbacks, normalise_tag
from builder.source import Span
from builder.source_edits.writing import Change, SourceWriter

__all__ = ["FileReport", "Taking", "on_line"]


class FileReport(Struct, frozen=True, kw_only=True):
    """What became of a returned file: the numbers of units written, of the drafts among them, of those whose words are
    there already, of those that share the problem of another one (`grouped`) and of those that are not translated; the
    problems of the others, the keys of the texts recorded as accepted, and notices about the texts of the publication
    that are not in the file.
    """

    name: str
    written: int = 0
    drafts: int = 0
    unchanged: int = 0
    grouped: int = 0
    untranslated: int = 0
    problems: tuple[Diagnostic, ...] = ()
    accepted: tuple[ReviewedText, ...] = ()
    absent: tuple[Diagnostic, ...] = ()

    @property
    def refused(self) -> int:
        """The number of texts that are not taken, and of other problems that keep something from being taken."""
        return sum(problem.severity == "error" for problem in self.problems) + self.grouped


class Taking:
    """Takes files for one publication, one after the other. Nothing is written: `unsaved` is the new content of its
    files, by their real paths.
    """

    def __init__(self, path: Path):
        self._path = path
        self._before: dict[Path, bytes] = {}
        self.unsaved: dict[Path, bytes] = {}
        self._loaded: Publication | None = None

    def prepare(self) -> None:
        """Load the publication before the first file is there. A problem of it is raised when that is taken."""
        with suppress(BuildError):
            self._loaded = load(self._path, ())

    def before(self, path: Path) -> bytes:
        """Return the content of a file in `unsaved` as it was read; nothing if there was none."""
        return self._before.get(path, b"")

    def take(self, file: ReturnedFile, accept: bool = False) -> FileReport:
        """Take the good units of a file into `unsaved`. With `accept`, record those that are no drafts as accepted.

        Raises BuildError if the publication does not load.
        """
        publication = self._loaded or load(self._path, (), unsaved=self.unsaved)
        self._loaded = None
        languages = _languages_of(file, publication)
        if isinstance(languages, Diagnostic):
            return FileReport(name=file.name, problems=(*map(on_line, file.problems), languages))
        source, target = languages
        judge = Judge(publication, source, target, as_written=file.as_written)
        judgements = judge.judge(file.units)
        absent = AbsentTexts(file, judgements, judge.passages, CheckContext(self._path, publication), languages)
        wanted = {_change(judged, target): judged for judged in judgements if judged.verdict == "new"}
        plans = SourceWriter(publication, self.unsaved, judge.passages).plan(wanted)
        refused = {change: plan.problem for plan in plans if plan.problem is not None for change in plan.changes}
        good = [plan for plan in plans if plan.problem is None]
        tried, held = Trial(self._path, publication, target, self.unsaved, self._before).without_new_errors(good)
        lost = refused | held
        self.unsaved = tried.files
        taken = [judged for change, judged in wanted.items() if change not in lost]
        same = [judged for judged in judgements if judged.verdict == "same"]
        after = CheckContext(self._path, tried.publication)
        entries, faults = Recording(after, source, target, self.unsaved, self._before).record(taken, same, accept)
        reasons = {id(wanted[change]): problem for change, problem in lost.items()}
        problems = UnitProblems(file.name, judgements, reasons)
        return FileReport(
            name=file.name,
            written=len(taken),
            drafts=sum(judged.unit.state == "draft" for judged in taken),
            unchanged=len(same),
            grouped=problems.grouped,
            untranslated=sum(judged.verdict == "untranslated" for judged in judgements),
            problems=(
                *map(file.numbered, (*map(on_line, file.problems), *problems.listed())),
                *draft_notice(file.name, taken),
                *absent.loss(),
                *faults,
            ),
            accepted=tuple(entries),
            absent=absent.notices(),
        )


def _languages_of(file: ReturnedFile, publication: Publication) -> tuple[str, str] | Diagnostic:
    """Return the languages of a file as the publication declares them, or the problem."""
    tags: list[str] = []
    for role, written in (("source", file.source_language), ("target", file.target_language)):
        tag = normalise_tag(written)
        known = _known(tag, publication.languages)
        if not tag:
            message = f"the file does not name its {role} language"
            return Diagnostic("exchange", message, Span(file.name, 1, 0), "export it again")
        if tag not in publication.languages and len(known) != 1:
            has = ", ".join(publication.languages)
            message = f"`{written}` is no language of the publication; it has {has}"
            return Diagnostic("exchange", message, Span(file.name, 1, 0), "add it to `languages`")
        tags.append(tag if tag in publication.languages else known[0])
    if tags[0] == tags[1]:
        message = f"the file is translated from `{tags[0]}` into the same language"
        return Diagnostic("exchange", message, Span(file.name, 1, 0))
    return tags[0], tags[1]


def _known(tag: str, languages: Sequence[str]) -> list[str]:
    """Return the languages of a publication that a tag of a file may mean: tools add regions, or leave them out."""
    nearest = next((own for own in fallbacks(tag) if own in languages), None)
    return [nearest] if nearest is not None else [own for own in declared_tags(tag, languages) if own in languages]


def on_line(problem: Diagnostic) -> Diagnostic:
    """Return a problem of a unit with the line as its place: columns of exchange files say nothing."""
    return replace(problem, span=Span(problem.span.file, problem.span.line, 0))


def _change(judged: Judgement, target: str) -> Change:
    assert judged.passage is not None
    return Change(judged.passage.key, target, judged.words)

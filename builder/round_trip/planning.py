"""Turn what files mean into changes of the source that print exactly what the files say, or report what cannot be done.

The changes are tried on a copy of the publication: each passage must print the words that its file has. What does not
is left out and reported, so that nothing is written that was not seen to be right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from builder import pipeline
from builder.content.model.publication import Publication
from builder.content.model.values import Text
from builder.diagnostics import BuildError
from builder.round_trip.findings import FilePull, PassageChange, PullFinding
from builder.round_trip.markup_writer import AuthorHabits, habits_of, written_words
from builder.round_trip.passage_edit import PassageEdit
from builder.round_trip.places import PassagePlaces
from builder.round_trip.trial import TextWords, holds, printed_words, prints_cell, publication_with
from builder.round_trip.typed_numbers import NumberChange
from builder.source import Span
from builder.source_edits.edits import SourceEdit
from builder.source_edits.paragraphs import paragraphs, whole_words
from builder.source_edits.passages import Written
from builder.source_edits.writing import Change, SourceWriter
from builder.tree.document import Document

__all__ = ["AcceptedChange", "Plan", "make_plan"]

_NO_CHANGE = PassageEdit()
_TYPOGRAPHIC = AuthorHabits(False, False)


class AcceptedChange(Struct, frozen=True, gc=False):
    """A passage that will change: the key and language, its words as written before and after, and who changed it."""

    key: str
    language: str
    written: Written
    before: str
    after: str
    change: PassageChange
    joined: str = ""
    """The key of the paragraph that is joined to it."""


class Plan(Struct):
    """The changes that will be made, with their edits of the files, and what is reported instead."""

    changes: list[AcceptedChange]
    numbers: list[NumberChange]
    edits: list[SourceEdit]
    findings: list[PullFinding]


class _TextPlan(Struct, frozen=True):
    """The changes of one text in one language, or a number of a table."""

    language: str
    changes: tuple[AcceptedChange, ...]
    edits: tuple[SourceEdit, ...]
    text: Text | None = None
    number: NumberChange | None = None


def make_plan(
    publication: Publication, pulls: Sequence[FilePull], places: Mapping[str, PassagePlaces], path: Path
) -> Plan:
    """Return the changes of the source that files mean together. `places` are the passages by language; `path` is the
    publication's file.
    """
    return _Planner(publication, pulls, places, path).plan()


class _Planner:
    """One plan."""

    def __init__(
        self, publication: Publication, pulls: Sequence[FilePull], places: Mapping[str, PassagePlaces], path: Path
    ):
        self._publication, self._pulls, self._places, self._path = publication, pulls, places, path
        self._writer = SourceWriter(publication)
        self._habits: dict[str, AuthorHabits] = {}
        """How the author types in each file."""
        self._findings: list[PullFinding] = []

    def plan(self) -> Plan:
        merged = self._merged()
        plans = [self._text_plan(*group) for group in merged]
        plans += self._number_plans()
        sound = self._verified([plan for plan in plans if plan is not None])
        self._report_computed(sound)
        return Plan(
            [change for plan in sound for change in plan.changes],
            [plan.number for plan in sound if plan.number is not None],
            [edit for plan in sound for edit in plan.edits],
            self._findings,
        )

    # --- Several files -----------------------------------------------------------------------------------------------

    def _merged(self) -> list[tuple[str, dict[str, PassageChange], dict[str, str]]]:
        """Return the changes of all files by text: a passage that two files change must be changed alike in both."""
        by_text: dict[tuple[str, str], tuple[str, dict[str, PassageChange], dict[str, str]]] = {}
        origin: dict[tuple[str, str], FilePull] = {}
        refused: set[tuple[str, str]] = set()
        for pull in self._pulls:
            places = self._places[pull.language]
            for key in pull.disputed:
                self._dispute(key, pull, pull, refused)
            for key in (*pull.changes, *pull.joined):
                written = places.written(key)
                place = (key, written.tag)
                earlier = origin.setdefault(place, pull)
                if earlier is not pull and not _alike(earlier, pull, key):
                    self._dispute(key, earlier, pull, refused)
                text = places.passage(key).text
                _, changes, joined = by_text.setdefault((text.key, written.tag), (pull.language, {}, {}))
                changes[key] = pull.changes.get(key) or changes.get(key) or PassageChange(key, _NO_CHANGE)
                if key in pull.joined:
                    joined[key] = pull.joined[key]
        for key, tag in refused:
            for (_, own_tag), (_, changes, joined) in by_text.items():
                if own_tag == tag:
                    changes.pop(key, None)
                    joined.pop(key, None)
        return [group for group in by_text.values() if group[1]]

    def _dispute(self, key: str, first: FilePull, second: FilePull, refused: set[tuple[str, str]]) -> None:
        written = self._places[first.language].written(key)
        if (key, written.tag) in refused:
            return
        refused.add((key, written.tag))
        where = "twice in this file" if first is second else f"by {first.name} and by {second.name}"
        message = f"changed {where}, in two ways: make one of the changes in the source"
        self._findings.append(PullFinding("conflict", written.start, key, message))

    # --- One text ----------------------------------------------------------------------------------------------------

    def _text_plan(
        self,
        language: str,
        changes: Mapping[str, PassageChange],
        joined: Mapping[str, str],
        habits: AuthorHabits | None = None,
    ) -> _TextPlan | None:
        places = self._places[language]
        text = places.passage(next(iter(changes))).text
        accepted: list[AcceptedChange] = []
        for key, change in changes.items():
            written, words = places.written(key), places.words(key)
            if words is None:
                continue
            own = habits or habits_of(written.markup.source, self._file_habits(written))
            after = written_words(words, change.edit, own, written.literal)
            if after != written.words or key in joined:
                accepted.append(
                    AcceptedChange(key, language, written, written.words, after, change, joined.get(key, ""))
                )
        if not accepted:
            return None
        tag = accepted[0].written.tag
        asked = self._asked(text, tag, accepted, joined, places)
        edits: list[SourceEdit] = []
        for planned in self._writer.plan(asked):
            if planned.problem is not None:
                message = f"{planned.problem.message}: change it in the source"
                self._findings += [PullFinding("manual", item.written.start, item.key, message) for item in accepted]
                return None
            edits += planned.edits
        return _TextPlan(language, tuple(accepted), tuple(edits), text)

    def _file_habits(self, written: Written) -> AuthorHabits:
        scalar = written.markup.scalar
        if scalar is None:
            return AuthorHabits()
        source = scalar.source
        if source.file not in self._habits:
            self._habits[source.file] = habits_of(source.text)
        return self._habits[source.file]

    def _number_plans(self) -> list[_TextPlan]:
        """Return the plans of numbers: one that several files change must be the same in all."""
        plans: dict[Span, _TextPlan] = {}
        for pull in self._pulls:
            for number in pull.numbers:
                earlier = plans.get(number.span)
                if earlier is None or earlier.number is None:
                    plans[number.span] = _TextPlan(pull.language, (), (number.edit,), None, number)
                elif earlier.number.after != number.after:
                    message = f"changed to {earlier.number.after} and to {number.after}: change it in the source"
                    self._findings.append(PullFinding("conflict", number.span, number.key, message))
        return list(plans.values())

    def _asked(
        self,
        text: Text,
        tag: str,
        accepted: Sequence[AcceptedChange],
        joined: Mapping[str, str],
        places: PassagePlaces,
    ) -> list[Change]:
        """Return what to ask of the writer: each paragraph, or the whole text if its paragraphs are not the same."""
        if not joined and not any("\n\n" in item.after for item in accepted):
            return [Change(item.key, tag, item.after) for item in accepted]
        new = {item.key: item.after for item in accepted}
        written = next(iter(accepted)).written
        value = written.markup.source
        extents = {f"{text.key}.{extent.suffix}": extent for extent in paragraphs(written.markup)}
        for key, following in joined.items():
            new[key] = (
                f"{new.get(key, places.written(key).words)} {new.pop(following, places.written(following).words)}"
            )
        gone = set(joined.values())
        for key in sorted(extents, key=lambda key: extents[key].start, reverse=True):
            extent = extents[key]
            if key in gone:
                before = extents[next(before_key for before_key, other in joined.items() if other == key)]
                value = value[: before.end] + value[extent.end :]
            elif key in new:
                value = value[: extent.start] + new[key] + value[extent.end :]
        return [Change(text.key, tag, whole_words(value))]

    def _report_computed(self, plans: Sequence[_TextPlan]) -> None:
        """Report computed cells that do not print what files say once the plans are carried out."""
        for pull in self._pulls:
            cells = pull.computed
            if cells and any(plan.number is not None for plan in plans):
                edits = [edit for plan in plans for edit in plan.edits]
                with publication_with(self._path, edits, [pull.language]) as publication:
                    document = pipeline.document(publication, pull.language)
                    cells = [item for item in cells if not prints_cell(item, document)]
            self._findings += [item.finding for item in cells]

    # --- What the source would print --------------------------------------------------------------------------------

    def _verified(self, plans: Sequence[_TextPlan]) -> list[_TextPlan]:
        """Return the plans after which the source prints what the files say. A plan that fails is tried once more with
        typographic signs; if it fails again it is reported.
        """
        if not plans or self._prints_well(plans):
            return list(plans)
        if len(plans) > 1:
            half = len(plans) // 2
            good = [*self._verified(plans[:half]), *self._verified(plans[half:])]
            return good if len(good) < len(plans) or self._prints_well(good) else self._one_by_one(good)
        (plan,) = plans
        if plan.number is not None:
            number = plan.number
            message = f"{number.before} would not print {''.join(number.expected)}: change it in the source"
            self._findings.append(PullFinding("manual", number.span, number.key, message))
            return []
        changes = {item.key: item.change for item in plan.changes}
        joined = {key: other for pull in self._pulls for key, other in pull.joined.items() if key in changes}
        again = self._text_plan(plan.language, changes, joined, _TYPOGRAPHIC)
        if again is not None and again.edits != plan.edits and self._prints_well([again]):
            return [again]
        for item in plan.changes:
            message = f"{self._reason([plan])}: “{item.after}”: change them in the source"
            self._findings.append(PullFinding("manual", item.written.start, item.key, message))
        return []

    def _one_by_one(self, plans: Sequence[_TextPlan]) -> list[_TextPlan]:
        """Return as many plans as print well together, in order; the others are reported."""
        good: list[_TextPlan] = []
        for plan in plans:
            if self._prints_well([*good, plan]):
                good.append(plan)
                continue
            for item in plan.changes:
                message = "this change does not go with another one of the file: make it in the source"
                self._findings.append(PullFinding("manual", item.written.start, item.key, message))
        return good

    def _reason(self, plans: Sequence[_TextPlan]) -> str:
        """Return why plans cannot be carried out."""
        try:
            with publication_with(self._path, [edit for plan in plans for edit in plan.edits], [plans[0].language]):
                return "these words would not be printed as the file has them"
        except BuildError as error:
            return f"with these words the publication has an error ({error.diagnostics[0].message})"
        except ValueError:
            return "these words cannot be written"

    def _prints_well(self, plans: Sequence[_TextPlan]) -> bool:
        """Return True if the publication with the edits of plans loads, and prints what they expect."""
        by_language: defaultdict[str, list[_TextPlan]] = defaultdict(list)
        for plan in plans:
            by_language[plan.language].append(plan)
        edits = [edit for plan in plans for edit in plan.edits]
        try:
            with publication_with(self._path, edits, list(by_language)) as publication:
                for language, own in by_language.items():
                    document = pipeline.document(publication, language)
                    words = printed_words(document, PassagePlaces(publication, language))
                    if not all(_prints(plan, words, document) for plan in own):
                        return False
        except (BuildError, ValueError):
            return False
        return True


def _alike(first: FilePull, second: FilePull, key: str) -> bool:
    change, other = first.changes.get(key), second.changes.get(key)
    same = change is other if change is None or other is None else change.edit.same_as(other.edit)
    return same and first.joined.get(key) == second.joined.get(key)


def _prints(plan: _TextPlan, words: Mapping[str, Sequence[TextWords]], document: Document) -> bool:
    """Return True if a text prints every sequence of words that its changes expect, or a table its number."""
    if plan.number is not None:
        return prints_cell(plan.number, document)
    entries = words.get(plan.text.key, ()) if plan.text is not None else ()
    return all(
        any(holds(pool, expected) for entry in entries for pool in (entry.paragraphs, entry.notes))
        for change in plan.changes
        for expected in change.change.expected
    )

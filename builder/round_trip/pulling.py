"""Pull received files: read them, align them with what the publication prints now, plan the changes of its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from builder import pipeline
from builder.content.loader import load
from builder.content.model.publication import Publication
from builder.office.received import ReceivedFile
from builder.round_trip.brief_pull import pull_brief
from builder.round_trip.brief_reference import BriefReference, brief_reference
from builder.round_trip.deck_pull import pull_deck
from builder.round_trip.deck_reader import read_deck_story
from builder.round_trip.deck_reference import DeckReference, deck_reference
from builder.round_trip.findings import FilePull, PullFinding
from builder.round_trip.places import PassagePlaces
from builder.round_trip.planning import Plan, make_plan
from builder.round_trip.received_lists import AnchorList
from builder.round_trip.word_reader import read_story
from builder.tree.document import Document

__all__ = ["PullResult", "pull_files"]


class PullResult(Struct, frozen=True):
    """What files mean together: the plan, and the findings of each file in the order of the source."""

    plan: Plan
    pulls: tuple[FilePull, ...]
    findings: tuple[PullFinding, ...]


def pull_files(path: Path, files: Sequence[ReceivedFile], lists: Sequence[AnchorList]) -> PullResult:
    """Return what files mean for the publication in the file `path`.

    Raises BuildError if the publication does not load in their languages, or a file is damaged.
    """
    languages = list(dict.fromkeys(sent.language for sent in lists))
    publication = load(path, languages)
    places = {language: PassagePlaces(publication, language) for language in languages}
    references = _References(publication, places)
    pulls = [_pull(file, sent, references) for file, sent in zip(files, lists, strict=True)]
    plan = make_plan(publication, pulls, places, path)
    findings = [finding for pull in pulls for finding in pull.findings] + plan.findings
    findings.sort(key=lambda finding: finding.span)
    return PullResult(plan, tuple(pulls), tuple(findings))


class _References:
    """The files that the publication makes now, each made when it is first asked for."""

    def __init__(self, publication: Publication, places: dict[str, PassagePlaces]):
        self.publication, self.places = publication, places
        self._documents: dict[str, Document] = {}
        self._briefs: dict[str, BriefReference] = {}
        self._decks: dict[str, DeckReference] = {}

    def document(self, language: str) -> Document:
        """Return the publication in a language."""
        if language not in self._documents:
            self._documents[language] = pipeline.document(self.publication, language)
        return self._documents[language]

    def brief(self, language: str) -> BriefReference:
        """Return the brief of a language."""
        if language not in self._briefs:
            template = pipeline.template_path(self.publication, "docx", None)
            content, anchors = pipeline.anchored_brief(self.document(language), template)
            self._briefs[language] = brief_reference(content, anchors, self.places[language])
        return self._briefs[language]

    def deck(self, language: str) -> DeckReference:
        """Return the deck of a language, planned with the other complete ones."""
        if language not in self._decks:
            template = pipeline.template_path(self.publication, "pptx", None)
            twins = [self.document(tag) for tag in pipeline.planned_languages(self.publication, [language])]
            content, anchors = pipeline.anchored_deck(twins, language, template)
            self._decks[language] = deck_reference(content, anchors, self.places[language])
        return self._decks[language]


def _pull(file: ReceivedFile, listed: AnchorList, references: _References) -> FilePull:
    language = listed.language
    if file.kind == "pptx":
        return pull_deck(
            file.path.name,
            read_deck_story(file),
            listed,
            references.deck(language),
            references.publication,
            references.places[language],
            references.document(language),
        )
    story = read_story(file)
    return pull_brief(
        file.path.name,
        story,
        listed,
        references.brief(language),
        references.publication,
        references.places[language],
        references.document(language),
    )

"""Every kind of words in a brief and a deck: an edit is written, or reported with its place, or cannot be made there.

The page about edits has the same table.
"""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import docx
import pptx
import pytest

import builder
from builder.actions.pull import Pulled
from builder.content.loader import load
from builder.round_trip.places import PassagePlaces
from tests.files.samples import folder_of
from tests.round_trip.test_random_edits import brief_of, deck_of, places_in, slide_paragraphs, word_paragraphs
from tests.round_trip.typist import Typist
from tests.round_trip.word_edits import Brief

GUIDE = (Path(__file__).parents[2] / "docs" / "round-trip.md").read_text("utf-8")
WRITTEN, REPORTED, NOT_SHOWN = "written", "reported", "not shown"
FRENCH, CANADIAN, STRESS = ("mistral-ai", "fr"), ("budget", "fr-CA"), ("stress", "fr")


class Case(NamedTuple):
    """Words of one kind in a medium, found by the key of their passage, or as they are printed."""

    sample: tuple[str, str]
    key: str
    outcome: str
    words: str = ""
    nth: int = 0


def both(sample: tuple[str, str], key: str, brief: str = WRITTEN, deck: str = WRITTEN) -> dict[str, Case]:
    return {"docx": Case(sample, key, brief), "pptx": Case(sample, key, deck)}


FUNDING = "sections.funding.blocks"
ORIGINS = "sections.origins.blocks"
COMPARED = "sections.comparison.blocks.tbl-comparison.table"
TALL = "sections.pictures.blocks.fig-tall.image"
ROWS: dict[str, dict[str, Case]] = {
    "title of the publication": both(CANADIAN, "title"),
    "subtitle": both(FRENCH, "subtitle"),
    "status": both(FRENCH, "status"),
    "summary": both(FRENCH, "abstract.1"),
    "title of a section": {
        "docx": Case(FRENCH, "sections.origins.title", WRITTEN),
        "pptx": Case(FRENCH, "sections.origins.title", WRITTEN, "Les origines", 1),
    },
    "message (title of a slide)": both(FRENCH, "sections.open-source.message"),
    "paragraph (on slides: speaker notes)": both(FRENCH, f"{ORIGINS}.0.text.1"),
    "notes: of a section": both(FRENCH, "sections.comparison.notes.0", NOT_SHOWN),
    "point": {
        "docx": Case(FRENCH, f"{ORIGINS}.1.points.1.text", WRITTEN),
        "pptx": Case(FRENCH, f"{ORIGINS}.1.points.1.text", WRITTEN, "chercheur de Facebook"),
    },
    "term of a point": both(FRENCH, f"{ORIGINS}.1.points.1.term"),
    "title of a callout": both(FRENCH, "sections.introduction.blocks.2.callout.title"),
    "words of a callout": both(FRENCH, "sections.introduction.blocks.2.callout.text.0"),
    "quotation": both(FRENCH, "sections.european-vision.blocks.1.quote.text.0"),
    "whom a quotation is by": both(FRENCH, "sections.european-vision.blocks.1.quote.attribution"),
    "title of an event": both(FRENCH, f"{FUNDING}.3.timeline.0.title"),
    "words of an event": both(FRENCH, f"{FUNDING}.3.timeline.0.text.0"),
    "date of an event": {
        "docx": Case(FRENCH, f"{FUNDING}.3.timeline", REPORTED, "Premier tour"),
        "pptx": Case(FRENCH, f"{FUNDING}.3.timeline.1.date", REPORTED, "Premier tour"),
    },
    "caption of a table, chart or picture": {
        "docx": Case(FRENCH, f"{FUNDING}.fig-funding.chart.caption", WRITTEN),
        "pptx": Case(FRENCH, f"{FUNDING}.fig-funding.chart.caption", WRITTEN, "Montants levés, par tour"),
    },
    "note of a table or chart": {
        "docx": Case(FRENCH, f"{COMPARED}.note.0", WRITTEN),
        "pptx": Case(FRENCH, f"{COMPARED}.note.0", WRITTEN, "Situation décrite"),
    },
    "header of a column": {
        "docx": Case(FRENCH, f"{COMPARED}.columns.0.header", WRITTEN),
        "pptx": Case(FRENCH, f"{COMPARED}.columns.0.header", WRITTEN, "Critère"),
    },
    "words in a cell": {
        "docx": Case(FRENCH, f"{COMPARED}.rows.0.3", WRITTEN, "Semi-open source"),
        "pptx": Case(FRENCH, f"{COMPARED}.rows.0.3", WRITTEN, "Semi-open source"),
    },
    "footnote (on slides: in the speaker notes)": {
        "docx": Case(FRENCH, f"{ORIGINS}.0.text.1", WRITTEN, "On emploie aussi"),
        "pptx": Case(FRENCH, f"{ORIGINS}.0.text", REPORTED, "On emploie aussi"),
    },
    "credit of a picture": both(STRESS, f"{TALL}.credit", WRITTEN, NOT_SHOWN),
    "label of a key figure": both(FRENCH, "figures.founded.label"),
    "value of a figure in a text": {
        "docx": Case(CANADIAN, "abstract.0", REPORTED, "184,5\u00a0millions"),
        "pptx": Case(FRENCH, "sections.funding.message", REPORTED, "100\u00a0millions"),
    },
    "value of a key figure": {
        "docx": Case(FRENCH, "figures.founded.label", REPORTED, "2023"),
        "pptx": Case(FRENCH, "figures.founded.label", REPORTED, "2023"),
    },
    "how to cite, disclaimer": both(FRENCH, "brief.imprint.disclaimer", WRITTEN, NOT_SHOWN),
    "source in the list": {
        "docx": Case(FRENCH, "sources.startup-info", REPORTED, "Le pari européen"),
        "pptx": Case(FRENCH, "sources.startup-info", REPORTED, "Le pari européen"),
    },
}
OTHERS = {
    "address of a link": WRITTEN,
    "alternative text": WRITTEN,
    "category, series, axis of a chart": WRITTEN,
    "number in a chart": REPORTED,
    "picture, chart or text box added or deleted": REPORTED,
    "header, footer": REPORTED,
    "title, subject, keywords of the file": REPORTED,
    "item of a list made a paragraph, level of a list": REPORTED,
    "paragraph or slide moved, copied, added, deleted": REPORTED,
}
"""What is no paragraph of text, or is the structure: `test_other_words`, `test_briefs` and `test_decks` edit it."""


def test_the_page_has_this_table() -> None:
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([^|]+? \| [^|]+?) \|", GUIDE, re.MULTILINE))
    for name, cases in ROWS.items():
        shown = [part.strip().split(" ")[0] for part in rows[name].split("|")]
        assert shown == [cases[medium].outcome.split(" ")[0] for medium in ("docx", "pptx")], name
    for name, outcome in OTHERS.items():
        assert [part.strip() for part in rows[name].split("|")] == [outcome, outcome], name


@cache
def pulled(sample: tuple[str, str], medium: str, folder: Path) -> Pulled:
    """What a file means in which every case of a publication was edited."""
    name, language = sample
    built = (brief_of if medium == "docx" else deck_of)(name, language, folder)
    opened: Any = (docx.Document if medium == "docx" else pptx.Presentation)(io.BytesIO(built.content))
    paragraphs = word_paragraphs(opened) if medium == "docx" else all_paragraphs(opened)
    own = word_paragraphs(opened) if medium == "docx" else slide_paragraphs(opened)
    for case in (cases[medium] for cases in ROWS.values() if cases[medium].sample == sample):
        if case.outcome != NOT_SHOWN and case.words:
            type_over(paragraphs, case.words, case.nth)
        elif case.outcome != NOT_SHOWN:
            place = next(
                (one for one in places_in(built.printed) if one.owner == case.key and one.end - one.start > 2), None
            )
            if place is not None:
                typist = Typist(own[place.paragraph], "Relectrice")
                typist.type(place.end, place.end, " ajout")
            else:
                words = PassagePlaces(load(folder_of(name, folder) / "publication.yaml", [language]), language)
                type_over(paragraphs, words.written(case.key).words.split(" ")[0], 0)
    path = folder / f"kinds-{name}.{language}.{medium}"
    if medium == "docx":
        edit_note(
            opened, [case for cases in ROWS.values() for case in [cases[medium]] if case.words == "On emploie aussi"]
        )
    opened.save(str(path))
    return builder.pull(path, folder_of(name, folder) / "publication.yaml")


def all_paragraphs(slides: Any) -> list[Any]:
    """The paragraphs of slides, cells and notes."""
    from builder.office.xml import qn

    roots = [root for slide in slides.slides for root in (slide._element, slide.notes_slide._element)]
    return [paragraph for root in roots for paragraph in root.iter(qn("a:p"))]


def type_over(paragraphs: list[Any], words: str, nth: int) -> None:
    """Type another word over the last of some words."""
    holders = [one for one in paragraphs if words in Typist(one).text and not toc(one)]
    if not holders:
        return
    exact = [one for one in holders if Typist(one).text == words]
    typist = Typist((holders if nth else exact or holders)[nth], "Relectrice")
    end = typist.text.index(words) + len(words)
    typist.type(end - len(words.split()[-1].split("\u00a0")[-1]), end, "autre")


def toc(paragraph: Any) -> bool:
    style = paragraph.find(".//{*}pStyle")
    return style is not None and "toc" in next(iter(style.values()), "").lower()


def edit_note(document: Any, cases: list[Case]) -> None:
    editor = Brief.__new__(Brief)
    editor.document, editor.author, editor._id = document, "", 9_000
    for _ in cases:
        if any("On emploie aussi" in "".join(note.itertext()) for note in editor.notes()):
            editor.note("On emploie aussi", "On emploie autre")


@pytest.mark.full
@pytest.mark.parametrize("medium", ["docx", "pptx"])
@pytest.mark.parametrize("row", ROWS)
def test_an_edit_of_each_kind_is_written_or_reported(row: str, medium: str, scratch: Path) -> None:
    case = ROWS[row][medium]
    result = pulled(case.sample, medium, scratch)
    edits = [line for line in result.edits if f": {case.key}: " in line]
    reported = [line for line in result.lines if f": {case.key}" in line]
    if case.outcome == WRITTEN:
        assert edits, result.lines
    elif case.outcome == REPORTED:
        assert any(".yaml:" in line and "autre" in line for line in reported), (case, result.lines, result.details)
    else:
        built = (brief_of if medium == "docx" else deck_of)(*case.sample, scratch)
        assert all(case.key not in printed.passages for printed in built.printed.values())


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kinds")

"""Delete pressed at the end of a paragraph, each one of a brief and of a deck.

Two paragraphs of one text become one. Everything else (a label, the value of a big number, a caption, a title with the
text below it) is two things, however it looks on the page: it is reported, and nothing is written, least of all a
figure or a word of the builder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from docx.oxml.ns import qn
from pptx.oxml.ns import qn as pptx_qn

import builder
from builder.actions.pull import Pulled
from tests.marking import sampled
from tests.round_trip.conftest import Workplace, Workplaces
from tests.round_trip.slide_edits import text_of as slide_text
from tests.round_trip.test_decks import PROGRAMS, saved
from tests.round_trip.word_edits import text_of

FILES = sampled([("mistral-ai", "fr"), ("budget", "en-CA"), ("survey", "de-CH")], ("budget", "en-CA"))
AUTHORS = pytest.mark.parametrize("author", [pytest.param("", marks=pytest.mark.full), "Relectrice"])
OF_A_KIND = 2
"""Pairs of paragraphs of the same two kinds that are joined: the others are like them."""


def check(pulled: Pulled, pair: str, author: str = "") -> None:
    joins = [finding for finding in pulled.manual if "the file joins" in finding.message]
    if pulled.edits:
        assert [edit.partition(" (")[0].endswith("joined with the next paragraph") for edit in pulled.edits] == [
            True
        ], pair
        assert not pulled.manual, pair
    else:
        assert len(joins) == 1, pair
        assert (joins[0].revision.author if joins[0].revision is not None else "") == author, pair
        assert joins == list(pulled.manual), pair


def pairs_of_brief(place: Workplace, language: str) -> Iterator[tuple[int, str]]:
    """The numbers of the paragraphs that have another one after them, and the words of both."""
    seen: Counter[tuple[str, str]] = Counter()
    for number, paragraph in enumerate(place.brief(language).paragraphs()):
        following = paragraph.getnext()
        if following is None or following.tag != qn("w:p"):
            continue
        styles = paragraph.style or "", following.style or ""
        words = text_of(paragraph), text_of(following)
        if styles[0].startswith("TOC") or not all(own.strip() for own in words) or seen[styles] >= OF_A_KIND:
            continue
        seen[styles] += 1
        yield number, f"{styles}: {words}"


@AUTHORS
@pytest.mark.parametrize(("name", "language"), FILES)
def test_paragraphs_of_a_brief_that_somebody_joins(
    workplace: Workplaces, name: str, language: str, author: str
) -> None:
    place = workplace(name)
    for number, words in pairs_of_brief(place, language):
        brief = place.brief(language, author)
        brief.join_with_next(list(brief.paragraphs())[number])
        check(builder.pull(place.saved(brief, language), place.publication, apply=False), words, author)


def pairs_of_deck(place: Workplace, language: str) -> Iterator[tuple[int, str]]:
    seen: Counter[tuple[str, ...]] = Counter()
    for number, (slide, paragraph) in enumerate(place.slides(language).paragraphs()):
        following = paragraph.getnext()
        if following is None or following.tag != pptx_qn("a:p"):
            continue
        words = slide_text(paragraph), slide_text(following)
        kinds = paragraph.getroottree().getroot().tag, *map(form_of, (paragraph, following))
        if all(own.strip() for own in words) and seen[kinds] < OF_A_KIND:
            seen[kinds] += 1
            yield number, f"slide {slide + 1}: {words}"


def form_of(paragraph: Any) -> str:
    """The attributes of a paragraph and of its first words."""
    run = paragraph.find(f"{pptx_qn('a:r')}/{pptx_qn('a:rPr')}")
    return " ".join(str(sorted(own.attrib.items())) for own in (paragraph.pPr, run) if own is not None)


@PROGRAMS
@pytest.mark.parametrize(("name", "language"), FILES)
def test_paragraphs_of_slides_that_somebody_joins(
    workplace: Workplaces, name: str, language: str, program: str
) -> None:
    place = workplace(name)
    for number, words in pairs_of_deck(place, language):
        slides = place.slides(language)
        slides.join(list(slides.paragraphs())[number][1])
        check(builder.pull(saved(place, slides, language, program), place.publication, apply=False), words)

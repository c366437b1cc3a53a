"""Titles of a template with large type have one size in the whole deck, chosen once and reported once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.diagnostics import Diagnostic
from builder.templates.deck.facts import DeckFacts, SlideLayout
from builder.tree.document import Document
from builder.typeset.deck import plan_decks
from builder.typeset.plan import Deck
from tests import documents as make
from tests.typeset.checking import check_plan
from tests.typeset.templates import template

SHORT = "Les recettes progressent."
MIDDLE = "Les recettes de la ville progressent de quatre pour cent par an depuis 2019."
LONG = (
    "Les recettes de la ville progressent de quatre pour cent par an depuis 2019, et les dépenses de trois pour cent."
)
LONGEST = f"{LONG[:-1]}, selon le dernier rapport de la direction et de la cour des comptes."
ENGLISH = {
    SHORT: "Revenue is growing.",
    MIDDLE: "Revenue of the city has grown by four per cent a year since 2019.",
    LONG: "Revenue of the city has grown by four per cent a year since 2019, and spending by three per cent a year.",
    LONGEST: "Revenue of the city has grown by four per cent a year since 2019, and spending by three per cent a year, "
    "says the latest report of the finance department.",
}


def with_titles(size: float) -> DeckFacts:
    """Return a template whose titles of content have a size."""
    usual = template()
    return replace(usual, layouts={role: _sized(layout, size) for role, layout in usual.layouts.items()})


def _sized(layout: SlideLayout, size: float) -> SlideLayout:
    if layout.role == "title":
        return layout
    title = layout.placeholders["title"]
    frame = replace(title.frame, height=1_020_000)
    title = replace(title, frame=frame, levels=(replace(title.levels[0], size=size),))
    return replace(layout, placeholders=layout.placeholders | {"title": title})


def documents(*messages: str) -> tuple[Document, Document]:
    french = make.document(*(make.topic(f"Partie {n}", make.points("Un"), message=m) for n, m in enumerate(messages)))
    english = make.document(
        *(make.topic(f"Part {n}", make.points("One"), message=ENGLISH[m]) for n, m in enumerate(messages)),
        language="en",
    )
    return french, english


def planned(size: float, *messages: str) -> tuple[tuple[Deck, ...], list[Diagnostic]]:
    facts, twins = with_titles(size), documents(*messages)
    decks, diagnostics = plan_decks(twins, facts)
    check_plan(twins, decks, facts)
    return decks, [problem for problem in diagnostics if problem.code in ("titles-resized", "title-shrunk")]


def sizes(deck: Deck, size: float) -> set[float]:
    fits = [slide.title_fit for slide in deck.slides if slide.layout != "title"]
    return {round((fit.size or size) * fit.scale / 100_000, 1) for fit in fits}


@pytest.mark.parametrize("size", [36.0, 40.0, 44.0, 48.0])
@pytest.mark.parametrize("messages", [(SHORT, MIDDLE), (SHORT, MIDDLE, LONG), (LONG, SHORT, SHORT)])
def test_titles_of_large_type_have_one_size_in_every_language(size: float, messages: tuple[str, ...]) -> None:
    decks, problems = planned(size, *messages)
    (chosen,) = set.union(*(sizes(deck, size) for deck in decks))
    assert 24 <= chosen < size
    (problem,) = problems
    assert problem.message.startswith(f"titles of {size:g} pt are set at {chosen:.3g} pt")


@pytest.mark.parametrize("size", [36.0, 44.0])
def test_titles_that_fit_keep_the_size_of_the_template(size: float) -> None:
    decks, problems = planned(size, SHORT, SHORT)
    assert [sizes(deck, size) for deck in decks] == [{size}, {size}]
    assert problems == []


def test_a_title_that_is_too_long_even_so_is_shrunk_by_itself_at_its_place() -> None:
    decks, problems = planned(32.0, SHORT, MIDDLE, LONGEST)
    least, usual = sorted(sizes(decks[0], 32.0))
    assert least < 24 <= usual < 32
    assert [problem.code for problem in problems].count("titles-resized") == 1
    assert "title-shrunk" in {problem.code for problem in problems}


def test_titles_of_ordinary_type_are_shrunk_by_themselves() -> None:
    decks, problems = planned(28.0, SHORT, SHORT, LONG)
    assert 28.0 in sizes(decks[0], 28.0)
    assert "titles-resized" not in {problem.code for problem in problems}

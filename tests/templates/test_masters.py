"""Templates with several masters: each slide takes its layout from the master made for it."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

import builder
from builder.templates.deck.facts import DeckFacts
from builder.templates.deck.reader import read_deck_facts
from builder.templates.open import open_template
from tests.templates.foreign import add_shape, cover_master

COVER, CONTENT = "/ppt/slideMasters/slideMaster1.xml", "/ppt/slideMasters/slideMaster2.xml"
BODY = ("text", "two-content", "title-only", "agenda", "sources")


def facts_of(tmp_path: Path, blob: bytes) -> DeckFacts:
    path = tmp_path / "t.pptx"
    path.write_bytes(blob)
    return read_deck_facts(open_template(path, "pptx"))


def is_first(facts: DeckFacts, role: str) -> bool:
    """The copies of the first master's layouts have numbers above 90 until the file is saved: they are dark."""
    return facts.layouts[role].background == "102A43"


def test_content_comes_from_the_master_with_clear_space(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, cover_master(tuple(range(1, 12))))
    assert not any(is_first(facts, role) for role in BODY)
    assert is_first(facts, "title") and is_first(facts, "section")


def test_a_first_master_with_clear_space_serves_the_whole_deck(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, cover_master(tuple(range(1, 12)), covered=False))
    assert all(is_first(facts, role) for role in (*BODY, "title", "section"))


def test_a_master_made_for_covers_serves_the_cover_alone(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, cover_master((1,)))
    assert is_first(facts, "title")
    assert not any(is_first(facts, role) for role in (*BODY, "section"))
    assert facts.layouts["title"].text_font == "Georgia"


def test_content_keeps_clear_of_a_band_at_the_foot(tmp_path: Path) -> None:
    presentation = pptx.Presentation()
    band = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    add_shape(presentation.slide_master, band, (0.0, 0.8, 1.0, 0.2))
    presentation.save(str(tmp_path / "t.pptx"))
    facts = read_deck_facts(open_template(tmp_path / "t.pptx", "pptx"))
    for role in BODY:
        content = facts.layouts[role].content
        assert content.y + content.height <= 0.8 * facts.height


def test_covers_and_dividers_come_from_a_master_that_has_nothing_else(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, cover_master((1, 3)))
    assert is_first(facts, "title") and is_first(facts, "section")
    assert not any(is_first(facts, role) for role in BODY)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_slides_are_on_the_layouts_of_their_masters(tmp_path: Path, language: str) -> None:
    template = tmp_path / "t.pptx"
    template.write_bytes(cover_master((1, 3)))
    (tmp_path / "publication.yaml").write_text(
        "languages: [fr, en]\ntitle: {fr: Titre, en: Title}\nstatus: {fr: Projet, en: Draft}\ndate: 2025-01-15\n"
        "authors: [Anne Martin]\n"
        "sections: [{title: {fr: Un, en: One}, blocks: [{points: [{fr: un, en: one}]}]}]\n",
        encoding="utf-8",
    )
    builder.write_deck(builder.load(tmp_path), language, tmp_path / "x.pptx", template=template)
    slides = list(pptx.Presentation(str(tmp_path / "x.pptx")).slides)
    masters = [str(slide.slide_layout.slide_master.part.partname) for slide in slides]
    assert masters[0] != masters[-1]
    assert {masters[n] for n, slide in enumerate(slides) if slide.slide_layout.name == "Title and Content"} == {
        masters[-1]
    }

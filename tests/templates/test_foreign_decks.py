"""Deck templates that we did not make: read by what they hold, and written into without a trace of what they held."""

from __future__ import annotations

from pathlib import Path

import pptx
import pytest

import builder
from builder.diagnostics import BuildError
from builder.office.colour import contrast
from builder.templates.deck.facts import LAYOUT_ROLES, DeckFacts
from builder.templates.deck.reader import read_deck_facts
from builder.templates.deck.template import DeckTemplate, read_deck_template
from builder.templates.open import open_template
from builder.writers.powerpoint.deck import write_deck
from tests.files.contrasts import deck_texts, too_pale
from tests.files.opc import Opc
from tests.files.slidexml import P, placeholder, shapes, slides, text_of
from tests.marking import sampled
from tests.templates.foreign import MAKERS, blank_only, without_room
from tests.writers.powerpoint.decks import deck, document

EVERY = pytest.mark.parametrize("name", sorted(MAKERS))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DeckTemplate]:
    folder = tmp_path_factory.mktemp("foreign")
    facts_by_name = {}
    for name, make in MAKERS.items():
        path = folder / f"{name}.pptx"
        path.write_bytes(make())
        facts_by_name[name] = read_deck_template(open_template(path, "pptx"))
    return facts_by_name


@pytest.fixture
def facts(prepared: dict[str, DeckTemplate], name: str) -> DeckFacts:
    return prepared[name].facts


def layouts(facts: DeckFacts, *roles: str) -> list[str]:
    return [facts.layouts[role].name for role in roles]


MAIN = ("title", "text", "section", "two-content", "title-only")


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("bare", ["Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only"]),
        ("french", ["Diapositive de titre", "Titre et contenu", "Titre de section", "Deux contenus", "Titre seul"]),
        ("german-dark", ["Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Nur Titel"]),
        ("several-masters", ["Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only"]),
        ("title-only", ["Title Only"] * 5),
    ],
)
def test_layouts_are_known_by_what_they_hold_in_any_language(facts: DeckFacts, names: list[str]) -> None:
    assert layouts(facts, *MAIN) == names


@EVERY
def test_every_role_has_a_layout_with_a_title(facts: DeckFacts) -> None:
    assert set(facts.layouts) == set(LAYOUT_ROLES)
    for layout in facts.layouts.values():
        assert "title" in layout.placeholders
        assert layout.content.x >= 0 and layout.content.x + layout.content.width <= facts.width
        assert layout.content.y + layout.content.height <= facts.height
        assert not layout.placeholders.get("body2") or layout.placeholders.get("body")


@EVERY
def test_roles_without_a_layout_get_a_substitute(facts: DeckFacts) -> None:
    assert facts.layouts["timeline"].substitute
    assert facts.layouts["timeline"].name == facts.layouts["title-only"].name
    assert facts.layouts["agenda"].part_name == facts.layouts["text"].part_name


@EVERY
def test_text_outside_placeholders_can_be_read(facts: DeckFacts) -> None:
    for layout in facts.layouts.values():
        assert contrast(layout.colours[layout.ink], layout.background) >= 4.5


def test_a_dark_background_is_recognised_however_it_is_defined(prepared: dict[str, DeckTemplate]) -> None:
    mapped, painted = prepared["german-dark"].facts.layouts["text"], prepared["painted-dark"].facts.layouts["text"]
    assert (mapped.background, mapped.ink) == ("000000", "tx1")
    assert (painted.background, painted.ink) == ("1A1A2E", "bg1")
    assert mapped.placeholders["body"].levels[0].colour == painted.placeholders["body"].levels[0].colour == "FFFFFF"


def test_a_layout_s_own_colour_map_holds_for_it_alone(prepared: dict[str, DeckTemplate]) -> None:
    facts = prepared["duplicates"].facts
    assert 'bg1="dk1"' in facts.layouts["section"].colour_map
    assert facts.layouts["section"].background == "000000"
    assert facts.layouts["text"].colour_map == ""
    assert facts.layouts["text"].background == "FFFFFF"


def test_geometry_and_type_are_the_template_s_own(prepared: dict[str, DeckTemplate]) -> None:
    facts = prepared["bare"].facts
    assert (facts.width, facts.height) == (9_144_000, 6_858_000)
    body = facts.layouts["text"].placeholders["body"]
    assert (body.frame.x, body.frame.y) == (457_200, 1_600_200)
    assert body.insets == (91_440, 45_720, 91_440, 45_720)
    assert body.levels[0].size == 32.0
    assert body.levels[0].space_before == pytest.approx(0.2 * 32 * 1.2)
    assert facts.layouts["text"].placeholders["title"].anchor == "ctr"


def test_nothing_of_what_the_template_held_stays(prepared: dict[str, DeckTemplate], tmp_path: Path) -> None:
    french = prepared["french"]
    path = tmp_path / "x.pptx"
    write_deck(document(), deck(french.facts), french).save(str(path))
    opc = Opc(path)
    assert not [name for name, blob in opc.parts.items() if b"Vieille" in blob or b"Vieilles" in blob]
    assert len(opc.names("ppt/slides")) == len(opc.names("ppt/notesSlides")) == 13
    assert not opc.find("ppt/presentation.xml", "//p:custShowLst")
    assert len(opc.names("ppt/notesMasters")) == 1
    assert not [name for name in opc.parts if "thumbnail" in name]
    for part in opc.names("ppt/slideLayouts"):
        assert not opc.related(part, "slide")


@EVERY
def test_decks_in_foreign_templates_are_whole(prepared: dict[str, DeckTemplate], name: str, tmp_path: Path) -> None:
    template = prepared[name]
    path = tmp_path / "x.pptx"
    write_deck(document(), deck(template.facts), template).save(str(path))
    assert len(pptx.Presentation(str(path)).slides) == 13
    opc = Opc(path)
    assert opc.reachable() == {part for part in opc.parts if not part.endswith(".rels")} - {"[Content_Types].xml"}
    assert opc.find("ppt/presentation.xml", "//p:notesMasterIdLst/p:notesMasterId")
    for slide in slides(opc):
        layout = opc.related(slide, "slideLayout")[0]
        offered = {
            placeholder(own_shape).get("idx", "0")
            for own_shape in shapes(opc, layout)
            if placeholder(own_shape) is not None
        }
        for shape in shapes(opc, slide):
            held = placeholder(shape)
            if held is not None:
                assert held.get("idx", "0") in offered
                assert shape.tag != f"{P}sp" or text_of(shape).strip()
        style = opc.strings(slide, "//a:tableStyleId/text()")
        assert set(style) <= set(opc.strings("ppt/tableStyles.xml", "//a:tblStyle/@styleId"))


@pytest.mark.full
@pytest.mark.parametrize("name", sampled(sorted(MAKERS), "potx"))
@pytest.mark.validator
def test_the_validator_finds_nothing(prepared: dict[str, DeckTemplate], name: str, tmp_path: Path) -> None:
    from tests.files.validator import schema_errors

    path = tmp_path / "x.pptx"
    write_deck(document(), deck(prepared[name].facts), prepared[name]).save(str(path))
    assert schema_errors(path) == []


def test_a_template_without_a_title_is_refused_with_the_fix(tmp_path: Path) -> None:
    path = tmp_path / "blank.pptx"
    path.write_bytes(blank_only())
    with pytest.raises(BuildError) as raised:
        read_deck_facts(open_template(path, "pptx"))
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "template-no-title"
    assert "Slide Master" in diagnostic.hint
    assert str(path) in str(diagnostic)


def test_exhibits_are_placed_beside_a_title_in_a_column_of_its_own(prepared: dict[str, DeckTemplate]) -> None:
    facts = prepared["side-titles"].facts
    layout = facts.layouts["title-only"]
    title = layout.placeholders["title"].frame
    assert layout.content.x >= title.x + title.width
    assert layout.content.width > facts.width // 2 and layout.content.height > facts.height // 2


def test_a_template_without_room_for_content_is_refused_with_the_fix(tmp_path: Path) -> None:
    path = tmp_path / "full.pptx"
    path.write_bytes(without_room())
    with pytest.raises(BuildError) as raised:
        read_deck_facts(open_template(path, "pptx"))
    (problem,) = raised.value.diagnostics
    assert problem.code == "template-no-room"
    assert "make the title smaller" in problem.hint
    assert str(path) in str(problem)


@pytest.mark.parametrize(
    ("left", "top", "width", "height"), [(0.05, 0.3, 0.1, 0.6), (0.05, 0.9, 0.9, 0.08), (0.95, 0.3, 0.9, 0.6)]
)
def test_a_layout_whose_text_has_no_room_gives_way_to_one_with_room(
    left: float, top: float, width: float, height: float, tmp_path: Path
) -> None:
    presentation = pptx.Presentation()
    across, down = presentation.slide_width, presentation.slide_height
    body = presentation.slide_layouts[1].placeholders[1]
    body.left, body.top = round(left * across), round(top * down)
    body.width, body.height = round(width * across), round(height * down)
    path = tmp_path / "narrow.pptx"
    presentation.save(str(path))
    facts = read_deck_facts(open_template(path, "pptx"))
    assert facts.layouts["text"].name != "Title and Content"
    publication = builder.load(Path(__file__).parents[1] / "publications" / "budget")
    builder.write_deck(publication, "fr-CA", tmp_path / "x.pptx", template=path)
    builder.write_deck(publication, "fr-CA", tmp_path / "y.pptx")
    assert len(slides(Opc(tmp_path / "x.pptx"))) < 2 * len(slides(Opc(tmp_path / "y.pptx")))


DATED = """\
languages: [fr]
title: Titre
date: 2025-01-15
sections:
  - title: Un
    blocks:
      - timeline:
          - {date: 2025-09, title: Autorisation environnementale}
          - {date: 2026-01-15, title: Terrassement}
          - {date: 2026-06, title: Génie civil}
          - {date: 2027-03, title: Équipement}
          - {date: 2028-03, title: Mise en service}
"""


@EVERY
def test_dates_on_cards_can_be_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(DATED, encoding="utf-8")
    template, path = tmp_path / "template.pptx", tmp_path / "deck.pptx"
    template.write_bytes(MAKERS[name]())
    builder.write_deck(builder.load(tmp_path / "publication.yaml"), "fr", path, template=template)
    texts = [text for text in deck_texts(Opc(path)) if " Event" in text.where]
    assert any("2026" in text.words for text in texts)
    assert too_pale(texts) == []

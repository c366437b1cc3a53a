from __future__ import annotations

import io
import pickle
import re
from pathlib import Path

import pptx
import pytest

from builder.templates.deck.template import DeckTemplate
from builder.typeset.plan import Deck
from builder.writers.powerpoint.deck import write_deck
from tests.files.opc import Opc
from tests.files.slidexml import layout_of, slides, title_of
from tests.writers.powerpoint.decks import deck, document, png


def test_the_same_plan_gives_the_same_bytes(house: DeckTemplate, demo: Path) -> None:
    presentation = write_deck(document(), deck(house.facts), house)
    for _ in range(2):
        stream = io.BytesIO()
        presentation.save(stream)
        assert stream.getvalue() == demo.read_bytes()


def test_a_template_is_a_plain_value_that_processes_can_share(house: DeckTemplate) -> None:
    assert pickle.loads(pickle.dumps(house)) == house
    assert not list(pptx.Presentation(io.BytesIO(house.blob)).slides)


def test_a_presentation_is_open_to_edits(house: DeckTemplate, tmp_path: Path) -> None:
    presentation = write_deck(document(), deck(house.facts), house)
    slides = presentation.slides
    table = next(shape for slide in slides for shape in slide.shapes if shape.has_table).table
    table.cell(1, 0).text = "Nouvelle valeur"
    added = slides.add_slide(presentation.slide_layouts.get_by_name("Title only"))
    added.shapes.title.text = "Ajout d'un collègue"
    added.notes_slide.notes_text_frame.text = "Notes du collègue"
    added.shapes.add_picture(io.BytesIO(png()), 0, 0)
    presentation.save(str(tmp_path / "edited.pptx"))
    edited = pptx.Presentation(str(tmp_path / "edited.pptx"))
    names = [slide.part.partname for slide in edited.slides]
    assert names == [f"/ppt/slides/slide{number}.xml" for number in range(1, len(names) + 1)]
    assert edited.slides[-1].shapes.title.text == "Ajout d'un collègue"
    assert [slide.notes_slide.notes_text_frame.text for slide in edited.slides][-1] == "Notes du collègue"
    assert len({slide.notes_slide.part.partname for slide in edited.slides}) == len(names)
    tables = [shape.table for slide in edited.slides for shape in slide.shapes if shape.has_table]
    assert tables[0].cell(1, 0).text == "Nouvelle valeur"


def test_python_pptx_reads_every_slide_on_its_layout(demo: Path) -> None:
    context = pptx.Presentation(str(demo))
    assert [slide.slide_layout.name for slide in context.slides] == [
        "Title", "Agenda", "Section", "Text", "Two contents", "Table", "Chart", "Picture", "Title only", "Highlights",
        "Timeline", "Quote", "Sources",
    ]  # fmt: skip
    assert all(slide.has_notes_slide for slide in context.slides)
    chart = next(shape.chart for shape in context.slides[6].shapes if shape.has_chart)
    assert list(chart.plots[0].series[0].values) == [100.0, 400.0]


def test_placeholders_of_slides_are_placeholders_of_their_layouts(demo: Path) -> None:
    for slide in pptx.Presentation(str(demo)).slides:
        offered = {placeholder.placeholder_format.idx for placeholder in slide.slide_layout.placeholders}
        used = [placeholder.placeholder_format.idx for placeholder in slide.placeholders]
        assert set(used) <= offered
        assert len(used) == len(set(used))


def test_every_part_is_reached_and_every_relationship_used(opc: Opc) -> None:
    named = {name for name in opc.parts if not name.endswith(".rels")} - {"[Content_Types].xml"}
    assert opc.reachable() == named
    for slide in slides(opc):
        used = set(re.findall(r'r:(?:id|embed)="(rId\d+)"', opc.parts[slide].decode()))
        implicit = {relation.id for relation in opc.relations(slide) if relation.type in ("slideLayout", "notesSlide")}
        assert used | implicit == {relation.id for relation in opc.relations(slide)}


def test_sections_hold_all_slides_and_names_are_unique(opc: Opc) -> None:
    names = opc.strings("ppt/presentation.xml", "//p14:section/@name")
    assert names == ["Ouverture", "Financement", "Financement (2)", "Sources"]
    listed = opc.strings("ppt/presentation.xml", "//p14:sectionLst//p14:sldId/@id")
    assert listed == opc.strings("ppt/presentation.xml", "//p:sldIdLst/p:sldId/@id")


def test_slides_before_the_first_section_get_one(house: DeckTemplate, tmp_path: Path) -> None:
    plan = Deck(slides=deck(house.facts).slides[:3], sections=(("Partie", 1),))
    path = tmp_path / "x.pptx"
    write_deck(document(), plan, house).save(str(path))
    assert Opc(path).strings("ppt/presentation.xml", "//p14:section/@name") == [
        "Le pari européen de Mistral AI",
        "Partie",
    ]


def test_a_deck_without_sections_or_slides_is_whole(house: DeckTemplate, tmp_path: Path) -> None:
    path = tmp_path / "x.pptx"
    write_deck(document(), Deck(slides=()), house).save(str(path))
    assert len(pptx.Presentation(str(path)).slides) == 0


def test_properties_hold_title_language_dates_and_counts(opc: Opc) -> None:
    core = "docProps/core.xml"
    assert opc.strings(core, "//dc:title/text()") == ["Le pari européen de Mistral AI"]
    assert opc.strings(core, "//dc:language/text()") == ["fr-FR"]
    assert opc.strings(core, "//dcterms:created/text()") == ["2024-09-15T00:00:00Z"]
    assert opc.strings(core, "//dc:creator/text()") == ["Ana Roy"]
    counts = {element.tag.rsplit("}", 1)[-1]: element.text for element in opc.xml("docProps/app.xml")}
    assert counts["Slides"] == counts["Notes"] == "13"


def test_the_default_text_is_in_the_deck_s_language(house: DeckTemplate, tmp_path: Path) -> None:
    path = tmp_path / "x.pptx"
    write_deck(document("en", "en-CA"), deck(house.facts), house).save(str(path))
    opc = Opc(path)
    assert set(opc.strings("ppt/presentation.xml", "//p:defaultTextStyle//@lang")) == {"en-CA"}
    for slide in slides(opc):
        assert set(opc.strings(slide, "//a:rPr/@lang")) <= {"en-CA", "en-US"}, layout_of(opc, slide)


def test_pictures_are_stored_once(house: DeckTemplate, tmp_path: Path) -> None:
    picture = next(slide for slide in deck(house.facts).slides if slide.layout == "picture")
    path = tmp_path / "x.pptx"
    write_deck(document(), Deck(slides=(picture, picture)), house).save(str(path))
    assert len(Opc(path).names("ppt/media", ".png")) == 1


def test_titles_are_the_plan_s(opc: Opc, house: DeckTemplate) -> None:
    planned = ["".join(run.text for run in slide.title) for slide in deck(house.facts).slides]  # type: ignore[union-attr]
    assert [title_of(opc, slide) for slide in slides(opc)] == planned


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_finds_nothing(demo: Path) -> None:
    from tests.files.validator import schema_errors

    assert schema_errors(demo) == []

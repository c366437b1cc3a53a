"""What somebody adds to a file and the source has no place for: the report keeps every word of it."""

from __future__ import annotations

import pptx
import pytest
from pptx.util import Inches

import builder
from tests.round_trip.conftest import Workplace, Workplaces
from tests.round_trip.test_briefs import pulled

LONG = "Une phrase ajoutée par la trésorière, qui a plus de douze mots et dont aucun ne doit se perdre en chemin"


def of_deck(place: Workplace, presentation: pptx.presentation.Presentation) -> list[str]:
    path = place.folder / "edited.fr-CA.pptx"
    presentation.save(str(path))
    result = builder.pull(path, place.publication, apply=True)
    assert not result.edits
    return [f"{finding.key}: {finding.message}" for finding in result.manual]


@pytest.fixture
def place(workplace: Workplaces) -> Workplace:
    return workplace("budget")


@pytest.fixture
def deck(place: Workplace) -> pptx.presentation.Presentation:
    return pptx.Presentation(str(place.sample.file("fr-CA", "pptx")))


def test_a_paragraph_of_a_brief(place: Workplace) -> None:
    brief = place.brief("fr-CA")
    brief.add("Près des deux tiers", LONG)
    result, _ = pulled(place, brief, "fr-CA")
    (finding,) = result.manual
    assert f"“{LONG}”" in finding.message


def test_a_column_of_a_table(place: Workplace) -> None:
    from copy import deepcopy

    brief = place.brief("fr-CA")
    row = brief.cell("Droits de mutation").getparent().getparent()
    for number, other in enumerate(row.getparent().tr_lst):
        added = deepcopy(other.tc_lst[-1])
        for index, node in enumerate(added.iter("{*}t")):
            node.text = "" if index else f"valeur {number}"
        other.append(added)
    result, _ = pulled(place, brief, "fr-CA")
    (finding,) = result.manual
    assert "new column: “valeur 0 | valeur 1 | valeur 2" in finding.message and "valeur 5" in finding.message


def test_a_slide_with_its_table_and_its_notes(place: Workplace, deck: pptx.presentation.Presentation) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text_frame.text = LONG
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(3), Inches(1)).table
    table.cell(0, 0).text, table.cell(1, 1).text = "Poste", "Quarante"
    slide.notes_slide.notes_text_frame.text = f"À dire : {LONG}"
    (line,) = of_deck(place, deck)
    assert line.startswith("sections.method.message: the file has a new slide after this: ")
    assert LONG in line and "Poste | " in line and "| Quarante" in line and f"its notes: “À dire : {LONG}”" in line


def test_a_text_box_and_a_table_on_a_slide(place: Workplace, deck: pptx.presentation.Presentation) -> None:
    slide = next(slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("Près des deux"))
    slide.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1)).text_frame.text = LONG
    table = slide.shapes.add_table(1, 2, Inches(1), Inches(1), Inches(3), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Poste", "Quarante"
    lines = of_deck(place, deck)
    assert lines == [
        f"sections.revenue.message: new text on this slide: “{LONG}”",
        "sections.revenue.message: a new table on this slide: “Poste | Quarante”",
    ]


def test_notes_of_a_slide_without_words_of_its_own_in_them(
    place: Workplace, deck: pptx.presentation.Presentation
) -> None:
    slide = next(slide for slide in deck.slides if slide.shapes.title.text_frame.text == "Recettes par source")
    slide.notes_slide.notes_text_frame.text += f"\n{LONG}"
    (line,) = of_deck(place, deck)
    assert (
        line
        == f"sections.revenue.blocks.tbl-revenue.table.caption: new text after this: “{LONG}”: where does it belong?"
    )

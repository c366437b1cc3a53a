from __future__ import annotations

from tests.files.opc import Opc
from tests.files.slidexml import notes_of, slides


def test_notes_hold_the_prose_and_its_lists(opc: Opc) -> None:
    lines = notes_of(opc, slides(opc)[3]).split("\n")
    assert lines == [
        "Ce que l’on dit à voix haute.", "premier", "sous-point", "second", "pip install x", "builder build",
        "Voir le site.",
    ]  # fmt: skip
    page = opc.related(slides(opc)[3], "notesSlide")[0]
    assert opc.strings(page, "//a:p[a:pPr/a:buChar]//a:t/text()") == ["premier", "second"]
    assert opc.strings(page, "//a:p[a:pPr/a:buAutoNum/@startAt='3']//a:t/text()") == ["sous-point"]
    assert opc.strings(page, "//a:p[a:pPr/@lvl]//a:t/text()") == ["sous-point"]


def test_every_slide_has_a_page_with_its_number_in_its_language(opc: Opc) -> None:
    for place, slide in enumerate(slides(opc), 1):
        page = opc.related(slide, "notesSlide")[0]
        assert opc.related(page, "slide") == [slide]
        assert opc.related(page, "notesMaster") == ["ppt/notesMasters/notesMaster1.xml"]
        assert opc.strings(page, "//a:fld/a:t/text()") == [str(place)]
        assert set(opc.strings(page, "//a:rPr/@lang")) == {"fr-FR"}


def test_without_speaker_notes_the_title_is_repeated(opc: Opc) -> None:
    assert notes_of(opc, slides(opc)[1]) == "Plan"


def test_links_in_notes_lead_somewhere(opc: Opc) -> None:
    page = opc.related(slides(opc)[3], "notesSlide")[0]
    external = [relation.target for relation in opc.relations(page) if relation.external]
    assert external == ["https://example.org/a?b=1&c=2"]

"""What Microsoft's validator does not see in a PowerPoint file, and what its readers would."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.files.opc import NS, Opc, open_opc
from tests.files.samples import DECKS, Samples
from tests.files.slidexml import A, P, notes_of, placeholder, shapes, slides, text_of, title_of

pytestmark = pytest.mark.parametrize(("name", "language", "kind"), DECKS)

SHOW = "ppt/presentation.xml"
OFFICE_TAGS = {"fr": "fr-FR", "en": "en-US"}
SMALLEST = {"body": 1400, "cell": 1100, "any": 1100}
"""Type sizes in hundredths of a point that nothing on a slide may fall under."""


@pytest.fixture
def opc(built: Samples, name: str, language: str, kind: str) -> Opc:
    return open_opc(built(name).file(language, kind))


def test_tables_are_rectangles_with_a_header(opc: Opc) -> None:
    for slide in slides(opc):
        for table in opc.find(slide, "//a:tbl"):
            grid = len(table.findall(f"{A}tblGrid/{A}gridCol"))
            assert {len(row.findall(f"{A}tc")) for row in table.findall(f"{A}tr")} == {grid}
            properties = table.find(f"{A}tblPr")
            assert "1" in (properties.get("firstRow"), properties.get("firstCol"))
            assert all(text_of(cell).strip() for cell in table.iter(f"{A}tc"))


def test_table_styles_that_are_used_are_defined(opc: Opc) -> None:
    builtin = {"{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}", "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"}
    defined = {*opc.strings("ppt/tableStyles.xml", "//a:tblStyle/@styleId"), *builtin}
    used = {i for slide in slides(opc) for i in opc.strings(slide, "//a:tableStyleId/text()")}
    assert used <= defined


def test_shape_ids_are_unique_on_every_slide(opc: Opc) -> None:
    for part in (*slides(opc), *opc.names("ppt/notesSlides")):
        assert _doubles(opc.strings(part, "//p:cNvPr/@id")) == [], part


def test_master_and_layout_ids_are_unique(opc: Opc) -> None:
    ids = opc.strings(SHOW, "//p:sldMasterId/@id")
    for master in opc.names("ppt/slideMasters"):
        ids += opc.strings(master, "//p:sldLayoutId/@id")
    assert _doubles(ids) == []
    assert all(int(identity) >= 2**31 for identity in ids)


def test_every_slide_has_one_title_first_in_reading_order(opc: Opc) -> None:
    """Slides that continue another say so in the kicker."""
    heads = [(title_of(opc, slide), _kicker_of(opc, slide)) for slide in slides(opc)]
    assert all(title for title, _ in heads)
    assert _doubles([" ".join(head) for head in heads]) == []
    for slide in slides(opc):
        first = placeholder(shapes(opc, slide)[0])
        assert first is not None
        assert first.get("type") in ("title", "ctrTitle"), slide


def _kicker_of(opc: Opc, slide: str) -> str:
    named = (shape for shape in shapes(opc, slide) if shape.find(".//p:cNvPr", NS).get("name") == "Kicker")
    return next(map(text_of, named), "")


def test_no_placeholder_is_left_empty(opc: Opc) -> None:
    for slide in slides(opc):
        for shape in shapes(opc, slide):
            if shape.tag == f"{P}sp" and placeholder(shape) is not None:
                assert text_of(shape).strip(), f"{slide}: {shape.find('.//p:cNvPr', NS).get('name')}"


def test_no_paragraph_is_empty(opc: Opc) -> None:
    for slide in slides(opc):
        for shape in shapes(opc, slide):
            lines = text_of(shape).split("\n")
            assert lines == [""] or all(line.strip() for line in lines), f"{slide}: {lines}"


def test_every_run_says_its_language(opc: Opc, language: str) -> None:
    own = OFFICE_TAGS.get(language, language)
    for part in (*slides(opc), *opc.names("ppt/notesSlides")):
        for run in opc.find(part, "//a:r | //a:fld | //a:br"):
            properties = run.find(f"{A}rPr")
            assert properties is not None, part
            assert re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", properties.get("lang", "")), part
        for end in opc.find(part, "//a:endParaRPr"):
            assert end.get("lang") == own, part
    defaults = set(opc.strings(SHOW, "//p:defaultTextStyle//a:defRPr/@lang"))
    assert defaults <= {own}


def test_pictures_charts_and_tables_are_described(opc: Opc) -> None:
    for slide in slides(opc):
        for shape in shapes(opc, slide):
            if shape.tag in (f"{P}pic", f"{P}graphicFrame"):
                own = shape.find(".//p:cNvPr", NS)
                decorative = own.find(".//adec:decorative", NS) is not None
                assert bool((own.get("descr") or "").strip()) != decorative, f"{slide}: {own.get('name')}"


def test_every_slide_has_notes_and_the_notes_master_is_listed(opc: Opc) -> None:
    assert opc.find(SHOW, "//p:notesMasterIdLst/p:notesMasterId")
    for slide in slides(opc):
        assert opc.related(slide, "notesSlide"), slide
        assert "\n\n" not in notes_of(opc, slide)


def test_slides_are_numbered_by_a_field(opc: Opc) -> None:
    numbered = [slide for slide in slides(opc) if opc.find(slide, "//a:fld[@type='slidenum']")]
    assert len(numbered) >= len(slides(opc)) - 1


def test_slide_sections_have_telling_unique_names_and_hold_every_slide_once(opc: Opc) -> None:
    names = opc.strings(SHOW, "//p14:section/@name")
    assert _doubles(names) == []
    assert all(name.strip() for name in names)
    if names:
        listed = opc.strings(SHOW, "//p14:sectionLst//p14:sldId/@id")
        assert sorted(listed) == sorted(opc.strings(SHOW, "//p:sldIdLst/p:sldId/@id"))


def test_no_type_is_too_small_to_read(opc: Opc) -> None:
    for slide in slides(opc):
        sizes = [int(size) for size in opc.strings(slide, "//a:rPr/@sz")]
        assert min(sizes, default=9999) >= SMALLEST["any"], slide
        cells = [int(size) for size in opc.strings(slide, "//a:tbl//a:rPr/@sz")]
        assert min(cells, default=9999) >= SMALLEST["cell"], slide


def test_autofit_is_computed_and_within_its_range(opc: Opc) -> None:
    for slide in slides(opc):
        for element in opc.find(slide, "//a:normAutofit[@fontScale]"):
            assert 55_000 <= int(element.get("fontScale", "0")) <= 100_000


def _doubles(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]

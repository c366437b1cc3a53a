"""templates/deck.pptx itself: what a designer opens in PowerPoint."""

from __future__ import annotations

import pytest

from builder.templates.defaults import default_template
from tests.files.opc import Opc
from tests.files.slidexml import placeholder, shapes

MASTER = "ppt/slideMasters/slideMaster1.xml"


@pytest.fixture(scope="module")
def opc() -> Opc:
    return Opc(default_template("pptx"))


def test_it_holds_no_slide_and_nothing_of_another_template(opc: Opc) -> None:
    assert not opc.names("ppt/slides")
    assert not [name for name in opc.parts if "thumbnail" in name]
    assert opc.strings("docProps/core.xml", "//dc:creator/text()") == []
    assert opc.reachable() == {name for name in opc.parts if not name.endswith(".rels")} - {"[Content_Types].xml"}


def test_the_notes_master_is_listed_and_the_default_text_has_a_language(opc: Opc) -> None:
    assert opc.find("ppt/presentation.xml", "//p:notesMasterIdLst/p:notesMasterId")
    assert opc.strings("ppt/presentation.xml", "//p:defaultTextStyle/a:defPPr/a:defRPr/@lang")


def test_ids_of_shapes_layouts_and_masters_are_unique(opc: Opc) -> None:
    for part in (MASTER, *opc.names("ppt/slideLayouts")):
        ids = opc.strings(part, "//p:cNvPr/@id")
        assert len(ids) == len(set(ids))
    ids = opc.strings(MASTER, "//p:sldLayoutId/@id") + opc.strings("ppt/presentation.xml", "//p:sldMasterId/@id")
    assert len(ids) == len(set(ids))


def test_a_role_keeps_its_index_on_every_layout_so_that_text_moves_with_the_layout(opc: Opc) -> None:
    indices: dict[str, set[str]] = {}
    for layout in opc.names("ppt/slideLayouts"):
        for shape in shapes(opc, layout):
            held = placeholder(shape)
            if held is not None:
                name = shape.find(".//{*}cNvPr").get("name")
                indices.setdefault(name, set()).add(held.get("idx", "0"))
    assert all(len(places) == 1 for places in indices.values()), indices


def test_layouts_have_names_and_prompts(opc: Opc) -> None:
    names = [opc.strings(part, "/p:sldLayout/p:cSld/@name")[0] for part in opc.names("ppt/slideLayouts")]
    assert len(names) == len(set(names)) == 21
    for part in opc.names("ppt/slideLayouts"):
        for shape in shapes(opc, part):
            if placeholder(shape) is not None:
                assert "".join(shape.find(".//{*}txBody").itertext()).strip()


def test_bullets_come_from_the_list_styles(opc: Opc) -> None:
    body = "/p:sldMaster/p:txStyles/p:bodyStyle"
    assert opc.strings(MASTER, f"{body}/a:lvl1pPr/a:buChar/@char") == ["■"]
    assert [opc.strings(MASTER, f"{body}/a:lvl{n}pPr/a:defRPr/@sz")[0] for n in (1, 2, 3)] == ["2400", "2200", "2000"]


def test_the_grid_is_there_as_guides(opc: Opc) -> None:
    assert len(opc.find(MASTER, "//*[local-name()='guide']")) == 8


def test_our_table_style_is_the_default(opc: Opc) -> None:
    assert opc.strings("ppt/tableStyles.xml", "/a:tblStyleLst/@def") == opc.strings("ppt/tableStyles.xml", "//@styleId")


@pytest.mark.full
@pytest.mark.validator
def test_the_validator_finds_nothing() -> None:
    from tests.files.validator import schema_errors

    assert schema_errors(default_template("pptx")) == []

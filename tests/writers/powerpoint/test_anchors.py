from __future__ import annotations

import re
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from builder.templates.deck.template import DeckTemplate
from builder.typeset.plan import Deck, TextPart
from builder.writers.powerpoint.anchors import NAMESPACE, guid, number
from builder.writers.powerpoint.deck import write_deck
from tests.files.opc import Opc
from tests.files.slidexml import shapes, slides
from tests.writers.powerpoint.decks import deck, document, point

A = "{" + NAMESPACE + "}"
ID = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
ITEM = "customXml/item1.xml"


@given(st.text(), st.text())
def test_identities_depend_on_the_key_alone(key: str, other: str) -> None:
    assert re.fullmatch(r"\{[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\}", guid(key))
    assert (guid(key) == guid(other)) == (key == other)
    assert 0 < number(key) < 2**31


def test_every_passage_is_found_by_its_key(opc: Opc) -> None:
    listed = {element.get("key"): element.getparent() for element in opc.xml(ITEM).iter(f"{A}p")}
    for key in (
        "sections.funding.blocks.0.points.0",
        "sections.funding.blocks.0.points.1",
        "h.0",
        "sections.origins.blocks.1.2.title",
    ):
        shape = listed[key]
        slide_id = shape.getparent().get("id")
        place = opc.strings("ppt/presentation.xml", "//p:sldId/@id").index(slide_id)
        identified = [
            own_shape for own_shape in shapes(opc, slides(opc)[place]) if own_shape.find(f".//{ID}") is not None
        ]
        assert shape.get("id") in [own_shape.find(f".//{ID}").get("id") for own_shape in identified]


def test_a_shape_lists_a_key_for_each_paragraph(opc: Opc) -> None:
    lists = {element.get("id"): len(element) for element in opc.xml(ITEM).iter(f"{A}shape")}
    for slide in slides(opc):
        for shape in shapes(opc, slide):
            identity = shape.find(f".//{ID}")
            kept = lists.get(identity.get("id"), 0) if identity is not None else 0
            if kept:
                assert kept == len(shape.findall(".//{*}txBody/{*}p")), shape.find(".//{*}cNvPr").get("name")


def test_identities_are_unique_in_the_deck(opc: Opc) -> None:
    assert_unique(opc)


def test_slides_with_the_same_passages_have_different_identities(house: DeckTemplate, tmp_path: Path) -> None:
    first = next(slide for slide in deck(house.facts).slides if slide.layout == "text")
    twice = TextPart(placeholder="body", paragraphs=(point("x", key="a"),))
    box = TextPart(placeholder="none", paragraphs=(point("x", key="a"),), size=12)
    second = msgspec.structs.replace(first, key=f"{first.key}~2", parts=(twice, box, box))
    third = msgspec.structs.replace(first, key=f"{first.key}~3")
    path = tmp_path / "x.pptx"
    write_deck(document(), Deck(slides=(first, second, third)), house).save(str(path))
    assert_unique(Opc(path))


def assert_unique(opc: Opc) -> None:
    ids = [element.get("id") for element in opc.xml(ITEM).iter(f"{A}shape")]
    assert len(ids) == len(set(ids))
    creation = [opc.strings(slide, "//*[local-name()='creationId'][@val]/@val")[0] for slide in slides(opc)]
    assert len(creation) == len(set(creation))

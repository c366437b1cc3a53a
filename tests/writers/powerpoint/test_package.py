"""The package on python-pptx: what it does where python-pptx is quadratic, recursive or depends on the clock."""

from __future__ import annotations

import io

import pptx
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pytest import MonkeyPatch

from builder.office.deck_package import DeckPackage, DeckRelationships
from builder.templates.deck.template import DeckTemplate


def test_a_package_saves_the_same_bytes_again_after_opening(house: DeckTemplate) -> None:
    first = DeckPackage.from_bytes(house.blob).to_bytes()
    assert DeckPackage.from_bytes(first).to_bytes() == first


def test_part_names_are_counted_without_walking_the_package_again(
    house: DeckTemplate, monkeypatch: MonkeyPatch
) -> None:
    package = DeckPackage.from_bytes(house.blob)
    walks = []
    iter_parts = DeckPackage.iter_parts
    monkeypatch.setattr(DeckPackage, "iter_parts", lambda self: walks.append(1) or iter_parts(self))
    names = [package.next_partname("/ppt/slideLayouts/slideLayout%d.xml") for _ in range(500)]
    names += [package.next_image_partname("png") for _ in range(500)]
    assert len(walks) == 1
    assert len(set(names)) == 1_000
    existing = {str(part.partname) for part in iter_parts(package)}
    assert not existing & set(names)


def test_long_chains_of_links_are_saved(house: DeckTemplate) -> None:
    package = DeckPackage.from_bytes(house.blob)
    source = package.presentation.part
    for _ in range(3_000):
        name = package.next_partname("/customXml/link%d.xml")
        target = Part(name, CONTENT_TYPE.XML, package, b"<link/>")
        source.relate_to(target, RELATIONSHIP_TYPE.CUSTOM_XML)
        source = target
    assert "/customXml/link3000.xml" in {str(part.partname) for part in package.iter_parts()}
    package.to_bytes()


def test_a_target_has_one_relationship(house: DeckTemplate) -> None:
    package = DeckPackage.from_bytes(house.blob)
    part = package.presentation.part
    before = len(part.rels)
    relationships = DeckRelationships(part)
    ids = [relationships.link(f"https://example.org/{number % 50}") for number in range(200)]
    assert len(set(ids)) == len(part.rels) - before == 50
    layout = package.presentation.slide_layouts[0].part
    assert relationships.relate("x", layout) == relationships.relate("x", layout) != relationships.relate("y", layout)


def test_files_open_in_python_pptx_itself(house: DeckTemplate) -> None:
    package = DeckPackage.from_bytes(house.blob)
    names = [layout.name for layout in package.presentation.slide_layouts]
    assert [layout.name for layout in pptx.Presentation(io.BytesIO(package.to_bytes())).slide_layouts] == names

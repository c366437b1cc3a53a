"""The lists of anchors agree with the files that they are in, read without the builder's own readers."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

import pytest

from tests.files.opc import Element, Opc, open_opc
from tests.files.samples import BRIEFS, DECKS, Sample
from tests.files.slidexml import placeholder, shapes, slides, text_of
from tests.files.wordxml import W

ANCHORS = "{urn:bilingual-builder:anchors:1}"
ID = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
TITLE_SLIDE = {"ctrTitle": "title", "title": "title", "subTitle": "subtitle"}


def listed(opc: Opc) -> Element:
    parts = [name for name in opc.names("customXml") if b":anchors:" in opc.parts[name] and "Props" not in name]
    (part,) = parts
    return opc.xml(part)


@pytest.mark.parametrize(("name", "language", "kind"), BRIEFS)
def test_anchors_of_briefs_are_listed_in_the_order_of_the_document(
    built: Callable[[str], Sample], name: str, language: str, kind: str
) -> None:
    opc = open_opc(built(name).file(language, kind))
    starts = [start.get(f"{W}name") for start in opc.xml("word/document.xml").iter(f"{W}bookmarkStart")]
    entries = listed(opc).findall(f"{ANCHORS}a")
    assert [entry.get("n") for entry in entries] == [name for name in starts if name.startswith("_b")]


@pytest.mark.parametrize(("name", "language", "kind"), BRIEFS)
def test_every_paragraph_of_a_brief_has_a_check_whoever_composed_its_words(
    built: Callable[[str], Sample], name: str, language: str, kind: str
) -> None:
    opc = open_opc(built(name).file(language, kind))
    (words,) = listed(opc).findall(f"{ANCHORS}words")
    checks = words.get("c").split()
    for paragraph in opc.xml("word/document.xml").iter(f"{W}p"):
        letters = "".join(filter(str.isalnum, "".join(text.text or "" for text in paragraph.iter(f"{W}t"))))
        assert f"{crc32(letters.encode()):08x}" in checks, letters


@pytest.mark.parametrize(("name", "language", "kind"), DECKS)
def test_anchors_of_decks_have_the_checks_of_their_paragraphs(
    built: Callable[[str], Sample], name: str, language: str, kind: str
) -> None:
    opc = open_opc(built(name).file(language, kind))
    checked = 0
    for slide, entry in zip(slides(opc), listed(opc).findall(f"{ANCHORS}slide"), strict=True):
        by_identity = {
            shape.find(f".//{ID}").get("id"): shape
            for shape in shapes(opc, slide)
            if shape.find(f".//{ID}") is not None
        }
        pairs = [(by_identity[element.get("id")], element) for element in entry.findall(f"{ANCHORS}shape")]
        for notes in opc.related(slide, "notesSlide"):
            pairs += [
                (shape, entry.find(f"{ANCHORS}notes"))
                for shape in shapes(opc, notes)
                if placeholder(shape) is not None and placeholder(shape).get("type") == "body"
            ]
        for shape, own in pairs:
            if own is None or not len(own):
                continue
            lines = text_of(shape).split("\n")
            assert len(lines) == len(own), (own.get("key"), lines)
            for line, paragraph in zip(lines, own, strict=True):
                if paragraph.get("key"):
                    assert paragraph.get("c") == f"{crc32(line.encode()):08x}", (paragraph.get("key"), line)
                    checked += 1
    assert checked > 10


@pytest.mark.parametrize(("name", "language", "kind"), DECKS)
def test_the_title_slide_lists_the_keys_of_its_texts(
    built: Callable[[str], Sample], name: str, language: str, kind: str
) -> None:
    opc = open_opc(built(name).file(language, kind))
    first = listed(opc)[0]
    keys = {element.get("id"): [p.get("key") for p in element] for element in first.findall(f"{ANCHORS}shape")}
    for shape in shapes(opc, slides(opc)[0]):
        own = placeholder(shape)
        kind = own.get("type", "") if own is not None else ""
        if kind in TITLE_SLIDE:
            assert keys[shape.find(f".//{ID}").get("id")][0] == TITLE_SLIDE[kind]

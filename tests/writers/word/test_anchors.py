from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.tree.passage_words import passage_words, words_check
from builder.tree.prose import NoteRef, Paragraph
from builder.writers.word.anchors import BriefAnchors, anchor_name, read_anchors
from tests.documents import words
from tests.files.opc import Opc
from tests.files.wordxml import W, children_text

MAP = "customXml/item1.xml"


def passages(opc: Opc, story: str) -> dict[str, str]:
    """The words between the ends of each bookmark of a story, by its name."""
    root = opc.xml(story)
    keys: dict[str, str] = {}
    open_: dict[str, str] = {}
    for element in root.iter():
        if element.tag == f"{W}bookmarkStart":
            open_[element.get(f"{W}id")] = element.get(f"{W}name")
            keys[element.get(f"{W}name")] = ""
        elif element.tag == f"{W}bookmarkEnd":
            del open_[element.get(f"{W}id")]
        elif element.tag == f"{W}r":
            for name in open_.values():
                keys[name] += children_text(element)
    assert not open_
    return keys


def test_every_passage_is_found_again_by_its_key(opc: Opc) -> None:
    publication, language, anchors = read_anchors(opc.parts[MAP])
    assert (publication, language) == ("demo", "fr")
    by_name = passages(opc, "word/document.xml") | passages(opc, "word/footnotes.xml")
    by_key = {anchor.key: by_name[anchor.name] for anchor in anchors}
    assert by_key["title"] == "Ponts & viaducs"
    assert by_key["sections.s1.message"] == "Le message."
    assert by_key["sections.s1.title"] == "Prose"
    assert by_key["sections.s1.blocks.points.0.term"] == "Terme"
    assert by_key["sections.a.blocks.tbl.caption"] == "Des ouvrages"
    assert by_key["abstract.0"] == "Le résumé."
    assert by_key["date"] == "15\u00a0septembre 2024"


def test_the_check_says_whether_the_words_have_changed(opc: Opc) -> None:
    _, _, anchors = read_anchors(opc.parts[MAP])
    checks = {anchor.key: anchor.check for anchor in anchors}
    assert checks["sections.s1.message"] == words_check("Le message.")
    assert checks["sections.s1.message"] != words_check("Le message !")


def test_the_check_covers_the_notes_of_a_passage() -> None:
    note = NoteRef((Paragraph(words("Une note.")),))
    other = NoteRef((Paragraph(words("Une autre note.")),))
    assert passage_words((*words("Texte"), note, *words("."))) == "Texte.\nUne note."
    assert words_check(passage_words((*words("a"), note))) != words_check(passage_words((*words("a"), other)))


def test_the_list_has_the_order_of_the_document(opc: Opc) -> None:
    _, _, anchors = read_anchors(opc.parts[MAP])
    names = [start.get(f"{W}name") for start in opc.xml("word/document.xml").iter(f"{W}bookmarkStart")]
    assert [anchor.name for anchor in anchors] == [name for name in names if name.startswith("_b")]


def test_names_come_from_keys_alone(opc: Opc) -> None:
    _, _, anchors = read_anchors(opc.parts[MAP])
    assert all(anchor.name == anchor_name(anchor.key) for anchor in anchors)


def test_the_custom_part_has_its_id(opc: Opc) -> None:
    relations = {relation.type: relation.target for relation in opc.relations("word/document.xml")}
    assert relations["customXml"] == MAP
    (properties,) = opc.related(MAP, "customXmlProps")
    assert re.search(rb'itemID="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"', opc.parts[properties])


def test_a_key_that_comes_again_is_numbered() -> None:
    anchors = BriefAnchors()
    for _ in range(3):
        anchors.passage("figures.seed.label", "<w:r/>", words("x"))
    assert [anchor.key for anchor in anchors.anchors] == [
        "figures.seed.label",
        "figures.seed.label~2",
        "figures.seed.label~3",
    ]
    assert len({anchor.name for anchor in anchors.anchors}) == 3


def test_what_has_no_key_or_no_words_has_no_bookmark() -> None:
    anchors = BriefAnchors()
    assert anchors.passage("", "<w:r/>", words("x")) == "<w:r/>"
    assert anchors.passage("key", "", ()) == ""
    assert anchors.anchors == []


@given(st.text(min_size=1))
def test_names_are_what_word_allows(key: str) -> None:
    assert re.fullmatch(r"_b[0-9a-f]{20}", anchor_name(key))


def test_another_part_is_refused() -> None:
    with pytest.raises(ValueError, match="anchors"):
        read_anchors(b"<other/>")

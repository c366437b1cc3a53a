from __future__ import annotations

from typing import Any

import pytest

from builder.tree.blocks import PointNode, PointsNode
from builder.tree.prose import Code, ItemList, ListItem
from tests.documents import HERE, document, items, para, point, points, section, text, words
from tests.files.opc import Element, Opc
from tests.files.wordxml import W, children_text, paragraphs, style_of, toggled
from tests.writers.word.conftest import Write


def numbers(paragraph: Element) -> tuple[str, str] | None:
    """The list instance and the level that a paragraph names itself."""
    element = paragraph.find(f"{W}pPr/{W}numPr")
    return (
        None if element is None else (element.find(f"{W}numId").get(f"{W}val"), element.find(f"{W}ilvl").get(f"{W}val"))
    )


def body(opc: Opc, *prefixes: str) -> list[Element]:
    return [p for p in paragraphs(opc) if style_of(p).startswith(prefixes)]


def test_bullets_are_their_styles_alone(write: Write) -> None:
    inner = ItemList((ListItem((para("a"), items("b"))),))
    list_items = body(write(document(section(1, "A", text(inner)))), "List")
    assert [(style_of(p), children_text(p), numbers(p)) for p in list_items] == [
        ("ListBullet", "a", None),
        ("ListBullet2", "b", None),
    ]


def test_every_ordered_list_counts_for_itself(write: Write) -> None:
    first, second = items("a", "b", ordered=True), items("c", ordered=True, start=7)
    opc = write(document(section(1, "A", text(first, para("puis"), second))))
    number_a, number_b, number_c = (numbers(p) for p in body(opc, "ListNumber"))
    assert number_a is not None and number_c is not None
    assert number_a == number_b and number_a[0] != number_c[0]
    starts = {
        num.get(f"{W}numId"): num.find(f".//{W}startOverride").get(f"{W}val")
        for num in opc.find("word/numbering.xml", "/w:numbering/w:num[w:lvlOverride]")
    }
    assert starts == {number_a[0]: "1", number_c[0]: "7"}


def test_the_kind_of_number_goes_by_the_ordered_lists_around(write: Write) -> None:
    inner = ItemList((ListItem((para("a"), items("b", ordered=True))),), ordered=True)
    outer = ItemList((ListItem((para("c"), inner)),))
    styles = [(style_of(p), numbers(p)) for p in body(write(document(section(1, "A", text(outer)))), "List")]
    assert [style for style, _ in styles] == ["ListBullet", "ListNumber2", "ListNumber3"]
    assert [number[1] for _, number in styles if number] == ["0", "1"]


def test_lists_deeper_than_the_styles_go_on_inwards(write: Write) -> None:
    deep = items("5")
    for level in range(4, 0, -1):
        deep = ItemList((ListItem((para(str(level)), deep)),))
    list_items = body(write(document(section(1, "A", text(deep)))), "List")
    assert [style_of(p) for p in list_items] == [
        "ListBullet",
        "ListBullet2",
        "ListBullet3",
        "ListBullet3",
        "ListBullet3",
    ]
    assert [numbers(p)[1] for p in list_items[3:]] == ["3", "4"]  # type: ignore[index]
    lefts = [int(p.find(f"{W}pPr/{W}ind").get(f"{W}left")) for p in list_items[3:]]
    assert lefts == sorted(set(lefts))


def test_a_second_paragraph_of_an_item_has_no_mark(write: Write) -> None:
    two = ItemList((ListItem((para("a"), para("b"))),))
    list_items = body(write(document(section(1, "A", text(two)))), "List")
    assert [style_of(p) for p in list_items] == ["ListBullet", "ListContinue"]


def test_what_leads_to_a_list_stays_with_it(write: Write) -> None:
    points = PointsNode(span=HERE, key="p", points=(PointNode(span=HERE, key="p.0", inlines=words("un")),))
    opc = write(document(section(1, "A", text(para("Une liste"), items("a")), text(para("Des points :")), points)))
    kept = {children_text(p): toggled(p.find(f"{W}pPr"), "keepNext") for p in body(opc, "BodyText")}
    assert kept == {"Une liste": True, "Des points :": True}


def test_a_term_is_bold_and_its_text_is_not(write: Write) -> None:
    point = PointNode(span=HERE, key="p.0", term=words("Terme"), inlines=words("sens"))
    opc = write(document(section(1, "A", PointsNode(span=HERE, key="p", points=(point,)))))
    (paragraph,) = body(opc, "ListBullet")
    assert children_text(paragraph) == "Terme\u00a0: sens"
    runs = paragraph.findall(f"{W}r")
    assert [toggled(r.find(f"{W}rPr"), "b") for r in runs] == [True, False, False]


def test_code_keeps_its_lines_and_tabs(write: Write) -> None:
    opc = write(document(section(1, "A", text(Code("if a:\n\tb()\n", HERE)))))
    (paragraph,) = body(opc, "Code")
    assert len(paragraph.findall(f".//{W}br")) == 1
    assert len(paragraph.findall(f".//{W}tab")) == 1


def test_a_note_inside_a_note_is_set_in_brackets(write: Write) -> None:
    from builder.tree.prose import NoteRef, Paragraph
    from tests.documents import note, prose

    inner = NoteRef((Paragraph((*words("Dehors"), note("Dedans.")), HERE),), HERE)
    opc = write(document(section(1, "A", prose(*words("Texte"), inner))))
    notes = opc.find("word/footnotes.xml", "/w:footnotes/w:footnote[not(@w:type)]")
    assert [children_text(note) for note in notes] == [" Dehors (Dedans)"]


SHORT, LONG = "Un point court", "Un point long, qui prend plusieurs lignes. " * 10


def kept(opc: Opc) -> list[bool]:
    """For each paragraph of a list, whether it stays on the page of the next."""
    return [toggled(p.find(f"{W}pPr"), "keepNext") for p in body(opc, "List")]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [False]),
        (2, [True, False]),
        (3, [True, True, False]),
        (5, [True, False, False, True, False]),
    ],
)
@pytest.mark.parametrize("make", [points, lambda *words: text(items(*words)), lambda *w: text(items(*w, ordered=True))])
def test_no_short_item_is_alone_on_a_page(write: Write, make: Any, count: int, expected: list[bool]) -> None:
    assert kept(write(document(section(1, "A", make(*[SHORT] * count))))) == expected


def test_a_long_item_may_be_alone_on_a_page(write: Write) -> None:
    opc = write(document(section(1, "A", text(items(LONG, SHORT, SHORT, LONG)))))
    assert kept(opc) == [False, False, False, False]


def test_a_long_item_ends_on_the_page_of_a_short_last_one(write: Write) -> None:
    item = ItemList((ListItem((para(LONG), para(SHORT))), ListItem((para(SHORT),))))
    assert kept(write(document(section(1, "A", text(item))))) == [False, True, False]


def test_items_within_items_count_for_the_ends_of_a_list(write: Write) -> None:
    nested = points("Une", point("Deux", point("Deux a"), point("Deux b"), point("Deux c")))
    assert kept(write(document(section(1, "A", nested)))) == [True, True, False, True, False]


def test_a_text_that_announces_the_list_of_the_next_text_stays_with_it(write: Write) -> None:
    opc = write(document(section(1, "A", text(para("Voici :")), text(items("a")), text(para("Sans suite.")))))
    announcing = {children_text(p): toggled(p.find(f"{W}pPr"), "keepNext") for p in body(opc, "BodyText")}
    assert announcing == {"Voici :": True, "Sans suite.": False}

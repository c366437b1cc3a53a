from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.tree.blocks import HighlightNode, HighlightsNode
from tests.documents import HERE, document, highlight, section
from tests.files.wordxml import W, children_text, paragraphs, style_of, toggled
from tests.writers.word.conftest import Write

BODY = "word/document.xml"


def node(*items: HighlightNode) -> HighlightsNode:
    return HighlightsNode(span=HERE, key="h", items=items)


def test_a_few_figures_are_a_table_with_a_header_row(write: Write) -> None:
    items = (highlight("100\u00a0M€", "Amorçage", "plus de", "a"), highlight("400\u00a0M€", "Série A", "", "b"))
    opc = write(document(section(1, "A", node(*items))))
    (table,) = opc.find(BODY, "//w:tbl")
    rows = [[children_text(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
    assert rows == [["plus de 100\u00a0M€", "400\u00a0M€"], ["Amorçage", "Série A"]]
    assert toggled(table.find(f"{W}tr/{W}trPr"), "tblHeader")
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Chiffres clés"


def test_four_figures_take_the_four_columns_of_the_page(write: Write) -> None:
    opc = write(document(section(1, "A", node(*(highlight(str(n), key=str(n)) for n in range(4))))))
    widths = [int(w) for w in opc.strings(BODY, "//w:tbl/w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == 9638 and max(widths) - min(widths) <= 3


def test_one_figure_or_many_are_a_list(write: Write) -> None:
    for items in (tuple(highlight(str(n), key=str(n)) for n in range(6)), (highlight("1"),)):
        opc = write(document(section(1, "A", node(*items))))
        assert not opc.find(BODY, "//w:tbl")
        rows = [p for p in paragraphs(opc) if style_of(p) == "KeyFigureRow"]
        assert [children_text(p) for p in rows] == [f"{one.value} Levés en série A" for one in items]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_longer_words_change_nothing_of_the_layout_but_the_size_of_the_type(write: Write, count: int) -> None:
    layouts = []
    for value in ("7", "7 milliards et demi", "un nombre qui ne tient pas dans une colonne"):
        opc = write(document(section(1, "A", node(*(highlight(value, key=str(n)) for n in range(count))))))
        layouts.append(opc.strings(BODY, "//w:tbl/w:tblGrid/w:gridCol/@w:w"))
    assert len(layouts[0]) == count
    assert layouts[0] == layouts[1] == layouts[2]


def test_a_word_wider_than_its_column_makes_a_list_of_the_strip(write: Write) -> None:
    items = (highlight("x" * 60, key="a"), highlight("3", key="b"))
    assert not write(document(section(1, "A", node(*items)))).find(BODY, "//w:tbl")


def test_what_a_number_counts_stands_over_the_label_and_the_figures_keep_one_line(write: Write) -> None:
    items = (
        replace(highlight("3", "Venus de Meta", "", "a"), suffix="\u00a0cofondateurs"),
        highlight("4", "Ans", key="b"),
    )
    (table,) = write(document(section(1, "A", node(*items)))).find(BODY, "//w:tbl")
    figures, labels = table.findall(f"{W}tr")
    assert [children_text(cell) for cell in figures.findall(f"{W}tc")] == ["3", "4"]
    words = [[children_text(p) for p in cell.findall(f"{W}p")] for cell in labels.findall(f"{W}tc")]
    assert words == [["cofondateurs", "Venus de Meta"], ["Ans"]]

from __future__ import annotations

from builder.tree.nodes import HighlightNode, HighlightsNode
from tests.office.wordxml import W, children_text, paragraphs, style_of, toggled
from tests.writers.docx.conftest import Write
from tests.writers.docx.documents import HERE, document, highlight, section

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
    assert sum(widths) == 9070 and max(widths) - min(widths) <= 3


def test_many_figures_or_long_ones_are_a_list(write: Write) -> None:
    long = highlight("un nombre qui ne tient pas dans une colonne", key="x")
    for items in (tuple(highlight(str(n), key=str(n)) for n in range(6)), (long, long), (highlight("1"),)):
        opc = write(document(section(1, "A", node(*items))))
        assert not opc.find(BODY, "//w:tbl")
        rows = [p for p in paragraphs(opc) if style_of(p) == "KeyFigureRow"]
        assert [children_text(p) for p in rows] == [f"{one.value} Levés en série A" for one in items]


def test_no_figure_is_wider_than_its_column(write: Write) -> None:
    items = (highlight("7\u00a0milliards de paramètres", key="a"), highlight("3\u00a0modèles", key="b"))
    opc = write(document(section(1, "A", node(*items))))
    widths = [int(w) for w in opc.strings(BODY, "//w:tbl/w:tblGrid/w:gridCol/@w:w")]
    assert widths[0] > widths[1]

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.tree.blocks import HighlightNode, HighlightsNode
from builder.writers.word.highlights import number_and_unit
from tests.documents import HERE, document, highlight, section
from tests.files.wordxml import W, children_text, paragraphs, style_of, toggled
from tests.writers.word.conftest import Write

BODY = "word/document.xml"


def node(*items: HighlightNode) -> HighlightsNode:
    return HighlightsNode(span=HERE, key="h", items=items)


def test_a_few_figures_are_tiles_read_one_by_one(write: Write) -> None:
    """A table for the layout: one row, no header, each cell read whole. Values share a line if one has a bound."""
    items = (highlight("100\u00a0M€", "Amorçage", "plus de", "a"), highlight("400\u00a0M€", "Série A", "", "b"))
    opc = write(document(section(1, "A", node(*items))))
    (table,) = opc.find(BODY, "//w:tbl")
    (row,) = table.findall(f"{W}tr")
    words = [[children_text(p) for p in cell.findall(f"{W}p")] for cell in row.findall(f"{W}tc")]
    assert words == [["plus de", "100\u00a0M€", "Amorçage"], ["400\u00a0M€", "Série A"]]
    spaces = [p.find(f"{W}pPr/{W}spacing") for p in table.iter(f"{W}p") if style_of(p) == "KeyFigureValue"]
    assert spaces[0] is None and int(spaces[1].get(f"{W}before")) > 200
    assert not toggled(row.find(f"{W}trPr"), "tblHeader")
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert {look.get(f"{W}{part}") for part in ("firstRow", "lastRow", "firstColumn")} == {"0"}
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "Chiffres clés"


def test_a_figure_without_a_label_has_no_sign_in_its_place(write: Write) -> None:
    items = (
        replace(highlight("92", key="a"), label=(), suffix="\u00a0cyclistes tués"),
        replace(highlight("2023", key="b"), label=()),
        highlight("95", "En 2019", key="c"),
    )
    (table,) = write(document(section(1, "A", node(*items)))).find(BODY, "//w:tbl")
    words = [[children_text(p) for p in cell.findall(f"{W}p")] for cell in table.iter(f"{W}tc")]
    assert words == [["92", "cyclistes tués"], ["2023"], ["95", "En 2019"]]


def test_four_figures_take_the_four_columns_of_the_page(write: Write) -> None:
    opc = write(document(section(1, "A", node(*(highlight(str(n), key=str(n)) for n in range(4))))))
    widths = [int(w) for w in opc.strings(BODY, "//w:tbl/w:tblGrid/w:gridCol/@w:w")]
    assert sum(widths) == 9638 and max(widths) - min(widths) <= 3


def test_one_figure_or_many_are_a_list(write: Write) -> None:
    for items in (tuple(highlight(str(n), key=str(n)) for n in range(6)), (highlight("1"),)):
        opc = write(document(section(1, "A", node(*items))))
        assert not opc.find(BODY, "//w:tbl")
        rows = [p for p in paragraphs(opc) if style_of(p) == "KeyFigureRow"]
        assert [children_text(p) for p in rows] == [f"{item.value} Levés en série A" for item in items]


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
    words = [[children_text(p) for p in cell.findall(f"{W}p")] for cell in table.iter(f"{W}tc")]
    assert words == [["3", "cofondateurs", "Venus de Meta"], ["4", "Ans"]]


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("100\u00a0M€", ("100", "\u00a0M€")),
        ("1\u202f234,5\u00a0%", ("1\u202f234,5", "\u00a0%")),
        ("7\u00a0milliards", ("7", "\u00a0milliards")),
        ("$184.5M", ("$184.5M", "")),
        ("CHF\u00a0100", ("CHF\u00a0100", "")),
        ("2023", ("2023", "")),
        ("15\u00a0mai\u00a02024", ("15\u00a0mai\u00a02024", "")),
        ("", ("", "")),
    ],
)
def test_a_unit_after_its_number_is_set_smaller(value: str, parts: tuple[str, str]) -> None:
    assert number_and_unit(value) == parts
    assert "".join(number_and_unit(value)) == value


def test_units_are_smaller_than_their_number_in_a_strip_that_is_set_smaller(write: Write) -> None:
    items = tuple(highlight("1\u202f234,5\u00a0M\u00a0CHF", key=str(n)) for n in range(4))
    opc = write(document(section(1, "A", node(*items))))
    value = next(p for p in paragraphs(opc) if style_of(p) == "KeyFigureValue")
    sizes = [int(run.find(f"{W}rPr/{W}sz").get(f"{W}val")) for run in value.iter(f"{W}r")]
    assert [children_text(run) for run in value.iter(f"{W}r")] == ["1\u202f234,5", "\u00a0M\u00a0CHF"]
    assert sizes[0] < 60 and sizes[1] < 0.6 * sizes[0]

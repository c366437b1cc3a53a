"""Footnotes stand in their part in the order of their marks: LibreOffice pairs the two by order, not by id."""

from __future__ import annotations

from builder.tree.blocks import PointNode, PointsNode
from builder.tree.exhibits import CellNode, ColumnNode
from builder.tree.prose import Inlines, Paragraph
from tests.documents import HERE, chart, document, image, note, section, table, words
from tests.files.opc import Opc
from tests.files.wordxml import W, children_text
from tests.writers.word.conftest import Write

BODY = "word/document.xml"


def noted(label: str) -> Inlines:
    """Words with a note that repeats them."""
    return (*words(label), note(label))


def remark(label: str) -> tuple[Paragraph, ...]:
    return (Paragraph(noted(label), HERE),)


def notes(opc: Opc) -> list[str]:
    """The words of the notes, in the order of the part."""
    part = opc.find("word/footnotes.xml", "/w:footnotes/w:footnote[not(@w:type)]")
    return [children_text(element).strip() for element in part]


def assert_in_order(opc: Opc) -> None:
    marks = opc.strings(BODY, "//w:footnoteReference/@w:id")
    part = opc.find("word/footnotes.xml", "/w:footnotes/w:footnote[not(@w:type)]")
    ids = [element.get(f"{W}id") for element in part]
    assert marks == ids == [str(number) for number in range(1, len(ids) + 1)]


def test_notes_of_a_table_follow_its_caption_header_cells_and_lines_below(write: Write) -> None:
    columns = (ColumnNode(header=noted("header")), ColumnNode(header=words("B")))
    row = tuple(CellNode(noted(label)) for label in ("first cell", "second cell"))
    exhibit = table(rows=(row,), columns=columns, caption=noted("caption"), note=remark("note"), source=noted("source"))
    opc = write(document(section(1, "A", exhibit)))
    assert_in_order(opc)
    assert notes(opc) == ["caption", "header", "first cell", "second cell", "note", "source"]


def test_notes_of_a_figure_follow_its_caption_and_lines_below(write: Write) -> None:
    figure = chart(caption=noted("caption"), note=remark("note"), source=noted("source"))
    picture = image(caption=noted("picture"), credit=noted("credit"), number="2")
    opc = write(document(section(1, "A", figure, picture)))
    assert_in_order(opc)
    assert notes(opc) == ["caption", "note", "source", "picture", "credit"]


def test_the_note_of_a_term_precedes_that_of_its_point(write: Write) -> None:
    point = PointNode(span=HERE, key="p", inlines=noted("point"), term=noted("term"))
    opc = write(document(section(1, "A", PointsNode(span=HERE, key="points", points=(point,)))))
    assert_in_order(opc)
    assert notes(opc) == ["term", "point"]
